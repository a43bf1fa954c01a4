"""What a dataset calls its cities and districts, in the messages of the pages."""

import re

import pytest

from lcity.text import LANGUAGES, language
from lcity.text.units import renamed

REGIONS = {
    "city": "city region",
    "cities": "city regions",
    "city_zh": "城市区域",
    "district": "authority",
    "districts": "authorities",
    "district_zh": "地方当局",
}


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("All cities", "All city regions"),
        ("City", "City region"),
        ("{count:city|cities} of {all_cities}", "{count:city region|city regions} of {all_cities}"),
        ("Districts of {city}: {districts}.", "Authorities of {city}: {districts}."),
        ("the city’s district, in cities.", "the city region’s authority, in city regions."),
        ("A learning city is no velocity", "A learning city is no velocity"),
        ("needs districts.geojson, with the column city", "needs districts.geojson, with the column city"),
    ],
)
def test_a_message_says_city_and_district_in_the_datasets_words(message, expected):
    assert renamed("overview.any", message, "en", REGIONS) == expected


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("{count}座城市", "{count}个城市区域"),
        ("在{all}座有位次的城市中，{districts}个区县", "在{all}个有位次的城市区域中，{districts}个地方当局"),
        ("学习型城市", "学习型城市"),
        ("每千人学习座位", "每千人学习座位"),
        ("城市座位", "城市区域座位"),
    ],
)
def test_in_chinese_the_measure_word_follows_the_name(message, expected):
    assert renamed("overview.any", message, "zh", REGIONS) == expected


def test_what_is_said_of_files_keeps_the_names_of_their_tables():
    for key in (
        "dataset.column.meta.title",
        "intake.any",
        "coverage.kind.district_college",
        "data.table.cities",
    ):
        assert renamed(key, "District and city", "en", REGIONS) == "District and city"


def test_a_level_that_is_half_named_keeps_its_word():
    assert renamed("overview.any", "cities, districts", "en", {"city": "town", **_only("district")}) == (
        "cities, authorities"
    )
    assert renamed("overview.any", "{n}座城市、区县", "zh", _only("district")) == "{n}座城市、地方当局"


def _only(level: str) -> dict[str, str]:
    return {name: word for name, word in REGIONS.items() if name.startswith(level)}


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_message_loses_a_placeholder(code):
    own, named = language(code), language(code, tuple(REGIONS.items()))
    assert named != own
    changed = 0
    for key, message in own.messages("").items():
        forms = (
            [(message, named.messages(key)[""])]
            if isinstance(message, str)
            else zip(message, named.messages(key)[""], strict=True)
        )
        for before, after in forms:
            assert re.findall(r"\{(\w+)", before) == re.findall(r"\{(\w+)", after), key
            changed += before != after
    assert changed > 100
