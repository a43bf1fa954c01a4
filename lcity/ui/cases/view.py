"""Cases and policies beside a weakness, and all of them to browse."""

import streamlit as st

from lcity.ui.cases import choices, numbers, words
from lcity.ui.cases.choices import ALL
from lcity.ui.shared import cache, frame
from lcity.ui.shared.reader import reader_language, t
from lcity.ui.shared.window import side_by_side

EVERY, OPEN = "cases.all", "lcity.cases.open"


def beside(level: str, unit: str, dimension: str = "") -> None:
    """Draw two or three cases that fit a weakness, and what policies ask for there; nothing without any.

    Parameters
    ----------
    level, unit
        Whose weakness it is; "" for no unit in particular.
    dimension
        Of what stands worst on the page, where no unit is chosen or it is behind on nothing. Else it is that
        on which the unit is furthest behind: every page calls the same one weakest.
    """
    weakest = numbers.weakest(level, unit) if unit else ""
    by = "behind" if weakest else "worst"
    dimension = weakest or dimension
    cases, policies = (find(level, unit, dimension) for find in (numbers.fitting, numbers.policies_for))
    if cases is None and policies is None:
        return
    one = "cases" if policies is None else "policies"
    about = one if cases is None or policies is None else "both"
    title = t(f"cases.beside.{about}", dimension=words.name_of(dimension))
    st.subheader(frame.plain(title), anchor=False)
    st.caption(frame.plain(words.why(by, level, unit, dimension)))
    if cases is not None:
        rows = cases.to_dict("records")
        for place, row in zip(side_by_side(len(rows), gap="large"), rows, strict=True):
            place.markdown(words.case(row))
    if policies is not None:
        st.markdown("\n\n".join(words.policy(row) for row in policies.to_dict("records")))
    _note(cases is not None, policies is not None)


def browse() -> None:
    """Draw all cases and policies, to be browsed by dimension, country and award; nothing without any."""
    dataset, lang = cache.open_dataset(), reader_language()
    # What a link chose is read before all else: of a dataset without cases it is told that it means nothing.
    cases, policies = numbers.browsed()
    count, asking = (0 if table is None else len(table) for table in (dataset.cases, dataset.policies))
    if not count + asking:
        return
    # Dozens of cases are written when they are asked for, not at every drawing of the page.
    every = st.expander(
        t("cases.all", n=count, cases=lang.number(count)) if not asking
        else t("cases.all_and_policies", n=count, cases=lang.number(count), policies=lang.number(asking)),
        expanded=_kept_open(),
        key=EVERY,
        on_change=_keep_open,
    )  # fmt: skip
    if not every.open:
        return
    with every:
        _controls()
        for table, write, empty in (
            (cases, words.case, "cases.none"),
            (policies, words.policy, "cases.no_policy"),
        ):
            if len(table):
                st.markdown("\n\n".join(write(row, dimension=True) for row in table.to_dict("records")))
            elif count if write is words.case else asking:
                st.caption(t(empty))
        _note(bool(count), bool(asking))


def _kept_open() -> bool:
    """Return whether the list is open: as the reader left it, else where the link chooses of it."""
    # Streamlit forgets it with every other count in the label.
    kept = st.session_state.get(OPEN)
    return choices.made() if kept is None else kept


def _keep_open() -> None:
    st.session_state[OPEN] = st.session_state[EVERY]


def _controls() -> None:
    lang = reader_language()
    cases = cache.open_dataset().cases
    countries = {} if cases is None else {
        row.get("country"): lang.text(row, "country") for row in cases.to_dict("records")
    }  # fmt: skip
    of = {
        "dimension": (choices.dimension_choice(), words.name_of),
        "country": (choices.country_choice(), countries.get),
        "award": (choices.award_choice(), str),
    }
    for place, (kind, (choice, name)) in zip(side_by_side(3, gap="small"), of.items(), strict=True):
        if len(choice.allowed) > 1:
            place.selectbox(
                t(f"cases.by.{kind}"),
                choice.allowed,
                format_func=lambda own, kind=kind, name=name: (
                    name(own) if own != ALL else t(f"cases.any.{kind}")
                ),
                **choice.widget(),
            )


def _note(cases: bool, policies: bool) -> None:
    notes = [t("cases.note")] * cases + [t("cases.policy_note")] * policies
    st.caption(reader_language().sentences(notes))
