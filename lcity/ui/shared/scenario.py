"""The scenario in force, which every page obeys: what would be different, put in force and taken back.

While one is in force `cache.open_dataset()` is the dataset with it, and so is every number a page asks for;
the link holds it where it fits. The strip (`in_force`) says it and leads to before, after and the difference.

- `in_force()` is the scenario, `put(scenario)` puts one in force (from a widget's callback), `take_back()`
  takes it back;
- ``with before(): …`` asks of the dataset as it is whatever is asked within: `standing.ranked`, …;
- ``with looking_at(another): …`` asks of it with another scenario; `beside()` is one held to compare with;
- `side()` is what the reader wants to see: `BEFORE`, `AFTER` or `DIFFERENCE`. Before, `open_dataset()` is the
  dataset as it is; a page that can show the difference does so where `shows_difference()`.
"""

from lcity.dataset import Dataset
from lcity.scenario import Scenario, parse
from lcity.scenario.compact import pack
from lcity.ui.shared import cache, planned, revision, state
from lcity.ui.shared.planned import AFTER, BEFORE, DIFFERENCE, SIDE, SIDES

__all__ = [
    "AFTER",
    "BEFORE",
    "DIFFERENCE",
    "SIDE",
    "SIDES",
    "before",
    "beside",
    "dataset_with",
    "exchange",
    "fits_link",
    "hold_beside",
    "in_force",
    "looking_at",
    "no_longer_official",
    "open_file",
    "put",
    "reopen",
    "shows_difference",
    "side",
    "take_back",
]

before = planned.as_it_is
looking_at = planned.looking_at


def in_force() -> Scenario | None:
    """Return the scenario in force, whichever side of it is in view; None where there is none."""
    found = cache.in_force()
    return None if found is None else found.scenario


def no_longer_official() -> frozenset[str]:
    """Return the leaves whose figures are official as the dataset is, and planned as it is in view."""
    if cache.open_dataset().planned is None:
        return frozenset()
    with before():
        official = frozenset(cache.official_tree().leaves)
    return official & cache.leaves_by_provenance().get("planned", frozenset())


def put(scenario: Scenario) -> None:
    """Put a scenario in force on every page, in the place of any other; it is shown as it leaves things.

    Parameters
    ----------
    scenario
        One with no changes is none.

    Raises
    ------
    DatasetError
        The open dataset does not have what it changes; what was in force stays.
    """
    held = planned.hold(scenario, cache.as_it_is()) if scenario.changes else None
    revision.take_over((cache.scenario_choice(), held), (SIDE, SIDE.default))


def open_file(content: bytes, file: str) -> None:
    """Put the scenario of a file in force.

    Raises
    ------
    DatasetError
        It is no scenario, or the open dataset does not have what it changes.
    """
    put(parse(content, file))


def reopen(scenario: Scenario) -> None:
    """Put the scenario of a link just followed in force that the link itself cannot hold, as if it did."""
    choice = cache.scenario_choice()
    try:
        choice.settle(choice.parse(pack(scenario)))
    except ValueError:
        state.refuse(choice.name)


def take_back() -> None:
    """Show every page the dataset as it is."""
    revision.take_over((cache.scenario_choice(), None), (SIDE, SIDE.default))


def side() -> str:
    """Return which side of the scenario in force the reader wants to see; `BEFORE` where there is none."""
    return SIDE.value if cache.in_force() is not None else BEFORE


def shows_difference() -> bool:
    """Say whether the reader wants to see what the scenario in force makes different."""
    return side() == DIFFERENCE


def fits_link() -> bool:
    """Say whether a link holds the scenario in force; also where there is none."""
    choice = cache.scenario_choice()
    held = choice.value
    return held is None or choice.write(held) is not None


def beside() -> Scenario | None:
    """Return the scenario held beside the one in force; None where there is none. It is not in the link."""
    return planned.beside(cache.as_it_is())


def hold_beside(scenario: Scenario | None) -> None:
    """Hold a scenario beside the one in force, in the place of any other; None for none."""
    planned.hold_beside(scenario, cache.as_it_is())


def exchange() -> None:
    """Put the scenario held beside in force, and hold the one in force beside."""
    found, other = in_force(), beside()
    if other is not None:
        put(other)
        hold_beside(found)


def dataset_with(scenario: Scenario) -> Dataset:
    """Return the open dataset as it would be with another scenario than the one in force.

    Raises
    ------
    DatasetError
        The dataset does not have what it changes.
    """
    return planned.with_scenario(scenario, cache.as_it_is()).dataset
