"""The next places beside spopt and its own solver on the same model; a plan for the largest shipped city.

Run it with ``python -m benchmarks.bench_siting [PLACES] [SITES]`` (20,000 and 500 unless told). Both start
from the same matrix of metres and end with the sites; spopt builds its model and CBC solves it. Ours is timed
to an answer certified within 0.2 %, and to the proof; the peer is given up after `PEER_S`, and the row says
so. Also timed: the preview that follows the hand, and a scenario of five changes, as it is shown and at every
hour of the week. For every city of the shipped datasets: how far 3 and 10 places may be from the best.
"""

import sys
import warnings
from pathlib import Path
from statistics import median
from time import perf_counter
from timeit import repeat

import numpy as np
import pulp
from scipy.spatial.distance import cdist
from spopt.locate import MCLP

from benchmarks.report import Table, ms, show, verdict
from lcity.access.reach import Reach
from lcity.access.update import updated
from lcity.dataset import Dataset, read
from lcity.scenario import Add, Close, Hours, Move, Scenario, apply
from lcity.scenario.gains import Gains, gains
from lcity.scenario.question import Question
from lcity.scenario.siting import Model
from lcity.scenario.solve import most, preview

COUNTS = (5, 10, 20)
SIDE_M, RADIUS_M = 20_000, 1_000
WITHIN = 0.002
PEER_S = 900
MOST_OF_PEER = 1 / 100
PREVIEW_MS, WEEK_MS = 30, 50
TURNS = 5
SHIPPED = Path(__file__).parents[1] / "data"
DATA = SHIPPED / "china15"
NEW = (3, 10)
PROOF_S = 2.0
"""As the page has it."""
HEADS = ("people gained", "gap", "best", "ms")
LARGEST = "110000"
warnings.simplefilter("ignore")  # the peer's deprecations


def main(n_places: int = 20_000, n_sites: int = 500) -> None:
    """Print what each way takes."""
    show(measure(n_places, n_sites))


def measure(n_places: int = 20_000, n_sites: int = 500) -> list[Table]:
    """Return the seconds of each way and the ratio to ours, and what a plan of the largest city takes."""
    rng = np.random.default_rng(0)
    places, sites = (rng.uniform(0, SIDE_M, (n, 2)) for n in (n_places, n_sites))
    people = rng.integers(1, 1_000, n_places).astype(float)
    metres = cdist(places, sites)
    rows = [_beside(metres, people, count) for count in COUNTS]
    heads = [
        "Sites",
        "spopt s",
        "ours s, within 0.2 %",
        "gap",
        "ratio",
        "at least 100",
        "ours s, proved",
        "spopt's value",
        "ours",
    ]
    note = f"{n_places:,} places × {n_sites} sites, {RADIUS_M:,} m in a square of {SIDE_M // 1_000} km."
    return [Table("Most people covered, beside spopt with CBC", heads, rows, note), _largest(), _every_city()]


def _ours(metres: np.ndarray, people: np.ndarray) -> Gains:
    place, site = np.nonzero(metres <= RADIUS_M)
    return gains(place, site, people[place], metres.shape)


def _beside(metres: np.ndarray, people: np.ndarray, count: int) -> list[str]:
    def peer() -> None:
        model = MCLP.from_cost_matrix(metres, people, RADIUS_M, count)
        model.solve(pulp.PULP_CBC_CMD(msg=False, timeLimit=PEER_S))
        found["peer"], found["ended"] = (
            pulp.value(model.problem.objective),
            model.problem.sol_status == pulp.LpSolutionOptimal,
        )

    def certified() -> None:
        found["certified"] = most(_ours(metres, people), count, seconds=60, tolerance=WITHIN)

    def proved() -> None:
        found["proved"] = most(_ours(metres, people), count, seconds=60)

    found: dict = {}
    (spopt,) = repeat(peer, number=1, repeat=1)
    quick, whole = (median(repeat(way, number=1, repeat=3)) for way in (certified, proved))
    best = found["proved"]
    if best.optimal and found["ended"] and round(best.value) != round(found["peer"]):
        raise AssertionError(f"spopt finds {found['peer']}, ours {best.value}")
    return [
        str(count),
        f"{spopt:.1f}{'' if found['ended'] else ' (given up)'}",
        f"{quick:.3f}",
        f"{100 * found['certified'].gap:.3f} %",
        f"{spopt / quick:,.0f}",
        verdict(quick, spopt * MOST_OF_PEER),
        f"{whole:.2f}{'' if best.optimal else ' (not proved)'}",
        "none" if found["peer"] is None else f"{found['peer']:,.0f}",
        f"{best.value:,.0f}",
    ]


def _every_city() -> Table:
    """Return how good the page's answer is in every city of the shipped datasets."""
    rows = []
    for folder in sorted(path.parent for path in SHIPPED.glob("*/dataset.toml")):
        dataset = read(folder)
        for city, name in dataset.cities["name"].items():
            model = Model.of(dataset, Question(new=NEW[0], city=city))
            cells = [name, f"{model.coverage.n_sites:,}"]
            for count in NEW:
                began = perf_counter()
                plan = model.answer(Question(new=count, city=city), PROOF_S)
                took = 1_000 * (perf_counter() - began)
                gained = plan.value - plan.before.covered
                cells += [f"{gained:,.0f}", f"{100 * plan.gap:.3f} %", _proved(plan.optimal), ms(took)]
            rows.append(cells)
    heads = ["City", "Sites", *(f"{head}, {count}" for count in NEW for head in HEADS)]
    note = f"Sites: cells where people live. The gap is of people covered; the proof may take {PROOF_S:g} s."
    return Table("How good a plan of every shipped city is", heads, rows, note)


def _proved(optimal: bool) -> str:
    return "proved" if optimal else "not proved"


def _largest() -> Table:
    """Return what a plan and a scenario take in the largest shipped city."""
    dataset = read(DATA)
    model = Model.of(dataset, Question(new=3, city=LARGEST))
    made = model.coverage
    made.alone, made.by_site, made.unit  # noqa: B018 - kept with the model, as the page keeps it
    rows = []
    for count in (3, 10):
        took = 1_000 * median(repeat(lambda k=count: preview(made, k), number=1, repeat=TURNS))
        rows.append(
            [f"preview of {count} places, {made.n_sites:,} sites", ms(took), verdict(took, PREVIEW_MS)]
        )
    reach = Reach.of(dataset, LARGEST)
    scenario = _five(dataset)
    planned = apply(dataset, scenario)
    for name, way, most_ms in (
        ("five changes applied to the dataset", lambda: apply(dataset, scenario), None),
        ("the city's pairs from nothing", lambda: Reach.of(planned, LARGEST), None),
        ("the city's pairs updated", lambda: updated(reach, planned), None),
        ("168 hours of the changed city", lambda: updated(reach, planned).week(), WEEK_MS),
    ):
        took = 1_000 * median(repeat(way, number=1, repeat=TURNS))
        rows.append([name, ms(took), "" if most_ms is None else verdict(took, most_ms)])
    return Table("Beijing, the largest shipped city", ["What", "ms", ""], rows)


def _five(dataset: Dataset) -> Scenario:
    own = dataset.centres.index[dataset.centres.index.str.startswith(LARGEST[:2])]
    lon, lat = dataset.centres.loc[own[0], ["lon", "lat"]]
    return Scenario(
        "five",
        (
            Add("p1", "New", "library", lon + 0.01, lat, "Mo-Su 09:00-21:00"),
            Add("p2", "New", "library", lon - 0.01, lat, "Mo-Su 09:00-21:00"),
            Close(own[1]),
            Move(own[2], lon, lat + 0.01),
            Hours("Mo-Su 08:00-22:00", centre=own[3]),
        ),
    )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
