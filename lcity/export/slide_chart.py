"""Charts and tables of a picture on a slide, as PowerPoint's own: their figures can be edited there."""

from collections.abc import Callable

from lcity.export.metadata import clean
from lcity.export.native import NativeChart, NativeTable, Series
from lcity.export.pictures.page import INK, LINE, QUIET

Box = tuple[float, float, float, float]
"""Left, top, width and height, inches."""
TITLE_PT, TITLE_IN = 13, 0.32
# A row is as high as its letters and a little more; the fewer there are, the larger they are.
MOST_PT, LEAST_PT, ROW_PER_LETTER = 12, 7, 1.75
HEAD_SHARE = 2.2
GAP_WIDTH = 45
NAME_CHARACTERS = 60


def put_chart(slide, chart: NativeChart, title: str, alt: str, box: Box, decorate: Callable) -> None:
    """Put a chart on a slide, its title above it.

    Parameters
    ----------
    slide
        Of python-pptx.
    chart
        What it shows.
    title
        What that is, with its mark.
    alt
        What is said to who cannot see it.
    box
        Where.
    decorate
        Called with each run of its title: how letters are in a language.
    """
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE
    from pptx.util import Inches

    kinds = {
        "bars": XL_CHART_TYPE.BAR_CLUSTERED,
        "stacked": XL_CHART_TYPE.BAR_STACKED,
        "lines": XL_CHART_TYPE.LINE_MARKERS,
    }
    data = CategoryChartData(number_format=chart.format)
    data.categories = [clean(name, NAME_CHARACTERS) for name in chart.categories]
    for series in chart.series:
        data.add_series(clean(series.name, NAME_CHARACTERS), series.values)
    frame = slide.shapes.add_chart(kinds[chart.kind], *map(Inches, box), data)
    frame._element.nvGraphicFramePr.cNvPr.set("descr", clean(alt, 600))
    drawn = frame.chart
    size = _letters(box[3] - TITLE_IN, len(chart.categories) if chart.kind != "lines" else 12)
    drawn.font.size, drawn.font.color.rgb = _pt(size), _rgb(INK)
    _title(drawn, title, decorate)
    _axes(drawn, chart)
    drawn.has_legend = chart.legend
    if chart.legend:
        _legend(drawn)
    for shown, series in zip(drawn.plots[0].series, chart.series, strict=True):
        _paint(shown, series, chart)


def put_table(slide, table: NativeTable, title: str, alt: str, box: Box, write: Callable) -> None:
    """Put a table on a slide, its title above it.

    Parameters
    ----------
    slide, title, alt, box
        As for `put_chart`.
    table
        What it shows.
    write
        ``write(frame, text, size_pt, colour, right)`` writes into a text frame.
    """
    from pptx.enum.text import MSO_ANCHOR
    from pptx.util import Inches

    left, top, width, height = box
    above = slide.shapes.add_textbox(*map(Inches, (left, top, width, TITLE_IN))).text_frame
    write(above, title, TITLE_PT, INK, False)
    count = len(table.rows)
    size = _letters(height - TITLE_IN, count - 1 + HEAD_SHARE)
    row_in = min(size * ROW_PER_LETTER / 72, (height - TITLE_IN) / (count - 1 + HEAD_SHARE))
    place = map(Inches, (left, top + TITLE_IN, width, row_in * (count - 1 + HEAD_SHARE)))
    frame = slide.shapes.add_table(count, len(table.widths), *place)
    frame._element.nvGraphicFramePr.cNvPr.set("descr", clean(alt, 600))
    drawn = frame.table
    drawn.horz_banding = drawn.first_row = False
    for column, share in zip(drawn.columns, table.widths, strict=True):
        column.width = Inches(width * share / sum(table.widths))
    for number, row in enumerate(table.rows):
        drawn.rows[number].height = Inches(row_in * (1 if number else HEAD_SHARE))
        for spot, given in enumerate(row):
            cell = drawn.cell(number, spot)
            cell.margin_top = cell.margin_bottom = 0
            cell.margin_left = cell.margin_right = Inches(0.04)
            ink = given.ink or (INK if number else QUIET)
            write(
                cell.text_frame,
                clean(given.text, NAME_CHARACTERS),
                size if number else size - 1,
                ink,
                given.right,
            )
            cell.vertical_anchor = MSO_ANCHOR.MIDDLE if number else MSO_ANCHOR.BOTTOM
            _fill(cell.fill, given.fill)


def _letters(height_in: float, rows: float) -> float:
    """Return how large letters are of so many rows in a height, pt."""
    return max(LEAST_PT, min(MOST_PT, height_in * 72 / max(rows, 1) / ROW_PER_LETTER))


def _title(drawn, title: str, decorate: Callable) -> None:
    drawn.has_title = True
    frame = drawn.chart_title.text_frame
    frame.text = clean(title, 200)
    drawn.chart_title.include_in_layout = False
    for paragraph in frame.paragraphs:
        for run in paragraph.runs:
            run.font.size, run.font.bold, run.font.color.rgb = _pt(TITLE_PT), False, _rgb(INK)
            decorate(run)


def _axes(drawn, chart: NativeChart) -> None:
    from pptx.enum.chart import XL_TICK_MARK

    names, figures = drawn.category_axis, drawn.value_axis
    names.major_tick_mark = figures.major_tick_mark = XL_TICK_MARK.NONE
    names.format.line.color.rgb = _rgb(LINE)
    figures.minimum_scale = 0
    if chart.kind == "lines":
        figures.major_gridlines.format.line.color.rgb = _rgb(LINE)
        figures.format.line.fill.background()
        figures.tick_labels.number_format, figures.tick_labels.number_format_is_linked = chart.format, False
        return
    # The first stands at the top, as on the page.
    names.reverse_order = True
    figures.has_major_gridlines = False
    figures.visible = False
    drawn.plots[0].gap_width = GAP_WIDTH
    if chart.kind == "stacked":
        drawn.plots[0].overlap = 100


def _legend(drawn) -> None:
    from pptx.enum.chart import XL_LEGEND_POSITION

    drawn.legend.position, drawn.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False


def _paint(shown, series: Series, chart: NativeChart) -> None:
    first = series.colours[0]
    if chart.kind == "lines":
        shown.smooth = False
        shown.format.line.color.rgb, shown.format.line.width = _rgb(first), _pt(2.25)
        _fill(shown.marker.format.fill, first)
        shown.marker.format.line.color.rgb = _rgb(first)
    else:
        _fill(shown.format.fill, first)
        for number, colour in enumerate(series.colours[1:], 1):
            if colour != first:
                _fill(shown.points[number].format.fill, colour)
    for number, text in enumerate(series.written):
        if text:
            label = shown.points[number].data_label
            label.text_frame.text = clean(text, NAME_CHARACTERS)


def _fill(fill, colour: str) -> None:
    if colour:
        fill.solid()
        fill.fore_color.rgb = _rgb(colour)
    else:
        fill.background()


def _rgb(colour: str):
    from pptx.dml.color import RGBColor

    return RGBColor.from_string(colour[1:].upper())


def _pt(size: float):
    from pptx.util import Pt

    return Pt(size)
