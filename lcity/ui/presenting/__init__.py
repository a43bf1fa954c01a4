"""Before a room: the page alone and large, views walked with the arrow keys, a code to scan."""

from lcity.ui.presenting.view import around, navigation

__all__ = ["around", "navigation"]
