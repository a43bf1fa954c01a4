"""Ranks under two frameworks, in print: a row a unit."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lcity.charts.printed import SHAPES, area, stroke
from lcity.charts.two_ranks.pairs import BAR_COLOUR, BAR_OPACITY, BAR_PX, LINK_COLOUR, LINK_PX, RankPairs
from lcity.colour import ACCENT
from lcity.export.pictures.axes import legend, named, quiet, shortened
from lcity.export.pictures.page import INK, QUIET, SMALL_PT
from lcity.text import Language

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MOST_ROWS = 25


@dataclass(frozen=True, eq=False)
class TwoRanks:
    """A row of two dots per unit over a thin bar.

    Parameters
    ----------
    heading
        What is shown.
    pairs
        What is drawn; of more than `MOST_ROWS` units the first.
    """

    heading: str
    pairs: RankPairs
    lang: Language
    height: float = 1.0

    @property
    def title(self) -> str:
        """What is shown, and of how many."""
        count = len(self.pairs.table)
        return shortened(self.heading, min(count, MOST_ROWS), count, self.lang)

    def draw(self, axes: "Axes", lang: Language) -> None:
        """Draw it."""
        pairs = self.pairs.top(MOST_ROWS)
        at, bars, links = pairs.rows, pairs.bars, pairs.links
        quiet(axes)
        bar = axes.hlines(at[bars.index], bars["low"], bars["high"], BAR_COLOUR, alpha=BAR_OPACITY)
        bar.set(linewidth=stroke(BAR_PX), label=named(pairs.interval, 60))
        ends = links["first"], links["second"]
        axes.hlines(at[links.index], *ends, LINK_COLOUR, linewidth=stroke(LINK_PX))
        drawn = [
            axes.scatter(
                dots.ranks,
                at[dots.ranks.index],
                label=named(dots.label, 60),
                marker=SHAPES[dots.shape],
                c=dots.colour,
                s=area(dots.size_px),
                zorder=3,
                linewidths=0,
            )
            for dots in pairs.dots
        ]
        for unit in pairs.unranked:
            label = lang.t("crosswalk.not_ranked")
            axes.text(1, at[unit], label, va="center", color=QUIET, fontsize=SMALL_PT)
        axes.set_yticks(at, [named(name) for name in pairs.table["name"]])
        for label, unit in zip(axes.get_yticklabels(), at.index, strict=True):
            label.set_color(ACCENT if unit == pairs.selected else INK)
        axes.set_xticks(pairs.ticks)
        axes.set_xlim(pairs.span)
        axes.set_ylim(max(len(at), 6) - 0.5, -0.5)
        axes.set_xlabel(named(pairs.x_title, 80), fontsize=SMALL_PT, color=QUIET, loc="left")
        legend(axes, [*drawn, bar], 3)
        axes.get_legend().set_bbox_to_anchor((0, -0.09))
