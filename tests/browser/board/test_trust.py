"""How far a rank can be trusted, beside it, and where the order tips, on the sliders."""

from io import BytesIO

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Locator, expect

from lcity.index import Tree, Weights, around, normalise
from lcity.index.tipping import Tips
from lcity.text import Language, language
from lcity.ui.shared import weights
from tests.browser.board.engine import DIMENSIONS, figures, names, rankings, shipped
from tests.browser.waiting import comes_to, to_pass

CITY = "330100"


def scores(units="city"):
    dataset = shipped()
    tree = Tree.from_table(dataset.indicators)
    values = figures(units, dataset.meta.default_year)[list(tree.leaves)]
    return normalise(values, dataset.indicators, "goalposts"), tree


def spread(w: str, units="city"):
    found, tree = scores(units)
    given = weights.laid_over(weights.parse(w, tree) if w else (), tree)
    return around(found, tree, given)


def firm(lang: Language, found, unit: str) -> str:
    low, high = lang.number(int(found.low[unit])), lang.number(int(found.high[unit]))
    return lang.t("board.firm" if low == high else "board.firm_between", low=low, high=high)


DOT_PX, ABOVE_THE_DOT_PX, INK = 3, 5, 40


def ends_of_range(interval: Locator) -> tuple[float, float]:
    """Return where, from 0 to 1 along the axis, the first and the last ink stands that no dot can cover."""
    picture = np.asarray(Image.open(BytesIO(interval.screenshot())).convert("L"), float)
    line = picture[len(picture) // 2 - ABOVE_THE_DOT_PX]
    inked = np.flatnonzero(np.abs(line - np.median(line)) > INK)
    assert len(inked)
    first, last = (inked[[0, -1]] + 0.5 - DOT_PX) / (len(line) - 2 * DOT_PX)
    return first, last


def stands_at(interval: Locator, ends: list[float]) -> None:
    assert ends_of_range(interval) == pytest.approx(ends, abs=0.025)


def test_every_rank_has_its_interval(open_board, lang):
    board, reader = open_board(city=CITY), language(lang)
    rows = board.ranking.locator(".row")
    expect(rows.locator(".interval.none, .interval.stale")).to_have_count(0)
    found = spread("")
    places = len(found.low) - 1
    for unit in found.low.index[found.low < found.high][:3]:
        ends = [(end[unit] - 1) / places for end in (found.low, found.high)]
        interval = board.row(names("city", reader)[unit]).locator(".interval")
        to_pass(stands_at, interval, ends)
    for unit in (CITY, "110000", "320400"):
        board.row(names("city", reader)[unit]).hover()
        expect(board.page.locator(".tip")).to_contain_text(firm(reader, found, unit))


def test_an_interval_of_other_weights_is_faded_until_its_own_is_known(open_board):
    board = open_board(city=CITY)
    rows = board.ranking.locator(".row")
    expect(rows.locator(".interval.none, .interval.stale")).to_have_count(0)
    board.slider("talent").press("End")
    expect(rows.locator(".interval.stale")).to_have_count(15)
    expect(rows.locator(".interval.stale")).to_have_count(0)
    board.row("Taiyuan").hover()
    taiyuan = next(unit for unit, name in names("city", language("en")).items() if name == "Taiyuan")
    expected = firm(language("en"), spread("talent:100"), taiyuan)
    expect(board.page.locator(".tip")).to_contain_text(expected)


def test_the_finding_follows_the_hand(open_board):
    board, lang = open_board(city=CITY), language("en")
    for key, weight in (("Home", "0"), ("End", "100")):
        board.slider("talent").press(key)
        ranking, before = rankings(w=f"talent:{weight}")
        leader = names("city", lang)[ranking.table().index[0]]
        moved = int(before.rank[CITY] - ranking.rank[CITY])
        message = lang.t("ranking.leads_and", leaders=leader, score=lang.number(ranking.score.max(), 1), n=1)
        if moved:
            way = "ranking.rises" if moved > 0 else "ranking.falls"
            rank = str(ranking.rank[CITY])
            base = lang.t("ranking.base.weights")
            message += lang.t(
                way, name="Hangzhou", n=abs(moved), places=str(abs(moved)), rank=rank, base=base
            )
            comes_to(board.finding.inner_text, message)
        else:
            score = lang.number(ranking.score[CITY], 1)
            to_pass(assert_finding_begins, board, f"{message}Hangzhou has rank 10 at {score}, ")


def assert_finding_begins(board, message):
    assert board.finding.inner_text().startswith(message)


def test_sliders_tell_where_the_order_tips(open_board):
    board, lang = open_board(city=CITY), language("en")
    found, tree = scores()
    tips = Tips(found, tree, Weights(weights.scaled(tree)))
    for key in DIMENSIONS:
        slider = board.slider(key)
        slider.focus()
        expect(slider).to_have_attribute("aria-describedby", board.hint.get_attribute("id"))
        low, high = tips.keeps_order(key)
        most = 100 / (100 + 50 * (len(DIMENSIONS) - 1))
        kept = "tips_kept" if high < most else "tips_kept_from" if low else "tips_kept_all"
        message = lang.t(f"board.{kept}", low=lang.percent(low, 1), high=lang.percent(min(high, most), 1))
        own = tips.tipping(key, CITY)
        for way, at in (("up", own.up), ("down", own.down)):
            reached = at is not None and at < most
            expect(slider.locator(f"~ .marks .{way}")).to_be_visible(visible=reached)
            if reached:
                expect(board.hint).to_contain_text(lang.percent(at, 1))
        expect(board.hint).to_contain_text(message.replace("0.0\N{NO-BREAK SPACE}%", "0\N{NO-BREAK SPACE}%"))
    board.slider(DIMENSIONS[-1]).blur()
    expect(board.hint).to_have_text(lang.t("board.hint_of", name="Hangzhou"))
