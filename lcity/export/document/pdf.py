"""A document as PDF, in an embedded typeface, with its headings as bookmarks."""

import io

from lcity.export.document.blocks import Blank, Block, Document, Heading, Points, Rows, Text
from lcity.export.pdf_styles import FRAME_PT, LANGUAGE, fitted, prepare, safe, styles
from lcity.export.pictures.page import LINE, QUIET
from lcity.export.typeface import NAME, printable

MARGIN_PT, FOOT_PT = 48, 26
FOOT_SIZE_PT = 8
CELL_CHARACTERS, TEXT_CHARACTERS = 400, 2_000
LINE_PT = 15
# What of a page is to be left for a heading and the beginning of what it heads.
HEADED_PT = 130


def pdf(document: Document) -> bytes:
    """Write a document as PDF, A4; the same document gives the same bytes."""
    from reportlab.lib.pagesizes import A4, landscape
    from reportlab.platypus import Paragraph, SimpleDocTemplate

    prepare()
    lang, style = document.lang, styles(document.lang)
    size = landscape(A4) if document.across else A4
    width_pt = size[0] - 2 * MARGIN_PT - 2 * FRAME_PT
    bookmarks = {style["part"].name: 0, style["heading"].name: 1}

    class Bookmarked(SimpleDocTemplate):
        def afterFlowable(self, flowable) -> None:
            level = bookmarks.get(getattr(getattr(flowable, "style", None), "name", ""))
            if level is not None:
                self.marked += 1
                name = f"heading-{self.marked}"
                self.canv.bookmarkPage(name)
                # Without a part above it, a heading stands at the outline's top.
                self.deepest = min(level, self.deepest + 1)
                self.canv.addOutlineEntry(flowable.getPlainText(), name, self.deepest)

        marked, deepest = 0, -1

    file = io.BytesIO()
    made = Bookmarked(
        file,
        pagesize=size,
        leftMargin=MARGIN_PT,
        rightMargin=MARGIN_PT,
        topMargin=MARGIN_PT,
        bottomMargin=MARGIN_PT + FOOT_PT,
        title=printable(document.title),
        subject=printable(document.finding),
        author="LCity",
        creator="LCity",
        lang=LANGUAGE[lang.code],
        invariant=1,
    )

    def foot(canvas, _) -> None:
        canvas.saveState()
        canvas.setFont(NAME, FOOT_SIZE_PT)
        canvas.setFillColor(QUIET)
        line = fitted(printable(document.foot, CELL_CHARACTERS), width_pt - 30, FOOT_SIZE_PT)
        canvas.drawString(MARGIN_PT + FRAME_PT, MARGIN_PT - 8, line)
        page = lang.number(canvas.getPageNumber())
        canvas.drawRightString(size[0] - MARGIN_PT - FRAME_PT, MARGIN_PT - 8, page)
        canvas.restoreState()

    story = [
        Paragraph(safe(document.title), style["title"]),
        Paragraph(safe(document.finding, TEXT_CHARACTERS), style["finding"]),
    ]
    for block in document.blocks:
        story += _flowables(block, style, width_pt)
    made.build(story, onFirstPage=foot, onLaterPages=foot)
    return file.getvalue()


def _flowables(block: Block, style: dict, width_pt: float) -> list:
    from reportlab.lib.colors import HexColor
    from reportlab.platypus import CondPageBreak, KeepTogether, Paragraph, Spacer, Table

    match block:
        case Heading(text, level):
            own = style["part" if level == 1 else "heading"]
            # Kept with its table as a whole, a long one would leave the page before it empty.
            return [CondPageBreak(HEADED_PT), Spacer(0, 8), Paragraph(safe(text), own)]
        case Text(text, quiet):
            written = safe(text, TEXT_CHARACTERS).replace("\n", "<br/>")
            return [Paragraph(written, style["caption" if quiet else "text"])]
        case Points(items):
            return [Paragraph(safe(item, TEXT_CHARACTERS), style["point"], bulletText="•") for item in items]
        case Blank(prompt, lines):
            box = [("BOX", (0, 0), (-1, -1), 0.6, HexColor(LINE)), ("LEFTPADDING", (0, 0), (0, 0), 5)]
            rows = [[Paragraph(safe(prompt), style["quiet"])], [""]]
            room = Table(rows, colWidths=[width_pt], rowHeights=[None, lines * LINE_PT], style=box)
            return [Spacer(0, 5), KeepTogether(room), Spacer(0, 5)]
        case Rows():
            return [_table(block, style, width_pt), Spacer(0, 5)]


def _table(rows: Rows, style: dict, width_pt: float):
    from reportlab.lib.colors import HexColor
    from reportlab.platypus import Paragraph, Table

    def cells(row: tuple[str, ...], kind: str) -> list:
        return [
            Paragraph(
                safe(cell, CELL_CHARACTERS).replace("\n", "<br/>"),
                style[f"{kind} number" if place in rows.right else kind],
            )
            for place, cell in enumerate(row)
        ]

    looks = [
        ("LINEBELOW", (0, 0), (-1, -1), 0.4, HexColor(LINE)),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (0, -1), 0),
        ("RIGHTPADDING", (-1, 0), (-1, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), 2.2),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 2.2),
    ]
    return Table(
        [cells(rows.head, "quiet"), *(cells(row, "cell") for row in rows.rows)],
        colWidths=[share * width_pt for share in rows.widths],
        style=looks,
        hAlign="LEFT",
        splitInRow=1,
        repeatRows=1,
    )
