"""KML nested without end is gone through once, not from each level anew."""

import time

import pytest

from lcity.intake import kml

DEEP = 60_000
SOON_S = 15
NESTED = {
    "polygons": "<Polygon><outerBoundaryIs>" * DEEP + "</outerBoundaryIs></Polygon>" * DEEP,
    "data": '<Data name="a">' * DEEP + "</Data>" * DEEP,
}


@pytest.mark.parametrize("what", NESTED)
def test_kml_nested_without_end_is_read_soon(tmp_path, what):
    path = tmp_path / "a.kml"
    path.write_text(f"<kml><Placemark>{NESTED[what]}</Placemark></kml>")
    start = time.monotonic()
    kml.to_geojson(path, tmp_path / "a.geojson")
    assert time.monotonic() - start < SOON_S
