"""What changed since last time, on Monitor: held against the engine, a record, and what is handed out."""

import io
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import docx
import pytest

from lcity import computed
from lcity.export import last_time as told
from lcity.export import record as records
from lcity.export.names import Names
from lcity.index import Tree, Weights
from lcity.monitor.sampling import change_errors
from lcity.monitor.series import breaks, series
from lcity.monitor.since import Order, last_time, last_two
from lcity.text import language
from lcity.ui import takeaway
from lcity.ui.takeaway import record

ENGLAND9 = Path(__file__).parents[2] / "data" / "england9"
WEST_YORKSHIRE = "E47000003"


@pytest.fixture(scope="module")
def expected(england9):
    latest = computed.complete(england9, "city", max(england9.years))
    twice = last_two(series(england9, "city", latest).since_breaks(breaks(england9.indicators)))
    twice = replace(twice, errors=change_errors(england9, "city", twice.years))
    order = Order(Tree.from_table(england9.indicators), Weights(), "goalposts", "arithmetic")
    found = last_time(twice, england9.indicators, order, latest.years, date.today().year)
    return found, Names.of(england9, "city", latest.values, language("en"))


def text_of(app, words):
    return words(app).replace("\\", "")


def upload(app, key, file):
    (place,) = [one for one in app.get("file_uploader") if one.key == key]
    place.set_value([("1.json", file, "application/json")])
    return app.run()


def test_it_says_what_the_engine_finds(open_page, words, expected):
    found, names = expected
    text = text_of(open_page("monitor", dataset=ENGLAND9, watch="city"), words)
    assert told.held_against(found, names) in text
    assert told.counted(found, names) in text
    for _, sentence in told.moved_most(found, names):
        assert sentence in text
    crossed = list(told.crossed(found, names))
    assert crossed
    assert all(sentence in text for sentence in crossed)
    assert all(sentence in text for sentence in told.rest(found, names))


@pytest.mark.parametrize("unit", ["E47000001", WEST_YORKSHIRE])
def test_a_units_own_rank_is_told_with_what_it_is_a_rank_on(open_page, words, expected, unit):
    found, names = expected
    assert found.on < found.of_all
    text = text_of(open_page("monitor", dataset=ENGLAND9, watch="city", city=unit), words)
    own = text[: text.index("**All**")] if "**All**" in text else text
    then, now = found.ranks.loc[unit, ["before", "after"]].astype(int)
    way = f"from rank {then} to {now}" if then != now else "keeps its rank"
    (line,) = [line for line in own.split("\n") if way in line and line.startswith("- ")]
    assert f"{found.on} of {found.of_all} indicators" in line
    assert names.unit(unit) in line


@pytest.fixture(scope="module")
def kept(page_opener):
    """Give a record of England's city regions as a file in which West Yorkshire had other figures."""
    made = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(takeaway, "offer", lambda name, of: made.append(record.current("?", "Then.")))
        page_opener(patch)("ranking", dataset=ENGLAND9)
    content = json.loads(records.write(made[0]))
    content["date"] = "2025-03-01"
    (own,) = [unit for unit in content["units"] if unit["id"] == WEST_YORKSHIRE]
    own["values"] = [None if value is None else value * 0.5 for value in own["values"]]
    return json.dumps(content).encode()


def test_a_record_is_compared_and_let_go_of(open_page, words, kept):
    app = open_page("monitor", dataset=ENGLAND9, watch="city")
    text = text_of(upload(app, "monitor.since.file", kept), words)
    assert "1 March 2025" in text
    assert "West Yorkshire rises from rank 9" in text
    app = open_page("monitor", dataset=ENGLAND9, watch="city")
    text = text_of(upload(app, "monitor.since.file", b"{}"), words)
    assert "no decision record" in text
    assert "2024" in text


def test_a_record_opened_elsewhere_is_the_one_compared_until_it_is_let_go_of(open_page, words, kept):
    app = upload(open_page("data", dataset=ENGLAND9), "data.record.file", kept)
    app = app.switch_page("pages/monitor.py").run()
    assert "1 March 2025" in text_of(app, words)
    app = app.button(key="monitor.since.forget").click().run()
    assert "1 March 2025" not in text_of(app, words)


def test_a_record_of_another_dataset_is_said_to_be_one(open_page, words, kept):
    app = upload(open_page("monitor"), "monitor.since.file", kept)
    assert "shares no unit with this one" in text_of(app, words)


def test_the_report_handed_out_is_of_the_unit_in_view_with_the_pages_figures(
    open_page, monkeypatch, expected
):
    made = []
    monkeypatch.setattr(takeaway, "offer", lambda name, of: made.append(of()))
    own = "city:fe_participation::6000:2031"
    open_page("monitor", dataset=ENGLAND9, watch="city", city=WEST_YORKSHIRE, target=own)
    word, pdf = made[0].files
    opened = docx.Document(io.BytesIO(word.make()))
    assert opened.paragraphs[0].text == "Progress report: West Yorkshire"
    cells = {row.cells[0].text.split("\n")[0]: row for table in opened.tables for row in table.rows}
    names = expected[1]
    rows = made[0].tables[0].rows
    own = rows[(rows["id"] == WEST_YORKSHIRE) & (rows["key"] == "fe_participation")].iloc[0]
    row = cells[names.indicator("fe_participation")].cells
    assert row[1].text.split("\n") == [names.number("fe_participation", own["value"]), str(own["year"])]
    assert row[3].text.split("\n") == ["6,000", "2031"], "the reader's own target"
    assert language("en").t("report.target_own") in " ".join(one.text for one in opened.paragraphs)
    assert row[4].text.split("\n")[0] == own["status"]
    assert pdf.make().startswith(b"%PDF")
    changed = made[0].tables[1].rows
    assert len(changed) == len(expected[0].since.moved)
