"""The export of the overview and of City ranking: ranks with their intervals, scores, values and a map."""

from collections.abc import Iterable, Iterator

import geopandas as gpd
import pandas as pd

from lcity.charts.heat.print import ScoreTable
from lcity.charts.ranks.print import RankBars
from lcity.colour import Classes
from lcity.dataset import weakest
from lcity.export import mark
from lcity.export.metadata import PLANNED
from lcity.export.pictures.page import Picture
from lcity.export.table import Column, Table
from lcity.index import LEAST_PRESENT, Ranking, moves
from lcity.index.apart import DOUBT
from lcity.maps.print import DistrictMap
from lcity.ui.parts.map.ground import printed
from lcity.ui.shared import cache, selection, standing, unit_choice
from lcity.ui.shared.intervals import AROUND, intervals, overtaking
from lcity.ui.shared.reader import and_more, reader_language, t
from lcity.ui.shared.standing import Rules
from lcity.ui.shared.unit_names import name as unit_name
from lcity.ui.takeaway import export
from lcity.ui.takeaway.export import Export

WIDTHS = (8, 5)
TOLD = 3


def ranks_export(
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
    answers: Iterable[tuple[str, str]] = (),
) -> Export:
    """Return the export of a ranking.

    Parameters
    ----------
    question, finding
        As for `export.metadata`.
    ranking, level, rules
        What is ranked, and how.
    city
        Whose districts alone are ranked; "" for all.
    first, drawn
        The picture's panels; None for no map.
    seen
        The city the map shows; "" for all.
    note, answers
        As for `export.metadata`.
    """
    metadata = export.metadata(
        question,
        finding,
        **standing.footing(rules, level),
        chosen=_choices(level, city, rules),
        rules=rules,
        city=seen if drawn else "",
        note=note,
        answers=answers,
    )
    columns, widths = ((first,),), ()
    if drawn:
        columns, widths = (*columns, (drawn,)), WIDTHS
    tables = ranks_table(ranking, level, city, rules), values_table(ranking, level, rules)
    return Export(metadata, tables, Picture(columns, widths))


def _choices(level: str, city: str, rules: Rules) -> Iterator[tuple[str, str]]:
    scope = t("board.scope.of", city=selection.city_label(city)) if city else t(f"board.scope.{level}")
    yield t("export.ranked"), scope
    yield t("export.scores"), t(f"index.normalise.{rules.normalise}")
    yield t("export.averages"), t(f"index.aggregate.{rules.aggregate}")
    if rules.tree != cache.tree():
        yield t("export.figures"), t("common.provenance.official")


def not_told_apart(level: str, city: str, rules: Rules, question: str = AROUND) -> tuple[str, ...]:
    """Return the units that cannot be told apart from the one ranked before them."""
    found = overtaking(level, rules, city, question) > DOUBT
    return tuple(found.index[found])


def unranked_shortly(ranking: Ranking, level: str, city: str) -> str:
    """Return a sentence on which units have no rank, and how much weight they have data for; "" for none."""
    found = sorted(ranking.unranked.items(), key=lambda one: -one[1].present)
    if not found:
        return ""
    lang = reader_language()
    # Rounded down: what is just too little must not read as enough.
    named = [
        t(
            "ranking.unranked_one",
            name=unit_name(unit, level, city),
            present=lang.percent(int(100 * why.present) / 100),
        )
        for unit, why in found[:TOLD]
    ]
    return t(
        f"ranking.unranked_shortly.{level}",
        n=len(found),
        count=lang.number(len(found)),
        least=lang.percent(LEAST_PRESENT),
        names=lang.listed(and_more(named, len(found))),
    )


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
    for key, name in dimensions(rules).items():
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


def dimensions(rules: Rules) -> dict[str, str]:
    """Return the dimensions' names, by key."""
    names = cache.names("indicators", reader_language().code)
    return {key: names[key] for key in rules.tree.dimensions}


def with_marks(names: dict[str, str], rules: Rules, level: str) -> dict[str, str]:
    """Return names of dimensions, each with the mark of what of it is simulated or planned."""
    shares, lang, weakest_ = standing.simulated_shares(rules, level), reader_language(), _marks(rules, level)
    found = {key: mark.of_share(shares[key], planned=weakest_.get(key) == PLANNED) for key in names}
    return {key: mark.marked(names[key], found[key], lang) for key in names}


def names(level: str, city: str, units: pd.Index) -> pd.Series:
    """Return units' names, with their city's where several cities' are ranked."""
    return standing.names(level, units) if city else unit_choice.names(level)[units]


def scores_of_ranked(ranking: Ranking) -> pd.Series:
    """Return the scores (0–100) of units that have a rank, NaN of others."""
    return ranking.score.where(ranking.rank.notna())


def districts_map(
    outlines: gpd.GeoSeries,
    ranked: pd.Series,
    found: Classes,
    key: list[tuple[str, str]],
    city: str,
    rules: Rules,
) -> DistrictMap:
    """Return a map of the index.

    Parameters
    ----------
    outlines
        Of the districts drawn.
    ranked
        District → score (0–100), NaN where it has no rank.
    found, key
        The classes of the scores, and their colours with what these mean.
    city
        Whose districts are meant; "" for all.
    rules
        How they are ranked.
    """
    scores = ranked.reindex(outlines.index)
    if scores.isna().any():
        key = [*key, (found.colour(pd.Series([float("nan")])).iloc[0], t("frame.no_data"))]
    return DistrictMap(
        export.index_marked(t("overview.map_title", name=selection.city_label(city)), rules, "district"),
        outlines,
        found.colour(scores),
        key,
        t("overview.map_legend"),
        standing.names("district", outlines.index),
        selection.district_choice().value,
        **printed(outlines.index),
    )
