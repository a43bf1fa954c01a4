"""Opening hours as people and OpenStreetMap write them, and the week they make."""

from lcity.hours.week import (
    CLOSED,
    HOURS,
    ON_REQUEST,
    OPEN,
    REFERENCE_WEEK,
    UNKNOWN,
    Week,
    differs_over_the_year,
    is_valid,
    minutes,
    week,
)

__all__ = [
    "CLOSED",
    "HOURS",
    "ON_REQUEST",
    "OPEN",
    "REFERENCE_WEEK",
    "UNKNOWN",
    "Week",
    "differs_over_the_year",
    "is_valid",
    "minutes",
    "week",
]
