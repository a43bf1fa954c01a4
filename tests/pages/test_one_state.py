"""One state on every page: a unit has the rank its address gives it wherever a rank is named."""

import pytest

from lcity import computed
from lcity.dataset import leaf_provenance, read
from lcity.index import Tree, Weights, score_units
from lcity.scenario import Close, Scenario, apply
from lcity.scenario.compact import pack, unpack
from lcity.ui import takeaway
from lcity.ui.compare.views import VIEWS
from lcity.ui.shared import years
from tests import folders, grid
from tests.browser.harness import pages
from tests.pages.tables import column, ids, shown

CLOSED = Scenario("Ash without centres", (Close("c00"), Close("c01"), Close("c02")))
MIXED = {
    "w": "learned:5,open:90,distance:50,staff:5",
    "norm": "rank",
    "agg": "geometric",
    "scenario": pack(CLOSED),
}
"""Weights of all siblings of those moved, so that none is read on the scale of the sliders."""
LINKS = {
    "mixed": MIXED,
    "official": {"official": 1},
    "all": {
        "w": "learned:10,open:50,literacy:100,schooling:50",
        "norm": "zscore",
        "official": 1,
        "year": 2010,
    },
}
FEATURES = {"schooling": "5 Families", "staff": "6 Workplace", "distance": "7 Technologies"}
STAFF = {"010000": "20", "020000": "1", "030000": "9"}
DISTANCE_M = {"01": "200", "02": "3000", "03": "4900"}
RANKS = ("rank", "usual", "first")
"""The columns of tables handed out that hold ranks by the rules in force; a persona's own are apart."""
VIEWS_WITH_RANKS = tuple(view for view in VIEWS if view != "inequality")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A dataset whose cities change places as weights, methods, figures and years do."""
    tables = folders.valid()
    tables["indicators"]["unesco"] = tables["indicators"]["key"].map(FEATURES).fillna("")
    tables["values_city"]["staff"] = tables["values_city"]["city"].map(STAFF)
    near = tables["values_district"]["district"].str[:2].map(DISTANCE_M)
    tables["values_district"]["distance"] = near
    return folders.write(tmp_path_factory.mktemp("state"), tables)


@pytest.fixture(scope="module")
def expected(folder):
    """Rank units as an address says, without the app."""
    dataset = read(folder, computations=computed.COMPUTATIONS)
    tree, provenance = Tree.from_table(dataset.indicators), leaf_provenance(dataset)

    def ranks(level="city", w="", norm="goalposts", agg="arithmetic", official=0, year=None, scenario=""):
        pairs = [part.split(":") for part in w.split(",") if part]
        weights = Weights.over(tree, {key: float(number) for key, number in pairs})
        counted = tree.prune(provenance.index[provenance == "official"]) if official else tree
        own = apply(dataset, unpack(scenario)) if scenario else dataset
        values = computed.complete(own, level, year or dataset.meta.default_year).values
        found = score_units(values, dataset.indicators, counted, weights, normalise=norm, aggregate=agg)
        return {unit: str(rank) for unit, rank in found.rank.dropna().items()}

    return ranks


@pytest.fixture
def exports(monkeypatch):
    """Give what pages offer, made at once."""
    found = []
    monkeypatch.setattr(takeaway, "offer", lambda name, made: found.append(made()))
    return found


def files_of(exports):
    """Return the ranks handed out: a dictionary, unit → rank, for each table that has them."""
    for export in exports:
        for table in export.tables:
            # A view of a persona hands out both: what the persona sees, and what is usual.
            name = next((key for key in reversed(RANKS) if key in table.rows), None)
            if name and "id" in table.rows:
                rows = table.rows.dropna(subset=name)
                yield dict(zip(rows["id"], rows[name].astype(int).astype(str), strict=True))


@pytest.mark.parametrize("link", LINKS.values(), ids=LINKS)
def test_an_address_moves_a_rank(expected, link):
    assert expected(**link) != expected()


@pytest.mark.parametrize("left_out", MIXED)
def test_each_part_of_an_address_moves_a_rank_so_that_none_is_overlooked_unseen(expected, left_out):
    assert expected(**{name: value for name, value in MIXED.items() if name != left_out}) != expected(**MIXED)


@pytest.mark.parametrize("link", LINKS.values(), ids=LINKS)
@pytest.mark.parametrize("where", ["overview", "ranking", *VIEWS_WITH_RANKS])
def test_a_unit_has_one_rank_under_one_address(open_page, exports, folder, expected, where, link):
    page = "compare" if where in VIEWS else where
    app = open_page(page, dataset=folder, see=where if where in VIEWS else "", level="city", **link)
    ranks = expected(**link)
    if where == "overview":
        table = shown(app, "lcity_table")
        on_screen = dict(zip(ids(table), column(table, 0), strict=True))
        assert {unit: on_screen[unit] for unit in ranks} == ranks
    if where == "personas":
        table = shown(app, "lcity_table")
        on_screen = dict(zip(ids(table), column(table, 1), strict=True))
        assert {unit: on_screen[unit].split()[0] for unit in ranks} == ranks
    if where in ("profile", "improve"):
        assert f"ranks {ranks[folders.CITIES[0]]} of {len(ranks)}" in finding(app)
    found = list(files_of(exports))
    assert found or where not in ("overview", "ranking", "personas", "frameworks")
    for table in found:
        assert {unit: rank for unit, rank in ranks.items() if unit in table} == table


def finding(app):
    (sentence,) = [one.value for one in app.markdown if one.value.startswith("## ")]
    return sentence.replace("\\", "")


def test_districts_too(open_page, exports, folder, expected):
    link = LINKS["all"]
    open_page("ranking", dataset=folder, units="district", **link)
    app = open_page("overview", dataset=folder, **link)
    table = shown(app, "lcity_table", 1)
    ranks = expected("district", **link)
    assert dict(zip(ids(table), column(table, 0), strict=True)).items() <= ranks.items()
    assert next(files_of(exports)) == ranks


STRIP = "in-force."


def in_force(app):
    """Return what can be taken back on a page: its kind → its text."""
    return {one.key.removeprefix(STRIP): one.label for one in app.button if (one.key or "").startswith(STRIP)}


KINDS = {
    "scenario": "scenario",
    "weights": "w",
    "normalise": "norm",
    "aggregate": "agg",
    "figures": "official",
    "year": "year",
    "reach": "r",
}
"""What can be taken back, and its name in the link."""


@pytest.mark.grid
@pytest.mark.parametrize("page", pages())
def test_every_page_names_what_is_in_force_and_a_click_takes_it_back(open_page, folder, page):
    """On Overview all is taken back, one after the other; on each other page what has its turn there."""
    link = LINKS["all"] | {"agg": "harmonic", "r": 500, "scenario": MIXED["scenario"]}
    app = open_page(page, dataset=folder, **link)
    left = set(KINDS)
    for kind in KINDS if page == "overview" else grid.turn(KINDS, pages().index(page)):
        assert set(in_force(app)) == left
        assert KINDS[kind] in app.query_params
        (button,) = [one for one in app.button if one.key == STRIP + kind]
        app = button.click().run()
        assert not app.exception
        assert KINDS[kind] not in app.query_params
        left.remove(kind)
    assert set(in_force(app)) == left


@pytest.mark.parametrize(
    ("page", "applied"),
    [
        ("overview", {"weights", "normalise", "aggregate", "figures", "year"}),
        ("ranking", {"weights", "normalise", "aggregate", "figures", "year"}),
        ("compare", {"weights", "normalise", "aggregate", "figures", "year"}),
        ("data", {"weights", "normalise", "aggregate", "figures", "year"}),
        ("method", {"weights", "figures", "year"}),
        ("participation", {"year"}),
        ("coverage", {"reach"}),
    ],
)
def test_what_a_page_cannot_follow_it_says(open_page, folder, page, applied):
    app = open_page(page, dataset=folder, **LINKS["all"] | {"agg": "harmonic", "r": 500})
    line = [
        (one.key or "").removeprefix(STRIP) if one.type == "button" else one.value
        for one in app.main
        if one.type in ("button", "caption")
    ]
    apart = line.index("Chosen, but not used on this page:")
    here = {part for part in line[:apart] if part in in_force(app)}
    assert here == applied


def test_without_a_choice_nothing_can_be_taken_back(open_page, folder):
    app = open_page("overview", dataset=folder)
    assert in_force(app) == {}
    captions = [one.value for one in app.caption]
    start = captions.index("weights as declared")
    assert captions[start : start + 5] == ["weights as declared", "·", "all figures", "·", "2020"]


def test_in_chinese_too(open_page, folder):
    app = open_page("coverage", dataset=folder, lang="zh", w="open:90", r=500)
    assert in_force(app) == {"weights": "自定权重", "reach": "500米以内"}
    assert "已选但本页不采用：" in [one.value for one in app.caption]


def test_method_shows_the_shares_in_force(open_page, folder, words):
    for link, share in (({}, "66.7"), ({"w": "learned:90,open:10"}, "90.0"), ({"official": 1}, "100.0")):
        text = words(open_page("method", dataset=folder, **link)).replace("\\", "")
        assert f"**Learned** · {share}\N{NO-BREAK SPACE}%" in text


def test_years_play_by_themselves_to_the_last_that_ranks(open_page, folder, monkeypatch):
    app = open_page("method", dataset=folder, year=2010)
    play = app.button(key=years.PLAY).label
    app.button(key=years.PLAY).click().run()
    # The first is shown for a while, and can be stopped at.
    assert app.query_params["year"] == "2010"
    assert app.button(key=years.PLAY).label != play
    app.button(key=years.PLAY).click().run()
    assert app.button(key=years.PLAY).label == play
    monkeypatch.setattr(years, "STEP_S", 0)
    app.button(key=years.PLAY).click().run()
    assert "year" not in app.query_params
    assert app.select_slider(key=years.SLIDER).value == 2020
    assert app.button(key=years.PLAY).label == play
