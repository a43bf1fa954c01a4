"""What City ranking hands out: whose rank it is, which weights moved, and the classes of the board."""

from dataclasses import replace

import pytest

from lcity.export.pictures.page import HEIGHT_IN, WIDTH_IN
from lcity.index import Weights, equal
from lcity.ui.overview.export import overview_export
from lcity.ui.parts.board.picture import Seen, seen
from lcity.ui.ranking.export import board_export, ranking_export
from lcity.ui.shared import cache, standing
from tests import folders


@pytest.fixture(autouse=True)
def shipped(monkeypatch):
    monkeypatch.delenv("LCITY_DATASET", raising=False)


@pytest.fixture
def tilted():
    rules = standing.equal_rules()
    heavy = dict(equal(rules.tree).overrides) | {"talent": 0.0, "everywhere": 100.0}
    return replace(rules, weights=Weights(heavy))


def export_of(level, city, rules):
    return ranking_export("Found.", standing.ranked(level, rules, city), level, city, rules)


def test_districts_of_several_cities_are_told_apart(tilted):
    bars = export_of("district", "", tilted).picture.panels[0]
    assert bars.title == "Ranking: All districts (partly simulated) (25 of 183 shown)"
    assert all(", " in name for name in bars.names)
    own = export_of("district", "310000", tilted).picture.panels[0]
    assert own.title == "Ranking: Districts of Shanghai (partly simulated)"
    assert "Changning" in list(own.names)


def test_it_says_which_weights_are_others_than_equal_ones(tilted):
    note = export_of("city", "", tilted).metadata.note.replace("\N{NO-BREAK SPACE}", " ")
    assert note == "Against equal weights: Everywhere 16.7 % → 33.3 %; Talent 16.7 % → 0.0 %"
    assert not export_of("city", "", standing.equal_rules()).metadata.note


def test_its_map_keeps_the_boards_classes_while_weights_move(tilted):
    moved, still = (
        export_of("city", "", rules).picture.panels[1] for rules in (tilted, standing.equal_rules())
    )
    assert list(moved.key) == list(still.key)
    assert next(words for _, words in moved.key).startswith("under ")
    assert [words for _, words in moved.key][-1].endswith(" and over")
    scores = standing.ranked("district", tilted).score[moved.fill.index]
    colours = {float(words.split("–")[0]): colour for colour, words in moved.key[1:-1]}
    assert colours
    for low, colour in colours.items():
        inside = scores[(scores >= low) & (scores < low + 10)]
        assert set(moved.fill[inside.index]) <= {colour}
    overview = overview_export("Found.", standing.ranked("city", tilted), "city", tilted).picture.panels[1]
    assert not next(words for _, words in overview.key).startswith("under ")


BEIJING = (115.2, 39.3, 117.6, 41.2)
INSIDE_BEIJING = (116.3, 39.8, 116.5, 40.0)


def board_of(level, city, rules, told):
    return board_export("Found.", standing.ranked(level, rules, city), level, city, rules, told)


def test_the_boards_picture_has_the_rows_and_pins_that_are_seen_in_their_order(tilted):
    ranked = list(standing.ranked("district", tilted).table().index)
    told = Seen(("nobody", *ranked[40:52]), (ranked[7], "nobody"), "110000")
    metadata, picture, _ = board_of("district", "", tilted, told)
    bars = picture.panels[0]
    assert list(bars.units) == [ranked[7], *ranked[40:52]]
    assert bars.pinned == (ranked[7],)
    assert bars.title == "Ranking: All districts (partly simulated) (13 of 183 shown)"
    base, now = (standing.ranked("district", rules) for rules in (standing.equal_rules(), tilted))
    assert (bars.moved.dropna() == (base.rank - now.rank)[bars.moved.dropna().index]).all()
    assert "Talent 0\N{NO-BREAK SPACE}%" in bars.labels["talent"]
    assert bars.labels["everywhere"] == "Everywhere 33\N{NO-BREAK SPACE}% (simulated)"
    assert metadata.sources
    assert metadata.simulated


def test_the_boards_picture_is_higher_where_more_rows_are_in_view(tilted):
    ranked = tuple(standing.ranked("district", tilted).table().index)
    few, many = (board_of("district", "", tilted, Seen(ranked[:count]))[2] for count in (12, 45))
    assert few == (WIDTH_IN, HEIGHT_IN)
    assert many[1] > 1.5 * HEIGHT_IN


def test_the_boards_picture_has_the_map_where_it_is_turned(tilted):
    rows = tuple(standing.ranked("city", tilted).table().index)
    own = cache.open_dataset().districts
    own = own[own["city"] == "110000"]
    whole, near = (
        board_of("city", "", tilted, Seen(rows, (), "110000", extent))[1].panels[1]
        for extent in (BEIJING, INSIDE_BEIJING)
    )
    assert (whole.extent, near.extent) == (BEIJING, INSIDE_BEIJING)
    assert set(own.index) < set(whole.outlines.index)
    assert set(near.outlines.index) < set(own.index)
    assert set(whole.names.index) == set(own.index)
    others = whole.outlines.index.difference(own.index)
    usual = export_of("city", "", tilted).picture.panels[1].key
    assert set(whole.fill[own.index]) <= {colour for colour, _ in usual}
    assert not set(whole.fill[others]) & {colour for colour, _ in usual}


def test_the_boards_picture_names_the_district_outlined_where_it_is_in_view(tilted, monkeypatch):
    rows = tuple(standing.ranked("city", tilted).table().index)
    monkeypatch.setattr("lcity.ui.shared.selection.district_choice", lambda: Chosen("110108"))
    inside, outside = (
        board_of("city", "", tilted, Seen(rows, (), "110000", extent))[0].note
        for extent in (BEIJING, (121.0, 31.0, 122.0, 32.0))
    )
    assert "Outlined on the map: Haidian" in inside
    assert "Outlined" not in outside


class Chosen:
    """A choice that was made."""

    def __init__(self, value):
        self.value = value


def test_what_a_browser_tells_of_what_is_seen_is_bounded():
    request = {"units": ["a"] * 1000, "pins": [1] * 1000, "city": "x", "extent": [0, -90, 10, 90]}
    told = seen(request)
    assert (len(told.units), len(told.pins)) == (60, 20)
    assert told.extent == (0, -85, 10, 85)
    for extent in (None, [10, 0, 0, 10], [0, 0, float("nan"), 1], [0, 5, 10, 5]):
        assert seen(request | {"extent": extent}).extent is None


def test_how_sure_the_ranks_are_is_a_picture_of_its_own(tilted):
    (grid,) = export_of("city", "", tilted).others
    ranking = standing.ranked("city", tilted)
    names = standing.names("city")[ranking.table().index]
    assert [row.name for row in grid.rows] == [f"{at}  {name}" for at, name in enumerate(names, 1)]
    shares = [sum(float(cell.text[:-2]) for cell in row.cells if cell.text) for row in grid.rows]
    assert shares == pytest.approx([100] * 15, abs=5)
    framed = [[cell.ring for cell in row.cells].index(True) for row in grid.rows]
    assert [grid.heads[1 + at] for at in framed] == [str(at) for at in range(1, 16)]


def test_values_are_in_the_readers_units():
    ranking = standing.ranked("city", standing.equal_rules())
    table = export_of("city", "", standing.equal_rules()).tables[1]
    units = {column.key: column.unit for column in table.columns}
    assert units["coverage_1000m"] == "%"
    assert len(table.rows) == len(ranking.rank)
    assert set(cache.tree().leaves) <= set(units)


def test_who_is_not_ranked_is_said_in_what_is_taken_away(tmp_path, monkeypatch):
    tables = folders.valid()
    values = tables["values_district"]
    values.loc[values["district"] == "010101", "literacy"] = None
    monkeypatch.setenv("LCITY_DATASET", str(folders.write(tmp_path, tables)))
    ranking = standing.ranked("district", standing.equal_rules())
    assert "010101" in ranking.unranked
    exports = (
        export_of("district", "", standing.equal_rules()),
        overview_export("Found.", ranking, "district", standing.equal_rules()),
    )
    present = int(100 * ranking.unranked["010101"].present)
    for export in exports:
        note = export.metadata.note.replace("\N{NO-BREAK SPACE}", " ")
        assert note.startswith(f"{len(ranking.unranked)} district")
        assert "as a rank needs data for 80 % of the weight: " in note
        assert f"({present} %)" in note


def test_who_cannot_be_told_apart_is_marked_in_table_and_picture():
    rules = standing.equal_rules()
    made = export_of("city", "", rules)
    rows, bars = made.tables[0].rows.set_index("id"), made.picture.panels[0]
    alike = rows.index[rows["overtaking"] > 0.25]
    assert len(alike), "some cities are too near"
    assert list(rows.index[rows["not_apart"] == "yes"]) == list(alike) == list(bars.alike)
    overview = overview_export("Found.", standing.ranked("city", rules), "city", rules)
    drawn = overview.picture.panels[0].table.rows
    assert [row.id for row in drawn if row.cells[0].text.startswith("≈")] == list(alike)
    assert "≈" in overview.metadata.note
