"""A document as Word writes it: headings are headings, tables are tables, and everything can be edited."""

import datetime
import io
import zipfile

from lcity.colour import ACCENT
from lcity.export.document.blocks import Blank, Block, Document, Heading, Points, Rows, Text
from lcity.export.metadata import clean
from lcity.export.pdf_styles import LANGUAGE
from lcity.export.pictures.page import INK, LINE, QUIET

LATIN, EAST_ASIAN = "Calibri", "Microsoft YaHei"
SHORT_IN, LONG_IN, MARGIN_IN = 8.268, 11.693, 0.8
TEXT_PT, SMALL_PT = 10.5, 9
LINE_PT = 15
WRITTEN = (1980, 1, 1, 0, 0, 0)
"""When the parts of the file were written, as far as the file tells: the earliest an archive can say."""


def docx(document: Document) -> bytes:
    """Write a document as DOCX; the same document gives the same bytes."""
    import docx as library  # not at the top: only who takes a document away needs it

    made = library.Document()
    _properties(made, document)
    _page(made, document)
    _styles(made, document)
    made.add_heading(clean(document.title), 0)
    made.add_paragraph(clean(document.finding), style="Subtitle")
    for block in document.blocks:
        _add(made, block, document)
    file = io.BytesIO()
    made.save(file)
    return _undated(file.getvalue())


def _undated(content: bytes) -> bytes:
    """Return an archive without the time at which it was written."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as written, zipfile.ZipFile(file, "w") as undated:
        for name in written.namelist():
            part = zipfile.ZipInfo(name, WRITTEN)
            part.compress_type = zipfile.ZIP_DEFLATED
            undated.writestr(part, written.read(name))
    return file.getvalue()


def _properties(made, document: Document) -> None:
    own = made.core_properties
    own.title, own.subject = clean(document.title, 200), clean(document.finding, 200)
    own.author = own.last_modified_by = "LCity"
    own.language, own.comments = LANGUAGE[document.lang.code], ""
    own.created = own.modified = datetime.datetime.combine(document.day, datetime.time())


def _page(made, document: Document) -> None:
    from docx.enum.section import WD_ORIENT
    from docx.shared import Inches

    section = made.sections[0]
    size = (LONG_IN, SHORT_IN) if document.across else (SHORT_IN, LONG_IN)
    section.orientation = WD_ORIENT.LANDSCAPE if document.across else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = map(Inches, size)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Inches(
        MARGIN_IN
    )
    foot = section.footer.paragraphs[0]
    foot.add_run(f"{clean(document.foot)}  ·  ")
    _field(foot.add_run(), "PAGE")


def _field(run, code: str) -> None:
    """Put what Word fills in itself, such as the page's number."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for kind in ("begin", None, "end"):
        if kind is None:
            part = OxmlElement("w:instrText")
            part.text = code
        else:
            part = OxmlElement("w:fldChar")
            part.set(qn("w:fldCharType"), kind)
        run._r.append(part)


def _styles(made, document: Document) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    def of(name: str, size_pt: float, colour: str) -> None:
        style = made.styles[name]
        style.font.name, style.font.size = LATIN, Pt(size_pt)
        style.font.color.rgb = RGBColor.from_string(colour.removeprefix("#").upper())
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for attribute in list(fonts.attrib):
            # A theme's typeface goes before a named one.
            if attribute.endswith("Theme"):
                del fonts.attrib[attribute]
        for script in ("ascii", "hAnsi", "cs"):
            fonts.set(qn(f"w:{script}"), LATIN)
        fonts.set(qn("w:eastAsia"), EAST_ASIAN)

    for name, size_pt, colour in (
        ("Normal", TEXT_PT, INK), ("Title", 22, INK), ("Subtitle", 12, ACCENT), ("Heading 1", 15, ACCENT),
        ("Heading 2", 12, INK), ("List Bullet", TEXT_PT, INK), ("Caption", SMALL_PT, QUIET),
        ("Footer", 8, QUIET),
    ):  # fmt: skip
        of(name, size_pt, colour)
    made.styles["Subtitle"].font.italic = False
    made.styles["Caption"].font.bold = False
    spoken = OxmlElement("w:lang")
    spoken.set(qn("w:val"), "en-GB")
    spoken.set(qn("w:eastAsia"), "zh-CN")
    made.styles["Normal"].element.get_or_add_rPr().append(spoken)


def _add(made, block: Block, document: Document) -> None:
    match block:
        case Heading(text, level):
            made.add_heading(clean(text), level)
        case Text(text, quiet):
            made.add_paragraph(clean(text), style="Caption" if quiet else "Normal")
        case Points(items):
            for item in items:
                made.add_paragraph(clean(item), style="List Bullet")
        case Blank():
            _blank(made, block, document)
        case Rows():
            _table(made, block, document)


def _width_in(document: Document) -> float:
    return (LONG_IN if document.across else SHORT_IN) - 2 * MARGIN_IN


def _blank(made, blank: Blank, document: Document) -> None:
    """Add a framed cell: what is asked, and room to write."""
    from docx.enum.table import WD_ROW_HEIGHT_RULE
    from docx.shared import Inches, Pt

    prompt = made.add_paragraph(clean(blank.prompt), style="Caption")
    prompt.paragraph_format.keep_with_next = True
    table = made.add_table(1, 1)
    _borders(table, ("top", "left", "bottom", "right"))
    row = table.rows[0]
    row.height, row.height_rule = Pt(blank.lines * LINE_PT), WD_ROW_HEIGHT_RULE.AT_LEAST
    row.cells[0].width = Inches(_width_in(document))
    _whole(row)
    made.add_paragraph()


def _table(made, rows: Rows, document: Document) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.shared import Inches, Pt

    table = made.add_table(0, len(rows.head))
    table.autofit = False
    # Some programs ask the columns for their widths, others the cells.
    for column, share in zip(table.columns, rows.widths, strict=True):
        column.width = Inches(share * _width_in(document))
    _borders(table, ("top", "bottom", "insideH"))
    for number, texts in enumerate((rows.head, *rows.rows)):
        row = table.add_row()
        _whole(row)
        if not number:
            row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        for place, text in enumerate(texts):
            cell = row.cells[place]
            cell.width = Inches(rows.widths[place] * _width_in(document))
            paragraph = cell.paragraphs[0]
            if not number:
                paragraph.style = made.styles["Caption"]
            paragraph.paragraph_format.space_after = Pt(0)
            paragraph.add_run(clean(text)).font.size = Pt(SMALL_PT)
            if place in rows.right:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    after = made.add_paragraph()
    after.paragraph_format.space_after = Pt(0)


def _whole(row) -> None:
    """Keep a row on one page."""
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _borders(table, edges: tuple[str, ...]) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    borders = OxmlElement("w:tblBorders")
    for edge in edges:
        line = OxmlElement(f"w:{edge}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", LINE[1:].upper())):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    # Where the schema has them: before the layout.
    later = [qn(f"w:{name}") for name in ("shd", "tblLayout", "tblCellMar", "tblLook")]
    after = next((part for part in table._tbl.tblPr if part.tag in later), None)
    if after is None:
        table._tbl.tblPr.append(borders)
    else:
        after.addprevious(borders)
