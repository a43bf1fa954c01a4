"""The week as 7 × 24 cells."""

import json

import numpy as np

from lcity.charts.week.screen import ramp, week_data
from lcity.colour import NO_DATA, SEQUENTIAL, shade
from lcity.text import language

EN, ZH = language("en"), language("zh")
SHARE = np.linspace(0, 1, 168)
SATURDAY_19 = 5 * 24 + 19


def test_a_cell_an_hour_from_monday_to_sunday():
    cells = week_data(SHARE, EN, "A week")
    assert {len(cells[name]) for name in ("hours", "shares", "fills")} == {168}
    assert cells["hours"][SATURDAY_19] == "Saturday 19:00–20:00"
    assert cells["shares"][SATURDAY_19] == EN.percent(SHARE[SATURDAY_19])
    assert (cells["fills"][0], cells["fills"][167]) == (SEQUENTIAL[0], SEQUENTIAL[-1])
    assert cells["fills"][100] == shade(SHARE[100])
    assert cells["label"] == "A week"
    assert json.loads(json.dumps(cells, allow_nan=False))["hour"] is None


def test_the_words_are_the_readers():
    cells = week_data(SHARE, ZH, "")
    assert cells["days"][0] == "周一"
    assert (cells["hours"][0], cells["shares"][0]) == ("周一 0:00—1:00", "0%")


def test_what_is_unknown_is_no_data_and_a_dash():
    cells = week_data(np.full(168, np.nan), EN, "")
    assert set(cells["fills"]) == {NO_DATA}
    assert set(cells["shares"]) == {"–"}


def test_the_chosen_hour_is_marked_and_nothing_else_moves():
    plain, chosen = week_data(SHARE, EN, ""), week_data(SHARE, EN, "", hour=58)
    assert chosen.pop("hour") == 58
    plain.pop("hour")
    assert chosen == plain


def test_on_a_dark_ground_the_ramp_is_the_cells():
    colours = week_data(SHARE, EN, "", dark=True)["fills"]
    assert (colours[0], colours[167]) == (ramp(dark=True)[0], ramp(dark=True)[-1])
    assert ramp() == SEQUENTIAL
