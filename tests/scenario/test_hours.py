"""Which hours of the week bring most."""

import numpy as np
import pytest

from lcity.access.reach import Reach
from lcity.dataset import read
from lcity.hours import week
from lcity.scenario.hours import EVENINGS_AND_WEEKENDS, worth
from tests import folders

RADIUS_M = 2_300


def test_who_reaches_a_closed_centre_and_no_open_or_unknown_one_is_gained(tmp_path):
    dataset = read(folders.write(tmp_path))
    reach = Reach.of(dataset, radius=RADIUS_M)
    found = worth(reach, RADIUS_M, hours=range(168))
    people, pairs = reach.places.people(), reach.catchment
    covered, gained = np.zeros(168), np.zeros(168)
    weeks = [week(text).open if isinstance(text, str) else None for text in dataset.centres["hours"]]
    for place in range(pairs.n_places):
        own = [weeks[number] for number in pairs.centre[pairs.indptr[place] : pairs.indptr[place + 1]]]
        for hour in range(168):
            is_open = any(one is not None and one[hour] for one in own)
            closed = any(one is not None and not one[hour] for one in own)
            covered[hour] += people[place] * is_open
            unknown = any(one is None for one in own)
            gained[hour] += people[place] * (closed and not is_open and not unknown)
    assert found["covered"].sort_index().to_numpy() == pytest.approx(covered)
    assert found["gained"].sort_index().to_numpy() == pytest.approx(gained)
    assert found["gained"].is_monotonic_decreasing
    assert gained.max() > 0


def test_by_default_evenings_and_weekends():
    assert len(EVENINGS_AND_WEEKENDS) == 5 * 5 + 2 * 14
    assert EVENINGS_AND_WEEKENDS[0] == 17
    assert EVENINGS_AND_WEEKENDS[-1] == 6 * 24 + 21
