"""Names of places for maps: of OpenStreetMap, the most important first, or of a list of one's own."""

import geopandas as gpd
import pytest
import shapely

from lcity import dataset as datasets
from lcity.cli import main
from lcity.computed import COMPUTATIONS
from lcity.ground import overpass
from lcity.ground.names import names_among
from lcity.ground.pbf import read_pbf

NODES = {
    1: (0.004, 0.005, {"place": "suburb", "name": "West"}),
    2: (0.005, 0.005, {"place": "town", "name": "Kleinstadt", "name:zh": "小镇", "population": "900"}),
    3: (0.006, 0.005, {"place": "town", "name": "Großstadt", "population": "9000"}),
    4: (0.007, 0.005, {"place": "locality", "name": "Nobody lives here"}),
    5: (0.5, 0.5, {"place": "city", "name": "Far"}),
    6: (0.005, 0.004, {"amenity": "library", "name": "A"}),
    7: (0.006, 0.004, {"place": "hamlet"}),
    8: (0.001, 0.001, {"amenity": "library", "name": "B"}),
}


def test_places_of_an_extract_the_most_important_first(town, tmp_path, capfd):
    path = town(NODES)
    assert names_among(read_pbf(path, centres=True, streets=False).elements).empty, "nobody asked for them"
    found = names_among(read_pbf(path, centres=False, streets=False, places=True).elements)
    assert found["name"].tolist() == ["Far", "Großstadt", "Kleinstadt", "West"]
    assert found["name_zh"].tolist()[2] == "小镇"
    outlines = tmp_path / "area.geojson"
    gpd.GeoSeries([shapely.box(0, 0, 0.01, 0.01)], crs="EPSG:4326").to_file(outlines)
    arguments = ["--centres", path, "--outlines", outlines, "--places-from", path]
    assert main(["make", str(tmp_path / "out"), *map(str, arguments)]) == 0
    told = capfd.readouterr().err
    assert "maps: 3; elsewhere, left out: 1" in told
    assert told.count("Reading town.osm.pbf") == 1
    opened = datasets.read(tmp_path / "out", COMPUTATIONS)
    assert opened.names["name"].tolist() == ["Großstadt", "Kleinstadt", "West"]
    assert opened.names[["lon", "lat"]].iloc[0].tolist() == [0.006, 0.005]
    assert len(opened.centres) == 2, "a place is no centre"
    assert "names of places" in opened.meta.about


def test_places_of_an_answer_of_overpass():
    rows = [
        {"type": "node", "id": of, "lon": lon, "lat": lat, "tags": tags}
        for of, (lon, lat, tags) in NODES.items()
    ]
    found = overpass.of_document({"elements": rows}, "a.json", centres=False, streets=False, places=True)
    assert names_among(found.elements)["name"].tolist() == ["Far", "Großstadt", "Kleinstadt", "West"]


@pytest.mark.parametrize("form", ["csv", "geojson"])
def test_names_of_a_list_as_geonames_has_them(form, town, tmp_path, capfd):
    names = tmp_path / f"geonames.{form}"
    if form == "csv":
        names.write_text(
            "geonameid,name,latitude,longitude,population\n1,Small,0.002,0.003,5\n2,Large,0.004,0.003,50\n"
            "3,,0.004,0.003,500\n4,Far,9,9,1\n"
        )
    else:
        table = {"name": ["Small", "Large", "Far"], "population": [5, 50, 1]}
        points = gpd.points_from_xy([0.003, 0.003, 9], [0.002, 0.004, 9])
        gpd.GeoDataFrame(table, geometry=points, crs="EPSG:4326").to_file(names)
    arguments = ["--centres", town(NODES), "--places-from", names]
    assert main(["make", str(tmp_path / "out"), *map(str, arguments)]) == 0
    opened = datasets.read(tmp_path / "out", COMPUTATIONS)
    assert opened.names["name"].tolist() == ["Large", "Small"], "the larger first, and only those about"
    assert opened.sources.loc["names", "title"] == names.name


def test_names_of_elsewhere_or_without_a_name_are_told(town, tmp_path, capfd):
    names = tmp_path / "names.csv"
    for text, told in (
        ("name,lon,lat\nFar,9,9\n", "names no place"),
        ("n,lon,lat\nA,0,0\n", "no column name"),
    ):
        names.write_text(text)
        arguments = ["--centres", town(NODES), "--places-from", names]
        assert main(["make", str(tmp_path / "out"), *map(str, arguments)]) == 1
        assert told in capfd.readouterr().err
