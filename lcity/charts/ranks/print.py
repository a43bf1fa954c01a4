"""Units in rank order, on paper: stacked bars with their ranks' intervals; on screen the board draws them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from lcity.colour import ACCENT
from lcity.export.native import NativeChart, Series
from lcity.export.pictures.axes import empty, legend, named, shortened
from lcity.export.pictures.page import INK, LINE, QUIET, SMALL_PT, TEXT_PT
from lcity.export.typeface import printable
from lcity.text import Language
from lcity.text.width import width, wrapped

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MOST_ROWS = 25
GAP_PT = 5
# Of the size of letters: how wide one is, on the safe side.
LETTER = 0.58
SMALL = {"color": QUIET, "fontsize": SMALL_PT}
# Of a legend's label, at most and where three of them fit side by side.
KEY_CHARACTERS, NARROW_CHARACTERS = 56, 36
KEY_LINE = 90


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
        places = [self._place(unit, lang) for unit in units]
        for row, unit in enumerate(units):
            weight = {"color": ACCENT if unit == self.selected else INK}
            score = lang.number(self.score[unit], 1)
            _beside(axes, (left[row], row), GAP_PT, score, **weight)
            _beside(axes, (0, row), -GAP_PT, named(self.names[unit]), ha="right", **weight)
        # Columns stand right of the longest bar and its score, each as wide as its widest text.
        scores = [lang.number(self.score[unit], 1) for unit in units]
        self._column(axes, places, at := 2 * GAP_PT + _room_pt(scores, TEXT_PT))
        if self.low is not None:
            _beside(axes, (1, -0.95), at, lang.t("export.interval"), right=True, va="bottom", **SMALL)
        if self.moved is not None:
            changes = [self._change(unit, lang) for unit in units]
            self._column(axes, changes, at + 2 * GAP_PT + _room_pt(places, SMALL_PT))
        if self.pinned:
            axes.axhline(len(self.pinned) - 0.5, color=QUIET, linewidth=1.5)
        empty(axes)
        axes.axvline(0, color=LINE, linewidth=1)
        axes.set_xlim(0, most)
        axes.set_ylim(max(len(units), 6) - 0.4, -1.1)
        handles = [
            Patch(facecolor=self.colours[key], label=named(label, KEY_CHARACTERS))
            for key, label in self.labels.items()
        ]
        wide = max(len(label) for label in self.labels.values()) > NARROW_CHARACTERS
        about = "\n".join(wrapped(printable(self.key_title, 3 * KEY_LINE), KEY_LINE))
        legend(axes, handles, 2 if wide else 3, about)

    @staticmethod
    def _column(axes: "Axes", texts: list[str], at_pt: float) -> None:
        """Write a text a row, so many points right of where bars end."""
        for row, text in enumerate(texts):
            _beside(axes, (1, row), at_pt, text, right=True, **SMALL)

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


def _beside(
    axes: "Axes",
    at: tuple[float, float],
    points: float,
    text: str,
    *,
    right: bool = False,
    ha: str = "left",
    va: str = "center",
    **style: object,
) -> None:
    """Write a text so many points right of a place: of the end of a bar, or of where all bars end."""
    axes.annotate(
        text,
        at,
        xycoords=axes.get_yaxis_transform() if right else "data",
        xytext=(points, 0),
        textcoords="offset points",
        ha=ha,
        va=va,
        annotation_clip=False,
        **style,
    )


def _room_pt(texts: list[str], size_pt: float) -> float:
    """Return how wide a column of texts is, points."""
    return max(map(width, texts), default=0) * LETTER * size_pt
