"""Shares given by many, on paper."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from lcity.charts.cloud import scale, stacked
from lcity.export.pictures.axes import named, per_cent, quiet
from lcity.export.pictures.page import INK
from lcity.text import Language

if TYPE_CHECKING:
    from matplotlib.axes import Axes

HIGH, APART = 0.72, 0.085


@dataclass(frozen=True, eq=False)
class SharesCloud:
    """A row a key: a dot a giver, a line at the median, a band between the quartiles.

    Parameters
    ----------
    heading
        What is shown.
    shares
        Givers × keys, 0–1.
    median, lower, upper
        By key, as they are to be drawn.
    names, colours
        Key → its name, and a hex colour.
    """

    heading: str
    shares: pd.DataFrame
    median: pd.Series
    lower: pd.Series
    upper: pd.Series
    names: Mapping[str, str]
    colours: Mapping[str, str]
    height: float = 1.0

    @property
    def title(self) -> str:
        """What is shown."""
        return self.heading

    def draw(self, axes: "Axes", lang: Language) -> None:
        """Draw it."""
        at = scale(float(self.shares.to_numpy().max(initial=0)))
        end = at[-1] or 1.0
        for row, key in enumerate(self.shares.columns):
            along, height = stacked(self.shares[key].to_numpy(), end)
            apart = min(APART, HIGH / max(int(height.max(initial=0)), 1))
            low, high = self.lower[key], self.upper[key]
            axes.barh(row - HIGH / 2, high - low, left=low, height=HIGH + 0.1, color=INK, alpha=0.12)
            axes.plot(along * end, row - 0.04 - apart * height, "o", ms=3.2, mew=0, color=self.colours[key])
            axes.plot([self.median[key]] * 2, [row + 0.01, row - HIGH - 0.05], color=INK, lw=1.6)
        axes.set_yticks(np.arange(len(self.shares.columns)) - HIGH / 2)
        axes.set_yticklabels([named(self.names[key]) for key in self.shares.columns], color=INK)
        quiet(axes)
        axes.tick_params(axis="y", labelcolor=INK)
        axes.set_xticks(at)
        per_cent(axes.xaxis, lang)
        axes.set_xlim(-0.02 * end, 1.02 * end)
        axes.set_ylim(len(self.shares.columns) - 0.8, -1.0)
