"""With a plan in force every figure says whether it rests on that, and on what it rests besides."""

import pytest

from lcity.dataset import PROVENANCES
from lcity.export.mark import headline
from lcity.scenario import Add, Scenario
from lcity.scenario.compact import pack
from lcity.ui import takeaway
from lcity.ui.shared import marks
from tests.pages.tables import shown

EVENINGS = "Mo-Su 09:00-22:00"


def more(lon, lat):
    sites = (Add(f"p{at}", f"New {at}", "library", lon + at / 50, lat, EVENINGS) for at in range(5))
    return pack(Scenario("more", tuple(sites)))


ENGLAND = {"d": "england9", "city": "E47000001", "scenario": more(-2.3, 53.6)}
CHINA = {"city": "330100", "scenario": more(120.2, 30.3)}


@pytest.fixture
def exports(monkeypatch):
    """Give what pages offer, made at once."""
    found = []
    monkeypatch.setattr(takeaway, "offer", lambda name, made: found.append(made()))
    return found


def signs(text):
    """Return of which provenances the marks in a text are."""
    return [kind for kind in PROVENANCES if marks.tag(kind) in text]


def plain(text):
    return text.replace("\\", "").replace("\N{NO-BREAK SPACE}", " ")


def of_answer(app):
    (told,) = [box.value for box in app.markdown if box.value.startswith("## ")]
    return signs(told)


def titled(app):
    """Return the marks of each panel by its title."""
    parts = [box.value.split("** ") for box in app.markdown if box.value.startswith("**")]
    return {title.removeprefix("**"): signs(tags) for title, tags in parts}


def banner(app):
    """Return what the banner says, which begins with the sign it explains."""
    sign = f"{marks.tag('simulated')} simulated"
    (told,) = [box.value for box in app.markdown if box.value.startswith(sign)]
    return told


@pytest.mark.parametrize("side", ["before", "after"])
def test_no_plan_changes_who_takes_part_but_it_does_what_is_held_against_reach(
    open_page, exports, english, side
):
    app = open_page("participation", **ENGLAND, **{"as": side})
    assert of_answer(app) == []
    found = titled(app)
    scatter = next(title for title in found if title.endswith("take part more?"))
    assert found.pop(scatter) == ["planned" if side == "after" else "official"]
    assert len(found) >= 3
    assert set(map(tuple, found.values())) == {("official",)}
    (made,) = exports
    assert headline(made.metadata, english) == made.metadata.finding
    assert ("planned" in made.metadata.provenances) == (side == "after")
    drawn = [panel.title for panel in made.picture.panels]
    assert any(scatter in title for title in drawn)
    assert [("planned" in title) for title in drawn] == [side == "after" and scatter in t for t in drawn]


def test_rates_are_simulated_and_their_correlation_with_reach_planned_besides(seen):
    app = seen("participation", **CHINA)
    assert of_answer(app) == ["simulated"]
    assert "all figures" in banner(app)
    found = titled(app)
    scatter = next(title for title in found if title.endswith("take part more?"))
    assert found.pop(scatter) == ["simulated", "planned"]
    assert set(map(tuple, found.values())) == {("simulated",)}


def heads(table):
    """Return what stands beside the heads of a page's table, by head: the signs of simulated ones too."""
    return {
        column["label"]: [column[name] for name in ("mark", "also") if name in column]
        for column in table["columns"]
        if "label" in column
    }


@pytest.mark.parametrize(
    ("link", "reached", "people"),
    [
        (ENGLAND, ["planned"], ["official"]),
        (ENGLAND | {"as": "before"}, ["official"], ["official"]),
        (CHINA, ["simulated", "planned"], ["simulated"]),
    ],
)
def test_who_is_reached_is_planned_but_never_how_many_live_there(open_page, exports, link, reached, people):
    found = heads(shown(open_page("coverage", **link), "lcity_table"))
    assert found.pop("Residents") == people
    own, *others = found.values()
    assert own == []
    assert others == [reached, reached]
    columns = {column.key: column.provenance.split() for column in exports[0].tables[0].columns}
    assert columns["people"] == people
    assert all(columns[key] == reached for key in ("covered", "out", "share"))


def test_a_plan_on_simulated_figures_alone_leaves_the_whole_page_simulated(seen):
    assert "all figures" in banner(seen("coverage", **CHINA))
    assert of_answer(seen("coverage", **CHINA)) == ["simulated", "planned"]


def about_reach(app):
    """Return the marks of the overview's sentence on who lives near a centre."""
    links = [box.proto.label for box in app.get("page_link")]
    (found,) = [label for label in links if "live within 1,000 m" in label or "within 1,000 m of a" in label]
    return signs(found)


@pytest.mark.parametrize("link", [ENGLAND, CHINA])
def test_the_headlines_of_a_ranking_that_obeys_a_plan_are_marked(seen, link):
    for rules, planned in (({}, True), ({"as": "before"}, False), ({"official": 1}, False)):
        assert shown(seen("ranking", **link, **rules), "lcity_board")["planned"] == planned
        assert ("planned" in of_answer(seen("overview", **link, **rules))) == planned


def test_the_overviews_sentence_on_reach_is_marked_where_it_rests_on_a_plan(seen):
    whole = {key: value for key, value in ENGLAND.items() if key != "city"}
    for link in (ENGLAND, whole):
        assert about_reach(seen("overview", **link)) == ["planned"]
        assert about_reach(seen("overview", **link, **{"as": "before"})) == []
    assert about_reach(seen("overview", **CHINA)) == ["simulated", "planned"]


def test_what_official_figures_alone_leave_out_because_of_a_plan_is_named(seen, words):
    note = "What the plan changes is no official figure, and is left out of them: Library within 1,000 m"
    whole = {key: value for key, value in ENGLAND.items() if key != "city"}
    for link in (ENGLAND, whole):
        for side, planned in (("after", True), ("before", False)):
            buttons = [button.label for button in seen("overview", **link, **{"as": side}).button]
            (told,) = [plain(label) for label in buttons if label.startswith("On official figures alone")]
            assert (note in told) == planned
            assert signs(told) == (["planned"] if planned else [])
            for page in ("ranking", "overview"):
                app = seen(page, **link, official=1, **{"as": side})
                assert (note in plain(words(app))) == planned
    assert note not in plain(words(seen("ranking", **ENGLAND)))
    assert note not in plain(words(seen("ranking", **CHINA, official=1)))


def test_ranks_before_and_after_are_handed_out_with_all_they_rest_on(open_page, exports):
    for link, was, now in ((ENGLAND, "", "planned"), (CHINA, "partly", "partly planned")):
        open_page("ranking", **link)
        columns = {column.key: column.provenance for column in exports.pop().tables[-1].columns}
        assert {columns[key] for key in ("rank_before", "score_before")} == {was}
        assert {columns[key] for key in ("rank", "score", "moved")} == {now}
