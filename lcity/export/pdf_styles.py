"""What every PDF is set in: the typeface, its sizes, and where lines may break."""

from xml.sax.saxutils import escape

from lcity.colour import ACCENT
from lcity.export.pictures.page import INK, QUIET
from lcity.export.typeface import FILE, NAME, printable
from lcity.text import Language
from lcity.text.width import CLOSING

LANGUAGE = {"en": "en-GB", "zh": "zh-CN"}
# What reportlab leaves inside a page's margins.
FRAME_PT = 6


def prepare() -> None:
    """Make the typeface known to reportlab, and what begins no line of Chinese."""
    from reportlab.lib import textsplit  # not at the top: only who takes a file away needs it
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import paragraph

    # reportlab's own list of what begins no line knows Japanese marks only.
    for splitting in (paragraph, textsplit):
        if not set(CLOSING) <= set(splitting.ALL_CANNOT_START):
            splitting.ALL_CANNOT_START += CLOSING
    if NAME not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont(NAME, str(FILE)))


def styles(lang: Language) -> dict:
    """Return the styles of paragraphs, by name."""
    from reportlab.lib.colors import HexColor
    from reportlab.lib.enums import TA_RIGHT
    from reportlab.lib.styles import ParagraphStyle

    # Chinese breaks between any two characters; so does a name no line is long enough for.
    wrap = {"wordWrap": "CJK"} if lang.code == "zh" else {"splitLongWords": 1}

    def of(name: str, size: float, colour: str, **more) -> ParagraphStyle:
        given = {"fontName": NAME, "fontSize": size, "leading": 1.35 * size, "textColor": HexColor(colour)}
        return ParagraphStyle(name, **given, **wrap, **more)

    return {
        "title": of("title", 20, INK, spaceAfter=3),
        "finding": of("finding", 12.5, ACCENT, spaceAfter=2),
        "part": of("part", 15, ACCENT, spaceAfter=4),
        "heading": of("heading", 12.5, INK, spaceAfter=4),
        "text": of("text", 10, INK, spaceAfter=4),
        "point": of("point", 10, INK, spaceAfter=2, leftIndent=11, bulletIndent=1, bulletFontName=NAME),
        "caption": of("caption", 9, QUIET, spaceAfter=4),
        "note": of("note", 9, QUIET),
        "quiet": of("quiet", 9, QUIET),
        "cell": of("cell", 9, INK),
        "quiet number": of("quiet number", 9, QUIET, alignment=TA_RIGHT),
        "cell number": of("cell number", 9, INK, alignment=TA_RIGHT),
    }


def safe(text: str, most: int = 600) -> str:
    """Return text as a paragraph takes it: printable, and nothing of it markup."""
    return escape(printable(text, most))


def fitted(text: str, most_pt: float, size: float = 8) -> str:
    """Return a line no longer than that; what is cut off is told by an ellipsis."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    if stringWidth(text, NAME, size) <= most_pt:
        return text
    while stringWidth(f"{text}…", NAME, size) > most_pt:
        text = text[:-1]
    return f"{text}…"
