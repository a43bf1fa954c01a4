"""How what came stands to the open dataset: by its ids, and by where on earth it lies."""

from collections.abc import Mapping
from pathlib import Path

import geopandas as gpd
import pandas as pd

from lcity.dataset.cells import to_text
from lcity.dataset.contract import SCHEMAS
from lcity.dataset.files import OUTLINES, find
from lcity.dataset.layers import districts_of
from lcity.dataset.outlines import read_outlines
from lcity.dataset.tables import read_table
from lcity.intake import ground
from lcity.intake.part import Part
from lcity.intake.plan import ELSEWHERE, FEWER, FOREIGN, KNOWN

UNITS = ("district", "city")


class Ids:
    """The ids of a dataset, read where they are asked for.

    Parameters
    ----------
    base
        The folder of the open dataset.
    """

    def __init__(self, base: Path):
        self._base = base
        self._paths = find(base)
        self._ground: ground.Squares | None = None
        self._frames: dict[str, pd.DataFrame | None] = {}

    def __call__(self, part: Part, table: str, headings: Mapping[str, str]) -> str:
        """Return how a part stands to the dataset, as in `plan`.

        Parameters
        ----------
        part
            The part.
        table
            The table it may be.
        headings
            Heading → column, as suggested.
        """
        frame, outlines = _frame(part.path, outlined=part.outlined)
        if frame is None:
            return FOREIGN
        frame = frame.rename(columns=dict(headings))
        if self._is_elsewhere(frame, outlines):
            return ELSEWHERE
        if table == "streets":
            return KNOWN  # they have no ids: what tells whose they are is the ground they lie on
        unit = next((unit for unit in ((SCHEMAS[table].unique or ())[:1] or UNITS) if unit in frame), None)
        known = self._known_ids(unit, table) if unit else None
        if known is None:
            return FOREIGN
        ids = to_text(frame[unit]).dropna()
        shared = ids.isin(known)
        if not shared.any():
            return FOREIGN
        before = self._table(table)
        fewer = before is not None and len(frame) < len(before) and not part.outlined
        return FEWER if shared.all() and fewer and SCHEMAS[table].unique else KNOWN

    def _is_elsewhere(self, frame: pd.DataFrame, outlines: gpd.GeoSeries | None) -> bool:
        if outlines is not None:
            there = ground.middles(outlines[~(outlines.isna() | outlines.is_empty)])
        elif {"lon", "lat"} <= set(frame):
            there = ground.positions(frame)
        elif {"lon_from", "lat_from"} <= set(frame):
            there = ground.positions(frame.rename(columns={"lon_from": "lon", "lat_from": "lat"}))
        else:
            return False
        if self._ground is None:
            self._ground = ground.of_dataset(self._base)
        return ground.is_elsewhere(there, self._ground)

    def _known_ids(self, unit: str, table: str) -> set[str] | None:
        """Return the ids of a kind of unit: of its own table, of the values, or of the table in question."""
        places = {
            "city": ("cities", "values_city"),
            "district": ("districts", "values_district"),
            "place": ("population",),
        }
        for place in (*places.get(unit, ()), table):
            frame = self._table(place)
            if frame is not None and unit in frame:
                return set(to_text(frame[unit]).dropna())
        return None

    def _table(self, table: str) -> pd.DataFrame | None:
        if table not in self._frames:
            path = self._paths.get(table)
            outlined = table == OUTLINES
            found = None if path is None else districts_of(self._base) if outlined else read_table(path)
            self._frames[table] = None if found is None else found[0]
        return self._frames[table]


def _frame(path: Path, *, outlined: bool) -> tuple[pd.DataFrame | None, gpd.GeoSeries | None]:
    if not outlined:
        return read_table(path)[0], None
    attributes, outlines, _ = read_outlines(path)
    return attributes, outlines
