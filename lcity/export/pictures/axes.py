"""What panels have in common: empty axes, quiet axes, and a legend below."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from lcity.export.pictures.page import INK, LINE, QUIET, SMALL_PT
from lcity.export.typeface import printable
from lcity.text import Language

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

NAME_CHARACTERS = 28


def named(text: str, most: int = NAME_CHARACTERS) -> str:
    """Return a name as a picture has room for it."""
    return printable(text, most)


def empty(axes: "Axes") -> None:
    """Leave the axes without frame, ticks and grid."""
    axes.set_xticks([])
    axes.set_yticks([])
    axes.spines[:].set_visible(False)


def quiet(axes: "Axes", grid: str = "x") -> None:
    """Leave the axes only faint lines along one direction, and small ticks."""
    axes.spines[:].set_visible(False)
    axes.grid(axis=grid, color=LINE, linewidth=0.8)
    axes.set_axisbelow(True)
    axes.tick_params(length=0, labelsize=SMALL_PT, labelcolor=QUIET)


def per_cent(axis, lang: Language) -> None:
    """Write an axis of shares (0–1) per cent."""
    axis.set_major_formatter(lambda share, _: lang.percent(round(share, 9)))


def legend(axes: "Axes", handles: Sequence["Artist"], columns: int, title: str = "") -> None:
    """Draw a legend below the axes."""
    axes.legend(
        handles=handles,
        title="\n".join(printable(line, 120) for line in title.splitlines()) or None,
        loc="upper left",
        bbox_to_anchor=(0, -0.01),
        ncol=max(1, columns),
        frameon=False,
        fontsize=SMALL_PT,
        title_fontsize=SMALL_PT,
        labelcolor=INK,
        handlelength=1.1,
        handleheight=1.1,
        columnspacing=1.2,
        alignment="left",
        borderaxespad=0.4,
    )


def shortened(title: str, shown: int, count: int, lang: Language) -> str:
    """Return a panel's title that says how many of its rows are shown where that is not all of them."""
    if shown >= count:
        return title
    return lang.t("export.first_of", title=title, shown=lang.number(shown), count=lang.number(count))
