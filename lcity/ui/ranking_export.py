"""The ranking as a file that says by itself what it stands on."""

from collections.abc import Iterator

import pandas as pd

from lcity.dataset.provenance import provenance_shares
from lcity.index import Ranking, Tree
from lcity.text import Language
from lcity.ui.standing import Rules

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv(
    ranking: Ranking,
    moved: pd.Series,
    names: pd.Series,
    dimensions: dict[str, str],
    rules: Rules,
    counting: pd.Series,
    provenance: pd.Series,
    year: str | int | None,
    lang: Language,
) -> bytes:
    """Return the ranking as CSV, best first, one unit a row, UTF-8 with a byte-order mark.

    Every row carries the weights in force, the year, the methods, what the index stands on and its
    simulated mark, so that no part of the file can be quoted without them.

    Parameters
    ----------
    ranking, moved, names
        By unit: its standing, the places climbed against equal weights, its name.
    dimensions
        Dimension → name.
    rules
        What it was ranked by.
    counting
        Leaf → share (0–1) of the index, of the leaves it rests on.
    provenance
        Leaf → provenance.
    year
        The years the figures are from; None in a year-less dataset.
    """
    table = ranking.table()
    found = pd.DataFrame(
        {
            lang.t("ranking.csv.rank"): table["rank"],
            lang.t("ranking.csv.id"): [_safe(unit) for unit in table.index],
            lang.t("ranking.csv.name"): [_safe(name) for name in names[table.index]],
            lang.t("ranking.csv.score"): table["score"],
            lang.t("ranking.csv.moved"): moved.reindex(table.index),
            lang.t("ranking.csv.present"): table["present"],
        }
    )
    mark = lang.t("common.provenance.simulated")
    simulated = provenance.index[provenance == "simulated"].intersection(counting.index)
    touched = {dimension for leaf in simulated for dimension in _above(rules.tree, leaf)}
    for key, name in dimensions.items():
        marked = f"{name} ({mark})" if key in touched else name
        found[lang.t("ranking.csv.points", name=marked)] = ranking.contributions[key].reindex(table.index)
    for key, name in dimensions.items():
        found[lang.t("ranking.csv.weight", name=name)] = ranking.shares[key]
    found = found.round(6)
    found[lang.t("ranking.csv.weights")] = _written(rules.weights.effective(rules.tree))
    found[lang.t("ranking.csv.year")] = "" if year is None else year
    found[lang.t("ranking.csv.method")] = f"{rules.normalise}, {rules.aggregate}"
    shares = provenance_shares(counting, provenance)
    found[lang.t("ranking.csv.provenance")] = "; ".join(
        f"{lang.t(f'common.provenance.{kind}')} {lang.percent(share)}"
        for kind, share in shares.items()
        if share > 0
    )
    found[lang.t("ranking.csv.simulated")] = mark if len(simulated) else ""
    return found.to_csv(index=False).encode("utf-8-sig")


def _above(tree: Tree, key: str | None) -> Iterator[str]:
    while key is not None:
        yield key
        key = tree.parent[key]


def _written(shares: pd.Series) -> str:
    return "; ".join(f"{key} {share:.6g}" for key, share in shares.items())


def _safe(text: str) -> str:
    """Return text such that a spreadsheet does not take it for a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text
