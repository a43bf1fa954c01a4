"""The choices of Monitor: of cities or districts, of which indicator, and how a status is found."""

from lcity.monitor import own
from lcity.monitor.own import OwnTarget
from lcity.monitor.progress import METHODS
from lcity.ui.monitor import numbers
from lcity.ui.shared import cache, selection
from lcity.ui.shared.options import options
from lcity.ui.shared.reader import reader_language, t
from lcity.ui.shared.state import Choice, one_of
from lcity.ui.shared.window import side_by_side

ALL = ""


def level_choice() -> Choice:
    """Return the choice between cities and districts; first those somebody has set targets for."""
    dataset = cache.open_dataset()
    aimed = () if dataset.targets is None else tuple(dataset.targets["level"])
    usual = next((level for level in dataset.levels if level in aimed), selection.first_level())
    return Choice("watch", usual, allowed=dataset.levels)


def key_choice() -> Choice:
    """Return the choice of an indicator among those that have figures; `ALL` for all with a target."""
    allowed = (ALL, *numbers.keys(level_choice().value))
    return Choice("key", ALL, parse=one_of(allowed), allowed=allowed)


def method_choice() -> Choice:
    """Return the choice of how a status is found."""
    allowed = tuple(METHODS)
    return Choice("way", allowed[0], parse=one_of(allowed), allowed=allowed)


def own_choice() -> Choice:
    """Return the choice of the reader's own targets, of either level, in the order they were set."""
    return Choice("target", (), parse=_own, write=own.write)


def _own(text: str) -> tuple[OwnTarget, ...]:
    """Read targets of indicators and units there are."""
    found, dataset = own.parse(text), cache.open_dataset()
    for one in found:
        known = one.level in dataset.levels and one.key in numbers.keys(one.level)
        if not known or (one.unit and one.unit not in dataset.units(one.level).index):
            raise ValueError(text)
    return found


def controls() -> None:
    """Draw the choices."""
    names = cache.names("indicators", reader_language().code)
    left, middle, right = side_by_side([1.7, 2, 2], gap="small", align="bottom")
    with left:
        options(level_choice(), "compare.level", lambda level: t(f"compare.level.{level}"), "visible")
    key, way = key_choice(), method_choice()
    middle.selectbox(
        t("monitor.of"),
        key.allowed,
        format_func=lambda own: names[own] if own else t("monitor.of_all"),
        **key.widget(),
    )
    right.selectbox(
        t("monitor.way"),
        way.allowed,
        format_func=lambda own: t(f"monitor.way.{own}"),
        **way.widget(),
    )
