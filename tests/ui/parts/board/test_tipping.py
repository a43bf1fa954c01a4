"""Where the order tips, in the browser, is where the engine finds it, and where it really tips."""

import numpy as np
import pytest

from lcity.errors import ArgumentError
from lcity.index import Weights, normalise, rank_scores
from lcity.index.tipping import Tips
from tests import grid
from tests.ui.parts.board.cases import WAYS, Case, draw

CASES = grid.many(30, 200)
NEAR = 1e-6
SAME = 1e-9
MARGIN = 1e-5


def scores(case: Case, norm: str):
    tree = case.tree
    return normalise(case.values[list(tree.leaves)], case.table, norm)


def engine(case: Case, way) -> Tips | None:
    try:
        return Tips(scores(case, way[0]), case.tree, Weights(case.weights), way[1])
    except ArgumentError:
        return None


def same(one, other):
    if other is not None and other > 1 - SAME:  # beyond 1 there is nothing
        return True
    return one is other if one is None or other is None else abs(one - other) < NEAR


def counting(case: Case, key: str) -> bool:
    """Say whether something counts under a node, so that its weight changes anything."""
    children = case.tree.children(key)
    among = Weights(case.weights).among_siblings(case.tree)
    return not children or any(among[child] and counting(case, child) for child in children)


@pytest.mark.grid
@pytest.mark.parametrize("seed", range(CASES))
def test_it_tips_where_the_engine_says(modules, seed):
    case = draw(seed)
    way = WAYS[seed % len(WAYS)]
    told, tips = modules.ask("tips", case.told([way])), engine(case, way)
    assert (told is None) == (tips is None)
    for key, found in (told or {}).items():
        if not counting(case, key):
            assert not found["moves"]
            continue
        expected = tips.keeps_order(key)
        assert (found["kept"] or (0, 1)) == pytest.approx(expected, abs=NEAR), (seed, way, key)
        for unit, (up, down) in zip(case.values.index, found["tips"], strict=True):
            wanted = tips.tipping(key, unit)
            assert same(up, wanted.up), (seed, way, key, unit, up, wanted)
            assert same(down, wanted.down), (seed, way, key, unit, down, wanted)


def at(case: Case, way, key: str, share: float):
    """Rank with a node at a share among its siblings, the others in proportion."""
    tree = case.tree
    siblings = [one for one in tree.children(tree.parent[key]) if one != key]
    among = Weights(case.weights).among_siblings(tree)
    rest = sum(among[one] for one in siblings)
    moved = {one: among[one] / rest * (1 - share) for one in siblings} | {key: share}
    return rank_scores(scores(case, way[0]), tree, Weights(case.weights | moved), way[1])


def test_tipping_points_really_tip(modules):
    seen = 0
    for seed in range(20):
        case = draw(seed)
        way = WAYS[seed % len(WAYS)]
        told = modules.ask("tips", case.told([way])) or {}
        ranking = case.ranking(way)
        unit, number = case.values.index[-1], len(case.values) - 1
        for key in [key for key, found in told.items() if found["moves"]][:4]:
            among = Weights(case.weights).among_siblings(case.tree)[key]
            for better, share in zip((True, False), told[key]["tips"][number], strict=True):
                if share is None or not MARGIN < share < 1 - MARGIN or abs(share - among) < MARGIN:
                    continue
                step = np.sign(share - among) * MARGIN / 10
                now, short, beyond = (
                    found.rank[unit]
                    for found in (ranking, at(case, way, key, share - step), at(case, way, key, share + step))
                )
                assert beyond < now <= short if better else beyond > now >= short, (seed, key, unit, share)
                seen += 1
            seen += _kept(case, way, key, told[key]["kept"])
    assert seen > 60


def _kept(case: Case, way, key: str, kept) -> int:
    """Raise AssertionError unless the first three keep their ranks in the band, and not beyond it."""
    if kept is None:
        return 0
    ranks = case.ranking(way).rank
    first = ranks.index[ranks <= 3]
    low, high = kept
    if high - low > MARGIN:
        for share in (low + MARGIN / 10, (low + high) / 2, high - MARGIN / 10):
            assert at(case, way, key, share).rank[first].equals(ranks[first]), (key, kept)
    beyond = [low - MARGIN / 10] * (low > MARGIN) + [high + MARGIN / 10] * (MARGIN < high < 1 - MARGIN)
    for share in beyond:
        assert not at(case, way, key, share).rank[first].equals(ranks[first]), (key, kept)
    return len(beyond)
