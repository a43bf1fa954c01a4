"""The tables of the dataset of English city regions, each a function of the facts."""

import geopandas as gpd
import pandas as pd

from lcity.build.england9 import facts

CENSUS = 2021
HOURS = "library_hours_per_1000"
LIBRARIES_IN = 2023
CONFIRMED = "listed_confirmed"
BENCHMARK_BY = 2030
BENCHMARK = (
    "A benchmark, not a target anybody has set: the published average of England in {year}. "
    "That it is to be reached by 2030 is this project's choice, to show the direction."
)
BENCHMARK_ZH = (
    "参照值，并非任何机构设定的目标：英格兰{year}年公布的平均水平。以2030年为期系本项目为显示方向所设。"
)
CONTEXT = ["people_living_alone", "people_born_outside_uk", "people_19_64"]
FE, VISITED = "fe_participation", "library_visited"
ACTIVITIES = {
    FE: ("Further education and skills", "继续教育与技能培训"),
    VISITED: ("Visited a public library in the year", "一年内到访过公共图书馆"),
}
"""What people take part in, by the indicator that says how many do: English, Chinese."""


def cities() -> pd.DataFrame:
    """Return `cities.csv`."""
    table = facts.cities()
    table.insert(2, "name_zh", table["city"].map(facts.names_zh()))
    return table


def districts() -> gpd.GeoDataFrame:
    """Return the authorities with names in both languages and outlines, index district."""
    table = facts.districts()[["city", "name", "geometry"]]
    table["name"] = table["name"].replace("Bristol, City of", "Bristol")
    table.insert(2, "name_zh", table.index.map(facts.names_zh()))
    return table


def population() -> pd.DataFrame:
    """Return `population.parquet`: a row a small area, counts as small whole numbers."""
    table = facts.small_areas()
    counts = [column for column in table if column.startswith("people")]
    kept = ["lon", "lat", *counts, "district"]
    text = {"district": table["district"].astype("category"), "provenance": "official"}
    return (
        table[kept].astype(dict.fromkeys(counts, "int32")).assign(**text).astype({"provenance": "category"})
    )


def centres() -> pd.DataFrame:
    """Return `centres.csv`: libraries, then colleges and universities, whose hours are not known.

    A library's row is official: that it is there, and where. Its hours are so only where the exact list
    agrees with the official weekly hours and open days; else `hours_provenance` says derived.
    """
    libraries = facts.libraries()
    derived = libraries["hours"].notna() & (libraries["hours_basis"] != CONFIRMED)
    libraries["hours_provenance"] = pd.Series(pd.NA, libraries.index, "str").mask(derived, "derived")
    colleges = facts.colleges().assign(hours=pd.NA, hours_provenance=pd.NA)
    columns = ["centre", "name", "kind", "lon", "lat", "hours", "hours_provenance"]
    return pd.concat([libraries[columns], colleges[columns]], ignore_index=True).assign(provenance="official")


def targets(indicators: pd.DataFrame) -> pd.DataFrame:
    """Return `targets.csv`: the latest published average of England as a benchmark for cities and districts.

    Nobody has set these as targets: the averages are published, the year is this project's.

    Parameters
    ----------
    indicators
        Those whose values are read: key and source.
    """
    latest = facts.series("country").sort_values("year").drop_duplicates("key", keep="last").set_index("key")
    rows = indicators[indicators["key"].isin(latest.index)]
    own = latest.loc[rows["key"]]
    table = pd.DataFrame(
        {
            "key": rows["key"].to_numpy(),
            "id": "",
            "year": BENCHMARK_BY,
            "value": own["value"].to_numpy(),
            "policy": "",
            "source": rows["source"].to_numpy(),
            "doubt": [BENCHMARK.format(year=year) for year in own["year"]],
            "doubt_zh": [BENCHMARK_ZH.format(year=year) for year in own["year"]],
        }
    )
    levels = [table.assign(level=level) for level in ("city", "district")]
    return pd.concat(levels)[["key", "level", *table.columns[1:]]]


def values_district(keys: list[str]) -> pd.DataFrame:
    """Return `values_district.csv`: every published value in its true year, people in that of the census.

    Parameters
    ----------
    keys
        The indicators whose values are read, in the order of the columns.
    """
    published = facts.series("district")
    derived = library_hours().rename("value").rename_axis("area").reset_index()
    derived = derived.assign(key=HOURS, year=LIBRARIES_IN, se=float("nan"))
    table = _wide(pd.concat([published, derived], ignore_index=True), "district", keys)
    people = counted()
    everyone = people.assign(year=CENSUS).set_index("year", append=True)
    table = table.join(everyone, how="outer")[[*everyone.columns, *table.columns]]
    city = facts.districts()["city"]
    table.insert(0, "city", table.index.get_level_values("district").map(city))
    whole = dict.fromkeys(everyone.columns, "Int64")
    return table.astype(whole).reset_index()[["district", "city", "year", *table.columns[1:]]]


def values_city(keys: list[str]) -> pd.DataFrame:
    """Return `values_city.csv`: what the producers themselves publish for a city region.

    Parameters
    ----------
    keys
        As for `values_district`.
    """
    return _wide(facts.series("city"), "city", keys).reset_index()


def counted() -> pd.DataFrame:
    """Return people and groups by authority, 2021: of small areas, and what is known by authority only."""
    areas = facts.small_areas()
    groups = [column for column in areas if column.startswith("people")]
    return areas.groupby("district")[groups].sum().join(facts.context()[CONTEXT])


def library_hours() -> pd.Series:
    """Return the hours a week that an authority's libraries are open, per 1,000 people."""
    libraries = facts.libraries()
    hours = libraries.groupby("district")["week_h_2023"].sum()
    return (hours / counted()["people"] * 1000).round(3)


def participation() -> pd.DataFrame:
    """Return `participation.csv`: learners in further education by school year, and visitors to libraries.

    People are those of the 2021 census in every year, so that participants over people is the
    published rate, to the person.
    """
    people = counted()
    published = facts.series("district")
    rows = []
    for key, group, base, per, mode, provenance, source in (
        (FE, "19_64", "people_19_64", 100_000, "any", "official", "dfe_fe_skills"),
        (VISITED, "16p", "people_16p", 100, "onsite", "survey", "dcms_participation"),
    ):
        own = published[published["key"] == key]
        residents = people[base].reindex(own["area"]).to_numpy()
        activity, activity_zh = ACTIVITIES[key]
        rows.append(
            pd.DataFrame(
                {
                    "district": own["area"],
                    "year": own["year"],
                    "activity": activity,
                    "activity_zh": activity_zh,
                    "group": group,
                    "mode": mode,
                    "participants": (own["value"] / per * residents).round().astype(int),
                    "people": residents,
                    "provenance": provenance,
                    "source": source,
                }
            )
        )
    return pd.concat(rows).sort_values(["activity", "district", "year"], ignore_index=True)


def _wide(series: pd.DataFrame, unit: str, keys: list[str]) -> pd.DataFrame:
    """Return values and their standard errors as columns, index unit and year."""
    series = series[series["key"].isin(keys)].rename(columns={"area": unit})
    dated = series.set_index([unit, "year"])
    table = pd.DataFrame(index=dated.index.unique().sort_values())
    for key, own in dated.groupby("key"):
        table[key], table[f"{key}_se"] = own["value"], own["se"]
    table = table.dropna(axis="columns", how="all")
    return table[[c for key in keys for c in (key, f"{key}_se") if c in table]].round(4)
