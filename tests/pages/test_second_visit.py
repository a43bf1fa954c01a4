"""A page asks the engine once for all readers: who opens it after another makes nothing anew."""

import functools

import pytest

from lcity.export import amounts
from lcity.ui.compare import numbers as compare
from lcity.ui.method import numbers as method
from lcity.ui.monitor import numbers as monitor

MADE = {
    "compare": [(compare, "differences"), (compare, "steps")],
    "method": [(method, "strip"), (method, "features")],
    "monitor": [(amounts, "digits"), (monitor, "table"), (monitor.own, "beside")],
}


@pytest.mark.parametrize("page", MADE)
def test_a_second_visit_makes_nothing_anew(page, seen, open_page, monkeypatch):
    seen(page)
    called = []

    def counted(own, name):
        @functools.wraps(own)
        def count(*args, **named):
            called.append(name)
            return own(*args, **named)

        return count

    for module, name in MADE[page]:
        monkeypatch.setattr(module, name, counted(getattr(module, name), name))
    open_page(page)
    assert not called
