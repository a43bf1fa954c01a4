"""Coverage of a country in tiles: measured while the page waits, the figures of the dataset in one piece."""

import re
import time

import numpy as np
import pytest

from lcity.partitions import partition
from tests import folders, valid
from tests.pages.tables import shown
from tests.partitions.test_country import tables


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return folders.write(tmp_path_factory.mktemp("country"), tables(np.random.default_rng(4), streets=False))


@pytest.fixture(scope="module")
def cut(folder, tmp_path_factory):
    out = tmp_path_factory.mktemp("tiles") / "cut"
    partition(folder, out, 5)
    return out


def measured(app):
    """Return the page once the country is measured."""
    end = time.monotonic() + 60
    while any(button.key == "coverage.tiles.stop" for button in app.button):
        assert time.monotonic() < end
        app.run()
    assert not app.exception
    return app


def out_of_reach(app):
    """Return the share of the city out of reach, which stands last in the finding, as it is written."""
    finding = next(one.value for one in app.markdown if one.value.startswith("## "))
    return re.findall(r"\d+\s%", finding)[-1]


def test_it_finds_what_the_dataset_in_one_piece_does(open_page, folder, cut):
    whole = [out_of_reach(open_page("coverage", dataset=folder, r=radius)) for radius in (1500, 600)]
    assert whole[0] != whole[1]
    app = measured(open_page("coverage", dataset=cut, r=1500))
    assert out_of_reach(app) == whole[0]
    app.select_slider(key="widget.r.en").set_value(600).run()
    assert out_of_reach(measured(app)) == whole[1]


def test_a_tile_that_is_gone_is_told_and_there_is_no_figure(open_page, cut):
    tile = max((cut / "tiles").glob("*/places-0.parquet"), key=lambda file: file.stat().st_size)
    whole = tile.read_bytes()
    tile.unlink()
    try:
        app = measured(open_page("coverage", dataset=cut, r=1200))
        assert tile.parent.name in app.error[0].value
        assert not any(one.value.startswith("## ") for one in app.markdown)
    finally:
        tile.write_bytes(whole)
    app.button(key="coverage.tiles.go_on").click().run()
    assert out_of_reach(measured(app))


def test_a_country_without_cities_is_measured_as_one(open_page, tmp_path):
    tables = valid.no_cities()
    tables["indicators"].loc[tables["indicators"]["key"] == "coverage_1000m", "source"] = "census"
    whole = folders.write(tmp_path / "whole", tables)
    partition(whole, tmp_path / "cut", 5)
    app = measured(open_page("coverage", dataset=tmp_path / "cut", r=1500))
    in_one_piece = open_page("coverage", dataset=whole, r=1500)
    assert out_of_reach(app) == out_of_reach(in_one_piece)
    weeks = [shown(one, "lcity_week")["shares"] for one in (app, in_one_piece)]
    assert weeks[0] == weeks[1]
    named = [[one.value for one in page.caption if "Source" in one.value] for page in (app, in_one_piece)]
    assert named[0]
    assert named[0] == named[1]
