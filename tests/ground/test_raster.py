"""Rasters of people in the forms WorldPop and GHS-POP have, and what a file may do to its reader."""

import numpy as np
import pyproj
import pytest
import rasterio
from rasterio import Affine

from lcity.ground.errors import GroundError
from lcity.ground.raster import read_raster

VALUES = np.random.default_rng(3).integers(0, 90, (70, 110)).astype(float)
MOLLWEIDE = "ESRI:54009"


def from_origin(west, north, wide, high):
    return Affine(wide, 0, west, 0, -high, north)


DEGREES = from_origin(24.9, 60.2, 0.001, 0.001)


@pytest.fixture
def raster(tmp_path):
    """A function that writes a GeoTIFF."""

    def written(values=VALUES, crs="EPSG:4326", transform=DEGREES, name="pop.tif", bands=1, **options):
        path = tmp_path / name
        of = {"dtype": "float32", "nodata": -99999, "compress": "lzw"} | options
        with rasterio.open(
            path, "w", driver="GTiff", width=values.shape[1], height=values.shape[0], count=bands,
            crs=crs, transform=transform, **of,
        ) as opened:  # fmt: skip
            for band in range(bands):
                opened.write(values.astype(of["dtype"]), band + 1)
        return path

    return written


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"compress": "deflate", "predictor": 3, "tiled": True, "blockxsize": 32, "blockysize": 48},
        {"compress": None, "dtype": "int16", "nodata": -200},
        {"compress": "deflate", "predictor": 2, "dtype": "int32", "nodata": -200},
        {"compress": "zstd", "dtype": "float64", "nodata": None},
        {"BIGTIFF": "YES", "ENDIANNESS": "BIG"},
        {"compress": "lzw", "predictor": 2, "dtype": "uint16", "nodata": 65535},
    ],
)
def test_every_form_is_read_as_it_was_written(raster, options):
    values = VALUES.copy()
    nodata = ({"nodata": -99999} | options)["nodata"]
    if nodata is not None:
        values[5:9] = nodata
    found = read_raster(raster(values, **options), None)
    expected = np.where(values == nodata, np.nan, values)
    assert np.array_equal(found.values, expected, equal_nan=True)
    assert found.transform.tolist() == [[0.001, 0, 24.9], [0, -0.001, 60.2]]


def test_mollweide_is_where_it_was(raster):
    to_own = pyproj.Transformer.from_crs("EPSG:4326", MOLLWEIDE, always_xy=True)
    x, y = to_own.transform(24.94, 60.17)
    west, north = np.floor(x / 100) * 100 - 2_000, np.floor(y / 100) * 100 + 3_000
    path = raster(crs=MOLLWEIDE, transform=from_origin(west, north, 100, 100), nodata=-200)
    found = read_raster(path, (24.93, 60.165, 24.95, 60.175))
    column, row = (x - found.transform[0, 2]) / 100, (found.transform[1, 2] - y) / 100
    whole_column, whole_row = int((x - west) // 100), int((north - y) // 100)
    assert found.values[int(row), int(column)] == VALUES[whole_row, whole_column]
    assert found.values.size < VALUES.size / 4, "only what lies around the bounds"
    assert pyproj.CRS.from_wkt(found.crs).equals(pyproj.CRS(MOLLWEIDE), ignore_axis_order=True)


def test_the_window_holds_every_cell_the_bounds_touch(raster):
    found = read_raster(raster(), (24.91, 60.15, 24.92, 60.16))
    west, north = found.transform[0, 2], found.transform[1, 2]
    rows, columns = found.values.shape
    assert west <= 24.91 - 0.0005
    assert west + columns * 0.001 >= 24.92 + 0.0005
    assert north >= 60.16 + 0.0005
    assert north - rows * 0.001 <= 60.15 - 0.0005


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ({"crs": None, "transform": Affine.identity()}, "no_place"),
        ({"bands": 3}, "bands"),
        ({"values": np.full((70, 80), -7.0)}, "negative"),
        ({"values": np.full((70, 80), np.inf)}, "negative"),
        ({"dtype": "complex64", "nodata": None}, "no_numbers"),
        ({"transform": from_origin(-60, -20, 0.001, 0.001)}, "elsewhere"),
    ],
)
@pytest.mark.filterwarnings("ignore")  # rasterio warns of what is written here on purpose
def test_what_is_no_raster_of_people_is_told(raster, options, code):
    with pytest.raises(GroundError) as told:
        read_raster(raster(**options), (24.91, 60.15, 24.92, 60.16))
    assert told.value.code == code
    assert str(told.value).startswith("pop.tif")


def test_damage_is_told_in_a_sentence(raster, tmp_path):
    whole = raster(np.tile(VALUES, (8, 8)), name="whole.tif").read_bytes()
    noisy = bytearray(whole)
    noisy[len(whole) // 2 : len(whole) // 2 + 4000] = b"\xa5" * 4000
    for name, of in {"cut": whole[: len(whole) // 2], "head": whole[:6], "noise": bytes(noisy)}.items():
        path = tmp_path / f"{name}.tif"
        path.write_bytes(of)
        with pytest.raises(GroundError) as told:
            read_raster(path, None)
        assert told.value.code == "unreadable", name
        assert str(tmp_path) not in str(told.value)


def test_nothing_that_a_file_or_its_neighbours_name_is_followed(raster, tmp_path):
    path = raster()
    (tmp_path / "aux.tif.aux.xml").write_text("<PAMDataset/>")
    (tmp_path / "pop.tif.aux.xml").write_text(
        '<PAMDataset><GeoTransform>0, 1, 0, 0, 0, -1</GeoTransform><PAMRasterBand band="1">'
        "<NoDataValue>5</NoDataValue><Scale>9</Scale></PAMRasterBand></PAMDataset>"
    )
    (tmp_path / "pop.tfw").write_text("1\n0\n0\n-1\n0\n0\n")
    assert np.array_equal(read_raster(path, None).values, VALUES)
    vrt = tmp_path / "vrt.tif"
    vrt.write_text(
        '<VRTDataset rasterXSize="110" rasterYSize="70"><VRTRasterBand dataType="Byte" band="1">'
        f"<SimpleSource><SourceFilename>{path}</SourceFilename></SimpleSource></VRTRasterBand></VRTDataset>"
    )
    with pytest.raises(GroundError) as told:
        read_raster(vrt, None)
    assert told.value.code == "no_geotiff"


def test_more_cells_than_are_read_are_refused_before_they_are_read(tmp_path, monkeypatch):
    path = tmp_path / "sparse.tif"
    with rasterio.open(
        path, "w", driver="GTiff", width=60_000, height=60_000, count=1, dtype="float32", crs="EPSG:4326",
        transform=from_origin(20, 70, 0.0001, 0.0001), SPARSE_OK="TRUE", tiled=True,
    ):  # fmt: skip
        pass
    assert path.stat().st_size < 2_000_000
    with pytest.raises(GroundError, match="25,000,000"):
        read_raster(path, None)
    assert np.nansum(read_raster(path, (21, 65, 21.01, 65.01)).values) == 0
