"""The places of a plan in order, as a table: what each gains, and what can be done with it by its buttons."""

from lcity.charts.table import Cell, Column, Row, Table
from lcity.colour import SERIES
from lcity.scenario.question import Plan, Question
from lcity.ui.parts.table import table
from lcity.ui.plan import choices, hand, words
from lcity.ui.plan.choices import PLACES
from lcity.ui.shared.reader import reader_language, t
from lcity.ui.shared.window import room_px

KEY = "plan.places"
MOST_PX = 480


def places_table(plan: Plan, question: Question) -> None:
    """Draw the places in the order in which they gain."""
    table(_content(plan, question), KEY, "", lambda _: None, lambda site, what: hand.act(what, site))


def unit_of_gain(question: Question) -> str:
    """Return the key of the head of what places gain."""
    if question.objective == "distance":
        return "plan.gained_metres"
    return "plan.gained_hours" if question.hours else "plan.gained"


def _content(plan: Plan, question: Question) -> Table:
    lang, acting = reader_language(), choices.ask() == PLACES
    metres = question.objective == "distance"
    most = max((site.gained for site in plan.sites), default=1.0) or 1.0
    wide = room_px() >= MOST_PX
    columns = [
        Column(t("plan.number"), "right", "2.4rem"),
        Column(t("plan.place"), width="34%" if wide else "40%", heading=True),
        Column(t(unit_of_gain(question)), "right", "6.5rem", t("common.provenance.planned"), True),
        *([Column("", pieces=((SERIES[0], ""),), full=float(most))] if wide else []),
        Column(t("plan.covered_then"), "right", "5.5rem"),
        *([Column("", "right", "11rem" if lang.code == "en" else "9rem")] if acting else []),
    ]
    rows = []
    for number, (site, name) in enumerate(zip(plan.sites, words.places(plan), strict=True), start=1):
        gained = lang.number(site.gained / plan.before.people, 1) if metres else lang.people(site.gained)
        can = hand.acts(site.site, question)
        buttons = tuple((what, t(f"plan.act_{what}"), what == hand.FREE) for what in can)
        cells = [
            Cell(lang.number(number)),
            Cell(name, tip=site.site),
            Cell(gained, tone="strong"),
            *([Cell(parts=(max(float(site.gained), 0.0),))] if wide else []),
            Cell(lang.percent(site.share, 1)),
            *([Cell(actions=buttons)] if acting else []),
        ]
        rows.append(Row(site.site, tuple(cells)))
    return Table(t("plan.places"), tuple(columns), tuple(rows), height_px=460, least_px=560 if acting else 0)
