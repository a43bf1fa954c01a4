"""What follows the hand: a good choice at once, while a place is dragged and others are held or left out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from lcity.access.coverage import covered
from lcity.scenario.gains import Gains
from lcity.scenario.siting import Model
from lcity.scenario.solve import preview


@dataclass(frozen=True)
class Preview:
    """A good choice, not proved.

    Parameters
    ----------
    placed
        People each place of the hand adds to those before it.
    sites
        Ids of the sites chosen besides, in the order of choice.
    gained
        People each of these adds.
    """

    placed: tuple[float, ...]
    sites: tuple[str, ...]
    gained: tuple[float, ...]


@dataclass(frozen=True, eq=False)
class Hand:
    """A model held ready for a hand that moves: nothing is reduced anew while it does.

    Parameters
    ----------
    model
        Without anything placed by hand, of a question that measures in a straight line.
    radius_m
        Within which one is covered.
    """

    model: Model
    radius_m: float

    @cached_property
    def _gains(self) -> Gains:
        return self.model.offers.gains(reduced=False)

    @cached_property
    def _place(self) -> np.ndarray:
        return self.model.offers.offered

    def preview(
        self,
        new: int,
        placed: Sequence[tuple[float, float]] = (),
        locked: Sequence[str] = (),
        banned: Sequence[str] = (),
    ) -> Preview:
        """Choose the sites that gain most, greedily and with exchanges.

        Parameters
        ----------
        new
            How many places in all, those placed and locked among them.
        placed
            Where the hand has put some, WGS84 degrees.
        locked, banned
            Sites that are to be in, and that are not.
        """
        model, left = self.model, self.model.people * (1 - self.model.covered)
        by_hand = []
        for point in placed:
            reached = covered(model.places.lonlat, np.array([point], float), self.radius_m)
            by_hand.append(float(left[reached].sum()))
            left = np.where(reached, 0.0, left)
        index = model.sites.index
        held, out = (index.get_indexer(list(ids)) for ids in (locked, banned))
        is_out = np.zeros(len(index), bool)
        is_out[out[out >= 0]] = True
        matrix = self._gains.matrix.copy()
        matrix.data[(left <= 0)[self._place][self._gains.unit] | is_out[matrix.indices]] = 0.0
        own = replace(self._gains, matrix=matrix)
        chosen = preview(own, max(0.0, float(new) - len(placed)), held[held >= 0].tolist())
        best, gained = np.zeros(own.matrix.shape[0]), []
        for number in chosen:
            total = best.sum()
            best = np.maximum(best, own.best(np.array([number])))
            gained.append(float(best.sum() - total))
        return Preview(tuple(by_hand), tuple(str(index[number]) for number in chosen), tuple(gained))
