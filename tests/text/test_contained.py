"""Text of a dataset turns nothing around it, and nothing in it is hidden."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lcity.text import contained

ISOLATED = "\u2068{}\u2069"
TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


@pytest.mark.parametrize("text", ["", "Ash", "东城区", "Ürümqi – 2", "a\nb", "x\u00a0y", "a\u200db"])
def test_most_names_stay_as_they_are(text):
    assert contained(text) == text


@pytest.mark.parametrize("text", ["القاهرة", "תל אביב", "Ash القاهرة (5)"])
def test_a_name_written_leftwards_is_isolated_once(text):
    assert contained(text) == ISOLATED.format(text)
    assert contained(contained(text)) == contained(text)


@pytest.mark.parametrize("mark", TURNING)
def test_a_mark_that_turns_what_follows_is_shown(mark):
    assert contained(f"a{mark}b") == "a\N{REPLACEMENT CHARACTER}b"
    assert contained(f"{mark}القاهرة") == ISOLATED.format("\N{REPLACEMENT CHARACTER}القاهرة")


def test_a_sentence_keeps_the_isolates_of_the_names_in_it():
    sentence = f"{contained('القاهرة')} leads {contained('תל אביב')} by 3."
    assert contained(sentence) == sentence


@given(st.text(st.sampled_from(TURNING + "a1 ق\x07")))
def test_every_text_ends_what_it_begins_and_is_contained_once(text):
    found = contained(text)
    assert contained(found) == found
    assert not re.search("[\u202a-\u202e\u2066\u2067\x07]", found)
    depth = 0
    for mark in found:
        depth += {"\u2068": 1, "\u2069": -1}.get(mark, 0)
        assert depth >= 0
    assert depth == 0
