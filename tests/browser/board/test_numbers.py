"""What the browser computes is what the engine computes."""

from playwright.sync_api import expect

from lcity.index import NORMALISATIONS
from tests.browser.board.engine import assert_shows
from tests.browser.harness import ROOT
from tests.ui.parts.board.cases import WAYS, draw

COMPUTE = ROOT / "tests" / "ui" / "parts" / "board" / "compute.mjs"
CASES = 50
"""In the browser; `tests/ui/parts/board/test_engine.py` asks more, of the same modules."""


def test_the_browser_computes_what_the_engine_does_by_every_method(open_board, context):
    context.route("**/compute.mjs", lambda route: route.fulfill(path=COMPUTE, content_type="text/javascript"))
    board = open_board(w="talent:80")
    assert_computes(board.page)
    board.page.get_by_text("Methods", exact=True).click()
    scores, combined = (board.page.get_by_label(label) for label in ("Scores by", "Combined by"))
    for norm in (*NORMALISATIONS[1:], NORMALISATIONS[0]):
        scores.select_option(norm)
        assert_shows(board, w="talent:80", norm=norm)
    for agg in ("geometric", "harmonic"):
        combined.select_option(agg)
        assert_shows(board, w="talent:80", agg=agg)
    scores.select_option("zscore")
    board.rest(w="talent:80", norm="zscore", agg="harmonic")
    assert_shows(board, w="talent:80", norm="zscore", agg="harmonic")


def assert_computes(page):
    """Raise AssertionError unless random indexes are scored and ranked as the engine does."""
    cases = [draw(seed) for seed in range(CASES)]
    ways = [WAYS[case.seed % len(WAYS)] for case in cases]
    answers = page.evaluate(
        """async cases => {
            const served = performance.getEntriesByType("resource").map(entry => entry.name);
            const board = served.find(url => url.endsWith("/board.js"));
            const { compute } = await import(new URL("compute.mjs", document.baseURI));
            return compute(new URL(".", board), cases);
        }""",
        [case.told([way]) for case, way in zip(cases, ways, strict=True)],
    )
    for case, way, (told,) in zip(cases, ways, answers, strict=True):
        case.assert_equal(told, way)


def test_official_figures_only(open_board):
    board = open_board()
    board.page.get_by_role("checkbox", name="Official figures only").check()
    assert_shows(board, official="1")
    board.rest(official="1")
    expect(board.slider("everywhere")).to_be_disabled()
    expect(board.slider("talent")).to_be_enabled()
    expect(board.ranking.locator("..").locator(".head .mark")).to_be_hidden()
    board.button("Reset").click()
    board.rest()
    assert_shows(board)
