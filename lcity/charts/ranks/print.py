"""Units in rank order, on paper: stacked bars with their ranks' intervals; on screen the board draws them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from lcity.colour import ACCENT
from lcity.export.native import NativeChart, Series
from lcity.export.pictures.axes import empty, legend, named, shortened
from lcity.export.pictures.page import INK, LINE, QUIET, SMALL_PT
from lcity.text import Language
from lcity.text.width import width

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MOST_ROWS = 25
# Of the longest bar: where places gained and lost stand.
MOVED = 1.3
# Of a legend's label, at most and where three of them fit side by side.
KEY_CHARACTERS, NARROW_CHARACTERS = 56, 36


@dataclass(frozen=True, eq=False)
class RankBars:
    """Bars in rank order, each stacked from what the dimensions contribute.

    Parameters
    ----------
    heading
        What is shown.
    names, rank, score
        By unit, best first; unranked units last, without a rank.
    parts
        Units × dimensions: points that sum to the score.
    labels
        Dimension → name.
    colours
        Dimension → hex colour.
    low, high
        Units → the interval of the rank; None where it is not known.
    selected
        The unit to mark; "" for none.
    moved
        Units → places gained (lost: below 0), missing where there is nothing to compare; None: not shown.
    seen
        The units to draw, from above; empty for the first `MOST_ROWS`.
    pinned
        Units to draw above the others, a line below them.
    key_title
        What the colours' words say besides names.
    alike
        Units that cannot be told apart from the one ranked before them: a sign stands before their rank.
    """

    heading: str
    names: pd.Series
    rank: pd.Series
    score: pd.Series
    parts: pd.DataFrame
    labels: Mapping[str, str]
    colours: Mapping[str, str]
    lang: Language
    low: pd.Series | None = None
    high: pd.Series | None = None
    selected: str = ""
    moved: pd.Series | None = None
    seen: tuple[str, ...] = ()
    pinned: tuple[str, ...] = ()
    key_title: str = ""
    height: float = 1.0
    alike: Collection[str] = ()

    @property
    def title(self) -> str:
        """What is shown, and of how many."""
        return shortened(self.heading, len(set(self.units)), len(self.names), self.lang)

    @property
    def units(self) -> pd.Index:
        """The units drawn, from above; one that is pinned may be there twice."""
        if self.seen:
            return pd.Index([*self.pinned, *self.seen])
        units = self.names.index[:MOST_ROWS]
        if self.selected in self.names.index and self.selected not in units:
            units = units[:-1].append(pd.Index([self.selected]))
        return units

    def native(self, lang: Language) -> NativeChart:
        """Return it as a presentation's own."""
        units = self.units
        series = tuple(
            Series(label, tuple(self.parts[key].reindex(units).fillna(0).astype(float)), (self.colours[key],))
            for key, label in self.labels.items()
        )
        names = tuple(
            f"{self._place(unit, lang)}  {named(self.names[unit])}  {lang.number(self.score[unit], 1)}"
            for unit in units
        )
        return NativeChart("stacked", names, series, "0.0", legend=True)

    def draw(self, axes: "Axes", lang: Language) -> None:
        """Draw it."""
        from matplotlib.patches import Patch

        units = self.units
        rows = np.arange(len(units))
        left = np.zeros(len(units))
        for key in self.labels:
            points = self.parts[key].reindex(units).fillna(0).to_numpy(float)
            axes.barh(rows, points, left=left, height=0.66, color=self.colours[key], linewidth=0)
            left += points
        most = max(float(np.nanmax(left, initial=0)), 1e-9)
        for row, unit in enumerate(units):
            weight = {"color": ACCENT if unit == self.selected else INK}
            axes.text(left[row] + 0.012 * most, row, lang.number(self.score[unit], 1), va="center", **weight)
            axes.text(-0.012 * most, row, named(self.names[unit]), va="center", ha="right", **weight)
            small = {"va": "center", "ha": "left", "color": QUIET, "fontsize": SMALL_PT}
            axes.text(1.135 * most, row, self._place(unit, lang), **small)
            if self.moved is not None:
                axes.text(MOVED * most, row, self._change(unit, lang), **small)
        if self.low is not None:
            axes.text(
                1.135 * most, -0.95, lang.t("export.interval"), va="bottom", color=QUIET, fontsize=SMALL_PT
            )
        if self.pinned:
            axes.axhline(len(self.pinned) - 0.5, color=QUIET, linewidth=1.5)
        empty(axes)
        axes.axvline(0, color=LINE, linewidth=1)
        # Room at both ends for names and intervals: at the left for the longest name there is.
        longest = max(width(named(name)) for name in self.names[units])
        end = 1.27 if self.moved is None else MOVED + 0.06
        axes.set_xlim(-(0.02 + 0.0125 * min(longest + 1, 34)) * most, end * most)
        axes.set_ylim(max(len(units), 6) - 0.4, -1.1)
        handles = [
            Patch(facecolor=self.colours[key], label=named(label, KEY_CHARACTERS))
            for key, label in self.labels.items()
        ]
        wide = max(len(label) for label in self.labels.values()) > NARROW_CHARACTERS
        legend(axes, handles, 2 if wide else 3, self.key_title)

    def _change(self, unit: str, lang: Language) -> str:
        """Write the places a unit gained or lost, as on the board: "▲2", "▼1", "–"."""
        places = self.moved.get(unit)
        if pd.isna(places):
            return ""
        way = "▲" if places > 0 else "▼"
        return f"{way}{lang.number(abs(int(places)))}" if places else "–"

    def _place(self, unit: str, lang: Language) -> str:
        """Write a unit's rank with its interval: "3 (2–5)"."""
        rank = self.rank[unit]
        if pd.isna(rank):
            return lang.t("export.unranked")
        written = lang.rank(rank, unit in self.alike)
        if self.low is None or self.high is None or pd.isna(self.low.get(unit)):
            return written
        low, high = int(self.low[unit]), int(self.high[unit])
        between = lang.number(low) if low == high else f"{lang.number(low)}–{lang.number(high)}"
        return lang.t("export.rank_between", rank=written, between=between)
