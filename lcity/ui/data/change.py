"""What a valid upload holds, or changes of what is open; and the way to open it."""

from functools import partial

import pandas as pd
import streamlit as st

from lcity.dataset import Dataset
from lcity.dataset.cells import shown
from lcity.index import Ranking, Tree, movers, moves
from lcity.intake import difference, holds, templates
from lcity.intake.plan import OWN
from lcity.text import Language
from lcity.ui.data.check import download
from lcity.ui.data.draft import Draft, accept, drop
from lcity.ui.parts import draw
from lcity.ui.shared import cache, frame, scenario
from lcity.ui.shared.reader import reader_language, t

MOST_SHOWN = 500
MOST_NAMED = 6
MOST_MOVERS = 5
RANKING = "pages/ranking.py"
UNITS = {"values_city": "cities", "values_district": "districts", "participation": "districts"}


def change(draft: Draft) -> None:
    """Say what the valid dataset holds or would change, and open it once its owner says so."""
    dataset, lang = draft.reply.dataset, reader_language()
    if dataset is None:
        return
    st.success(
        t(
            "data.sound",
            indicators=lang.number(len(Tree.from_table(dataset.indicators).leaves)),
            cities=lang.number(len(dataset.cities)),
            districts=lang.number(len(dataset.districts)),
        )
    )
    if draft.plan is not None and draft.plan.mode == OWN:
        _holds(draft, dataset)
    else:
        _changes(draft, dataset)
    due = draft.due
    if due:
        st.info(t("data.due", n=due, count=lang.number(due)))
    with st.container(horizontal=True):
        key, ranks = f"data.open.{draft.number}", dataset.has_index
        if ranks:
            label, way = t("data.to_ranking"), f"data.rank.{draft.number}"
            st.button(label, way, type="primary", on_click=accept, args=(RANKING,), disabled=bool(due))
        kind = "secondary" if ranks else "primary"
        st.button(t("data.open"), key=key, type=kind, on_click=accept, disabled=bool(due))
        st.button(t("data.drop"), key=f"data.drop.{draft.number}", on_click=drop)


def _holds(draft: Draft, dataset: Dataset) -> None:
    """Say what a dataset of its own holds, and what it lacks, column by column."""
    lang = reader_language()
    found = holds.columns(dataset)
    years = dataset.years
    span = "–".join(dict.fromkeys(str(year) for year in (years[0], years[-1]))) if years else ""
    values, missing = int(found["values"].sum()), int(found["missing"].sum())
    counted = {"values": lang.number(values), "n": missing, "missing": lang.number(missing)}
    st.markdown(f"**{frame.plain(lang.text(vars(dataset.meta), 'title'))}**")
    spanned = t("intake.holds.years", years=span) if span else ""
    st.text(lang.sentences([t("intake.holds.values", **counted), spanned, t("intake.holds.later")]))
    for level, count in holds.few(dataset).items():
        st.warning(frame.plain(t(f"intake.holds.few_{level}", n=count, count=lang.number(count))))
    indicators, units = _names(dataset, "indicators", lang), dataset.indicators["unit"].dropna().to_dict()
    table = pd.DataFrame(
        {
            t("data.table"): [t(f"data.table.{name}") for name in found["table"]],
            t("data.values.column"): [indicators.get(key, key) for key in found["column"]],
            t("intake.holds.unit"): [units.get(key, "") for key in found["column"]],
            t("data.figures"): found["values"].to_numpy(),
            t("data.missing"): found["missing"].to_numpy(),
        }
    )
    st.dataframe(table, hide_index=True, width="stretch", key=f"data.holds.{draft.number}")


def _changes(draft: Draft, dataset: Dataset) -> None:
    found = difference.difference(cache.as_it_is(), dataset)
    st.markdown(f"**{t('data.difference')}**")
    if found.empty:
        st.caption(t("data.no_difference"))
    else:
        _difference(draft, dataset, found)


def _before(level: str) -> pd.DataFrame:
    """Return the values of a level before: of the dataset as it is, whatever scenario is in view."""
    with scenario.before():
        return cache.values(level, None).values


def _difference(draft: Draft, dataset: Dataset, found: difference.Difference) -> None:
    lang = reader_language()
    counts = found.rows[found.rows.any(axis=1)]
    if len(counts):
        table = pd.DataFrame(
            {
                t("data.table"): [t(f"data.table.{name}") for name in counts.index],
                **{t(f"data.{what}"): [lang.number(n) for n in counts[what]] for what in counts},
            }
        )
        draw.figures(table, f"data.rows.{draft.number}", t("data.difference"))
    for table in ("cities", "districts", "indicators"):
        for what in ("added", "gone"):
            if ids := found.ids(table, what):
                names = _names(dataset if what == "added" else cache.as_it_is(), table, lang)
                shown = [_with_id(names, one) for one in ids[:MOST_NAMED]]
                named = [*shown, *(["…"] if len(ids) > MOST_NAMED else [])]
                st.text(f"{t(f'data.table.{table}')} · {t(f'data.{what}')}: {', '.join(named)}")
    values = found.values
    st.caption(
        t(
            "data.values_changed",
            **{
                what: lang.number(int((values["what"] == what).sum()))
                for what in ("changed", "added", "gone")
            },
        )
    )
    again = difference.recomputes(found, dataset)
    if again:
        _recomputed(draft, dataset)
    if values.empty and not again:
        return
    for level in dataset.levels:
        before = _before(level)
        ranked = (
            difference.reranked(cache.as_it_is(), dataset, before, draft.values(level))
            if again
            else difference.ranked(found, cache.as_it_is(), dataset, level, before)
        )
        if ranked is not None:
            _ranks(level, *ranked)
    if values.empty:
        return
    rows = values.head(MOST_SHOWN)
    of_units = {
        table: _names(dataset, units, lang) | _names(cache.as_it_is(), units, lang)
        for table, units in UNITS.items()
    }
    indicators = _names(cache.as_it_is(), "indicators", lang) | _names(dataset, "indicators", lang)
    written = pd.DataFrame(
        {
            "table": [t(f"data.table.{name}") for name in rows["table"]],
            "unit": [
                _with_id(of_units[table], unit)
                for table, unit in zip(rows["table"], rows["unit"], strict=True)
            ],
            "year": [_figure(year) for year in rows["year"]],
            "column": [_with_id(indicators, column) for column in rows["column"]],
            "what": [t(f"data.{what}") for what in rows["what"]],
            "before": [_figure(value) for value in rows["before"]],
            "after": [_figure(value) for value in rows["after"]],
        }
    )
    heads = {column: t(f"data.values.{column}") for column in written}
    key = f"data.values.{draft.number}"
    st.dataframe(written.rename(columns=heads), hide_index=True, width="stretch", key=key)
    download(t("data.difference_csv"), partial(templates.text, values), "difference.csv", "text/csv")


def _recomputed(draft: Draft, dataset: Dataset) -> None:
    """Say how many figures change that no table holds: those computed from centres, people and learners."""
    lang = reader_language()
    total = dict.fromkeys((difference.CHANGED, difference.ADDED, difference.GONE), 0)
    for level in dataset.levels:
        before = _before(level)
        counted = difference.recomputed(before, draft.values(level), dataset.indicators)
        total = {what: total[what] + count for what, count in counted.items()}
    st.caption(t("intake.recomputed", **{what: lang.number(count) for what, count in total.items()}))


def _ranks(level: str, *ranked: Ranking) -> None:
    """Say what the change does to ranks."""
    lang = reader_language()
    moved = moves(*ranked)
    count = int((moved.fillna(0) != 0).sum())
    names = _names(cache.as_it_is(), UNITS[f"values_{level}"], lang)
    furthest = [
        t("intake.ranks.one", name=names.get(unit, unit), before=str(row["before"]), after=str(row["after"]))
        for unit, row in movers(*ranked, MOST_MOVERS).iterrows()
    ]
    message = t(f"intake.ranks.{level}", n=count, count=lang.number(count), all=lang.number(len(moved)))
    if furthest:
        st.text(t("intake.ranks.furthest", sentence=message, names=lang.listed(furthest)))
    else:
        st.text(t("intake.ranks.only", sentence=message))


def _names(dataset: Dataset, table: str, lang: Language) -> dict[str, str]:
    """Return id → name of the units or indicators of a dataset."""
    rows = pd.DataFrame(getattr(dataset, table)).filter(regex="^name").to_dict("index")
    return {str(of): lang.text(row, "name") for of, row in rows.items()}


def _with_id(names: dict[str, str], of: str) -> str:
    name = names.get(of, "")
    return f"{name} ({of})" if name and name != of else of


def _figure(value: object) -> str:
    return "" if pd.isna(value) else shown(value)
