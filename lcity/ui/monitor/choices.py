"""The choices of Monitor: of which indicator, and how a status is found; the level is that of Compare."""

from lcity.monitor.progress import METHODS
from lcity.ui.monitor import numbers
from lcity.ui.shared import cache, unit_choice
from lcity.ui.shared.reader import reader_language, t
from lcity.ui.shared.state import Choice, one_of
from lcity.ui.shared.window import side_by_side

ALL = ""


def key_choice() -> Choice:
    """Return the choice of an indicator among those that have figures; `ALL` for all with a target."""
    allowed = (ALL, *numbers.keys(unit_choice.level_choice().value))
    return Choice("key", ALL, parse=one_of(allowed), allowed=allowed)


def method_choice() -> Choice:
    """Return the choice of how a status is found."""
    allowed = tuple(METHODS)
    return Choice("way", allowed[0], parse=one_of(allowed), allowed=allowed)


def controls() -> None:
    """Draw the choices."""
    names = cache.names("indicators", reader_language().code)
    left, middle, right = side_by_side([1, 2, 2], gap="small", align="bottom")
    with left:
        unit_choice.level_control(label_visibility="visible")
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
