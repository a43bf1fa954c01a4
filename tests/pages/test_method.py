"""The Method page: a document rendered from the open dataset."""

import csv
import io
import re
from html import unescape

import pandas as pd
import pytest

from lcity.computed import COMPUTATIONS
from lcity.dataset import check
from lcity.index.not_measured import ASKS
from tests import folders
from tests.conftest import CHINA15


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    return folders.write(tmp_path_factory.mktemp("small"))


def cards(app) -> list[str]:
    """Return the facts of every card, as HTML."""
    bodies = "".join(element.proto.body for element in app.main.get("html"))
    return re.findall(r"<section>(.*?)</section>", bodies, re.DOTALL)


def facts(app, card: int) -> dict[str, str]:
    """Return the facts of a card, as the reader sees them."""
    rows = re.findall(r"<th scope=row>(.*?)</th><td>(.*?)</td>", cards(app)[card])
    return {unescape(name): unescape(text) for name, text in rows}


def test_the_finding_counts_what_the_index_is_made_of(open_page, words, small):
    text = words(open_page("method", dataset=small))
    expected = "5 indicators in 2 dimensions become one score of 0–100: 2 official, 1 surveyed"
    assert expected in text.replace("\\", "")


def test_every_step_has_its_formula(open_page, small):
    formulae = [formula.value for formula in open_page("method", dataset=CHINA15).latex]
    assert len(formulae) == 9
    assert any(r"\frac{x-l}{h-l}" in formula for formula in formulae)
    assert any(r"(P_k-P_{k-1})(Q_k+Q_{k-1})" in formula for formula in formulae)
    # Where no indicator is of seats, how seats are reckoned is nothing to tell.
    assert [formula.value for formula in open_page("method", dataset=small).latex] == [
        formulae[0],
        *formulae[4:],
    ]


def test_the_outline_gives_each_node_its_share(open_page, words, small):
    text = words(open_page("method", dataset=small)).replace("\\", "").replace("\N{NO-BREAK SPACE}", " ")
    # learned 2 : open 1; within open, people_served 3 : coverage 1; leaves of a node alike.
    assert "**Learned** · 66.7 %" in text
    assert "  - Schooling · 33.3 % :gray-badge[official]" in text
    assert "  - **Served** · 25.0 %" in text
    assert "    - Distance · 12.5 %" in text
    assert "  - Coverage · 8.3 % :orange-background[simulated]" in text


def test_a_card_gives_the_facts_of_its_indicator(open_page, small):
    card = facts(open_page("method", dataset=small, dim="learned"), 0)
    assert card["Unit"] == "years; more is better"
    assert card["Goalposts"] == "6 to 14"
    assert card["Weight"] == "1 declared, among 2 siblings; 33.3\N{NO-BREAK SPACE}% of the index in force"
    assert card["Rolled up by"] == "residents aged 15 and over"
    assert card["Values"] == "9 of 9 districts, 3 of 3 cities; from 2020"
    assert card["Source"].startswith("Census · Bureau · Licence: open · https:")


def test_a_computed_indicator_says_from_what(open_page, small):
    app = open_page("method", dataset=small, dim="open", prov="simulated")
    card = facts(app, 0)
    assert card["Computed from"] == "Centres and places where people live (step 1, coverage_1000m)"
    assert "Rolled up by" not in card


def test_less_is_better_is_said_and_scores_run_backwards(open_page, words, small):
    app = open_page("method", dataset=small, dim="open", prov="derived")
    assert facts(app, 0)["Unit"] == "m; less is better"
    text = words(app)
    assert text.index("score 100 at 0") < text.index("score 0 at 5,000")


def test_the_filter_leaves_only_what_fits(open_page, words, small):
    app = open_page("method", dataset=small, dim="learned", prov="official")
    assert len(cards(app)) == 2
    app.segmented_control(key="widget.prov.en").set_value("derived").run()
    assert not cards(app)
    assert "No indicator is of this kind" in words(app)
    assert app.query_params["dim"] == "learned"


def test_free_columns_and_reasons_are_shown(open_page, tmp_path):
    tables = folders.valid()
    tables["indicators"]["unesco"] = "4 Inclusive learning"
    tables["indicators"]["goalpost_reason"] = "Because of *that*."
    tables["indicators"]["contact"] = "office@example.org"
    card = facts(open_page("method", dataset=folders.write(tmp_path, tables), dim="learned"), 0)
    assert card["Goalposts"] == "6 to 14. Because of *that*."
    assert card["UNESCO key feature"] == "4 Inclusive learning"
    # What keeps it from becoming a link cannot be seen.
    assert card["contact"].replace("\N{WORD JOINER}", "") == "office@example.org"


def test_what_is_simulated_is_listed_in_rows_and_share(open_page, words, small):
    text = words(open_page("method", dataset=small)).replace("\\", "").replace("\N{NO-BREAK SPACE}", " ")
    assert "1 of 5 indicators, 8 % of the index: Coverage." in text
    assert "centres.csv: all 9 rows are simulated." in text


def test_a_dataset_without_simulation_says_so(open_page, words, tmp_path):
    tables = folders.valid()
    for name in ("centres", "participation"):
        tables[name]["provenance"] = "official"
    text = words(open_page("method", dataset=folders.write(tmp_path, tables)))
    assert "Nothing in this dataset is marked as simulated." in text
    assert "orange-background" not in text
    assert "lc-sign" not in text


def test_only_indicators_and_city_values_are_enough(open_page, words, tmp_path):
    tables = folders.valid()
    kept = tables["indicators"][tables["indicators"]["key"].isin(["people_served", "staff"])].copy()
    kept.loc[kept["key"] == "people_served", "parent"] = ""
    kept.loc[kept["key"] == "staff", "source"] = ""
    folder = folders.write(tmp_path, {"indicators": kept, "values_city": tables["values_city"]})
    app = open_page("method", dataset=folder)
    assert facts(app, 0)["Values"] == "0 of 0 districts, 3 of 3 cities; from 2020"


@pytest.mark.parametrize(
    ("lang", "question"), [("en", "How is it computed?"), ("zh", "这些数字是怎么算出来的？")]
)
def test_the_shipped_dataset_has_a_card_for_every_indicator(open_page, china15, lang, question):
    app = open_page("method", lang=lang, city="420100", district="420106")
    leaves = ~china15.indicators.index.isin(china15.indicators["parent"])
    assert len(cards(app)) == leaves.sum()
    assert app.title[0].value == question
    assert all(card.count("data:image/svg+xml") == 1 for card in cards(app))


def test_what_is_asked_for_and_not_measured_stands_with_the_row_a_city_would_add(open_page, words, tmp_path):
    app = open_page("method", dataset=folders.write(tmp_path / "none"))
    text = words(app).replace("\\", "")
    assert "(#asked)" in text
    rows = [next(csv.DictReader(io.StringIO(code.value))) for code in app.code]
    assert [row["key"] for row in rows] == [ask.key for ask in ASKS]
    assert "column offences_per_1000 of values_district.csv" in text

    tables = folders.valid()
    added = pd.DataFrame(rows)
    added["source"] = "census"
    tables["indicators"] = pd.concat([tables["indicators"], added], ignore_index=True)
    for row in rows:
        if not row["computed"]:
            tables["values_district"][row["key"]] = "5"
    tables["population"]["people_rural"] = tables["population"]["people"] // 2
    folder = folders.write(tmp_path / "all", tables)
    assert [p for p in check(folder, COMPUTATIONS) if p.severity == "error"] == []
    again = open_page("method", dataset=folder)
    assert "(#asked)" not in words(again)
    assert "Spending on education" in words(again)
