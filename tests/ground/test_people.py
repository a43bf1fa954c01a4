"""Where people live: totals are kept, whatever form they come in; what may be two things is asked."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pyproj
import pytest
import shapely

from lcity.errors import DatasetError
from lcity.ground import people
from lcity.ground.errors import GroundError
from lcity.ground.raster_window import Raster

TWO = gpd.GeoDataFrame(
    {"district": ["w", "e"]},
    geometry=[shapely.box(0, 0, 0.025, 0.04), shapely.box(0.025, 0, 0.05, 0.04)],
    crs="EPSG:4326",
)


def raster_of(values):
    transform = np.array([[0.01, 0, 0], [0, -0.01, 0.04]])
    return Raster(values, transform, pyproj.CRS("EPSG:4326").to_wkt())


def test_a_cell_in_two_districts_is_shared_by_area_and_the_rest_is_told():
    values = np.array([[10.0, 20, 30, 40, 50, 60]] * 3 + [[np.nan, 0, 8, 0, 0, 0]])
    found = people.of_raster(raster_of(values), TWO)
    sums = found.table.groupby("district")["people"].sum()
    assert sums.to_dict() == pytest.approx({"w": 3 * (10 + 20 + 15) + 4, "e": 3 * (15 + 40 + 50) + 4})
    assert found.outside == pytest.approx(3 * 60)
    assert sums.sum() + found.outside == pytest.approx(np.nansum(values))
    shared = found.table[found.table["people"].round(9).isin([15.0, 4.0])]
    assert (shared["lon"] < 0.025).sum() == (shared["lon"] > 0.025).sum() == 4, "each half where it lies"
    assert set(found.table["provenance"]) == {"derived"}


def test_without_outlines_every_cell_is_kept_where_it_is():
    found = people.of_raster(raster_of(np.array([[5.0, 0, np.nan, 7]])), None)
    assert found.table[["lon", "lat", "people"]].round(9).values.tolist() == [
        [0.005, 0.035, 5.0],
        [0.035, 0.035, 7.0],
    ]
    assert found.table["district"].isna().all()


def test_totals_are_kept_in_a_system_of_metres():
    values = np.random.default_rng(1).gamma(1, 30, (40, 50))
    districts = TWO.assign(geometry=TWO.geometry.translate(24.9, 60.1))
    west, south, east, north = districts.to_crs("ESRI:54009").total_bounds
    transform = np.array(
        [[(east - west + 400) / 50, 0, west - 200], [0, -(north - south + 400) / 40, north + 200]]
    )
    found = people.of_raster(Raster(values, transform, pyproj.CRS("ESRI:54009").to_wkt()), districts)
    assert found.table["people"].sum() + found.outside == pytest.approx(values.sum(), rel=1e-12)
    inside = districts.set_index("district").geometry
    for district, rows in found.table.groupby("district"):
        near = shapely.distance(shapely.points(rows["lon"], rows["lat"]), inside[district])
        assert near.max() < 1e-6


def test_more_cells_than_are_read_are_refused(monkeypatch):
    monkeypatch.setattr(people, "MOST_PLACES", 23)
    with pytest.raises(GroundError, match="more cells than are read"):
        people.of_raster(raster_of(np.ones((4, 6))), TWO)


def test_nobody_in_the_outlines_is_told():
    with pytest.raises(GroundError, match="Nobody lives"):
        people.of_raster(raster_of(np.zeros((4, 6))), TWO)


def write(path, frame):
    frame.to_csv(path, index=False)
    return path


def test_points_by_whatever_name_their_value_has(tmp_path):
    table = pd.DataFrame(
        {"Longitude": [0.01, 0.03, 0.09], "Latitude": [0.01] * 3, "as_lkm_2023": ["5", "7", "9"]}
    )
    found = people.of_table(write(tmp_path / "points.csv", table), TWO, None)
    assert found.table[["people", "district"]].values.tolist() == [[5.0, "w"], [7.0, "e"]]
    assert found.outside == 9


def test_a_grid_is_counted_at_a_point_inside_each_cell(tmp_path):
    cells = [shapely.box(0.01 * n, 0, 0.01 * (n + 1), 0.01) for n in range(4)]
    counts = {"ID": ["a", "b", "c", "d"], "people_60p": [1, 2, None, 4], "VAESTO": [10, 20, 30, 0]}
    grid = gpd.GeoDataFrame(counts, geometry=cells, crs="EPSG:4326").to_crs("EPSG:3857")
    for name in ("grid.gpkg", "grid.geojson"):
        grid.to_file(tmp_path / name)
        found = people.of_table(tmp_path / name, TWO, "VAESTO")
        assert found.table["people"].tolist() == [10, 20, 30], name
        assert found.table["people_60p"].tolist()[:2] == [1, 2], name
        assert np.isnan(found.table["people_60p"][2]), "unknown is not zero"
        assert found.table["lon"].tolist() == pytest.approx([0.005, 0.015, 0.025]), name


@pytest.mark.parametrize(
    ("columns", "value", "code", "named"),
    [
        ({"men": [1], "women": [2]}, None, "which_column", "men and women"),
        ({"men": [1]}, "people", "no_column", "men"),
        ({"people": ["<5"]}, None, "no_count", "<5"),
        ({"people": [-3]}, None, "no_count", "-3"),
        ({"people": [0]}, None, "nobody", "Nobody"),
    ],
)
def test_what_counts_nobody_knows_is_asked(tmp_path, columns, value, code, named):
    path = write(tmp_path / "p.csv", pd.DataFrame({"lon": [0.01], "lat": [0.01]} | columns))
    with pytest.raises(GroundError) as told:
        people.of_table(path, TWO, value)
    assert told.value.code == code
    assert named in str(told.value)


def test_positions_that_are_none_are_told(tmp_path):
    path = write(tmp_path / "p.csv", pd.DataFrame({"x": [1, 385000], "y": [0.01, 1], "people": [1, 2]}))
    with pytest.raises(GroundError, match=r"p\.csv:3: x: found “385000”"):
        people.of_table(path, TWO, None)
    path = write(tmp_path / "q.csv", pd.DataFrame({"people": [1]}))
    with pytest.raises(GroundError, match="longitude"):
        people.of_table(path, TWO, None)
    (tmp_path / "r.gpkg").write_bytes(b"SQLite format 3\0" + b"\0" * 100)
    with pytest.raises(DatasetError):
        people.of_table(tmp_path / "r.gpkg", TWO, None)
