"""Three datasets from elsewhere, as their owners would upload them: name → content.

`britain`: a workbook with headings of its own, outlines and centres on the national grid.
`without_map`: one sheet of cities in two scripts, no year, no geometry.
`nation`: 3,000 districts in 150 cities, a zipped Shapefile and tables of text.
"""

import io
import tempfile
import zipfile
from pathlib import Path

import geopandas as gpd
import numpy as np
import openpyxl
import pandas as pd
import pyproj
import shapely

Files = dict[str, bytes]
GRID = 27700
PLACES = ("Ynys Môn", "Caerffili", "Sandwich & Deal", "O'Hara <East>", "São Jorge", "Ærø")


def workbook(sheets: dict[str, pd.DataFrame]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, frame in sheets.items():
        sheet = book.create_sheet(name)
        sheet.append(list(frame))
        for row in frame.itertuples(index=False):
            sheet.append([None if pd.isna(cell) else cell for cell in row])
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def indicators(keys: dict[str, str], **columns: object) -> pd.DataFrame:
    """Return a tree of one dimension with these leaves: key → name."""
    top = {"key": "all", "name": "Everything", "unit": "", "weight": 1}
    leaves = [
        {"key": key, "parent": "all", "name": name, "unit": "%", "direction": 1, "weight": 1, "low": 0,
         "high": 100, "provenance": "official", "source": "", "definition": name}
        for key, name in keys.items()
    ]  # fmt: skip
    frame = pd.DataFrame([top, *leaves])
    return frame.assign(**columns)


def britain() -> Files:
    """Six districts of two cities on the British national grid, in a workbook nobody made for LCity."""
    codes = [f"W0600000{n}" for n in range(1, 7)]
    corners = [(320_000 + 12_000 * (n % 3), 180_000 + 15_000 * (n // 3)) for n in range(6)]
    outlines = gpd.GeoDataFrame(
        {"LAD code": codes, "city": ["A"] * 3 + ["B"] * 3, "Name": PLACES},
        geometry=[shapely.box(x, y, x + 12_000, y + 15_000) for x, y in corners],
        crs=GRID,
    )
    values = pd.DataFrame(
        {"District code": codes, "Municipality": ["A"] * 3 + ["B"] * 3, "Reference year": 2023,
         "Population": [69_000, 181_000, 30_000, 42_000, 8_000, 6_000],
         "Adults in learning": [31.5, 28.0, 40.25, 22.0, None, 35.0],
         "Library members": [10, 20, 30, 40, 50, 60]}
    )  # fmt: skip
    centres = pd.DataFrame(
        {"Centre ID": [f"c{n}" for n in range(6)], "Name": [f"Library {n}" for n in range(6)],
         "Type": "library", "Easting": [x + 3_000 for x, _ in corners],
         "Northing": [y + 4_000 for _, y in corners], "provenance": "official"}
    )  # fmt: skip
    cities = pd.DataFrame({"city": ["A", "B"], "name": ["Aberystwyth", "Bro Morgannwg"]})
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "wards.gpkg"
        outlines.to_file(path, engine="pyogrio")
        drawn = path.read_bytes()
    tree = indicators({"learning": "Adults in learning", "members": "Library members"})
    sheets = {"indicators": tree, "cities": cities, "District values": values, "Libraries": centres}
    return {"wards.xlsx": workbook(sheets), "wards.gpkg": drawn}


def britain_centre(number: int) -> tuple[float, float]:
    """Return where a centre of `britain` lies, lon and lat."""
    x, y = 323_000 + 12_000 * (number % 3), 184_000 + 15_000 * (number // 3)
    return pyproj.Transformer.from_crs(GRID, 4326, always_xy=True).transform(x, y)


def without_map() -> Files:
    """Five cities in Latin and Arabic, of no year and no place."""
    cities = pd.DataFrame(
        {"city": ["01", "02", "03", "04", "05"], "name": ["Aswān", "الأقصر", "بورسعيد", "Giza", "İzmir"]}
    )
    values = pd.DataFrame({"city": cities["city"], "literacy": [71.5, 80, 80, 90.25, None]})
    sheets = {"indicators": indicators({"literacy": "Literacy"}), "cities": cities, "values_city": values}
    return {"cities.xlsx": workbook(sheets)}


def nation(districts: int = 3_000, cities: int = 150) -> Files:
    """A nation: districts in a grid, 20 indicators, one value in fifty missing."""
    random = np.random.default_rng(5)
    across = 60
    ids = np.array([f"{n:06d}" for n in range(districts)])
    city = np.array([f"{n % cities:03d}" for n in range(districts)])
    x, y = -60 + 0.25 * (np.arange(districts) % across), -30 + 0.25 * (np.arange(districts) // across)
    shapes = gpd.GeoDataFrame(
        {"district": ids, "city": city, "name": [f"Município {n}" for n in range(districts)]},
        geometry=shapely.box(x, y, x + 0.25, y + 0.25),
        crs=4674,
    )
    with tempfile.TemporaryDirectory() as folder:
        shapes.to_file(Path(folder) / "municipios.shp", engine="pyogrio", encoding="UTF-8")
        content = io.BytesIO()
        with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
            for path in Path(folder).iterdir():
                archive.write(path, path.name)
    keys = {f"x{n}": f"Indicator {n}" for n in range(20)}
    figures = random.uniform(0, 100, (districts, 20)).round(2)
    figures[random.random(figures.shape) < 0.02] = np.nan
    people = random.integers(500, 90_000, districts)
    values = pd.DataFrame({"district": ids, "city": city, "year": 2022, "people": people})
    values = values.join(pd.DataFrame(figures, columns=list(keys)))
    named = pd.DataFrame({"city": sorted(set(city)), "name": [f"Cidade {n}" for n in range(cities)]})
    tables = {"indicators": indicators(keys), "values_district": values, "cities": named}
    texts = {f"{name}.csv": frame.to_csv(index=False).encode() for name, frame in tables.items()}
    return {"municipios.zip": content.getvalue()} | texts
