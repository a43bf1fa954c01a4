"""The dataset in which nothing is simulated: no mark says otherwise, on no page and in nothing handed out."""

import re
from pathlib import Path

import pytest

from lcity.text import language
from lcity.ui import takeaway

ENGLAND9 = Path(__file__).parents[2] / "data" / "england9"
PAGES = ("overview", "ranking", "coverage", "participation", "compare", "plan", "monitor", "data", "method")
EXPORTING = {"overview", "ranking", "coverage", "participation", "compare", "plan", "monitor"}
SIMULATED = re.compile("simulated|模拟", re.IGNORECASE)


@pytest.fixture
def exports(monkeypatch):
    """Give the list into which what a page hands out is made at once, not when it is asked for."""
    made = []
    monkeypatch.setattr(takeaway, "offer", lambda name, make: made.append(make()))
    return made


@pytest.fixture(scope="module")
def meta(england9):
    return england9.meta


def shown(node):
    """Yield all text that is sent to the browser for a part of the page, components' data included."""
    if (proto := getattr(node, "proto", None)) is not None:
        yield str(proto)
    for child in getattr(node, "children", {}).values():
        yield from shown(child)


def denied(lang, meta):
    """Return the sentences that say that nothing is simulated: they alone may name the word."""
    about = lang.text(vars(meta), "about")
    return (*re.split("[:：]", about)[:1], lang.t("frame.real.nothing"), lang.t("method.simulated.none"))


@pytest.mark.parametrize(("page", "code"), [*((page, "en") for page in PAGES), ("overview", "zh")])
def test_no_page_of_england_and_nothing_it_hands_out_is_marked_as_simulated(
    open_page, words, exports, meta, page, code
):
    app = open_page(page, dataset=ENGLAND9, lang=code)
    seen = words(app).replace("\\", "")
    for sentence in denied(language(code), meta):
        seen = seen.replace(sentence, "")
    assert SIMULATED.findall(seen.replace("#simulated", "")) == []
    sent = "".join(shown(app.main))
    assert "orange-background" not in sent
    assert "lc-sign" not in sent
    assert bool(exports) == (page in EXPORTING)
    for export in exports:
        assert not export.metadata.simulated
        assert not any(
            column.provenance == "simulated" for table in export.tables for column in table.columns
        )
        assert SIMULATED.findall(repr((export.metadata, export.picture, export.others))) == []


def banner(app):
    return [box.value.replace("\\", "") for box in app.markdown if box.value.startswith(":orange-background")]


def test_one_banner_says_what_share_of_the_index_is_simulated_and_of_what(open_page):
    (told,) = banner(open_page("overview"))
    assert "67\N{NO-BREAK SPACE}%" in told
    assert "participation and 2 other indicators" in told
    assert banner(open_page("overview", official=1)) == []
