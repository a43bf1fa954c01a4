"""What the view's chart holds, on the page as in what it hands out."""

import math

from lcity.charts.bars.rows import Bar, Piece
from lcity.colour import SERIES
from lcity.ui.abroad import numbers, words
from lcity.ui.abroad.choices import Unit
from lcity.ui.shared.reader import t

INDENT = "\N{EM SPACE}"


def figures(level: str, home: str, abroad: Unit) -> tuple[list[Bar], list[str]]:
    """Return both units' figures under each measure, and the heads; only shares have bars, on one scale."""
    rows = []
    named = words.home_name(level, home), words.abroad_name(level, abroad)
    for measure in numbers.common(abroad.dataset).alike:
        rows.append(Bar(words.measure_name(measure), (), ("", "")))
        pair = numbers.pair(measure, level, home, abroad)
        for name, figure, colour in zip(named, pair, SERIES, strict=False):
            drawn = words.is_share(measure) and not math.isnan(figure.value)
            rows.append(
                Bar(
                    INDENT + name,
                    (Piece(0, figure.value, colour),) if drawn else (),
                    (words.written(measure, figure), t(f"common.provenance.{figure.provenance}")),
                )
            )
    return rows, [t("abroad.measure"), "", t("abroad.figure"), t("abroad.provenance")]
