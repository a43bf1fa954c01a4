"""Plans as scenarios, hours written and added to, and what follows the hand."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lcity.access.hours import weeks
from lcity.computed import district_coverage
from lcity.dataset import read
from lcity.hours import HOURS
from lcity.scenario import apply
from lcity.scenario.hand import Hand
from lcity.scenario.hours import expression
from lcity.scenario.of_plan import longer, scenario_of
from lcity.scenario.question import Question
from lcity.scenario.rise import fewest_places
from lcity.scenario.siting import Model
from tests import folders
from tests.test_plan import candidates

RADIUS_M = 2_300
EVENINGS = tuple(24 * day + hour for day in range(5) for hour in (18, 19, 20))


@pytest.fixture(scope="module")
def dataset(tmp_path_factory):
    meta = {"kinds_not_counted": "community_school"}
    tables = folders.valid() | {"candidates": candidates()}
    tables["meta"] = tables["meta"] | meta
    return read(folders.write(tmp_path_factory.mktemp("of_plan"), tables))


@given(st.sets(st.integers(0, HOURS - 1), min_size=1))
def test_hours_of_the_week_are_read_as_they_are_written(hours):
    assert set(np.flatnonzero(weeks([expression(hours)]).open[0])) == hours


@pytest.mark.parametrize(
    "kept",
    [
        "Mo-Fr 09:00-17:00",
        "Mo-Fr 08:30-11:30,14:00-17:00; PH off",
        "Mo off; Tu-Su 10:00-21:00",
        "24/7",
        None,
        "Mo 09:01-10:02; " * 12 + "Su 11:00-19:00",
    ],
)
def test_longer_hours_hold_those_kept_and_those_added(kept):
    written = longer(kept, EVENINGS)
    assert len(written) <= 200
    wanted = weeks([kept]).open[0].copy()
    wanted[list(EVENINGS)] = True
    assert (weeks([written]).open[0] == wanted).all()


@pytest.mark.parametrize(
    "question",
    [
        Question(new=2, radius=RADIUS_M),
        Question(new=2, radius=RADIUS_M, placed=((111.05, 30.05),)),
        Question(new=9, radius=RADIUS_M, candidates="community_school"),
    ],
)
def test_a_dataset_with_the_scenario_of_a_plan_covers_what_the_plan_says(dataset, question):
    found = Model.of(dataset, question).answer(question)
    assert found.sites
    planned = apply(dataset, scenario_of(dataset, question, found, "x", "Mo-Su 09:00-21:00"))
    covered = district_coverage(planned, radius_m=RADIUS_M)["covered"].sum()
    assert covered == pytest.approx(found.after.covered)


def test_a_new_place_is_open_as_assumed_and_in_the_hours_it_was_found_for(dataset):
    late = (21, 45)
    question = Question(new=2, radius=RADIUS_M, hours=late)
    found = Model.of(dataset, question).answer(question)
    assert found.after.covered > found.before.covered
    planned = apply(dataset, scenario_of(dataset, question, found, "x", "Mo-Su 09:00-20:00"))

    def covered(of, hours):
        return np.mean(
            [district_coverage(of, radius_m=RADIUS_M, hour=hour)["covered"].sum() for hour in hours]
        )

    assert covered(planned, late) == pytest.approx(found.after.covered)
    assert covered(planned, (19, 43)) > covered(dataset, (19, 43))
    assert not planned.centres["hours"].iloc[-1].endswith("24:00")


def test_centres_kept_open_longer_cover_what_the_plan_says_in_every_hour(dataset):
    question = Question(new=2, radius=RADIUS_M, candidates="hours", hours=EVENINGS)
    found = Model.of(dataset, question).answer(question)
    planned = apply(dataset, scenario_of(dataset, question, found, "x"))
    covered = [district_coverage(planned, radius_m=RADIUS_M, hour=hour)["covered"].sum() for hour in EVENINGS]
    assert np.mean(covered) == pytest.approx(found.after.covered)
    assert found.after.covered > found.before.covered


def test_a_preview_is_never_better_than_the_proof_and_has_what_the_hand_holds(dataset):
    question = Question(new=3, radius=RADIUS_M)
    ready = Hand(Model.of(dataset, question), RADIUS_M)
    banned, locked, point = ("s00",), ("s05",), (111.05, 30.05)
    seen = ready.preview(3, [point], locked, banned)
    full = replace(question, placed=(point,), locked=locked, banned=banned)
    proved = Model.of(dataset, full).answer(full)
    assert set(locked) <= set(seen.sites)
    assert not set(banned) & set(seen.sites)
    assert len(seen.placed) + len(seen.sites) <= 3
    assert seen.placed[0] == pytest.approx(proved.sites[0].gained)
    gained = sum(seen.placed) + sum(seen.gained)
    assert gained <= proved.after.covered - proved.before.covered + 1e-6
    assert gained >= 0.6 * (proved.after.covered - proved.before.covered)


def test_the_fewest_places_are_found_by_halving_and_none_where_the_most_do_not_do():
    counts = []

    class Planned:
        def __init__(self, count):
            self.count, self.sites = count, range(count)

    def planned(count):
        counts.append(count)
        return Planned(count)

    found = fewest_places(planned, lambda plan: 20 - plan.count, 20, 9)
    assert (found.places, found.rank, found.plan.count, found.exact) == (11, 9, 11, False)
    assert len(counts) < 10
    assert fewest_places(planned, lambda plan: 20, 20, 9, most=8).places is None
    assert fewest_places(planned, lambda plan: 8, 20, 9).exact
    assert fewest_places(planned, lambda plan: 1, 3, 9).places == 0
