"""A plan as a scenario: centres added, or centres there are open longer."""

from collections.abc import Iterable

from lcity.access.hours import weeks
from lcity.dataset.model import Dataset
from lcity.errors import ArgumentError
from lcity.scenario.candidates import From
from lcity.scenario.changes import Add, Hours, Scenario
from lcity.scenario.hours import expression
from lcity.scenario.question import Plan, Question
from lcity.scenario.written import MOST_CHANGES, MOST_LETTERS

NEW_KIND = "planned"
"""The kind of what is added: it counts, whatever kinds the dataset leaves out."""


def scenario_of(
    dataset: Dataset, question: Question, plan: Plan, name: str, open_at: str | None = None
) -> Scenario:
    """Return the changes a plan stands for.

    Parameters
    ----------
    dataset, question, plan
        What was asked, of what, and the answer.
    name
        Of the scenario.
    open_at
        Opening hours of what is added, in OpenStreetMap's syntax, where the site states none; None where
        they are not known. The hours asked for are kept besides: in them a place was found to do most.

    Raises
    ------
    ArgumentError
        There are more changes than a scenario holds.
    """
    if len(plan.sites) > MOST_CHANGES:
        raise ArgumentError(f"{len(plan.sites)} changes: a scenario holds {MOST_CHANGES} at most")
    centres = dataset.centres
    counted = (
        [] if centres is None else centres["kind"][~centres["kind"].isin(dataset.meta.kinds_not_counted)]
    )
    changes: list[Add | Hours] = []
    for site in plan.sites:
        there = centres is not None and site.site in centres.index
        if there and (question.candidates == From.HOURS or site.site in counted.index):
            changes.append(Hours(longer(centres.at[site.site, "hours"], question.hours), centre=site.site))
            continue
        added = f"{site.site}_open" if there else site.site
        keeps = (_hours_of if there else _new)(dataset, site.site, question, open_at)
        changes.append(Add(added, site.name[:MOST_LETTERS], NEW_KIND, site.lon, site.lat, keeps))
    return Scenario(name, tuple(changes))


def _hours_of(dataset: Dataset, centre: str, question: Question, open_at: str | None) -> str | None:
    """Return the hours in which a centre of a kind that does not count is opened to all."""
    if question.hours:
        return expression(question.hours)
    keeps = dataset.centres.at[centre, "hours"]
    return keeps if isinstance(keeps, str) else open_at


def _new(dataset: Dataset, site: str, question: Question, open_at: str | None) -> str | None:
    """Return the hours of a place that is not there yet: those it is listed with, else those assumed."""
    listed = dataset.candidates
    keeps = listed.at[site, "hours"] if listed is not None and site in listed.index else None
    if isinstance(keeps, str):
        return keeps
    return longer(open_at, question.hours) if question.hours else open_at


def longer(hours: object, more: Iterable[int]) -> str:
    """Return opening hours with further hours of the week added to them.

    Parameters
    ----------
    hours
        In OpenStreetMap's syntax.
    more
        Hours of the week, 0–167.
    """
    more = list(more)
    also = ", ".join(expression(more).split("; "))
    written = f"{hours}, {also}" if isinstance(hours, str) else expression(more)
    if len(written) <= MOST_LETTERS and weeks([written]).open[0][more].all():
        return written
    # Too long, or of a form to which nothing can be added: whole hours say it.
    stated = weeks([hours if isinstance(hours, str) else None]).open[0]
    return expression([*more, *stated.nonzero()[0].tolist()])[:MOST_LETTERS]
