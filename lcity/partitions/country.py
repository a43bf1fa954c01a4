"""The figures of a country from the sums of its tiles."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
import scipy

from lcity import dataset as datasets
from lcity.access.along import LINE, STREETS
from lcity.access.catchment import MARGIN_M, check_radius
from lcity.access.centres import Centres
from lcity.access.coverage import divide
from lcity.access.equity import gini
from lcity.access.geodesy import ecef
from lcity.access.indicators import EVENINGS, WEEKENDS, informed
from lcity.access.reach import RADIUS_M, SEATS_RADIUS_M
from lcity.dataset import Dataset
from lcity.dataset.provenance import reach_provenances
from lcity.errors import ArgumentError
from lcity.hours import HOURS
from lcity.partitions.errors import PartitionError
from lcity.partitions.layout import Partitions, Tile, read_partitions
from lcity.partitions.part import EVERYONE, LEVEL, Part
from lcity.partitions.runner import Runner, Threads
from lcity.partitions.sums import (
    COVERAGE,
    NONE_NEAR,
    REACHING,
    SEATS,
    WEEK,
    Question,
    Sums,
    asking_sums,
    coverage_sums,
    seat_sums,
    week_sums,
)
from lcity.partitions.write import FARTHEST_M

Progress = Callable[[int, int], None]
QUESTION = Question(RADIUS_M)


class Reached(NamedTuple):
    """Who has a centre in reach, and when, by district; of whom hours are known is not judged yet.

    Parameters
    ----------
    coverage
        By district: people, covered, share (0–1; NaN where nobody lives).
    week
        By district: the share with an open centre in reach, by hour of the week, 0–167.
    near
        Columns district ("" for places in none) and centre, its number: the centres of any kind within the
        radius of any place of the district. It tells whose hours a figure stands on.
    """

    coverage: pd.DataFrame
    week: pd.DataFrame
    near: pd.DataFrame


class Seats(NamedTuple):
    """What `Country.seats` returns.

    Parameters
    ----------
    per_1000
        By unit: seats per 1,000 people within 2,000 m by E2SFCA, the mean over people.
    evenness
        By unit: 1 − the Gini coefficient of it over people.
    """

    per_1000: pd.Series
    evenness: pd.Series


@dataclass(frozen=True, eq=False)
class Country:
    """A partitioned dataset and who measures it.

    Parameters
    ----------
    dataset
        The dataset without its places.
    partitions
        Its tiles.
    runner
        Who measures them.
    along
        "line" or, where the dataset has streets, "streets".
    progress
        Told, after each tile, how many places have been measured, and of how many.
    """

    dataset: Dataset
    partitions: Partitions
    runner: Runner
    along: str
    progress: Progress = lambda done, of: None

    @classmethod
    def open(
        cls,
        folder: Path,
        runner: Runner | None = None,
        along: str | None = None,
        progress: Progress = lambda *_: None,
    ) -> "Country":
        """Open a partitioned dataset.

        Parameters
        ----------
        folder
            As `partition` has written it.
        runner
            Who measures; by default the threads of this machine.
        along
            How far a centre is; by default along streets where there are streets.

        Raises
        ------
        PartitionError
            The folder is no partitioned dataset, or has no centres.
        DatasetError
            What is beside the tiles is not valid.
        ArgumentError
            The dataset offers no such way.
        """
        partitions, dataset = read_partitions(folder), datasets.read(folder)
        offered = (LINE,) if partitions.stretch is None else (STREETS, LINE)
        along = along or offered[0]
        if along not in offered:
            raise ArgumentError(f"along {along!r}: expected one of {', '.join(offered)}")
        if dataset.centres is None:
            raise PartitionError("no_centres", folder=folder.name)
        return cls(dataset, partitions, runner or Threads(), along, progress)

    def coverage(self, question: Question = QUESTION, level: str = LEVEL) -> pd.DataFrame:
        """Return the people of a group covered in each unit; see `lcity.access.coverage_table`."""
        sums = self._by(level, self._added(coverage_sums, question, COVERAGE).table())
        return sums.assign(share=divide(sums["covered"].to_numpy(), sums["people"].to_numpy()))

    def week(self, question: Question = QUESTION, level: str = LEVEL) -> pd.DataFrame:
        """Return the share of a group with an open centre in reach, by unit and hour of the week, 0–167.

        NaN where nobody lives, and where the hours of no centre in reach are known and unknown ones do not
        count.
        """
        return self.coverage_and_week(question, level)[1]

    def coverage_and_week(
        self, question: Question = QUESTION, level: str = LEVEL
    ) -> tuple[pd.DataFrame, pd.DataFrame]:
        """Return what `coverage` and `week` do, each tile being measured once."""
        sums = self._by(level, self._added(week_sums, question, WEEK).table())
        coverage, week = _shares(sums)
        if question.unknown_hours != "count":
            week = week.where(self._informed(sums, self.centres.hours_known, question.kinds), axis=0)
        return coverage, week

    def reached(self, question: Question = QUESTION) -> Reached:
        """Return what is to be known to answer at any hour, of any city; each tile is measured once."""
        sums = self._added(week_sums, question, WEEK)
        return Reached(*_shares(sums.table()), sums.near())

    def seats(self, level: str = LEVEL) -> Seats:
        """Return the seats per 1,000 people of each unit, and how evenly its people have them."""
        units, unit_of = self.dataset.units(level).index, self._unit_of(level)
        asking = np.zeros(len(self.centres.ids))
        for _, found in self.done(asking_sums, ((part,) for _, part in self.parts(SEATS_RADIUS_M))):
            asking[found.index] += found.to_numpy()
        per_person = divide(np.where(self.centres.chosen(), self.centres.seats, 0.0), asking)
        sums = _Sums(self.dataset.districts.index, SEATS)
        evenness = pd.Series(np.nan, units)
        spreads = _Spreads(self.partitions, unit_of)
        tasks = ((part, per_person[part.numbers]) for _, part in self.parts(SEATS_RADIUS_M))
        for (part, _), (found, spread) in self.done(seat_sums, tasks):
            sums.add(found)
            for unit, whole in spreads.add(part.folder.name, spread):
                evenness[unit] = 1 - gini(whole["per_1000"].to_numpy(), whole["people"].to_numpy())
        sums = self._by(level, sums.table())
        mean = pd.Series(divide(sums["seats"].to_numpy(), sums["people"].to_numpy()), units)
        told = self._informed(sums, ~np.isnan(self.centres.seats))
        return Seats(mean.where(told), evenness.where(told))

    @property
    def provenances(self) -> list[str]:
        """The provenances of the figures, at an hour and of seats: of `PROVENANCES`, may be empty."""
        return [*reach_provenances(self.dataset, hours=True, seats=True), *self.partitions.provenances]

    @cached_property
    def centres(self) -> Centres:
        """All centres of the country."""
        return Centres.of(self.dataset)

    def parts(self, radius_m: float, districts: tuple[str, ...] | None = None) -> Iterator[tuple[Tile, Part]]:
        """Give each tile the centres its places may reach within a radius.

        Parameters
        ----------
        radius_m
            Metres, by the way of measuring.
        districts
            Only tiles with places in one of them; None for all.
        """
        straight_m = self.straight_m(radius_m)
        points = scipy.spatial.cKDTree(ecef(*self.centres.lonlat.T))
        for tile in self._tiles(districts):
            near = tile.near(points, straight_m)
            yield tile, Part(self.partitions.path(tile), tile.rows, self.centres.take(near), near, self.along)

    def straight_m(self, radius_m: float) -> float:
        """Return how far, in a straight line, what is within a radius may lie: metres.

        Raises
        ------
        ArgumentError
            The radius is no number of metres, or farther than streets can be asked for.
        """
        check_radius(radius_m)
        if self.along == STREETS and radius_m > FARTHEST_M:
            raise ArgumentError(f"radius {radius_m:g} m: expected 0 to {FARTHEST_M:g} m along streets")
        return radius_m * (self.partitions.stretch if self.along == STREETS else 1) + MARGIN_M

    def done(
        self,
        function: Callable[..., Any],
        tasks: Iterable[tuple],
        group: str = EVERYONE,
        districts: tuple[str, ...] | None = None,
    ) -> Iterator[tuple[tuple, Any]]:
        """Have every tile measured, and tell how far that is.

        Parameters
        ----------
        function
            Of a part and whatever else a task holds.
        tasks
            Each with its `Part` first.
        group
            The column of people asked for.
        districts
            Those whose tiles the tasks are of; None for all.

        Raises
        ------
        PartitionError
            The tiles know no such group, or one cannot be measured.
        """
        if group not in self.partitions.groups:
            raise PartitionError("group", found=group, known=", ".join(self.partitions.groups))
        rows = {tile.cell: tile.rows for tile in self._tiles(districts)}
        measured, of = 0, sum(rows.values())
        for task, result in self.runner.map(function, tasks):
            yield task, result
            measured += rows[task[0].folder.name]
            self.progress(measured, of)

    def _tiles(self, districts: tuple[str, ...] | None = None) -> list[Tile]:
        wanted = None if districts is None else set(districts)
        return [
            tile for tile in self.partitions.tiles if wanted is None or not wanted.isdisjoint(tile.districts)
        ]

    def _added(self, function: Callable, question: Question, columns: list) -> "_Sums":
        """Ask a question of every tile, and add up what is told."""
        self.centres.chosen(question.kinds, unknown_hours=question.unknown_hours)
        tasks = ((part, question) for _, part in self.parts(question.radius_m))
        sums = _Sums(self.dataset.districts.index, columns)
        for _, found in self.done(function, tasks, question.group):
            sums.add(found)
        return sums

    def _by(self, level: str, sums: pd.DataFrame) -> pd.DataFrame:
        """Add up the sums of districts by unit of a level; a district without a city counts in none."""
        if level == LEVEL:
            return sums
        return (
            sums.groupby(self.dataset.districts["city"])
            .sum()
            .reindex(self.dataset.cities.index, fill_value=0.0)
        )

    def _unit_of(self, level: str) -> pd.Series:
        districts = self.dataset.districts
        return districts["city"] if level == "city" else pd.Series(districts.index, districts.index)

    def _informed(
        self, sums: pd.DataFrame, known: np.ndarray, kinds: tuple[str, ...] | None = None
    ) -> pd.Series:
        counted = self.centres.chosen(kinds)
        return pd.Series(informed(sums[REACHING].to_numpy(), known & counted, counted), sums.index)


class _Sums:
    """What tiles tell of districts, added up."""

    def __init__(self, districts: pd.Index, columns: list):
        self._districts, self._columns = districts, columns
        self._sums = np.zeros((len(districts), len(columns)))
        self._near = [NONE_NEAR]

    def add(self, found: Sums) -> None:
        number = self._districts.get_indexer(found.districts)
        self._sums[number] += found.values
        district, centre = found.near.T
        self._near.append(np.column_stack([np.append(number, -1)[district], centre]))

    def table(self) -> pd.DataFrame:
        return pd.DataFrame(self._sums, self._districts, self._columns)

    def near(self) -> pd.DataFrame:
        """Return which centres are near which district, each pair once; see `Reached`."""
        district, centre = np.unique(np.concatenate(self._near), axis=0).T
        ids = pd.Series(np.append(self._districts.to_numpy(object), ""), dtype="str")
        return pd.DataFrame({"district": ids.to_numpy()[district], "centre": centre})


def _shares(sums: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return people, covered and share of each unit, and its shares by hour, from its sums: `WEEK`."""
    people, covered = sums["people"].to_numpy(), sums["covered"].to_numpy()
    columns = {"people": people, "covered": covered, "share": divide(covered, people)}
    week = divide(sums[list(range(HOURS))].to_numpy(), people[:, None])
    return pd.DataFrame(columns, sums.index), pd.DataFrame(week, sums.index)


class _Spreads:
    """Who has how much, held only until the last tile of a unit has told it."""

    def __init__(self, partitions: Partitions, unit_of: pd.Series):
        self._unit_of = unit_of
        self._units = {
            tile.cell: unit_of[list(tile.districts)].dropna().unique() for tile in partitions.tiles
        }
        self._missing = Counter(unit for units in self._units.values() for unit in units)
        self._held: dict[str, list[pd.DataFrame]] = defaultdict(list)

    def add(self, cell: str, spread: pd.DataFrame) -> Iterator[tuple[str, pd.DataFrame]]:
        """Take what a tile tells, and yield each unit of which everything is told now."""
        for unit, own in spread.groupby(self._unit_of[spread[LEVEL]].to_numpy()):
            self._held[unit].append(own)
        for unit in self._units[cell]:
            self._missing[unit] -= 1
            if not self._missing[unit]:
                yield unit, pd.concat(self._held.pop(unit))


def measure(country: Country, level: str = LEVEL, question: Question = QUESTION) -> pd.DataFrame:
    """Return what an index takes from access, by unit, equal to what `lcity.access.indicators` gives.

    Returns
    -------
    pandas.DataFrame
        Columns people, covered, share, weekday_evening, weekend (shares 0–1, of Monday–Friday 18–21 and of
        Saturday and Sunday 9–17), seats_per_1000, access_evenness; NaN where nothing is known.
    """
    (found, week), seats = country.coverage_and_week(question, level), country.seats(level)
    return found.assign(
        weekday_evening=week[EVENINGS].mean(axis=1),
        weekend=week[WEEKENDS].mean(axis=1),
        seats_per_1000=seats.per_1000,
        access_evenness=seats.evenness,
    )
