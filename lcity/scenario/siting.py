"""The next places for centres: which do most, in which order, and how good that answer is."""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import pandas as pd

from lcity.access.along import LINE, checked, in_metres, ways
from lcity.access.coverage import divide, sum_by_unit
from lcity.access.hours import unpack, weeks
from lcity.access.places import Places
from lcity.access.reach import Reach
from lcity.dataset.model import Dataset
from lcity.errors import ArgumentError
from lcity.scenario import solve
from lcity.scenario.candidates import sites
from lcity.scenario.distance import distance_gains
from lcity.scenario.gains import Gains, gains
from lcity.scenario.question import Plan, Question, Site, Total, check
from lcity.scenario.solve import Solution


def plan(dataset: Dataset, question: Question, seconds: float = 2.0) -> Plan:
    """Find the places that do most.

    Parameters
    ----------
    dataset
        With population; centres it has are kept, and without any it is planned from nothing.
    question
        What is asked.
    seconds
        How long the proof may take, after which the gap is what is known; 0 for a good choice at once.

    Raises
    ------
    ArgumentError
        The question is none, asks for what the dataset does not have, or for a share out of reach.
    """
    return Model.of(dataset, question).answer(question, seconds)


@dataclass(frozen=True, eq=False)
class Model:
    """Places and sites of a question: made once, asked for every number, lock and ban.

    Parameters
    ----------
    places
        Whom centres are for.
    people
        (places,) people of the group; 0 where unknown or, if there are districts, in none.
    covered
        (places,) share of the hours asked for in which each is covered already, 0–1.
    sites
        As `lcity.scenario.candidates.sites` returns them.
    coverage
        What sites gain in people covered; the groups are districts.
    saved
        What they gain in people × metres, and what is walked without them; None where that is not asked.
    """

    places: Places
    people: np.ndarray
    covered: np.ndarray
    sites: pd.DataFrame
    coverage: Gains
    saved: tuple[Gains, float] | None

    @classmethod
    def of(cls, dataset: Dataset, question: Question) -> "Model":
        """Find who lives where, who is covered, and what every site would gain."""
        check(question)
        along = checked(dataset, in_metres(dataset) if question.along is None else question.along)
        reach = Reach.of(dataset, question.city, question.radius, along)
        places = Places.of(dataset, question.city) if reach is None else reach.places
        people = np.nan_to_num(places.people(question.group))
        if len(places.units["district"]):
            people = np.where(places.unit["district"] >= 0, people, 0.0)
        if question.district is not None:
            people = np.where(places.unit["district"] == _district(places, question.district), people, 0.0)
        found = sites(dataset, places, reach, question.candidates, group=question.group, hours=question.hours)
        found = found[~found.index.isin(question.banned)]
        if question.budget is not None:
            _check_costs(found)
        open_now = np.zeros((len(people), max(len(question.hours), 1)), bool)
        if reach is not None and question.hours:
            bits = reach.open_bits(question.radius, question.kinds or None, question.unknown_hours)
            open_now = unpack(bits)[:, list(question.hours)]
        elif reach is not None:
            open_now = reach.covered(question.radius, question.kinds or None)[:, None]
        saved = None
        if question.objective == "distance":
            saved = distance_gains(
                dataset, places, people, found, _costs(found, question), question.kinds or None
            )
        return cls(
            places,
            people,
            open_now.mean(axis=1),
            found,
            _coverage(dataset, places, people, open_now, found, question, along),
            saved,
        )

    @cached_property
    def before(self) -> Total:
        """Who is covered by the centres there are."""
        return Total(float(self.people.sum()), float(self.people @ self.covered))

    def districts(self, plan: "Plan | None" = None) -> pd.DataFrame:
        """Return who is covered in each district, as it is or with the sites of a plan.

        Returns
        -------
        DataFrame
            Index district; columns people, covered, share (0–1, NaN where nobody of the group lives).
        """
        district, ids = self.places.unit["district"], self.places.units["district"]
        people = sum_by_unit(self.people, district, len(ids))
        covered = sum_by_unit(self.people * self.covered, district, len(ids))
        if plan is not None:
            chosen = self.sites.index.get_indexer([site.site for site in plan.sites])
            covered = covered + sum_by_unit(self.coverage.best(chosen), self.coverage.group, len(ids))
        return pd.DataFrame({"people": people, "covered": covered, "share": divide(covered, people)}, ids)

    def answer(self, question: Question, seconds: float = 2.0) -> Plan:
        """Return the places that do most; parameters as of `plan`.

        The question may ask for another number, share or budget, and lock other sites, than the model was
        made for; not for other places, hours or sites.
        """
        locked = self._locked(question)
        before, value_of = self.before, float
        if question.share is not None:
            solution = self._to_share(question.share, locked, seconds)
        elif question.objective == "people":
            solution = solve.most(self.coverage, _limit(question), locked=locked, seconds=seconds)
            value_of = before.covered.__add__
        elif question.objective == "worst":
            solution = self._worst(_limit(question), locked, seconds)
        else:
            saved, walked = self.saved
            solution = solve.most(saved, _limit(question), locked=locked, seconds=seconds)
            value_of = walked.__sub__
        placed = self._in_order(solution, question)
        after = placed[-1].covered if placed else before.covered
        return Plan(
            placed,
            value_of(solution.value),
            value_of(solution.bound),
            solution.optimal,
            before,
            Total(before.people, after),
        )

    def _locked(self, question: Question) -> list[int]:
        unknown = [site for site in question.locked if site not in self.sites.index]
        if unknown:
            raise ArgumentError(f"site {unknown[0]!r}: there is none of this id that is not banned")
        locked = [int(self.sites.index.get_loc(site)) for site in question.locked]
        if question.share is None and self.coverage.cost[locked].sum() > _limit(question) + solve.ROUNDING:
            raise ArgumentError("the locked sites alone are more than is asked for")
        return locked

    def _to_share(self, share: float, locked: list[int], seconds: float) -> Solution:
        before = self.before
        found = solve.fewest(
            self.coverage, share * before.people - before.covered, locked=locked, seconds=seconds
        )
        if found is None:
            every = self.coverage.value(np.arange(self.coverage.n_sites))
            most = Total(before.people, before.covered + every).share
            raise ArgumentError(f"share {share:g}: all {len(self.sites)} sites together reach {most:.6g}")
        return found

    def _worst(self, limit: float, locked: list[int], seconds: float) -> Solution:
        people, covered = self.districts()[["people", "covered"]].to_numpy().T
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
        covered, placed = self.before.covered, []
        for number in solution.chosen:
            best, total = np.maximum(best, by.best(np.array([number]))), best.sum()
            reached = np.maximum(reached, self.coverage.best(np.array([number])))
            covered = self.before.covered + float(reached.sum())
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


def _district(places: Places, district: str) -> int:
    """Return which of the districts one is; an ArgumentError where it is none of them."""
    if district not in places.units["district"]:
        raise ArgumentError(f"district {district!r}: expected one of {', '.join(places.units['district'])}")
    return int(places.units["district"].get_loc(district))


def _check_costs(found: pd.DataFrame) -> None:
    lacking = found.index[found["cost"].isna() | (found["cost"] <= 0)]
    if len(lacking):
        raise ArgumentError(
            f"budget: {len(lacking)} of {len(found)} sites have no cost above 0, the first {lacking[0]!r}; "
            "costs stand in candidates.csv"
        )


def _costs(found: pd.DataFrame, question: Question) -> np.ndarray:
    return np.ones(len(found)) if question.budget is None else found["cost"].to_numpy(float)


def _limit(question: Question) -> float:
    return float(question.new) if question.budget is None else question.budget


def _coverage(
    dataset: Dataset,
    places: Places,
    people: np.ndarray,
    open_now: np.ndarray,
    found: pd.DataFrame,
    question: Question,
    along: str,
) -> Gains:
    """Return what sites gain in people covered, the mean over the hours asked for.

    Hours in which the same sites are open are one: a unit is a place in such hours, and counts its people by
    the share of all the hours in which nobody serves it yet.
    """
    lonlat = found[["lon", "lat"]].to_numpy(float)
    only = replace(dataset, centres=found)
    if along == LINE:
        pairs = ways(only, places.lonlat, lonlat, LINE, question.radius).pairs
    else:
        everywhere = dataset.population[["lon", "lat"]].to_numpy(float)
        pairs = ways(only, everywhere, lonlat, along, question.radius).of_places(places.row).pairs
    count = open_now.shape[1]
    is_open = np.ones((len(found), count), bool)
    if question.hours:
        stated = weeks(found["hours"], dataset.meta.reference_week, lonlat).open[:, list(question.hours)]
        is_open = stated | found["hours"].isna().to_numpy()[:, None]
    if count == 1:  # What takes longest of a city's model is to find equal columns.
        classes, of_hour = is_open, np.zeros(1, int)
    else:
        classes, of_hour = np.unique(is_open, axis=1, return_inverse=True)
    place = np.repeat(np.arange(len(people)), np.diff(pairs.indptr))
    units, offers, numbers = [], [], []
    for number in range(classes.shape[1]):
        uncovered = people * (~open_now[:, of_hour == number]).sum(axis=1) / count
        serves = classes[pairs.centre, number]
        units.append(place[serves] + number * len(people))
        offers.append(uncovered[place[serves]])
        numbers.append(pairs.centre[serves])
    return gains(
        np.concatenate(units),
        np.concatenate(numbers),
        np.concatenate(offers),
        (len(people) * classes.shape[1], len(found)),
        cost=_costs(found, question),
        group=np.tile(places.unit["district"], classes.shape[1]),
    )
