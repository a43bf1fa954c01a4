"""Whether an upload lies where the open dataset does."""

from pathlib import Path

import numpy as np
import pytest

from lcity.computed import COMPUTATIONS
from lcity.intake.ground import is_elsewhere, squares
from lcity.intake.limits import Limits
from lcity.intake.part import File
from lcity.intake.plan import OWN, REPLACE, UPDATE
from lcity.intake.prepare import prepare
from tests import folders

HERE = squares(np.array([[111.05, 30.05], [112.05, 30.05]]))


@pytest.mark.parametrize(
    ("lonlat", "elsewhere"),
    [
        ([[111.9, 30.9]], False),
        ([[113.9, 31.5]], False),  # the next square: a city's edge
        ([[10.02, 50.02], [10.07, 50.02]], True),
        ([[30.05, 111.05]], False),  # swapped, but here
        ([[10.02, 50.02], [111.05, 30.05]], False),  # some are
        ([[0, 0], [111.05, 30.05]], False),
        ([[452_000, 3_320_000]], False),  # metres tell nothing
        ([[np.nan, np.nan]], False),
    ],
)
def test_positions_elsewhere(lonlat, elsewhere):
    assert is_elsewhere(np.array(lonlat, float), HERE) == elsewhere


@pytest.mark.parametrize(
    ("ids", "lon", "lat", "mode"),
    [
        (("c00", "c01"), 111.05, 30.05, UPDATE),
        (("x", "y"), 111.05, 30.05, REPLACE),
        (("x", "y"), 10.02, 50.02, OWN),
        (("c00", "c01"), 10.02, 50.02, OWN),  # the same ids by chance: other people's centres
    ],
)
def test_centres_of_elsewhere_are_a_dataset_of_their_own(tmp_path, ids, lon, lat, mode):
    base = folders.write(tmp_path / "base")
    path = tmp_path / "centres.csv"
    rows = [f"{of},Name,library,{lon},{lat},official" for of in ids]
    path.write_text("\n".join(("centre,name,kind,lon,lat,provenance", *rows)))
    prepared = prepare([File(path.name, Path(path))], tmp_path / "w", base, None, COMPUTATIONS, Limits())
    assert prepared.proposal.plan.mode == mode
    assert prepared.valid
