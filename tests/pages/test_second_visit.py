"""A page asks the engine once for all readers: who opens it after another makes nothing anew."""

import functools

import pytest

from lcity.export import amounts
from lcity.ui.compare import numbers as compare
from lcity.ui.method import numbers as method
from lcity.ui.monitor import numbers as monitor
from lcity.ui.overview import view as overview
from lcity.ui.participation import view as participation
from lcity.ui.shared import intervals

MADE = {
    "compare": [(compare, "differences"), (compare, "steps")],
    "method": [(method, "strip"), (method, "features")],
    "monitor": [(amounts, "digits"), (monitor, "table"), (monitor.own, "beside")],
    "overview": [(overview, "heat_table"), (intervals.apart, "overtaking")],
    "participation": [
        (participation, "group_dots"),
        (participation, "trend_lines"),
        (participation, "share_scatter"),
    ],
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
