"""Pairs along streets, held against networkx, and by what must be true of any streets."""

from itertools import pairwise

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lcity.access import along_streets as module
from lcity.access import streets as streets_module
from lcity.access.along_streets import DETOUR, along_streets
from lcity.access.catchment import catchment
from lcity.access.geodesy import ecef
from lcity.access.streets import JOIN_M, Streets
from lcity.errors import ArgumentError

M = 1 / 111_319.49079327358
"""Degrees of a metre along the equator."""
COLUMNS = ["lon_from", "lat_from", "lon_to", "lat_to", "metres"]


def table(*pieces, steps=None):
    """Return streets: each lon, lat, lon, lat (metres from 0°, 0°) and its length; None: straight."""
    rows = []
    for *ends, metres in pieces:
        lonlat = np.array(ends, float) * M
        straight = np.linalg.norm(np.diff(ecef(lonlat[::2], lonlat[1::2]), axis=0))
        rows.append((*lonlat, straight if metres is None else metres))
    found = pd.DataFrame(rows, columns=COLUMNS)
    return found if steps is None else found.assign(steps=pd.array(steps, "boolean"))


def metres(*points):
    """Return points given in metres from 0°, 0° in degrees."""
    return np.array(points, float).reshape(-1, 2) * M


def as_dict(found):
    """Return pairs as (place, centre) → metres."""
    place = np.repeat(np.arange(found.n_places), np.diff(found.indptr))
    return {(int(p), int(c)): float(d) for p, c, d in zip(place, found.centre, found.distance_m, strict=True)}


def drawn(seed, *, nodes=40, pieces=70, points=25, side_m=3_000, origin=(0.0, 0.0), lengthen=True):
    """Return random streets, places and centres: some on nodes, some twice, some far off."""
    rng = np.random.default_rng(seed)
    at = rng.uniform(0, side_m, (nodes, 2)) * M / [1, 1] + origin
    ends = rng.integers(0, nodes, (pieces, 2))
    ends = ends[np.linalg.norm(at[ends[:, 0]] - at[ends[:, 1]], axis=1) < 0.4 * side_m * M]
    ends = np.concatenate([ends, ends[:3], np.repeat(ends[:2, :1], 2, axis=1)])
    lonlat = np.concatenate([at[ends[:, 0]], at[ends[:, 1]]], axis=1)
    straight = np.linalg.norm(ecef(*lonlat[:, :2].T) - ecef(*lonlat[:, 2:].T), axis=1)
    length = straight * (1 + rng.random(len(straight)) * (0.6 if lengthen else 0)) + 1e-6
    length[-2:] = [0.0, 70.0]
    points_ = [rng.uniform(-600, side_m + 600, (points, 2)) * M + origin for _ in range(2)]
    for some in points_:
        some[:3] = at[:3]
    points_[1][3] = points_[0][3]
    return pd.DataFrame(np.column_stack([lonlat, length]), columns=COLUMNS), *points_


def oracle(frame, places, centres, radius_m):
    """Return the pairs as networkx finds them, every point put into its piece; and who is off the streets."""
    points = np.concatenate([places, centres])
    start, end = (ecef(*frame[[f"lon_{side}", f"lat_{side}"]].to_numpy().T) for side in ("from", "to"))
    graph = nx.Graph()

    def add(one, other, length):
        if length < graph.get_edge_data(one, other, {}).get("weight", np.inf):
            graph.add_edge(one, other, weight=length)

    on_piece, off = {}, []
    for number, xyz in enumerate(ecef(*points.T)):
        along = end - start
        with np.errstate(invalid="ignore"):
            share = ((xyz - start) * along).sum(axis=1) / (along**2).sum(axis=1)
        share = np.clip(np.nan_to_num(share), 0, 1)
        away = np.linalg.norm(xyz - start - share[:, None] * along, axis=1)
        near = int(away.argmin())
        off.append(away[near] > JOIN_M)
        if not off[-1]:
            on_piece.setdefault(near, []).append((share[near], number, away[near]))
    for number, row in enumerate(frame.itertuples(index=False)):
        nodes = [tuple(round(x, 7) for x in row[:2]), tuple(round(x, 7) for x in row[2:4])]
        chain = [
            (0.0, nodes[0]),
            *((s, ("on", p)) for s, p, _ in sorted(on_piece.get(number, []))),
            (1.0, nodes[1]),
        ]
        for (from_, one), (to, other) in pairwise(chain):
            add(one, other, (to - from_) * row.metres)
        for _, point, away in on_piece.get(number, []):
            add(("on", point), point, away)
    straight = np.linalg.norm(ecef(*places.T)[:, None] - ecef(*centres.T)[None], axis=2)
    found = {}
    for centre in range(len(centres)):
        source = len(places) + centre
        reached = {} if off[source] else nx.single_source_dijkstra_path_length(graph, source)
        for place in range(len(places)):
            if off[source] or off[place]:
                length = DETOUR * straight[place, centre]
            else:
                length = reached.get(place, np.inf)
            if length <= radius_m:
                found[place, centre] = length
    return found, np.array(off)


@pytest.mark.parametrize("seed", range(6))
def test_pairs_equal_those_of_networkx(seed, monkeypatch):
    if seed % 2:
        monkeypatch.setattr(module, "MOST_CELLS", 90)
        monkeypatch.setattr(module, "TILES_M", (700.0, 700.0))
        monkeypatch.setattr(streets_module, "TILE_M", 700.0)
    origin = [(0, 0), (24.9, 60.2), (121.4, 31.2), (179.99, -16.5), (-180.0, 70.0), (30, 89.95)][seed]
    frame, places, centres = drawn(seed, origin=np.array(origin, float))
    frame[["lon_from", "lon_to"]] = (frame[["lon_from", "lon_to"]] + 180) % 360 - 180
    for radius_m in (900, 2_500):
        expected, off = oracle(frame, places, centres, radius_m)
        found = along_streets(Streets.of(frame), places, centres, radius_m)
        assert as_dict(found.pairs) == pytest.approx(expected, rel=1e-6, abs=0.03)
        assert [*found.place_off, *found.centre_off] == off.tolist()
        assert 0 < off.sum() < len(off)
        assert len(expected) > 20
        place = np.repeat(np.arange(len(places)), np.diff(found.pairs.indptr))
        xyz = ecef(*places.T)[place], ecef(*centres.T)[found.pairs.centre]
        assert (found.pairs.distance_m >= np.linalg.norm(xyz[0] - xyz[1], axis=1) * (1 - 1e-6) - 0.03).all()


def test_the_way_leads_along_the_street_from_where_each_is_joined():
    # A street of two pieces bent at a right angle; the place 30 m beside the first, the centre on the second.
    streets = Streets.of(table((0, 0, 400, 0, None), (400, 0, 400, 400, None)))
    found = along_streets(streets, metres((100, 30)), metres((400, 250)), 700)
    # A degree of latitude at the equator is 110,574 m long, of longitude 111,319 m.
    assert as_dict(found.pairs) == {(0, 0): pytest.approx(30 * 0.99331 + 300 + 250 * 0.99331, abs=0.01)}
    assert not [*found.place_off, *found.centre_off].count(True)


def test_on_one_piece_the_way_leads_straight_along_it_though_its_ends_are_out_of_reach():
    streets = Streets.of(table((0, 0, 9_000, 0, None)))
    found = along_streets(streets, metres((4_000, 0), (4_500, 0), (6_000, 0)), metres((4_200, 0)), 1_000)
    assert as_dict(found.pairs) == {
        (0, 0): pytest.approx(200, abs=0.01),
        (1, 0): pytest.approx(300, abs=0.01),
    }


def test_a_bent_piece_is_as_long_as_it_says():
    streets = Streets.of(table((0, 0, 400, 0, 1_000)))
    found = along_streets(streets, metres((100, 0)), metres((400, 0)), 1_000)
    assert as_dict(found.pairs) == {(0, 0): pytest.approx(750, rel=1e-6)}


def test_of_pieces_between_the_same_nodes_the_shortest_counts_whichever_way_they_are_written():
    pieces = [(0, 0, 400, 0, 900), (400, 0, 0, 0, 700), (0, 0, 400, 0, 800)]
    for order in (pieces, pieces[::-1]):
        found = along_streets(Streets.of(table(*order)), metres((0, 0)), metres((400, 0)), 1_000)
        assert as_dict(found.pairs) == {(0, 0): 700}


def test_pieces_of_no_length_join_their_nodes_and_standing_at_one_point_is_no_way():
    streets = Streets.of(
        table((0, 0, 0, 0, 0), (0, 0, 500, 0, None), (500, 0, 503, 0, 0), (503, 0, 900, 0, None))
    )
    found = along_streets(streets, metres((0, 0), (900, 0)), metres((0, 0), (0, 0)), 1_000)
    assert as_dict(found.pairs) == pytest.approx({(0, 0): 0, (0, 1): 0, (1, 0): 897, (1, 1): 897})


def test_disconnected_pieces_do_not_reach_each_other_however_near():
    streets = Streets.of(table((0, 0, 400, 0, None), (0, 40, 400, 40, None)))
    found = along_streets(streets, metres((100, 1), (100, 39)), metres((200, 0)), 5_000)
    assert list(as_dict(found.pairs)) == [(0, 0)]


def test_who_has_no_street_within_300_m_goes_by_the_straight_line_a_third_longer():
    streets = Streets.of(table((0, 0, 400, 0, None)))
    places, centres = metres((0, 299), (0, 304), (-310, 0)), metres((0, 0), (0, 700))
    found = along_streets(streets, places, centres, 5_000)
    assert [*found.place_off, *found.centre_off] == [False, True, True, False, True]
    straight = as_dict(catchment(places, centres, 5_000))
    of_line = {pair: metres_ for pair, metres_ in as_dict(found.pairs).items() if pair != (0, 0)}
    assert of_line == {pair: pytest.approx(1.3 * straight[pair]) for pair in straight if pair != (0, 0)}
    assert as_dict(found.pairs)[0, 0] == pytest.approx(straight[0, 0])


def test_a_distance_equal_to_the_radius_is_within():
    streets = Streets.of(table((0, 0, 400, 0, 500), (400, 0, 800, 0, 500)))
    for radius_m, pairs in ((1_000, 1), (np.nextafter(1_000, 0), 0)):
        assert (
            along_streets(streets, metres((0, 0)), metres((800, 0)), radius_m).pairs.reached().sum() == pairs
        )


@pytest.mark.parametrize("shorter", [1.0, 0.5])
def test_a_way_is_followed_to_the_radius_even_of_streets_said_to_be_shorter_than_they_can_be(shorter):
    ends = np.arange(0, 9_000, 100)
    frame = table(*((x, 0, x + 100, 0, 100 * shorter) for x in ends))
    found = along_streets(Streets.of(frame), metres((0, 0), (9_000, 0)), metres((4_900, 0)), 4_900 * shorter)
    assert as_dict(found.pairs) == pytest.approx({(0, 0): 4_900 * shorter, (1, 0): 4_100 * shorter})
    assert Streets.of(frame).straightest == pytest.approx(1 / shorter, rel=1e-5)


def test_steps_are_left_out_where_asked_and_unknown_ones_are_none():
    frame = table(
        (0, 0, 400, 0, None), (0, 0, 0, 300, None), (0, 300, 400, 0, None), steps=[True, False, None]
    )
    place, centre = metres((0, 0)), metres((400, 0))
    with_steps, without = (
        as_dict(along_streets(Streets.of(frame, step_free=free), place, centre, 2_000).pairs)[0, 0]
        for free in (False, True)
    )
    assert (with_steps, without) == pytest.approx((400, 797), rel=2e-3)
    with pytest.raises(ArgumentError, match="steps"):
        Streets.of(frame.drop(columns="steps"), step_free=True)


def test_nodes_on_both_sides_of_180_degrees_are_one():
    frame = pd.DataFrame([[179.999, 0, 180, 0, 120], [-180, 0, -179.999, 0, 120]], columns=COLUMNS)
    found = along_streets(Streets.of(frame), np.array([[179.9995, 0]]), np.array([[-179.9995, 0]]), 500)
    assert as_dict(found.pairs) == {(0, 0): pytest.approx(120)}


@pytest.mark.parametrize(("streets", "places", "centres"), [(1, 0, 1), (1, 1, 0), (0, 1, 1), (1, 0, 0)])
def test_nothing_is_found_of_nothing(streets, places, centres):
    frame = table((0, 0, 400, 0, None)).iloc[:streets]
    found = along_streets(Streets.of(frame), metres((0, 0))[:places], metres((9_000, 0))[:centres], 500)
    assert (found.pairs.n_places, found.pairs.n_centres) == (places, centres)
    assert as_dict(found.pairs) == {}


@pytest.mark.parametrize("radius_m", [-1, np.nan])
def test_a_radius_is_a_length(radius_m):
    with pytest.raises(ArgumentError):
        along_streets(Streets.of(table((0, 0, 400, 0, None))), metres((0, 0)), metres((0, 0)), radius_m)


@settings(max_examples=12, deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_what_is_true_of_any_streets(seed):
    frame, places, centres = drawn(seed, nodes=15, pieces=25, points=8, side_m=1_500)
    found = along_streets(Streets.of(frame), places, centres, 2_000)
    pairs = as_dict(found.pairs)
    # As far there as back.
    back = as_dict(along_streets(Streets.of(frame), centres, places, 2_000).pairs)
    assert pairs == pytest.approx({(p, c): metres_ for (c, p), metres_ in back.items()}, rel=1e-12, abs=1e-6)
    # A smaller radius cuts.
    near = as_dict(along_streets(Streets.of(frame), places, centres, 800).pairs)
    assert near == {pair: metres_ for pair, metres_ in pairs.items() if metres_ <= 800}
    # Each piece turned round, in another order, is the same street.
    rng = np.random.default_rng(seed)
    turned = frame.set_axis(["lon_to", "lat_to", "lon_from", "lat_from", "metres"], axis=1).sample(
        frac=1, random_state=int(rng.integers(2**31))
    )
    assert as_dict(along_streets(Streets.of(turned), places, centres, 2_000).pairs).keys() == pairs.keys()
    # A short cut between two nodes makes no way longer that joins where it joined.
    ends = frame.iloc[rng.integers(0, len(frame), 2)]
    short = [*ends.iloc[0][["lon_from", "lat_from"]], *ends.iloc[1][["lon_to", "lat_to"]], 10.0]
    more = pd.concat([frame, pd.DataFrame([short], columns=COLUMNS)], ignore_index=True)
    on_node = frame[["lon_from", "lat_from"]].to_numpy()[:6]
    before, after = (
        as_dict(along_streets(Streets.of(f), on_node, on_node[::-1], 2_000).pairs) for f in (frame, more)
    )
    assert all(after[pair] <= metres_ + 1e-6 for pair, metres_ in before.items())
