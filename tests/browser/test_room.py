"""Nothing is cut where there is little room: on a tablet beside its sidebar, and on a phone."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.harness import SIZES, settled
from tests.browser.waiting import comes_to

VIEWS = ("profile", "improve", "trust", "personas", "inequality", "frameworks", "abroad")
PAGES = [(name, {}) for name in ("overview", "coverage", "participation", "data", "method")]
PAGES += [("compare", {"see": view}) for view in VIEWS]
WINDOWS_PX = {"tablet": (820, 1180), "phone": (390, 844)}

# What must be seen whole: figures, choices, formulas, cells of tables, words on axes.
CUT = """() => {
    const main = document.querySelector('[data-testid="stMain"]');
    const found = [];
    const named = node => (node.textContent || node.tagName).trim().slice(0, 60);
    const note = (node, why) => found.push(`${why}: ${named(node)}`);
    const seen = node => node.getClientRects().length && getComputedStyle(node).visibility !== 'hidden';
    const all = selector => [...main.querySelectorAll(selector)].filter(seen);
    for (const node of all('[data-testid="stMetricValue"], [data-testid="stMetricValue"] *'))
        if (node.scrollWidth > node.clientWidth + 1 && node.clientWidth) note(node, 'figure cut');
    const choices = '[data-testid="stButtonGroup"] button, [data-testid="stSegmentedControl"] button';
    for (const node of [...all(choices), ...all('.katex-html')]) {
        let box = node.getBoundingClientRect(), edge = main.getBoundingClientRect().right;
        for (let up = node.parentElement; up !== main; up = up.parentElement) {
            if (getComputedStyle(up).overflowX !== 'visible')
                edge = Math.min(edge, up.getBoundingClientRect().right);
        }
        if (box.right > edge + 1) note(node, 'beyond the edge');
        const words = node.tagName === 'BUTTON' && node.scrollWidth > node.clientWidth + 1;
        if (words) note(node, 'cut');
    }
    for (const node of all('[data-testid="stTable"] td, [data-testid="stTable"] th'))
        if (node.textContent.length > 8 && node.clientWidth < 48) note(node, 'a letter a line');
    for (const plot of all('.js-plotly-plot')) {
        const box = plot.getBoundingClientRect();
        for (const text of plot.querySelectorAll('text')) {
            const own = text.getBoundingClientRect();
            if (text.textContent && own.width && (own.left < box.left - 1 || own.right > box.right + 1))
                note(text, 'words cut');
        }
    }
    if (main.scrollWidth > main.clientWidth + 1) note(main, 'the page is wider than its window');
    return found;
}"""


@pytest.mark.parametrize(("name", "query"), PAGES, ids=lambda value: value if isinstance(value, str) else "")
def test_nothing_is_cut_where_there_is_little_room(visit, page, name, query):
    for number, (width, height) in enumerate(WINDOWS_PX.values()):
        page.set_viewport_size({"width": width, "height": height})
        if number == 0:
            visit(name, lang="zh", **query)
        settled(page)
        # Charts are drawn anew some frames after their window has another width.
        comes_to(lambda: page.evaluate(CUT), [])


def test_a_table_wider_than_its_place_says_so_until_its_end_is_seen(visit, page):
    # Twice as wide as a phone, whatever the letters and whether the sidebar is still there.
    page.set_viewport_size(dict(zip(("width", "height"), SIZES["phone"], strict=True)))
    visit("overview")
    frame, more = page.locator(".frame").first, re.compile(r"\bmore\b")
    comes_to(lambda: frame.evaluate("node => node.scrollWidth > 1.5 * node.clientWidth"), True)
    expect(frame).to_have_class(more)
    expect(frame.locator("tbody th").first).to_have_css("position", "sticky")
    frame.evaluate("node => { node.scrollLeft = node.scrollWidth; }")
    expect(frame).not_to_have_class(more)
