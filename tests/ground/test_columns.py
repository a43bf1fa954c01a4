"""What of a file is to be chosen, and what is taken unless somebody chooses."""

import json

import geopandas as gpd
import pytest
import shapely

from lcity.errors import DatasetError
from lcity.ground import columns
from lcity.ground.columns import columns_in
from lcity.ground.errors import GroundError


@pytest.fixture
def written(tmp_path):
    def write(name, text):
        (tmp_path / name).write_text(text)
        return tmp_path / name

    return write


def test_columns_of_outlines(tmp_path):
    shapes = [shapely.box(0, 0, 1, 1), shapely.box(1, 0, 2, 1)]
    table = {"code": ["a", "b"], "nimi": ["A", "B"], "municipality": ["X", "X"]}
    gpd.GeoDataFrame(table, geometry=shapes, crs="EPSG:4326").to_file(tmp_path / "areas.gpkg")
    found = columns_in(tmp_path / "areas.gpkg", "outlines", tmp_path)
    assert found.names == ("code", "nimi", "municipality")
    assert found.meant == {"id_column": "code", "city_column": "municipality"}


def test_columns_of_people(written, tmp_path):
    path = written("p.csv", "ruutu,x,y,asukkaat,kommentti\nr1,24.9,60.1,12,a\nr2,24.9,60.2,3,b\n")
    found = columns_in(path, "population", tmp_path)
    assert found.names == ("ruutu", "asukkaat", "kommentti"), "where they are is nobody's number"
    assert found.meant == {"value_column": "asukkaat"}, "the only numbers there are"
    path = written("p.csv", "cell id,x,y,population,households\nr1,24.9,60.1,12,3\n")
    meant = columns_in(path, "population", tmp_path).meant
    assert meant == {"value_column": "population", "place_column": "cell id"}
    path = written("p.csv", "x,y,a,b\n24.9,60.1,12,3\n")
    assert columns_in(path, "population", tmp_path).meant == {}, "nobody knows which counts people"
    path = written("p.tif", "no raster is opened for its columns: it has none")
    assert columns_in(path, "population", tmp_path).names == ()


def test_columns_of_ways(written, tmp_path):
    path = written("t.csv", "from_id,to_id,travel_time_p50,distance\na,c,5,400\n")
    assert columns_in(path, "travel", tmp_path).meant == {
        "from_column": "from_id",
        "to_column": "to_id",
        "minutes_column": "travel_time_p50",
        "metres_column": "distance",
    }


def test_of_a_long_table_only_the_beginning_is_read(written, tmp_path, monkeypatch):
    monkeypatch.setattr(columns, "MOST_BYTES", 36)
    spare = tmp_path / "spare"
    spare.mkdir()
    path = written("t.csv", "from_id,to_id,minutes\na,c,5\nb,c,6\n" + "c,c\n" * 20)
    assert columns_in(path, "travel", spare).names == ("from_id", "to_id", "minutes")
    path = written("t.csv", 'from_id,to_id,minutes,note\na,c,5,"two\nlines"\nb,c,6,x\n')
    assert columns_in(path, "travel", spare).names[-1] == "note", "cut within a cell"
    with pytest.raises(DatasetError):
        columns_in(written("t.csv", "from_id;to_id;minutes\n" + "a;c;5\n" * 9), "travel", spare)


def test_a_list_of_centres_lacks_what_is_to_be_stated(written, tmp_path):
    found = columns_in(written("c.csv", "Branch,Type,x,y\nA,library,1,1\n"), "centres", tmp_path)
    assert found.meant == {"kind": "Type"}
    assert not found.is_map


def test_levels_of_areas_of_maps(helsinki, tmp_path):
    found = columns_in(helsinki, "centres", tmp_path)
    assert found.is_map
    assert found.levels["10"] > 1
    area = {"boundary": "administrative", "admin_level": "9"}
    rows = [{"type": "relation", "id": of, "tags": area} for of in (1, 2)]
    rows.append({"type": "relation", "id": 3, "tags": area | {"admin_level": "wide"}})
    answer = tmp_path / "answer.json"
    answer.write_text(json.dumps({"elements": rows}))
    assert columns_in(answer, "centres", tmp_path).levels == {"9": 2}
    answer.write_text(json.dumps({"elements": 1}))
    with pytest.raises(GroundError, match="no objects of OpenStreetMap"):
        columns_in(answer, "centres", tmp_path)
    turbo = tmp_path / "turbo.geojson"
    features = [{"type": "Feature", "properties": {"@id": "relation/1", **area}, "geometry": None}]
    turbo.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    assert columns_in(turbo, "centres", tmp_path).levels == {"9": 1}
