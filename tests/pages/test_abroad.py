"""Home and abroad: one unit of each shipped dataset, what both measure alike, and what cannot be compared."""

import pytest

from lcity.ui import takeaway
from tests import folders

BURY, XIHU, BEIJING, LONDON = "E08000002", "330106", "110000", "E61000001"


@pytest.fixture(autouse=True)
def no_folder_named(monkeypatch):
    monkeypatch.delenv("LCITY_DATASET", raising=False)


@pytest.fixture
def exports(monkeypatch):
    found = []
    monkeypatch.setattr(takeaway, "offer", lambda name, made: found.append(made()))
    return found


def test_both_units_stand_beside_each_other_from_either_side(open_page, words, exports):
    """Read the same figures with China open and Bury abroad as with England open and Xihu abroad."""
    china = open_page("compare", see="abroad", level="district", district=XIHU, abroad=f"england9.{BURY}")
    england = open_page(
        "compare", d="england9", see="abroad", level="district", district=BURY, abroad=f"china15.{XIHU}"
    )
    for app, unit in ((china, f"england9.{BURY}"), (england, f"china15.{XIHU}")):
        assert not app.info
        assert app.query_params["abroad"] == unit
    rows = [export.tables[0].rows.set_index(["measure", "unit"]) for export in exports]
    assert len(rows[0]) == 8
    figures = [row["value"].sort_index() for row in rows]
    assert figures[0].to_list() == pytest.approx(figures[1].to_list())
    bury = rows[0]["value"].xs("Bury, Greater Manchester", level="unit")
    assert round(100 - 100 * bury.iloc[0]) == 74
    text = words(china).replace("\\", "")
    assert "Xihu, Hangzhou (counting 8 kinds of centres)" in text
    assert "Bury, Greater Manchester (counting only: Library and Community library)" in text
    assert "25.8" in text
    (source,) = [one.value for one in china.main.caption if "2020" in one.value]
    for producer in ("National Bureau of Statistics of China", "Arts Council England"):
        assert producer in source


@pytest.mark.parametrize("code", ["en", "zh"])
def test_what_is_simulated_says_so_in_sentence_figure_and_file(open_page, words, exports, code, request):
    lang = request.getfixturevalue({"en": "english", "zh": "chinese"}[code])
    mark = lang.t("common.provenance.simulated")
    app = open_page(
        "compare", lang=code, see="abroad", level="city", city=BEIJING, abroad=f"england9.{LONDON}"
    )
    (finding,) = [element.value for element in app.main.markdown if element.value.startswith("## ")]
    assert mark in finding
    rows = exports[0].tables[0].rows
    by_dataset = rows.groupby("dataset", sort=False)["provenance"].agg(list).to_list()
    assert [own.count(mark) for own in by_dataset] == [3, 0]
    assert exports[0].metadata.simulated
    (drawn,) = exports[0].picture.panels
    assert [mark in row.figures for row in drawn.rows].count(True) == 3
    assert len(exports[0].tables[1].rows) >= 6, "what cannot be compared goes with it"


def test_until_one_is_chosen_it_is_the_one_nearest_in_people(open_page):
    app = open_page("compare", see="abroad", level="city", d="england9", city=LONDON)
    assert "abroad" not in app.query_params
    (box,) = [one for one in app.main.selectbox if one.key.startswith("widget.abroad.")]
    assert len(box.options) == 15
    assert box.value.dataset == "china15"


def test_a_dataset_of_one_s_own_stands_beside_both(open_page, tmp_path):
    app = open_page("compare", dataset=folders.write(tmp_path), see="abroad", level="city")
    (box,) = [one for one in app.main.selectbox if one.key.startswith("widget.abroad.")]
    assert len(box.options) == 15 + 9


def test_a_dataset_of_the_same_places_is_not_abroad(open_page, tmp_path):
    tables = folders.valid()
    for name in ("cities", "districts", "values_city", "values_district", "participation", "centres"):
        for column in {"city", "unit", "id"}.intersection(tables[name]):
            tables[name][column] = tables[name][column].replace(folders.CITIES[0], BEIJING)
    app = open_page("compare", dataset=folders.write(tmp_path, tables), see="abroad", level="city")
    (box,) = [one for one in app.main.selectbox if one.key.startswith("widget.abroad.")]
    assert len(box.options) == 9


@pytest.mark.parametrize("unit", ["england9.E00000000", "atlantis3.x", "x" * 300])
def test_a_unit_that_is_not_there_is_left_out_in_a_sentence(open_page, unit):
    app = open_page("compare", see="abroad", abroad=unit)
    assert len(app.info) == 1
