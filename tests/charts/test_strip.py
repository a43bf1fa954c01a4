"""The strip of an indicator's values."""

from xml.etree import ElementTree

import numpy as np
import pandas as pd

from lcity.charts.strip import MARGIN, WIDTH, strip
from lcity.colour import SERIES

SVG = "{http://www.w3.org/2000/svg}"
INK = "#111111"


def marks(svg: str, colour: str, opacity: str | None = None) -> list[int]:
    """Return where the marks of a colour stand."""
    found = []
    for path in list(ElementTree.fromstring(svg).iter(f"{SVG}path"))[1:]:
        if path.get("stroke") == colour and opacity in (None, path.get("stroke-opacity")):
            found += [int(part.split(" ")[0]) for part in path.get("d").split("M")[1:]]
    return found


def test_every_value_is_a_mark_between_the_margins():
    districts = pd.Series({"a": 0.0, "b": 5.0, "c": np.nan, "d": 10.0})
    cities = pd.Series({"x": 2.5})
    svg = strip(districts, cities, (0, 10), ink=INK)
    middle = round(MARGIN + (WIDTH - 2 * MARGIN) / 2)
    assert marks(svg, INK, ".3") == [MARGIN, middle, WIDTH - MARGIN]
    assert marks(svg, INK, ".55") == [round(MARGIN + (WIDTH - 2 * MARGIN) / 4)]


def test_values_beyond_the_goalposts_stand_at_the_ends():
    svg = strip(pd.Series({"a": -5.0, "b": 99.0}), pd.Series(dtype=float), (0, 10), ink=INK)
    assert marks(svg, INK) == [MARGIN, WIDTH - MARGIN]


def test_the_selected_units_are_in_colour_and_not_drawn_twice():
    districts, cities = pd.Series({"a": 1.0, "b": 2.0}), pd.Series({"x": 3.0, "y": 4.0})
    svg = strip(districts, cities, (0, 10), ink=INK, selected_district="b", selected_city="x")
    assert len(marks(svg, SERIES[1])) == 1
    assert len(marks(svg, SERIES[0])) == 1
    assert len(marks(svg, INK)) == 2


def test_equal_values_without_goalposts_do_not_divide_by_zero():
    svg = strip(pd.Series({"a": 7.0, "b": 7.0}), pd.Series(dtype=float), (7.0, 7.0), ink=INK)
    assert marks(svg, INK) == [MARGIN, MARGIN]
