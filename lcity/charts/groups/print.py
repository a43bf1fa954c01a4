"""Rates by group, in print: dots on one line per unit."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lcity.charts.groups.dots import BAR_WIDTH_PX, LINE_OPACITY, LINE_PX, GroupRates
from lcity.charts.printed import SHAPES, area, stroke
from lcity.colour import ACCENT, WHOLE
from lcity.export.pictures.axes import legend, named, per_cent, quiet, shortened
from lcity.export.pictures.page import INK, QUIET, SMALL_PT
from lcity.text import Language

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MOST_ROWS = 24


@dataclass(frozen=True, eq=False)
class GroupDots:
    """A line of dots per unit, one a group.

    Parameters
    ----------
    heading
        What is shown.
    groups
        What is drawn; of more than `MOST_ROWS` units the first.
    """

    heading: str
    groups: GroupRates
    lang: Language
    height: float = 1.0

    @property
    def title(self) -> str:
        """What is shown, and of how many."""
        count = len(self.groups.rates)
        return shortened(self.heading, min(count, MOST_ROWS), count, self.lang)

    def draw(self, axes: "Axes", lang: Language) -> None:
        """Draw it."""
        shown = self.groups.first(MOST_ROWS)
        rows, spans = shown.rows, shown.spans
        line = {"color": WHOLE, "alpha": LINE_OPACITY, "linewidth": stroke(LINE_PX)}
        axes.hlines(rows[spans.index], spans["low"], spans["high"], **line)
        drawn = [
            axes.scatter(
                group.rates,
                rows[group.rates.index],
                label=named(group.label),
                marker=SHAPES[group.shape],
                s=area(group.size_px),
                c=group.colour,
                # A bar has no inside: what is seen of it is its rim.
                linewidths=stroke(BAR_WIDTH_PX) if group.shape == "line-ns" else 0,
                zorder=3,
            )
            for group in shown.groups
        ]
        for unit in shown.unknown:
            label = lang.t("frame.no_data")
            axes.text(0, rows[unit], label, color=QUIET, va="center", fontsize=SMALL_PT)
        quiet(axes)
        axes.set_yticks(rows, [named(shown.names[unit]) for unit in rows.index])
        for label, unit in zip(axes.get_yticklabels(), rows.index, strict=True):
            label.set_color(ACCENT if unit == shown.selected else INK)
        axes.set_xlim(left=0)
        axes.set_ylim(len(rows) - 0.5, -0.5)
        per_cent(axes.xaxis, lang)
        legend(axes, drawn, 2)
        axes.get_legend().set_bbox_to_anchor((0, -0.05))
