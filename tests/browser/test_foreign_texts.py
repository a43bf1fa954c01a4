"""Names that Markdown, HTML and Streamlit would obey stand on every page as they are written."""

from itertools import cycle

import pytest
from playwright.sync_api import expect

from tests import folders
from tests.browser.harness import serve, settled
from tests.browser.waiting import comes_to
from tests.foreign_texts import TEXTS

VIEWS = [(name, {}) for name in ("overview", "coverage", "data", "ranking")]
VIEWS += [("compare", {"see": see}) for see in ("personas", "frameworks")]

# What stands on a page that these pages never have of their own.
FOUND = """() => {
    const found = [];
    const look = root => {
        for (const one of root.querySelectorAll('*')) {
            if (one.shadowRoot) look(one.shadowRoot);
            const link = one.tagName === 'A' && one.getAttribute('href');
            if (link && !link.startsWith('#') && new URL(link, location).origin !== location.origin)
                found.push(`link ${link}`);
            if (one.tagName === 'IMG' && !/^data:image.svg.xml,%3Csvg xmlns=/.test(one.getAttribute('src')))
                found.push(`picture ${one.getAttribute('src')}`);
            if (one.tagName === 'SPAN' && one.getAttribute('role') === 'img' && one.textContent === 'home')
                found.push('icon');
            if (one.classList.contains('katex')) found.push(`formula ${one.textContent}`);
            if (one.classList.contains('stMarkdownBadge') && one.textContent === 'd') found.push('badge');
        }
    };
    look(document);
    for (const mark of ['😄', '©', '\\u202e']) if (document.body.innerText.includes(mark)) found.push(mark);
    return found;
}"""


def tables() -> dict:
    """Return the small dataset, every text of which is one of `TEXTS` or several."""
    found, text = folders.valid(), cycle(TEXTS)
    for table in ("cities", "districts", "indicators", "centres"):
        for column in ("name", "name_zh"):
            found[table][column] = [next(text) for _ in found[table].index]
    indicators = found["indicators"]
    indicators["definition"] = [next(text) for _ in indicators.index]
    indicators["unit"] = [unit and next(text) for unit in indicators["unit"]]
    found["centres"]["kind"] = [next(text) for _ in found["centres"].index]
    found["participation"]["group"] = found["participation"]["group"].replace({"15_59": TEXTS[0]})
    for column in ("producer", "title", "licence"):
        found["sources"][column] = " ".join(TEXTS[:4])
    found["meta"] |= {"title": " ".join(TEXTS[:5]), "about": " ".join(TEXTS), "licence": " ".join(TEXTS[5:])}
    return found


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """The address of an app that all readers see these names in."""
    folder = folders.write(tmp_path_factory.mktemp("foreign"), tables())
    with serve(folder.parent / f"{folder.name}.log", env={"LCITY_DATASET": str(folder)}) as base:
        yield base


@pytest.mark.parametrize(("name", "link"), VIEWS)
def test_text_is_text(visit, name, link):
    page = visit(name, city="010000", district="010101", **link)
    for more in (*page.locator("summary").all(), *page.get_by_test_id("stPopover").locator("button").all()):
        if more.is_visible():
            more.click()
            settled(page)
            comes_to(lambda: page.evaluate(FOUND), [])
            page.keyboard.press("Escape")
    comes_to(lambda: page.evaluate(FOUND), [])


def test_names_are_whole_and_of_their_own_direction(visit):
    page = visit("compare", see="frameworks", city="010000", district="010101")
    written = page.locator("body")
    comes_to(lambda: TEXTS[0] in written.inner_text().replace("\N{WORD JOINER}", ""), True)
    page = visit("overview", city="010000", district="010102")
    expect(page.get_by_role("heading", level=2).first).to_contain_text("\u2068القاهرة (5)\u2069")
