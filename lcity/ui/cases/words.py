"""Cases and policies in words; all texts are a dataset's own, in the reader's language where it has that."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from lcity.ui.shared import cache, frame
from lcity.ui.shared.reader import reader_language, t

WEB = ("https://", "http://")


def case(row: Mapping[str, Any], *, dimension: bool = False) -> str:
    """Return a case as Markdown: where and when, what was done, the figure, the source to open.

    Parameters
    ----------
    row
        A row of the dataset's cases, with `same_country` and `similar_size` where it was chosen for a place.
    dimension
        Whether to name the dimension.
    """
    lang = reader_language()
    city, country = lang.text(row, "city"), lang.text(row, "country")
    place = t("cases.place", city=city, country=country) if country else city
    head = f"**{frame.plain(place)}**{_year(row)}"
    if dimension:
        head += f" · {frame.plain(name_of(row['dimension']))}"
    figure = text(row, "figure")
    lines = [
        head,
        frame.plain(text(row, "what")),
        frame.plain(t("cases.figure", figure=figure)) if figure else "",
        " · ".join(filter(None, (source(row), *map(frame.plain, _about(row))))),
    ]
    return "  \n".join(filter(None, lines))


def policy(row: Mapping[str, Any], *, dimension: bool = False) -> str:
    """Return a policy as Markdown: what it is called, who issued it when, what it asks for, its source."""
    issuer = text(row, "issuer")
    head = f"**{frame.plain(text(row, 'title'))}**{_year(row)}"
    if dimension:
        head += f" · {frame.plain(name_of(row['dimension']))}"
    asks = frame.plain(
        t("cases.asks", issuer=issuer, says=text(row, "says")) if issuer else text(row, "says")
    )
    return "  \n".join(filter(None, (head, asks, source(row))))


def name_of(dimension: str) -> str:
    """Name a dimension; one the dataset does not have by its key."""
    return str(cache.names("indicators", reader_language().code).get(dimension, dimension))


def why(by: str, level: str, unit: str, dimension: str) -> str:
    """Say by what a dimension is called weakest.

    Parameters
    ----------
    by
        "behind": the unit is furthest behind the median of all on it; "worst": what stands worst on the page
        belongs to it.
    level, unit
        Whose weakness it is.
    dimension
        Its key.
    """
    if by == "worst":
        return t("cases.why.worst", dimension=name_of(dimension))
    name = cache.names("cities" if level == "city" else "districts", reader_language().code)[unit]
    return t(f"cases.why.{level}", dimension=name_of(dimension), name=name)


def text(row: Mapping[str, Any], column: str) -> str:
    """Return a text in the reader's language, else in English; "" where there is none."""
    both = (row.get(f"{column}_{code}") for code in (reader_language().code, "en"))
    return next((found for found in both if isinstance(found, str) and found), "")


def source(row: Mapping[str, Any]) -> str:
    """Return a source as Markdown: a link where it has an address of the web, else its title."""
    title, url = row.get("source_title"), row.get("source_url")
    if not isinstance(url, str) or not url.startswith(WEB) or set("() <>") & set(url):
        return frame.plain(title) if isinstance(title, str) else ""
    return f"[{frame.plain(title if isinstance(title, str) else url)}]({url})"


def _year(row: Mapping[str, Any]) -> str:
    return "" if pd.isna(row.get("year")) else f" ({row['year']})"


def _about(row: Mapping[str, Any]) -> list[str]:
    """Return why a case was chosen for a place, and its award."""
    found = [t("cases.same_country")] if row.get("same_country") else []
    if row.get("similar_size"):
        found.append(t("cases.similar_size", people=reader_language().people(row["people"])))
    award = row.get("award")
    return [*found, award] if isinstance(award, str) and award else found
