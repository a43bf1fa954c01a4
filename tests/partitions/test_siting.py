import json

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lcity import dataset as datasets
from lcity.cli import main
from lcity.errors import ArgumentError
from lcity.partitions import Country, PartitionError, Threads, partition, plan
from lcity.partitions import siting as siting_of_tiles
from lcity.scenario import siting
from lcity.scenario.question import Question
from tests import folders
from tests.access.worlds import lonlat_around
from tests.partitions.test_country import Shuffled, tables

SITES = 24
EVENING = (18, 19, 114)


def with_candidates(rng, streets):
    """Return the strewn dataset, and sites at and between its places, open at different hours."""
    made = tables(rng, streets)
    x, y = folders.corner(folders.DISTRICTS[0])
    own = made["population"][["lon", "lat"]].sample(SITES // 2, random_state=int(rng.integers(2**31)))
    where = np.concatenate([own.to_numpy(), lonlat_around(rng, SITES - len(own), x, y, 14_000)])
    made["candidates"] = pd.DataFrame(
        {
            "site": [f"s{number}" for number in range(SITES)],
            "name": [f"Site {number}" for number in range(SITES)],
            "lon": where[:, 0],
            "lat": where[:, 1],
            "hours": rng.choice(["", "Mo-Fr 17:00-20:00", "Sa 10:00-16:00"], SITES),
            "cost": rng.integers(1, 5, SITES),
        }
    )
    return made


@settings(max_examples=5, deadline=None)
@given(st.integers(0, 2**32 - 1), st.integers(4, 6), st.sampled_from(["line", "streets"]), st.data())
def test_however_it_is_cut_the_same_places_do_most(tmp_path_factory, seed, resolution, along, data):
    rng = np.random.default_rng(seed)
    folder = folders.write(tmp_path_factory.mktemp("whole"), with_candidates(rng, along == "streets"))
    out = folder.parent / f"{folder.name}-cut"
    partition(folder, out, resolution)
    dataset = datasets.read(folder)
    city = data.draw(st.sampled_from([None, *dataset.cities.index]))
    cities = dataset.districts["city"]
    own = cities.index if city is None else cities.index[cities == city]
    district = data.draw(st.sampled_from([None, *own]))
    much = data.draw(st.sampled_from([{"new": 3}, {"budget": 6.0}]))
    question = Question(
        **much,
        objective=data.draw(st.sampled_from(["people", "worst"])),
        city=city,
        district=district,
        radius=data.draw(st.sampled_from([900.0, 2_500.0])),
        group=data.draw(st.sampled_from(["people", "people_60p"])),
        hours=data.draw(st.sampled_from([(), EVENING])),
        along=along,
        candidates="listed",
    )
    country = Country.open(out, data.draw(st.sampled_from([Threads(2), Shuffled(rng)])), along)
    try:
        whole = siting.Model.of(dataset, question).reduced
    except ArgumentError:
        with pytest.raises(ArgumentError):
            siting_of_tiles.reduce(country, question)
        return
    found = siting_of_tiles.reduce(country, question)
    pd.testing.assert_frame_equal(found.sites, whole.sites)
    np.testing.assert_allclose(found.coverage.alone, whole.coverage.alone, rtol=1e-12)
    there = found.districts["people"] > 0
    expected = whole.districts.loc[found.districts.index[there], ["people", "covered"]]
    pd.testing.assert_frame_equal(found.districts[there], expected, rtol=1e-12)
    answers = [reduced.answer(question, 60) for reduced in (found, whole)]
    assert all(answer.optimal for answer in answers)
    assert answers[0].value == pytest.approx(answers[1].value, rel=1e-9)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = with_candidates(np.random.default_rng(8), streets=False)
    return folders.write(tmp_path_factory.mktemp("country"), made)


@pytest.fixture(scope="module")
def cut(folder, tmp_path_factory):
    out = tmp_path_factory.mktemp("tiles") / "cut"
    partition(folder, out)
    return out


def test_each_site_is_open_at_its_own_hours_in_every_tile(tmp_path):
    made = with_candidates(np.random.default_rng(8), streets=False)
    at_night = np.arange(SITES) % 3 == 0
    made["candidates"]["hours"] = np.where(at_night, "Mo 02:00-05:00", "Sa 10:00-16:00")
    folder = folders.write(tmp_path / "whole", made)
    country = Country.open(partition(folder, tmp_path / "fine", 5).folder, Threads(1))
    question = Question(new=3, radius=2_500.0, hours=(3,), candidates="listed")
    found = siting_of_tiles.reduce(country, question).coverage.alone
    expected = siting.Model.of(datasets.read(folder), question).reduced.coverage.alone
    np.testing.assert_allclose(found, expected, rtol=1e-12)
    assert found[at_night].any()
    assert not found[~at_night].any()


def test_the_command_line_plans_a_country_as_it_plans_a_city(folder, cut, capsys):
    options = ["--new", "3", "--radius-m", "2000", "--format", "json"]
    assert main(["plan", str(folder), *options]) == 0
    expected = json.loads(capsys.readouterr().out)
    assert main(["plan", str(cut), *options, "--workers", "1"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert expected["after"]["covered"] > expected["before"]["covered"] > 0
    assert found["value"] == pytest.approx(expected["value"], rel=1e-12)
    assert [site["site"] for site in found["sites"]] == [site["site"] for site in expected["sites"]]


@pytest.mark.parametrize(
    ("options", "status"),
    [
        (["--new", "1", "--candidates", "cells"], 1),
        (["--new", "1", "--place", "116,39"], 1),
        (["--new", "1", "--objective", "distance"], 1),
        (["--new", "1", "--minutes", "15"], 1),
        (["--which-hours"], 1),
        (["--new", "1", "--city", "atlantis"], 2),
        (["--new", "1", "--group", "people_of_mars"], 1),
    ],
)
def test_what_is_not_asked_of_tiles_is_told_in_one_line(cut, options, status, capsys):
    assert main(["plan", str(cut), *options]) == status
    out, err = capsys.readouterr()
    assert not out
    assert len(err.splitlines()) == 1


def test_a_city_is_planned_from_its_own_tiles(cut):
    told = []
    country = Country.open(cut, Threads(1), progress=lambda done, of: told.append((done, of)))
    own = country.dataset.cities.index[0]
    plan(country, Question(new=1, city=own, candidates="listed"), 0)
    mine = set(country.dataset.districts.index[country.dataset.districts["city"] == own])
    rows = sum(tile.rows for tile in country.partitions.tiles if mine & set(tile.districts))
    assert told[-1] == (rows, rows)


def test_cells_are_no_sites_of_a_country(cut):
    with pytest.raises(PartitionError):
        plan(Country.open(cut), Question(new=1, candidates="cells"))
