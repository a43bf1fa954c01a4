import pytest

from lcity.text.groups import group_label, group_people, group_standing_alone, is_age

NAMES = {"people_level4p": "Level 4 or above", "people_level4p_zh": "四级及以上学历", "people_16p": "Adults"}


@pytest.mark.parametrize(
    ("group", "english_", "chinese_"),
    [
        ("people", "Everyone", "全体居民"),
        ("all", "Everyone", "全体居民"),
        ("people_0_15", "0–15", "0—15岁"),
        ("people_65p", "65 and over", "65岁及以上"),
        ("19_64", "19–64", "19—64岁"),
        ("people_level4p", "Level 4 or above", "四级及以上学历"),
        ("people_16p", "Adults", "Adults"),
        ("people_no_qual", "No qual", "No qual"),
    ],
)
def test_a_group_is_called_by_its_ages_or_as_the_dataset_says(english, chinese, group, english_, chinese_):
    assert group_label(group, english, NAMES) == english_
    assert group_label(group, chinese, NAMES) == chinese_


def test_a_sentence_names_the_people_of_a_group(english, chinese):
    assert group_people("people_65p", english) == "residents aged 65 and over"
    assert group_people("65p", chinese) == "65岁及以上居民"
    assert "Level 4 or above" in group_people("people_level4p", english, NAMES)
    assert group_people("people", english) == "residents"


def test_a_name_that_stands_alone_says_that_it_is_an_age(english):
    assert group_standing_alone("people_0_14", english) == "Aged 0–14"
    assert group_standing_alone("people_migrant", english) == "Registered elsewhere"


def test_ages_are_told_from_other_groups():
    assert [g for g in ("all", "0_14", "people_65p", "people_level4p", "15_59", "60p") if is_age(g)] == [
        "0_14",
        "people_65p",
        "15_59",
        "60p",
    ]
