"""The finding that follows the hand is the one the server says of the same weights."""

import numpy as np
import pandas as pd
import pytest

from lcity.index import Ranking, equal, moves, score_units
from lcity.text import Language, language
from lcity.ui import ranking_view
from lcity.ui.board.data import FINDING
from tests.ui.board.cases import Case, draw
from tests.ui.board.node import pack

CASES = 60


@pytest.fixture(params=["en", "zh"])
def lang(request, monkeypatch) -> Language:
    """Give a language, and let the server's side speak it without a session."""
    found = language(request.param)
    monkeypatch.setattr(ranking_view, "reader_language", lambda: found)
    monkeypatch.setattr(ranking_view, "t", found.t)
    monkeypatch.setattr(ranking_view, "_name", lambda unit, level, city: f"Unit {unit}")
    return found


def told(modules, lang: Language, ranking: Ranking, base: Ranking, chosen: int) -> str:
    words = lang.messages("board.") | {key: lang.messages(key)[""] for key in FINDING}
    changes = moves(base, ranking).fillna(0).to_numpy(float)
    names = [f"Unit {unit}" for unit in ranking.rank.index]
    ranks = ranking.rank.to_numpy(float, na_value=0)
    given = (pack(ranks), pack(ranking.score.to_numpy()), pack(changes))
    return modules.ask("finding", lang.code, words, names, *given, chosen)


def rankings(case: Case) -> tuple[Ranking, Ranking] | None:
    ranking = case.ranking(("goalposts", "arithmetic"))
    if ranking is None:
        return None
    return ranking, score_units(case.values, case.table, case.tree, equal(case.tree))


def test_it_is_what_the_server_says(modules, lang, monkeypatch):
    seen = set()
    for seed in range(CASES):
        case = draw(seed)
        found = rankings(case)
        if found is None:
            continue
        for chosen in (-1, len(case.values) - 1):
            unit = case.values.index[chosen] if chosen >= 0 else ""
            monkeypatch.setattr(ranking_view.place, "chosen_unit", lambda level, unit=unit: unit)
            expected = ranking_view.finding(*found, "city", "")
            assert told(modules, lang, *found, chosen) == expected, (seed, chosen)
            seen.add(expected.split(str(found[0].rank.max()))[0][-12:])
    assert len(seen) > 10


def test_nothing_that_counts_is_said(modules, lang):
    words = {"index.all_zero": lang.t("index.all_zero")}
    assert modules.ask("finding", lang.code, words, [], None, None, None, -1) == lang.t("index.all_zero")


def test_several_may_lead_together(modules, lang):
    scores = pd.Series([5.0, 5.0, 5.0, 1.0], list("abcd"))
    ranks = pd.Series([1, 1, 1, 4], list("abcd"), dtype="Int64")
    ranking = Ranking(ranks, scores, scores * 0 + 1, None, None, None, ())
    said = told(modules, lang, ranking, ranking, -1)
    assert lang.listed(["Unit a", "Unit b", "Unit c"]) in said
    assert np.char.count(said, "5.0") == 1
