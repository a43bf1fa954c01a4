"""Uploaded files become the dataset the command line makes of them; nobody opens one outside the walls."""

import zipfile
from io import BytesIO

import geopandas as gpd
import pytest
import shapely

from lcity.cli import main
from lcity.dataset.files import content_hash
from lcity.ground import asking
from lcity.ground.columns import Columns
from lcity.ground.errors import GroundError
from lcity.ground.uploaded import made_of, offer

PEOPLE = b"lon,lat,inhabitants\n24.94,60.17,100\n24.95,60.17,50\n"


def test_the_page_and_the_command_line_make_the_same_dataset(helsinki, tmp_path, capfd):
    outlines = tmp_path / "alueet.geojson"
    gpd.GeoDataFrame(
        {"nimi": ["Keskusta"]}, geometry=[shapely.box(24.93, 60.16, 24.96, 60.18)], crs="EPSG:4326"
    ).to_file(outlines)
    people = tmp_path / "people.csv"
    people.write_bytes(PEOPLE)
    out = tmp_path / "out"
    arguments = ["--centres", helsinki, "--streets", helsinki, "--outlines", outlines, "--population", people]
    options = ["--name-column", "nimi", "--title", "Helsinki"]
    assert main(["make", str(out), *map(str, arguments), *options]) == 0
    extract = (helsinki.name, helsinki.read_bytes())
    files = {
        "centres": extract, "streets": extract, "outlines": (outlines.name, outlines.read_bytes()),
        "population": (people.name, PEOPLE),
    }  # fmt: skip
    made = made_of(files, {"name_column": "nimi", "title": "Helsinki"})
    assert made.problems == {}
    folder = tmp_path / "made"
    folder.mkdir()
    for name, content in made.files:
        (folder / name).write_bytes(content)
    assert content_hash(folder) == content_hash(out)
    told = [code for code, _ in made.told]
    assert told.count("kind") == 7
    assert {"reading", "hours", "merged", "people", "streets", "read_as"} <= set(told)


def test_what_is_wrong_is_told_in_both_languages(tmp_path):
    branches = b"name,kind,lon,lat,provenance\nCentral,library,east,0.01,official\n"
    made = made_of({"centres": ("../../branches.csv", branches)}, {"title": "A"})
    assert made.files == ()
    assert made.problems["en"][0].startswith("centres.csv:2: lon: ")
    assert "“east”" in made.problems["zh"][0]


def test_what_a_file_offers_is_asked_behind_the_walls():
    found = offer("population", ("people.csv", PEOPLE))
    assert found.columns == Columns(("inhabitants",), {"value_column": "inhabitants"}, {}, False)
    assert found.problems == {}
    found = offer("travel", ("matrix.csv", b"from_id;to_id;minutes\na;c;5\n"))
    assert found.columns == Columns()
    assert found.problems["en"][0].startswith("matrix.csv:1: ")
    assert found.problems["zh"]
    with pytest.raises(GroundError, match="cannot be read as OSM PBF"):
        offer("centres", ("cut.osm.pbf", b"no map"))


@pytest.mark.parametrize(
    "answer",
    [
        {},
        {"names": "ab", "meant": {}, "levels": {}},
        {"names": ["a"], "meant": {"value_column": "b"}, "levels": {}, "is_map": False},
        {"names": [["a"]], "meant": {}, "levels": {}, "is_map": False},
        {"names": ["a"] * 1_001, "meant": {}, "levels": {}, "is_map": False},
        {"names": [], "meant": {}, "levels": {"9": "many"}, "is_map": True},
        {"problems": ["wrong"]},
    ],
)
def test_an_offer_of_another_shape_is_not_believed(answer, monkeypatch):
    monkeypatch.setattr(asking, "reply", lambda *arguments: answer)
    with pytest.raises(GroundError, match="ended the process"):
        offer("population", ("people.csv", PEOPLE))


def test_more_than_may_be_uploaded_is_refused(monkeypatch):
    monkeypatch.setenv("LCITY_MAX_UPLOAD_MB", "1")
    content = BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("a", bytes(2**21))
    with pytest.raises(GroundError, match="1 MB"):
        made_of({"centres": ("a.csv", content.getvalue())}, {"title": "A"})


@pytest.mark.parametrize(
    ("code", "details"),
    [
        ("nothing_known", {}),
        ("no_file", {}),
        ("no_file", []),
        (["no_file"], {"file": "a"}),
        ("no_file", {"file": {"a": 1}}),
        ("no_file", {"file": [[1]]}),
    ],
)
def test_what_has_no_sentence_is_not_told(code, details):
    assert not asking.is_told("error", code, details)
    assert asking.is_told("error", "no_file", {"file": "a"})
