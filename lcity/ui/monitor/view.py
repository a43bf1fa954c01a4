"""Monitor's parts: alerts, the table worst first, what is doubtful, and who has solved it before."""

from typing import Any

import pandas as pd
import streamlit as st

from lcity.text.language import MISSING
from lcity.ui.monitor import choices, numbers, words
from lcity.ui.shared import amounts, cache, frame, selection
from lcity.ui.shared.reader import reader_language, t

ROW_PX, MOST_ROWS = 35, 18
MOST_CASES, MOST_POLICIES = 3, 2
WEB = ("https://", "http://")


def rows() -> pd.DataFrame:
    """Return what is shown: the rows of the level, city and indicator in view, the worst first."""
    level, key = choices.level_choice().value, choices.key_choice().value
    found = numbers.progress(level, choices.method_choice().value)
    if level == "district" and (city := selection.city_choice().value):
        found = found[found["id"].isin(selection.districts_of(city).index)]
    if key:
        return found[found["key"] == key]
    # Without targets the trends stand alone; without either, the figures.
    told = (found[column].notna() for column in ("target", "trend_per_year"))
    return next((found[own] for own in told if own.any()), found)


def simulated(found: pd.DataFrame) -> bool:
    """Say whether anything shown is simulated."""
    return bool((cache.provenance().reindex(found["key"].unique()) == "simulated").any())


def alerts(found: pd.DataFrame) -> None:
    """Write what slipped most."""
    for sentence, made in words.alerts(choices.level_choice().value, found):
        st.markdown(f"{frame.plain(sentence)} {frame.tag('simulated')}" if made else frame.plain(sentence))


def table(found: pd.DataFrame) -> None:
    """Draw the rows, the worst first, each with its figures over the years."""
    level, lang = choices.level_choice().value, reader_language()
    names = cache.names("indicators", lang.code)
    marks = cache.provenance()
    line = t("monitor.line")
    shown = pd.DataFrame(
        {
            t("monitor.status"): [words.status(word) for word in found["status"]],
            t(f"monitor.unit.{level}"): [words.unit(level, own) for own in found["id"]],
            t("monitor.indicator"): [names[key] for key in found["key"]],
            line: [numbers.line(level, own, key) for own, key in zip(found["id"], found["key"], strict=True)],
            t("monitor.value"): _written(level, found, "value"),
            t("monitor.year"): [MISSING if pd.isna(year) else str(year) for year in found["year"]],
            t("monitor.trend"): [lang.number(pace, 2, sign=True) for pace in found["trend_per_year"]],
            t("monitor.target"): _written(level, found, "target"),
            t("monitor.by"): ["" if pd.isna(year) else str(year) for year in found["target_year"]],
            t("monitor.provenance"): [t(f"common.provenance.{marks[key]}") for key in found["key"]],
        }
    )
    height = ROW_PX * (min(len(shown), MOST_ROWS) + 1) + 3
    columns = {line: st.column_config.LineChartColumn(width="small")}
    st.dataframe(
        shown, hide_index=True, width="stretch", height=height, column_config=columns, key="monitor.table"
    )


def _written(level: str, found: pd.DataFrame, column: str) -> list[str]:
    return [
        "" if pd.isna(amount) else amounts.value(level, key, amount)
        for key, amount in zip(found["key"], found[column], strict=True)
    ]


def doubts(found: pd.DataFrame) -> None:
    """Write what is doubtful about these targets."""
    for sentence in words.doubts(found):
        st.caption(frame.plain(sentence))


def solved_before(found: pd.DataFrame) -> None:
    """Write who has solved what stands worst, and what a policy asks for."""
    dataset = cache.open_dataset()
    if dataset.cases is None or found.empty:
        return
    dimension = numbers.dimension_of(found["key"].iloc[0])
    cases = dataset.cases[dataset.cases["dimension"] == dimension][:MOST_CASES]
    if cases.empty:
        return
    name = cache.names("indicators", reader_language().code)[dimension]
    st.subheader(frame.plain(t("monitor.cases", dimension=name)), anchor=False)
    for row in cases.to_dict("records"):
        st.markdown(_case(row))
    st.caption(t("monitor.cases_note"))
    if dataset.policies is not None:
        own = dataset.policies[dataset.policies["dimension"] == dimension][:MOST_POLICIES]
        for row in own.to_dict("records"):
            asks = f"**{frame.plain(_of(row, 'title'))}**: {frame.plain(_of(row, 'says'))}"
            st.markdown(f"{asks} {_source(row)}")


def _case(row: dict[str, Any]) -> str:
    lang = reader_language()
    place = ", ".join(filter(None, (lang.text(row, "city"), lang.text(row, "country"))))
    year = "" if pd.isna(row["year"]) else f" ({row['year']})"
    figure = _of(row, "figure")
    told = t("monitor.case", what=_of(row, "what"), figure=figure) if figure else _of(row, "what")
    return f"**{frame.plain(place)}**{year}: {frame.plain(told)} {_source(row)}"


def _of(row: dict[str, Any], column: str) -> str:
    """Return a text in the reader's language, else in English; "" where there is none."""
    both = (row.get(f"{column}_{code}") for code in (reader_language().code, "en"))
    return next((text for text in both if isinstance(text, str) and text), "")


def _source(row: dict[str, Any]) -> str:
    title, url = row.get("source_title"), row.get("source_url")
    if not isinstance(url, str) or not url.startswith(WEB) or set("() <>") & set(url):
        return frame.plain(title) if isinstance(title, str) else ""
    return f"[{frame.plain(title if isinstance(title, str) else url)}]({url})"


def basis(found: pd.DataFrame) -> dict[str, Any]:
    """Return what the page stands on: its sources, provenances, years and method."""
    sources, provenances = cache.stood_on(tuple(found["key"].unique()))
    years = [str(year) for year in (found["year"].min(), found["year"].max()) if not pd.isna(year)]
    return {
        "sources": sources,
        "provenances": provenances,
        "year": "–".join(dict.fromkeys(years)),
        "method": t(f"monitor.method.{choices.method_choice().value}"),
    }
