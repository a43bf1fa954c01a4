"""A country in tiles says of opening hours that are not known what the page says of it in one piece."""

import numpy as np
import pandas as pd
import pytest

from lcity.access.reach import Reach
from lcity.dataset import read
from lcity.partitions import Country, Threads, partition
from lcity.partitions.sums import Question as Measured
from lcity.ui.coverage import numbers as whole
from lcity.ui.coverage.numbers import LARGEST_RADIUS_M, Question
from lcity.ui.coverage.tiles import numbers as tiles
from tests import folders

ASH, BIRCH, CEDAR = folders.CITIES
KINDS = "library", "community_school"
MONDAY_10, SATURDAY_11 = 10, 5 * 24 + 11
RADIUS_M = 1_500.0


def tables(rng):
    """Return nine districts with centres: of Ash no hours are known, of Birch none of the libraries'.

    Of Cedar only those of one district are, and on Monday morning not even these. Some of Ash open by
    appointment.
    """
    made = folders.valid()
    place, centre = ([], [])
    for number, district in enumerate(folders.DISTRICTS):
        city, corner = folders.city_of(district), folders.corner(district)
        where = np.add(corner, rng.uniform(0.005, folders.SIDE - 0.005, (30, 2)))
        place += [(*at, float(rng.integers(0, 500)), district) for at in where]
        for kind, at in zip(KINDS * 4, where[:8] + 0.002, strict=True):
            hours = {
                ASH: "",
                BIRCH: "" if kind == "library" else "Mo-Fr 09:00-20:00",
                CEDAR: "Sa 10:00-16:00; Mo 08:00-12:00 unknown" if number % 3 == 0 else "",
            }[city]
            centre.append(
                (f"c{len(centre)}", kind, *at, hours, "true" if city == ASH and number == 0 else "")
            )
    population = pd.DataFrame(place, columns=["lon", "lat", "people", "district"])
    made["population"] = population.assign(people_60p=population["people"] // 3)
    columns = ["centre", "kind", "lon", "lat", "hours", "by_appointment"]
    made["centres"] = pd.DataFrame(centre, columns=columns).assign(
        name=lambda rows: rows["centre"], seats="30", provenance="simulated"
    )
    return made


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return folders.write(tmp_path_factory.mktemp("country"), tables(np.random.default_rng(7)))


@pytest.fixture(scope="module")
def cut(folder, tmp_path_factory):
    return partition(folder, tmp_path_factory.mktemp("tiles") / "cut", 4).folder


@pytest.fixture(scope="module")
def measured(cut):
    return Country.open(cut, Threads(1))


@pytest.fixture(scope="module")
def reaches(folder):
    dataset = read(folder)
    return {city: Reach.of(dataset, city or None, LARGEST_RADIUS_M) for city in (*folders.CITIES, "")}


def same(own, other):
    """Say of two answers whether they are the same, but for places and centres, of which tiles tell none."""
    for name in ("people", "covered", "share", "has_unknown_hours"):
        assert getattr(own, name) == pytest.approx(getattr(other, name), nan_ok=True), name
    assert own.hours == other.hours
    np.testing.assert_allclose(own.week, other.week, rtol=1e-12, atol=1e-12)
    for name in ("districts", "weeks"):
        expected = getattr(other, name)
        found = getattr(own, name).loc[expected.index]
        pd.testing.assert_frame_equal(found, expected, rtol=1e-12, atol=1e-12, check_names=False)


@pytest.mark.parametrize("unknown", ["leave_out", "count"])
@pytest.mark.parametrize("kinds", [(), ("library",), ("community_school",)])
def test_what_is_not_known_is_judged_as_in_one_piece(cut, measured, reaches, monkeypatch, kinds, unknown):
    monkeypatch.setenv("LCITY_DATASET", str(cut))
    seen, group = [], "people_60p" if kinds else "people"
    reached = measured.reached(Measured(RADIUS_M, group, kinds or None, unknown))
    for hour in (None, MONDAY_10, SATURDAY_11):
        questions = [Question(city, RADIUS_M, group, kinds, hour, unknown) for city in (*folders.CITIES, "")]
        *cities, country = (tiles.answer(reached, question) for question in questions)
        for question, own in zip(questions, cities, strict=False):
            same(own, whole.answer(reaches[question.city], question))
            seen.append((question.city, hour, own.hours_unknown))
        # Of the country as of its cities: none is known of which its own page knows nothing.
        by_city = tiles.by_city(country.districts)
        assert by_city["share"].reindex(list(folders.CITIES)).tolist() == pytest.approx(
            [own.share for own in cities], nan_ok=True
        )
        for own in cities:
            pd.testing.assert_frame_equal(country.districts.loc[own.districts.index], own.districts)
            pd.testing.assert_frame_equal(country.weeks.loc[own.weeks.index], own.weeks)
        one_piece = whole.answer(reaches[""], questions[-1])
        assert country.hours == one_piece.hours
        assert country.covered == pytest.approx(one_piece.covered, nan_ok=True)
        np.testing.assert_allclose(country.week, one_piece.week, rtol=1e-12)
    missing = {(city, hour) for city, hour, is_unknown in seen if is_unknown}
    everywhere = {(ASH, hour) for hour in (None, MONDAY_10, SATURDAY_11)} | {(CEDAR, MONDAY_10)}
    birch = {(BIRCH, hour) for hour in (None, MONDAY_10, SATURDAY_11)}
    assert missing == (everywhere | birch if kinds == ("library",) else everywhere)
