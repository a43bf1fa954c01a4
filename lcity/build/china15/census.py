"""The official figures: districts, their people and what the censuses say of their schooling and work."""

import pandas as pd

from lcity.build.china15 import facts

UPPER_SECONDARY = ["edu_senior", "edu_college", "edu_bachelor_plus"]
TERTIARY = ["edu_college", "edu_bachelor_plus"]
FROM_ELSEWHERE = ["migr_same_province", "migr_other_province"]
INDUSTRIES = {
    "employed_education": "lf_emp_education",
    "employed_culture_sport": "lf_emp_culture_sport",
    "employed_research": "lf_emp_research",
    "employed_information": "lf_emp_ict",
}
PEOPLE = [
    "people",
    "people_15p",
    "people_0_14",
    "people_15_59",
    "people_60p",
    "people_urban",
    "people_migrant",
    "people_living_alone",
    "longform_employed",
]


def values_2020() -> pd.DataFrame:
    """Return the official values of 2020: index `district`, columns city, year, `PEOPLE` and indicators.

    Shares are per cent, ratios plain, employment per 1,000 employed people of the long form.
    """
    census = facts.census_2020()
    people, adults = census["population"], census["population"] - census["age_0_14"]
    table = pd.DataFrame(
        {
            "city": census["city"],
            "year": 2020,
            "people": people,
            "people_15p": adults,
            "people_0_14": census["age_0_14"],
            "people_15_59": census["age_15_59"],
            "people_60p": census["age_60p"],
            "people_urban": census["urban_pop"],
            "people_migrant": census[FROM_ELSEWHERE].sum(axis=1),
            "people_living_alone": census["one_person_households"],
            "longform_employed": census["longform_employed"],
            "mean_years_schooling": census["mean_years_schooling_15p"],
            "upper_secondary_share": (100 * census[UPPER_SECONDARY].sum(axis=1) / people).round(2),
            "tertiary_per_100k": (100_000 * census[TERTIARY].sum(axis=1) / people).round(),
            "literacy_15p": (100 * (1 - census["illiterate_15p"] / adults)).round(2),
            "schooling_parity": _parity(census).round(4),
        }
    )
    for key, column in INDUSTRIES.items():
        table[key] = (1_000 * census[column] / census["longform_employed"]).round(2)
    return table


def values_2010() -> pd.DataFrame:
    """Return the official values of 2010, for the units of 2020 that have the same code in it.

    The same code does not prove the same territory. The columns are those of `values_2020`;
    what the 2010 table does not give is missing.
    """
    census = facts.census_2010()
    people = census["population_2010"]
    children = (people * census["pct_0_14"] / 100).round()
    table = pd.DataFrame(
        {
            "city": [facts.city_of(code) for code in census.index],
            "year": 2010,
            "people": people,
            "people_15p": people - children,
            "people_0_14": children,
            "mean_years_schooling": census["mean_years_schooling"],
            "tertiary_per_100k": census["tertiary_per_100k"],
            "literacy_15p": (100 - census["illiteracy_pct_15p"]).round(2),
        },
        index=census.index,
    )
    return table.reindex(columns=values_2020().columns)


def _parity(census: pd.DataFrame) -> pd.Series:
    return census["mean_years_schooling_female"] / census["mean_years_schooling_male"]
