"""What every page hands out, made as a page makes it, and records opened on a page."""

import io
import json

import openpyxl
import pytest

from lcity.charts.heat.print import ScoreTable
from lcity.charts.ranks.print import RankBars
from lcity.charts.week.print import WeekPicture
from lcity.export import brief_pdf, table, workbook
from lcity.export import record as records
from lcity.export.pictures import page as pictures
from lcity.text import LANGUAGES, language
from lcity.ui import takeaway
from lcity.ui.compare.views import VIEWS
from lcity.ui.takeaway import record
from tests import folders, grid
from tests.browser.harness import pages
from tests.pages.tables import shown


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    tables = folders.valid()
    tables["cities"].loc[0, "name"] = "=Ash<b>$x_1$"
    return folders.write(tmp_path_factory.mktemp("away"), tables)


@pytest.fixture
def exports(monkeypatch):
    """Give what pages offer, by name, made at once as if the reader had the list open."""
    found = {}
    monkeypatch.setattr(takeaway, "offer", lambda name, made: found.update({name: made()}))
    return found


HANDING_OUT = [name for name in pages() if name not in ("method", "data", "meeting")]


@pytest.mark.grid
@pytest.mark.parametrize(
    ("where", "code"),
    [(where, code) for n, where in enumerate(HANDING_OUT) for code in grid.turn(LANGUAGES, n)],
)
def test_every_page_hands_out_tables_pictures_and_briefs(open_page, exports, folder, where, code):
    open_page(where, dataset=folder, lang=code)
    assert exports
    lang = language(code)
    for export in exports.values():
        metadata = export.metadata
        assert metadata.finding
        assert metadata.link.startswith("?")
        assert f"lang={code}" in metadata.link
        assert len(metadata.data) == 16
        assert "simulated" in metadata.provenances
        figures = []
        for own in export.tables:
            assert len(own.rows)
            assert {column.key for column in own.columns} <= set(own.rows.columns)
            figures += [column for column in own.columns if table.is_number(own.rows[column.key])]
            assert table.csv(own, metadata, lang).startswith(b"\xef\xbb\xbf")
        assert figures
        book = openpyxl.load_workbook(io.BytesIO(workbook.xlsx(export.tables, metadata, lang)))
        assert len(book.sheetnames) == len(export.tables) + 1
        if export.picture:
            assert pictures.png(export.picture, metadata, lang, dpi=40).startswith(b"\x89PNG")
        assert brief_pdf.pdf(metadata, None, lang).startswith(b"%PDF")


def test_no_table_of_a_page_holds_a_formula(open_page, exports, folder):
    open_page("overview", dataset=folder)
    (export,) = exports.values()
    lines = table.csv(export.tables[0], export.metadata, language("en")).decode("utf-8-sig")
    assert ",'=Ash<b>$x_1$," in lines


def figures(exports):
    """Return every figure handed out."""
    for export in exports.values():
        yield from (*(export.picture.panels if export.picture else ()), *export.others)


@pytest.mark.parametrize("where", ["overview", "ranking", "coverage", "participation", *VIEWS])
def test_every_figure_that_rests_on_simulated_figures_says_so_in_its_own_title(open_page, exports, where):
    page = "compare" if where in VIEWS else where
    open_page(page, see=where if where in VIEWS else "")
    titles = [panel.title for panel in figures(exports)]
    assert titles
    assert [title for title in titles if "simulated" not in title] == []


def heads_of(panel: RankBars | ScoreTable) -> list[str]:
    return list(panel.heads if isinstance(panel, ScoreTable) else panel.labels.values())


@pytest.mark.parametrize("page", ["overview", "ranking"])
def test_the_pictures_of_a_ranking_mark_each_dimension_by_what_it_rests_on(open_page, exports, page):
    open_page(page)
    heads = heads_of(exports[page].picture.panels[0])
    marks = {head.split()[0]: head.partition(" (")[2] for head in heads}
    assert (marks["Talent"], marks["Everyone"]) == ("", "simulated)")
    open_page(page, official=1)
    first, second = exports[page].picture.panels
    assert "simulated" not in first.title + second.title + "".join(heads_of(first))
    assert "simulated" not in exports[page].metadata.provenances


def test_every_column_of_coverage_is_marked(open_page, exports):
    open_page("coverage")
    (export,) = exports.values()
    heads = table.csv(export.tables[0], export.metadata, language("en")).decode("utf-8-sig").splitlines()[0]
    found = {column.key: table.head(column, language("en")) for column in export.tables[0].columns}
    for key in ("people", "covered", "out", "share"):
        assert found[key].endswith("simulated)")
        assert found[key] in heads


def test_the_week_handed_out_is_the_week_on_the_page(open_page, exports, folder):
    app = open_page("coverage", dataset=folder, r=3000, city="010000")
    (week,) = [panel for panel in figures(exports) if isinstance(panel, WeekPicture)]
    cells = shown(app, "lcity_week")
    assert [language("en").percent(share) for share in week.shares.tolist()] == cells["shares"]
    assert len(set(cells["shares"])) > 1
    monday_ten = open_page("coverage", dataset=folder, r=3000, city="010000", hour="mon10")
    assert monday_ten.metric[0].value == cells["shares"][10]


@pytest.fixture
def kept(monkeypatch, open_page, folder):
    """Give the record of the ranking under given choices, as a file."""

    def keep(**link):
        found = []

        def noted(name, made):
            metadata = made().metadata
            found.append(records.write(record.current(metadata.question, metadata.finding)))

        with monkeypatch.context() as patch:
            patch.setattr(takeaway, "offer", noted)
            open_page("ranking", dataset=folder, **link)
        return found[-1]

    return keep


def test_a_record_holds_what_was_ranked(kept, folder):
    found = records.read(kept(w="open:100", agg="geometric", units="district"))
    assert (found.level, found.city, found.situation.aggregate) == ("district", "", "geometric")
    assert found.choices["w"] == "open:100"
    assert found.ranks["low"].le(found.ranks["rank"]).all()
    assert found.ranks["high"].ge(found.ranks["rank"]).all()
    assert str(folder) not in json.dumps(found.choices) + found.title


def upload(app, *files):
    (uploader,) = [one for one in app.get("file_uploader") if one.key == "data.record.file"]
    uploader.set_value([(f"{number}.json", file, "application/json") for number, file in enumerate(files)])
    return app.run()


def page_text(app):
    return "\n".join(element.value for element in app.markdown).replace("\\", "")


def test_opening_a_record_says_what_changed_and_leads_back_to_its_view(open_page, kept, folder):
    app = open_page("data", dataset=folder)
    app = upload(app, kept(w="open:100", agg="geometric"))
    assert "=Ash<b>$x_1$" in page_text(app) or "leads" in page_text(app)
    assert "Weights:" in page_text(app)
    assert "The method changed" in page_text(app)
    assert "The data are the same." in page_text(app)


def test_records_of_other_units_are_told_and_their_weights_compared(open_page, kept, folder):
    app = upload(open_page("data", dataset=folder), kept(w="open:100", units="district"), kept())
    # Two of one day stand in the order they were given.
    assert "Ranked then: All districts; ranked now: Cities. Their ranks cannot be compared." in page_text(app)
    assert "Weights:" in page_text(app)
    assert "changed places" not in page_text(app)


def test_what_is_no_record_gets_one_sentence(open_page, folder):
    app = upload(open_page("data", dataset=folder), b"{}")
    assert [note.value for note in app.info if "record" in note.value] == [
        "This file is no decision record that LCity can read; nothing was changed."
    ]
