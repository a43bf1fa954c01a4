"""Run every benchmark and write RESULTS.md: ``python -m benchmarks [SECTION …] [--large] [--seconds 120]``.

The machine should have nothing else to do; ratios suffer less than milliseconds where it has.
"""

import argparse
import os
import platform
from collections.abc import Callable
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from benchmarks import (
    bench_access,
    bench_board,
    bench_country,
    bench_coverage,
    bench_extract,
    bench_first_bytes,
    bench_index,
    bench_robustness,
    bench_room,
    bench_siting,
    bench_start,
    bench_streets,
    bench_townships,
    bench_voter,
)
from benchmarks.report import Table, show

RESULTS = Path(__file__).parent / "RESULTS.md"
NAMED = ("streamlit", "pandas", "numpy", "scipy", "geopandas", "pydeck", "plotly", "playwright")
LARGE_PLACES, LARGE_CENTRES = 1_000_000, 50_000


def sections(large: bool, seconds: float) -> dict[str, Callable[[], list[Table]]]:
    """Return what measures each section, in the order of RESULTS.md.

    Parameters
    ----------
    large
        Also a million places beside the peers, and the growth up to four million.
    seconds
        How long the room sits.
    """
    found = {
        "Engine": lambda: [*bench_index.measure(), *bench_robustness.measure(), *bench_access.measure()],
        "Streets": bench_streets.measure,
        "Start and pages": bench_start.measure,
        "First bytes": bench_first_bytes.measure,
        "A room": lambda: [*bench_room.measure(seconds=seconds), *bench_voter.measure()],
        "The board": bench_board.measure,
        "Coverage": bench_coverage.measure,
        "Where next": bench_siting.measure,
    }
    if large:
        found["Engine at scale"] = lambda: [
            *bench_access.measure(LARGE_PLACES, LARGE_CENTRES),
            *bench_access.growth(),
        ]
        found["The board of townships"] = bench_townships.measure
        found["A map extract"] = bench_extract.measure
        found["A country in tiles"] = lambda: bench_country.measure((1, 10, 100))
    return found


def main(only: list[str], large: bool, seconds: float) -> None:
    """Measure section by section; what is measured is written at once, what is not stays as it was."""
    for title, measure in sections(large, seconds).items():
        if only and title not in only:
            continue
        tables = measure()
        show(tables)
        written = _written() | {title: _section(tables)}
        order = [title for title in sections(True, seconds) if title in written]
        body = [f"## {title}\n\n{written[title]}\n" for title in order]
        RESULTS.write_text("\n".join([_head(), *body]), encoding="utf-8")


def _written() -> dict[str, str]:
    """Return the sections there are, by title."""
    if not RESULTS.exists():
        return {}
    parts = RESULTS.read_text(encoding="utf-8").split("\n## ")[1:]
    return {title: text.strip() for title, _, text in (part.partition("\n") for part in parts)}


def _section(tables: list[Table]) -> str:
    load = " ".join(f"{share:.1f}" for share in os.getloadavg())
    heading = f"Measured on {datetime.now(UTC):%d %B %Y}; load average at the end: {load}."
    return "\n".join([heading, "", *(table.markdown() for table in tables)]).strip()


def _head() -> str:
    versions = ", ".join(f"{name} {version(name)}" for name in NAMED)
    return "\n".join(
        [
            "# What was measured",
            "",
            f"Written by `make bench`: {_processor()}, {os.cpu_count()} cores, {platform.system()}, "
            f"Python {platform.python_version()}, {versions}.",
            "Headless Chromium with a GPU in software, on the same machine.",
            "",
        ]
    )


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    lines = info.read_text().splitlines() if info.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("only", nargs="*", metavar="SECTION", help="its title; all if none is named")
    parser.add_argument("--large", action="store_true")
    parser.add_argument("--seconds", type=float, default=bench_room.SECONDS)
    main(**vars(parser.parse_args()))
