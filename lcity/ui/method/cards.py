"""How it is computed: each indicator's card."""

import math
from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from lcity.computed import is_spatial
from lcity.text.groups import EVERYONE, PREFIX
from lcity.ui.method import facts, numbers
from lcity.ui.method.facts import STYLE as FACTS
from lcity.ui.method.tree import shares
from lcity.ui.parts import draw
from lcity.ui.shared import cache, frame, marks, selection
from lcity.ui.shared.reader import dark, reader_language, t
from lcity.ui.shared.vocabulary import who

STRIP_PX = 40
STYLE = f"""
{FACTS}
.cards {{ display: grid; gap: 1rem; align-items: start; }}
.cards {{ grid-template-columns: repeat(auto-fill, minmax(min(100%, max(20rem, 50% - 1rem)), 1fr)); }}
.cards section {{ border: 1px solid #8884; border-radius: .5rem; padding: 1rem; min-width: 0; }}
.cards section {{ break-inside: avoid; }}
@media screen {{ .cards section {{ content-visibility: auto; contain-intrinsic-size: auto 38rem; }} }}
.cards p {{ margin: 0 0 .75rem; }}
.cards h4 {{ font-size: 1rem; font-weight: 600; line-height: 1.6; padding: 0; margin: 0 0 .5rem; }}
.cards h4 > :is(span, code) {{ font-weight: 400; margin-left: .25rem; }}
.cards code {{ overflow-wrap: anywhere; font-size: .875rem; opacity: .8; }}
.cards .ends {{ display: flex; justify-content: space-between; margin: .35rem 0 .75rem; }}
.cards .ends {{ font-size: .875rem; opacity: .7; }}
"""
INK, INK_ON_DARK = "#0d1618", "#e4ebeb"
# The columns a card has a line of its own for; all others are shown under their own name.
KNOWN = {
    *("parent", "name", "unit", "direction", "weight", "low", "high", "denominator", "provenance", "source"),
    *("definition", "computed", "unesco", "theme", "goalpost_reason"),
}


def legend() -> None:
    """Say how the lines of the cards are read."""
    levels = (
        (selection.city_choice(), selection.city_label),
        (selection.district_choice(), selection.district_label),
    )
    named = [label(choice.value) for choice, label in levels if choice.value]
    selected = t("method.strip.selected", marks=reader_language().listed(named)) if named else ""
    st.caption(frame.plain(t("method.strip", selected=selected)))


def cards(keys: list[str]) -> None:
    """Draw the cards of some indicators, two beside each other where there is room."""
    drawn = "".join(f"<section>{_card(key)}</section>" for key in keys)
    st.html(f"<style>{STYLE}</style><div class=cards>{drawn}</div>")


def _card(key: str) -> str:
    lang = reader_language()
    row = cache.row("indicators", key)
    mark = marks.html_tag(cache.provenance()[key])
    definition = lang.text(row, "definition")
    return "".join(
        (
            f"<h4>{facts.shown(lang.name(row))} {mark} <code>{facts.shown(key)}</code></h4>",
            f"<p>{facts.shown(definition)}</p>" if definition else "",
            _strip(key, row),
            facts.facts(_facts(key, row)),
        )
    )


def _facts(key: str, row: Mapping[str, Any]) -> dict[str, str]:
    lang = reader_language()
    direction = "more" if row["direction"] == 1 else "less"
    told = {
        "unit": t(f"method.direction.{direction}", unit=lang.text(row, "unit")),
        "goalposts": _goalposts(row),
        "weight": _weight(key),
        "computed": _computation_text(row),
        "denominator": _denominator(row),
        "values": _counts(key),
        "source": _source(row),
        "unesco": lang.text(row, "unesco"),
        "theme": lang.text(row, "theme"),
    }
    rows = {t(f"method.{fact}"): words for fact, words in told.items() if words}
    return rows | {column: str(value) for column, value in row.items() if _free(column) and pd.notna(value)}


def _free(column: str) -> bool:
    return column.removesuffix("_zh") not in KNOWN


def _goalposts(row: Mapping[str, Any]) -> str:
    lang = reader_language()
    if pd.isna(row["low"]) or pd.isna(row["high"]):
        return t("method.goalposts.none")
    fact = t("method.goalposts.of", low=_plain_number(row["low"]), high=_plain_number(row["high"]))
    reason = lang.text(row, "goalpost_reason")
    return t("method.with_reason", fact=fact, reason=reason) if reason else fact


def _weight(key: str) -> str:
    lang = reader_language()
    siblings = cache.tree().children(cache.tree().parent[key])
    return t(
        "method.weight.of",
        n=len(siblings),
        weight=_plain_number(cache.tree().weights[key]),
        count=lang.number(len(siblings)),
        share=lang.percent(shares()[key], 1),
    )


def _computation_text(row: Mapping[str, Any]) -> str:
    if pd.isna(row["computed"]):
        return ""
    kind = "spatial" if is_spatial(row["computed"]) else "social"
    return t(f"method.computed.{kind}", name=row["computed"])


def _denominator(row: Mapping[str, Any]) -> str:
    if pd.notna(row["computed"]):
        return ""
    column = row["denominator"] if isinstance(row["denominator"], str) else "people"
    if column in EVERYONE or column.startswith(PREFIX):
        return who(column, reader_language())
    known = reader_language().has(f"method.weighted_by.{column}")
    return t(f"method.weighted_by.{column}") if known else column


def _source(row: Mapping[str, Any]) -> str:
    sources = cache.open_dataset().sources
    if row["source"] not in sources.index:
        return row["source"] if isinstance(row["source"], str) else ""
    lang, source = reader_language(), cache.row("sources", row["source"])
    texts = {column: lang.text(source, column) for column in ("title", "producer", "licence", "url")}
    if texts["licence"]:
        texts["licence"] = t("method.licensed", licence=texts["licence"])
    return " · ".join(filter(None, texts.values()))


def _counts(key: str) -> str:
    lang = reader_language()
    found = numbers.known(key, selection.chosen_year())
    return t(
        "method.values.of",
        districts=lang.number(found.districts),
        all_districts=lang.number(found.all_districts),
        cities=lang.number(found.cities),
        all_cities=lang.number(found.all_cities),
        years=t("method.values.years", years=_years(*found.years)) if found.years else "",
    )


def _years(first: str, last: str) -> str:
    return first if first == last else t("method.span", first=first, last=last)


def _strip(key: str, row: Mapping[str, Any]) -> str:
    year = selection.chosen_year()
    found = numbers.known(key, year)
    if found.ends is None:
        return ""
    posts = pd.notna(row["low"]) and pd.notna(row["high"])
    bounds = (row["low"], row["high"]) if posts else found.ends
    written = [_plain_number(bound) if posts else _rounded(bound, found.ends) for bound in bounds]
    scores = ("0", "100") if row["direction"] == 1 else ("100", "0")
    labels = [
        t("method.end.score", value=value, score=score) for value, score in zip(written, scores, strict=True)
    ]
    lang = reader_language()
    alt = t(
        "method.strip.alt",
        name=lang.name(row),
        districts=lang.number(found.districts),
        cities=lang.number(found.cities),
        low=_rounded(found.ends[0], found.ends),
        high=_rounded(found.ends[1], found.ends),
    )
    chosen = selection.district_choice().value, selection.city_choice().value
    picture = numbers.strip_of(key, year, bounds, INK_ON_DARK if dark() else INK, *chosen)
    ends = "".join(f"<span>{facts.shown(label)}</span>" for label in labels)
    return f"{draw.image(picture, STRIP_PX, alt)}<div class=ends>{ends}</div>"


def _plain_number(value: float) -> str:
    """Write a number with the decimals it was given with."""
    digits = max(len(f"{value:.6f}".rstrip("0").partition(".")[2]), 0)
    return reader_language().number(value, digits)


def _rounded(value: float, ends: tuple[float, float]) -> str:
    """Write a value with decimals enough to tell it from the others, which lie between two ends."""
    spread = ends[1] - ends[0] or abs(value) or 1.0
    return reader_language().number(value, max(0, 2 - math.floor(math.log10(spread))))
