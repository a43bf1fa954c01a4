"""A brief of a page as slides: its answer with its picture, then what was weighed and its sources."""

import datetime
import io

from lcity.colour import ACCENT
from lcity.export import slide_chart, slide_table
from lcity.export.facts import facts, weights
from lcity.export.mark import headline, note
from lcity.export.metadata import MOST_CHARACTERS, Metadata, clean
from lcity.export.native import NativeChart, NativeTable, native
from lcity.export.pictures.page import INK, QUIET, Panel, Picture, column_widths, png
from lcity.export.slide_chart import Box
from lcity.export.slide_table import TEXT_PT, Form
from lcity.text import Language

SLIDE_IN = (13.333, 7.5)
LEFT_IN, WIDTH_IN = 0.5, 12.333
FINDING_TOP_IN, FOOT_TOP_IN = 1.0, 6.85
TITLE_PT, TITLE_IN = (26, 22, 18, 14), 0.58
# A finding is as large as its room allows, from what the back of a room reads to what a neighbour does.
FINDING_PT, FINDING_IN = (20, 18, 16, 14, 12), 0.85
NOTE_PT = 12
# Pictures are drawn a little larger than their place: their letters are made for paper.
PICTURE_SCALE = 1.1
# What a viewer without it puts in its place has Chinese letters too.
EAST_ASIAN = "Microsoft YaHei"
TITLE_ONLY = 5
PANEL_GAP_IN = 0.12
NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
FACTS = Form((2.4, 9.9))


def pptx(metadata: Metadata, picture: Picture | None, lang: Language) -> bytes:
    """Write a brief as a presentation that can be edited: text, tables and charts are its own."""
    import pptx as library  # not at the top: only who takes a brief away needs it
    from pptx.util import Inches

    deck = library.Presentation()
    deck.slide_width, deck.slide_height = map(Inches, SLIDE_IN)
    properties = deck.core_properties
    properties.title, properties.author = clean(metadata.question, 200), "LCity"
    properties.last_modified_by, properties.subject = "LCity", clean(headline(metadata, lang), 200)
    properties.created = properties.modified = datetime.datetime.combine(metadata.day, datetime.time())
    writer = _Writer(deck, metadata, lang)
    first = writer.slide(metadata.question)
    below = writer.finding(first)
    if picture is not None:
        writer.picture(first, picture, below)
    writer.tables(lang.t("export.answers"), list(metadata.answers), FACTS)
    writer.tables(lang.t("export.stands_on"), facts(metadata, lang), FACTS)
    head = "", lang.t("export.share"), lang.t("export.provenance")
    form = Form((3.75, 1.15, 1.0), beside=2, head=head, right=frozenset({1}))
    writer.tables(lang.t("export.weights"), weights(metadata, lang), form)
    file = io.BytesIO()
    deck.save(file)
    return file.getvalue()


def _largest(text: str, sizes_pt: tuple[float, ...], most_in: float) -> float:
    """Return the first size at which a text is no higher than that; the last if it always is."""
    fits = (size for size in sizes_pt if slide_table.text_height_in(text, WIDTH_IN, size) <= most_in)
    return next(fits, sizes_pt[-1])


class _Writer:
    """Writes text, pictures and tables on slides, in one hand."""

    def __init__(self, deck, metadata: Metadata, lang: Language):
        self.deck, self.metadata, self.lang = deck, metadata, lang

    def slide(self, title: str):
        """Add a slide with a title and the footing, and return it."""
        from pptx.util import Inches

        slide = self.deck.slides.add_slide(self.deck.slide_layouts[TITLE_ONLY])
        shape = slide.shapes.title
        shape.left, shape.top, shape.width, shape.height = map(Inches, (LEFT_IN, 0.35, WIDTH_IN, 0.65))
        text = clean(title, 200)
        self._write(shape.text_frame, text, _largest(text, TITLE_PT, TITLE_IN), INK)
        foot = "\n".join(self.metadata.footing(self.lang))
        self._text(slide, foot, (LEFT_IN, FOOT_TOP_IN, WIDTH_IN, 0.5), 10, QUIET)
        return slide

    def finding(self, slide) -> float:
        """Write the finding and its notes below a title; return where they end, in inches from the top."""
        text = clean(headline(self.metadata, self.lang), 600)
        size = _largest(text, FINDING_PT, FINDING_IN)
        high = slide_table.text_height_in(text, WIDTH_IN, size)
        self._text(slide, text, (LEFT_IN, FINDING_TOP_IN, WIDTH_IN, high), size, ACCENT)
        notes = clean("\n".join(filter(None, (self.metadata.note, note(self.metadata, self.lang)))), 600)
        below, high = FINDING_TOP_IN + high, slide_table.text_height_in(notes, WIDTH_IN, NOTE_PT)
        self._text(slide, notes, (LEFT_IN, below, WIDTH_IN, high), NOTE_PT, QUIET)
        return below + high

    def picture(self, slide, picture: Picture, below_in: float) -> None:
        """Put a picture's panels into what the finding and the footing leave."""
        top = below_in + 0.1
        if not any(native(panel, self.lang) for panel in picture.panels):
            self._image(slide, picture, (LEFT_IN, top, WIDTH_IN, FOOT_TOP_IN - top))
            return
        size = WIDTH_IN, FOOT_TOP_IN - top
        widths, left = column_widths(picture, size), LEFT_IN
        for panels, share in zip(picture.columns, widths, strict=True):
            width, below = WIDTH_IN * share / sum(widths), top
            for panel in panels:
                high = size[1] * panel.height / sum(one.height for one in panels)
                self._panel(slide, panel, (left, below, width - PANEL_GAP_IN, high - PANEL_GAP_IN))
                below += high
            left += width

    def _panel(self, slide, panel: Panel, box: Box) -> None:
        """Put a panel on a slide: as a chart or a table that can be edited, else as a picture."""
        found = native(panel, self.lang)
        alt = f"{headline(self.metadata, self.lang)} {panel.title}"
        if isinstance(found, NativeChart):
            slide_chart.put_chart(slide, found, panel.title, alt, box, self._in_language)
        elif isinstance(found, NativeTable):
            slide_chart.put_table(slide, found, panel.title, alt, box, self._write)
        else:
            self._image(slide, Picture(((panel,),)), box)

    def _image(self, slide, picture: Picture, box: Box) -> None:
        """Put a picture on a slide, drawn to fill its box."""
        from pptx.util import Inches

        size = box[2:]
        wide, high = (PICTURE_SCALE * side for side in size)
        image = png(picture, self.metadata, self.lang, bare=True, size_in=(wide, high))
        shape = slide.shapes.add_picture(io.BytesIO(image), *map(Inches, box))
        shape._element.nvPicPr.cNvPr.set("descr", clean(headline(self.metadata, self.lang), 600))

    def tables(self, title: str, rows: list[tuple[str, ...]], form: Form) -> None:
        """Write rows as tables, as many slides as they need."""

        def fill(cell, text: str, place: int, is_head: bool) -> None:
            quiet = is_head or (len(form.widths_in) == 2 and not place)
            self._write(cell.text_frame, text, TEXT_PT, QUIET if quiet else INK, place in form.right)

        cut = [tuple(clean(text, MOST_CHARACTERS) for text in row) for row in rows]
        for tables in slide_table.slides(cut, form):
            slide_table.put(self.slide(title), tables, LEFT_IN, form, fill)

    def _text(self, slide, text: str, box: tuple[float, ...], size_pt: float, colour: str) -> None:
        """Write text into a box given in inches: left, top, width, height."""
        from pptx.util import Inches

        frame = slide.shapes.add_textbox(*map(Inches, box)).text_frame
        frame.margin_top = frame.margin_bottom = 0
        self._write(frame, text, size_pt, colour)

    def _write(self, frame, text: str, size_pt: float, colour: str, right: bool = False) -> None:
        from pptx.dml.color import RGBColor
        from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
        from pptx.util import Pt

        frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.TOP
        frame.margin_left = frame.margin_right = 0
        # A blank, not nothing: an empty cell is as high as a viewer's own letters.
        frame.text = clean(text, MOST_CHARACTERS) or NO_BREAK_SPACE
        for paragraph in frame.paragraphs:
            paragraph.alignment = PP_ALIGN.RIGHT if right else PP_ALIGN.LEFT
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
