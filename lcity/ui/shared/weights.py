"""The reader's weights: whole numbers from 0 to 100, kept as far as they differ from the dataset's."""

import hashlib
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from lcity.index import EQUAL, Tree, Weights, presets
from lcity.ui.shared import cache
from lcity.ui.shared.reader import reader_language, t
from lcity.ui.shared.state import Choice

MOST = 100
MIDDLE = 50
DECLARED = "declared"
NAME = "w"
SHORT = "~"
LONG = 300

Given = tuple[tuple[str, int], ...]


def choice() -> Choice:
    """Return the choice of weights: pairs of node and weight, sorted, only those moved."""
    return Choice(
        NAME, (), parse=lambda text: parse(text, cache.tree()), write=lambda given: write(given, cache.tree())
    )


def parse(text: str, tree: Tree) -> Given:
    """Read weights from a link: as ``everywhere:40,literacy_15p:10``, or as `write` shortens them.

    Raises
    ------
    ValueError
        A node the tree does not have or that is named twice, a weight that is no whole number from 0
        to 100, or a short form made for another tree.
    """
    if text.startswith(SHORT):
        return _parse_short(text, tree)
    found: dict[str, int] = {}
    for part in text.split(","):
        key, _, number = part.partition(":")
        if key not in tree.weights or key in found:
            raise ValueError(text)
        found[key] = _weight(number)
    return tuple(sorted(found.items()))


def write(given: Given, tree: Tree) -> str:
    """Write weights as `parse` reads them: by name, or where that is long, by their nodes' places.

    The short form is ``~``, a mark of the tree, and every node's weight in the tree's order (nothing
    where it was not moved), parted by points: ``~3f2a9c.50..10``.
    """
    named = ",".join(f"{key}:{weight}" for key, weight in given)
    if len(named) <= LONG:
        return named
    moved = dict(given)
    return ".".join((SHORT + _mark(tree), *(str(moved.get(key, "")) for key in tree.keys))).rstrip(".")


def _parse_short(text: str, tree: Tree) -> Given:
    mark, *numbers = text.removeprefix(SHORT).split(".")
    if mark != _mark(tree) or len(numbers) > len(tree.keys):
        raise ValueError(text)
    pairs = zip(tree.keys, numbers, strict=False)
    return tuple(sorted((key, _weight(number)) for key, number in pairs if number))


def _weight(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) <= len(str(MOST)) and int(text) <= MOST):
        raise ValueError(text)
    return int(text)


def _mark(tree: Tree) -> str:
    return hashlib.sha256(",".join(tree.keys).encode()).hexdigest()[:6]


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
        found.update({key: min(weight * unit, MOST) for key, weight in siblings.items()})
    return found


def laid_over(given: Given, tree: Tree) -> Weights:
    """Return the weights in force: those given, over the declared ones on the sliders' scale."""
    return Weights(scaled(tree) | dict(given))


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


@lru_cache(maxsize=16)
def ready_made(tree: Tree) -> Mapping[str, Weights]:
    """Return the presets, the declared weights first where they are not the equal ones."""
    ready = presets(tree)
    declared = Weights({key: scaled(tree)[key] for key in tree.dimensions})
    return MappingProxyType(ready if ready[EQUAL] == declared else {DECLARED: declared} | ready)


def preset_label(key: str, names: Mapping[str, str]) -> str:
    """Return the name of ready-made weights; `names` are the indicators'."""
    if key == DECLARED:
        return t("ranking.declared")
    if reader_language().has(f"index.preset.{key}"):
        return t(f"index.preset.{key}")
    return t("index.preset.first", name=names[key.removesuffix("_first")])
