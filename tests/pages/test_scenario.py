"""A scenario is state: every page obeys it and says so, and is as it was once it is taken back."""

import pandas as pd
import pytest

from lcity import computed
from lcity.dataset import content_hash, read
from lcity.export.mark import headline
from lcity.scenario import Add, Close, Hours, Scenario, apply, write
from lcity.scenario.compact import pack
from lcity.ui import takeaway
from lcity.ui.compare.views import VIEWS
from lcity.ui.shared import planned
from tests import folders, grid
from tests.browser.harness import pages
from tests.pages.tables import column, ids, shown

EVENINGS = "Mo-Su 09:00-22:00"
SMALL = Scenario(
    "One more in Ash",
    (Add("p1", "New", "library", 111.01, 30.01, EVENINGS), Hours(EVENINGS, centre="c02"), Close("c01")),
)
SHIPPED = {
    "china15": (120.2, 30.3, {"city": "330100"}),
    "england9": (-2.3, 53.6, {"d": "england9", "city": "E47000001"}),
}
FEATURES = {"schooling": "5 Families", "staff": "6 Workplace"}
STRIP = "in-force.scenario"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    tables = folders.valid()
    tables["indicators"]["unesco"] = tables["indicators"]["key"].map(FEATURES).fillna("7 Technologies")
    return folders.write(tmp_path_factory.mktemp("scenario"), tables)


@pytest.fixture
def exports(monkeypatch):
    """Give what pages offer, made at once."""
    found = []
    monkeypatch.setattr(takeaway, "offer", lambda name, made: found.append(made()))
    return found


def strip(app):
    return [one.label for one in app.button if one.key == STRIP]


def told(app):
    return [note.value.replace("\\", "") for note in app.info]


@pytest.mark.grid
@pytest.mark.parametrize(
    ("page", "name"), [(page, name) for n, page in enumerate(pages()) for name in grid.turn(SHIPPED, n)]
)
def test_every_page_of_the_shipped_datasets_opens_with_one_and_says_so(open_page, name, page):
    lon, lat, link = SHIPPED[name]
    sites = [Add(f"p{at}", f"New {at}", "library", lon + at / 50, lat, EVENINGS) for at in range(5)]
    app = open_page(page, scenario=pack(Scenario("more", tuple(sites))), **link)
    assert strip(app) == ["with 5 new centres (planned)"]
    assert told(app) == []


def differing_rows(was, now, key):
    """Return the rows of a table in which a figure is another than in the table as it was."""
    if not pd.api.types.is_numeric_dtype(now[key]) or key not in was or set(was.index) != set(now.index):
        return now.iloc[:0]
    old, new = was[key].reindex(now.index).astype(float), now[key].astype(float)
    return now[(old != new) & ~(old.isna() & new.isna())]


WHERE = ("overview", "ranking", "coverage", "participation", "plan", *VIEWS)


@pytest.mark.parametrize("where", WHERE)
def test_what_differs_is_handed_out_as_planned(open_page, exports, folder, english, where):
    page = "compare" if where in VIEWS else where
    link = {"see": where, "level": "city"} if where in VIEWS else {}
    for side in planned.SIDES[:2]:
        open_page(page, dataset=folder, scenario=pack(SMALL), **{"as": side}, **link)
    assert exports
    half = len(exports) // 2
    for before, after in zip(exports[:half], exports[half:], strict=True):
        differing = False
        # What is told against before comes after the others.
        for was, now in zip(before.tables, after.tables, strict=False):
            for col in now.columns:
                rows = differing_rows(was.rows, now.rows, col.key)
                differing |= len(rows) > 0
                if "planned" not in col.provenance.split() and len(rows):
                    # What a row rests on may be said row by row.
                    marks = [set(rows[name]) for name in ("provenance", "rests_on") if name in rows]
                    assert {"planned"} in marks, (where, now.title, col.key)
        if differing:
            assert headline(after.metadata, english).startswith("Planned: ")
        chosen = [dict(export.metadata.chosen)["scenario"] for export in (before, after)]
        assert chosen[0] == "before"
        if where == "plan":  # It starts from the dataset as it is, and says so.
            assert chosen[1] == "before"
            continue
        assert chosen[1].endswith("(planned)")
        assert "planned" not in before.metadata.provenances
    assert where not in ("overview", "ranking", "coverage") or differing


def rows_on_overview(app):
    return shown(app, "lcity_table")["rows"]


def test_pages_show_the_dataset_with_it_and_as_it_was_once_taken_back(open_page, folder):
    app = open_page("overview", dataset=folder)
    usual = rows_on_overview(app)
    app = open_page("overview", dataset=folder, scenario=pack(SMALL))
    dataset = read(folder, computations=computed.COMPUTATIONS)
    values = [computed.complete(of, "city").values for of in (dataset, apply(dataset, SMALL))]
    assert not values[0].equals(values[1])
    assert rows_on_overview(app) != usual
    (button,) = [one for one in app.button if one.key == STRIP]
    app = button.click().run()
    assert rows_on_overview(app) == usual
    assert strip(app) == []
    assert "scenario" not in app.query_params


@pytest.mark.parametrize(
    ("link", "sentence"),
    [
        ({"scenario": "1abc"}, "damaged"),
        ({"scenario": "x" * 1_600}, "damaged"),
        ({"scenario": pack(Scenario("gone", (Close("nobody"),)))}, '"nobody"'),
        ({"scenario": pack(SMALL), "d": "0123456789abcdef"}, "made for other data"),
    ],
)
def test_one_that_cannot_be_shown_is_told_once_and_the_page_is_as_it_is(open_page, folder, link, sentence):
    app = open_page("overview", dataset=folder, **link)
    (note,) = told(app)
    assert sentence in note
    assert strip(app) == []
    assert "scenario" not in app.query_params


def test_one_too_long_for_a_link_stays_in_the_session_and_says_so(open_page, folder, monkeypatch):
    monkeypatch.setattr(planned, "LINK_CHARACTERS", 10)
    app = open_page("overview", dataset=folder, scenario=pack(SMALL))
    app = app.switch_page("pages/coverage.py").run()
    assert strip(app) == ["with 1 new centre, 1 centre closed and other opening hours (planned)"]


def test_coverage_shows_the_difference_in_its_number_map_and_table(open_page, folder):
    app = open_page("coverage", dataset=folder, scenario=pack(SMALL), city="010000", **{"as": "difference"})
    dataset = read(folder, computations=computed.COMPUTATIONS)
    was, now = (computed.district_coverage(of)["share"] for of in (dataset, apply(dataset, SMALL)))
    changed = {unit: 100 * (now - was)[unit] for unit in folders.DISTRICTS[:3]}
    cells = dict(zip(ids(shown(app, "lcity_table")), column(shown(app, "lcity_table"), 3), strict=True))
    assert any(change <= -0.1 for change in changed.values())
    for unit, change in changed.items():
        arrow = "▲" if change > 0 else "▼"
        expected = f"{arrow}\N{NO-BREAK SPACE}{abs(change):.1f}" if abs(change) >= 0.1 else "%"
        assert cells[unit].endswith(expected)
    assert float(app.metric[0].delta.split()[0]) < 0


def test_ranking_tells_ranks_and_scores_against_before_and_others_say_they_cannot(open_page, folder, words):
    link = {"dataset": folder, "scenario": pack(SMALL), "as": "difference"}
    app = open_page("ranking", units="district", **link)
    assert "▼" in str(app.table[0].value)
    assert "shows no difference" not in words(app)
    assert "shows no difference" in words(open_page("overview", **link))
    assert len(open_page("ranking", **link | {"as": "after"}).table) == 0


def sides(app):
    """Return the table of scenarios side by side: its columns' names, and the index of the city by each."""
    tables = [one.value for one in app.table]
    (table,) = [found for found in tables if any(str(name).startswith(("A ", "B ")) for name in found)]
    return dict(zip(table.columns, table.loc["Index, Ash"], strict=True))


def click(app, key):
    (button,) = [one for one in app.button if one.key == key]
    app = button.click().run()
    assert not app.exception
    return app


def test_two_scenarios_stand_side_by_side_and_are_exchanged(open_page, folder):
    app = open_page("plan", dataset=folder, scenario=pack(SMALL), city="010000")
    only = sides(app)
    app = click(app, "plan.two.hold")
    both = sides(app)
    assert set(both) == {"before", "A · One more in Ash", "B · One more in Ash"}
    assert both["A · One more in Ash"] == both["B · One more in Ash"] != both["before"] == only["before"]
    app = click(app, STRIP)
    assert set(sides(app)) == {"before", "B · One more in Ash"}
    app = click(app, "plan.two.exchange")
    assert set(sides(app)) == {"before", "A · One more in Ash"}
    assert app.query_params["scenario"] == pack(SMALL)


def test_a_file_is_put_in_force_or_its_problems_are_told(open_page, folder):
    app = open_page("plan", dataset=folder)
    (place,) = [one for one in app.get("file_uploader") if one.key == "plan.two.open"]
    app = place.set_value(("mine.json", write(SMALL).encode(), "application/json")).run()
    app = click(app, "plan.two.put")
    assert app.query_params["scenario"] == pack(SMALL)
    (place,) = [one for one in app.get("file_uploader") if one.key == "plan.two.open"]
    wrong = Scenario("gone", (Close("nobody"),))
    app = place.set_value(("mine.json", write(wrong).encode(), "application/json")).run()
    assert any("mine.json" in one.value and "nobody" in one.value for one in app.text)
    assert app.query_params["scenario"] == pack(SMALL)


def test_the_page_data_hands_on_the_dataset_as_it_is(open_page, folder):
    usual, planned_ = (open_page("data", dataset=folder, **link) for link in ({}, {"scenario": pack(SMALL)}))
    assert strip(planned_) != []
    hash_ = content_hash(folder)
    told = [[one.value for one in app.caption if hash_ in one.value] for app in (usual, planned_)]
    assert len(told[0]) == 1
    assert told[0] == told[1]
