"""The places of a plan in order, as a table: what each gains, and what can be done with it by its buttons."""

import re

from lcity.charts.table import Cell, Column, Row, Table
from lcity.colour import SERIES
from lcity.scenario.question import Plan, Question
from lcity.ui.parts.table import table
from lcity.ui.plan import choices, hand, words
from lcity.ui.plan.choices import PLACES
from lcity.ui.shared.reader import reader_language, t
from lcity.ui.shared.window import room_px

KEY = "plan.places"
BARS_PX, ACTS_PX = 480, 640
"""The least room for bars of what places gain, and for buttons in a column of their own."""
# Of a position the two degrees stay together; the district before them may stand above.
DEGREES = re.compile(r"(?<=\d), (?=\d)")


def places_table(plan: Plan, question: Question) -> None:
    """Draw the places in the order in which they gain."""
    table(_content(plan, question), KEY, "", lambda _: None, lambda site, what: hand.act(what, site))


def unit_of_gain(question: Question) -> str:
    """Return the key of the head of what places gain."""
    if question.objective == "distance":
        return "plan.gained_metres"
    return "plan.gained_hours" if question.hours else "plan.gained"


def _content(plan: Plan, question: Question) -> Table:
    lang, acting, room = reader_language(), choices.ask() == PLACES, room_px()
    metres = question.objective == "distance"
    most = max((site.gained for site in plan.sites), default=1.0) or 1.0
    bars, below = room >= BARS_PX, acting and room < ACTS_PX
    # On a phone, and where buttons stand below them, names are whole on several lines: nothing is cut.
    wraps = below or not bars
    widths = ("2.2rem", "", "5rem", "4.5rem") if wraps else ("2.4rem", "34%", "6.5rem", "5.5rem")
    beside = acting and not below
    columns = [
        Column(t("plan.number"), "right", widths[0]),
        Column(t("plan.place"), width=widths[1], heading=True, wraps="always" if wraps else ""),
        Column(t(unit_of_gain(question)), "right", widths[2], t("common.provenance.planned"), True),
        *(
            [Column("", width="22%" if wraps else "", pieces=((SERIES[0], ""),), full=float(most))]
            if bars
            else []
        ),
        Column(t("plan.covered_then"), "right", widths[3]),
        *([Column("", "right", "11rem" if lang.code == "en" else "9rem")] if beside else []),
    ]
    rows = []
    for number, (site, name) in enumerate(zip(plan.sites, words.places(plan), strict=True), start=1):
        gained = lang.number(site.gained / plan.before.people, 1) if metres else lang.people(site.gained)
        can = hand.acts(site.site, question) if acting else ()
        buttons = tuple((what, t(f"plan.act_{what}"), what == hand.FREE) for what in can)
        cells = [
            Cell(lang.number(number)),
            Cell(
                DEGREES.sub(",\u00a0", name) if wraps else name,
                tip=site.site,
                actions=buttons if below else (),
            ),
            Cell(gained, tone="strong"),
            *([Cell(parts=(max(float(site.gained), 0.0),))] if bars else []),
            Cell(lang.percent(site.share, 1)),
            *([Cell(actions=buttons)] if beside else []),
        ]
        rows.append(Row(site.site, tuple(cells)))
    return Table(t("plan.places"), tuple(columns), tuple(rows), height_px=460, least_px=560 if beside else 0)
