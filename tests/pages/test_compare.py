"""The page Compare: what it says of a unit is what the engine finds."""

import re

import pytest

from lcity import computed
from lcity.dataset import read
from lcity.dataset.groups import group_shares
from lcity.index import Tree, Weights, score_units
from lcity.index.peers import peers, standardise
from lcity.index.profile import differences
from lcity.index.steps import steps
from lcity.scenario.question import Question
from lcity.scenario.siting import plan
from lcity.text import language
from lcity.ui import takeaway
from tests import folders
from tests.pages.tables import shown


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return folders.write(tmp_path_factory.mktemp("three") / "cities")


def test_the_unit_is_the_one_that_follows_the_reader(open_page, words, folder):
    app = open_page("compare", dataset=folder, district="020102")
    assert "District 22, Birch ranks" in words(app).replace("\\", "")
    assert app.selectbox(key="widget.compare.unit.district.en").value == "020102"
    app.selectbox(key="widget.compare.unit.district.en").set_value("030101").run()
    assert (app.query_params["city"], app.query_params["district"]) == ("030000", "030101")
    assert "District 31, Cedar ranks" in words(app).replace("\\", "")


def test_others_stand_beside_it_and_in_the_link(open_page, folder):
    app = open_page("compare", dataset=folder, district="020102", **{"with": "010101,030103"})
    beside = app.multiselect(key="widget.compare.with.district.en")
    assert beside.value == ["010101", "030103"]
    beside.set_value(["030103"]).run()
    assert app.query_params["with"] == "030103"


@pytest.mark.parametrize("others", ["nowhere", "010101,010101", "010101,010102,010103,020101,020103"])
def test_units_that_cannot_be_are_refused_in_words(open_page, folder, others):
    app = open_page("compare", dataset=folder, **{"with": others})
    assert "with" not in app.query_params
    assert any("units compared" in note.value for note in app.info)


def test_nothing_counting_is_said(open_page, words, folder):
    app = open_page("compare", dataset=folder, w="learned:0,open:0")
    assert "nothing to rank by" in words(app)


@pytest.mark.parametrize("see", ["", "improve"])
def test_what_is_in_force_is_said_at_the_top_and_nowhere_again(open_page, words, folder, see):
    chosen = {"agg": "geometric", "w": "learned:80"} | ({"see": see} if see else {})
    app = open_page("compare", dataset=folder, district="020102", **chosen)
    strip = [button.label for button in app.button if str(button.key).startswith("in-force.")]
    assert strip == ["your own weights", "Geometric mean"]
    text = words(app)
    for again in ("Index in force", "weights of your own", *strip):
        assert again not in text


def test_cities_are_compared_too(open_page, words, folder):
    app = open_page("compare", dataset=folder, level="city", lang="zh", city="020000")
    assert app.title[0].value == "这座城市有何不同，与谁不同？"
    assert "乙得" in words(app)


@pytest.fixture(scope="module")
def engine(folder):
    """Return the dataset of three cities with its values, context and tree, read without the app."""
    dataset = read(folder, computations=computed.COMPUTATIONS)
    values = computed.complete(dataset, "district", 2020)
    context = group_shares(dataset, "district", 2020).assign(people=values.people)
    usual = ["people", "people_0_14", "people_60p"]
    standard = standardise(context[usual], ["people"])
    return dataset, values.values, standard, Tree.from_table(dataset.indicators)


def profile(app):
    return shown(app, "lcity_profile")


def rows(app):
    return {row["key"]: row for row in profile(app)["rows"]}


def test_the_profile_shows_values_places_and_what_is_missing(open_page, words, folder, engine):
    dataset, values, standard, tree = engine
    found = peers(standard, "020102")
    assert len(found.units) == 4
    app = open_page("compare", dataset=folder, district="020102", **{"with": "030103"})
    row = rows(app)
    scores = score_units(values, dataset.indicators, tree).nodes
    nodes = [
        "learned",
        "schooling",
        "literacy",
        "open",
        "people_served",
        "distance",
        "staff",
        "coverage_1000m",
    ]
    assert list(row) == nodes
    assert row["schooling"]["dots"] == pytest.approx(
        scores.loc[["020102", "030103"], "schooling"].tolist(), abs=0.01
    )
    quartiles = scores.loc[found.units, "schooling"].quantile([0.25, 0.5, 0.75])
    assert row["schooling"]["band"] == pytest.approx(quartiles.tolist(), abs=0.01)
    own, other = values.loc[["020102", "030103"], "schooling"]
    assert row["schooling"]["values"] == [f"{own:.1f}", f"{other:.1f}"]
    assert row["schooling"]["note"] == "years · 2020"
    assert row["staff"]["dots"] == [None, None]
    assert row["staff"]["values"] == ["no figure"] * 2
    assert "gap" not in row["staff"]
    assert row["coverage_1000m"]["simulated"] == "simulated"
    assert "has no figure of: Staff." in words(app).replace("\\", "")


def test_a_gap_in_a_share_is_said_in_people(open_page, folder, engine):
    dataset, values, standard, _ = engine
    median = values.loc[peers(standard, "020102").units, "literacy"].median()
    adults = dataset.values_district.set_index(["district", "year"]).at[("020102", 2020), "people_15p"]
    short = (median - values.at["020102", "literacy"]) / 100 * adults
    assert short > 0
    row = rows(open_page("compare", dataset=folder, district="020102"))["literacy"]
    assert row["gap"] == f"behind by {short:.0f} people"
    assert row["behind"] is True


def test_a_gap_in_a_share_of_nobody_named_is_said_in_its_own_unit(open_page, tmp_path):
    tables = folders.valid()
    tables["indicators"].loc[tables["indicators"]["key"] == "literacy", "denominator"] = None
    folder = folders.write(tmp_path, tables)
    row = rows(open_page("compare", dataset=folder, district="020102"))["literacy"]
    assert "people" not in row["gap"]
    assert row["gap"].startswith("behind by ")


def test_the_sentences_are_the_engine_s(open_page, words, folder, engine):
    dataset, values, standard, tree = engine
    others = peers(standard, "020102").units
    found = steps(values, dataset.indicators, tree, "020102", others)
    best = found[found["step"] == "median"].iloc[0]
    name = dataset.indicators.at[best["indicator"], "name"]
    text = words(open_page("compare", dataset=folder, district="020102")).replace("\\", "")
    assert f"if “{name}” reached the median of its peers" in text
    assert f"it would gain {best['gain']:.1f} points" in text
    lags = differences(score_units(values, dataset.indicators, tree), tree, "020102", others)
    worst = lags.index[-1]
    assert f"Weakest in “{dataset.indicators.at[worst, 'name']}”" in text
    assert f"That costs it {-lags['points'].iloc[-1]:.1f} points." in text


@pytest.mark.parametrize(("norm", "agg"), [("minmax", "geometric"), ("zscore", "arithmetic")])
def test_steps_follow_the_rules_of_city_ranking(open_page, words, folder, engine, norm, agg):
    dataset, values, standard, tree = engine
    link = {"norm": norm, "agg": agg, "w": "learned:90", "see": "improve"}
    app = open_page("compare", dataset=folder, district="020102", **link)
    weights = Weights({"learned": 90, "open": 33 + 1 / 3, "schooling": 50, "literacy": 50})
    others = peers(standard, "020102").units
    found = steps(
        values, dataset.indicators, tree, "020102", others, weights=weights, normalise=norm, aggregate=agg
    )
    best = found[found["step"] == "median"].iloc[0]
    text = words(app).replace("\\", "")
    assert f">+{best['gain']:.1f}, rank {best['rank']}<" in text
    assert "your own weights" in [button.label for button in app.button]


def test_whom_it_is_held_against_is_chosen_and_stands_in_the_link(open_page, words, folder):
    app = open_page("compare", dataset=folder, district="020102", against="city")
    text = words(app).replace("\\", "")
    assert "above the median of the other districts of Birch" in text
    app.segmented_control(key="widget.against.en").set_value("all").run()
    assert "all other districts" in words(app)
    assert app.query_params["against"] == "all"


def test_peers_are_by_the_context_the_reader_chooses(open_page, folder, engine):
    dataset = engine[0]
    people = computed.complete(dataset, "district", 2020).people.to_frame("people")
    app = open_page("compare", dataset=folder, district="020102", alike="people")
    found = peers(standardise(people, ["people"]), "020102")
    table = app.table[0].value
    cities = dataset.cities["name"][dataset.districts.loc[found.units, "city"]]
    names = [
        f"{name}, {city}"
        for name, city in zip(dataset.districts.loc[found.units, "name"], cities, strict=True)
    ]
    assert [name.replace("\\", "") for name in table.index[1:]] == names
    assert table.iloc[1:, 0].tolist() == [f"{far:.2f}" for far in found.distance]
    refused = open_page("compare", dataset=folder, alike="wealth")
    assert any("alike by" in note.value for note in refused.info)


def test_without_peers_it_says_which_file_would_bring_them(open_page, words, tmp_path):
    tables = folders.valid()
    for name in ("districts", "values_district", "centres", "population", "participation"):
        del tables[name]
    tables["indicators"] = tables["indicators"][
        tables["indicators"]["key"].isin(["open", "people_served", "staff"])
    ]
    app = open_page("compare", dataset=folders.write(tmp_path, tables))
    assert "in values_district.csv would bring it to life" in words(app).replace("\\", "")
    assert rows(app)["staff"]["values"] == ["11.0"]


def test_three_cities_are_too_few_for_peers(open_page, words, folder):
    text = words(open_page("compare", dataset=folder, level="city")).replace("\\", "")
    assert "Too few units to speak of peers: only 2 others can be compared." in text


def test_a_unit_without_a_rank_is_said_to_have_none(open_page, words, tmp_path):
    tables = folders.valid()
    values = tables["values_district"]
    values.loc[values["district"] == "020102", ["schooling", "literacy", "distance"]] = ""
    folder = folders.write(tmp_path, tables)
    for see in ("profile", "improve"):
        text = words(open_page("compare", dataset=folder, district="020102", see=see)).replace("\\", "")
        assert "District 22, Birch is not ranked" in text


def test_text_of_a_dataset_is_not_obeyed(open_page, words, tmp_path):
    tables = folders.valid()
    tables["districts"].loc[0, "name"] = "**Bold** <b>[a](http://b.c)"
    tables["indicators"].loc[1, "name"] = "<img src=x>"
    folder = folders.write(tmp_path, tables)
    app = open_page("compare", dataset=folder, district="010101", see="improve")
    assert "<img" not in words(app).replace("\\<img", "")


def test_what_is_taken_away_is_what_is_shown(open_page, folder, engine, monkeypatch):
    dataset, values, standard, tree = engine
    exports = []
    monkeypatch.setattr(takeaway, "offer", lambda name, made: exports.append(made()))
    open_page("compare", dataset=folder, district="020102", **{"with": "010101"})
    profile_, steps_, peers_ = exports[0].tables
    leaf = list(tree.leaves).index("schooling")
    own = profile_.rows.iloc[leaf]
    assert (own["020102"], own["010101"]) == tuple(values.loc[["020102", "010101"], "schooling"])
    assert own["unit"] == "years"
    found = steps(values, dataset.indicators, tree, "020102", peers(standard, "020102").units)
    assert steps_.rows["gain"].tolist() == pytest.approx(found["gain"].tolist())
    assert peers_.rows["id"].tolist() == ["020102", *peers(standard, "020102").units]
    assert exports[0].picture.panels[0].title == "Profile of District 22, Birch (partly simulated)"
    assert exports[0].metadata.finding.count("District 22, Birch ranks") == 1
    assert "One step up" in exports[0].metadata.finding


def test_a_brief_keeps_the_caveat_names_the_peers_and_cuts_no_mark(open_page, words, monkeypatch):
    exports = []
    monkeypatch.setattr(takeaway, "offer", lambda name, made: exports.append(made()))
    text = words(open_page("compare", district="310151")).replace("\\", "")
    assert "has no close peer" in text
    made = exports[0]
    assert "has no close peer" in made.metadata.finding
    assert "Read the comparison with care." in made.metadata.finding
    chosen = dict(made.metadata.chosen)
    assert chosen["Peers"].split(" · ") == made.tables[2].rows["name"].tolist()[1:]
    assert len(chosen["Peers"].split(" · ")) == 10
    strips, gains = made.picture.panels
    assert any("(simulated)" in label for label in strips.labels)
    for label in [*strips.labels, *gains.names]:
        assert len(label) <= 60
        assert "…" not in label
    assert not any(written.startswith(("+0.0", "0.0")) for written in gains.written)


def test_advice_that_rests_on_simulated_figures_says_what_it_is_not_for(open_page, words):
    text = words(open_page("compare", district="510112", see="improve")).replace("\\", "")
    advice = next(line for line in text.splitlines() if "One step up" in line)
    assert "It rests on simulated figures: not for decisions." in advice
    text = words(open_page("compare", district="510112", see="improve", official="1")).replace("\\", "")
    assert "One step up" in text
    assert "not for decisions" not in text


def test_no_step_leads_nowhere(open_page, words):
    text = words(open_page("compare", district="310151", see="improve"))
    cell = r'data-head="{}">(.*?)</td>'
    now, median, top = (
        re.findall(cell.format(head), text) for head in ("Now", "At the median", "In the top quarter")
    )
    assert len(now) == len(median) == len(top) > 10
    taken = re.compile(r'<span class="l">(.+?)</span><span class="l">\+?([\d.]+), rank \d+</span>')
    for value, *reached in zip(now, median, top, strict=True):
        steps_ = [taken.fullmatch(cell) for cell in reached if cell != "there already"]
        assert len({value, *(step[1] for step in steps_)}) == 1 + len(steps_), "no two values look alike"
        assert any(float(step[2]) > 0 for step in steps_)
    assert "there already" in median
    assert "there already" not in top


def test_nothing_to_be_alike_by_is_said(open_page, words, folder):
    app = open_page("compare", dataset=folder, alike="")
    assert "Nothing is chosen for units to be alike by" in words(app)
    assert "all other districts" in words(app)


def test_what_to_improve_first_leads_to_a_plan_for_the_unit(open_page, words, folder):
    app = open_page("compare", dataset=folder, district="020102", see="improve", goal="worst", r=2300)
    app.button(key="compare.to_plan").click().run()
    assert app.query_params["district"] == "020102"
    assert "goal" not in app.query_params
    found = plan(read(folder), Question(new=3, city="020000", district="020102", radius=2300))
    assert language("en").people(found.after.covered - found.before.covered) in words(app)
    assert "District 22" in words(app)
