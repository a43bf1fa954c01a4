"""Pairs along streets beside one Dijkstra row a centre, and beside pandana where it is installed.

Run it with ``python -m benchmarks.bench_streets [NODES] [CENTRES]`` (500,000 and 2,000 unless told). Streets
are a jittered grid of 80 m with a fifth of its pieces gone; every node is a place. All ways must find the
same pairs before they are timed, in processor time. The graph is at hand for each before the clock starts;
pandana's hierarchies, which take minutes, and our joining of points to streets are told apart, as each is
done once. Pandana is asked about a twelfth of the streets.
"""

import sys
import tracemalloc
from collections.abc import Callable
from contextlib import suppress
from statistics import median
from time import perf_counter, process_time

import numpy as np
import pandas as pd
from scipy.sparse.csgraph import dijkstra

from benchmarks.report import Table, ms, show, verdict
from lcity.access.along_streets import add_joined
from lcity.access.catchment import Catchment
from lcity.access.geodesy import ecef
from lcity.access.rows import Rows
from lcity.access.streets import Joins, Streets

RADIUS_M, FAR_M = 1_500.0, 5_000.0
SPACING_M, JITTER_M, KEPT, BENT = 80.0, 12.0, 0.8, 0.3
LAT, DEGREE_M = 50.0, 111_320.0
TURNS = 3
OURS, ROWS = "LCity, tile by tile", "scipy, a Dijkstra row a centre"
LEAST_TIMES, MOST_BYTES = 5, 16


def main(n_nodes: int = 500_000, n_centres: int = 2_000) -> None:
    """Print what each way takes, and the ratio to ours."""
    show(measure(n_nodes, n_centres))


def measure(n_nodes: int = 500_000, n_centres: int = 2_000) -> list[Table]:
    """Return what each way takes, and the ratio to ours."""
    tables = [_measured(n_nodes, n_centres, with_pandana=False)]
    with suppress(ImportError):
        tables.append(_measured(n_nodes // 12, n_centres // 12, with_pandana=True))
    return tables


def _measured(n_nodes: int, n_centres: int, *, with_pandana: bool) -> Table:
    table = network(n_nodes)
    streets = Streets.of(table)
    nodes = on_nodes(streets)
    places = np.flatnonzero(nodes.found)
    numbers = np.random.default_rng(1).choice(places, n_centres, replace=False)
    centres = nodes.take(numbers)
    found = ours(streets, nodes, centres)
    pairs = len(found.distance)
    rows = list(row_by_row(streets, numbers))
    assert pairs == sum(len(nodes[0]) for nodes in rows)
    assert np.isclose(found.distance.sum(), sum(metres.sum() for _, metres in rows), rtol=1e-9)
    ways = {OURS: lambda: ours(streets, nodes, centres), ROWS: lambda: list(row_by_row(streets, numbers))}
    if with_pandana:
        hierarchies, prepared_s = _pandana(streets)
        assert len(hierarchies.nodes_in_range(numbers, RADIUS_M)) == pairs
        ways["pandana, nodes in range"] = lambda: hierarchies.nodes_in_range(numbers, RADIUS_M)
        note = f"pandana's hierarchies took {prepared_s:.0f} s before that."
    else:
        note = _joining(table, streets)
    took = _in_turns(ways)
    if not with_pandana:
        times = took[ROWS] / took[OURS]
        bytes_ = (found.indptr.nbytes + found.centre.nbytes + found.distance.nbytes) / pairs
        note = (
            f"{times:.1f} times faster than row by row "
            f"(at least {LEAST_TIMES}: {verdict(LEAST_TIMES, times)}); {bytes_:.1f} bytes a pair "
            f"(at most {MOST_BYTES}: {verdict(bytes_, MOST_BYTES)}), {_peak(streets, nodes, centres):.1f} "
            f"at most while they are found within {FAR_M:,.0f} m. {note}"
        )
    title = f"Pairs within {RADIUS_M:,.0f} m along streets: {len(streets.xyz):,} nodes, {n_centres:,} centres"
    lines = [[name, ms(1_000 * seconds), f"{seconds / took[OURS]:.1f}"] for name, seconds in took.items()]
    return Table(f"{title}, {pairs:,} pairs", ["", "ms", "times ours"], lines, note)


def _peak(streets: Streets, places: Joins, centres: Joins) -> float:
    """Return the most bytes a pair that finding many takes at any time, the graph being there."""
    tracemalloc.start()
    pairs = len(ours(streets, places, centres, FAR_M).distance)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak / pairs


def _joining(table: pd.DataFrame, streets: Streets) -> str:
    """Say how long it takes to join a point to its street: of as many as a tenth of the pieces."""
    rng = np.random.default_rng(2)
    near = table[["lon_from", "lat_from"]].to_numpy()[rng.integers(0, len(table), len(table) // 10)]
    start = process_time()
    streets.join(near + rng.normal(0, 3e-4, near.shape))
    return f"Joining a point to its street took {1e6 * (process_time() - start) / len(near):.0f} µs."


def network(n_nodes: int) -> pd.DataFrame:
    """Return streets of about so many nodes, as a dataset has them."""
    rng = np.random.default_rng(0)
    side = int(np.sqrt(n_nodes))
    x, y = np.meshgrid(np.arange(side), np.arange(side))
    east, north = (SPACING_M * at + rng.normal(0, JITTER_M, at.shape) for at in (x, y))
    lon = (east / (DEGREE_M * np.cos(np.radians(LAT)))).ravel().round(7)
    lat = (LAT + north / DEGREE_M).ravel().round(7)
    node = np.arange(side**2).reshape(side, side)
    across = np.stack([node[:, :-1].ravel(), node[:, 1:].ravel()], axis=1)
    along = np.stack([node[:-1].ravel(), node[1:].ravel()], axis=1)
    ends = np.concatenate([across, along])
    ends = ends[rng.random(len(ends)) < KEPT]
    xyz = ecef(lon, lat)
    straight = np.linalg.norm(xyz[ends[:, 0]] - xyz[ends[:, 1]], axis=1)
    metres = straight * (1 + BENT * rng.random(len(ends)))
    columns = {"lon_from": lon, "lat_from": lat, "lon_to": lon, "lat_to": lat}
    table = {name: of[ends[:, name.endswith("_to") * 1]] for name, of in columns.items()}
    return pd.DataFrame(table | {"metres": metres})


def on_nodes(streets: Streets) -> Joins:
    """Return each node as a point that stands on it."""
    count = len(streets.xyz)
    piece, share = np.full(count, -1, np.int32), np.zeros(count)
    for ends, at in ((streets.end, 1.0), (streets.start, 0.0)):
        piece[ends], share[ends] = np.arange(len(ends)), at
    return Joins(piece, share, np.zeros(count))


def ours(streets: Streets, places: Joins, centres: Joins, radius_m: float = RADIUS_M) -> Catchment:
    """Return the pairs as LCity finds them."""
    rows = Rows(len(places.piece), len(centres.piece))
    add_joined(rows, streets, places, centres, radius_m)
    return rows.catchment(radius_m)


def row_by_row(streets: Streets, numbers: np.ndarray):
    """Yield the places in reach of each centre and their distances, a search of the whole graph each."""
    for number in numbers:
        metres = dijkstra(streets.graph, indices=number, limit=RADIUS_M)
        near = np.flatnonzero(np.isfinite(metres))
        yield near, metres[near]


def _pandana(streets: Streets):
    import pandana

    start = perf_counter()
    x, y = streets.xyz[:, 0], streets.xyz[:, 1]
    ends = pd.Series(streets.start), pd.Series(streets.end)
    network_ = pandana.Network(
        pd.Series(x), pd.Series(y), *ends, pd.DataFrame({"metres": streets.metres}), twoway=True
    )
    network_.precompute(RADIUS_M)
    return network_, perf_counter() - start


def _in_turns(ways: dict[str, Callable[[], object]]) -> dict[str, float]:
    """Return the median seconds of each way, the ways taking turns."""
    took: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(TURNS):
        for name, way in ways.items():
            start = process_time()
            way()
            took[name].append(process_time() - start)
    return {name: median(seconds) for name, seconds in took.items()}


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
