"""Towns: the points people are drawn to, GeoNames' and, where it knows few, simulated ones."""

import numpy as np
import pandas as pd
from scipy.spatial import cKDTree

from lcity.build.china15 import facts
from lcity.build.china15.cells import plane

CORE_DENSITY = 25_000
SEAT_DENSITY = 8_000
TOWN_DENSITY = 3_000
"""People per km² at the middle of a city, of a district's seat and of a town, before the census is met."""
KINDS = {"PPLC": "core", "PPLA": "core", "PPLA2": "core", "PPLA3": "seat", "PPLA4": "town"}
"""GeoNames' classes: the core of a city, the seat of a district, the seat of a township; else a village."""
PEOPLE_PER_TOWN = 120_000
KM2_PER_TOWN = 60
NEAR_KM = 8
"""A district is given a town for so many urban people and one for so much land, GeoNames' towns included;
the distance from GeoNames' towns over which a simulated one becomes less likely."""


def towns(cells: pd.DataFrame) -> pd.DataFrame:
    """Return the towns of the cities the cells are of.

    Parameters
    ----------
    cells
        As `lcity.build.china15.cells.cells` returns them.

    Returns
    -------
    DataFrame
        Columns city, district, kind ("core", "seat", "town", "village"), known (from GeoNames),
        lon, lat, x, y (km), density (people per km² in the middle), scale_km (over which it falls to 1/e).
    """
    census = facts.census_2020()
    known = _known(cells, census)
    simulated = [
        _simulated(district, group, known, census["urban_pop"][district])
        for district, group in cells.groupby("district", sort=False)
    ]
    return pd.concat([known, *simulated], ignore_index=True)


def _known(cells: pd.DataFrame, census: pd.DataFrame) -> pd.DataFrame:
    unit = {
        code: district
        for district, codes in census["outline_adcodes_today"].items()
        for code in codes.split(";")
    }
    table = facts.places()
    table["district"] = table["adcode"].map(unit)
    table["kind"] = table["fcode"].map(KINDS).fillna("village")
    table["city"] = table["district"].map(census["city"])
    middle = cells.groupby("city")[["lon0", "lat0"]].first().reindex(table["city"]).to_numpy()
    x, y = plane(table["lon"].to_numpy(), table["lat"].to_numpy(), middle[:, 0], middle[:, 1])
    table = table.assign(x=x, y=y, known=True, **_kernel(table, census))
    columns = ["city", "district", "kind", "known", "lon", "lat", "x", "y", "density", "scale_km"]
    return table.loc[table["city"].isin(cells["city"]), columns].reset_index(drop=True)


def _kernel(table: pd.DataFrame, census: pd.DataFrame) -> dict[str, np.ndarray]:
    rng = facts.stream("towns")
    density = TOWN_DENSITY * rng.lognormal(0, 0.5, len(table))
    scale = 0.9 * rng.lognormal(0, 0.35, len(table))
    counted = (table["kind"].isin(["town", "village"]) & (table["population"] > 0)).to_numpy()
    scale[counted] = np.sqrt(table["population"][counted] / (2 * np.pi * TOWN_DENSITY)).clip(0.4, 4)
    seat, core = (table["kind"] == "seat").to_numpy(), (table["kind"] == "core").to_numpy()
    urban = census["urban_pop"].loc[table["district"]].to_numpy()
    city = census.groupby("city")["urban_pop"].sum().loc[table["city"]].to_numpy()
    scale = np.where(seat, np.sqrt(0.4 * urban / (2 * np.pi * SEAT_DENSITY)).clip(1, 5), scale)
    scale = np.where(core, np.sqrt(city / (2 * np.pi * CORE_DENSITY)), scale)
    density = np.select([core, seat], [CORE_DENSITY, SEAT_DENSITY], density)
    return {"density": density, "scale_km": scale}


def _simulated(district: str, cells: pd.DataFrame, known: pd.DataFrame, urban: int) -> pd.DataFrame:
    """Return the towns a district lacks, likelier on the side of the city and near known towns."""
    rng = facts.stream("simulated towns", district)
    own = known[known["district"] == district]
    wanted = round(urban / PEOPLE_PER_TOWN + cells["area_km2"].sum() / KM2_PER_TOWN)
    number = max(wanted - len(own), 0 if len(own) else 1)
    core = known[(known["city"] == cells["city"].iloc[0]) & (known["kind"] == "core")].iloc[0]
    far = np.hypot(cells["x"] - core["x"], cells["y"] - core["y"])
    near = cKDTree(known[["x", "y"]][known["city"] == core["city"]]).query(cells[["x", "y"]])[0]
    weight = np.exp(-(far - far.min()) / max(0.4 * (far.max() - far.min()), 1) - near / NEAR_KM)
    chosen = cells.iloc[
        rng.choice(len(cells), min(number, len(cells)), replace=False, p=weight / weight.sum())
    ]
    seatless = not own["kind"].isin(["core", "seat"]).any()
    size = np.sqrt(0.4 * urban / (2 * np.pi * SEAT_DENSITY)).clip(1, 5)
    table = chosen[["city", "district", "lon", "lat", "x", "y"]].assign(
        kind="town",
        known=False,
        density=TOWN_DENSITY * rng.lognormal(0, 0.5, len(chosen)),
        scale_km=0.9 * rng.lognormal(0, 0.35, len(chosen)),
    )
    if seatless and len(table):
        table.loc[table.index[0], ["kind", "density", "scale_km"]] = ["seat", SEAT_DENSITY, size]
    return table
