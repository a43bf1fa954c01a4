"""Who takes part, and what the community dimension holds: simulated."""

import numpy as np
import pandas as pd

from lcity.build.china15 import facts

YEARS = range(2019, 2025)
GROUPS = {"0_14": "people_0_14", "15_59": "people_15_59", "60p": "people_60p"}
MODES = ["any", "onsite", "online"]
ONSITE_2019 = {"0_14": 0.15, "15_59": 0.11, "60p": 0.2}
ONLINE_2019 = {"0_14": 0.05, "15_59": 0.08, "60p": 0.035}
"""The share of a group that took part in 2019 in a district of average coverage and schooling."""
ONSITE_PATH = {2019: 1, 2020: 0.45, 2021: 0.72, 2022: 0.60, 2023: 0.88, 2024: 1.0}
ONLINE_PATH = {2019: 1, 2020: 2.3, 2021: 2.1, 2022: 2.4, 2023: 2.0, 2024: 1.95}
"""Every year relative to 2019: learning moves online in 2020 and partly comes back."""
OLDER_ONLINE = 1.08
"""How much faster online learning grows a year among people aged 60 or over."""
BOTH = 0.4
"""The share of the smaller of the two modes that also takes part in the other."""
COVERAGE_EFFECT, SCHOOLING_EFFECT, ONLINE_SCHOOLING_EFFECT = 1.4, 0.12, 0.25
"""On the logit of a rate: for full coverage instead of none; for a standard deviation of schooling."""


def participation(places: pd.DataFrame, coverage: pd.Series) -> pd.DataFrame:
    """Return who takes part, as `participation.csv` has it.

    The people of a group are those of the 2020 census, held constant over the years. The modes
    overlap: any ≤ onsite + online. The group "all" is the sum of the three age groups. In each
    year one district has no data.

    Parameters
    ----------
    places
        As `lcity.build.china15.places.places` returns them.
    coverage
        Share of people with a centre within 1,000 m, 0–1, by district.
    """
    people = places.groupby("district")[list(GROUPS.values())].sum().loc[coverage.index]
    people = people.set_axis(list(GROUPS), axis=1).astype("int64")
    base = _bases(coverage)
    rng = facts.stream("participation")
    parts = []
    for year in YEARS:
        for group in GROUPS:
            noise = rng.normal(0, 0.05, (2, len(people)))
            parts.append(_counted(year, group, base[group], people[group], noise))
    groups = pd.concat(parts, ignore_index=True)
    total = groups.groupby(["district", "year", "mode"], as_index=False)[["participants", "people"]].sum()
    table = pd.concat([total.assign(group="all"), groups]).astype({"participants": "Int64"})
    table["participants"] = table["participants"].mask(_missing(table, coverage.index))
    table["group"] = pd.Categorical(table["group"], ["all", *GROUPS])
    table["mode"] = pd.Categorical(table["mode"], MODES)
    keys = ["district", "year", "group", "mode"]
    table = table.sort_values(keys, ignore_index=True)[[*keys, "participants", "people"]]
    return table.assign(provenance="simulated")


def community(participation: pd.DataFrame) -> pd.DataFrame:
    """Return environmental education and residents consulted in the last year, per cent, by district.

    Parameters
    ----------
    participation
        As `participation` returns it; where many learn, more learn about the environment.
    """
    rows = participation[(participation["group"] == "all") & (participation["mode"] == "any")]
    rate = (rows["participants"].astype(float) / rows["people"]).groupby(rows["district"]).mean()
    census = facts.census_2020().loc[rate.index]
    active = _standard(rate)
    old = _standard(census["age_60p"] / census["population"])
    green_city = _by_city(census["city"], "green", 0.25)
    consulted_city = _by_city(census["city"], "asked", 0.25)
    rng = facts.stream("community")
    green = _logistic(-1.9 + 0.25 * active + green_city + rng.normal(0, 0.25, len(rate)))
    consulted = _logistic(-2.7 + 0.15 * active + 0.1 * old + consulted_city + rng.normal(0, 0.3, len(rate)))
    return pd.DataFrame(
        {
            "city": census["city"],
            "year": max(YEARS),
            "environmental_education": (100 * green).round(1),
            "residents_consulted": (100 * consulted).round(1),
        },
        index=rate.index,
    )


def _bases(coverage: pd.Series) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    """Return each group's logit of taking part in 2019, on site and online, by district."""
    census = facts.census_2020().loc[coverage.index]
    schooling = _standard(census["mean_years_schooling_15p"]).to_numpy()
    city = _by_city(census["city"], "participation", 0.15).to_numpy()
    rng = facts.stream("participation bases")
    own = rng.normal(0, 0.18, len(coverage))
    near = COVERAGE_EFFECT * (coverage - coverage.mean()).to_numpy()
    bases = {}
    for group in GROUPS:
        local = city + own + rng.normal(0, 0.18, len(coverage))
        bases[group] = (
            _logit(ONSITE_2019[group]) + near + SCHOOLING_EFFECT * schooling + local,
            _logit(ONLINE_2019[group]) + ONLINE_SCHOOLING_EFFECT * schooling + 0.6 * local,
        )
    return bases


def _counted(
    year: int, group: str, base: tuple[np.ndarray, np.ndarray], people: pd.Series, noise: np.ndarray
) -> pd.DataFrame:
    """Return the participants of a group in a year, in whole people, the modes consistent."""
    faster = OLDER_ONLINE ** (year - min(YEARS)) if group == "60p" else 1
    onsite = _logistic(base[0] + np.log(ONSITE_PATH[year]) + noise[0])
    online = _logistic(base[1] + np.log(ONLINE_PATH[year] * faster) + noise[1])
    counts = people.to_numpy()
    onsite, online = np.rint(onsite * counts), np.rint(online * counts)
    both = np.floor(BOTH * np.minimum(onsite, online))
    modes = {"any": onsite + online - both, "onsite": onsite, "online": online}
    return pd.concat(
        pd.DataFrame(
            {
                "district": people.index,
                "year": year,
                "group": group,
                "mode": mode,
                "participants": number.astype(np.int64),
                "people": counts,
            }
        )
        for mode, number in modes.items()
    )


def _missing(table: pd.DataFrame, districts: pd.Index) -> pd.Series:
    rng = facts.stream("missing participation")
    lost = set(zip(rng.choice(districts, len(YEARS), replace=False), YEARS, strict=True))
    return pd.Series([key in lost for key in zip(table["district"], table["year"], strict=True)], table.index)


def _by_city(city: pd.Series, part: str, spread: float) -> pd.Series:
    """Return a random effect shared by the districts of a city."""
    cities = sorted(city.unique())
    return city.map(
        dict(zip(cities, facts.stream(f"{part} cities").normal(0, spread, len(cities)), strict=True))
    )


def _standard(values: pd.Series) -> pd.Series:
    return (values - values.mean()) / values.std()


def _logit(share: float) -> float:
    return np.log(share / (1 - share))


def _logistic(logit: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-logit))
