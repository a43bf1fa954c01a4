"""The next places for centres: which do most, in which order, and how good that answer is."""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
import scipy

from lcity.access.along import checked, in_metres
from lcity.access.coverage import divide, sum_by_unit
from lcity.access.places import Places
from lcity.access.reach import Reach
from lcity.dataset.model import Dataset
from lcity.scenario.answer import Reduced
from lcity.scenario.candidates import costs_of, sites
from lcity.scenario.distance import distance_gains
from lcity.scenario.gains import Gains
from lcity.scenario.offers import Offers, in_district, offers_of, open_hours, open_now, pairs_of
from lcity.scenario.question import Plan, Question, Site, Total, check


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
        served = open_now(reach, question, len(people))
        costs = costs_of(found, by_cost=question.budget is not None)
        lonlat = found[["lon", "lat"]].to_numpy(float)
        pairs = pairs_of(replace(dataset, centres=found), places, lonlat, question.radius, along)
        is_open = open_hours(found, question.hours, dataset.meta.reference_week)
        offers = offers_of(places, people, served, pairs, is_open, costs)
        covered = offers.covered
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

    @property
    def reduced(self) -> Reduced:
        """What is left to choose from."""
        already = Total(self.before.people, float(self.people @ self.covered))
        nothing = Plan((), 0.0, 0.0, optimal=True, before=self.before, after=self.before)
        return Reduced(
            self.sites, self.coverage, self.saved, self.before, already, self.districts(nothing), self.placed
        )

    def answer(self, question: Question, seconds: float = 2.0) -> Plan:
        """Return the places that do most; parameters as of `plan`, and of `Reduced.answer`."""
        return self.reduced.answer(question, seconds)


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
    costs = costs_of(found, by_cost=question.budget is not None)
    kinds = question.kinds or None
    return distance_gains(dataset, places, people, found, costs, kinds, placed)
