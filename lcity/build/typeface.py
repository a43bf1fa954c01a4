"""Make the typeface of `lcity.export` from two of one family, as far as names in China and abroad need them.

    python -m lcity.build.typeface NotoSansCJK-Regular.ttc 'NotoSans[wdth,wght].ttf'

Latin, Greek and Cyrillic are Noto Sans, and so are quotation marks and the ellipsis: both scripts share
these, and full width tears English apart, while narrow ones do Chinese no harm. Kana, signs, GB 2312, the
commoner half of Big5 and whatever else the catalogues and the shipped data say are Noto Sans CJK SC. PDFs
embed TrueType outlines only: cubic ones are made quadratic, within a thousandth of the type size.
"""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from fontTools import subset
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, newTable

from lcity.export.typeface import FILE, NAME

ROOT = Path(__file__).parents[2]
SIMPLIFIED_CHINESE = 2
EUROPEAN = (
    (0x20, 0x7F),
    (0xA0, 0x250),
    (0x370, 0x530),
    (0x1E00, 0x2000),
    (0x2018, 0x201E),
    (0x2026, 0x2027),
    (0x20A0, 0x20C0),
)
EASTERN = (
    (0x2010, 0x2040),
    (0x2070, 0x20A0),
    (0x2100, 0x2130),
    (0x2190, 0x21A0),
    (0x2200, 0x2270),
    (0x25A0, 0x2600),
    (0x3000, 0x3100),
    (0xFF00, 0xFFF0),
)
# In names of Chinese places, and in neither of the two old standards.
IN_PLACES = (
    "浐瀍硚浉洑鄠盩厔鄌鄚钭镡陉漷鄑潩滶溠灈澴泜浬嵊碚堽塱墈垸埇堌塍塬塝墕峣崾崀崮岽峁嶂崂岙芍莨蒌蕲茆荥"
)
TRAILS = (*range(0x40, 0x7F), *range(0x80, 0xFF))
TEXTS = ("lcity/text/**/*.po", "data/**/*.csv", "data/**/*.geojson", "data/**/*.toml")
DROPPED = ["GSUB", "GPOS", "GDEF", "BASE", "VORG", "vhea", "vmtx"]


def eastern() -> set[int]:
    """Return the characters taken from Noto Sans CJK."""
    letters = {mark for name in TEXTS for path in ROOT.glob(name) for mark in path.read_text("utf-8")}
    names = letters | set(IN_PLACES) | _of("gb2312", range(0xA1, 0xF8)) | _of("big5", range(0xA4, 0xC7))
    return {code for low, high in EASTERN for code in range(low, high)} | set(map(ord, names))


def european() -> set[int]:
    """Return the characters taken from Noto Sans, where it has them."""
    return {code for low, high in EUROPEAN for code in range(low, high)}


def _of(codec: str, firsts: Iterable[int]) -> set[str]:
    """Return what two bytes stand for in a codec, by the first of them."""
    pairs = (bytes((first, trail)) for first in firsts for trail in TRAILS)
    return {mark for pair in pairs for mark in pair.decode(codec, "ignore") if ord(mark) >= 0x80}


def make(cjk: Path, sans: Path, target: Path) -> None:
    """Write the typeface."""
    font = TTFont(cjk, fontNumber=SIMPLIFIED_CHINESE, recalcTimestamp=False)
    options = subset.Options(hinting=False, desubroutinize=True, notdef_outline=True, layout_features=[])
    options.drop_tables += DROPPED
    cut = subset.Subsetter(options)
    cut.populate(unicodes=eastern() | european())
    cut.subset(font)
    _to_quadratic(font)
    _take_over(font, TTFont(sans))
    _rename(font)
    font.save(target)


def _to_quadratic(font: TTFont) -> None:
    """Put TrueType outlines in the place of PostScript ones."""
    order, glyphs = font.getGlyphOrder(), dict(_glyphs(font))
    font["loca"], outlines = newTable("loca"), newTable("glyf")
    outlines.glyphOrder, outlines.glyphs = order, glyphs
    font["glyf"] = outlines
    for name in order:
        outlines[name].recalcBounds(outlines)
    most = font["maxp"]
    most.tableVersion = 0x00010000
    for limit in "Points Contours CompositePoints CompositeContours ComponentElements ComponentDepth".split():
        setattr(most, f"max{limit}", 0)
    for (
        limit
    ) in "TwilightPoints Storage FunctionDefs InstructionDefs StackElements SizeOfInstructions".split():
        setattr(most, f"max{limit}", 0)
    most.maxZones = 1
    names = font["post"]
    names.formatType, names.extraNames, names.mapping = 3.0, [], {}
    del font["CFF "]
    font["head"].glyphDataFormat = 0
    font.sfntVersion = "\0\1\0\0"


def _glyphs(font: TTFont) -> Iterator[tuple[str, object]]:
    drawn = font.getGlyphSet()
    for name in font.getGlyphOrder():
        pen = TTGlyphPen(drawn)
        drawn[name].draw(Cu2QuPen(pen, max_err=1.0, reverse_direction=True))
        yield name, pen.glyph()


def _take_over(font: TTFont, sans: TTFont) -> None:
    """Put the European letters of another typeface of the same size in the place of those there are."""
    drawn, names, outlines, widths = sans.getGlyphSet(), sans.getBestCmap(), font["glyf"], font["hmtx"]
    for code in sorted(european() & set(names)):
        pen, whole = TTGlyphPen(None), DecomposingRecordingPen(drawn)
        drawn[names[code]].draw(whole)
        whole.replay(pen)
        name = f"european{code:04X}"
        outlines[name] = glyph = pen.glyph()
        glyph.recalcBounds(outlines)
        widths[name] = (round(drawn[names[code]].width), getattr(glyph, "xMin", 0))
        for table in font["cmap"].tables:
            if table.isUnicode():
                table.cmap[code] = name
    font.setGlyphOrder(outlines.glyphOrder)


def _rename(font: TTFont) -> None:
    """Give it a name of its own: it is a changed version, under the same licence."""
    own = {1: NAME, 3: f"{NAME} Regular", 4: f"{NAME} Regular", 6: NAME.replace(" ", "") + "-Regular"}
    for record in list(font["name"].names):
        if record.nameID in own:
            record.string = own[record.nameID]
        elif record.nameID in (16, 17):
            font["name"].names.remove(record)


if __name__ == "__main__":
    make(Path(sys.argv[1]), Path(sys.argv[2]), FILE)
