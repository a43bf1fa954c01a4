"""The answer to a question of siting, once who lives where has become what each site gains."""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from lcity.errors import ArgumentError
from lcity.scenario import solve
from lcity.scenario.gains import Gains
from lcity.scenario.question import Plan, Question, Site, Total
from lcity.scenario.solve import Solution


@dataclass(frozen=True, eq=False)
class Reduced:
    """What is left of places and sites to choose from: as small as it can be with nothing lost.

    Parameters
    ----------
    sites
        Index `site`; columns name, lon, lat, as `lcity.scenario.candidates.sites` returns them.
    coverage
        What sites gain in people covered; the groups are districts, by their number in `districts`.
    saved
        What they gain in people × metres, and what is walked without them; None where that is not asked.
    before
        Who is covered by the centres there are.
    already
        Who is covered by these and by those placed by hand.
    districts
        Index district; columns people, covered: of whom are covered already.
    placed
        The places chosen by hand, as a plan has them.
    """

    sites: pd.DataFrame
    coverage: Gains
    saved: tuple[Gains, float] | None
    before: Total
    already: Total
    districts: pd.DataFrame
    placed: tuple[Site, ...] = ()

    def answer(self, question: Question, seconds: float = 2.0) -> Plan:
        """Return the places that do most.

        Parameters
        ----------
        question
            As it was reduced for, but for another number, share or budget, and other locked sites; not for
            other places, hours or sites.
        seconds
            How long the proof may take, after which the gap is what is known; 0 for a good choice at once.

        Raises
        ------
        ArgumentError
            The question locks a site there is none of, or asks for a share out of reach.
        """
        locked = self._locked(question)
        before, already, value_of = self.before, self.already, float
        if question.share is not None:
            solution = self._to_share(question.share, locked, seconds)
            value_of = float(len(self.placed)).__add__
        elif question.objective == "people":
            solution = solve.most(self.coverage, self._limit(question), locked=locked, seconds=seconds)
            value_of = already.covered.__add__
        elif question.objective == "worst":
            solution = self._worst(self._limit(question), locked, seconds)
        else:
            saved, walked = self.saved
            solution = solve.most(saved, self._limit(question), locked=locked, seconds=seconds)
            value_of = walked.__sub__
        placed = self._in_order(solution, question)
        after = placed[-1].covered if placed else already.covered
        return Plan(
            placed,
            value_of(solution.value),
            value_of(solution.bound),
            solution.optimal,
            before,
            Total(before.people, after),
        )

    def _limit(self, question: Question) -> float:
        if question.budget is not None:
            return question.budget
        return max(0.0, float(question.new) - len(self.placed))

    def _locked(self, question: Question) -> list[int]:
        unknown = [site for site in question.locked if site not in self.sites.index]
        if unknown:
            raise ArgumentError(f"site {unknown[0]!r}: there is none of this id that is not banned")
        locked = [int(self.sites.index.get_loc(site)) for site in question.locked]
        if (
            question.share is None
            and self.coverage.cost[locked].sum() > self._limit(question) + solve.ROUNDING
        ):
            raise ArgumentError("the locked sites alone are more than is asked for")
        return locked

    def _to_share(self, share: float, locked: list[int], seconds: float) -> Solution:
        before = self.already
        found = solve.fewest(
            self.coverage, share * before.people - before.covered, locked=locked, seconds=seconds
        )
        if found is None:
            every = self.coverage.value(np.arange(self.coverage.n_sites))
            most = Total(before.people, before.covered + every).share
            raise ArgumentError(f"share {share:g}: all {len(self.sites)} sites together reach {most:.6g}")
        return found

    def _worst(self, limit: float, locked: list[int], seconds: float) -> Solution:
        people, covered = self.districts[["people", "covered"]].to_numpy().T
        there = people > 0
        if not there.any():
            raise ArgumentError("objective worst: nobody of this group lives in any district")
        number = np.cumsum(there) - 1
        own = replace(self.coverage, group=number[self.coverage.group])
        return solve.worst(
            own, limit, covered=covered[there], people=people[there], locked=locked, seconds=seconds
        )

    def _in_order(self, solution: Solution, question: Question) -> tuple[Site, ...]:
        """Return sites with what each adds."""
        by = self.saved[0] if question.objective == "distance" else self.coverage
        best, reached = np.zeros(by.matrix.shape[0]), np.zeros(self.coverage.matrix.shape[0])
        already = self.already.covered
        covered, placed = already, list(self.placed)
        for number in solution.chosen:
            best, total = np.maximum(best, by.best(np.array([number]))), best.sum()
            reached = np.maximum(reached, self.coverage.best(np.array([number])))
            covered = already + float(reached.sum())
            row = self.sites.iloc[number]
            placed.append(
                Site(
                    str(self.sites.index[number]),
                    str(row["name"]),
                    float(row["lon"]),
                    float(row["lat"]),
                    float(best.sum() - total),
                    covered,
                    Total(self.before.people, covered).share,
                )
            )
        return tuple(placed)
