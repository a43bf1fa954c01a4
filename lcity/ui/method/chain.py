"""How it is computed: the steps from data to rank, in words and formulae."""

import streamlit as st

from lcity.dataset.rollup import LEAST_PRESENT as LEAST_ROLLED_UP
from lcity.index import LEAST_PRESENT as LEAST_RANKED
from lcity.index.ranking import DECIMALS
from lcity.ui.shared import cache
from lcity.ui.shared.reader import reader_language, t
from lcity.ui.shared.window import side_by_side

STEPS = ("measure", "rollup", "normalise", "aggregate", "rank")
OF_SEATS = ("seats_per_1000", "access_evenness")
"""Computations of seats within reach: only where one is asked for is it told how."""
FORMULAE = {
    "measure": (
        r"C=\frac{\sum_i p_i\,\mathbf{1}(\min_j d_{ij}\le r)}{\sum_i p_i}",
        r"R_j=\frac{s_j}{\sum_{d_{ij}\le r_0} w(d_{ij})\,p_i}",
        r"A_i=1000\sum_{d_{ij}\le r_0} w(d_{ij})\,R_j",
        r"G=1-\sum_k (P_k-P_{k-1})(Q_k+Q_{k-1})",
    ),
    "rollup": (r"x_c=\frac{\sum_{d\in c} n_d\,x_d}{\sum_{d\in c} n_d}",),
    "normalise": (r"\uparrow\; s=100\cdot\frac{x-l}{h-l}", r"\downarrow\; s=100\cdot\frac{h-x}{h-l}"),
    "aggregate": (r"S=\left(\frac{\sum_k w_k\,s_k^{\,p}}{\sum_k w_k}\right)^{1/p}",),
    "rank": (r"\operatorname{rank}(u)=1+\#\{v: S_v>S_u\}",),
}
OTHER_SCORES = {
    "minmax": r"100\frac{x-\min}{\max-\min}",
    "zscore": r"50+10\frac{x-\bar{x}}{\sigma}",
    "rank": r"100\frac{r-1}{n-1}",
    "percentile": r"100\frac{b+e/2}{n}",
}
LITERATURE = (
    "OECD and JRC (2008): Handbook on Constructing Composite Indicators, steps 5 and 6.",
    "Luo, W. and Qi, Y. (2009): An enhanced two-step floating catchment area (E2SFCA) method for measuring "
    "spatial accessibility to primary care physicians. Health & Place 15, 1100–1107.",
    "Brown, M. (1994): Using Gini-style indices to evaluate the spatial patterns of health practitioners. "
    "Social Science & Medicine 38, 1243–1256.",
    "Spearman, C. (1904): The proof and measurement of association between two things. American Journal of "
    "Psychology 15, 72–101.",
    "NIMA (2000): Department of Defense World Geodetic System 1984. Technical Report 8350.2.",
)


def steps() -> None:
    """Draw the steps: on the left what is done, on the right the formula."""
    for number, step in enumerate(STEPS, start=1):
        words, formula = side_by_side([3, 2], align="center")
        with words:
            name = t("method.step", number=str(number), name=t(f"method.{step}"))
            st.markdown("\n\n".join((f"**{name}**", *_step_sentences(step))))
        with formula:
            for line in FORMULAE[step][: None if step != "measure" or _seats_count() else 1]:
                st.latex(line)


def _seats_count() -> bool:
    """Say whether an indicator of the open dataset is reckoned from seats."""
    return bool(cache.open_dataset().indicators["computed"].isin(OF_SEATS).any())


def _step_sentences(step: str) -> list[str]:
    lang = reader_language()
    if step == "measure":
        parts = ("text", "seats", "evenness") if _seats_count() else ("text",)
        return [t(f"method.measure.{part}") for part in parts]
    if step == "normalise":
        others = [
            t(f"method.normalise.{kind}", name=t(f"index.normalise.{kind}"), formula=f"${formula}$")
            for kind, formula in OTHER_SCORES.items()
        ]
        return [t("method.normalise.text"), "\n".join(f"- {sentence}" for sentence in others)]
    values = {
        "rollup": {"least": lang.percent(LEAST_ROLLED_UP)},
        "aggregate": {
            kind: t(f"index.aggregate.{kind}").lower() for kind in ("arithmetic", "geometric", "harmonic")
        },
        "rank": {"least": lang.percent(LEAST_RANKED), "decimals": lang.number(DECIMALS)},
    }
    return [t(f"method.{step}.text", **values[step])]


def literature() -> None:
    """Write what the method is taken from."""
    st.markdown("\n".join(f"- {entry}" for entry in LITERATURE))
