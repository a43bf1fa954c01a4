"""The numbers the board computes are the engine's."""

import pytest

from tests import grid
from tests.ui.parts.board.cases import draw

CASES = grid.many(75, 400)
AT_A_TIME = 25


@pytest.mark.grid
@pytest.mark.parametrize("first", range(0, CASES, AT_A_TIME))
def test_random_indexes_are_scored_and_ranked_as_the_engine_does(modules, first):
    cases = [draw(seed) for seed in range(first, first + AT_A_TIME)]
    answers = modules.ask("compute", [case.told(case.ways) for case in cases])
    for case, answer in zip(cases, answers, strict=True):
        for way, told in zip(case.ways, answer, strict=True):
            case.assert_equal(told, way)


def test_the_random_indexes_hold_what_is_hard():
    cases = [draw(seed) for seed in range(50)]
    rankings = [case.ranking(("minmax", "arithmetic")) for case in cases]
    scored = [ranking for ranking in rankings if ranking is not None]
    assert {depth(case.table["parent"].to_dict()) for case in cases} == {1, 2, 3, 4}
    assert sum(len(case.counting) < case.values.shape[1] for case in cases) > len(cases) / 10
    assert sum(ranking is None for ranking in rankings) >= 1
    assert sum((ranking.shares == 0).any() for ranking in scored) > len(cases) / 4
    assert sum(ranking.rank.isna().any() for ranking in scored) > len(cases) / 4
    assert sum(ranking.rank.dropna().duplicated().any() for ranking in scored) > len(cases) / 10
    assert sum(ranking.contributions.isna().to_numpy().any() for ranking in scored) > len(cases) / 10


def depth(parents):
    levels = {key: 1 for key, parent in parents.items() if not isinstance(parent, str)}
    while len(levels) < len(parents):
        levels |= {key: levels[parent] + 1 for key, parent in parents.items() if parent in levels}
    return max(levels.values())
