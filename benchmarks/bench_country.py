"""A country in tiles: 168 hours by threads, by bare processes and by Dask, and how time grows with places.

Run it with ``python -m benchmarks.bench_country [MILLIONS …]``.
"""

import json
import multiprocessing
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from os import environ
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks.report import Table, show, verdict
from lcity.partitions import Cluster, Country, Threads, partition

ROOT = Path(__file__).parents[1]
CELL_DEG = 0.001
"""A place a hectare, about."""
PLACES_A_CENTRE = 2_000
SIDE = 1_000
"""A square of so many places by so many is a district."""
HOURS = ("Mo-Fr 09:00-18:00", "Mo-Su 08:30-21:00", "Sa-Su 10:00-17:00", "24/7")
WORKERS = 2
MOST_EXPONENT, LEAST_GAIN, MOST_OVER_POOL, MOST_MB = 1.05, 1.8, 1.15, 1_000


class Processes:
    """Bare processes of this machine: what Dask is held beside."""

    def map(self, function: Callable, tasks: Iterable[tuple]) -> Iterator[tuple]:
        spawn = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(WORKERS, mp_context=spawn) as pool:
            running = {pool.submit(function, *task): task for task in tasks}
            for future in as_completed(running):
                yield running[future], future.result()


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
def cluster(folder: Path) -> Iterator[Cluster]:
    """A scheduler and two workers of one thread each, on loopback."""
    file, started = folder / "scheduler.json", []

    def start(program: str, *options: str) -> None:
        command = [sys.executable, "-m", f"distributed.cli.dask_{program}", *options]
        environment = environ | {"PYTHONPATH": str(ROOT)}
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
            yield found
    finally:
        for process in started:
            process.kill()
            process.wait()


def seconds(folder: Path, runner) -> float:
    """Return how long all 168 hours of a country take."""
    country = Country.open(folder, runner)
    _ = country.centres
    start = time.perf_counter()
    country.week()
    return time.perf_counter() - start


def measure(millions: tuple[int, ...] = (1, 4)) -> list[Table]:
    """Return how the ways compare at the largest size, and how one thread's time grows."""
    with TemporaryDirectory() as place:
        place = Path(place)
        cuts = {}
        for size in millions:
            partition(write(place / f"{size}", size), place / f"{size}-cut")
            cuts[size] = place / f"{size}-cut"
        one = {size: seconds(cut, Threads(1)) for size, cut in cuts.items()}
        largest = millions[-1]
        two, pool = seconds(cuts[largest], Threads(WORKERS)), seconds(cuts[largest], Processes())
        with cluster(place) as dask:
            seconds(cuts[millions[0]], dask)  # workers import LCity
            on_dask = seconds(cuts[largest], dask)
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    ways = [
        ["one thread", f"{one[largest]:.1f}", "1.0", ""],
        ["two threads", f"{two:.1f}", f"{one[largest] / two:.2f}", verdict(LEAST_GAIN, one[largest] / two)],
        ["two bare processes, their start included", f"{pool:.1f}", f"{one[largest] / pool:.2f}", ""],
        [
            "Dask, two workers",
            f"{on_dask:.1f}",
            f"{one[largest] / on_dask:.2f}",
            verdict(on_dask / pool, MOST_OVER_POOL),
        ],
        ["memory at its peak, MB", f"{peak_mb:,.0f}", "", verdict(peak_mb, MOST_MB)],
    ]
    exponent = np.polyfit(np.log(list(one)), np.log(list(one.values())), 1)[0]
    growth = [[f"{size}", f"{took:.1f}"] for size, took in one.items()]
    return [
        Table(f"{largest} million places × 168 hours", ["way", "s", "times one thread", "target"], ways),
        Table(
            "Growth",
            ["million places", "s"],
            growth,
            f"Exponent {exponent:.2f} (at most {MOST_EXPONENT}: {verdict(exponent, MOST_EXPONENT)}).",
        ),
    ]


if __name__ == "__main__":
    sizes = tuple(map(int, sys.argv[1:])) or (1, 4)
    show(measure(sizes))
