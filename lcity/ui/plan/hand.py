"""What the hand does: places put on the map, moved, held, left out, and taken away again."""

from typing import Any

from lcity.maps.paths import Picture
from lcity.scenario.question import Question
from lcity.ui.plan.choices import BANNED, HELD, MOST_NEW, NEW, PLACED
from lcity.ui.shared import selection, state

HOLD, FREE, BAN, ALLOW, REMOVE, ADD, MOVE = "hold", "free", "ban", "allow", "remove", "add", "move"
PUT = "placed_"


def placed_id(point: tuple[float, float]) -> str:
    """Return what the engine calls a place put by hand."""
    return f"{PUT}{point[0]:.5f}_{point[1]:.5f}"


def act(what: str, site: str = "", point: tuple[float, float] | None = None) -> None:
    """Do what the hand did, in one go: in the link and everywhere.

    Parameters
    ----------
    what
        One of the names above.
    site
        To which place.
    point
        Where to, WGS84 degrees.
    """
    held, banned, placed = list(HELD.value), list(BANNED.value), list(PLACED.value)
    by_hand = next((at for at in placed if placed_id(at) == site), None)
    if what == HOLD and by_hand is None:
        held.append(site)
    elif what == BAN and by_hand is None:
        banned.append(site)
    elif what == ALLOW:
        banned = [other for other in banned if other != site]
    if what in (FREE, BAN, MOVE, REMOVE):
        held = [other for other in held if other != site]
        placed = [at for at in placed if at != by_hand]
    if what in (ADD, MOVE) and point is not None:
        placed.append((round(point[0], 5), round(point[1], 5)))
    held, banned, placed = (list(dict.fromkeys(several))[-MOST_NEW:] for several in (held, banned, placed))
    new = min(max(NEW.value, len(held) + len(placed)), MOST_NEW)
    state.choose((HELD, tuple(held)), (BANNED, tuple(banned)), (PLACED, tuple(placed)), (NEW, new))
    selection.request_rerun()


def on_map(told: dict[str, Any], drawn: Picture) -> None:
    """Do what the hand did on the map, which tells where on its canvas."""
    what, site = told["act"], told.get("id", "")
    if what not in (HOLD, FREE, BAN, REMOVE, ADD, MOVE) or not isinstance(site, str):
        return
    point = None
    if what in (ADD, MOVE):
        x, y = told.get("x"), told.get("y")
        if not all(isinstance(at, int | float) and -drawn.width <= at <= 2 * drawn.width for at in (x, y)):
            return
        point = drawn.lonlat(x, y)
    act(what, site, point)


def acts(site: str, question: Question) -> tuple[str, ...]:
    """Return what can be done with a place of a plan."""
    if site.startswith(PUT):
        return (REMOVE,)
    return (FREE if site in question.locked else HOLD, BAN)
