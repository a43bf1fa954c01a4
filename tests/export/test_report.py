"""The progress report and the digest, opened again: what stands in them is what was computed."""

import datetime
import io
import re
import zipfile
from dataclasses import replace

import docx as word
import pandas as pd
import pypdf
import pytest

from lcity import computed
from lcity.dataset import read
from lcity.export import progress
from lcity.export.digest import digest
from lcity.export.document.blocks import Blank, Document, Heading, Points, Rows, Text
from lcity.export.document.docx import docx
from lcity.export.document.html import html
from lcity.export.document.pdf import pdf
from lcity.export.last_time import held_against
from lcity.export.names import Names
from lcity.export.report import progress_report, since
from lcity.index import Tree, Weights
from lcity.index.crosswalk import features
from lcity.monitor.progress import monitored
from lcity.monitor.series import breaks, series
from lcity.monitor.since import Order, last_time, last_two
from lcity.text import LANGUAGES, language
from tests import folders
from tests.export.samples import HOSTILE

DAY = datetime.date(2026, 11, 30)
ASH = "010000"
YEARS, FIGURES = (2012, 2016, 2018, 2020), {"010000": (10, 11, 12, 13), "020000": (20, 19, 18, 16)}


@pytest.fixture(scope="module")
def dataset(tmp_path_factory):
    tables = folders.valid()
    rows = [
        (city, year, value) for city, own in FIGURES.items() for year, value in zip(YEARS, own, strict=True)
    ]
    tables["values_city"] = pd.DataFrame(rows, columns=["city", "year", "staff"]).astype(str)
    target = {"key": "staff", "level": "city", "year": "2030", "value": "18.5", "doubt": "Doubtful."}
    tables["targets"] = pd.DataFrame([target])
    tables["indicators"]["unesco"] = None
    tables["indicators"].loc[tables["indicators"]["key"] == "staff", "unesco"] = "8 Quality"
    return read(folders.write(tmp_path_factory.mktemp("reported"), tables), computed.COMPUTATIONS)


@pytest.fixture(scope="module")
def latest(dataset):
    return computed.complete(dataset, "city", 2020)


@pytest.fixture(scope="module")
def rows(dataset, latest):
    return monitored(dataset, "city", latest, DAY.year)


@pytest.fixture(scope="module")
def found(dataset, latest):
    twice = last_two(series(dataset, "city", latest).since_breaks(breaks(dataset.indicators)))
    order = Order(Tree.from_table(dataset.indicators), Weights(), "goalposts", "arithmetic")
    return last_time(twice, dataset.indicators, order, latest.years, DAY.year)


def names(dataset, latest, code="en"):
    return Names.of(dataset, "city", latest.values, language(code))


@pytest.fixture(scope="module", params=LANGUAGES)
def report(request, dataset, latest, rows, found):
    called = names(dataset, latest, request.param)
    return progress_report(dataset, ASH, rows, called, "theil_sen", DAY, targets=dataset.targets, found=found)


def tables(document):
    return [block for block in document.blocks if isinstance(block, Rows)]


def text_of_pdf(content):
    return "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)


def bare(text):
    return re.sub(r"\s+", "", text)


def test_every_feature_has_its_place_in_order_and_room_for_the_citys_words(report):
    t = report.lang.t
    heads = [block.text for block in report.blocks if isinstance(block, Heading) and block.level == 2]
    assert heads == [
        t("crosswalk.feature", number=str(number), name=t(f"crosswalk.feature.{number}"))
        for number in range(1, 13)
    ]
    prompts = [block.prompt for block in report.blocks if isinstance(block, Blank)]
    assert all(any(head in prompt for prompt in prompts) for head in heads)
    assert (
        sum(isinstance(block, Text) and block.text == t("report.not_measured") for block in report.blocks)
        == 11
    )


def test_every_indicator_stands_once_with_figures_trend_target_status_and_source(report, dataset, rows):
    lang = report.lang
    written = {row[0].split("\n")[0]: row for block in tables(report)[:-1] for row in block.rows}
    leaves = features(dataset.indicators).index
    assert set(written) == {lang.name(dataset.indicators.loc[key]) for key in leaves}
    row = written[lang.name(dataset.indicators.loc["staff"])]
    own = rows.set_index(["id", "key"]).loc[(ASH, "staff")]
    assert row[1].split("\n") == ["13.0", "2020"]
    assert row[2].startswith(lang.number(own["trend_per_year"], 2, sign=True))
    assert row[3].split("\n") == ["18.5", "2030"]
    assert row[4].split("\n")[0] == lang.t(f"monitor.status.{own['status']}")
    number = re.search(r"\[(\d+)\]", row[5])[1]
    sources = {source[0]: source[1] for source in tables(report)[-1].rows}
    assert (
        lang.text(dataset.sources.loc[dataset.indicators.at["staff", "source"]], "producer")
        in sources[number]
    )


def test_what_has_no_figure_is_said_and_is_no_nought(dataset, latest, rows):
    own = rows[~((rows["id"] == ASH) & (rows["key"] == "staff"))]
    made = progress_report(dataset, ASH, own, names(dataset, latest), "theil_sen", DAY)
    (row,) = (row for block in tables(made)[:-1] for row in block.rows if row[0].startswith("Staff"))
    assert row[1:5] == ("–", "–", "–", language("en").t("report.no_figure"))


def test_word_has_what_the_report_has(report):
    content = docx(report)
    opened = word.Document(io.BytesIO(content))
    assert opened.core_properties.title == report.title
    paragraphs = [paragraph.text for paragraph in opened.paragraphs]
    assert paragraphs[:2] == [report.title, report.finding]
    heads = [one.text for one in opened.paragraphs if one.style.name.startswith("Heading")]
    assert heads == [block.text for block in report.blocks if isinstance(block, Heading)]
    found = [
        [[cell.text for cell in row.cells] for row in table.rows]
        for table in opened.tables
        if len(table.columns) > 1
    ]
    assert found == [[list(block.head), *map(list, block.rows)] for block in tables(report)]
    assert sum(len(table.columns) == 1 for table in opened.tables) == sum(
        isinstance(block, Blank) for block in report.blocks
    )
    first = next(table for table in opened.tables if len(table.columns) > 1)
    widths = [column.width for column in first.columns]
    assert [round(width / sum(widths), 2) for width in widths] == list(tables(report)[0].widths)
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        body = parts.read("word/document.xml").decode()
    order = re.search(r"<w:tblPr>(.*?)</w:tblPr>", body)[1]
    assert order.index("tblBorders") < order.index("tblLook"), "as the schema has them"


def test_pdf_has_what_the_report_has(report):
    content = pdf(report)
    opened = pypdf.PdfReader(io.BytesIO(content))
    assert opened.metadata.title == report.title
    text = bare(text_of_pdf(content))
    for block in report.blocks:
        match block:
            case Heading(told) | Text(told) | Blank(told):
                assert bare(told) in text
            case Rows():
                for row in block.rows:
                    assert all(bare(part) in text for cell in row for part in cell.split("\n"))
    marks = [entry for entry in opened.outline if not isinstance(entry, list)]
    assert [mark.title for mark in marks] == [
        block.text for block in report.blocks if isinstance(block, Heading) and block.level == 1
    ]


@pytest.mark.parametrize("write", [docx, pdf, html])
def test_the_same_report_is_the_same_file(report, write):
    assert write(report) == write(report)


def test_what_is_simulated_says_so_in_the_headline_and_at_every_foot(report):
    assert report.finding.startswith(report.lang.t("export.headline.partly", finding=""))
    assert report.foot.startswith(report.lang.t("export.partly_simulated"))


def test_what_changed_is_of_this_unit_with_its_years(report, dataset, latest, found):
    at = [block.text for block in report.blocks if isinstance(block, Heading)].index(
        report.lang.t("since.title")
    )
    assert at > 12
    (points,) = [
        block for block in report.blocks if isinstance(block, Points) and "12.0" in " ".join(block.items)
    ]
    told = " ".join(points.items)
    assert all(part in told for part in ("12.0", "13.0", "2018", "2020"))
    assert found.twice.years["staff"] == (2018, 2020)
    assert found.twice.years["schooling"] == (2010, 2020)
    held = held_against(found, names(dataset, latest, report.lang.code))
    assert report.lang.t("since.areas") in held, "ten years apart, an area may be another"
    near = replace(found, twice=replace(found.twice, years={"staff": (2018, 2020)}))
    assert report.lang.t("since.areas") not in held_against(near, names(dataset, latest, report.lang.code))


def test_a_digest_holds_every_row_with_a_target_the_worst_first(dataset, latest, rows, found):
    called = names(dataset, latest)
    made = digest(
        dataset, rows, called, "theil_sen", DAY, targets=dataset.targets, changed=since(found, called)
    )
    (table,) = tables(made)
    aimed = rows[rows["target"].notna()]
    assert [row[0] for row in table.rows] == [called.unit(unit) for unit in aimed["id"]]
    text = bare(text_of_pdf(pdf(made)))
    assert all(bare(cell.split("\n")[0]) in text for row in table.rows for cell in row)
    page = html(made).decode()
    assert page.count("<tr>") == len(aimed) + 1
    assert "Doubtful." in page
    assert "moves away" in page
    assert "2018" in page


def test_an_alert_of_what_may_not_fall_at_all_says_perhaps(dataset, latest, rows):
    falls = rows[rows["status"].eq("away") & rows["target"].notna()].head(1)
    for unsure in (True, False):
        (told,) = progress.alerts(falls.assign(unsure=unsure), names(dataset, latest), 1)
        assert ("perhaps" in told) == unsure


def test_a_digest_of_very_many_rows_says_how_many_more_there_are(dataset, latest, rows, monkeypatch):
    monkeypatch.setattr("lcity.export.digest.MOST_ROWS", 1)
    made = digest(dataset, rows, names(dataset, latest), "theil_sen", DAY)
    assert len(tables(made)[0].rows) == 1
    more = language("en").t("report.more_rows", count=str(rows["target"].notna().sum() - 1))
    assert Text(more, quiet=True) in made.blocks


@pytest.mark.parametrize("write", [docx, pdf, html])
def test_whatever_stands_in_a_dataset_a_file_is_made_of_it(write):
    blocks = (
        Heading(HOSTILE[0], 2),
        Heading(HOSTILE[3]),
        *map(Text, HOSTILE),
        Points(HOSTILE),
        Blank(HOSTILE[5]),
        Rows(HOSTILE[:2], ((HOSTILE[3], HOSTILE[6]), (HOSTILE[7], "\n")), (0.5, 0.5)),
        Rows(("a",), (), (1.0,)),
    )
    content = write(Document(HOSTILE[0], HOSTILE[1], blocks, HOSTILE[7], DAY, language("zh")))
    if write is docx:
        opened = word.Document(io.BytesIO(content))
        assert opened.paragraphs[0].text == HOSTILE[0]
        assert opened.tables[1].cell(1, 0).text == HOSTILE[3]
    elif write is pdf:
        assert "alert(1)" in text_of_pdf(content)
    else:
        page = content.decode()
        assert "<script>" not in page
        assert "&lt;script&gt;" in page
