"""Local Moran held against esda, against permutations counted one by one, and against planted clusters."""

import itertools
import warnings

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from lcity.errors import ArgumentError
from lcity.index.clusters import KINDS, LEAST_UNITS, discovered, local_moran, queen

SIDE = 7


@pytest.fixture(scope="module")
def board():
    """Give a board of squares, an island beside it."""
    squares = {f"{x}{y}": shapely.box(x, y, x + 1, y + 1) for x in range(SIDE) for y in range(SIDE)}
    return gpd.GeoSeries(squares | {"island": shapely.box(20, 20, 21, 21)})


def neighbours_of(found, unit):
    place = found.units.get_loc(unit)
    return sorted(found.units[found.other[found.indptr[place] : found.indptr[place + 1]]])


def moran_of(outlines, values, permutations):
    """Return what esda finds."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import esda
        from libpysal.weights import Queen

        weights = Queen.from_dataframe(gpd.GeoDataFrame(geometry=outlines.reset_index(drop=True)))
        return esda.Moran_Local(values.to_numpy(), weights, permutations=permutations, seed=1)


def test_neighbours_share_a_side_or_a_corner_and_an_island_has_none(board):
    found = queen(board)
    assert neighbours_of(found, "00") == ["01", "10", "11"]
    assert neighbours_of(found, "33") == ["22", "23", "24", "32", "34", "42", "43", "44"]
    assert neighbours_of(found, "island") == []
    fewer = found.only((found.units != "11") & (found.units != "24"))
    assert neighbours_of(fewer, "00") == ["01", "10"]
    assert neighbours_of(fewer, "33") == ["22", "23", "32", "34", "42", "43", "44"]
    assert len(fewer.units) == SIDE**2 - 1


def test_neighbours_are_those_libpysal_finds_in_the_shipped_outlines(china15):
    from libpysal.weights import Queen

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        theirs = Queen.from_dataframe(china15.districts, ids=china15.districts.index.tolist())
    found = queen(china15.districts.geometry)
    assert {unit: neighbours_of(found, unit) for unit in found.units} == {
        unit: sorted(others) for unit, others in theirs.neighbors.items()
    }


def test_the_statistic_is_esdas_exactly_and_p_within_what_chance_allows(china15):
    outlines = china15.districts.geometry
    random = np.random.default_rng(5)
    by_city = china15.districts["city"].astype(int).rank() / 40
    values = pd.Series(random.gamma(2, size=len(outlines)), outlines.index) + by_city
    found = local_moran(values, queen(outlines)).table
    theirs = moran_of(outlines, values, 9_999)
    tested = found["moran"].notna().to_numpy()
    assert tested.sum() == len(outlines) - 1
    np.testing.assert_allclose(found["moran"][tested], theirs.Is[tested], rtol=1e-12, atol=1e-14)
    # esda gives the smaller tail alone. Two estimates from 9,999 draws each lie this near to each other.
    tail = found["p"].to_numpy()[tested] / 2
    error = np.sqrt(2 * tail * (1 - tail) / 9_999)
    assert (np.abs(tail - theirs.p_sim[tested]) <= 5 * error + 2e-4).all()


def test_p_is_the_share_of_all_ways_to_place_the_others(board):
    """With two neighbours each, all ways can be gone through."""
    ring = gpd.GeoSeries({f"u{k}": shapely.box(k % 25, 0, k % 25 + 1, 1) for k in range(25)}, name="geometry")
    values = pd.Series(np.random.default_rng(3).normal(size=25), ring.index)
    found = local_moran(values, queen(ring), permutations=20_000).table
    z = (values - values.mean()).to_numpy()
    for place in (1, 5, 12, 20):
        others = np.delete(z, place)
        sums = np.array([a + b for a, b in itertools.combinations(others, 2)])
        own = z[place - 1] + z[place + 1]
        tail = min((sums >= own - 1e-12).mean(), (sums <= own + 1e-12).mean())
        assert found["p"].iloc[place] == pytest.approx(min(1, 2 * tail), abs=0.02)


def test_planted_clusters_are_found_named_and_nothing_else(board):
    values = pd.Series(np.random.default_rng(0).normal(scale=0.1, size=len(board)), board.index)
    values[["00", "01", "10", "11", "02", "12", "20", "21", "22"]] += 5
    values["44"] += 5
    found = local_moran(values, queen(board))
    kinds = found.table["kind"]
    assert kinds["11"] == "high_high"
    assert kinds["island"] == "alone"
    assert (kinds[["55", "46", "66"]] == "none").all()
    assert set(kinds) <= set(KINDS)
    assert found.tested == SIDE**2
    turned = local_moran(-values, queen(board)).table
    swapped = {"high_high": "low_low", "low_low": "high_high", "high_low": "low_high", "low_high": "high_low"}
    assert turned["kind"].tolist() == kinds.replace(swapped).tolist()
    np.testing.assert_allclose(turned["moran"], found.table["moran"])


def test_another_unit_of_measure_changes_nothing_nor_does_another_run(board):
    values = pd.Series(np.random.default_rng(8).normal(size=len(board)), board.index).cumsum()
    once, again = (local_moran(v, queen(board), seed=4).table for v in (values, 2.5 * values + 70))
    pd.testing.assert_frame_equal(once, again, rtol=1e-9)
    other = local_moran(values, queen(board), seed=5).table
    assert (other["p"] != once["p"]).any()


def test_what_is_missing_is_left_out_and_said(board):
    values = pd.Series(np.random.default_rng(1).normal(size=len(board)), board.index)
    values["33"] = np.nan
    found = local_moran(values, queen(board))
    assert found.table.loc["33", "kind"] == "no_data"
    assert np.isnan(found.table.loc["33", ["moran", "p"]].astype(float)).all()
    assert found.tested == SIDE**2 - 1
    without = local_moran(values.drop("33"), queen(board.drop("33"))).table
    pd.testing.assert_frame_equal(found.table.drop("33"), without)


def test_too_few_units_or_no_differences_are_refused(board):
    few = board.iloc[: LEAST_UNITS - 1]
    values = pd.Series(np.arange(len(board), dtype=float), board.index)
    with pytest.raises(ArgumentError, match="need 20 units with neighbours; there are 19"):
        local_moran(values[few.index], queen(few))
    assert local_moran(values.iloc[:LEAST_UNITS], queen(board.iloc[:LEAST_UNITS])).tested == LEAST_UNITS
    with pytest.raises(ArgumentError, match="differ"):
        local_moran(values * 0 + 81.3, queen(board))


@pytest.mark.parametrize(
    ("p", "expected"),
    [
        # Benjamini and Hochberg (1995), section 3.2: fifteen p, of which the first four pass at 0.05.
        (
            "0.0001 0.0004 0.0019 0.0095 0.0201 0.0278 0.0298 0.0344 0.0459 0.3240 0.4262 0.5719 0.6528 "
            "0.7590 1.0000",
            4,
        ),
        ("0.04 0.045 0.05", 3),  # the first two pass only because the last does
        ("0.5 0.9", 0),
    ],
)
def test_false_discoveries_are_held_as_in_the_paper(p, expected):
    p = np.array(p.split(), float)
    order = np.random.default_rng(0).permutation(len(p))
    found = discovered(p[order], 0.05)
    assert found.sum() == expected
    assert found.tolist() == (order < expected).tolist()
