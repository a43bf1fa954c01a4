"""How fast one may ask: so many at once, and then so many a second."""

from collections import OrderedDict
from collections.abc import Hashable

MOST_KNOWN = 50_000


class Pace:
    """A bucket of tokens for each who asks.

    Parameters
    ----------
    at_once
        How often one may ask who has not asked for a while.
    per_s
        How often a second after that.
    """

    def __init__(self, at_once: int, per_s: float):
        self._at_once, self._per_s = at_once, per_s
        self._left: OrderedDict[Hashable, tuple[float, float]] = OrderedDict()

    def knows(self, who: Hashable) -> bool:
        """Say whether somebody has asked before, as far as that is remembered."""
        return who in self._left

    def allows(self, who: Hashable, now_s: float) -> bool:
        """Say whether somebody may ask now, and count it if so."""
        left, since_s = self._left.pop(who, (self._at_once, now_s))
        left = min(self._at_once, left + max(0.0, now_s - since_s) * self._per_s)
        allowed = left >= 1
        self._left[who] = (left - 1 if allowed else left), now_s
        if len(self._left) > MOST_KNOWN:
            self._left.popitem(last=False)  # Who has asked longest ago has a full bucket again, or nearly.
        return allowed
