"""What the board must show of the shipped dataset, by the engine."""

from functools import cache

import pandas as pd

from lcity import computed
from lcity.dataset import leaf_provenance, read
from lcity.index import Ranking, Tree, equal, moves, score_units
from lcity.text import Language, language
from lcity.ui.shared import weights
from tests.browser.board.page import Board
from tests.browser.harness import ROOT
from tests.browser.waiting import to_pass

DIMENSIONS = ("everywhere", "at_all_times", "everyone", "talent", "knowledge", "community")


@cache
def shipped():
    return read(ROOT / "data" / "china15", computations=computed.COMPUTATIONS)


@cache
def figures(level, year):
    return computed.complete(shipped(), level, year).values


def rankings(
    *, w="", norm="goalposts", agg="arithmetic", official="", units="city", year=None
) -> tuple[Ranking, Ranking]:
    """Return the engine's ranking for a link, and the one it is held against."""
    dataset = shipped()
    whole = Tree.from_table(dataset.indicators)
    provenance = leaf_provenance(dataset)
    tree = whole.prune(provenance.index[provenance == "official"]) if official else whole
    level, _, city = units.partition(".")
    values = figures(level, int(year or dataset.meta.default_year))
    if city:
        values = values[dataset.districts["city"] == city]
    given = weights.laid_over(weights.parse(w, whole) if w else (), whole)
    return (
        score_units(values, dataset.indicators, tree, given, norm, agg),
        score_units(values, dataset.indicators, whole, equal(whole)),
    )


def names(level: str, lang: Language) -> dict[str, str]:
    return {unit: lang.name(row) for unit, row in shipped().units(level).to_dict("index").items()}


def expected_rows(lang=None, **link: str) -> list[tuple[str, str, str, str]]:
    """Return what the rows must say, by the engine."""
    lang = lang or language("en")
    ranking, before = rankings(**link)
    change = moves(before, ranking).fillna(0).astype(int)
    named = names(link.get("units", "city").partition(".")[0], lang)

    def row(unit, rank, score):
        if pd.isna(rank):
            return "–", "", named[unit], "–"
        moved = change[unit]
        arrow = f"▲{moved}" if moved > 0 else f"▼{-moved}" if moved < 0 else "–"
        return str(rank), arrow, named[unit], lang.number(score, 1)

    table = ranking.table()
    return [row(*unit) for unit in zip(table.index, table["rank"], table["score"], strict=True)]


def assert_shows(board: Board, lang: Language | None = None, **link: str) -> None:
    """Raise AssertionError unless the rows in view come to say what the engine says for a link."""
    expected = expected_rows(lang, **link)

    def check() -> None:
        rows = board.rows()
        assert len(rows) >= 15
        assert rows == expected[: len(rows)]

    to_pass(check)
