"""The reader's weights: whole numbers from 0 to 100, kept as far as they differ from the dataset's."""

from functools import lru_cache

from lcity.index import Tree, Weights
from lcity.ui import cache
from lcity.ui.state import Choice

MOST = 100
MIDDLE = 50

Given = tuple[tuple[str, int], ...]


def choice() -> Choice:
    """Return the choice of weights: pairs of node and weight, sorted, only those moved."""
    return Choice("w", (), parse=lambda text: parse(text, cache.tree()), write=write)


def parse(text: str, tree: Tree) -> Given:
    """Read weights from a link, as ``everywhere:40,literacy_15p:10``.

    Raises
    ------
    ValueError
        A node the tree does not have or that is named twice, or a weight that is no whole number
        from 0 to 100.
    """
    found: dict[str, int] = {}
    for part in text.split(","):
        key, _, number = part.partition(":")
        if key not in tree.weights or key in found or not (number.isascii() and number.isdecimal()):
            raise ValueError(text)
        found[key] = int(number)
        if found[key] > MOST:
            raise ValueError(text)
    return tuple(sorted(found.items()))


def write(given: Given) -> str:
    """Write weights as `parse` reads them."""
    return ",".join(f"{key}:{weight}" for key, weight in given)


@lru_cache(maxsize=16)
def scaled(tree: Tree) -> dict[str, float]:
    """Return the declared weights on the sliders' scale, their proportions kept.

    Among siblings the mean is 50; where that would put the greatest beyond 100, the greatest is 100.
    """
    found: dict[str, float] = {}
    for parent in (None, *tree.inner):
        siblings = {key: tree.weights[key] for key in tree.children(parent)}
        mean = sum(siblings.values()) / len(siblings)
        unit = min(MIDDLE / mean, MOST / max(siblings.values())) if mean else 0.0
        found.update({key: weight * unit for key, weight in siblings.items()})
    return found


def laid_over(given: Given, tree: Tree) -> Weights:
    """Return the weights in force: those given, over the declared ones on the sliders' scale."""
    return Weights(scaled(tree) | dict(given))


def slider_value(given: Given, key: str, tree: Tree) -> int:
    """Return where the slider of a node stands."""
    return dict(given).get(key, round(scaled(tree)[key]))


def changed(given: Given, weights: dict[str, float], tree: Tree) -> Given:
    """Return `given` with some sliders moved; one put back where it was declared is no longer given.

    Parameters
    ----------
    weights
        Node → weight, 0–100; rounded to whole numbers.
    """
    declared = scaled(tree)
    moved = dict(given) | {key: round(weight) for key, weight in weights.items()}
    return tuple(sorted((key, weight) for key, weight in moved.items() if weight != declared[key]))


def preset_in_force(given: Given, presets: dict[str, Weights], tree: Tree) -> str | None:
    """Return the preset the sliders stand at, None for a setting of the reader's own."""
    inner_moved = set(dict(given)) & (set(tree.keys) - set(tree.dimensions))
    if inner_moved:
        return None
    stand = {key: slider_value(given, key, tree) for key in tree.dimensions}
    for name, weights in presets.items():
        if {key: round(weight) for key, weight in weights.of(tree).items() if key in stand} == stand:
            return name
    return None
