"""A brief of a page as slides: its answer with its picture, then what was weighed and what it stands on."""

import datetime
import io
import unicodedata
from collections.abc import Iterator
from math import ceil

from lcity.colour import ACCENT
from lcity.export.account import MOST_CHARACTERS, Account, clean
from lcity.export.facts import facts, weights
from lcity.export.pictures.page import FINDING_CHARACTERS, INK, QUIET, Picture, png, wrapped
from lcity.text import Language

SLIDE_IN = (13.333, 7.5)
MARGIN_IN = 0.5
PICTURE_IN = (1.72, 4.98)
# A table as high as there is room for; a row of one line, and what each further line adds.
TABLE_IN, ROW_IN, LINE_IN = 5.4, 0.3, 0.18
CHARACTERS_PER_IN = 11.5
# What a viewer without it puts in its place has Chinese letters too.
EAST_ASIAN = "Microsoft YaHei"
TITLE_ONLY = 5
# By the most lines of a finding, as wide as a picture's: as large as there is room for above the picture.
FINDING_PT = {2: 18, 3: 14, 99: 12}


def pptx(account: Account, picture: Picture | None, lang: Language) -> bytes:
    """Write a brief as a presentation that can be edited: text is text, tables are tables."""
    import pptx as library  # not at the top: only who takes a brief away needs it
    from pptx.util import Inches

    deck = library.Presentation()
    deck.slide_width, deck.slide_height = map(Inches, SLIDE_IN)
    properties = deck.core_properties
    properties.title, properties.author = clean(account.question, 200), "LCity"
    properties.last_modified_by, properties.subject = "LCity", clean(account.finding, 200)
    properties.created = properties.modified = datetime.datetime.combine(account.day, datetime.time())
    writer = _Writer(deck, account, lang)
    first = writer.slide(account.question)
    lines = len(wrapped(clean(account.finding, 600), FINDING_CHARACTERS))
    size = next(size for most, size in FINDING_PT.items() if lines <= most)
    writer.text(first, account.finding, (MARGIN_IN, 0.98, 12.3, 0.75), size, ACCENT)
    if picture is not None:
        image = png(picture, account, lang, bare=True)
        height = PICTURE_IN[1]
        shape = first.shapes.add_picture(io.BytesIO(image), 0, Inches(PICTURE_IN[0]), height=Inches(height))
        shape.left = (deck.slide_width - shape.width) // 2
        shape._element.nvPicPr.cNvPr.set("descr", clean(account.finding, 600))
    writer.tables(lang.t("export.stands_on"), facts(account, lang), (2.4, 9.9))
    writer.tables(lang.t("export.weights"), weights(account, lang), (7.4, 1.9, 3.0))
    file = io.BytesIO()
    deck.save(file)
    return file.getvalue()


def _slides(rows: list[tuple[str, ...]], widths_in: tuple[float, ...]) -> Iterator[list[tuple[str, ...]]]:
    """Share rows out among slides, as many on each as there is room for."""
    own, used = [], 0.0
    for row in rows:
        lines = max(
            sum(
                ceil(max(_width(line), 1) / (CHARACTERS_PER_IN * width)) for line in text.splitlines() or [""]
            )
            for text, width in zip(row, widths_in, strict=True)
        )
        height = ROW_IN + LINE_IN * (lines - 1)
        if own and used + height > TABLE_IN:
            yield own
            own, used = [], 0.0
        own.append(row)
        used += height
    if own:
        yield own


def _width(text: str) -> int:
    """Return how wide a text is in Latin letters; a Chinese one takes the room of two."""
    return sum(1 + (unicodedata.east_asian_width(mark) in "WF") for mark in text)


class _Writer:
    """Writes text and tables on slides, in one hand."""

    def __init__(self, deck, account: Account, lang: Language):
        self.deck, self.account, self.lang = deck, account, lang

    def slide(self, title: str):
        """Add a slide with a title and the footing, and return it."""
        from pptx.util import Inches

        slide = self.deck.slides.add_slide(self.deck.slide_layouts[TITLE_ONLY])
        shape = slide.shapes.title
        shape.left, shape.top, shape.width, shape.height = map(Inches, (MARGIN_IN, 0.35, 12.3, 0.65))
        self._write(shape.text_frame, title, 26, INK)
        lines = [*self.account.footing(self.lang)]
        if self.account.simulated:
            lines.append(self.lang.t("export.simulated_note"))
        self.text(slide, "\n".join(lines), (MARGIN_IN, 6.72, 12.3, 0.7), 10, QUIET)
        return slide

    def text(self, slide, text: str, box: tuple[float, ...], size_pt: float, colour: str) -> None:
        """Write text into a box given in inches: left, top, width, height."""
        from pptx.util import Inches

        self._write(slide.shapes.add_textbox(*map(Inches, box)).text_frame, text, size_pt, colour)

    def tables(self, title: str, rows: list[tuple[str, ...]], widths_in: tuple[float, ...]) -> None:
        """Write rows as tables, as many slides as they need."""
        from pptx.util import Inches

        for own in _slides(rows, widths_in):
            slide = self.slide(title)
            box = map(Inches, (MARGIN_IN, 1.15, sum(widths_in), 0.3 * len(own)))
            table = slide.shapes.add_table(len(own), len(widths_in), *box).table
            table.first_row, table.horz_banding = False, True
            for column, width in zip(table.columns, widths_in, strict=True):
                column.width = Inches(width)
            for number, row in enumerate(own):
                table.rows[number].height = Inches(0.3)
                for place, text in enumerate(row):
                    self._fill(table.cell(number, place), text, QUIET if len(row) == 2 and not place else INK)

    def _fill(self, cell, text: str, colour: str) -> None:
        from pptx.util import Inches

        cell.margin_top = cell.margin_bottom = Inches(0.03)
        self._write(cell.text_frame, text, 11, colour, most=MOST_CHARACTERS)

    def _write(self, frame, text: str, size_pt: float, colour: str, most: int = 900) -> None:
        from pptx.dml.color import RGBColor
        from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
        from pptx.util import Pt

        frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.TOP
        frame.margin_left = frame.margin_right = 0
        frame.text = clean(text, most)
        for paragraph in frame.paragraphs:
            paragraph.alignment = PP_ALIGN.LEFT
            for run in paragraph.runs:
                run.font.size, run.font.color.rgb = Pt(size_pt), RGBColor.from_string(colour[1:].upper())
                self._in_language(run)

    def _in_language(self, run) -> None:
        """Say in which language a run is, and in which typeface its Chinese letters stand."""
        from pptx.oxml.ns import qn

        properties = run._r.get_or_add_rPr()
        properties.set("lang", {"en": "en-GB", "zh": "zh-CN"}[self.lang.code])
        east_asian = properties.makeelement(qn("a:ea"), {"typeface": EAST_ASIAN})
        properties.append(east_asian)
