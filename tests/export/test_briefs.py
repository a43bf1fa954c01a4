"""Briefs: opened again by other libraries, they say what the page said, in letters that are embedded."""

import io
from dataclasses import replace

import pptx
import pypdf
import pytest
from openpyxl import load_workbook
from pptx.enum.shapes import MSO_SHAPE_TYPE

from lcity.charts.waterfall.print import ShareSteps
from lcity.export import brief_pdf, brief_pptx
from lcity.export.facts import facts
from lcity.export.native import NativeChart, NativeTable, native
from lcity.export.pictures.page import Picture
from lcity.maps.print import DistrictMap
from tests.export.samples import HOSTILE, hostile, metadata, panels, picture, plain


def opened(content):
    return pypdf.PdfReader(io.BytesIO(content))


def text(reader):
    return "\n".join(page.extract_text() for page in reader.pages)


def fonts(reader):
    for page in reader.pages:
        for font in page["/Resources"]["/Font"].values():
            font = font.get_object()
            yield font.get("/DescendantFonts", [font])[0].get_object()


def test_a_pdf_says_everything_in_an_embedded_typeface(chinese):
    reader = opened(brief_pdf.pdf(metadata(), plain(chinese), chinese))
    texts = text(reader).replace("\n", "")
    for part in (
        metadata().question,
        metadata().finding,
        "国家统计局",
        "官方、模拟",
        "0123456789abcdef",
        "2026年11月22日",
    ):
        assert part in texts
    assert "含模拟数据" in texts
    assert "覆盖率" in texts
    assert "75.0%" in texts
    noted = text(opened(brief_pdf.pdf(replace(metadata(), note="与等权相比：甲"), None, chinese)))
    assert "与等权相比：甲" in noted
    answered = replace(metadata(), answers=(("最难时段", "周一夜间只有6%（模拟）"),))
    assert "周一夜间只有6%（模拟）" in text(opened(brief_pdf.pdf(answered, None, chinese)))
    deck = pptx.Presentation(io.BytesIO(brief_pptx.pptx(answered, None, chinese)))
    cells = [
        cell.text
        for slide in deck.slides
        for shape in slide.shapes
        if shape.has_table
        for row in shape.table.rows
        for cell in row.cells
    ]
    assert cells[:2] == list(answered.answers[0])
    embedded = [font["/FontDescriptor"].get_object() for font in fonts(reader) if "/FontDescriptor" in font]
    assert embedded
    assert all("/FontFile2" in font for font in embedded)
    assert reader.metadata.title == metadata().question
    assert reader.pages[0].mediabox.width > reader.pages[0].mediabox.height


@pytest.mark.parametrize("mark", "”，。")
def test_a_chinese_line_begins_with_no_closing_mark(chinese, mark):
    # Every third character is one: wherever the first line ends, with one of the three it would be next.
    for before in range(3):
        long = replace(metadata(), finding="字" * before + f"字字{mark}" * 50)
        lines = text(opened(brief_pdf.pdf(long, None, chinese))).splitlines()
        assert sum(line.count(mark) for line in lines) >= 50
        assert not [line for line in lines if line.startswith(mark)]


def test_its_picture_is_made_of_lines(chinese):
    plain = opened(brief_pdf.pdf(metadata(), None, chinese))
    drawn = opened(brief_pdf.pdf(metadata(), picture(chinese), chinese))
    assert len(drawn.pages) == len(plain.pages) + 1
    assert len(drawn.pages[0].get_contents().get_data()) > 10_000
    assert "甲" in drawn.pages[0].extract_text()


def test_slides_can_be_edited_and_say_everything(chinese):
    deck = pptx.Presentation(io.BytesIO(brief_pptx.pptx(metadata(), plain(chinese), chinese)))
    first = deck.slides[0]
    assert first.shapes.title.text_frame.text == metadata().question
    texts = "\n".join(
        shape.text_frame.text for slide in deck.slides for shape in slide.shapes if shape.has_text_frame
    )
    cells = [
        cell.text_frame.text
        for slide in deck.slides
        for shape in slide.shapes
        if shape.has_table
        for row in shape.table.rows
        for cell in row.cells
    ]
    assert metadata().finding in texts
    assert "含模拟数据" in texts
    assert "官方、模拟" in cells
    assert {"75.0%", "人才", "国家统计局；LCity"} <= set(cells)
    (chart,) = [shape for shape in first.shapes if shape.has_chart]
    assert chart.left >= 0
    assert chart.left + chart.width <= deck.slide_width
    assert deck.core_properties.author == "LCity"
    assert deck.core_properties.title == metadata().question


@pytest.mark.parametrize("code", ["english", "chinese"])
def test_hostile_text_of_any_length_is_written_out(code, request):
    lang = request.getfixturevalue(code)
    reader = opened(brief_pdf.pdf(hostile(), picture(lang, ("<b>", "&amp;", "$x$")), lang))
    assert 2 <= len(reader.pages) < 12
    assert "<script>alert(1)</script>" in text(reader)
    assert not any("/JavaScript" in page or "/AA" in page for page in reader.pages)
    content = brief_pptx.pptx(hostile(), picture(lang, HOSTILE[:3]), lang)
    deck = pptx.Presentation(io.BytesIO(content))
    assert deck.slides[0].shapes.title.text_frame.text.startswith("<script>alert(1)</script>")
    assert len(content) < 1_000_000


def natives(lang):
    """Return the panels that a presentation holds as its own, and the first slide with a map beside them."""
    found = [panel for panel in panels(lang) if native(panel, lang)]
    drawn_map = next(panel for panel in panels(lang) if isinstance(panel, DistrictMap))
    shown = Picture((tuple(found), (drawn_map,)), (3, 1))
    deck = pptx.Presentation(io.BytesIO(brief_pptx.pptx(metadata(), shown, lang)))
    return found, deck.slides[0].shapes


def test_charts_and_tables_are_a_presentation_s_own_and_a_map_is_a_picture(chinese):
    found, shapes = natives(chinese)
    charts = [shape.chart for shape in shapes if shape.has_chart]
    tables = [shape.table for shape in shapes if shape.has_table]
    (image,) = [shape for shape in shapes if shape.shape_type == MSO_SHAPE_TYPE.PICTURE]
    assert image._element.nvPicPr.cNvPr.get("descr").endswith(metadata().finding)
    wanted = [native(panel, chinese) for panel in found]
    assert len(charts) == sum(isinstance(one, NativeChart) for one in wanted) >= 4
    assert len(tables) == sum(isinstance(one, NativeTable) for one in wanted) >= 2
    titles = [chart.chart_title.text_frame.text for chart in charts]
    texts = [shape.text_frame.text for shape in shapes if shape.has_text_frame]
    assert all(panel.title in titles + texts for panel in found)


def test_the_figures_of_a_chart_stand_behind_it(chinese):
    found, shapes = natives(chinese)
    charts = [shape.chart for shape in shapes if shape.has_chart]
    wanted = [native(panel, chinese) for panel in found]
    for chart, one in zip(charts, (one for one in wanted if isinstance(one, NativeChart)), strict=True):
        own = chart.plots[0]
        assert tuple(own.categories) == one.categories
        assert [tuple(series.values) for series in own.series] == [series.values for series in one.series]
        # What opens when somebody asks to edit its figures.
        book = load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob))
        columns = list(book.active.iter_cols(min_row=2, min_col=2, values_only=True))
        assert columns == [series.values for series in one.series]


def test_a_step_down_and_a_step_up_lie_where_the_share_goes(english):
    steps = next(panel for panel in panels(english) if isinstance(panel, ShareSteps))
    below, shown = steps.native(english).series
    assert below.values == pytest.approx((0, 0.2, 0.2, 0))
    assert shown.values == pytest.approx((0.5, 0.3, 0.2, 0.4))
    assert below.colours == ("",)


def test_no_brief_names_a_folder_of_this_machine(english):
    import zipfile

    deck = zipfile.ZipFile(io.BytesIO(brief_pptx.pptx(metadata(), None, english)))
    content = b"".join(deck.read(name) for name in deck.namelist()) + brief_pdf.pdf(metadata(), None, english)
    assert not any(folder in content for folder in (b"/work", b"/home", b"/usr/", b"/tmp"))


@pytest.mark.parametrize(
    "finding", ["Short.", "A finding of many words, as some are. " * 9, "很长的结论。" * 40]
)
def test_what_stands_on_the_first_slide_stands_apart(finding, english):
    long = replace(
        metadata(),
        finding=finding,
        note="Against equal weights: x",
        question="How does it look, and to whom, and for how long? " * 2,
    )
    deck = pptx.Presentation(io.BytesIO(brief_pptx.pptx(long, plain(english), english)))
    title, foot, finding_shape, note, image = deck.slides[0].shapes
    assert title.top + title.height <= finding_shape.top
    assert finding_shape.top + finding_shape.height <= note.top
    assert note.top + note.height < image.top
    assert note.text_frame.text.startswith("Against equal weights: x\n")
    assert image.top + image.height <= foot.top
    assert image.width > 0.9 * deck.slide_width


def test_a_link_that_nobody_else_can_open_says_so(chinese):
    note = "其他人无法打开。"
    told = dict(facts(metadata(link_note=note), chinese))
    assert told[chinese.t("export.link")] == f"{metadata().link}\n{note}"
    assert dict(facts(metadata(), chinese))[chinese.t("export.link")] == metadata().link
