"""Every page and view opens on every dataset the contract allows, and in both languages.

A view is opened in one language on one dataset and in the other on the next, so that each view and each
dataset are seen in both; `make fuzz` opens all in all.
"""

import json

import pytest

from lcity.computed import COMPUTATIONS
from lcity.dataset import check
from lcity.text import LANGUAGES
from lcity.ui import takeaway
from lcity.ui.compare.views import VIEWS
from lcity.ui.trust.questions import PARTS
from tests import folders, grid
from tests.valid import VALID

VIEWS_OF_PAGES = [
    *((page, {}) for page in ("overview", "coverage", "participation", "plan", "monitor", "data", "method")),
    *(("ranking", {"sure": part}) for part in PARTS),
    ("ranking", {"units": "district"}),
    *(("compare", {"see": view}) for view in VIEWS),
    *(("compare", {"see": view, "level": "city"}) for view in ("profile", "improve", "personas")),
]
SAME_EXPORT = [{"sure": part} for part in PARTS][1:]
"""Views that hand out what the first of the kind has handed out: it does not tell how sure a rank is."""


@pytest.fixture(scope="module")
def folder_of(tmp_path_factory):
    made = {}

    def folder(name):
        if name not in made:
            made[name] = folders.write(tmp_path_factory.mktemp(name), VALID[name]())
        return made[name]

    return folder


@pytest.mark.parametrize("name", VALID)
def test_the_datasets_are_valid(folder_of, name):
    assert [str(p) for p in check(folder_of(name), COMPUTATIONS) if p.severity == "error"] == []


@pytest.mark.grid
@pytest.mark.parametrize("name", VALID)
def test_every_page_and_view_opens_with_a_finding(open_page, monkeypatch, folder_of, name):
    wrong, exports = [], []
    for number, (page, link) in enumerate(VIEWS_OF_PAGES, start=list(VALID).index(name)):
        offer = passed_over if link in SAME_EXPORT else lambda _, make: exports.append(make())
        monkeypatch.setattr(takeaway, "offer", offer)
        for code in grid.turn(LANGUAGES, number):
            try:
                app = open_page(page, dataset=folder_of(name), lang=code, **link)
            except AssertionError as error:
                wrong.append((page, link, code, str(error)[-600:]))
                continue
            if app.error:
                wrong.append((page, link, code, [box.value for box in app.error]))
            if not finding(app, page):
                wrong.append((page, link, code, "no finding"))
    assert not wrong, "\n".join(map(repr, wrong))
    for export in exports:
        assert export.metadata.finding


def passed_over(name, make):
    """Do not make what is offered."""


def finding(app, page):
    """Return the sentence that answers the page's question; of the ranking, what the board is told."""
    if page == "ranking":
        boards = [element.proto for element in app.main.get("bidi_component")]
        told = [json.loads(proto.json) for proto in boards if proto.component_name == "lcity_board"]
        return told[0]["finding"] if told else ""
    headings = [element.value for element in app.main.markdown if element.value.startswith("## ")]
    return headings[0].removeprefix("## ").strip() if headings else ""
