"""What the ranking and the overview hand out: ranks with their intervals, scores, values and a map."""

from collections.abc import Iterator
from dataclasses import replace

import pandas as pd
import shapely

from lcity.colour import dimension_colours
from lcity.dataset import weakest
from lcity.export import mark
from lcity.export.metadata import Metadata
from lcity.export.pictures.districts import DistrictMap
from lcity.export.pictures.page import HEIGHT_IN, WIDTH_IN, Picture
from lcity.export.pictures.ranks import MOST_ROWS, RankBars, ScoreTable
from lcity.export.table import Column, Table
from lcity.index import Ranking, equal, moves
from lcity.index.apart import DOUBT
from lcity.meridian import in_one_piece
from lcity.ui.parts.board.picture import Seen
from lcity.ui.ranking.export_map import board_map, overview_map
from lcity.ui.ranking.view import differs, unranked_shortly
from lcity.ui.shared import cache, selection, standing, unit_choice
from lcity.ui.shared.intervals import AROUND, intervals, overtaking, question_choice
from lcity.ui.shared.reader import reader_language, t
from lcity.ui.shared.standing import Rules
from lcity.ui.takeaway import export
from lcity.ui.takeaway.export import Export
from lcity.ui.trust.export import ranks_by_chance

WIDTHS = (8, 5)
# What a row beyond those a picture usually has adds to its height.
ROW_IN = 0.21
LEAST_MOVED = 0.0005
"""Of the whole index: what is told of a share that was moved."""


def ranking_export(finding: str, ranking: Ranking, level: str, city: str, rules: Rules) -> Export:
    """Return what City ranking hands out; `city` where only its districts are ranked, else ""."""
    shown = city or _city_on_the_board(ranking, level)
    made = _export(
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
    note = " ".join(filter(None, (_noted(ranking, level, city, rules), _outlined(seen))))
    made = _export(
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


def overview_export(finding: str, ranking: Ranking, level: str, rules: Rules) -> Export:
    """Return what the overview hands out."""
    seen = selection.city_in_view() if len(cache.open_dataset().cities) else ""
    return _export(
        t("overview.question"),
        finding,
        ranking,
        level,
        "",
        rules,
        _scores(ranking, level, "", rules),
        overview_map(ranking if level == "district" else None, seen, rules),
        seen,
        unranked_shortly(ranking, level, ""),
    )


def _noted(ranking: Ranking, level: str, city: str, rules: Rules) -> str:
    """Say which units have no rank, and which shares of the index were moved."""
    return " ".join(filter(None, (unranked_shortly(ranking, level, city), _changed(rules))))


def _export(
    question: str,
    finding: str,
    ranking: Ranking,
    level: str,
    city: str,
    rules: Rules,
    first: RankBars | ScoreTable,
    drawn: DistrictMap | None,
    seen: str,
    note: str = "",
) -> Export:
    metadata = export.metadata(
        question,
        finding,
        **standing.footing(rules, level),
        chosen=_chosen(level, city, rules),
        rules=rules,
        city=seen if drawn else "",
        note=note,
    )
    columns, widths = ((first,),), ()
    if drawn:
        columns, widths = (*columns, (drawn,)), WIDTHS
    tables = ranks_table(ranking, level, city, rules), values_table(ranking, level, rules)
    return Export(metadata, tables, Picture(columns, widths))


def _city_on_the_board(ranking: Ranking, level: str) -> str:
    """Return the city whose districts the board's map shows: the chosen one, else that of the leader."""
    if not len(cache.open_dataset().cities):
        return ""
    ranked = ranking.table().index
    if selection.city_choice().value or selection.district_choice().value or not len(ranked):
        return selection.city_in_view()
    return ranked[0] if level == "city" else selection.city_of(ranked[0])


def _chosen(level: str, city: str, rules: Rules) -> Iterator[tuple[str, str]]:
    scope = t("board.scope.of", city=selection.city_label(city)) if city else t(f"board.scope.{level}")
    yield t("export.ranked"), scope
    yield t("export.scores"), t(f"index.normalise.{rules.normalise}")
    yield t("export.averages"), t(f"index.aggregate.{rules.aggregate}")
    if rules.tree != cache.tree():
        yield t("export.figures"), t("common.provenance.official")


def _changed(rules: Rules) -> str:
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


def ranks_table(ranking: Ranking, level: str, city: str, rules: Rules) -> Table:
    """Return the units in rank order: rank and its interval, score, and what each dimension gives to it."""
    table, spread = ranking.table(), intervals(level, rules, city)
    units, marks = table.index, _marks(rules, level)
    base = standing.ranked(level, standing.equal_rules(), city)
    overtakes = overtaking(level, rules, city).reindex(units)
    columns, rows = _units(level, units)
    whole = marks.get("", "")
    points = t("export.points")
    columns += [
        Column("rank", t("ranking.csv.rank"), provenance=whole),
        Column("rank_low", t("export.rank_low"), provenance=whole),
        Column("rank_high", t("export.rank_high"), provenance=whole),
        Column("not_apart", t("export.not_apart"), provenance=whole),
        Column("overtaking", t("export.overtaking"), t("export.share_unit"), whole, 0, share=True),
        Column("score", t("ranking.csv.score"), points, whole, 1),
        Column("moved", t("ranking.csv.moved"), t("export.places"), whole),
        Column("present", t("ranking.csv.present"), provenance="", share=True),
    ]
    rows = rows.assign(
        rank=table["rank"],
        rank_low=spread.low.reindex(units),
        rank_high=spread.high.reindex(units),
        not_apart=(overtakes > DOUBT).map({True: t("export.yes"), False: ""}),
        overtaking=overtakes,
        score=table["score"],
        moved=moves(base, ranking).reindex(units),
        present=table["present"],
    )
    for key, name in _dimensions(rules).items():
        mark = marks.get(key, "")
        columns.append(Column(f"points.{key}", t("ranking.csv.points", name=name), points, mark, 1))
        rows[f"points.{key}"] = ranking.contributions[key].reindex(units)
    return Table(t("ranking.title"), tuple(columns), rows)


def values_table(ranking: Ranking, level: str, rules: Rules) -> Table:
    """Return what every indicator of the index is of the ranked units, in its own unit."""
    units = ranking.table().index
    columns, rows = _units(level, units)
    indicators, marks = cache.open_dataset().indicators, cache.provenance()
    names = cache.names("indicators", reader_language().code)
    found = cache.values(level, selection.chosen_year())
    for key in rules.tree.leaves:
        unit = reader_language().text(indicators.loc[key], "unit")
        columns.append(Column(key, names[key], unit, marks[key], 2))
        rows[key] = found.values[key].reindex(units)
    return Table(t("export.indicators"), tuple(columns), rows)


def _units(level: str, units: pd.Index) -> tuple[list[Column], pd.DataFrame]:
    """Return the columns that say which unit a row is."""
    rows = pd.DataFrame({"id": units.astype(object), "name": standing.names(level, units)}, units)
    columns = [Column("id", t("ranking.csv.id")), Column("name", t("ranking.csv.name"))]
    districts = cache.open_dataset().districts
    if level == "district" and "city" in districts and len(cache.open_dataset().cities):
        rows["city"] = districts["city"].reindex(units).map(standing.names("city"))
        columns.append(Column("city", t("frame.city")))
    return columns, rows


def _marks(rules: Rules, level: str) -> dict[str, str]:
    """Return how far the index ("") and each dimension's points can be trusted: as their weakest figure."""
    provenance, tree = cache.provenance(), rules.tree
    found: dict[str, set[str]] = {}
    for leaf in standing.counting(rules, level).index:
        key = leaf
        while tree.parent[key] is not None:
            key = tree.parent[key]
        found.setdefault(key, set()).add(provenance[leaf])
        found.setdefault("", set()).add(provenance[leaf])
    return {key: weakest(kinds) for key, kinds in found.items()}


def _dimensions(rules: Rules) -> dict[str, str]:
    names = cache.names("indicators", reader_language().code)
    return {key: names[key] for key in rules.tree.dimensions}


def _marked_dimensions(rules: Rules, level: str) -> dict[str, str]:
    """Return the dimensions' names, each with the mark of what it rests on where that is simulated."""
    return _with_marks(_dimensions(rules), rules, level)


def _with_marks(names: dict[str, str], rules: Rules, level: str) -> dict[str, str]:
    shares, lang = standing.simulated_shares(rules, level), reader_language()
    return {key: mark.marked(names[key], mark.of_share(shares[key]), lang) for key in names}


def _weighed_dimensions(rules: Rules, level: str) -> dict[str, str]:
    """Return the dimensions' names with their shares of the index, and with their marks."""
    shares, lang = standing.dimension_shares(rules, level), reader_language()
    names = {key: f"{name} {lang.percent(shares[key])}" for key, name in _dimensions(rules).items()}
    return _with_marks(names, rules, level)


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
    about = t("board.picture_weights"), t("board.change_means", base=against)
    scope = t("board.scope.of", city=selection.city_label(city)) if city else t(f"board.scope.{level}")
    return RankBars(
        export.index_marked(t("export.ranking_of", scope=scope), rules, level),
        _names(level, city, table.index),
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
    )


def _scores(ranking: Ranking, level: str, city: str, rules: Rules) -> ScoreTable:
    table = ranking.table()
    return ScoreTable(
        export.index_marked(t("overview.table", unit=t(f"overview.unit.{level}")), rules, level),
        _names(level, city, table.index),
        table["rank"],
        table["score"],
        ranking.nodes.loc[table.index],
        _marked_dimensions(rules, level),
        reader_language(),
        selection.chosen_unit(level),
    )


def _names(level: str, city: str, units: pd.Index) -> pd.Series:
    """Return units' names, with their city's where several cities' are ranked."""
    return standing.names(level, units) if city else unit_choice.names(level)[units]
