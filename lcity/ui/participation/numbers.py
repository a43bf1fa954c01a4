"""Who takes part: what the reader has chosen, and the numbers that follow from it."""

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from lcity import participation
from lcity.dataset import weakest
from lcity.dataset.computing import social
from lcity.dataset.provenance import participation_provenances, reach_provenances, wholly_simulated
from lcity.ui.shared import cache, selection
from lcity.ui.shared.rounding import of_whole_percent, whole_percents
from lcity.ui.shared.state import Choice

WHOLE = "all"
ANY = "any"
ORDERS = ("gap", "rate")


def level_choice() -> Choice:
    """Return the choice between cities and districts."""
    return Choice("level", "district", allowed=cache.open_dataset().levels)


def activity_choice() -> Choice:
    """Return the choice of what people take part in; "" alone where the dataset does not say."""
    allowed = _activities()
    return Choice("activity", allowed[0], allowed=allowed)


@cache.shared(1)
def _activities() -> tuple[str, ...]:
    return participation.activities(cache.open_dataset().participation) or ("",)


def group_choice() -> Choice:
    """Return the choice of a group of people there are figures of in the activity; everybody comes first."""
    return _choice("who", "group", WHOLE)


def mode_choice() -> Choice:
    """Return the choice of a way of taking part in the activity; any way comes first."""
    return _choice("mode", "mode", ANY)


def order_choice() -> Choice:
    """Return the choice of what units are sorted by."""
    return Choice("order", ORDERS[0], allowed=ORDERS)


def _choice(name: str, column: str, first: str) -> Choice:
    allowed = _values(activity_choice().value, column, first)
    return Choice(name, allowed[0], allowed=allowed)


@cache.shared(32)
def _values(activity: str, column: str, first: str) -> tuple[str, ...]:
    """Return what stands in a column of an activity's rows, `first` first."""
    return tuple(sorted(figures(activity)[column].unique(), key=lambda value: value != first))


@cache.shared(16)
def figures(activity: str) -> pd.DataFrame:
    """Return the rows of participation that are of an activity; "" for a table that names none."""
    return participation.of_activity(cache.open_dataset().participation, activity or None)


@dataclass(frozen=True)
class View:
    """What the page shows; one for all readers who choose the same.

    Parameters
    ----------
    level
        "city" or "district".
    group, mode
        As the table of participation has them.
    city
        The city in view.
    district
        The selected district if it lies there, else "".
    chosen_year
        The year asked; None in a year-less dataset.
    year
        The year all units are read in; None without a year at or before the one asked.
    activity
        What people take part in, as the table has it; "" where it does not say.
    """

    level: str
    group: str
    mode: str
    city: str
    district: str
    chosen_year: int | None
    year: int | None
    activity: str = ""

    @property
    def unit(self) -> str:
        """The unit of the level that is in view: the city, or the selected district ("" if none)."""
        return self.city if self.level == "city" else self.district

    @property
    def empty(self) -> bool:
        """Whether the dataset has years, but none at or before the one asked."""
        return self.year is None and bool(self.figures["year"].notna().any())

    @property
    def figures(self) -> pd.DataFrame:
        """The rows of the table of participation that are of the activity."""
        return figures(self.activity)

    @cached_property
    def digits(self) -> int:
        """How many digits of a percentage are known: none where the source gives whole per cents."""
        return 0 if whole_percents(self.figures["participants"], self.figures["people"]) else 1

    def participants(self, counts: pd.Series) -> float:
        """Return how many of a unit take part, of its `counts`, as finely as is known."""
        number, people = counts["participants"], counts["people"]
        return number if self.digits else of_whole_percent(number, people)

    @cached_property
    def years(self) -> tuple[int, ...]:
        """The years there are figures of the activity from, ascending."""
        return tuple(sorted(self.figures["year"].dropna().unique().astype(int)))

    @cached_property
    def units(self) -> pd.Index:
        """The units compared: the districts of the city in view, or all cities."""
        if self.level == "city":
            return cache.units("city", self.chosen_year).index
        return cache.districts_of(self.city, self.chosen_year).index

    @cached_property
    def groups(self) -> tuple[str, ...]:
        """All groups of the activity, everybody first."""
        return _values(self.activity, "group", WHOLE)

    @cached_property
    def modes(self) -> tuple[str, ...]:
        """All ways of taking part in the activity, any way first."""
        return _values(self.activity, "mode", ANY)

    def counts(self, level: str) -> pd.DataFrame:
        """Return participants, people and rate of the chosen group and mode, every unit of a level."""
        return _counts(level, self.activity, self.year, self.group, self.mode)

    def rates(self, level: str) -> pd.DataFrame:
        """Return the rates in the chosen mode, every unit of a level by group."""
        return _rates(level, self.activity, self.year, self.mode)

    def rows(self, level: str) -> pd.DataFrame:
        """Return who takes part in the year shown, by unit of a level, group and mode."""
        return _rows(level, self.activity, self.year)

    def sorted_units(self, order: str) -> pd.Index:
        """Return the units compared, the widest gap between groups or the highest rate first."""
        rates = self.rates(self.level).loc[self.units]
        parts = rates.drop(columns=WHOLE, errors="ignore")
        by = parts.max(axis=1) - parts.min(axis=1) if order == "gap" else rates[self.group]
        return by.sort_values(ascending=False, kind="stable", na_position="last").index

    def trend(self, level: str, unit: str) -> pd.DataFrame:
        """Return a unit's rates of the chosen group: every year there is by mode."""
        return _trend(level, self.activity, self.group, unit, self.modes)

    @cached_property
    def coverage(self) -> pd.Series | None:
        """The share with a centre within 1,000 m, of the chosen group where its homes are known."""
        return cache.covered(self.level, self.coverage_group)

    @cached_property
    def correlations(self) -> tuple[participation.Correlation, participation.Correlation]:
        """How closely coverage and rate go together, of all units and of those compared."""
        rates = self.counts(self.level)["rate"]
        own = self.coverage.loc[self.units], rates.loc[self.units]
        return participation.rank_correlation(self.coverage, rates), participation.rank_correlation(*own)

    @property
    def coverage_group(self) -> str:
        """The column of the population the coverage is of."""
        population = cache.open_dataset().population
        own = f"people_{self.group}"
        return own if population is not None and own in population.columns else "people"

    @cached_property
    def missing(self) -> tuple[pd.DataFrame, int]:
        """The units compared and years (columns unit, year) without a value, and of how many they are."""
        rows = _taking_part(self.level, self.activity)
        known = rows[(rows["group"] == self.group) & (rows["mode"] == self.mode) & rows["rate"].notna()]
        wanted = pd.MultiIndex.from_product([self.units, self.years], names=["unit", "year"])
        lost = wanted[~wanted.isin(list(zip(known["unit"], known["year"], strict=True)))]
        return lost.to_frame(index=False), len(wanted)

    @cached_property
    def ever(self) -> pd.Series:
        """The rates of the chosen group, of every district in all years and modes."""
        rows = _taking_part("district", self.activity)
        return rows.loc[rows["group"] == self.group, "rate"]

    def before(self, level: str, unit: str) -> tuple[int, float] | None:
        """Return a unit's first year and its rate then; None unless that lies before the year shown."""
        if self.year is None:
            return None
        rates = self.trend(level, unit)[self.mode].dropna()
        return (int(rates.index[0]), rates.iloc[0]) if len(rates) and rates.index[0] < self.year else None

    @cached_property
    def provenance(self) -> str | None:
        """How far the figures of the activity can be trusted; None where nothing says."""
        marks = participation_provenances(cache.open_dataset(), self.activity or None)
        keys = computed_of(self.activity)
        if not marks and len(keys):
            marks = list(cache.provenance()[keys])
        return weakest(marks) if marks else None

    @cached_property
    def provenances(self) -> pd.Series:
        """How far each unit's figures of the year and way shown can be trusted; missing if unsaid."""
        rows = self.figures
        if "provenance" not in rows:
            return pd.Series(self.provenance, _units(self.level), dtype=object)
        shown = rows[(rows["mode"] == self.mode) & (rows["year"].isna() | (rows["year"] == self.year))]
        shown = shown.dropna(subset=["provenance"])
        unit = shown["district"]
        if self.level == "city":
            unit = unit.map(cache.open_dataset().districts["city"]).fillna(selection.ALL)
        found = shown.groupby(unit)["provenance"].agg(weakest) if len(shown) else pd.Series(dtype=object)
        return found.reindex(_units(self.level))

    @property
    def of_rates(self) -> list[str]:
        """The provenances of the rates and what is said of them alone: no plan changes who takes part."""
        return [self.provenance] if self.provenance else []

    @property
    def of_correlation(self) -> list[str]:
        """The marks of what rests on rates and coverage: the weakest, and "simulated" where that hides it."""
        found = [] if self.coverage is None else self.marks
        found = found or self.of_rates
        hidden = ["simulated"] if {"simulated", "planned"} <= set(found) else []
        return [*hidden, weakest(found)] if found else []

    @property
    def marks(self) -> list[str]:
        """The provenances of what the page shows."""
        hidden = "simulated" if cache.spatially_simulated() else None
        return [mark for mark in (self.provenance, hidden, coverage_provenance()) if mark]

    @cached_property
    def all_simulated(self) -> bool:
        """Whether every figure of the activity and of coverage is simulated, or planned on such."""
        dataset = cache.as_it_is()
        return wholly_simulated(self.figures, dataset.centres, dataset.population)

    @cached_property
    def sources(self) -> list[str]:
        """The sources of the figures: those the rows name, and those of the indicators computed of them."""
        named = self.figures["source"].dropna().unique()
        computed = cache.open_dataset().indicators.loc[computed_of(self.activity), "source"].dropna()
        return list(dict.fromkeys([*named, *computed]))


@cache.shared(16)
def _taking_part(level: str, activity: str) -> pd.DataFrame:
    rows = cache.taking_part(level)
    return rows[rows["activity"] == activity]


@cache.shared(64)
def _trend(level: str, activity: str, group: str, unit: str, modes: tuple[str, ...]) -> pd.DataFrame:
    rows = _taking_part(level, activity)
    years = pd.Index(sorted(rows["year"].dropna().unique()), name="year")
    own = rows[(rows["unit"] == unit) & (rows["group"] == group)]
    wide = own.pivot_table("rate", "year", "mode", dropna=False)
    return wide.reindex(index=years, columns=list(modes))


@cache.shared(32)
def _rows(level: str, activity: str, year: int | None) -> pd.DataFrame:
    rows = _taking_part(level, activity)
    return rows[rows["year"] == year] if year is not None else rows[rows["year"].isna()]


@cache.shared(64)
def _counts(level: str, activity: str, year: int | None, group: str, mode: str) -> pd.DataFrame:
    rows = _rows(level, activity, year)
    rows = rows[(rows["group"] == group) & (rows["mode"] == mode)]
    return rows.set_index("unit")[["participants", "people", "rate"]].reindex(_units(level))


@cache.shared(32)
def _rates(level: str, activity: str, year: int | None, mode: str) -> pd.DataFrame:
    rows = _rows(level, activity, year)
    wide = rows[rows["mode"] == mode].pivot_table("rate", "unit", "group", dropna=False)
    return wide.reindex(index=_units(level), columns=list(_values(activity, "group", WHOLE)))


def _units(level: str) -> pd.Index:
    """Return the units of a level; of a dataset without cities, "" stands for all its districts."""
    units = cache.open_dataset().units(level).index
    return units if len(units) else pd.Index([selection.ALL])


def current() -> View | None:
    """Return what the page shows; None in a dataset without participation."""
    table = cache.open_dataset().participation
    if table is None or table.empty:
        return None
    city, district = selection.city_in_view(), selection.district_choice().value
    own = district and selection.city_of(district) == city
    chosen_year, activity = selection.chosen_year(), activity_choice().value
    return _view(
        level_choice().value,
        group_choice().value,
        mode_choice().value,
        city,
        district if own else "",
        chosen_year,
        participation.year_in_force(figures(activity), chosen_year),
        activity,
    )


@cache.shared(64)
def _view(*shown: str | int | None) -> View:
    return View(*shown)


@cache.shared(1)
def coverage_provenance() -> str | None:
    """Return how far the figures of coverage can be trusted; None where nothing says."""
    found = reach_provenances(cache.open_dataset(), hours=False)
    return weakest(found) if found else None


@cache.shared(16)
def computed_of(activity: str) -> pd.Index:
    """Return the indicators that are computed of an activity."""
    found = cache.open_dataset().indicators["computed"].map(social)
    return found.index[
        [indicator is not None and (indicator.activity or activity) == activity for indicator in found]
    ]
