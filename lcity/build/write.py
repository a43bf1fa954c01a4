"""Tables and outlines written such that the same figures are the same bytes at every build."""

import json
from pathlib import Path

import geopandas as gpd
import pandas as pd
import shapely


def csv(table: pd.DataFrame, path: Path) -> None:
    """Write a table as CSV: UTF-8, commas, Unix line ends."""
    table.to_csv(path, index=False, lineterminator="\n", encoding="utf-8")


def parquet(table: pd.DataFrame, path: Path) -> None:
    """Write a table as Parquet, packed as far as it goes."""
    table.to_parquet(path, index=False, compression="zstd", compression_level=19)


def outlines(table: gpd.GeoDataFrame, path: Path, digits: int) -> None:
    """Write districts as GeoJSON: one feature a line, rings by the right-hand rule, no needless digit.

    Parameters
    ----------
    table
        Index district; every other column becomes a property.
    path
        The file.
    digits
        Decimals of a degree to keep.
    """
    columns = [column for column in table.columns if column != "geometry"]
    features = [
        {
            "type": "Feature",
            "properties": {"district": code} | {column: row[column] for column in columns},
            "geometry": _geometry(row["geometry"], digits),
        }
        for code, row in table.iterrows()
    ]
    lines = ",\n".join(json.dumps(each, ensure_ascii=False, separators=(",", ":")) for each in features)
    path.write_text(f'{{"type":"FeatureCollection","features":[\n{lines}\n]}}\n', encoding="utf-8")


def _geometry(geometry, digits: int) -> dict:
    def rounded(value):
        return [rounded(each) for each in value] if isinstance(value, list | tuple) else round(value, digits)

    shape = shapely.geometry.mapping(shapely.orient_polygons(geometry))
    return {"type": shape["type"], "coordinates": rounded(shape["coordinates"])}
