"""How sure a rank is, in seconds: 10,000 sets of weights, tipping points, best and worst case, drivers.

Run it with ``python -m benchmarks.bench_robustness``. The draws are held against what no way of doing
it can leave out: the product of weights and scores, and one sort of the units a draw.
"""

import warnings
from time import perf_counter
from timeit import repeat

import numpy as np
import pandas as pd

from benchmarks.report import Table, ms, show, verdict
from lcity.index import Tree, Weights, rank_scores
from lcity.index.draws import DRAWS
from lcity.index.extremes import Field
from lcity.index.robustness import around
from lcity.index.sensitivity import POINTS, rank_drivers
from lcity.index.tipping import Tips

LEAVES, DIMENSIONS = 25, 6
SIZES = (183, 3_000)
SECONDS = {183: 0.5, 3_000: 2.0}
ROUNDS = 3
CLEAN = "import gc; gc.enable()"


def main() -> None:
    """Print what was measured."""
    show(measure())


def measure() -> list[Table]:
    """Return the seconds of 10,000 draws, and the milliseconds of the rest."""
    return [_draws(), _rest()]


def scores(units: int, gaps: float = 0.0) -> pd.DataFrame:
    """Return scores that hang together somewhat, as those of real units do, a share of them missing."""
    rng = np.random.default_rng(0)
    together = rng.uniform(0, 100, (units, 1))
    table = 0.3 * together + 0.7 * rng.uniform(0, 100, (units, LEAVES))
    names = [f"unit{i}" for i in range(units)]
    found = pd.DataFrame(np.asfortranarray(table), names, list(index_tree().leaves))
    return found.mask(rng.random(found.shape) < gaps)


def index_tree() -> Tree:
    """Return a tree of six dimensions with the leaves of `scores` under them."""
    leaves = tuple(f"leaf{i}" for i in range(LEAVES))
    dimensions = tuple(f"dimension{i}" for i in range(DIMENSIONS))
    parents = (None,) * DIMENSIONS + tuple(dimensions[i % DIMENSIONS] for i in range(LEAVES))
    return Tree(dimensions + leaves, parents, (1.0,) * (DIMENSIONS + LEAVES))


def _least(way) -> float:
    return min(repeat(way, CLEAN, number=1, repeat=ROUNDS))


def _draws() -> Table:
    title = f"Ranks and their intervals under {DRAWS:,} sets of weights, {LEAVES} indicators"
    rows = [row for units in SIZES for row in _draws_of(units)]
    return Table(title, ["Units: way", "s", "× bound", "Target"], rows, f"The least of {ROUNDS} rounds each.")


def _draws_of(units: int) -> list[list[str]]:
    tree, full, gaps = index_tree(), scores(units), scores(units, 0.03)
    weights = np.random.default_rng(1).dirichlet(np.ones(LEAVES), DRAWS)
    index = weights @ full.to_numpy().T
    bound = 2 * _least(lambda: weights @ full.to_numpy().T) + _least(lambda: index.argsort(axis=1))
    ways = {
        "LCity": lambda: around(full, tree, Weights()),
        "LCity, geometric": lambda: around(full, tree, Weights(), "geometric"),
        "LCity, 3 % missing": lambda: around(gaps, tree, Weights()),
        "LCity, missing drawn too": lambda: around(gaps, tree, Weights(), errors=gaps * np.nan),
    }
    rows = [[f"{units:,}: twice the product and one argsort", f"{bound:.2f}", "1.0", ""]]
    for name, way in ways.items():
        took, most = _least(way), SECONDS[units]
        target = f"{verdict(took, most)} (≤ {most} s)"
        rows.append([f"{units:,}: {name}", f"{took:.2f}", f"{took / bound:.1f}", target])
    return rows


def _rest() -> Table:
    rows = [[name, ms(1_000 * took)] for units in SIZES for name, took in _rest_of(units).items()]
    return Table("What else is asked of a rank", ["Units: what", "ms"], rows)


def _rest_of(units: int) -> dict[str, float]:
    tree, weights, table = index_tree(), Weights(), scores(units)
    unit = rank_scores(table, tree, weights).rank.sort_values().index[units // 10]
    tips, field = Tips(table, tree, weights), Field(table, tree, weights)
    start = perf_counter()
    found = field.extremes(unit)
    extremes = perf_counter() - start
    ways = {
        "tipping points of the top three, every weight": lambda: [tips.keeps_order(k) for k in tree.keys],
        "tipping points of a unit, every weight": lambda: [tips.tipping(k, unit) for k in tree.keys],
        "who dominates whom": lambda: Field(table, tree, weights).dominators(),
        "drivers of a rank": lambda: rank_drivers(table, tree, weights, unit),
        "drivers of a rank, SALib": lambda: _salib(table, unit),
    }
    took = {f"{units:,}: {name}": _least(way) for name, way in ways.items()}
    return took | {f"{units:,}: best and worst rank{'' if found.exact else ', limits'}": extremes}


def _salib(table: pd.DataFrame, unit: str) -> dict:
    """Do what `rank_drivers` does, drawing and dividing the variance by SALib."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from SALib.analyze import sobol
        from SALib.sample import sobol as sampling

        bounds = [[0.75, 1.25]] * DIMENSIONS
        problem = {"num_vars": DIMENSIONS, "names": [str(i) for i in range(DIMENSIONS)], "bounds": bounds}
        drawn = sampling.sample(problem, POINTS, calc_second_order=False)
        dimensions = rank_scores(table, index_tree()).nodes[list(index_tree().dimensions)].to_numpy()
        index = (drawn / drawn.sum(axis=1, keepdims=True)) @ dimensions.T
        own = index[:, [table.index.get_loc(unit)]]
        return sobol.analyze(problem, 1.0 + (index > own).sum(axis=1), calc_second_order=False)


if __name__ == "__main__":
    main()
