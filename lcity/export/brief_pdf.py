"""A brief of a page as PDF: its answer with its picture, then what was weighed and its sources."""

import io

from lcity.export.facts import facts, weights
from lcity.export.mark import headline, note
from lcity.export.metadata import Metadata
from lcity.export.pdf_styles import FRAME_PT, LANGUAGE, fitted, prepare, safe, styles
from lcity.export.pictures.page import HEIGHT_IN, LINE, QUIET, WIDTH_IN, Picture
from lcity.export.pictures.page import pdf as picture_pdf
from lcity.export.typeface import LACKING, NAME, printable
from lcity.text import Language

POINTS = 72
MARGIN_PT = 40
FOOT_PT = 30
# What margins leave of A4 across.
TEXT_PT = 749
ROW_CHARACTERS = 400


def pdf(metadata: Metadata, picture: Picture | None, lang: Language) -> bytes:
    """Write a brief as PDF, A4 across, in an embedded typeface; its picture stays made of lines.

    Parameters
    ----------
    metadata
        What is said.
    picture
        What is shown; None where a page has none.
    """
    import pypdf  # not at the top: only who takes a brief away needs them
    from reportlab.lib.pagesizes import A4, landscape
    from reportlab.platypus import SimpleDocTemplate

    prepare()
    file, hole = io.BytesIO(), _hole(picture is not None)
    size = landscape(A4)
    document = SimpleDocTemplate(
        file,
        pagesize=size,
        leftMargin=MARGIN_PT,
        rightMargin=MARGIN_PT,
        topMargin=MARGIN_PT - 8,
        bottomMargin=MARGIN_PT + FOOT_PT - 12,
        title=printable(metadata.question),
        author="LCity",
        subject=printable(headline(metadata, lang)),
        creator="LCity",
        lang=LANGUAGE[lang.code],
    )

    def foot(canvas, _) -> None:
        _foot(canvas, metadata, lang, size[0])

    document.build(_story(metadata, lang, hole), onFirstPage=foot, onLaterPages=foot)
    if picture is None:
        return file.getvalue()
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(file.getvalue()))
    drawn = pypdf.PdfReader(io.BytesIO(picture_pdf(picture, metadata, lang))).pages[0]
    x, y, scale = hole.place
    writer.pages[0].merge_transformed_page(drawn, pypdf.Transformation().scale(scale).translate(x, y))
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _hole(there: bool):
    """Return the part of a story that keeps the place of a picture as large as the page has room for."""
    from reportlab.platypus import Flowable

    class Hole(Flowable):
        place = (0.0, 0.0, 1.0)

        def wrap(self, width: float, height: float) -> tuple[float, float]:
            self.scale = min(width / (WIDTH_IN * POINTS), (height - 2) / (HEIGHT_IN * POINTS))
            self.left = (width - self.scale * WIDTH_IN * POINTS) / 2
            return width, self.scale * HEIGHT_IN * POINTS

        def draw(self) -> None:
            x, y = self.canv.absolutePosition(self.left, 0)
            self.place = (x, y, self.scale)

    return Hole() if there else None


def _story(metadata: Metadata, lang: Language, hole) -> list:
    from reportlab.platypus import CondPageBreak, PageBreak, Paragraph, Spacer

    style = styles(lang)
    story = [
        Paragraph(safe(metadata.question), style["title"]),
        Paragraph(safe(headline(metadata, lang)), style["finding"]),
    ]
    if metadata.note:
        story.append(Paragraph(safe(metadata.note), style["note"]))
    if simulated_note := note(metadata, lang):
        story.append(Paragraph(safe(simulated_note), style["note"]))
    if hole is not None:
        story += [Spacer(0, 4), hole, PageBreak()]
    if metadata.answers:
        story.append(Paragraph(safe(lang.t("export.answers")), style["heading"]))
        story += [_rows(list(metadata.answers), style, (150, TEXT_PT - 150)), Spacer(0, 8)]
    story.append(Paragraph(safe(lang.t("export.stands_on")), style["heading"]))
    story.append(_rows(facts(metadata, lang), style, (150, TEXT_PT - 150)))
    if metadata.weights:
        head = "", lang.t("export.share"), lang.t("export.provenance")
        story += [Spacer(0, 8), CondPageBreak(120)]
        story.append(Paragraph(safe(lang.t("export.weights")), style["heading"]))
        story.append(_rows(weights(metadata, lang), style, (TEXT_PT - 260, 110, 150), head))
    if LACKING in "".join(map(printable, _texts(metadata))):
        story.append(Paragraph(safe(lang.t("export.lacking", mark=LACKING)), style["note"]))
    return story


def _rows(rows: list[tuple[str, ...]], style: dict, widths: tuple[float, ...], head: tuple[str, ...] = ()):
    """Return a table parted by faint lines that may run over pages: of facts, or of numbers under a head."""
    from reportlab.lib.colors import HexColor
    from reportlab.platypus import Paragraph, Table

    def cell(text: str, place: int, kind: str) -> Paragraph:
        written = safe(text, ROW_CHARACTERS if head else 2_000).replace("\n", "<br/>")
        return Paragraph(written, style[f"{kind} number" if head and place == 1 else kind])

    cells = [[cell(text, place, "quiet") for place, text in enumerate(head)]] if head else []
    cells += [
        [cell(text, place, "cell" if head or place else "quiet") for place, text in enumerate(row)]
        for row in rows
    ]
    looks = [
        ("LINEBELOW", (0, 0), (-1, -1), 0.4, HexColor(LINE)),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (0, -1), 0),
        ("RIGHTPADDING", (1, 0), (1, -1), 24 if head else 0),
        ("TOPPADDING", (0, 0), (-1, -1), 2.2),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 2.2),
    ]
    return Table(
        cells, colWidths=widths, style=looks, hAlign="LEFT", splitInRow=1, repeatRows=1 if head else 0
    )


def _foot(canvas, metadata: Metadata, lang: Language, width: float) -> None:
    from reportlab.lib.colors import HexColor

    canvas.saveState()
    canvas.setFont(NAME, 8)
    canvas.setFillColor(HexColor(QUIET))
    sources, taken = metadata.footing(lang)
    for line, text in enumerate((taken, sources)):
        shown = fitted(printable(text, 400), TEXT_PT - 30)
        canvas.drawString(MARGIN_PT + FRAME_PT, MARGIN_PT - 12 + 11 * line, shown)
    canvas.drawRightString(width - MARGIN_PT - FRAME_PT, MARGIN_PT - 12, lang.number(canvas.getPageNumber()))
    canvas.restoreState()


def _texts(metadata: Metadata) -> list[str]:
    names = [weight.name for weight in metadata.weights]
    return [metadata.question, metadata.finding, metadata.dataset, *metadata.sources, *names]
