"""Shares of people: by group, over the years, against each other, and hour by hour."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from lcity.colour import SEQUENTIAL, SERIES, WHOLE
from lcity.export.pictures.axes import empty, legend, named, per_cent, quiet, shortened
from lcity.export.pictures.page import INK, QUIET, SMALL_PT
from lcity.text import Language

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MOST_ROWS = 24
MARKERS = "oDs"
DASHES = ("-", "--", ":")
DAYS, HOURS = 7, 24


@dataclass(frozen=True, eq=False)
class GroupDots:
    """A line of dots per unit, one a group.

    Parameters
    ----------
    heading
        What is shown.
    rates
        Units, from the top, × groups: 0–1.
    names
        Unit → name.
    labels
        Group → name, in the order of the legend.
    whole
        The group that is everybody; a bar across the line.
    selected
        The unit to mark; "" for none.
    """

    heading: str
    rates: pd.DataFrame
    names: pd.Series
    labels: Mapping[str, str]
    lang: Language
    whole: str = "all"
    selected: str = ""
    height: float = 1.0

    @property
    def title(self) -> str:
        """What is shown, and of how many."""
        return shortened(self.heading, min(len(self.rates), MOST_ROWS), len(self.rates), self.lang)

    def draw(self, axes: "Axes", lang: Language) -> None:
        """Draw it."""
        rates = self.rates.iloc[:MOST_ROWS]
        rows = np.arange(len(rates))
        parts = [group for group in self.labels if group != self.whole]
        if parts:
            axes.hlines(rows, rates[parts].min(axis=1), rates[parts].max(axis=1), color=WHOLE, alpha=0.5)
        drawn = []
        for group, label in self.labels.items():
            mark = {"marker": "|", "c": WHOLE, "s": 90, "linewidths": 2.4}
            if group != self.whole:
                place = parts.index(group) % len(SERIES)
                mark = {"marker": MARKERS[place], "c": SERIES[place], "s": 38}
            drawn.append(axes.scatter(rates[group], rows, label=named(label), zorder=3, **mark))
        for row in np.flatnonzero(rates.isna().all(axis=1)):
            axes.text(0, row, lang.t("frame.no_data"), color=QUIET, va="center", fontsize=SMALL_PT)
        quiet(axes)
        axes.set_yticks(rows, [named(self.names[unit]) for unit in rates.index])
        for label, unit in zip(axes.get_yticklabels(), rates.index, strict=True):
            label.set_color(SERIES[1] if unit == self.selected else INK)
        axes.set_xlim(left=0)
        axes.set_ylim(len(rates) - 0.5, -0.5)
        per_cent(axes.xaxis, lang)
        legend(axes, drawn, 4)
        axes.get_legend().set_bbox_to_anchor((0, -0.05))


@dataclass(frozen=True, eq=False)
class TrendLines:
    """Rates over the years, a line a series, named at its end.

    Parameters
    ----------
    title
        What is shown.
    rates
        Years × series: 0–1; a missing year interrupts its line.
    labels
        Series → name.
    year
        The year to mark; None for none.
    """

    title: str
    rates: pd.DataFrame
    labels: Mapping[str, str]
    year: int | None = None
    height: float = 1.0

    def draw(self, axes: "Axes", lang: Language) -> None:
        """Draw it."""
        years = self.rates.index.to_numpy(float)
        ends = []
        for place, (series, label) in enumerate(self.labels.items()):
            colour, rates = SERIES[place % len(SERIES)], self.rates[series]
            axes.plot(
                years, rates, color=colour, linestyle=DASHES[place % 3], marker="o", markersize=4, linewidth=2
            )
            known = rates.dropna()
            if len(known):
                ends.append((float(known.iloc[-1]), float(known.index[-1]), named(label), colour))
        quiet(axes, "y")
        top = 1.15 * max([float(self.rates.max().max()), 1e-6])
        axes.set_ylim(0, top if np.isfinite(top) else 1)
        lowest = -np.inf
        for value, year, label, colour in sorted(ends):
            lowest = max(value, lowest + 0.085 * top)
            axes.annotate(
                label, (year, lowest), xytext=(8, 0), textcoords="offset points", color=colour, va="center"
            )
        if self.year is not None:
            axes.axvline(self.year, color=WHOLE, linestyle=":", linewidth=1)
        span = max(np.ptp(years), 1)
        axes.set_xlim(years.min() - 0.04 * span, years.max() + 0.42 * span)
        axes.set_xticks(years, [str(int(year)) for year in years])
        per_cent(axes.yaxis, lang)


@dataclass(frozen=True, eq=False)
class ShareScatter:
    """Two shares against each other, a dot a unit.

    Parameters
    ----------
    title
        What is shown.
    points
        By unit: x and y (0–1), own (whether it belongs to what is in view) and name.
    x_title, y_title
        What each axis is.
    selected
        The unit to name; "" for none.
    """

    title: str
    points: pd.DataFrame
    x_title: str
    y_title: str
    selected: str = ""
    height: float = 1.0

    def draw(self, axes: "Axes", lang: Language) -> None:
        """Draw it."""
        known = self.points.dropna(subset=["x", "y"])
        own, chosen = known["own"].to_numpy(bool), known.index == self.selected
        axes.scatter(known["x"][~own], known["y"][~own], s=10, c=WHOLE, alpha=0.35, linewidths=0)
        axes.scatter(known["x"][own], known["y"][own], s=26, c=SERIES[0], alpha=0.9, linewidths=0)
        for _, row in known[chosen].iterrows():
            axes.scatter(row["x"], row["y"], s=60, c=SERIES[1], marker="D", zorder=4)
            axes.annotate(named(row["name"]), (row["x"], row["y"]), xytext=(9, 4), textcoords="offset points")
        quiet(axes, "both")
        for write, title in ((axes.set_xlabel, self.x_title), (axes.set_ylabel, self.y_title)):
            write(named(title, 60), fontsize=SMALL_PT, color=QUIET)
        per_cent(axes.xaxis, lang)
        per_cent(axes.yaxis, lang)


@dataclass(frozen=True, eq=False)
class WeekPicture:
    """The share of people with an open centre in reach, hour by hour of the week.

    Parameters
    ----------
    title
        What is shown.
    shares
        (168,) 0–1; NaN is no data.
    days
        The names of the seven days.
    hour
        The hour chosen; None for none.
    """

    title: str
    shares: np.ndarray
    days: tuple[str, ...]
    hour: int | None = None
    height: float = 1.0

    def draw(self, axes: "Axes", lang: Language) -> None:
        """Draw it."""
        from matplotlib.colors import LinearSegmentedColormap
        from matplotlib.patches import Rectangle

        colours = LinearSegmentedColormap.from_list("lcity", SEQUENTIAL)
        grid = np.asarray(self.shares, float).reshape(DAYS, HOURS)
        drawn = axes.pcolormesh(
            np.arange(HOURS + 1),
            np.arange(DAYS + 1),
            grid,
            cmap=colours,
            vmin=0,
            vmax=1,
            edgecolors="white",
            linewidth=0.8,
        )
        if self.hour is not None:
            corner = (self.hour % HOURS, self.hour // HOURS)
            axes.add_patch(Rectangle(corner, 1, 1, fill=False, edgecolor=INK, linewidth=1.8))
        empty(axes)
        axes.set_yticks(np.arange(DAYS) + 0.5, [named(day, 12) for day in self.days])
        axes.set_xticks(range(0, HOURS + 1, 6), [f"{hour}" for hour in range(0, HOURS + 1, 6)])
        axes.tick_params(length=0, labelsize=SMALL_PT, labelcolor=QUIET)
        axes.set_ylim(DAYS, 0)
        scale = axes.figure.colorbar(
            drawn, ax=axes, orientation="horizontal", aspect=36, pad=0.03, shrink=0.7
        )
        scale.outline.set_visible(False)
        scale.ax.tick_params(length=0, labelsize=SMALL_PT, labelcolor=QUIET)
        scale.set_ticks([0, 0.5, 1])
        per_cent(scale.ax.xaxis, lang)
