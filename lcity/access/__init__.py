"""Access: who has a place to learn within reach, at what hour, and how many seats for how many people."""

from lcity.access.catchment import Catchment
from lcity.access.centres import UNKNOWN_HOURS, Centres
from lcity.access.coverage import coverage_table, coverage_week, covered
from lcity.access.equity import gini, lorenz
from lcity.access.fca import Accessibility, e2sfca
from lcity.access.hours import day_name, hour_label, pack, parse_hour, unpack, weeks
from lcity.access.places import Places
from lcity.access.reach import Reach
from lcity.hours import HOURS, Week, week

__all__ = [
    "HOURS",
    "UNKNOWN_HOURS",
    "Accessibility",
    "Catchment",
    "Centres",
    "Places",
    "Reach",
    "Week",
    "coverage_table",
    "coverage_week",
    "covered",
    "day_name",
    "e2sfca",
    "gini",
    "hour_label",
    "lorenz",
    "pack",
    "parse_hour",
    "unpack",
    "week",
    "weeks",
]
