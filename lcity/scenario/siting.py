"""The next places for centres: which do most, in which order, and how good that answer is."""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
import scipy

from lcity.access.along import checked, in_metres
from lcity.access.coverage import divide, sum_by_unit
from lcity.access.hours import unpack
from lcity.access.places import Places
from lcity.access.reach import Reach
from lcity.dataset.model import Dataset
from lcity.errors import ArgumentError
from lcity.scenario import solve
from lcity.scenario.candidates import sites
from lcity.scenario.distance import distance_gains
from lcity.scenario.gains import Gains
from lcity.scenario.offers import Offers, in_district, offers_of, pairs_of
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
        (places,) share of the hours asked for in which each is covered already, 0–1: by centres there are,
        and by those placed by hand.
    sites
        As `lcity.scenario.candidates.sites` returns them.
    offers
        Who is offered what by which site, before anything is reduced.
    coverage
        What sites gain in people covered; the groups are districts.
    saved
        What they gain in people × metres, and what is walked without them; None where that is not asked.
    before
        Who is covered by the centres there are.
    placed
        The places chosen by hand, as a plan has them.
    """

    places: Places
    people: np.ndarray
    covered: np.ndarray
    sites: pd.DataFrame
    offers: Offers
    coverage: Gains
    saved: tuple[Gains, float] | None
    before: Total
    placed: tuple[Site, ...] = ()

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
            people = np.where(in_district(places, question.district), people, 0.0)
        found = sites(
            dataset,
            places,
            reach,
            question.candidates,
            group=question.group,
            hours=question.hours,
            district=question.district,
        )
        found = found[~found.index.isin(question.banned)]
        if question.budget is not None:
            _check_costs(found)
        open_now = np.zeros((len(people), max(len(question.hours), 1)), bool)
        if reach is not None and question.hours:
            bits = reach.open_bits(question.radius, question.kinds or None, question.unknown_hours)
            open_now = unpack(bits)[:, list(question.hours)]
        elif reach is not None:
            open_now = reach.covered(question.radius, question.kinds or None)[:, None]
        covered = open_now.mean(axis=1)
        offers = offers_of(dataset, places, people, open_now, found, question, along, _costs(found, question))
        own = cls(
            places,
            people,
            covered,
            found,
            offers,
            offers.gains(),
            _saved(dataset, places, people, found, question),
            Total(float(people.sum()), float(people @ covered)),
        )
        return own.placing(dataset, question)

    def placing(self, dataset: Dataset, question: Question) -> "Model":
        """Return the model with centres placed by hand, which are then there whatever else is chosen.

        Parameters
        ----------
        dataset
            The one the model is of.
        question
            The one it was made for, but for what is placed.
        """
        if not question.placed:
            return self
        lonlat = np.array(question.placed, float)
        ids = [f"placed_{lon:.5f}_{lat:.5f}" for lon, lat in question.placed]
        only = pd.DataFrame(lonlat, pd.Index(ids, dtype="str"), ["lon", "lat"])
        along = checked(dataset, in_metres(dataset) if question.along is None else question.along)
        pairs = pairs_of(replace(dataset, centres=only), self.places, lonlat, question.radius, along)
        near = scipy.sparse.csr_array(
            (np.ones(len(pairs.centre)), pairs.centre, pairs.indptr), (len(self.people), len(ids))
        ).tocsc()
        left, made = self.people * (1 - self.covered), []
        share = self.covered.copy()
        saved = _saved(dataset, self.places, self.people, self.sites, question)
        walked = [
            _saved(dataset, self.places, self.people, self.sites, question, lonlat[:count])
            for count in range(len(ids) + 1 if saved else 0)
        ]
        for number, (site, (lon, lat)) in enumerate(zip(ids, question.placed, strict=True)):
            reached = near.indices[near.indptr[number] : near.indptr[number + 1]]
            gained = float(left[reached].sum())
            left[reached], share[reached] = 0.0, 1.0
            covered = float(self.people @ share)
            if walked:
                gained = walked[number][1] - walked[number + 1][1]
            made.append(
                Site(site, f"{lon:.5f}, {lat:.5f}", lon, lat, gained, covered,
                     Total(self.before.people, covered).share)
            )  # fmt: skip
        offers = self.offers.without(left <= 0)
        return replace(
            self,
            covered=share,
            offers=offers,
            coverage=offers.gains(),
            saved=walked[-1] if walked else None,
            placed=tuple(made),
        )

    def districts(self, plan: "Plan | None" = None) -> pd.DataFrame:
        """Return who is covered in each district, as it is or with the sites of a plan.

        Returns
        -------
        DataFrame
            Index district; columns people, covered, share (0–1, NaN where nobody of the group lives).
        """
        district, ids = self.places.unit["district"], self.places.units["district"]
        people = sum_by_unit(self.people, district, len(ids))
        share = self.offers.covered if plan is None else self.covered
        covered = sum_by_unit(self.people * share, district, len(ids))
        if plan is not None:
            chosen = self.sites.index.get_indexer([site.site for site in plan.sites])
            best = self.coverage.best(chosen[chosen >= 0])
            covered = covered + sum_by_unit(best, self.coverage.group, len(ids))
        return pd.DataFrame({"people": people, "covered": covered, "share": divide(covered, people)}, ids)

    def answer(self, question: Question, seconds: float = 2.0) -> Plan:
        """Return the places that do most; parameters as of `plan`.

        The question may ask for another number, share or budget, and lock other sites, than the model was
        made for; not for other places, hours or sites.
        """
        locked = self._locked(question)
        before, value_of = self.before, float
        already = self._already()
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

    def _already(self) -> Total:
        """Return who is covered by the centres there are and those placed by hand."""
        return Total(self.before.people, float(self.people @ self.covered))

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
        before = self._already()
        found = solve.fewest(
            self.coverage, share * before.people - before.covered, locked=locked, seconds=seconds
        )
        if found is None:
            every = self.coverage.value(np.arange(self.coverage.n_sites))
            most = Total(before.people, before.covered + every).share
            raise ArgumentError(f"share {share:g}: all {len(self.sites)} sites together reach {most:.6g}")
        return found

    def _worst(self, limit: float, locked: list[int], seconds: float) -> Solution:
        nothing = Plan((), 0.0, 0.0, optimal=True, before=self.before, after=self.before)
        people, covered = self.districts(nothing)[["people", "covered"]].to_numpy().T
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
        already = self._already().covered
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


def _check_costs(found: pd.DataFrame) -> None:
    lacking = found.index[found["cost"].isna() | (found["cost"] <= 0)]
    if len(lacking):
        raise ArgumentError(
            f"budget: {len(lacking)} of {len(found)} sites have no cost above 0, the first {lacking[0]!r}; "
            "costs stand in candidates.csv"
        )


def _costs(found: pd.DataFrame, question: Question) -> np.ndarray:
    return np.ones(len(found)) if question.budget is None else found["cost"].to_numpy(float)


def _saved(
    dataset: Dataset,
    places: Places,
    people: np.ndarray,
    found: pd.DataFrame,
    question: Question,
    placed: np.ndarray | None = None,
) -> tuple[Gains, float] | None:
    """Return what sites save in people × metres; None where that is not asked."""
    if question.objective != "distance":
        return None
    costs, kinds = _costs(found, question), question.kinds or None
    return distance_gains(dataset, places, people, found, costs, kinds, placed)
