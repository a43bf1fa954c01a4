"""The export of City ranking: ranks, scores and values with a map, and the board as it is seen."""

from dataclasses import replace

import shapely

from lcity.charts.ranks.print import MOST_ROWS, RankBars
from lcity.colour import dimension_colours
from lcity.export.metadata import Metadata
from lcity.export.pictures.page import HEIGHT_IN, WIDTH_IN, Picture
from lcity.index import Ranking, equal, moves
from lcity.meridian import in_one_piece
from lcity.ui.parts.board.picture import Seen
from lcity.ui.ranking import difference
from lcity.ui.ranking.map import board_map
from lcity.ui.ranking.view import differs
from lcity.ui.shared import cache, selection, standing, years
from lcity.ui.shared.intervals import AROUND, intervals, question_choice
from lcity.ui.shared.reader import reader_language, t
from lcity.ui.shared.standing import Rules
from lcity.ui.takeaway import export, ranks
from lcity.ui.takeaway.export import Export
from lcity.ui.trust.export import ranks_by_chance

WIDTHS = (8, 5)
# What a row beyond those a picture usually has adds to its height.
ROW_IN = 0.21
LEAST_MOVED = 0.0005
"""Of the whole index: what is told of a share that was moved."""


def ranking_export(finding: str, ranking: Ranking, level: str, city: str, rules: Rules) -> Export:
    """Return the export of City ranking; `city` where only its districts are ranked, else ""."""
    shown = city or _city_on_the_board(ranking, level)
    made = ranks.ranks_export(
        t("ranking.question"),
        finding,
        ranking,
        level,
        city,
        rules,
        _bars(ranking, level, city, rules),
        board_map(ranking, level, shown, rules),
        shown,
        _noted(ranking, level, city, rules),
    )
    if cache.open_dataset().planned is not None:
        made = replace(made, tables=(*made.tables, difference.table(ranking, level, city, rules)))
    sure = ranks_by_chance(level, city, rules)
    return replace(made, others=(sure,)) if sure else made


def board_export(
    finding: str, ranking: Ranking, level: str, city: str, rules: Rules, seen: Seen
) -> tuple[Metadata, Picture, tuple[float, float]]:
    """Return a picture of the board as it is seen: rows, pins and intervals, and the map where it is turned.

    Parameters
    ----------
    finding, ranking, level, city, rules
        As for `ranking_export`.
    seen
        What the reader sees. Who is not ranked or pinned there, and a city that is not in the dataset,
        are left out.

    Returns
    -------
    tuple
        What is said, the picture, and how wide and how high (inches) it is to be: higher where more
        rows are in view than a picture usually has.
    """
    known = ranking.table().index
    rows, pins = (tuple(unit for unit in units if unit in known) for units in (seen.units, seen.pins))
    rows = rows or tuple(known[:MOST_ROWS])
    shown = seen.city if seen.city in cache.open_dataset().cities.index else ""
    bars = _bars(ranking, level, city, rules, rows, pins, question_choice().value)
    note = reader_language().sentences((_noted(ranking, level, city, rules), _outlined(seen)))
    made = ranks.ranks_export(
        t("ranking.question"),
        finding,
        ranking,
        level,
        city,
        rules,
        bars,
        board_map(ranking, level, shown, rules, seen.extent),
        shown,
        note,
    )
    high = HEIGHT_IN + ROW_IN * max(len(bars.units) - MOST_ROWS, 0)
    return made.metadata, made.picture, (WIDTH_IN, high)


def _outlined(seen: Seen) -> str:
    """Name the district outlined on the board's map; "" where none is in view."""
    chosen = selection.district_choice().value
    if not chosen or not seen.extent:
        return ""
    found = in_one_piece(selection.districts_of("").geometry).reindex([chosen])
    if not found.intersects(shapely.box(*seen.extent)).any():
        return ""
    return t("board.outlined", name=selection.district_label(chosen))


def _noted(ranking: Ranking, level: str, city: str, rules: Rules) -> str:
    """Say what years figures are of, which units have no rank, and which shares of the index were moved."""
    notes = years.note(rules, level), ranks.unranked_shortly(ranking, level, city), _moved_shares(rules)
    return reader_language().sentences(notes)


def _city_on_the_board(ranking: Ranking, level: str) -> str:
    """Return the city whose districts the board's map shows: the chosen one, else that of the leader."""
    if not len(cache.open_dataset().cities):
        return ""
    ranked = ranking.table().index
    if selection.city_choice().value or selection.district_choice().value or not len(ranked):
        return selection.city_in_view()
    return ranked[0] if level == "city" else selection.city_of(ranked[0])


def _moved_shares(rules: Rules) -> str:
    """Say which shares of the index are others than under equal weights, the furthest first; "" for none."""
    lang, names = reader_language(), cache.names("indicators", reader_language().code)
    now, before = (weights.shares(rules.tree) for weights in (rules.weights, equal(rules.tree)))
    now, before = now[now.index.isin(rules.tree.dimensions)], before.reindex(now.index)
    moved = (now - before).abs().sort_values(ascending=False, kind="stable")
    changes = [
        t(
            "export.share_moved",
            name=names[key],
            before=lang.percent(before[key], 1),
            now=lang.percent(now[key], 1),
        )
        for key in moved.index[moved >= LEAST_MOVED]
    ]
    shares = t("export.semicolon").join(changes)
    return t("export.pair", name=t("export.against_equal"), value=shares) if changes else ""


def _weighed_dimensions(rules: Rules, level: str) -> dict[str, str]:
    """Return the dimensions' names with their shares of the index, and with their marks."""
    shares, lang = standing.dimension_shares(rules, level), reader_language()
    names = {key: f"{name} {lang.percent(shares[key])}" for key, name in ranks.dimensions(rules).items()}
    return ranks.with_marks(names, rules, level)


def _bars(
    ranking: Ranking,
    level: str,
    city: str,
    rules: Rules,
    seen: tuple[str, ...] = (),
    pinned: tuple[str, ...] = (),
    question: str = AROUND,
) -> RankBars:
    table, spread = ranking.table(), intervals(level, rules, city, question)
    base = standing.ranked(level, standing.equal_rules(), city)
    against = reader_language().listed(t(f"ranking.base.{what}") for what in differs() or ("weights",))
    alike = ranks.not_told_apart(level, city, rules, question)
    about = t("board.picture_weights"), t("board.change_means", base=against)
    about += (t("board.about_means"),) if alike else ()
    scope = t("board.scope.of", city=selection.city_label(city)) if city else t(f"board.scope.{level}")
    return RankBars(
        export.index_marked(t("export.ranking_of", scope=scope), rules, level),
        ranks.names(level, city, table.index),
        table["rank"],
        table["score"],
        ranking.contributions.loc[table.index],
        _weighed_dimensions(rules, level),
        dimension_colours(cache.tree().dimensions),
        reader_language(),
        spread.low,
        spread.high,
        selection.chosen_unit(level),
        moves(base, ranking),
        seen,
        pinned,
        t("export.semicolon").join(about),
        alike=alike,
    )
