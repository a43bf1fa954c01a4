"""Whatever is handed out says of itself what is simulated: in its headline, on its figures and columns."""

import io
import re
from dataclasses import replace

import openpyxl
import pptx
import pypdf
import pytest
from PIL import Image

from lcity.export import brief_pdf, brief_pptx, mark, table, workbook
from lcity.export.metadata import Metadata
from lcity.export.pictures.page import png, svg
from tests.export import samples

OFFICIAL, PART, WHOLE = ("official",), ("official", "simulated"), ("simulated",)
PREFIX = {OFFICIAL: "", PART: "Partly simulated: ", WHOLE: "Simulated: "}
NOTE = "Contains simulated figures"


def metadata(provenances) -> Metadata:
    return samples.metadata(
        question="Where do we stand?", finding="Ash leads.", sources=("Bureau",), provenances=provenances
    )


def letters(image: bytes) -> list[str]:
    """Return the texts of an SVG: matplotlib draws outlines, and says in a comment of what."""
    return re.findall(r"<!-- (.*?) -->", image.decode(), re.DOTALL)


def lines(image: bytes, top: float, bottom: float) -> int:
    """Count the lines of text at the left of a PNG between two heights (0–1)."""
    picture = Image.open(io.BytesIO(image)).convert("L")
    wide, high = picture.size
    strip = picture.crop((0, int(top * high), wide // 4, int(bottom * high)))
    inked = [min(strip.crop((0, row, strip.width, row + 1)).tobytes()) < 200 for row in range(strip.height)]
    return sum(now and not before for before, now in zip([False, *inked], inked, strict=False))


@pytest.mark.parametrize("provenances", [OFFICIAL, PART, WHOLE])
def test_a_picture_says_it_in_headline_and_foot(english, provenances):
    found = letters(svg(samples.plain(english), metadata(provenances), english))
    assert f"{PREFIX[provenances]}Ash leads." in found
    assert any(NOTE in text for text in found) == bool(PREFIX[provenances])


def test_a_png_has_the_note_under_it_too(english):
    drawn = {kind: png(samples.plain(english), metadata(kind), english, dpi=96) for kind in (OFFICIAL, PART)}
    assert lines(drawn[PART], 0.9, 1) == lines(drawn[OFFICIAL], 0.9, 1) + 1
    head = [Image.open(io.BytesIO(image)).crop((0, 0, 1228, 100)).tobytes() for image in drawn.values()]
    assert head[0] != head[1]


@pytest.mark.parametrize("provenances", [OFFICIAL, PART, WHOLE])
def test_briefs_say_it_in_headline_and_note(english, provenances):
    prefix, about = PREFIX[provenances], metadata(provenances)
    reader = pypdf.PdfReader(io.BytesIO(brief_pdf.pdf(about, None, english)))
    text = reader.pages[0].extract_text()
    assert f"{prefix}Ash leads." in text
    assert (NOTE in text) == bool(prefix)
    assert reader.metadata.subject == f"{prefix}Ash leads."
    deck = pptx.Presentation(io.BytesIO(brief_pptx.pptx(about, samples.plain(english), english)))
    shapes = list(deck.slides[0].shapes)
    texts = [shape.text_frame.text for shape in shapes if shape.has_text_frame]
    assert f"{prefix}Ash leads." in texts
    assert any(NOTE in text for text in texts) == bool(prefix)
    (described,) = [shape._element.nvGraphicFramePr.cNvPr.get("descr") for shape in shapes if shape.has_chart]
    assert described.startswith(f"{prefix}Ash leads.")


@pytest.mark.parametrize("provenances", [OFFICIAL, PART, WHOLE])
def test_a_workbook_says_it_above_what_the_tables_stand_on(english, provenances):
    book = openpyxl.load_workbook(
        io.BytesIO(workbook.xlsx((samples.table(),), metadata(provenances), english))
    )
    cells = [cell.value for row in book.worksheets[-1].iter_rows() for cell in row if cell.value]
    assert f"{PREFIX[provenances]}Ash leads." in cells
    assert any(str(cell).startswith(NOTE) for cell in cells) == bool(PREFIX[provenances])
    assert [cell.value for cell in book.worksheets[0][3]] == [
        None,
        None,
        "simulated",
        "simulated",
        "official",
    ]


def test_a_column_says_it_in_its_head(english):
    heads = table.csv(samples.table(), metadata(PART), english).decode("utf-8-sig").splitlines()[0]
    assert "位次 (simulated)" in heads
    assert "得分 (分; simulated)" in heads
    assert "比例 (比例（0–1）; official)" in heads


def test_what_rests_on_simulated_figures_in_part_says_in_part(english, chinese):
    shares = (0.0, 0.004, 0.5, 0.9999, 1.0)
    assert [mark.of_share(share) for share in shares] == ["", "partly", "partly", "simulated", "simulated"]
    assert mark.marked("Index", "partly", english) == "Index (partly simulated)"
    assert mark.marked("指数", "simulated", chinese) == "指数（模拟）"
    assert mark.marked("Index", "", english) == "Index"


def test_a_headline_cut_short_still_says_it(english):
    long = replace(metadata(PART), finding="word " * 400)
    found = letters(svg(samples.plain(english), long, english))
    assert any(text.startswith("Partly simulated: word") for text in found)


@pytest.mark.parametrize(
    ("provenances", "before"),
    [
        (("official", "planned"), "Planned: "),
        (("simulated", "planned"), "Planned: Simulated: "),
        (("official", "simulated", "planned"), "Planned: Partly simulated: "),
    ],
)
def test_what_is_planned_says_so_first_and_hides_nothing_simulated(english, provenances, before):
    assert mark.headline(metadata(provenances), english) == f"{before}Ash leads."
    share = 0.4 if "simulated" in provenances else 0.0
    marks = mark.name(mark.of_share(share, planned=True), english)
    assert marks == ("partly simulated, planned" if share else "planned")
