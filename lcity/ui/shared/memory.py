"""What functions have returned, kept as long as what they were asked about."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any


class Memory:
    """What functions have returned for their arguments, the latest of each; one makes it, others wait."""

    def __init__(self) -> None:
        self._kept: dict[Callable, OrderedDict[tuple, Any]] = {}
        self._lock = threading.RLock()

    def remember(self, function: Callable, args: tuple[Hashable, ...], most: int) -> Any:
        """Return what a function returns for these arguments, at most `most` answers of it kept."""
        with self._lock:
            kept = self._kept.setdefault(function, OrderedDict())
            if args not in kept:
                kept[args] = function(*args)
                if len(kept) > most:
                    kept.popitem(last=False)
            kept.move_to_end(args)
            return kept[args]
