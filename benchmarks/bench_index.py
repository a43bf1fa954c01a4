"""One re-rank of 3,000 units by 25 indicators: ours beside plain pandas and scikit-criteria.

Run it with ``python -m benchmarks.bench_index``. The others add up a flat list of complete scores;
ours goes up six dimensions, shares out what is missing and keeps every node and contribution.
"""

from timeit import repeat

import numpy as np
import pandas as pd
import skcriteria as skc
from skcriteria.agg import simple

from benchmarks.report import Table, ms, show
from lcity.index import Tree, Weights, rank_scores

UNITS, LEAVES, DIMENSIONS = 3_000, 25, 6


def main() -> None:
    """Print the milliseconds of each and the ratio to ours."""
    show(measure())


def measure() -> list[Table]:
    """Return the milliseconds of each and the ratio to ours; all three must find the same order."""
    keys = tuple(f"leaf{i}" for i in range(LEAVES))
    dimensions = tuple(f"dimension{i}" for i in range(DIMENSIONS))
    parents = (None,) * DIMENSIONS + tuple(dimensions[i % DIMENSIONS] for i in range(LEAVES))
    tree = Tree(dimensions + keys, parents, (1.0,) * (DIMENSIONS + LEAVES))
    weights = Weights({"dimension0": 2.0})
    effective = weights.effective(tree)
    rng = np.random.default_rng(0)
    full = pd.DataFrame(np.asfortranarray(rng.uniform(0, 100, (UNITS, LEAVES))), columns=list(keys))
    gaps = full.mask(rng.random(full.shape) < 0.03)

    def ours(scores: pd.DataFrame = full) -> pd.Series:
        return rank_scores(scores, tree, weights).rank

    def plain_pandas() -> pd.Series:
        return (full * effective).sum(axis=1).rank(ascending=False, method="min")

    def scikit_criteria() -> np.ndarray:
        matrix = skc.mkdm(full.to_numpy(), [max] * LEAVES, weights=effective.to_numpy())
        return simple.WeightedSumModel().evaluate(matrix).rank_

    assert ours().tolist() == plain_pandas().tolist() == scikit_criteria().tolist()
    ways = {
        "LCity": ours,
        "LCity, with gaps": lambda: ours(gaps),
        "plain pandas": plain_pandas,
        "scikit-criteria": scikit_criteria,
    }
    took = {
        name: 1_000 * min(repeat(way, "import gc; gc.enable()", number=10, repeat=15)) / 10
        for name, way in ways.items()
    }
    rows = [[name, ms(found), f"{found / took['LCity']:.1f}"] for name, found in took.items()]
    title = f"A re-rank of {UNITS:,} units × {LEAVES} indicators"
    return [Table(title, ["Way", "ms", "× LCity"], rows, "The least of 15 rounds of ten.")]


if __name__ == "__main__":
    main()
