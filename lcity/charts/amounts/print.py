"""Amounts by unit as bars."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from lcity.colour import ACCENT
from lcity.export.native import NativeChart, Series
from lcity.export.pictures.axes import empty, named, shortened
from lcity.export.pictures.page import INK
from lcity.text import Language
from lcity.text.width import wrapped

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MOST_ROWS = 12


@dataclass(frozen=True, eq=False)
class AmountBars:
    """A bar per unit, its amount written out at its end.

    Parameters
    ----------
    heading
        What is shown.
    amounts
        By unit, in the order to draw from the top; NaN is no data.
    written
        Unit → the amount in words.
    names
        Unit → name.
    colour
        Hex.
    selected
        The unit to mark; "" for none.
    characters, lines
        How much room there is for a name.
    most
        Units drawn; of more the first.
    """

    heading: str
    amounts: pd.Series
    written: pd.Series
    names: pd.Series
    colour: str
    lang: Language
    selected: str = ""
    height: float = 1.0
    characters: int = 22
    lines: int = 1
    most: int = MOST_ROWS

    @property
    def title(self) -> str:
        """What is shown, and of how many."""
        return shortened(self.heading, min(len(self.amounts), self.most), len(self.amounts), self.lang)

    def native(self, lang: Language) -> NativeChart:
        """Return it as a presentation's own."""
        amounts = self.amounts.iloc[: self.most]
        values = tuple(None if np.isnan(value) else float(value) for value in amounts)
        colours = tuple(ACCENT if unit == self.selected else self.colour for unit in amounts.index)
        written = tuple(map(str, self.written[amounts.index]))
        series = Series(self.heading, values, colours, written)
        return NativeChart("bars", tuple(self.names[amounts.index]), (series,))

    def draw(self, axes: "Axes", lang: Language) -> None:
        """Draw it."""
        amounts = self.amounts.iloc[: self.most]
        drawn = amounts.fillna(0).to_numpy(float)
        rows, most = np.arange(len(amounts)), max(float(np.max(drawn, initial=0)), 1e-9)
        axes.barh(rows, drawn, height=0.62, color=self.colour, linewidth=0)
        for row, (unit, amount) in enumerate(zip(amounts.index, drawn, strict=True)):
            ink = ACCENT if unit == self.selected else INK
            name = named(self.names[unit], self.lines * self.characters)
            if self.lines > 1:
                name = "\n".join(wrapped(name, self.characters))
            axes.text(-0.02 * most, row, name, ha="right", va="center", color=ink, fontsize=9)
            axes.text(
                amount + 0.02 * most, row, named(self.written[unit]), va="center", color=ink, fontsize=9
            )
        empty(axes)
        axes.set_xlim(-0.025 * self.characters * most, 1.3 * most)
        axes.set_ylim(max(len(amounts), 5) - 0.4, -0.7)
