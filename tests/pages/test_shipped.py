"""Both shipped datasets through every page: a finding, files that name their dataset, no word of the other.

A view is opened in one language with the one dataset and in the other with the other, so that each page
speaks both.
"""

import re
from urllib.parse import parse_qsl, urlsplit

import pytest
from google.protobuf.text_format import MessageToString

from lcity.dataset import leaf_provenance
from lcity.text import LANGUAGES, language
from lcity.ui import takeaway
from lcity.ui.shared import cache, datasets
from tests.pages.test_every_dataset import VIEWS_OF_PAGES, finding

# How sure a rank is is told in the same words of any dataset, and takes long.
VIEWS = [view for view in VIEWS_OF_PAGES if "sure" not in view[1]]
OF_BOTH = ("abroad",)
"""Views whose business are both."""
CITY = {"china15": ("330100", "330106"), "england9": ("E47000001", "E08000002")}
COUNTRY = {"china15": ("China", "Chinese city", "中国"), "england9": ("England", "English", "英格兰", "英国")}
# England's units are neither cities nor districts; the Chinese of city regions holds the word for cities.
OTHER_UNITS = re.compile(
    r"\b(?:the|this|its|each|every|other|all|[0-9]+) (?:cities|city|districts?)\b(?! regions?)"
    r"|(?:[0-9]座|[0-9]个|各|全部|其他)(?:城市(?!区域)|区县)"
)
# As figures and sentences are marked; and as texts say it, which is never of nothing.
MARKED = re.compile(r"(?:badge\[|[(（])(?:simulated|模拟)|[Nn]o figure here is simulated")


@pytest.fixture(autouse=True)
def no_folder_named(monkeypatch):
    monkeypatch.delenv("LCITY_DATASET", raising=False)


@pytest.fixture(scope="module")
def shipped():
    return {name: cache.folder_dataset(datasets.folder(name)) for name in datasets.SHIPPED}


@pytest.fixture
def exports(monkeypatch):
    """Give what pages offer, made at once as if the reader had the list open."""
    found = []
    monkeypatch.setattr(takeaway, "offer", lambda name, made: found.append(made()))
    return found


def seen(block):
    """Yield all that a part of the page holds, charts, maps and tables too."""
    for child in getattr(block, "children", {}).values():
        if getattr(child, "proto", None) is not None:
            yield MessageToString(child.proto, as_utf8=True)
        yield from seen(child)


def names_of(dataset):
    """Return words that name a dataset's country or cities, as a pattern."""
    cities = [*dataset.cities["name"], *dataset.cities["name_zh"]]
    whole = [*COUNTRY[dataset.folder.name], *cities]
    return re.compile(
        "|".join(rf"\b{re.escape(name)}\b" if name.isascii() else re.escape(name) for name in whole)
    )


@pytest.mark.parametrize("name", datasets.SHIPPED)
def test_every_page_opens_and_names_nobody_of_the_other_dataset(open_page, exports, shipped, name):
    (other,) = set(datasets.SHIPPED) - {name}
    foreign, (city, district) = names_of(shipped[other]), CITY[name]
    codes = sorted(LANGUAGES, reverse=name == datasets.SHIPPED[0])
    wrong = []
    for number, (page, link) in enumerate(VIEWS):
        code = codes[number % len(codes)]
        app = open_page(page, d=name, lang=code, city=city, district=district, **link)
        if app.error or app.info or not finding(app, page):
            wrong.append((page, link, [box.value for box in (*app.error, *app.info)]))
        if link.get("see") in OF_BOTH:
            exports.clear()
            continue
        # Cases are of anywhere, each with its source.
        cases = (*shipped[name].cases["source_url"].dropna(), language(code).t("cases.by.country"))
        parts = [part for part in seen(app.main) if not any(url in part for url in cases)]
        told = "\n".join(parts) + "\n".join(map(written, exports))
        if found := foreign.search(told):
            wrong.append((page, link, code, told[max(found.start() - 80, 0) : found.end() + 40]))
        if name == "england9" and (marked := MARKED.search(told)):
            wrong.append((page, link, code, told[max(marked.start() - 80, 0) : marked.end() + 40]))
        # Data tells what files for any dataset hold.
        if name == "england9" and page != "data" and (found := OTHER_UNITS.search(told)):
            wrong.append((page, link, code, told[max(found.start() - 80, 0) : found.end() + 40]))
        titles = {shipped[name].meta.title, shipped[name].meta.title_zh}
        for export in exports:
            link_ = dict(parse_qsl(urlsplit(export.metadata.link).query))
            if export.metadata.dataset not in titles or link_["d"] != f"{name}.{shipped[name].hash}":
                wrong.append((page, link, export.metadata.dataset, link_))
        exports.clear()
    assert not wrong, "\n".join(map(repr, wrong))


def written(export):
    """Return what is written in what a page hands out."""
    parts = [vars(export.metadata), *((table.title, table.columns) for table in export.tables)]
    return "\n".join(map(str, parts))


def test_of_england_nothing_is_simulated(shipped):
    assert "simulated" not in set(leaf_provenance(shipped["england9"]))


@pytest.mark.parametrize("name", datasets.SHIPPED)
@pytest.mark.parametrize("page", ["ranking", "coverage"])
def test_a_link_that_is_handed_out_opens_the_same_view_for_its_receiver(open_page, exports, name, page):
    city, district = CITY[name]
    link = {"r": 2000, "w": "everywhere:80", "agg": "geometric", "city": city, "district": district}
    open_page(page, d=name, lang="en", **link)
    sent = dict(parse_qsl(urlsplit(exports[0].metadata.link).query))
    app = open_page(page, **sent)
    assert not app.info
    assert app.query_params == sent
    assert {key: sent[key] for key in link} == {key: str(value) for key, value in link.items()}
    first, second = exports[0].metadata, exports[1].metadata
    assert (first.finding, first.data) == (second.finding, second.data)


@pytest.mark.parametrize(("code", "noun"), [("en", "library"), ("zh", "图书馆")])
def test_in_bury_three_in_four_have_no_library_near_and_most_have_one_within_half_an_hour(
    open_page, exports, words, code, noun
):
    """Hold the first sentence of Coverage for Greater Manchester against the published figures."""
    app = open_page("coverage", d="england9", lang=code, city="E47000001")
    first, then = words(app), language(code).percent(0.88)
    text = finding(app, "coverage")
    assert language(code).percent(0.74) in text
    assert noun in text
    (published,) = [element.value for element in app.main.markdown if then in element.value]
    assert language(code).number(2400) in published
    assert "2024" in published
    assert published in first
    assert then in exports[0].metadata.note
    at_night = open_page("coverage", d="england9", lang=code, city="E47000001", hour="sun20")
    assert [element for element in at_night.main.markdown if then in element.value] == []


def test_a_change_below_a_point_is_told_of_a_rate_in_tenths(open_page, words):
    app = open_page("participation", d="england9", lang="en", city="E47000001")
    text = words(app)
    assert "5.6\N{NO-BREAK SPACE}% of residents" in text
    assert "0.2 percentage points more than in 2020" in text
    assert "Do those near a library take part more?" in text
