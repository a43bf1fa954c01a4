"""A dataset folder out of what was read: tables, settings, sources and an index of what can be computed."""

import json
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

import geopandas as gpd
import pandas as pd

from lcity.ground.kinds import not_counted
from lcity.ground.outlines import CITY
from lcity.text import language

OPENSTREETMAP = "openstreetmap"
OSM_URL = "https://www.openstreetmap.org/copyright"
LICENCE = "Open Data Commons Open Database License (ODbL) 1.0"
KNOWN_HOURS = 0.5
"""Share of the centres that count that must state hours before an index has them: unknown is not closed."""


@dataclass(frozen=True, eq=False)
class Ground:
    """What a dataset is made of.

    Parameters
    ----------
    title
        Its title, and the name of the one city where nobody names any.
    centres, streets, people, travel, names
        As the contract has them; None where there are none.
    districts
        Columns district, city, name, name_zh, geometry; None where there are no outlines.
    volunteered
        What of it is OpenStreetMap's: "centres", "streets", "outlines", "names".
    files
        The files that other parts were read from, by what they hold: "people", "outlines", "centres",
        "names".
    accessed
        The day OpenStreetMap's data are of, as 2026-11-28; "" where nobody says it.
    """

    title: str
    centres: pd.DataFrame
    districts: gpd.GeoDataFrame | None = None
    people: pd.DataFrame | None = None
    streets: pd.DataFrame | None = None
    travel: pd.DataFrame | None = None
    names: pd.DataFrame | None = None
    volunteered: tuple[str, ...] = ("centres", "outlines")
    files: dict[str, str] = field(default_factory=dict)
    accessed: str = ""


def write(ground: Ground, folder: Path) -> None:
    """Write a dataset.

    Parameters
    ----------
    ground
        What it is made of.
    folder
        Where; it is there and empty.
    """
    (folder / "dataset.toml").write_text(_settings(ground), encoding="utf-8")
    _csv(_sources(ground), folder / "sources.csv")
    centres, people = ground.centres, ground.people
    _csv(centres, folder / "centres.csv")
    if ground.streets is not None:
        ground.streets.to_parquet(folder / "streets.parquet", index=False)
    if ground.travel is not None:
        _csv(ground.travel, folder / "travel.csv")
    if ground.names is not None:
        _csv(ground.names, folder / "names.csv")
    districts = _with_city(ground.districts)
    if districts is not None:
        _outlines(districts, folder / "districts.geojson")
    if people is None:
        return
    if districts is None:
        people = people.assign(district=ground.title)
    people.to_parquet(folder / "population.parquet", index=False)
    _csv(_values(ground.title, districts, people), folder / "values_district.csv")
    _csv(_cities(ground.title, districts), folder / "cities.csv")
    _csv(_indicators(ground), folder / "indicators.csv")


def counts_hours(centres: pd.DataFrame) -> bool:
    """Say whether enough of the centres that count state their hours for an index of them."""
    counted = centres[~centres["kind"].isin(not_counted(centres["kind"]))]
    return "hours" in counted and len(counted) > 0 and counted["hours"].notna().mean() >= KNOWN_HOURS


def _with_city(districts: gpd.GeoDataFrame | None) -> gpd.GeoDataFrame | None:
    if districts is None:
        return None
    return districts.assign(city=districts["city"].fillna(CITY))


def _settings(ground: Ground) -> str:
    settings = {"title": ground.title}
    for of, suffix in (("en", ""), ("zh", "_zh")):
        lang = language(of)
        parts = lang.listed([lang.t(f"ground.part_{what}") for what in ground.volunteered])
        about = [lang.t("ground.about_osm", parts=parts)] if parts else []
        named = [lang.t(f"ground.about_{what}", file=file) for what, file in ground.files.items()]
        settings[f"about{suffix}"] = " ".join(about + named) if of == "en" else "".join(about + named)
        settings[f"licence{suffix}"] = lang.t(
            "ground.licence" if ground.volunteered else "ground.licence_own"
        )
    lines = [f"{key} = {_toml_text(text)}" for key, text in settings.items()]
    if kinds := not_counted(ground.centres["kind"]):
        lines.append(f"kinds_not_counted = [{', '.join(map(_toml_text, kinds))}]")
    return "\n".join(lines) + "\n"


def _toml_text(text: str) -> str:
    """Return text as TOML writes it; what JSON escapes, TOML escapes alike, but for one character."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _sources(ground: Ground) -> pd.DataFrame:
    rows = []
    if ground.volunteered:
        rows.append(
            {
                "source": OPENSTREETMAP,
                "producer": "OpenStreetMap contributors",
                "producer_zh": "OpenStreetMap贡献者",
                "title": "OpenStreetMap",
                "title_zh": "OpenStreetMap",
                "url": OSM_URL,
                "licence": LICENCE,
                "licence_zh": "开放数据库许可（ODbL）1.0版",
                "accessed": ground.accessed or None,
            }
        )
    rows += [{"source": what, "title": file} for what, file in ground.files.items()]
    columns = ["source", "producer", "producer_zh", "title", "title_zh", "url", "licence", "licence_zh"]
    return pd.DataFrame(rows, columns=[*columns, "accessed"])


def _values(title: str, districts: gpd.GeoDataFrame | None, people: pd.DataFrame) -> pd.DataFrame:
    """Return how many people live in each district, and of those groups that are told."""
    groups = [name for name in people if name.startswith("people")]
    sums = people.groupby("district")[groups].sum(min_count=1)
    if districts is None:
        units = pd.DataFrame({"district": [title], "city": [CITY]})
    else:
        units = pd.DataFrame(districts[["district", "city"]])
    # In a district without a cell nobody was counted; the file does cover it.
    found = units.join(sums, on="district")
    return found.assign(people=found["people"].fillna(0))


def _cities(title: str, districts: gpd.GeoDataFrame | None) -> pd.DataFrame:
    ids = [CITY] if districts is None else list(dict.fromkeys(districts["city"]))
    return pd.DataFrame({"city": ids, "name": [title if of == CITY else of for of in ids]})


def _indicators(ground: Ground) -> pd.DataFrame:
    table = tomllib.loads((Path(__file__).parent / "indicators.toml").read_text(encoding="utf-8"))
    has = {
        "hours": counts_hours(ground.centres),
        "seats": "seats" in ground.centres and ground.centres["seats"].notna().any(),
        "people_60p": "people_60p" in ground.people,
    }
    columns = ["key", "parent", "name", "name_zh", "unit", "direction", "weight", "low", "high", "provenance",
               "source", "computed", "definition", "definition_zh"]  # fmt: skip
    source = OPENSTREETMAP if ground.volunteered else None
    rows = [
        {"key": key, "weight": 1, **row}
        | ({"provenance": "derived", "source": source} if "computed" in row else {})
        for key, row in table.items()
        if has.get(row.get("needs"), True)
    ]
    return pd.DataFrame(rows, columns=columns)


def _csv(table: pd.DataFrame, path: Path) -> None:
    table.to_csv(path, index=False, lineterminator="\n", encoding="utf-8")


def _outlines(districts: gpd.GeoDataFrame, path: Path) -> None:
    path.write_text(districts.to_json(drop_id=True, ensure_ascii=False), encoding="utf-8")
