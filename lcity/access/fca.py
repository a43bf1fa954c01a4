"""Accessibility: seats within reach, shared with everyone else who reaches them."""

from typing import NamedTuple

import numpy as np
import scipy

from lcity.access.catchment import Catchment
from lcity.access.coverage import divide

STEPS = (1.0, 0.68, 0.22)


class Accessibility(NamedTuple):
    """What `e2sfca` returns.

    Parameters
    ----------
    per_1000
        (places,) seats per 1,000 people; 0 where no seats are in reach.
    per_person
        (centres,) seats of a centre per person it serves, near ones counting more; NaN where its
        seats are unknown or nobody is in reach.
    unknown_seats
        How many centres were left out because their seats are unknown.
    """

    per_1000: np.ndarray
    per_person: np.ndarray
    unknown_seats: int


def step_weights(distance: np.ndarray, radius: float, steps: tuple[float, ...] = STEPS) -> np.ndarray:
    """Return the weight of each distance: one step after another over equal rings up to the radius.

    Parameters
    ----------
    distance
        None beyond the radius; a ring includes its outer edge.
    radius
        In the distances' unit.
    steps
        Weights from the innermost ring to the outermost.
    """
    edges = np.linspace(radius / len(steps), radius, len(steps))
    return np.array(steps)[np.searchsorted(edges[:-1], distance)]


def e2sfca(catchment: Catchment, people: np.ndarray, seats: np.ndarray) -> Accessibility:
    """Return the accessibility of seats by the enhanced two-step floating catchment area method.

    Step 1: each centre's seats are divided by the weighted people in its reach. Step 2: each place
    adds up the weighted quotients of the centres in its reach. All seats that anybody reaches are
    distributed: Σ people × accessibility = Σ seats.

    Parameters
    ----------
    catchment
        Pairs within the radius; weights are 1, 0.68 and 0.22 over its thirds.
    people
        (places,) people living there; missing counts as nobody asking for a seat.
    seats
        (centres,) seats; a centre whose seats are missing is left out.

    Source
    ------
    Luo, W. and Qi, Y. (2009), An enhanced two-step floating catchment area (E2SFCA) method for
    measuring spatial accessibility to primary care physicians, Health & Place 15, 1100–1107,
    equations 2 and 3; weights: set 1 of table 1.
    """
    weights = _weights(catchment)
    per_person = divide(seats, _asking(weights, people))
    return Accessibility(_per_1000(weights, per_person), per_person, int(np.isnan(seats).sum()))


def asking(catchment: Catchment, people: np.ndarray) -> np.ndarray:
    """Return step 1's divisor: the weighted people in reach of each centre, (centres,), 0 or more.

    Those of several parts of a country add up to those of the whole. Arguments as of `e2sfca`.
    """
    return _asking(_weights(catchment), people)


def shared(catchment: Catchment, per_person: np.ndarray) -> np.ndarray:
    """Return step 2: seats per 1,000 people at each place, (places,), from the seats per person asking.

    Parameters
    ----------
    catchment
        As of `e2sfca`.
    per_person
        (centres,) as `Accessibility` has it.
    """
    return _per_1000(_weights(catchment), per_person)


def _weights(catchment: Catchment) -> "scipy.sparse.csr_array":
    return catchment.matrix(step_weights(catchment.distance, catchment.radius))


def _asking(weights: "scipy.sparse.csr_array", people: np.ndarray) -> np.ndarray:
    return weights.T @ np.nan_to_num(people)


def _per_1000(weights: "scipy.sparse.csr_array", per_person: np.ndarray) -> np.ndarray:
    return 1_000 * (weights @ np.nan_to_num(per_person))
