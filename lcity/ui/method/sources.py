"""How it is computed: the sources of the dataset, and what of it is real."""

import streamlit as st

from lcity.dataset import PROVENANCES
from lcity.ui.method import facts
from lcity.ui.method.tree import name, shares
from lcity.ui.shared import cache, frame
from lcity.ui.shared.reader import reader_language, t

SIMULATED = "simulated"
FILES = {"centres": "centres.csv", "population": "population", "participation": "participation.csv"}


def sources() -> None:
    """Draw the table of sources: title, producer, licence, link, and how many indicators come from each."""
    table = cache.open_dataset().sources
    used = cache.open_dataset().indicators["source"].value_counts().reindex(table.index, fill_value=0)
    lang = reader_language()
    heads = {
        "title": "method.source",
        "producer": "method.producer",
        "licence": "method.licence",
        "url": "method.link",
        "published": "method.published",
    }
    rows = [[lang.text(row, column) for column in heads] for _, row in table.iterrows()]
    counted = [lang.number(count) if count else "" for count in used]
    st.html(
        f"<style>{facts.STYLE}</style>"
        + facts.table(
            [*map(t, heads.values()), t("method.used_by")],
            [[*row, count] for row, count in zip(rows, counted, strict=True)],
        )
    )


def dataset() -> None:
    """Write which dataset this is."""
    meta, lang = vars(cache.open_dataset().meta), reader_language()
    texts = {part: lang.text(meta, part) for part in ("title", "licence")}
    st.caption(frame.plain(t("method.dataset", **texts, hash=cache.open_dataset().hash)))


def simulated() -> None:
    """Write what is real and what is simulated: indicators by provenance, and the rows of the tables."""
    lang, provenance = reader_language(), cache.provenance()
    if about := lang.text(vars(cache.open_dataset().meta), "about"):
        st.markdown(frame.plain(about))
    kinds = [kind for kind in PROVENANCES if (provenance == kind).any()]
    rows = [frame.plain(sentence) for name, file in FILES.items() if (sentence := _of_table(name, file))]
    lines = [f"{frame.tag(kind)} {frame.plain(_of_kind(kind))}" for kind in kinds]
    st.markdown("\n".join(f"- {line}" for line in lines + rows))
    if rows or SIMULATED in kinds:
        st.markdown(f"{frame.tag(SIMULATED)} {t('method.simulated.caution')}")
    else:
        st.markdown(t("method.simulated.none"))


def _of_kind(kind: str) -> str:
    lang, provenance = reader_language(), cache.provenance()
    keys = provenance.index[provenance == kind]
    return t(
        "method.figures",
        count=lang.number(len(keys)),
        all=lang.number(len(provenance)),
        share=lang.percent(shares()[keys].sum()),
        names=lang.listed(name(key) for key in keys),
    )


def _of_table(name: str, file: str) -> str:
    table = getattr(cache.open_dataset(), name)
    if table is None or "provenance" not in table:
        return ""
    lang = reader_language()
    count = (table["provenance"] == SIMULATED).sum()
    if count == len(table) > 0:
        return t("method.simulated.all_rows", file=file, count=lang.number(count))
    message = t("method.simulated.rows", file=file, count=lang.number(count), all=lang.number(len(table)))
    return message if count else ""
