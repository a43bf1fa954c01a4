"""The order a telephone shows is the engine's."""

import numpy as np
import pytest

from lcity.index import AGGREGATIONS, Tree, Weights, rank_scores
from lcity.meeting import order
from lcity.meeting.ballots import Ballot, shares
from lcity.meeting.weighing import Weighed

SEED = 19
TREE = Tree(
    ("a", "b", "c", "d", "e", "f", "g"),
    (None, None, None, "a", "a", "b", "b"),
    (2.0, 1.0, 1.0, 1.0, 3.0, 1.0, 1.0),
)


def ballot(keys, aggregate, scores) -> Ballot:
    units = tuple(f"u{n}" for n in range(len(scores)))
    names = (("en", keys),), (("en", units),)
    weighed = Weighed(TREE, keys, Weights({"c": 0.5}), aggregate)
    return Ballot("?", "d", "city", weighed, names[0], units, names[1], tuple(map(tuple, scores)))


@pytest.mark.parametrize("keys", [("a", "b", "c"), ("a", "c"), ("d", "e")], ids=",".join)
@pytest.mark.parametrize("aggregate", AGGREGATIONS)
def test_the_order_of_any_vote_is_the_engine_s(keys, aggregate):
    random = np.random.default_rng(SEED)
    given = ballot(keys, aggregate, random.uniform(0, 100, (9, len(TREE.leaves))).tolist())
    found = order.costs(given)
    assert found["units"] == list(given.units)
    for _ in range(30):
        vote = shares(tuple(random.uniform(0, 1, len(keys)) ** 3))
        cost = np.array(found["costs"]) @ vote
        engine = rank_scores(given.table, TREE, given.weighed.weights(vote), aggregate).rank
        assert np.argsort(cost).tolist() == engine.reset_index(drop=True).sort_values().index.tolist()


def test_units_without_a_score_under_a_key_have_no_place_on_a_telephone():
    scores = [[50.0, 50.0, 50.0, None, None], [10.0, 20.0, 30.0, 40.0, 50.0]]
    given = ballot(("a", "b"), "arithmetic", scores)
    assert TREE.leaves == ("c", "d", "e", "f", "g")
    assert order.costs(given)["units"] == ["u1"]


def test_where_there_are_too_many_units_a_telephone_is_sent_none(monkeypatch):
    given = ballot(("a", "b"), "arithmetic", [[1.0, 2.0, 3.0, 4.0, 5.0]] * 3)
    monkeypatch.setattr(order, "MOST_UNITS", 2)
    order.costs.cache_clear()
    assert order.costs(given) == {"units": [], "costs": []}
