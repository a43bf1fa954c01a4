"""How many have voted, at once: it hears that a room has changed, and has what shows it drawn anew."""

from collections.abc import Callable

from lcity.ui.shared import talk
from lcity.ui.shared.component import Component

HEIGHT_PX = 64
"""As high before it is there as when it is; before a room letters are larger."""

_live = Component("live", "live/live.js")


def live(
    key: str,
    events: str,
    shown: tuple[int, int, bool],
    labels: tuple[str, str],
    on_change: Callable[[], None],
) -> None:
    """Draw the number of votes.

    Parameters
    ----------
    key
        Its name on the page.
    events
        The address at which the server tells of every change, from the page's own.
    shown
        What the page shows: how many votes, at which revision of the room, and whether it is open.
    labels
        What stands beside the number where it is one, and where it is another.
    on_change
        Called when the room has changed, no oftener than the page can follow.
    """
    count, revision, is_open = shown
    data = {"events": events, "count": count, "revision": revision, "open": is_open, "labels": list(labels)}
    _live.draw(key, data, height=round(HEIGHT_PX * talk.scale()), on_changed_change=on_change)
