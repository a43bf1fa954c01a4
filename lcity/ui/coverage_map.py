"""The map of who can reach a centre, its legend and its tips."""

from html import escape

import pandas as pd
import streamlit as st

from lcity.colour import NO_DATA, OUT_OF_REACH, kind_colours
from lcity.maps.choropleth import choropleth
from lcity.maps.coverage import SHARES, centre_layers, gather, people_layer, radius_px
from lcity.maps.view import deck, fit
from lcity.ui import cache, draw, place
from lcity.ui.coverage_choices import toggle_district
from lcity.ui.coverage_names import kind_label, who
from lcity.ui.coverage_numbers import Answer, Question
from lcity.ui.reader import dark, reader_language, t

WIDTH_PX, HEIGHT_PX = 600, 600
KEY = "coverage.map"
LEGEND_PEOPLE = (1_000, 10_000)


def coverage_map(answer: Answer, question: Question) -> None:
    """Draw who can reach a centre; a click on a district chooses it everywhere, or lets it go."""
    lang = reader_language()
    shapes, bounds = cache.outlines(question.city)
    share = answer.districts["share"]
    dots = gather(answer.out)
    tips = [t("coverage.dot_tip", people=lang.people(people)) for people in dots["people"]]
    centres = cache.centres_on_map(question.city, lang.code).assign(counts=answer.counts)
    districts, outline = choropleth(
        shapes,
        SHARES.colour(share),
        _tips(answer.districts, question.group),
        selected=place.district_choice().value,
        dark=dark(),
        opacity=1.0,
    )
    layers = [
        districts,
        *centre_layers(centres, _colours(), dark=dark()),
        people_layer(dots, tips),
        outline,
    ]
    draw.deck(
        deck(layers, fit(bounds, WIDTH_PX, HEIGHT_PX)),
        KEY,
        HEIGHT_PX,
        t("coverage.map_alt", city=place.city_label(question.city)),
        _clicked,
    )
    _legend(centres, len(dots) < len(answer.out), bool(share.isna().any()))


def _clicked() -> None:
    if hit := draw.clicked_object(KEY, "districts"):
        toggle_district(hit["district"])


def _colours() -> dict[str, str]:
    return kind_colours(tuple(cache.open_dataset().centres["kind"].unique()))


def _tips(districts: pd.DataFrame, group: str) -> pd.Series:
    lang = reader_language()
    names = cache.open_dataset().districts.loc[districts.index]
    return pd.Series(
        [
            t(
                "coverage.district_tip",
                name=lang.name(name),
                share=lang.percent(row.share),
                people=lang.people(row.people),
                who=who(group, lang),
                out=lang.people(row.out),
            )
            for (_, name), row in zip(names.iterrows(), districts.itertuples(), strict=True)
        ],
        districts.index,
    )


def _legend(centres: pd.DataFrame, gathered: bool, no_data: bool) -> None:
    lang = reader_language()
    draw.legend(SHARES, t("coverage.legend_share"), lambda bound: lang.number(100 * bound), no_data)
    dots = [_dot(OUT_OF_REACH, 2 * radius_px(people), lang.people(people)) for people in LEGEND_PEOPLE]
    note = f" {t('coverage.gathered')}" if gathered else ""
    _row(t("coverage.legend_people") + note, dots)
    counts = centres.loc[centres["counts"], "kind"].value_counts()
    kinds = [
        _dot(colour, 9, f"{kind_label(kind, lang)} {lang.number(counts[kind])}")
        for kind, colour in _colours().items()
        if kind in counts
    ]
    others = int((~centres["counts"]).sum())
    if others:
        kinds.append(_dot(NO_DATA, 9, f"{t('coverage.not_counted')} {lang.number(others)}"))
    _row(t("coverage.legend_centres"), kinds)


def _dot(colour: str, size_px: float, label: str) -> str:
    swatch = f"width:{size_px:.1f}px;height:{size_px:.1f}px;border-radius:50%;background:{colour}"
    return f'<span style="{draw.ENTRY}"><span style="{swatch}"></span>{escape(label)}</span>'


def _row(title: str, entries: list[str]) -> None:
    st.html(f'<div style="{draw.ROW}"><span>{escape(title)}</span>{"".join(entries)}</div>')
