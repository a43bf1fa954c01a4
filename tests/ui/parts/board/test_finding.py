"""The finding that follows the hand is the one the server says of the same weights."""

from functools import cache
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from lcity.index import Ranking, Weights, equal, moves, normalise, rank_scores, score_units
from lcity.text import Language, language
from lcity.ui.parts.board.data import FINDING, LEADER
from lcity.ui.ranking import view
from lcity.ui.ranking.threat import MOST, Threat, beyond, found
from lcity.ui.shared import standing
from lcity.ui.shared.standing import Rules
from tests import grid
from tests.ui.parts.board.cases import WAYS, Case, draw
from tests.ui.parts.board.node import pack

CASES = grid.many(30, 200)
DIFFERENCES = ((), ("weights",), ("method",), ("weights", "method"), ("weights", "method", "figures"))
FORMS = tuple(f"ranking.{key}" for key in LEADER if not key.startswith(("leads", "base")) and key != "nobody")
FILLED = dict.fromkeys(("name", "places", "rank", "score", "next", "gap", "base"), "…") | {"n": 2}


@pytest.fixture(params=["en", "zh"])
def lang(request, monkeypatch) -> Language:
    """Give a language, and let the server's side speak it without a session."""
    found = language(request.param)
    monkeypatch.setattr(view, "reader_language", lambda: found)
    monkeypatch.setattr(view, "t", found.t)
    monkeypatch.setattr(view, "unit_name", lambda unit, level, city: f"Unit {unit}")
    return found


@pytest.fixture(
    params=[
        None,
        Threat(None),
        Threat("n0", 0.0316, 0.1667, "u0"),
        Threat("n0", 0.17012, 0.17, "u0", 2),
        Threat("n0", 0.592, 0.1667, "u0", most=100 / 350),
    ]
)
def threat(request, monkeypatch) -> Threat | None:
    """Give whom it would take to lose the lead, and let the server's side find that."""
    monkeypatch.setattr(view, "threat", lambda *_: request.param)
    monkeypatch.setattr(view.standing, "chosen_rules", lambda: None)
    monkeypatch.setattr(view.cache, "names", lambda table, code: {"n0": "Talent"})
    return request.param


def told(
    modules,
    lang: Language,
    ranking: Ranking,
    base: Ranking,
    chosen: int,
    threat: Threat | None = None,
    differs: tuple[str, ...] = (),
) -> str:
    words = lang.messages("board.") | {key: lang.messages(key)[""] for key in FINDING}
    changes = moves(base, ranking).fillna(0).to_numpy(float)
    names = [f"Unit {unit}" for unit in ranking.rank.index]
    ranks = ranking.rank.to_numpy(float, na_value=0)
    given = (pack(ranks), pack(ranking.score.to_numpy()), pack(changes))
    threat_found = threat and {"key": threat.key}
    if threat and threat.key:
        by = list(ranking.rank.index).index(threat.by)
        threat_found |= {
            "share": threat.share,
            "now": threat.now,
            "node": "Talent",
            "by": by,
            "digits": threat.digits,
            "most": threat.most,
        }
    return modules.ask("finding", lang.code, words, names, *given, differs, chosen, threat_found)


@cache
def drawn(seed: int) -> tuple[Case, tuple[Ranking, Ranking] | None]:
    """Return a case, its ranking and that under equal weights; all languages and threats ask about it."""
    case = draw(seed)
    ranking = case.ranking(("goalposts", "arithmetic"))
    if ranking is None:
        return case, None
    return case, (ranking, score_units(case.values, case.table, case.tree, equal(case.tree)))


@pytest.mark.grid
def test_it_is_what_the_server_says(modules, lang, threat, monkeypatch):
    seen = set()
    for seed in range(CASES):
        case, both = drawn(seed)
        if both is None:
            continue
        for chosen in (-1, len(case.values) - 1):
            unit = case.values.index[chosen] if chosen >= 0 else ""
            monkeypatch.setattr(view.selection, "chosen_unit", lambda level, unit=unit: unit)
            other = DIFFERENCES[seed % len(DIFFERENCES)]
            monkeypatch.setattr(view, "differs", lambda other=other: other)
            expected = view.finding(*both, "city", "")
            assert told(modules, lang, *both, chosen, threat, other) == expected, (seed, chosen)
            seen.update(form for form in FORMS if lang.t(form, **FILLED).split("…")[-1] in expected)
    assert {"ranking.deposed", "ranking.rises", "ranking.falls"} <= seen
    assert {"ranking.keeps_ahead", "ranking.keeps_behind"} <= seen


@pytest.mark.grid
def test_whom_it_cannot_be_told_apart_from_is_said_as_the_server_says_it(modules, lang, monkeypatch):
    monkeypatch.setattr(view.standing, "chosen_rules", lambda: None)
    monkeypatch.setattr(view.intervals, "question_choice", lambda: SimpleNamespace(value="around"))
    words = {"overview.not_apart": lang.t("overview.not_apart", name="{name}", names="{names}")}
    counts = set()
    for seed in range(CASES):
        _, both = drawn(seed)
        if both is None:
            continue
        ranking, base = both
        units, order = ranking.rank.index, ranking.table().index
        ranks = ranking.rank.reindex(order)
        alike = pd.Series(np.random.default_rng(seed).random(len(order)) < 0.5, order)
        alike &= (ranks.notna() & (np.arange(len(order)) > 0)).to_numpy()
        monkeypatch.setattr(view.intervals, "not_apart", lambda *_, alike=alike: alike)
        monkeypatch.setattr(view.standing, "equal_rules", lambda: None)
        monkeypatch.setattr(view.standing, "ranked", lambda *_, base=base: base)
        numbers = [units.get_indexer(part).tolist() for part in (order, order[alike])]
        for chosen in (-1, len(units) - 1):
            unit = units[chosen] if chosen >= 0 else ""
            monkeypatch.setattr(view.selection, "chosen_unit", lambda level, unit=unit: unit)
            names, packed = [f"Unit {one}" for one in units], pack(ranking.rank.to_numpy(float, na_value=0))
            found = modules.ask("doubt", lang.code, words, names, packed, *numbers, chosen)
            assert found == view.doubt(ranking, "city", "").strip(), (seed, chosen)
            counts.add(found.count("Unit"))
    assert counts == {0, 2, 3}


@pytest.mark.grid
@pytest.mark.parametrize("seed", range(CASES))
def test_whom_it_takes_to_lose_the_lead_is_whom_the_engine_finds(modules, seed):
    case, way = draw(seed), WAYS[seed % len(WAYS)]
    ranking = case.ranking(way)
    threat_found = modules.ask("threat", case.told([way]))
    leaders = [] if ranking is None else list(ranking.rank.index[ranking.rank.eq(1).fillna(False)])
    assert (threat_found is None) == (len(leaders) != 1)
    if threat_found is None:
        return
    scores = normalise(case.values[list(case.tree.leaves)], case.table, way[0])
    expected = found(scores, Rules(case.tree, Weights(case.weights), *way), leaders[0])
    told_ = threat_found[0]
    assert (told_ is None) == (expected is None)
    if expected is None:
        return
    assert told_["key"] == expected.key
    if expected.key is not None:
        assert told_["share"] == pytest.approx(expected.share, abs=1e-6)
        assert told_["now"] == pytest.approx(expected.now)
        assert told_["digits"] == expected.digits
        assert case.values.index[told_["by"]] == expected.by
        # With its slider at the end it has the greatest share it can; of those with figures, no less.
        rest = sum(case.weights[other] for other in case.tree.dimensions if other != expected.key)
        assert 100 / (100 + rest) - 1e-12 <= expected.most <= 1


def test_of_a_chosen_citys_districts_the_server_speaks_of_the_same(modules, monkeypatch):
    chosen = {"city": "a", "district": ""}
    monkeypatch.setattr(view.selection, "chosen_unit", chosen.get)
    monkeypatch.setattr(view.selection, "city_choice", lambda: SimpleNamespace(value=chosen["city"]))
    seen = set()
    for seed in range(CASES):
        _, both = drawn(seed)
        if both is None:
            continue
        ranking, base = both
        units = ranking.rank.index
        cities = np.random.default_rng(seed).choice(["a", "b", "c"], len(units))
        districts = pd.DataFrame({"city": cities}, units)
        dataset = SimpleNamespace(districts=districts)
        monkeypatch.setattr(view.cache, "open_dataset", lambda dataset=dataset: dataset)
        for before in (base, ranking):
            moved = moves(before, ranking)
            expected = view._spoken_of(ranking, moved, "district")
            given = (ranking.rank.to_numpy(float, na_value=0), moved.fillna(0).to_numpy(float))
            own = np.flatnonzero(cities == "a").tolist()
            assert modules.ask("ofCity", *map(pack, given), own) == expected, seed
            seen.add((expected >= 0, expected >= 0 and bool(given[1][expected])))
    assert seen == {(False, False), (True, False), (True, True)}


def test_nothing_that_counts_is_said(modules, lang):
    words = {"index.all_zero": lang.t("index.all_zero")}
    assert modules.ask("finding", lang.code, words, [], None, None, None, [], -1, None) == lang.t(
        "index.all_zero"
    )


def scores_of(case: Case, way) -> pd.DataFrame:
    return normalise(case.values[list(case.tree.leaves)], case.table, way[0])


@pytest.mark.grid
@pytest.mark.parametrize("seed", range(2 * CASES))
def test_at_the_share_that_is_said_another_leads(seed):
    case, way = draw(seed), WAYS[seed % len(WAYS)]
    ranking = case.ranking(way)
    leaders = [] if ranking is None else list(ranking.rank.index[ranking.rank.eq(1).fillna(False)])
    if len(leaders) != 1:
        return
    scores, rules = scores_of(case, way), Rules(case.tree, Weights(case.weights), *way)
    threat = found(scores, rules, leaders[0])
    if threat is None or threat.key is None or threat.digits == MOST:
        return
    assert (threat.shown_share > threat.share) if threat.rises else (threat.shown_share < threat.share)
    lang = language("en")
    assert lang.percent(threat.shown_share, threat.digits) != lang.percent(threat.now, threat.digits)
    if standing.used(case.tree, frozenset(scores.columns[scores.notna().any()])) != case.tree:
        return  # a share is of the index as far as it has figures: no weight written here would be that
    weights = {key: case.weights[key] for key in case.tree.dimensions if key != threat.key}
    rest = sum(weights.values())
    moved = {key: (1 - threat.shown_share) * weight / rest for key, weight in weights.items()}
    moved[threat.key] = threat.shown_share
    anew = rank_scores(scores, case.tree, Weights(case.weights | moved), way[1]).rank
    assert anew[threat.by] == 1
    assert anew.get(leaders[0]) is pd.NA or anew[leaders[0]] > 1


def test_a_falling_share_is_rounded_down_and_a_rising_one_up():
    assert beyond(0.0316, False, 1) == pytest.approx(0.031)
    assert beyond(0.0316, True, 1) == pytest.approx(0.032)
    assert beyond(0.031, False, 1) == pytest.approx(0.030)  # there the two are level
    assert beyond(0.031, True, 1) == pytest.approx(0.032)
    assert beyond(0.0, True, 1) == pytest.approx(0.001)
    assert beyond(1.0, True, 1) == 1


def test_several_may_lead_together(modules, lang):
    scores = pd.Series([5.0, 5.0, 5.0, 1.0], list("abcd"))
    ranks = pd.Series([1, 1, 1, 4], list("abcd"), dtype="Int64")
    ranking = Ranking(ranks, scores, scores * 0 + 1, None, None, None, ())
    sentence = told(modules, lang, ranking, ranking, -1)
    assert lang.listed(["Unit a", "Unit b", "Unit c"]) in sentence
    assert np.char.count(sentence, "5.0") == 1
