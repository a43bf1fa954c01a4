"""Coverage of a country in tiles: measured while the reader waits, or stops it, and kept once it is known."""

import math
from functools import lru_cache, partial
from pathlib import Path

import pandas as pd
import streamlit as st

from lcity.access.along import LINE
from lcity.charts.served import served_table
from lcity.charts.week.screen import week_data
from lcity.dataset import weakest
from lcity.partitions import (
    Country,
    Measuring,
    PartitionError,
    Reached,
    Remembering,
    is_partitioned,
    measuring,
    read_partitions,
    workers,
)
from lcity.partitions.sums import Question
from lcity.store import measured
from lcity.ui.coverage import choices, view, words
from lcity.ui.coverage.choices import choose_district
from lcity.ui.parts.table import table
from lcity.ui.parts.week import week
from lcity.ui.shared import cache, frame, in_force, reach, selection, user_dataset
from lcity.ui.shared.reader import dark, reader_language, t
from lcity.ui.shared.standing import names
from lcity.ui.shared.vocabulary import who
from lcity.ui.shared.window import side_by_side

KEY = "coverage.tiles"
LOOK_EVERY_S = 1.0
GROUP = "people"
MOST_QUESTIONS = 16


def are_open() -> bool:
    """Say whether the open dataset is the server's and lies in tiles."""
    return user_dataset.current() is None and is_partitioned(cache.as_it_is().folder)


def draw_page() -> None:
    """Draw the page: of the city in view what was measured, else how far the country is."""
    frame.draw_question(t("coverage.question"), {in_force.REACH})
    _page()


@st.fragment
def _page() -> None:
    selection.rerun_if_requested()
    dataset = cache.as_it_is()
    try:
        stamp = read_partitions(dataset.folder).stamp
        country = _country(dataset.folder, dataset.hash, stamp)
        begun = _begun(dataset.folder, dataset.hash, stamp, reach.radius_m(country.along))
    except PartitionError as error:
        st.error(frame.plain(error.text(reader_language())))
        return
    if begun.is_under_way:
        _distance(country)
        _progress(begun)
    elif begun.is_stopped or begun.error:
        _distance(country)
        _broken_off(begun)
    else:
        _measured(country, begun.found)


@lru_cache(1)
def _country(folder: Path, hash_: str, stamp: str) -> Country:
    """Return the country in a folder, as it is now."""
    return Country.open(folder)


@lru_cache(MOST_QUESTIONS)
def _begun(folder: Path, hash_: str, stamp: str, radius_m: float) -> Measuring[dict[str, Reached]]:
    """Return the measuring of a country as it is now, begun by the first reader who asks."""
    runner = Remembering(workers)
    return measuring(partial(_measure, folder, runner, Question(radius_m, GROUP)))


def _measure(folder: Path, runner: Remembering, question: Question, progress) -> dict[str, Reached]:
    country = Country.open(folder, runner, progress=progress)
    name = measured.name(country, question)
    found = measured.kept(name)
    if found is not None:
        return found
    return measured.keep(name, {level: country.reached(question, level) for level in measured.LEVELS})


@st.fragment(run_every=LOOK_EVERY_S)
def _progress(begun: Measuring) -> None:
    """Say how far it is, and go on to the figures once they are there."""
    if not begun.is_under_way:
        st.rerun()
    lang = reader_language()
    of = {"done": lang.number(begun.done), "of": lang.number(begun.of)}
    text = t("partitions.page.measuring", **of) if begun.of else t("partitions.page.waiting")
    st.progress(begun.done / begun.of if begun.of else 0.0, text)
    if st.button(t("partitions.page.stop"), key=f"{KEY}.stop"):
        begun.stop()


def _broken_off(begun: Measuring) -> None:
    """Say that there are no figures, and why; and lead on."""
    lang = reader_language()
    if begun.error:
        st.error(frame.plain(begun.error.text(lang)))
    else:
        of = {"done": lang.number(begun.done), "of": lang.number(begun.of)}
        st.info(t("partitions.page.stopped", **of))
    st.button(t("partitions.page.go_on"), key=f"{KEY}.go_on", on_click=begun.start)


def _distance(country: Country) -> None:
    if country.along == LINE:
        choices.distance()
        return
    # The tiles hold the streets, of which the dataset beside them knows nothing.
    lang = reader_language()
    st.select_slider(
        t("coverage.radius_streets"),
        sorted({*range(reach.RADII_M[0], reach.RADII_M[1] + 1, choices.STEP_M), reach.RADIUS.value}),
        format_func=lambda metres: t("coverage.within_metres", metres=lang.number(metres)),
        **reach.RADIUS.widget(),
    )


def _measured(country: Country, found: dict[str, Reached]) -> None:
    lang, city = reader_language(), selection.city_in_view()
    worst = weakest(country.provenances)
    simulated = worst == "simulated"
    people, share, open_shares = _whole(found, city)
    own = found["district"].coverage.loc[cache.districts_of(city, None).index]
    own = own.assign(out=own["people"] - own["covered"]).sort_values("out", ascending=False, kind="stable")
    label = selection.city_label(city)
    frame.answered(_finding(country, label, people, share), simulated)
    picture, controls = side_by_side([2, 1])
    with controls:
        _distance(country)
        _week(open_shares, label)
    with picture:
        st.subheader(t("coverage.table_title", city=frame.plain(label)))
        everyone = who(GROUP, lang)
        content = served_table(
            own,
            names("district", own.index),
            lang,
            label=t("coverage.table_alt", city=label),
            people=everyone[0].upper() + everyone[1:],
            mark=t(f"common.provenance.{worst}"),
            rough=simulated,
            signed=simulated,
            dark=dark(),
        )
        table(content, f"{KEY}.table", selection.district_choice().value, choose_district)
    st.caption(t("partitions.page.command", command="python -m lcity measure"))
    frame.foot(
        view.sources(),
        country.provenances,
        view.of_when(),
        t("partitions.page.method", tiles=lang.number(len(country.partitions.tiles))),
    )


def _whole(found: dict[str, Reached], city: str) -> tuple[float, float, pd.Series]:
    """Return how many people a city has ("": all there are), the share in reach, and that by hour."""
    if city:
        coverage, week = found["city"].coverage.loc[city], found["city"].week.loc[city]
        return coverage["people"], coverage["share"], week
    coverage, week = found["district"]
    people = coverage["people"].sum()
    if not people:
        return 0.0, math.nan, week.mean()
    # As of a city: where no hours are known nobody is reached, and where none are anywhere nothing is.
    reached = week.mul(coverage["people"], axis=0).sum(min_count=1)
    return people, coverage["covered"].sum() / people, reached / people


def _finding(country: Country, city: str, people: float, share: float) -> str:
    named = {"who": who(GROUP, reader_language()), "place": city, "centre": reach.centre()}
    if not people:
        return t("coverage.finding_nobody", **named)
    within = words.within()
    named["reach"] = within if country.along == LINE else t("coverage.within_streets", far=within)
    if share == 1:
        return t("coverage.finding_all", **named)
    return t("coverage.finding_city", all_out=reader_language().percent(1 - share), **named)


def _week(shares: pd.Series, city: str) -> None:
    lang = reader_language()
    title = t("partitions.page.week", city=city)
    with st.container(gap=None):
        view.scale(title)
        week(week_data(shares.to_numpy(), lang, title, dark=dark()), f"{KEY}.week", lambda _: None)
