"""What lies on a map is seen on all of it (WCAG 2.2, 1.4.11), on light and dark, and by the colour-blind."""

import itertools
import re
import tomllib
from pathlib import Path

import numpy as np
import pytest
from colorspacious import cspace_convert

from lcity import colour
from lcity.maps.places import ALPHA

ROOT = Path(colour.__file__).parents[1]
SHEET = (ROOT / "lcity" / "ui" / "parts" / "map" / "map.css").read_text(encoding="utf-8")
THEME = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["theme"]
LEAST = 3.0
# Of CAM02-UCS, in which 1 is just seen side by side: dots that lie apart need many of it.
LEAST_KINDS, LEAST_CLASSES = 15.0, 3.5
SEEN_BY = ("trichromats", "deuteranomaly", "protanomaly", "tritanomaly")
RAMPS = {
    False: (colour.SEQUENTIAL, colour.GROUND, colour.DIVERGING),
    True: (colour.SEQUENTIAL_ON_DARK, colour.GROUND_ON_DARK, colour.DIVERGING_ON_DARK),
}
KINDS = {False: colour.KINDS, True: colour.KINDS_ON_DARK}
PAGES = {False: colour.PAGE, True: colour.PAGE_ON_DARK}


@pytest.fixture(params=[False, True], ids=["light", "dark"])
def dark(request):
    return request.param


def text(dark):
    return THEME["dark" if dark else "light"]["textColor"]


def fills(dark):
    """What may lie under a mark: the page, each class of each ramp, no data."""
    return (PAGES[dark], *itertools.chain(*RAMPS[dark]), colour.NO_DATA)


def opacity(rule, of):
    """Return the opacity that a rule of the map's style sheet gives."""
    return float(re.search(rf"{re.escape(rule)} {{[^}}]*?{of}-opacity: ([\d.]+)", SHEET)[1])


def seen_by(who, colours):
    """Return how colours look to somebody, in CAM02-UCS (after Machado et al., 2009)."""
    shown = np.array([colour.rgb(one) for one in colours]) / 255
    if who != SEEN_BY[0]:
        blind = {"name": "sRGB1+CVD", "cvd_type": who, "severity": 100}
        shown = cspace_convert(shown, blind, "sRGB1").clip(0, 1)
    return cspace_convert(shown, "sRGB1", "CAM02-UCS")


def apart(who, one, other):
    """Return how far colours are from each other, pair by pair."""
    return np.linalg.norm(seen_by(who, one) - seen_by(who, other), axis=1)


def test_the_rim_of_marks_is_of_the_pages_colour(dark):
    assert THEME["dark" if dark else "light"]["backgroundColor"] == PAGES[dark]
    for rule in (".points .rim", ".points .people-rim", "svg.placing path.rims", ".outline .casing"):
        assert re.search(rf"{re.escape(rule)} {{[^}}]*stroke: var\(--st-background-color\)", SHEET)


def test_every_mark_stands_out_from_its_rim(dark):
    """A mark lies on its rim and, where it is not opaque, on what is under both: the worst is held."""
    page = PAGES[dark]
    marks = {"planned": colour.planned(dark), "outline": text(dark)}
    marks |= {f"kind {kind}": kind for kind in KINDS[dark]}
    people = opacity(".points .people", "fill")
    assert people == opacity("svg.placing path.dots", "fill") == colour.PEOPLE_OPACITY
    for fill in fills(dark):
        marks[f"people on {fill}"] = colour.mixed(fill, colour.out_of_reach(dark), people)
    faint = {name: found for name, mark in marks.items() if (found := colour.contrast(mark, page)) < LEAST}
    assert faint == {}


def test_centres_are_quiet_and_yet_seen_on_every_class_of_shares(dark):
    """They are too many for rims."""
    assert SHEET.count("-opacity: var(--quiet)") == 2
    for ground in (PAGES[dark], *RAMPS[dark][1]):
        mark = colour.mixed(ground, text(dark), colour.quiet_opacity(dark))
        assert colour.contrast(mark, ground) >= LEAST


def test_every_place_by_itself_is_seen_on_the_page(dark):
    accent = colour.ACCENT_ON_DARK if dark else colour.ACCENT
    for mark in (accent, colour.out_of_reach(dark)):
        assert colour.contrast(colour.mixed(PAGES[dark], mark, ALPHA / 255), PAGES[dark]) >= LEAST


@pytest.mark.parametrize("who", SEEN_BY)
def test_kinds_and_people_are_told_apart_by_the_colour_blind(who, dark):
    marks = (*KINDS[dark], colour.out_of_reach(dark))
    pairs = list(itertools.combinations(marks, 2))
    found = dict(zip(pairs, apart(who, *zip(*pairs, strict=True)), strict=True))
    assert {pair: far for pair, far in found.items() if far < LEAST_KINDS} == {}


@pytest.mark.parametrize("who", SEEN_BY)
def test_neighbouring_classes_are_told_apart_by_the_colour_blind(who, dark):
    for ramp in RAMPS[dark]:
        assert apart(who, ramp[:-1], ramp[1:]).min() >= LEAST_CLASSES
