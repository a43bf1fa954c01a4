"""Asking a page that may still move: what is asked is asked again until it holds, or patience is over.

What `expect` can ask of one element is asked by `expect`; this is for what several must hold together,
and for what is measured, read from a script or seen.
"""

import time
from collections.abc import Callable
from typing import TypeVar

from playwright.sync_api import Error

from tests.browser.harness import PATIENCE_S

POLL_S = 0.05
T = TypeVar("T")


def to_pass(check: Callable[..., T], *args: object) -> T:
    """Make assertions until all of them hold and return what they lead to; else raise the last that failed.

    What cannot be asked just now, of a page that is leaving or of a picture of no size, is asked again too.

    Parameters
    ----------
    check
        What makes them. It reads anew whatever it asserts; what it does it may do several times.
    args
        What it is called with.
    """
    until = time.monotonic() + PATIENCE_S
    while True:
        try:
            return check(*args)
        except (AssertionError, Error):
            if time.monotonic() > until:
                raise
        time.sleep(POLL_S)


def comes_to(read: Callable[[], object], wanted: object) -> None:
    """Read until what is read equals what is wanted; raise AssertionError with what was read last."""

    def check() -> None:
        assert read() == wanted

    to_pass(check)


def at_rest(read: Callable[[], T], *, pause_s: float = 0.1, holds: Callable[[T], bool] = bool) -> T:
    """Read until two readings `pause_s` apart are equal and hold, and return them.

    Parameters
    ----------
    read
        What gives a reading: a place on the page, a picture.
    pause_s
        Time between two readings, in seconds.
    holds
        Says whether a reading is one of those waited for.
    """
    until = time.monotonic() + PATIENCE_S
    before = read()
    while time.monotonic() < until:
        time.sleep(pause_s)
        now = read()
        if now == before and holds(now):
            return now
        before = now
    raise AssertionError(f"did not come to rest as expected; last: {before!r:.300}")
