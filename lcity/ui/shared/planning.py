"""What is asked of a plan: chosen on Plan, told of on Overview, opened from Compare."""

from lcity.access.along import LINE
from lcity.scenario.candidates import From, offered
from lcity.scenario.question import Question
from lcity.ui.shared import cache, reach, selection, state
from lcity.ui.shared.state import Choice, one_of, whole_number

MOST_NEW = 15
NEW = Choice("new", 3, parse=whole_number(1, MOST_NEW))
ALL, DISTRICT = "all", "district"


def goal_choice() -> Choice:
    """Return the choice of what is to be reached; ways are shortened in a straight line, at any hour."""
    straight = reach.along_choice().value == LINE and reach.HOUR.value is None
    goals = ("people", "worst", *(("distance",) if straight else ()))
    return Choice("goal", "people", parse=one_of(goals), allowed=goals)


def sites_choice() -> Choice:
    """Return the choice of where a centre could be."""
    dataset = cache.open_dataset()
    apart = (From.HOURS, *dataset.meta.kinds_not_counted)
    allowed = tuple(str(source) for source in offered(dataset) if source not in apart)
    return Choice("sites", allowed[0], parse=one_of(allowed), allowed=allowed)


def whose_choice() -> Choice:
    """Return the choice of whose reach counts: the chosen district's alone, or everybody's in the city."""
    allowed = (DISTRICT, ALL) if selection.district_choice().value else (ALL,)
    return Choice("whose", allowed[0], parse=one_of(allowed), allowed=allowed)


def question() -> Question:
    """Return what the reader asks."""
    dataset = cache.open_dataset()
    has_centres = dataset.centres is not None
    return Question(
        new=NEW.value,
        objective=goal_choice().value,
        city=selection.city_in_view() or None,
        district=selection.district_choice().value if whose_choice().value == DISTRICT else None,
        radius=float(reach.WALK.value) if reach.in_minutes() else reach.radius_m(),
        group=reach.group_choice(dataset).value,
        hours=() if reach.HOUR.value is None else (reach.HOUR.value,),
        kinds=tuple(reach.kinds_choice().value) if has_centres else (),
        unknown_hours=reach.UNKNOWN.value,
        candidates=sites_choice().value,
        along=reach.along_choice().value,
    )


def ask_of(level: str, unit: str) -> None:
    """Choose a unit, and of a district its own people, for most of them to be reached."""
    selection.choose_unit(level, unit)
    state.choose((whose_choice(), DISTRICT if level == "district" else ALL), (goal_choice(), "people"))
