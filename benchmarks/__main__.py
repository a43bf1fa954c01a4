"""Run every benchmark and write RESULTS.md: ``python -m benchmarks [--large] [--seconds 120]``.

The machine should have nothing else to do; ratios suffer less than milliseconds where it has.
"""

import argparse
import os
import platform
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from benchmarks import (
    bench_access,
    bench_board,
    bench_coverage,
    bench_index,
    bench_robustness,
    bench_room,
    bench_start,
)
from benchmarks.report import Table, show

RESULTS = Path(__file__).parent / "RESULTS.md"
NAMED = ("streamlit", "pandas", "numpy", "scipy", "geopandas", "pydeck", "plotly", "playwright")
LARGE_PLACES, LARGE_CENTRES = 1_000_000, 50_000


def main(large: bool, seconds: float) -> None:
    """Run all and write what was found.

    Parameters
    ----------
    large
        Also a million places beside the peers, and the growth up to four million.
    seconds
        How long the room sits.
    """
    sections = {
        "The board": bench_board.measure(),
        "Start and pages": bench_start.measure(),
        "Coverage": bench_coverage.measure(),
        "A room": bench_room.measure(seconds=seconds),
        "Engine": [*bench_index.measure(), *bench_robustness.measure(), *bench_access.measure()],
    }
    if large:
        sections["Engine"] += [*bench_access.measure(LARGE_PLACES, LARGE_CENTRES), *bench_access.growth()]
    for tables in sections.values():
        show(tables)
    RESULTS.write_text(_written(sections), encoding="utf-8")


def _written(sections: dict[str, list[Table]]) -> str:
    versions = ", ".join(f"{name} {version(name)}" for name in NAMED)
    load = " ".join(f"{share:.1f}" for share in os.getloadavg())
    head = [
        "# What was measured",
        "",
        f"Written by `make bench` on {datetime.now(UTC):%d %B %Y}: {_processor()}, {os.cpu_count()} cores, "
        f"{platform.system()}, Python {platform.python_version()}, {versions}.",
        f"Headless Chromium with a GPU in software, on the same machine. Load average at the end: {load}.",
        "",
    ]
    body = [
        f"## {title}\n\n" + "\n".join(table.markdown() for table in tables)
        for title, tables in sections.items()
    ]
    return "\n".join([*head, *body])


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    lines = info.read_text().splitlines() if info.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--large", action="store_true")
    parser.add_argument("--seconds", type=float, default=bench_room.SECONDS)
    main(**vars(parser.parse_args()))
