"""Decision records: read back as they were, compared by cause, refused where they are not what they say."""

import datetime
import json
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lcity.errors import ArgumentError
from lcity.export import record as records
from lcity.export.changes import changes
from lcity.export.record import Record
from lcity.index import Tree, Weights, score_units
from lcity.index.causes import Situation
from lcity.scenario import Add, Scenario
from tests.export.samples import HOSTILE

TREE = Tree(("x", "x1", "x2", "y"), (None, "x", "x", None), (1.0, 1.0, 1.0, 1.0))
INDICATORS = pd.DataFrame(
    {"direction": [1, -1, 1], "low": [0.0, 0.0, np.nan], "high": [100.0, 50.0, np.nan]}, ["x1", "x2", "y"]
)
VALUES = pd.DataFrame(
    {"x1": [80.0, 40, 10, 60], "x2": [5.0, 10, 20, np.nan], "y": [1.0, 9, 5, 4]}, ["a", "b", "c", "d"]
)


def record(values=VALUES, weights=Weights({"x": 3}), day=11, **changed):  # noqa: B008
    situation = Situation(values, INDICATORS, TREE, weights)
    ranking = score_units(values, INDICATORS, TREE, weights)
    ranks = pd.DataFrame(
        {"rank": ranking.rank, "score": ranking.score, "low": ranking.rank, "high": ranking.rank}
    )
    given_ = {
        "day": datetime.date(2026, 5, day),
        "question": "What if?",
        "finding": "Ash leads.",
        "title": "Four towns",
        "data": "0123456789abcdef",
        "page": "ranking",
        "choices": {"lang": "en", "v": "1", "w": "x:75"},
        "level": "city",
        "city": "",
        "year": 2024,
        "situation": situation,
        "names": pd.Series((["Ash", "=Birch", "<b>", "雪松"] * len(values))[: len(values)], values.index),
        "ranks": ranks,
        "labels": {key: key.upper() for key in TREE.keys},
    }
    return Record(**given_ | changed)


def test_a_record_comes_back_as_it_was_kept():
    kept = record(scenario=Scenario("more", (Add("p1", "P", "library", 120.0, 30.0),)))
    found = records.read(records.write(kept))
    assert records.read(records.write(record())).scenario is None
    assert records.read(records.write(record())).weights_of == ""
    assert records.read(records.write(record(weights_of="A room's"))).weights_of == "A room's"
    for name in (
        "day",
        "question",
        "finding",
        "title",
        "data",
        "page",
        "choices",
        "level",
        "city",
        "year",
        "labels",
        "scenario",
    ):
        assert getattr(found, name) == getattr(kept, name)
    pd.testing.assert_frame_equal(found.situation.values, kept.situation.values)
    pd.testing.assert_frame_equal(found.situation.indicators, INDICATORS, check_dtype=False)
    pd.testing.assert_frame_equal(found.ranks[["rank", "low", "high"]], kept.ranks[["rank", "low", "high"]])
    assert found.names.tolist() == kept.names.tolist()
    of, was = found.situation, kept.situation
    pd.testing.assert_series_equal(of.weights.shares(of.tree), was.weights.shares(was.tree))


def test_its_figures_rank_as_they_did():
    found = records.read(records.write(record())).situation
    again = score_units(found.values, found.indicators, found.tree, found.weights)
    assert again.rank.tolist() == record().ranks["rank"].tolist()


def test_missing_is_null_and_the_file_small(china15):
    text = records.write(record()).decode()
    assert json.loads(text)["units"][3]["values"] == [60, None, 4]
    assert "NaN" not in text
    many = pd.DataFrame(np.random.default_rng(1).random((183, 3)), [str(i) for i in range(183)], list(VALUES))
    assert len(records.write(record(many, names=pd.Series("Name", many.index)))) < 100_000


def test_what_changed_is_told_by_cause_and_adds_up():
    before, after = record(), record(VALUES.assign(y=[9.0, 9, 5, 4]), Weights({"x": 1}), 12)
    found = changes(before, after)
    assert found.weights.index.tolist() == ["x", "y"], "what only follows its parent was not changed"
    assert found.weights.loc["x"].tolist() == pytest.approx([0.75, 0.5])
    assert (found.values, found.of, found.method) == (1, 12, False)
    assert (found.added, found.gone) == ((), ())
    move = (after.ranks["rank"] - before.ranks["rank"]).dropna()
    assert found.movers == (move != 0).sum()
    for unit, change in found.moved.items():
        assert change.causes["rank"].sum() == pytest.approx(move[unit])


def test_nothing_changed_is_nothing():
    found = changes(record(), records.read(records.write(record())))
    assert found.weights.empty
    assert (found.values, found.method, found.movers, found.moved) == (0, False, 0, {})


def test_units_that_came_and_went_are_told():
    later = VALUES.drop("a").rename({"b": "e"})
    found = changes(record(), record(later, names=pd.Series(["E", "C", "D"], later.index)))
    assert (found.added, found.gone) == (("e",), ("a", "b"))


def test_a_change_of_method_is_told():
    other = record()
    found = changes(record(), replace(other, situation=replace(other.situation, aggregate="geometric")))
    assert found.method


def damaged(**changed):
    content = json.loads(records.write(record()))
    return json.dumps(content | changed).encode()


def nodes(**changed):
    content = json.loads(records.write(record()))
    content["nodes"][1] |= changed
    return json.dumps(content).encode()


def units(**changed):
    content = json.loads(records.write(record()))
    content["units"][0] |= changed
    return json.dumps(content).encode()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe\x00",
        b"null",
        b"[]",
        b"{}",
        b"[" * 200_000,
        b'{"kind": 1e999}',
        b" " * (records.MOST_BYTES + 1),
        damaged(kind="something else"),
        damaged(version=2),
        damaged(date="yesterday"),
        damaged(date=20260511),
        damaged(question="x" * 401),
        damaged(units=[]),
        damaged(units="abc"),
        damaged(units=[{}] * (records.MOST_UNITS + 1)),
        damaged(nodes=[]),
        damaged(view={"page": "../../etc/passwd", "choices": {}}),
        damaged(view={"page": "ranking", "choices": {str(i): "" for i in range(41)}}),
        damaged(view={"page": "ranking", "choices": {"w": 3}}),
        damaged(methods={"normalise": "__import__", "aggregate": "arithmetic"}),
        damaged(methods={"normalise": ["goalposts"], "aggregate": "arithmetic"}),
        damaged(ranked={"level": "planet", "city": "", "year": 2024}),
        damaged(ranked={"level": "city", "city": "", "year": True}),
        damaged(dataset={"title": "x", "hash": "<script>"}),
        nodes(weight=-1),
        nodes(weight="1"),
        nodes(parent="x1"),
        nodes(parent="nobody"),
        nodes(key="x"),
        nodes(key="X 1"),
        nodes(direction=0),
        nodes(direction=True),
        nodes(low="0"),
        units(values=[1]),
        units(values=[1, 2, "3"]),
        units(values=[1, 2, float("1e308") * 10]),
        units(id="b"),
        units(name=None),
        units(rank="first"),
        units(rank=2**63),
        units(rank=0),
        units(score=1e300),
    ],
)
def test_what_is_no_record_is_refused(content):
    with pytest.raises(ArgumentError):
        records.read(content)


@given(st.binary(max_size=200))
def test_random_bytes_are_refused(content):
    with pytest.raises(ArgumentError):
        records.read(content)


@settings(max_examples=40)
@given(st.data())
def test_a_record_with_any_part_put_out_of_place_is_read_or_refused(data):
    content = json.loads(records.write(record()))
    target = content
    for _ in range(data.draw(st.integers(1, 4))):
        keys = list(target) if isinstance(target, dict) else list(range(len(target)))
        key = data.draw(st.sampled_from(keys))
        if not isinstance(target[key], dict | list) or not target[key]:
            break
        parent, target = target, target[key]
    else:
        target = parent
    leaf = st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.just([]) | st.just({})
    target[key] = data.draw(leaf)
    try:
        found = records.read(json.dumps(content).encode())
    except ArgumentError:
        return
    assert isinstance(found, Record)
    records.write(found)


def test_hostile_names_are_kept_as_text():
    names = pd.Series([*HOSTILE[:3], HOSTILE[5]], VALUES.index)
    found = records.read(records.write(record(names=names)))
    assert found.names["a"] == HOSTILE[0]
    assert len(found.names["d"]) == records.CHARACTERS


def test_a_record_with_a_damaged_scenario_is_refused():
    told = json.loads(records.write(record()))
    with pytest.raises(ArgumentError, match="scenario"):
        records.read(json.dumps(told | {"scenario": {"name": "no version"}}).encode())
