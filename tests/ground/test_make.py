"""`python -m lcity make`: an extract, a raster and outlines become a folder that every verb takes."""

import json

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import rasterio
import shapely

from lcity import dataset as datasets
from lcity.cli import main
from lcity.computed import COMPUTATIONS, district_coverage
from lcity.dataset import PROVENANCES
from lcity.ground import asking
from lcity.ground.errors import GroundError
from lcity.ground.write import counts_hours

WEST, SOUTH, EAST, NORTH = 24.933, 60.164, 24.953, 60.177
HALVES = gpd.GeoDataFrame(
    {"tunnus": ["091-1", "091-2"], "nimi": ["Länsi", "Itä"], "kunta": ["Helsinki"] * 2},
    geometry=[shapely.box(WEST, SOUTH, 24.943, NORTH), shapely.box(24.943, SOUTH, EAST, NORTH)],
    crs="EPSG:4326",
)


@pytest.fixture
def people(tmp_path):
    """A grid of people wider than the outlines."""
    values = np.random.default_rng(5).gamma(1, 20, (30, 50)).astype("float32")
    with rasterio.open(
        tmp_path / "people.tif", "w", driver="GTiff", width=50, height=30, count=1, dtype="float32",
        crs="EPSG:4326", transform=rasterio.Affine(0.0005, 0, 24.930, 0, -0.0005, 60.178),
    ) as opened:  # fmt: skip
        opened.write(values, 1)
    return tmp_path / "people.tif"


@pytest.fixture
def halves(tmp_path):
    HALVES.to_file(tmp_path / "alueet.gpkg")
    return tmp_path / "alueet.gpkg"


def run(*arguments):
    return main([str(argument) for argument in arguments])


def test_central_helsinki_from_an_extract_a_raster_and_outlines(helsinki, people, halves, tmp_path, capfd):
    out = tmp_path / "helsinki"
    columns = ("--id-column", "tunnus", "--name-column", "nimi", "--city-column", "kunta")
    arguments = ("--centres", helsinki, "--streets", helsinki, "--outlines", halves, "--population", people)
    assert run("make", out, *arguments, *columns) == 0
    told = capfd.readouterr().err
    assert "hours are stated: 9 of 27" in told
    assert "7,173 pieces, 96 km" in told
    assert "139 pieces, 1,319 m" in told
    assert told.count("Reading Helsinki.osm.pbf") == 1, "centres and streets in one reading"
    opened, problems = datasets.examine(out, COMPUTATIONS)
    assert [problem for problem in problems if problem.severity != "note"] == []
    assert opened.meta.title == "helsinki"
    assert opened.meta.kinds_not_counted == ("college", "university", "school")
    assert "OpenStreetMap contributors" in opened.meta.licence
    assert opened.sources.loc["openstreetmap", "licence"].endswith("(ODbL) 1.0")
    assert opened.districts["name"].to_dict() == {"091-1": "Länsi", "091-2": "Itä"}
    assert set(opened.districts["city"]) == {"Helsinki"}
    assert set(opened.centres["provenance"]) == {"volunteered"}
    with rasterio.open(people) as raster:
        cells = raster.read(1).astype(float)
    inside = 20 * 0.0005 / 0.0005  # cells across each half, one of which begins within a cell
    counted = opened.values_district.set_index("district")["people"]
    assert counted.sum() == pytest.approx(cells[2:28, 6:46].sum(), rel=1e-6)
    assert counted["091-1"] == pytest.approx(cells[2:28, 6 : 6 + int(inside)].sum(), rel=1e-6)
    assert opened.population["people"].sum() == pytest.approx(counted.sum(), rel=1e-12)
    reached = district_coverage(opened, radius_m=300, kinds=["library"])
    assert 0.1 < reached["share"].min() < reached["share"].max() < 1
    streets = pd.read_parquet(out / "streets.parquet")
    assert list(streets) == ["lon_from", "lat_from", "lon_to", "lat_to", "metres", "steps"]
    for verb in ("check", "coverage", "rank"):
        assert run(verb, out) == 0
    written = capfd.readouterr().out
    assert "Länsi" in written
    assert run("make", out, *arguments) == 2
    assert "already holds something" in capfd.readouterr().err


def test_administrative_areas_of_an_extract_are_the_districts(town, square, tmp_path, capfd):
    nodes = square | {
        5: (0.02, 0, {}),
        6: (0.02, 0.01, {}),
        7: (0.005, 0.005, {"amenity": "library", "name": "A"}),
    }
    ways = {
        1: ([2, 3], {}),
        2: ([3, 4, 1, 2], {}),
        3: ([2, 5, 6, 3], {}),
        4: ([1, 2, 5], {"highway": "path"}),
    }
    area = {"type": "boundary", "boundary": "administrative", "admin_level": "9"}
    relations = {
        1: ([("w", 1, "outer"), ("w", 2, "outer")], area | {"name": "West", "name:zh": "西区"}),
        2: ([("w", 1, "outer"), ("w", 3, "outer")], area | {"name": "East"}),
    }
    path, out = town(nodes, ways, relations), tmp_path / "out"
    lived = tmp_path / "people.csv"
    lived.write_text("lon,lat,people\n0.005,0.006,100\n0.015,0.005,50\n0.5,0.5,7\n")
    options = ("--admin-level", "9", "--population", lived, "--title", "Two towns")
    assert run("make", out, "--centres", path, *options) == 0
    assert "left out: 7" in capfd.readouterr().err
    opened = datasets.read(out, COMPUTATIONS)
    assert opened.districts[["name", "city"]].values.tolist() == [["West", "city"], ["East", "city"]]
    assert opened.districts.loc["r1", "name_zh"] == "西区"
    assert opened.cities["name"].to_dict() == {"city": "Two towns"}
    assert run("coverage", out, "--radius-m", "200", "--format", "json") == 0
    shares = {row["id"]: row["share"] for row in json.loads(capfd.readouterr().out)}
    assert shares == {"r1": 1, "r2": 0}
    assert not (out / "streets.parquet").exists()


def test_a_list_of_branches_of_ones_own(tmp_path, capfd):
    branches, lived, out = tmp_path / "branches.csv", tmp_path / "people.csv", tmp_path / "out"
    branches.write_text("Branch,Longitude,Latitude\nCentral,0.01,0.01\nNorth,0.01,0.02\n")
    lived.write_text("x,y,inhabitants,people_60p\n0.011,0.01,100,30\n0.2,0.2,100,10\n")
    options = ("--kind", "library", "--provenance", "official", "--population", lived)
    assert run("make", out, "--centres", branches, "--population", lived) == 1
    assert "no column kind" in capfd.readouterr().err
    assert run("make", out, "--centres", branches, *options) == 0
    assert "leaves hours out" in capfd.readouterr().err
    opened = datasets.read(out, COMPUTATIONS)
    assert opened.centres["name"].to_dict() == {"c1": "Central", "c2": "North"}
    assert set(opened.centres["provenance"]) == {"official"}
    assert "OpenStreetMap" not in opened.meta.licence
    assert "coverage_weekend" not in opened.indicators.index
    assert "coverage_60p_ratio" in opened.indicators.index
    assert run("rank", out) == 0
    assert run("make", tmp_path / "no", "--centres", branches, "--provenance", "true") == 2
    assert ", ".join(PROVENANCES) in capfd.readouterr().err


def test_an_index_has_hours_only_where_they_are_known():
    table = pd.DataFrame({"kind": ["library"] * 4, "hours": ["24/7", "24/7", None, None]})
    assert counts_hours(table)
    assert not counts_hours(table.iloc[1:])
    assert counts_hours(table.iloc[1:].assign(kind=["library", "school", "school"])), "schools do not count"
    assert not counts_hours(table.drop(columns="hours"))


def test_nothing_is_left_where_anything_is_wrong(helsinki, halves, tmp_path, capfd):
    cut = tmp_path / "cut.osm.pbf"
    cut.write_bytes(helsinki.read_bytes()[:300_000])
    out, before = tmp_path / "out", sorted(tmp_path.iterdir())
    assert run("make", out, "--centres", cut) == 1
    told = capfd.readouterr().err
    assert "cut.osm.pbf cannot be read as OSM PBF" in told
    assert "Traceback" not in told
    branches = tmp_path / "branches.csv"
    branches.write_text("name,kind,lon,lat,provenance\nCentral,library,east,0.01,official\n")
    assert run("make", out, "--centres", branches) == 1
    assert "centres.csv:2: lon" in capfd.readouterr().err
    assert run("make", out, "--centres", tmp_path / "none.osm.pbf") == 1
    assert run("make", out, "--centres", branches, "--outlines", halves, "--id-column", "nope") == 1
    assert "tunnus" in capfd.readouterr().err
    assert sorted(set(tmp_path.iterdir()) - {branches}) == before


def test_what_takes_too_much_memory_is_ended_and_told(helsinki, monkeypatch):
    monkeypatch.setenv("LCITY_MAX_MEMORY_MB", "64")
    with pytest.raises(GroundError) as told:
        asking.extract(helsinki, centres=True, streets=True)
    assert told.value.code in ("memory", "ended", "unreadable")


def test_an_answer_of_another_shape_is_not_believed(tmp_path):
    for array in (np.zeros((3, 3), np.int32), np.zeros((3, 4)), np.zeros(3, np.int32)):
        np.save(tmp_path / "pieces.npy", array)
        with pytest.raises(ValueError):
            asking._array(tmp_path / "pieces.npy", np.int32, (4,))
    np.save(tmp_path / "objects.npy", np.array([{}]), allow_pickle=True)
    with pytest.raises(ValueError):
        asking._array(tmp_path / "objects.npy", np.int32, (4,))


def test_walking_times_of_another_tool(tmp_path, capfd):
    branches, lived, ways = (tmp_path / name for name in ("branches.csv", "people.csv", "matrix.csv"))
    outlines, out = tmp_path / "area.geojson", tmp_path / "out"
    branches.write_text("centre,name,kind,lon,lat,provenance\nc,Central,library,0.01,0.01,official\n")
    lived.write_text("id,lon,lat,people\na,0.01,0.01,100\nb,0.02,0.01,50\nz,0.5,0.5,7\n")
    ways.write_text("from_id,to_id,travel_time_p50\na,c,5\nb,c,25\nz,c,1\n")
    gpd.GeoSeries([shapely.box(0, 0, 0.03, 0.03)], crs="EPSG:4326").to_file(outlines)
    files = ("--centres", branches, "--population", lived, "--outlines", outlines, "--travel", ways)
    assert run("make", out, *files) == 1
    assert "--place-column" in capfd.readouterr().err, "an id of people is no place until it is called so"
    lived.write_text(lived.read_text().replace("id,", "place,"))
    assert run("make", out, *files) == 0
    told = capfd.readouterr().err
    assert "travel_time_p50 is read as minutes" in told
    assert "left out too: 1" in told
    opened = datasets.read(out, COMPUTATIONS)
    assert opened.travel[["place", "site", "minutes"]].values.tolist() == [["a", "c", 5], ["b", "c", 25]]


def test_columns_of_walking_times_may_be_named(tmp_path, capfd):
    branches, lived, ways = (tmp_path / name for name in ("branches.csv", "people.csv", "matrix.csv"))
    branches.write_text("centre,name,kind,lon,lat,provenance\nc,Central,library,0.01,0.01,official\n")
    lived.write_text("ruutu,lon,lat,people\na,0.01,0.01,100\nb,0.02,0.01,50\n")
    ways.write_text("lähtö,kohde,kesto,distance,minutes\na,c,5,400,99\nb,c,25,2000,99\n")
    files = ("--centres", branches, "--population", lived, "--travel", ways)
    ends = ("--place-column", "ruutu", "--from-column", "lähtö", "--to-column", "kohde")
    for way, column, lengths in (("minutes", "kesto", [5, 25]), ("metres", "distance", [400, 2000])):
        out = tmp_path / way
        assert run("make", out, *files, *ends, f"--{way}-column", column) == 0
        opened = datasets.read(out, COMPUTATIONS)
        assert opened.travel[["place", "site", way]].values.tolist() == [
            [place, "c", length] for place, length in zip("ab", lengths, strict=True)
        ]
    capfd.readouterr()
    assert run("make", tmp_path / "no", *files, *ends, "--minutes-column", "aika") == 1
    assert "matrix.csv has no column aika; it has lähtö, kohde" in capfd.readouterr().err
    assert run("make", tmp_path / "no", *files, *ends[:2]) == 1
    assert run("make", tmp_path / "no", *files, "--minutes-column", "a", "--metres-column", "b") == 2
