"""What counts as a vote, and what a code, a secret and a cookie are worth."""

import json
import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lcity.index import Tree, Weights
from lcity.meeting import rooms
from lcity.meeting.ballots import MOST_WEIGHT, Ballot, VoteError, rests_on, shares
from lcity.meeting.weighing import Weighed
from lcity.text import LANGUAGES, language

KEY = b"a server's own"


def test_a_vote_is_taken_as_it_is_given_and_what_is_left_out_counts_nothing(ballot):
    assert ballot.weights({"fair": 3, "near": 0.5}) == (0.5, 0, 3)
    assert shares((0.5, 0, 3)) == pytest.approx((1 / 7, 0, 6 / 7))
    assert ballot.weights({"near": MOST_WEIGHT}) == (MOST_WEIGHT, 0, 0)


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        (None, "no_weights"),
        ([1, 2, 3], "no_weights"),
        ("near", "no_weights"),
        ({}, "all_zero"),
        ({"near": 0, "fair": 0.0}, "all_zero"),
        ({"near": 5e-324}, "all_zero"),
        ({"near": -1e-9}, "no_number"),
        ({"near": math.nan}, "no_number"),
        ({"near": math.inf}, "no_number"),
        ({"near": -math.inf}, "no_number"),
        ({"near": 1e308, "fair": 1e308}, "no_number"),
        ({"near": 10**400}, "no_number"),
        ({"near": True}, "no_number"),
        ({"near": "1"}, "no_number"),
        ({"near": None}, "no_number"),
        ({"near": {"near": 1}}, "no_number"),
        ({"near": 1, "far": 0}, "not_asked"),
        ({"__proto__": 1}, "not_asked"),
        ({"\ud800": 1}, "not_asked"),
    ],
)
def test_what_is_no_vote_is_refused_with_a_sentence_in_both_languages(ballot, sent, message):
    with pytest.raises(VoteError) as told:
        ballot.weights(sent)
    assert told.value.message == f"room.{message}"
    for code in LANGUAGES:
        sentence = language(code).t(told.value.message, **told.value.placeholders)
        assert sentence.encode("utf-8")
        assert sentence[-1] in ".。"


@given(st.lists(st.floats(0, MOST_WEIGHT), min_size=3, max_size=3))
def test_whatever_is_taken_becomes_shares_of_one(weights):
    tree = Tree(("a", "b", "c"), (None, None, None), (1, 1, 1))
    ballot = Ballot(
        "?", "d", "city", Weighed(tree, tree.keys), (("en", ("A", "B", "C")),), (), (("en", ()),), ()
    )
    try:
        found = shares(ballot.weights(dict(zip("abc", weights, strict=True))))
    except VoteError:
        assert sum(weights) <= 1e-9
        return
    assert math.fsum(found) == pytest.approx(1, abs=1e-12)
    assert all(0 <= share <= 1 for share in found)


def test_a_ballot_outlives_being_written_down(ballot):
    again = Ballot.from_json(json.loads(json.dumps(ballot.as_json())))
    assert again == ballot
    assert again.table.equals(ballot.table)
    assert Ballot.rows(again.table, again.weighed.tree) == ballot.scores
    assert again.names_of_keys("zh") == {"near": "近", "open": "开放", "fair": "公平"}
    assert again.names_of_units("fr") == {"a": "Ahead", "b": "Behind", "c": "Between"}


def test_a_room_of_before_it_was_noted_what_is_simulated_says_neither(ballot):
    kept = replace(ballot, simulated=True).as_json()
    assert Ballot.from_json(json.loads(json.dumps(kept))).simulated is True
    del kept["simulated"]
    assert Ballot.from_json(json.loads(json.dumps(kept))).simulated is None


def test_what_a_room_ranks_rests_on_what_has_weight_and_figures(ballot):
    weighed, scores = ballot.weighed, ballot.table
    assert rests_on(weighed, scores, {"hours"})
    assert not rests_on(weighed, scores, set())
    assert not rests_on(weighed, scores.assign(hours=math.nan), {"hours"})
    without = replace(weighed, base=Weights({"hours": 0}))
    assert not rests_on(without, scores, {"hours"})
    # A key that weighed nothing before may get weight from voters.
    assert rests_on(replace(weighed, base=Weights({"near": 0})), scores, {"near"})


@pytest.mark.parametrize("question", ["", "  ", "x" * 301, "a\x00b", "a\u202eb", "\ud800", "a\nb"])
def test_a_question_that_cannot_be_shown_is_refused(ballot, question):
    with pytest.raises(VoteError) as told:
        replace(ballot, question=question)
    assert told.value.message == "room.question_does_not_fit"


def test_a_room_weighs_no_more_than_a_phone_can_show(ballot):
    keys = tuple(map(str, range(41)))
    tree = Tree(keys, (None,) * 41, (1,) * 41)
    with pytest.raises(VoteError) as told:
        replace(ballot, weighed=Weighed(tree, keys))
    assert told.value.message == "room.too_many_keys"


def test_codes_are_many_unlike_and_easy_to_type():
    codes = {rooms.new_code() for _ in range(2_000)}
    assert len(codes) == 2_000
    assert set("".join(codes)) == set(rooms.SYMBOLS)
    assert len(rooms.SYMBOLS) ** rooms.CODE_CHARACTERS > 3e11
    code = codes.pop()
    for typed in (code.upper(), rooms.spelled(code), f" {code[:3]} {code[3:]} ", code):
        assert rooms.read_code(typed) == code
    for typed in ("", code[:-1], code + "b", code[:-1] + "a", code[:-1] + "\u0660", "../" + code, code * 9):
        assert rooms.read_code(typed) == ""


def test_a_cookie_is_of_one_room_of_one_server_and_not_to_be_made_up():
    cookie = rooms.new_voter(KEY, "code")
    voter = rooms.read_voter(KEY, "code", cookie)
    name, _, signature = cookie.partition(".")
    assert voter == rooms.read_voter(KEY, "code", cookie)
    assert voter not in cookie
    other = rooms.new_voter(KEY, "code")
    forged = [
        "", name, signature, f"{name}.", f"{name}.{'0' * 64}", cookie.upper(), cookie + "0", f"{cookie}\n",
        f"{other.partition('.')[0]}.{signature}", f"{name}.{'é' * 64}", cookie[:-1] + "g",
    ]  # fmt: skip
    assert [text for text in forged if rooms.read_voter(KEY, "code", text)] == []
    assert rooms.read_voter(KEY, "edoc", cookie) == ""
    assert rooms.read_voter(b"another's", "code", cookie) == ""


def test_of_a_secret_only_a_digest_is_kept():
    secret = rooms.new_secret()
    kept = rooms.digest(secret)
    assert secret not in kept
    assert rooms.same(kept, secret)
    assert not rooms.same(kept, kept)
