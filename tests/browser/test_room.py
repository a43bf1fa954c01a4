"""Every page opens, in Chinese, and nothing is cut where there is little room: on a tablet and on a phone."""

import pytest

from tests.browser.harness import pages, settled
from tests.browser.waiting import comes_to

VIEWS = ("profile", "improve", "trust", "personas", "inequality", "frameworks", "abroad")
PAGES = [(name, {}) for name in pages() if name != "compare"]
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
    const charts = [...main.querySelectorAll('*')].map(node => node.shadowRoot?.querySelector('.chart'));
    for (const plot of [...all('.js-plotly-plot'), ...charts.filter(Boolean)]) {
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
