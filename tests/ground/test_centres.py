"""Learning centres: which tags make one, what they are called, and the same place once."""

import pytest
import shapely

from lcity.ground import kinds
from lcity.ground.centres import centres_of, names_of
from lcity.ground.elements import Element
from lcity.text import language

DOOR, BUILDING = shapely.Point(0.0005, 0.0005), shapely.box(0, 0, 0.001, 0.001)


def element(of, shape, **tags):
    return Element(of, {key.replace("__", ":"): value for key, value in tags.items()}, shape)


def test_every_kind_is_named_in_both_languages():
    assert len(kinds.kinds()) == 10
    for code in ("en", "zh"):
        assert [kind for kind in kinds.kinds() if not language(code).has(f"coverage.kind.{kind}")] == []


@pytest.mark.parametrize(
    ("tags", "kind"),
    [
        ({"amenity": "library"}, "library"),
        ({"amenity": "cafe; library"}, "library"),
        ({"amenity": "university", "tourism": "museum"}, "museum"),
        ({"amenity": "cinema"}, None),
        ({"amenity": "kindergarten"}, None),
        ({"disused:amenity": "library"}, None),
        ({"amenity": "library", "access": "private"}, None),
        ({"amenity": "library", "access": "customers"}, "library"),
    ],
)
def test_tags_make_a_kind(tags, kind):
    assert kinds.kind_of(tags) == kind


@pytest.mark.parametrize(
    ("tags", "names"),
    [
        ({"name": "Kansalliskirjasto", "name:en": "The National Library"}, ("Kansalliskirjasto", None)),
        ({"name": "浙江图书馆", "name:en": "Zhejiang Library"}, ("Zhejiang Library", "浙江图书馆")),
        ({"name": "浙江图书馆"}, ("浙江图书馆", "浙江图书馆")),
        ({"name": "British Library", "name:zh": "大英图书馆"}, ("British Library", "大英图书馆")),
        (
            {"name": "国立国会図書館", "name:zh-Hans": "国立国会图书馆", "name:en": "NDL"},
            ("NDL", "国立国会图书馆"),
        ),
        ({"name": "Δημοτική Βιβλιοθήκη"}, ("Δημοτική Βιβλιοθήκη", None)),
        ({"operator": "Stadt Wien"}, ("Stadt Wien", None)),
        ({"name": "  two\n lines \u202egnorw "}, ("two lines gnorw", None)),
        ({}, ("", None)),
    ],
)
def test_names_in_every_language_given(tags, names):
    assert names_of(tags) == names


def test_a_place_mapped_as_a_point_and_as_a_building_is_one():
    found = centres_of(
        [
            element("w2", BUILDING, amenity="library", name="Oodi", name__zh="颂歌图书馆"),
            element("n1", DOOR, amenity="library", name="OODI ", opening_hours="Mo-Fr 08:00-20:00"),
        ]
    )
    (row,) = found.table.to_dict("records")
    assert (row["centre"], row["name"], row["name_zh"]) == ("n1", "OODI", "颂歌图书馆")
    assert (row["hours"], row["lon"], row["provenance"]) == ("Mo-Fr 08:00-20:00", 0.0005, "volunteered")
    assert found.merged == 1


def test_hours_lead_wherever_they_are_stated():
    building = element("w2", BUILDING, amenity="library", name="A", opening_hours="24/7")
    found = centres_of([element("n1", DOOR, amenity="library", name="A"), building])
    assert found.table["hours"].tolist() == ["24/7"]
    assert found.table["centre"].tolist() == ["w2"]


@pytest.mark.parametrize(
    ("other", "count"),
    [
        (element("n1", DOOR, amenity="library"), 1),  # without a name, in the building
        (element("n1", DOOR, amenity="library", name="B"), 2),  # by another name
        (element("n1", DOOR, tourism="museum", name="A"), 2),  # of another kind
        (element("n1", shapely.Point(0.0018, 0.0005), amenity="library", name="A"), 1),  # 145 m away
        (element("n1", shapely.Point(0.01, 0.01), amenity="library", name="A"), 2),  # a kilometre away
        (element("n1", shapely.Point(0.0012, 0.0005), amenity="library"), 2),  # beside it, without a name
    ],
)
def test_what_is_the_same_place(other, count):
    found = centres_of([element("w2", BUILDING, amenity="library", name="A"), other])
    assert len(found.table) == count


def test_a_place_without_a_name_bears_that_of_its_kind():
    found = centres_of([element("n1", DOOR, amenity="university")])
    assert found.table[["name", "name_zh"]].values.tolist() == [["University", "大学"]]
    assert found.unnamed == 1


def test_the_order_of_objects_changes_nothing(extract):
    found, turned = centres_of(extract.elements), centres_of(extract.elements[::-1])
    assert found.table.equals(turned.table)
    assert len(found.table) == 27, "the National Library is mapped twice"
    assert found.table["hours"].notna().sum() == 9
