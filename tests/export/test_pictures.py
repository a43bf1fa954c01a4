"""Pictures: whole, of the right size, readable as what they are, and deaf to what stands in names."""

import dataclasses
import io
from xml.etree import ElementTree

import geopandas as gpd
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
import shapely
from fontTools.ttLib import TTFont
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from PIL import Image

from lcity.charts.groups.dots import GroupRates
from lcity.charts.groups.print import GroupDots
from lcity.colour import DIVERGING, shade
from lcity.export.pictures import page
from lcity.export.pictures.page import (
    DPI,
    HEIGHT_IN,
    LEAST_MAP,
    WIDTH_IN,
    Picture,
    column_widths,
    png,
    svg,
)
from lcity.export.typeface import FILE, LACKING, has, printable
from lcity.maps.print import Dots
from tests.export.samples import HOSTILE, hostile, metadata, panels, picture, plain

SVG = "{http://www.w3.org/2000/svg}"


def test_a_png_is_twice_as_dense_as_a_screen_and_not_empty(chinese):
    image = Image.open(io.BytesIO(png(picture(chinese), metadata(), chinese)))
    assert image.size == pytest.approx((WIDTH_IN * DPI, HEIGHT_IN * DPI), abs=2)
    assert DPI == 2 * 96
    assert len(image.convert("RGB").getcolors(image.width * image.height)) > 100


def test_an_svg_is_xml_with_the_question_for_its_title_and_no_script(chinese):
    root = ElementTree.fromstring(svg(picture(chinese), metadata(), chinese))
    assert root.tag == f"{SVG}svg"
    assert root.find(f"{SVG}title").text == f"{metadata().question} 部分为模拟数据：{metadata().finding}"
    assert {element.tag for element in root.iter()}.isdisjoint(
        {f"{SVG}script", f"{SVG}a", f"{SVG}foreignObject"}
    )
    assert len(list(root.iter(f"{SVG}path"))) > 100


@pytest.mark.parametrize("kind", range(13))
def test_every_panel_draws_alone_what_is_missing_too(english, kind):
    panel = panels(english)[kind]
    assert panel.title
    assert png(Picture(((panel,),)), metadata(), english, bare=True, dpi=40).startswith(b"\x89PNG")


def test_a_map_shows_no_more_than_its_extent_and_names_only_what_lies_in_it(english):
    panel = dataclasses.replace(panels(english)[2], dots=(), extent=(0.9, 29.8, 2.1, 31.2))
    axes = Figure().add_subplot()
    panel.draw(axes, english)
    assert (*axes.get_xlim(), *axes.get_ylim()) == (0.9, 2.1, 29.8, 31.2)
    assert [text.get_text() for text in axes.texts] == ["乙", "20 km"]
    assert panel.aspect == pytest.approx(1.2 / 1.4 * np.cos(np.radians(30.5)))


def ground(drawn, lang):
    """Return a map's texts with where they stand, and its axes."""
    axes = Figure().add_subplot()
    drawn.draw(axes, lang)
    return {text.get_text(): text.get_position() for text in axes.texts}, axes


def test_a_map_has_a_scale_as_long_as_it_says(english):
    texts, axes = ground(dataclasses.replace(panels(english)[2], dots=()), english)
    assert "20 km" in texts
    (bar,) = axes.lines
    east_west = np.ptp(bar.get_xdata()) * 111.195 * np.cos(np.radians(30.5))
    assert east_west == pytest.approx(20)
    assert max(bar.get_ydata()) < 30, "below what is drawn"


def test_a_map_draws_its_neighbours_faintly_below_it_on_its_own_side_of_the_world(english):
    """They are drawn by the way round on which the map lies, and only where one looks."""
    around = gpd.GeoSeries([shapely.box(-358, 30, -357, 31), shapely.box(60, 30, 61, 31), None])
    _, axes = ground(dataclasses.replace(panels(english)[2], dots=(), around=around), english)
    first = min(axes.collections, key=lambda part: part.get_zorder())
    (path,) = first.get_paths()
    assert path.vertices[:, 0].min() == pytest.approx(2)
    assert path.vertices[:, 0].max() <= axes.get_xlim()[1] + 1e-9


def test_places_are_named_where_no_districts_name_stands_and_a_note_goes_with_the_map(english):
    places = (("Hidden", 0.5, 30.5), ("Port", 1.5, 30.9), ("Abroad", 9, 30))
    drawn = dataclasses.replace(panels(english)[2], dots=(), places=places, note="No approval number.")
    texts, _ = ground(drawn, english)
    assert {"Port", "No approval number."} <= texts.keys()
    assert not {"Hidden", "Abroad"} & texts.keys()
    assert texts["No approval number."][1] < texts["20 km"][1]


def test_the_district_selected_is_named_however_many_there_are(english):
    units = pd.Index([f"u{at}" for at in range(30)])
    squares = gpd.GeoSeries([shapely.box(at, 30, at + 1, 31) for at in range(30)], units)
    many = dataclasses.replace(
        panels(english)[2], outlines=squares, dots=(), fill=pd.Series("#bfe0dd", units), selected="u7",
        names=pd.Series("N" + units.str[1:], units),
    )  # fmt: skip
    texts, _ = ground(many, english)
    assert [text for text in texts if text.startswith("N")] == ["N7"]


def test_bars_are_drawn_in_the_order_given_under_those_that_are_pinned(english):
    panel = dataclasses.replace(
        panels(english)[0],
        seen=("b", "a"),
        pinned=("a",),
        moved=pd.Series({"a": 2, "b": -1}),
        high=pd.Series({"a": 3, "b": 2}),
    )
    axes, boxes = laid_out(panel, english)
    written = sorted(boxes, key=lambda text: (text.xy[1], boxes[text].x0))
    labels = [text.get_text() for text in written if text.xy[1] >= 0]
    a, b = ["甲", "60.0", "1 (1–3)", "▲2"], ["乙", "50.0", "2 (2)", "▼1"]
    assert labels == [*a, *b, *a]
    assert [line.get_ydata()[0] for line in axes.lines if line.get_linewidth() == 1.5] == [0.5]


def laid_out(panel, lang, size_in=(7.4, 5.0)):
    """Return a panel's axes as they are laid out in part of a picture, and the box of each text, pixels."""
    figure = page._figure(size_in)  # in the shipped typeface, whatever was drawn before
    figure.set_layout_engine("constrained")
    axes = figure.add_subplot()
    panel.draw(axes, lang)
    figure.draw_without_rendering()
    return axes, {text: text.get_window_extent() for text in axes.texts if text.get_text()}


def test_ranks_scores_and_places_gained_stand_clear_of_each_other(english):
    units = pd.Index([f"u{number:02d}" for number in range(25)])
    rank = pd.Series(np.arange(1, 26), units)
    panel = dataclasses.replace(
        panels(english)[0],
        names=pd.Series([f"Liverpool City Region {number}" for number in range(25)], units),
        rank=rank,
        score=pd.Series(np.linspace(100, 90, 25), units),
        parts=pd.DataFrame({"x": np.linspace(60, 50, 25), "y": 40.0}, units),
        low=(rank - 12).clip(1),
        high=rank + 12,
        moved=pd.Series(np.where(rank % 2, 12, -12), units),
        alike=set(units[1:]),
        selected="",
    )
    axes, boxes = laid_out(panel, english)
    drawn = list(boxes.values())
    assert len(drawn) == 4 * len(units) + 1
    assert not [
        (one, other)
        for number, one in enumerate(drawn)
        for other in drawn[:number]
        if one.x0 < other.x1 and other.x0 < one.x1 and one.y0 < other.y1 - 1 and other.y0 < one.y1 - 1
    ]
    assert min(box.x0 for box in drawn) >= 0
    assert max(box.x1 for box in drawn) <= axes.figure.bbox.x1
    assert axes.get_window_extent().width > axes.figure.bbox.width / 4


def test_a_week_has_its_days_below_each_other_and_frames_the_hour_chosen(english):
    shares = np.arange(168) / 167
    panel = dataclasses.replace(panels(english)[7], shares=shares, hour=2 * 24 + 19)
    axes = Figure().add_subplot()
    panel.draw(axes, english)
    (grid,) = (mesh.get_array() for mesh in axes.collections)
    assert np.shape(grid) == (7, 24, 3)
    assert to_hex(grid[1, 2]) == shade(shares[26])
    assert axes.get_ylim() == (7, 0)
    (frame,) = axes.patches
    assert frame.get_xy() == (19, 2)


def test_a_scatter_has_x_along_and_y_up(english):
    axes = Figure().add_subplot()
    panels(english)[6].draw(axes, english)
    dots = [tuple(place) for drawn in axes.collections for place in drawn.get_offsets().tolist()]
    assert (0.1, 0.2) in dots
    assert (0.5, 0.4) in dots
    assert {dot for dot in dots if dot == dot} <= {(0.1, 0.2), (0.5, 0.4)}


def test_a_step_that_takes_is_told_from_one_that_gives(english):
    axes = Figure().add_subplot()
    panels(english)[9].draw(axes, english)
    _, loss, gain, _ = axes.patches
    assert (loss.get_x(), loss.get_x() + loss.get_width()) == pytest.approx((0.2, 0.5))
    assert (gain.get_x(), gain.get_x() + gain.get_width()) == pytest.approx((0.2, 0.4))
    assert (to_hex(loss.get_facecolor()), to_hex(gain.get_facecolor())) == (DIVERGING[1], DIVERGING[5])


def test_a_higher_picture_keeps_the_size_of_its_letters_and_the_room_for_its_head(english):
    high = png(plain(english), metadata(), english, dpi=96, size_in=(WIDTH_IN, 2 * HEIGHT_IN))
    usual = png(plain(english), metadata(), english, dpi=96)
    heads = [Image.open(io.BytesIO(drawn)).convert("L").crop((0, 0, 1200, 60)) for drawn in (usual, high)]
    assert Image.open(io.BytesIO(high)).size[1] == pytest.approx(2 * HEIGHT_IN * 96, abs=2)
    letters = [head.point(lambda light: 255 * (light < 128)).getbbox() for head in heads]
    assert letters[0] == pytest.approx(letters[1], abs=1)
    assert letters[0][3] - letters[0][1] > 10


@pytest.mark.parametrize(("words", "lines"), [(24, 1), (70, 3), (400, 3)])
def test_a_note_is_written_whole_or_says_that_it_goes_on(english, words, lines):
    figure, noted = Figure((WIDTH_IN, HEIGHT_IN)), dataclasses.replace(metadata(), note=words * "words ")
    page._head(figure, noted, english)
    written = figure.texts[-1].get_text()
    assert len(written.splitlines()) == lines
    assert (written.count("words") < words) == written.endswith("…")


def test_hostile_names_are_only_drawn(english):
    shown = picture(english, (HOSTILE[0], HOSTILE[2], HOSTILE[6]))
    content = svg(shown, hostile(), english)
    root = ElementTree.fromstring(content)
    assert not list(root.iter(f"{SVG}script"))
    assert b"<script" not in content
    assert len(content) < 5_000_000
    for panel in panels(english, HOSTILE[:3])[8:]:
        assert b"<script" not in svg(Picture(((panel,),)), metadata(), english)
    assert png(plain(english), hostile(), english, dpi=40).startswith(b"\x89PNG")


def test_no_file_names_a_folder_of_this_machine(english):
    content = svg(plain(english), metadata(), english) + png(plain(english), metadata(), english, dpi=40)
    for folder in (b"/work", b"/home", b"/usr", b"/tmp"):
        assert folder not in content


def test_the_typeface_has_all_the_catalogues_and_the_shipped_data_say(english, chinese, china15):
    for lang in (english, chinese):
        letters = "".join(map(str, lang.messages("").values()))
        assert [mark for mark in sorted(set(letters)) if mark.isprintable() and not has(mark)] == []
    for units in (china15.districts, china15.cities, china15.indicators):
        assert has("".join(units["name"]) + "".join(units["name_zh"]))


def test_what_the_typeface_lacks_is_a_printers_mark_and_no_empty_box():
    assert printable("浐灞 Łódź Ελλάδα 東京 кот") == "浐灞 Łódź Ελλάδα 東京 кот"
    assert printable("a😀b") == f"a{LACKING}b"
    assert has(LACKING)
    assert all(has(printable(text).replace("\n", "")) for text in HOSTILE)
    assert printable("e\u0301") == "é"


def test_quotation_marks_are_as_narrow_as_the_letters_they_stand_at():
    with TTFont(FILE, lazy=True) as font:
        names, widths = font.getBestCmap(), font["hmtx"]
        assert all(widths[names[ord(mark)]][0] < 450 for mark in "‘’“”")
        assert widths[names[ord("字")]][0] == 1000


def test_a_map_across_180_degrees_is_one_piece_with_its_dots_on_it(english):
    figure = plt.figure()
    drawn = panels(english)[2]
    units = drawn.outlines.index[:2]
    halves = [shapely.box(179.9, -17, 180, -16.9), shapely.box(-180, -17, -179.9, -16.9)]
    across = dataclasses.replace(
        drawn,
        outlines=gpd.GeoSeries(
            [shapely.MultiPolygon(halves), shapely.box(-179.9, -17, -179.8, -16.9)], units
        ),
        dots=(Dots(np.array([[-179.85, -16.95], [179.95, -16.95]]), "#b3261e"),),
    )
    assert 1.5 < across.aspect < 3, "three squares side by side, and room for the scale"
    axes = figure.subplots()
    across.draw(axes, english)
    west, east = axes.get_xlim()
    assert 179.8 < west < 179.9 < 180.2 < east < 180.3
    # A dot and its rim.
    dots = [part for part in axes.collections if len(part.get_offsets()) == 2]
    assert dots
    for part in dots:
        assert part.get_offsets()[:, 0].tolist() == pytest.approx([180.15, 179.95])


def test_a_map_takes_no_more_of_the_width_than_it_can_fill(english):
    bars, drawn = panels(english)[0], panels(english)[2]
    for high in (0.5, 4.0):
        squares = drawn.outlines.scale(1, high, origin=(0, 30))
        narrow = dataclasses.replace(drawn, outlines=squares)
        widths = column_widths(Picture(((narrow,), (bars,)), (9, 1)), (12.0, 5.0))
        assert sum(widths) == pytest.approx(1)
        assert widths[0] == pytest.approx(max(LEAST_MAP, min(0.9, narrow.aspect * 0.8 * 5 / 12)))
    assert narrow.aspect < drawn.aspect
    assert column_widths(Picture(((drawn,), (bars,)), (1, 4)), (12.0, 5.0)) == pytest.approx([0.2, 0.8])
    assert column_widths(Picture(((drawn,),)), (12.0, 5.0)) == [1]


def test_a_legend_is_no_wider_than_a_third_of_a_picture(chinese):
    """One that is leaves its axes no room at all, and the picture is not laid out."""
    labels = {"young": "0—14岁", "middle": "15—59岁", "old": "60岁及以上", "all": "全体居民"}
    names = pd.Series({unit: f"上城区、萧山区、钱塘区{unit}" for unit in "ab"})
    rates = GroupRates(pd.DataFrame(0.2, names.index, list(labels)), names, labels)
    drawn = panels(chinese)
    columns = (drawn[2],), (GroupDots("各年龄组差距", rates, chinese),), (drawn[5], drawn[6])
    assert png(Picture(columns, (4.0, 4.4, 4.4)), metadata(), chinese, dpi=40).startswith(b"\x89PNG")
