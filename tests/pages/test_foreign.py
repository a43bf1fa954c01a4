"""Datasets from elsewhere on the pages: what they have is shown, what they lack is said."""

import dataclasses
import io
from pathlib import Path

import pytest
from pptx import Presentation
from pypdf import PdfReader

from lcity.computed import COMPUTATIONS
from lcity.export import brief_pdf, brief_pptx
from lcity.intake.limits import Limits
from lcity.intake.part import File
from lcity.intake.prepare import prepare
from lcity.text import language
from lcity.ui import takeaway
from tests import foreign

SIZE = {"nation": (600, 30)}
"""Of those made as large as one asks: how many districts, of how many cities."""
CORRECTED = {"britain": {"centres": "EPSG:27700"}, "without_map": {}, "nation": {}}


@pytest.fixture(scope="module")
def folder_of(tmp_path_factory):
    """Give the function that makes the dataset folder of an upload."""
    made: dict[str, Path] = {}

    def folder(name: str) -> Path:
        if name not in made:
            work = tmp_path_factory.mktemp(name)
            files = []
            for file, content in getattr(foreign, name)(*SIZE.get(name, ())).items():
                (work / file).write_bytes(content)
                files.append(File(file, work / file))
            first = prepare(files, work / "work", None, None, COMPUTATIONS, Limits())
            plan = dataclasses.replace(first.proposal.plan, corrections=CORRECTED[name])
            prepared = prepare(files, work / "work", None, plan, COMPUTATIONS, Limits())
            assert prepared.valid
            made[name] = prepared.composed.folder
        return made[name]

    return folder


@pytest.mark.parametrize(
    ("name", "opened"),
    [
        *(("without_map", page) for page in ("overview", "ranking", "coverage", "participation")),
        *(("without_map", page) for page in ("compare", "data", "method")),
        *(("britain", page) for page in ("overview", "ranking", "coverage", "compare", "data")),
        ("nation", "overview"),
        ("nation", "ranking"),
    ],
)
def test_every_page_opens(open_page, words, folder_of, name, opened):
    app = open_page(opened, dataset=folder_of(name))
    assert app.title[0].value
    assert "nan" not in words(app).lower().split()


@pytest.mark.parametrize(
    ("name", "finding", "drawn", "weighed"),
    [
        ("britain", "Bro Morgannwg leads at 33.6", "Bro Morgannwg: districts by index", "Library members"),
        ("without_map", "Giza leads at 90.3", None, "Literacy"),
        ("nation", "Cidade 2 leads at 53.2", "Cidade 2: districts by index", "Indicator 19"),
    ],
)
def test_a_brief_of_each_says_what_its_page_says(
    open_page, folder_of, monkeypatch, name, finding, drawn, weighed
):
    found = {}
    monkeypatch.setattr(takeaway, "offer", lambda page, made: found.update({page: made()}))
    open_page("ranking", dataset=folder_of(name))
    export, lang = found["ranking"], language("en")
    titles = [panel.title for panel in export.picture.panels]
    assert titles[0].startswith("Ranking: Cities")
    assert titles[1:] == ([drawn] if drawn else [])
    pages = PdfReader(io.BytesIO(brief_pdf.pdf(export.metadata, export.picture, lang))).pages
    deck = Presentation(io.BytesIO(brief_pptx.pptx(export.metadata, export.picture, lang)))
    shapes = [shape for slide in deck.slides for shape in slide.shapes]
    tables = [shape.table for shape in shapes if shape.has_table]
    cells = [cell.text for table in tables for row in table.rows for cell in row.cells]
    slides = "\n".join([*(shape.text_frame.text for shape in shapes if shape.has_text_frame), *cells])
    for text in (" ".join(page.extract_text() for page in pages), slides):
        content = " ".join(text.split())
        assert finding in content
        assert weighed in content
        assert "official" in content
        assert export.metadata.data in content
        assert "Arithmetic mean" in content
        assert "Source:" not in content, "none of them names one"
    assert any(shape.shape_type == 13 or shape.has_chart for shape in shapes), "a picture"
    bottom = max(shape.top + shape.height for shape in shapes)
    assert bottom <= deck.slide_height
