"""What is made of the shipped datasets as they are, and shipped beside them: no start waits for it.

python -m lcity.build.made
"""

from itertools import product
from pathlib import Path

from lcity import computed
from lcity.build.readme import SHIPPED
from lcity.dataset import read
from lcity.store import derived, shipped
from lcity.store.bundle_format import Bundle

DATA = Path(__file__).parents[2] / "data"


def bundles(folder: Path) -> dict[str, Bundle]:
    """Return what is made of a dataset: its tables, and its units' values in every year."""
    dataset = read(folder, computed.COMPUTATIONS)
    reach = computed.Reach.of(dataset)
    found = {derived.DATASET: shipped.without_files(derived.as_bundle(dataset), folder)}
    for level, year in product(dataset.levels, dataset.years or (None,)):
        values = computed.complete(dataset, level, year, reach=reach)
        found[derived.of_level(level, year)] = derived.values_as_bundle(values)
    return {f"{dataset.hash}-{what}": bundle for what, bundle in found.items()}


def write() -> None:
    """Make it of all that are shipped."""
    made = [bundles(DATA / name) for name in SHIPPED]
    shipped.write({name: bundle for of in made for name, bundle in of.items()}, derived.code())


if __name__ == "__main__":
    write()
