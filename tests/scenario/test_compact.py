"""A scenario in few letters is the same one again, and whatever else is in a link is none."""

import base64
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lcity.errors import ArgumentError, DatasetError
from lcity.scenario import Add, Scenario, parse, write
from lcity.scenario.compact import FIRST, pack, unpack
from lcity.scenario.written import MOST_BYTES
from tests import folders
from tests.scenario.changing import scenarios

DRAWN = scenarios(["c1", "图书馆", "c 3"], ["library", "campus"], list(folders.DISTRICTS))


@given(DRAWN)
def test_what_is_packed_is_unpacked_and_needs_no_escape(scenario):
    packed = pack(scenario)
    assert unpack(packed) == parse(write(scenario).encode())
    assert packed.isascii()
    assert packed.replace("-", "").replace("_", "").isalnum()


def test_fifteen_new_places_are_short():
    places = [Add(f"cell_{at}", f"cell_{at}", "planned", 120.1 + at / 97, 30.2 + at / 89) for at in range(15)]
    assert len(pack(Scenario("15 more places", tuple(places)))) < 900


@given(st.text(max_size=80) | st.text("-_09azAZ", max_size=80).map(lambda text: FIRST + text))
def test_no_other_text_is_a_scenario(text):
    with pytest.raises((ArgumentError, DatasetError)):
        unpack(text)


def packed(content: bytes) -> str:
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
    return FIRST + base64.urlsafe_b64encode(deflate.compress(content) + deflate.flush()).decode().rstrip("=")


def test_what_would_be_more_than_a_scenario_can_be_is_not_unpacked():
    with pytest.raises(ArgumentError, match="longer"):
        unpack(packed(b" " * (MOST_BYTES + 1)))
    with pytest.raises(DatasetError):
        unpack(packed(b" " * MOST_BYTES))


def test_one_cut_off_or_with_something_after_it_is_none():
    whole = pack(Scenario("more", (Add("p1", "P", "library", 111.0, 30.0),)))
    with pytest.raises(ArgumentError, match="cut off"):
        unpack(whole[:-6])
    with pytest.raises(ArgumentError, match="cut off"):
        unpack(whole + "AAAA")
