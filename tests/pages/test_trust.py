"""How sure a rank is: each part says what the engine says, on City ranking and on Compare."""

import re

import pandas as pd
import pytest

from lcity import computed
from lcity.dataset import read
from lcity.index import Tree, Weights, anywhere, around, normalise, rank_scores
from lcity.index.causes import Situation, causes
from lcity.index.extremes import Field
from lcity.index.methods import method_ranks, undecided
from lcity.text import language
from lcity.text.language import rounded
from tests import folders


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    tables = folders.valid()
    # Who has the most schooling and literacy has the furthest to go.
    values = tables["values_district"]
    tables["values_district"] = values.assign(distance=values["distance"].to_numpy()[::-1])
    return folders.write(tmp_path_factory.mktemp("trust") / "districts", tables)


class Engine:
    """The districts of the test's dataset, ranked without the app."""

    def __init__(self, folder):
        self.dataset = read(folder, computations=computed.COMPUTATIONS)
        self.tree = Tree.from_table(self.dataset.indicators)
        self.values = computed.complete(self.dataset, "district", 2020).values
        self.scores = normalise(self.values, self.dataset.indicators)
        self.ranks = rank_scores(self.scores, self.tree).rank.dropna().astype(int)
        field = Field(self.scores, self.tree, Weights())
        self.extremes = {unit: field.extremes(unit) for unit in self.ranks.index}
        self.unit = max(self.extremes, key=lambda unit: self.extremes[unit].worst - self.extremes[unit].best)

    def name(self, unit):
        row = self.dataset.districts.loc[unit]
        return f"{row['name']}, {self.dataset.cities.at[row['city'], 'name']}"


@pytest.fixture(scope="module")
def engine(folder):
    return Engine(folder)


@pytest.fixture
def open_and_read(open_page, words, folder, engine):
    """Open a part on the last of the ranked districts, and return all its words, unescaped."""

    def open_(page="ranking", **params):
        scope = {"units": "district"} if page == "ranking" else {"level": "district"}
        unit = {"district": engine.unit, "city": engine.dataset.districts.at[engine.unit, "city"]}
        app = open_page(page, dataset=folder, **scope, **(unit | params))
        return app, words(app).replace("\\", "")

    return open_


HELD = ("{name} is first in all 10,000 sets", "{name} holds rank {rank} in all 10,000 sets")


def test_a_rank_held_in_every_draw_is_said_to_be(open_page, words, folder, engine):
    errors = engine.scores * float("nan")
    for draws, drawn in (("around", around), ("any", anywhere)):
        spread = drawn(engine.scores, engine.tree, Weights(), errors=errors)
        for unit in engine.ranks.sort_values().index[:3]:
            rank = int(engine.ranks[unit])
            app = open_page("ranking", dataset=folder, units="district", district=unit, draws=draws)
            sentence = HELD[rank > 1].format(name=engine.name(unit), rank=rank)
            held = spread.chance(unit).get(rank, 0) == 1
            text = words(app).replace("\\", "")
            assert (sentence in text) == held
            assert ("at least nine times in ten" in text) != held


def test_no_part_is_open_until_it_is_asked_for(open_and_read, engine):
    _, text = open_and_read()
    assert "How sure is this rank?" in text
    spread = around(engine.scores, engine.tree, Weights(), errors=engine.scores * float("nan"))
    low, high = spread.low[engine.unit], spread.high[engine.unit]
    held = f"at least nine times in ten it holds rank{'' if low == high else 's'} {low}"
    assert (held in text) != (spread.chance(engine.unit)[low] == 1)
    assert 'class="lc-grid"' not in text


@pytest.mark.parametrize(("draws", "drawn"), [("around", around), ("any", anywhere)])
def test_the_grid_counts_the_draws(open_and_read, engine, draws, drawn):
    _, text = open_and_read(sure="ranks", draws=draws)
    spread = drawn(engine.scores, engine.tree, Weights(), errors=engine.scores * float("nan"))
    own = re.search(r"<tr class=s>.*?</tr>", text).group()
    found = re.findall(r">([\d.]+)</(?:td|span)>", own)
    chance = spread.chance(engine.unit)
    percent = language("en").percent
    assert found == [percent(share).removesuffix("\N{NO-BREAK SPACE}%") for share in chance if share >= 0.005]


def test_the_extremes_are_the_engines(open_and_read, engine):
    _, text = open_and_read(sure="extremes")
    found = engine.extremes[engine.unit]
    assert found.best < found.worst
    assert f"is at best rank {found.best}, at worst rank {found.worst}." in text


def test_the_worst_case_can_be_tried(open_page, folder, engine):
    # With nothing chosen the first is asked about.
    first = engine.ranks.idxmin()
    found = engine.extremes[first]
    app = open_page("ranking", dataset=folder, units="district", sure="extremes")
    app.button(key="trust.try.worst").click().run()
    assert not app.exception
    given = dict(part.split(":") for part in app.query_params["w"].split(","))
    shares = found.worst_weights / found.worst_weights.max()
    # On sliders the declared weights, 2 and 1, are 67 and 33.
    weights = {key: float(given.get(key, engine.tree.weights[key] * 100 / 3)) for key in shares.index}
    assert {key: round(weight) for key, weight in weights.items()} == {
        key: round(100 * share) for key, share in shares.items()
    }
    ranked = engine.scores.loc[engine.ranks.index]
    assert rank_scores(ranked, engine.tree, Weights(weights), least=0).rank[first] == found.worst


def test_who_is_where_no_weights_lead_further_is_told_so(open_page, words, folder, engine):
    first, last = engine.ranks.idxmin(), engine.ranks.idxmax()
    assert engine.extremes[first].best == 1
    for unit, case in ((first, "best"), (last, "worst")):
        if engine.ranks[unit] != getattr(engine.extremes[unit], case):
            continue
        app = open_page("ranking", dataset=folder, units="district", sure="extremes", district=unit)
        sentence = f"Rank {engine.ranks[unit]} at {case}: it is there already, with the weights as they are"
        assert sentence in words(app).replace("\\", "")
        assert f"trust.try.{case}" not in [button.key for button in app.button]


TAG = ":orange-background[simulated]"
MEASURED = "open:0"  # Of the districts' dimensions, the one that rests on simulated centres.


def _marked(text):
    return [line for line in text.split("\n") if line.endswith(f" {TAG}") and not line.startswith(":")]


@pytest.mark.parametrize(
    ("part", "sentences"), [("ranks", 1), ("extremes", 3), ("methods", 2), ("drivers", 2), ("causes", 2)]
)
def test_what_rests_on_simulated_figures_is_marked(open_and_read, part, sentences):
    _, text = open_and_read(sure=part)
    assert len(_marked(text)) >= sentences
    _, text = open_and_read(sure=part, w=MEASURED, since="2010")
    assert re.search("at least nine times in ten|in all 10,000 sets of weights", text)
    assert TAG not in text


def test_against_equal_weights_what_they_count_is_marked(open_and_read):
    _, text = open_and_read(sure="causes", since="equal", w=MEASURED)
    assert [line.split(",")[0] for line in _marked(text)] == ["Against equal weights and the usual methods"]


def test_compare_marks_its_grids_and_extremes(open_and_read):
    others = {"see": "trust", "with": "030103,010101"}
    found = _marked(open_and_read("compare", **others)[1])
    # The finding above, two grids, and the extremes of each of them.
    assert sum(line.startswith("How often ") for line in found) == 2
    assert sum(line.startswith("- Over all possible weights") for line in found) >= 2
    assert TAG not in open_and_read("compare", **others, w=MEASURED)[1]


def test_every_method_has_its_column(open_and_read, engine):
    _, text = open_and_read(sure="methods")
    ranks = method_ranks(engine.values, engine.dataset.indicators, engine.tree)
    own = re.search(r"<tr class=s>.*?</tr>", text).group()
    found = [int(number) for number in re.findall(r">(\d+)</(?:td|span)>", own)]
    assert found == ranks.loc[engine.unit].astype(int).tolist()
    n = len(engine.ranks)
    pairs = f"{len(undecided(ranks))} of {n * (n - 1) // 2} pairs of districts"
    assert f"The order of {pairs} depends on the method." in text


def test_drivers_name_a_dimension_or_say_that_there_is_none(open_and_read):
    _, text = open_and_read(sure="drivers", draws="any")
    assert re.search(r"the one that moves .* most is that of|none of them drives it", text)


def test_causes_add_up_on_the_page(open_and_read, engine):
    _, text = open_and_read(sure="causes", since="equal", w=f"{engine.tree.dimensions[0]}:100")
    table = re.findall(r'data-head="(Places|Points)">([^<]*)<', text.replace("\N{MINUS SIGN}", "-"))
    places = sum(float(number) for head, number in table if head == "Places")
    assert len(table) == 8
    equal = Weights(dict.fromkeys(engine.tree.dimensions, 50.0))
    # On the sliders the declared weights have a mean of 50.
    declared = pd.Series(engine.tree.weights)[list(engine.tree.dimensions)]
    scaled = declared * min(50 / declared.mean(), 100 / declared.max())
    moved = Weights(scaled.to_dict() | {engine.tree.dimensions[0]: 100.0})
    facts = engine.values, engine.dataset.indicators, engine.tree
    found = causes(Situation(*facts, equal), Situation(*facts, moved), engine.unit)
    assert places == pytest.approx(found.before["rank"] - found.after["rank"], abs=1e-9)
    points = sum(float(number) for head, number in table if head == "Points")
    assert points == pytest.approx(rounded(found.after["score"] - found.before["score"], 1), abs=1e-9)


@pytest.fixture(scope="module")
def with_new(tmp_path_factory):
    """The three cities, of whose districts nobody measured the distance before 2020."""
    tables = folders.valid()
    values = tables["values_district"]
    values.loc[values["year"].astype(int) < 2020, "distance"] = ""
    return folders.write(tmp_path_factory.mktemp("trust") / "new", tables)


def test_an_indicator_that_is_new_is_a_cause_of_its_own(open_page, words, with_new):
    new = {"dataset": with_new, "units": "district", "sure": "causes", "since": "2010"}
    text = words(open_page("ranking", **new, w="learned:100,open:10")).replace("\\", "")
    assert re.search(
        r"1 indicator has figures in only one of the two years, which .* points: Distance\.", text
    )
    assert "Indicators new or gone" in text
    assert len(re.findall(r'data-head="(?:Places|Points)">', text)) == 10
    text = words(open_page("ranking", **new, w="learned:100,open:10", lang="zh")).replace("\\", "")
    assert "有1个指标仅在其中一年有数据（距离），" in text


def test_compare_says_who_is_ahead(open_and_read, engine):
    other = max(engine.extremes, key=lambda unit: (unit != engine.unit, engine.extremes[unit].worst))
    _, text = open_and_read("compare", see="trust", **{"with": other})
    first, second = engine.ranks[[other, engine.unit]].sort_values().index
    assert f"{engine.name(first)} is ahead of {engine.name(second)} in " in text
    assert text.count('class="lc-grid"') == 2
    assert text.count("Over all possible weights of the dimensions, those within each as they are") == 2


def test_in_chinese_too(open_page, words, folder, engine):
    for part in ("ranks", "extremes", "methods", "drivers", "causes"):
        app = open_page("ranking", dataset=folder, lang="zh", units="district", sure=part)
        assert "这个位次有多可靠？" in words(app)
