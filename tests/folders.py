"""A small valid dataset for tests: three cities of three districts each, with every file of the contract.

>>> folder = write(tmp_path)                      # valid
>>> tables = valid(); tables["cities"].loc[0, "lon"] = "abc"; write(tmp_path, tables)   # damaged
"""

import json
from functools import cache
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

CITIES = ("010000", "020000", "030000")
DISTRICTS = tuple(f"0{c}010{d}" for c in (1, 2, 3) for d in (1, 2, 3))
YEARS = (2010, 2020)
SIDE = 0.1
"""Side of a district, degrees; a city's districts lie in a row, west to east, cities 1° apart."""


def city_of(district: str) -> str:
    """Return the city a district belongs to."""
    return district[:2] + "0000"


def corner(district: str) -> tuple[float, float]:
    """Return the south-west corner of a district, lon and lat."""
    return 110 + int(district[1]) + SIDE * (int(district[-1]) - 1), 30.0


def valid() -> dict:
    """Return the tables of the valid dataset by name, every cell as text, ready to be damaged.

    `districts` is a GeoDataFrame, `population` has numbers, `meta` is a dict.
    """
    return {name: table.copy() for name, table in _valid().items()}


@cache
def _valid() -> dict:
    return {
        "meta": {
            "title": "Three cities",
            "title_zh": "三座城市",
            "about": "A dataset for tests.",
            "licence": "CC0-1.0",
            "default_year": 2020,
        },
        "sources": _frame(
            "source,producer,title,url,licence", ["census,Bureau,Census,https://example.org,open"]
        ),
        "indicators": _indicators(),
        "cities": _frame(
            "city,name,name_zh,lon,lat",
            [
                f"{c},{n},{z},{111.15 + i:.2f},30.05"
                for i, (c, n, z) in enumerate(zip(CITIES, ("Ash", "Birch", "Cedar"), "甲乙丙", strict=True))
            ],
        ),
        "districts": _districts(),
        "values_city": _frame(
            "city,year,staff",
            [f"{c},{y},{10 + i + (y - 2010) / 10:g}" for i, c in enumerate(CITIES) for y in YEARS],
        ),
        "values_district": _values_district(),
        "centres": _centres(),
        "population": _population(),
        "participation": _participation(),
    }


def write(
    folder: Path,
    tables: dict | None = None,
    *,
    outlines: str = "geojson",
    places: str = "parquet",
    encoding: str = "utf-8",
) -> Path:
    """Write tables into a folder in the contract's form and return the folder.

    Parameters
    ----------
    folder
        Made if need be; files of the same names are overwritten.
    tables
        As `valid` returns them; leave a table out and its file is not written.
    outlines
        Form of the outlines: "geojson", "gpkg", "parquet" or "shp.zip".
    places
        Form of the population: "parquet" or "csv".
    encoding
        Of the CSV files.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name, table in (valid() if tables is None else tables).items():
        if name == "meta":
            lines = [
                f"{key} = {_quoted(value) if isinstance(value, str) else json.dumps(value)}"
                for key, value in table.items()
            ]
            (folder / "dataset.toml").write_text("\n".join(lines), encoding="utf-8")
        elif name == "districts":
            write_outlines(table, folder / f"districts.{outlines}")
        elif name == "population" and places == "parquet":
            table.to_parquet(folder / "population.parquet", index=False)
        else:
            table.to_csv(folder / f"{name}.csv", index=False, encoding=encoding)
    return folder


def write_outlines(districts: gpd.GeoDataFrame, path: Path) -> None:
    """Write outlines in the form the file's name asks for."""
    if path.suffix == ".parquet":
        districts.to_parquet(path)
    else:
        districts.to_file(path, layer="districts", engine="pyogrio")


def _frame(header: str, rows: list[str]) -> pd.DataFrame:
    cells = [row.split(",") for row in rows]
    return pd.DataFrame(cells, columns=header.split(",")).astype(object)


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _indicators() -> pd.DataFrame:
    header = "key,parent,name,name_zh,unit,direction,weight,low,high,denominator,provenance,source,definition"
    return _frame(
        f"{header},computed",
        [
            "learned,,Learned,学识,,,2,,,,,,,",
            "schooling,learned,Schooling,受教育年限,years,1,1,6,14,people_15p,official,census,Mean years.,",
            "literacy,learned,Literacy,识字率,%,1,1,80,100,people_15p,official,census,Share who read.,",
            "open,,Open,开放,,,1,,,,,,,",
            "people_served,open,Served,服务,,,3,,,,,,,",
            "distance,people_served,Distance,距离,m,-1,1,0,5000,,derived,census,Mean distance.,",
            "staff,people_served,Staff,教师,count,1,1,0,20,,survey,census,Staff of centres.,",
            "coverage_1000m,open,Coverage,覆盖率,%,1,1,0,100,,derived,,Share covered.,coverage_1000m",
        ],
    )


def _districts() -> gpd.GeoDataFrame:
    shapes = [shapely.box(x, y, x + SIDE, y + SIDE) for x, y in map(corner, DISTRICTS)]
    rows = [f"{d},{city_of(d)},District {d[1]}{d[-1]},区{d[1]}{d[-1]}" for d in DISTRICTS]
    return gpd.GeoDataFrame(_frame("district,city,name,name_zh", rows), geometry=shapes, crs="EPSG:4326")


def _values_district() -> pd.DataFrame:
    rows = []
    for year in YEARS:
        for i, district in enumerate(DISTRICTS):
            people = 1000 * (i + 1) + (year - 2010) * 10
            cells = (district, city_of(district), year, people, people * 8 // 10, people // 10, people // 5)
            values = (8 + 0.5 * i + (year - 2010) / 10, 90 + i, 4000 - 300 * i)
            rows.append(",".join(f"{cell}" for cell in cells + values))
    return _frame(
        "district,city,year,people,people_15p,people_0_14,people_60p,schooling,literacy,distance", rows
    )


def _centres() -> pd.DataFrame:
    hours = ("Mo-Fr 09:00-17:00", "24/7", "", "Tu-Su 10:00-21:00")
    rows = []
    for i, district in enumerate(DISTRICTS):
        x, y = corner(district)
        kind = ("library", "community_school")[i % 2]
        rows.append(
            f"c{i:02d},Centre {i},中心{i},{kind},{x + SIDE / 2:.4f},{y + SIDE / 2:.4f},"
            f"{20 + 10 * i},{100 + i},{hours[i % 4]},simulated"
        )
    return _frame("centre,name,name_zh,kind,lon,lat,seats,area_m2,hours,provenance", rows)


def _population() -> pd.DataFrame:
    """Return nine places in each district, on a 3 × 3 grid about its middle."""
    step = np.array([-0.02, 0.0, 0.02])
    dx, dy = (a.ravel() for a in np.meshgrid(step, step))
    places = []
    for i, district in enumerate(DISTRICTS):
        x, y = corner(district)
        people = np.full(9, (1000.0 * (i + 1) + 100) / 9)
        places.append(
            pd.DataFrame(
                {
                    "lon": x + SIDE / 2 + dx,
                    "lat": y + SIDE / 2 + dy,
                    "people": people,
                    "people_0_14": people / 10,
                    "people_60p": people / 5,
                    "district": district,
                }
            )
        )
    return pd.concat(places, ignore_index=True)


def streets() -> pd.DataFrame:
    """Return a cross of four streets in each district, from its centre to the next places: two fifths longer
    than the straight line, of 1.9 km east and west and 2.2 km north and south. East there are steps.
    """
    rows = []
    for district in DISTRICTS:
        x, y = (at + SIDE / 2 for at in corner(district))
        for dx, dy, metres in ((0.02, 0, 2_702), (-0.02, 0, 2_702), (0, 0.02, 3_104), (0, -0.02, 3_104)):
            rows.append((x, y, round(x + dx, 7), round(y + dy, 7), float(metres), dx > 0))
    return pd.DataFrame(rows, columns=["lon_from", "lat_from", "lon_to", "lat_to", "metres", "steps"])


def with_places(population: pd.DataFrame) -> pd.DataFrame:
    """Return places with ids: p0, p1, …"""
    return population.assign(place=[f"p{number}" for number in range(len(population))])


def travel(measure: str = "minutes") -> pd.DataFrame:
    """Return ways of 10, 20, … to each district's centre from its places but the last."""
    rows = [
        (f"p{9 * i + j}", f"c{i:02d}", f"{10 * (j + 1)}") for i in range(len(DISTRICTS)) for j in range(8)
    ]
    return pd.DataFrame(rows, columns=["place", "site", measure])


def _participation() -> pd.DataFrame:
    rows = []
    for year in (2019, 2020):
        for i, district in enumerate(DISTRICTS):
            total = 1000 * (i + 1) + 100
            for group, people in (("all", total), ("15_59", total * 7 // 10), ("60p", total // 5)):
                for mode, share in (("any", 40 + i), ("onsite", 30), ("online", 20 + i)):
                    taking_part = people * share // 100
                    rows.append(f"{district},{year},{group},{mode},{taking_part},{people},simulated")
    return _frame("district,year,group,mode,participants,people,provenance", rows)
