"""A country in tiles: 168 hours by threads, by processes and by Dask, and how time grows with places.

Run it with ``python -m benchmarks.bench_country [MILLIONS …]``.
"""

import json
import multiprocessing
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple
from unittest.mock import patch

import geopandas as gpd
import numpy as np
import pandas as pd
import psutil
import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks.report import Table, show, verdict
from lcity.access.hours import unpack
from lcity.access.reach import RADIUS_M
from lcity.partitions import Cluster, Country, Processes, Threads, partition, runner
from lcity.partitions.part import Part
from lcity.partitions.runner import BUNDLE, MEMORY

ROOT = Path(__file__).parents[1]
CELL_DEG = 0.001
"""A place a hectare, about."""
PLACES_A_CENTRE = 2_000
SIDE = 1_000
"""A square of so many places by so many is a district."""
HOURS = ("Mo-Fr 09:00-18:00", "Mo-Su 08:30-21:00", "Sa-Su 10:00-17:00", "24/7")
WORKERS = 2
PEER_MILLIONS = 1
"""dask-geopandas joins so many; for a country its time is multiplied."""
AS_README = {"DASK_CONFIG": str(ROOT / "lcity" / "partitions" / "dask.yaml")} | MEMORY
"""How the README starts workers; here without nannies, who would tell them of memory."""
AGREES = 0.01
"""Its circles have corners: it may cover so much fewer."""
MOST_EXPONENT, LEAST_GAIN, MOST_OVER_POOL, MOST_MB, LEAST_OVER_PEER = 1.05, 1.8, 1.15, 1_000, 20


class Took(NamedTuple):
    """How long 168 hours took, and the most memory one process that measured has held, MB."""

    seconds: float
    peak_mb: float


class BareProcesses:
    """Bare processes, kept between two countries: what LCity's own and Dask are held beside."""

    def __enter__(self) -> "BareProcesses":
        with patch.dict(os.environ, MEMORY):
            self._pool = ProcessPoolExecutor(WORKERS, mp_context=multiprocessing.get_context("spawn"))
            # They are started by what they are asked first.
            list(self._pool.map(abs, range(WORKERS)))
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown()

    def map(self, function: Callable, tasks: Iterable[tuple]) -> Iterator[tuple]:
        tasks = list(tasks)
        yield from zip(
            tasks, self._pool.map(function, *zip(*tasks, strict=True), chunksize=BUNDLE), strict=True
        )

    def ids(self) -> list[int]:
        return [process.pid for process in multiprocessing.active_children()]


def write(folder: Path, millions: int) -> Path:
    """Write a country of some million places, a district each million."""
    rng = np.random.default_rng(millions)
    folder.mkdir()
    districts = [f"d{number:03d}" for number in range(millions)]
    pd.DataFrame({"city": ["c"], "name": ["Country"]}).to_csv(folder / "cities.csv", index=False)
    pd.DataFrame(
        {
            "key": ["staff"],
            "name": ["Staff"],
            "parent": [""],
            "weight": 1,
            "direction": 1,
            "unit": ["staff"],
            "definition": ["Staff"],
        }
    ).assign(provenance="simulated", source="").to_csv(folder / "indicators.csv", index=False)
    pd.DataFrame({"district": districts, "city": "c", "people": 1, "staff": 1.0}).to_csv(
        folder / "values_district.csv", index=False
    )
    across = max(1, round(millions**0.5))
    corners = [(100 + number % across * 1.0, 25 + number // across * 1.0) for number in range(millions)]
    wide = SIDE * CELL_DEG
    n = SIDE * SIDE // PLACES_A_CENTRE
    centres = np.concatenate([corner + wide * rng.random((n, 2)) for corner in corners])
    pd.DataFrame(
        {
            "centre": [f"x{number}" for number in range(len(centres))],
            "name": "Centre",
            "kind": "library",
            "lon": centres[:, 0],
            "lat": centres[:, 1],
            "seats": 100,
            "hours": rng.choice(HOURS, len(centres)),
            "provenance": "simulated",
        }
    ).to_csv(folder / "centres.csv", index=False)
    step = np.arange(SIDE) * CELL_DEG
    lon, lat = (axis.ravel() for axis in np.meshgrid(step, step))
    schema = pa.schema(
        [("lon", "float64"), ("lat", "float64"), ("people", "float64"), ("district", "string")]
    )
    with pq.ParquetWriter(folder / "population.parquet", schema) as writer:
        for district, (west, south) in zip(districts, corners, strict=True):
            people = rng.integers(1, 200, len(lon)).astype(float)
            columns = [lon + west, lat + south, people, [district] * len(lon)]
            writer.write_table(pa.table(columns, schema=schema))
    return folder


@contextmanager
def cluster(folder: Path) -> Iterator[tuple[Cluster, list[int]]]:
    """A scheduler and two workers of one thread each, on loopback, and the workers' process ids."""
    file, started = folder / "scheduler.json", []

    def start(program: str, *options: str) -> None:
        command = [sys.executable, "-m", f"distributed.cli.dask_{program}", *options]
        environment = os.environ | {"PYTHONPATH": str(ROOT)} | AS_README
        started.append(subprocess.Popen(command, cwd=folder, env=environment, stderr=subprocess.DEVNULL))

    try:
        start(
            "scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(file)
        )
        while not file.exists():
            time.sleep(0.1)
        for _ in range(WORKERS):
            start("worker", "--scheduler-file", str(file), "--nthreads", "1", "--no-nanny", "--no-dashboard")
        with Cluster(json.loads(file.read_text())["address"]) as found:
            while len(found.workers()) < WORKERS:
                time.sleep(0.1)
            yield found, [process.pid for process in started[1:]]
    finally:
        for process in started:
            process.kill()
            process.wait()


def cut(folder: Path, millions: int) -> Path:
    """Write a country and cut it into tiles."""
    whole, tiles = folder / f"{millions}", folder / f"{millions}-cut"
    partition(write(whole, millions), tiles)
    (whole / "population.parquet").unlink()
    return tiles


def seconds(folder: Path, runner) -> float:
    """Return how long all 168 hours of a country take."""
    country = Country.open(folder, runner)
    _ = country.centres
    start = time.perf_counter()
    country.week()
    return time.perf_counter() - start


def by_threads(folders: list[Path], workers: int) -> list[Took]:
    """Return what threads take for one country after another, in a process that does nothing else."""
    with multiprocessing.get_context("spawn").Pool(1) as alone:
        return alone.apply(_by_threads, (folders, workers))


def _by_threads(folders: list[Path], workers: int) -> list[Took]:
    seconds(folders[0], Threads(workers))
    return [Took(seconds(folder, Threads(workers)), peak_mb([os.getpid()])) for folder in folders]


def own_processes(small: Path, large: Path) -> Took:
    """Return what LCity's own processes take for a country, however few its tiles."""
    before = set(_children())
    with patch.object(runner, "FEW", 1), Processes(WORKERS) as own:
        return on_others(small, large, own, lambda: set(_children()) - before)


def _children() -> list[int]:
    return [child.pid for child in psutil.Process().children()]


def columns_seconds(folder: Path, pool: BareProcesses) -> float:
    """Return how long the columns alone take to be read, by pyarrow on bare processes: below is no way."""
    tasks = [(part,) for _, part in Country.open(folder).parts(RADIUS_M)]
    start = time.perf_counter()
    rows = sum(read for _, read in pool.map(_columns, tasks))
    took = time.perf_counter() - start
    if rows != sum(part.rows for (part,) in tasks):
        raise AssertionError(f"{rows:,} places read")
    return took


def _columns(part: Part) -> int:
    """Read what 168 hours need of a tile, and nothing else."""
    rows = 0
    for file in part.folder.glob("places-*.parquet"):
        with pq.ParquetFile(file, page_checksum_verification=True) as opened:
            rows += len(opened.read(["lon", "lat", "district", "people"], use_threads=False))
    return rows


def on_others(small: Path, large: Path, runner, ids: Callable[[], list[int]]) -> Took:
    """Return what other processes take for a country, once they have measured a small one."""
    seconds(small, runner)
    return Took(seconds(large, runner), peak_mb(ids()))


def peak_mb(ids: Iterable[int]) -> float:
    """Return the most memory the largest of some running processes has held at once, MB."""
    told = [Path(f"/proc/{number}/status").read_text() for number in ids]
    return max(int(text.partition("VmHWM:")[2].split()[0]) for text in told) / 1024


class Peer(NamedTuple):
    """How long dask-geopandas takes for a join without hours, and for one with all 168, s."""

    join_s: float
    week_s: float


def peer(folder: Path, scheduler: str) -> Peer:
    """Return how long dask-geopandas takes to join a country's places with its centres, on the same workers.

    The circles are made in metres and joined in degrees, so that no place need be projected. The hours are
    found as pandas does it: what each place reaches is looked up and put together by place.
    """
    import dask.dataframe as dd
    import dask_geopandas
    from distributed import Client

    country = Country.open(folder, Threads(1))
    coverage, week = country.coverage_and_week()
    lonlat = country.centres.lonlat
    points = gpd.GeoSeries(gpd.points_from_xy(*lonlat.T), crs="EPSG:4326")
    circles = points.to_crs(points.estimate_utm_crs()).buffer(RADIUS_M).to_crs("EPSG:4326")
    circles = gpd.GeoDataFrame(geometry=circles)
    open_at = pd.DataFrame(unpack(country.centres.hours))

    def joined():
        files = sorted(map(str, folder.glob("tiles/*/places-*.parquet")))
        places = dd.read_parquet(files, columns=["lon", "lat", "people", "district"])
        points = dask_geopandas.from_dask_dataframe(
            places, geometry=dask_geopandas.points_from_xy(places, "lon", "lat")
        ).set_crs("EPSG:4326")
        return dask_geopandas.sjoin(points, circles, how="inner", predicate="within")

    def join():
        return joined().map_partitions(_once, meta=("people", "float64")).sum().compute()

    def hours():
        meta = pd.DataFrame(columns=open_at.columns, dtype=float)
        return joined().map_partitions(_by_hour, open_at, meta=meta).sum().compute()

    with Client(scheduler, set_as_default=False).as_current():
        by_hour = week.mul(coverage["people"], axis=0).sum()
        return Peer(_peer_seconds(join, coverage["covered"].sum()), _peer_seconds(hours, by_hour.to_numpy()))


def _peer_seconds(act: Callable, expected) -> float:
    """Return how long the second time takes, once what it finds is what LCity does."""
    act()
    start = time.perf_counter()
    found = act()
    took = time.perf_counter() - start
    if np.any(np.abs(found / expected - 1) > AGREES):
        raise AssertionError(f"dask-geopandas covers {found} people, LCity {expected}")
    return took


def _once(joined: pd.DataFrame) -> pd.Series:
    """Return the people of each place that lies in some circle, once."""
    return joined.loc[~joined.index.duplicated(), "people"]


def _by_hour(joined: pd.DataFrame, open_at: pd.DataFrame) -> pd.DataFrame:
    """Return in a row by hour the people of places that lie in the circle of an open centre."""
    open_here = open_at.loc[joined["index_right"]].set_axis(joined.index)
    reached = open_here.groupby(level=0).any()
    people = joined["people"].groupby(level=0).first()
    return (people @ reached.astype(float)).to_frame().T


def measure(millions: tuple[int, ...] = (1, 4)) -> list[Table]:
    """Return how the ways compare at the largest size, and how one thread's time grows."""
    small, large = millions[0], millions[-1]
    with TemporaryDirectory() as place:
        place, cuts, cutting = Path(place), {}, {}
        for size in dict.fromkeys([PEER_MILLIONS, *millions]):
            start = time.perf_counter()
            cuts[size] = cut(place, size)
            cutting[size] = time.perf_counter() - start
        grown = dict(zip(millions, by_threads([cuts[size] for size in millions], 1), strict=True))
        two = by_threads([cuts[small], cuts[large]], WORKERS)[-1]
        own = own_processes(cuts[small], cuts[large])
        with BareProcesses() as pool:
            bare = on_others(cuts[small], cuts[large], pool, pool.ids)
            columns = columns_seconds(cuts[large], pool)
        with cluster(place) as (dask, ids):
            on_dask = on_others(cuts[small], cuts[large], dask, lambda: ids)
            others = peer(cuts[PEER_MILLIONS], dask.scheduler)
    one = grown[large]
    ways = [
        _row("one thread", one, one, ""),
        _row("two threads", two, one, ""),
        _row("two processes, as `measure` has them", own, one, _gain(one, own)),
        _row("two bare processes", bare, one, ""),
        [
            "two bare processes that only read the columns, by pyarrow",
            f"{columns:.1f}",
            f"{one.seconds / columns:.2f}",
            "",
            "none: the least there can be",
        ],
        _row(
            "Dask, two workers of one thread",
            on_dask,
            one,
            f"{_gain(one, on_dask)}; "
            f"{MOST_OVER_POOL} of bare processes ({on_dask.seconds / bare.seconds:.2f}): "
            f"{verdict(on_dask.seconds / bare.seconds, MOST_OVER_POOL)}",
        ),
        *(
            [
                f"dask-geopandas’ join {question}, the same workers, {PEER_MILLIONS} million × "
                f"{large // PEER_MILLIONS} (extrapolated)",
                f"{took_s:,.1f}",
                f"{one.seconds / took_s:.2f}",
                "",
                f"{LEAST_OVER_PEER} × slower than Dask ({took_s / on_dask.seconds:.1f}): "
                f"{verdict(LEAST_OVER_PEER, took_s / on_dask.seconds)}",
            ]
            for question, took_s in zip(
                ("without hours", "and the 168 hours by pandas"),
                np.array(others) * large / PEER_MILLIONS,
                strict=True,
            )
        ),
    ]
    sizes, times = list(grown), [took.seconds for took in grown.values()]
    exponent = np.polyfit(np.log(sizes), np.log(times), 1)[0]
    growth = [
        [f"{size}", f"{cutting[size]:.1f}", f"{took.seconds:.1f}", f"{took.peak_mb:,.0f}"]
        for size, took in grown.items()
    ]
    return [
        Table(
            f"{large} million places × 168 hours",
            ["way", "s", "times one thread", "MB a process at its peak", "target"],
            ways,
            f"A centre for {PLACES_A_CENTRE:,} places. Workers and processes have measured a smaller country "
            "before; memory is that of the processes that measure, their libraries included.",
        ),
        Table(
            "Growth, one thread",
            ["million places", "s to make and cut into tiles", "s for 168 hours", "MB at its peak"],
            growth,
            f"Exponent {exponent:.2f} (at most {MOST_EXPONENT}: {verdict(exponent, MOST_EXPONENT)}).",
        ),
    ]


def _gain(one: Took, two: Took) -> str:
    return f"{LEAST_GAIN} × one: {verdict(LEAST_GAIN, one.seconds / two.seconds)}"


def _row(way: str, took: Took, one: Took, target: str) -> list[str]:
    memory = f"{MOST_MB:,} MB: {verdict(took.peak_mb, MOST_MB)}"
    target = "; ".join(filter(None, [target, memory]))
    return [way, f"{took.seconds:.1f}", f"{one.seconds / took.seconds:.2f}", f"{took.peak_mb:,.0f}", target]


if __name__ == "__main__":
    sizes = tuple(map(int, sys.argv[1:])) or (1, 4)
    show(measure(sizes))
