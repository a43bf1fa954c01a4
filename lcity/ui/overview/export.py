"""The export of the overview: ranks with their intervals, scores, values and the map of a city."""

from collections.abc import Iterator

from lcity.charts.heat.print import ScoreTable
from lcity.colour import classes
from lcity.export import mark
from lcity.index import Ranking
from lcity.maps.print import DistrictMap
from lcity.ui.overview import chosen, view, words
from lcity.ui.parts.index_map import CLASSES
from lcity.ui.shared import cache, selection, standing, years
from lcity.ui.shared.reader import reader_language, t
from lcity.ui.shared.standing import Rules
from lcity.ui.takeaway import export, ranks
from lcity.ui.takeaway.export import Export


def overview_export(finding: str, ranking: Ranking, level: str, rules: Rules) -> Export:
    """Return the overview's export."""
    seen = selection.city_in_view() if len(cache.open_dataset().cities) else ""
    alike = ranks.not_told_apart(level, "", rules)
    notes = (
        years.note(rules, level),
        ranks.unranked_shortly(ranking, level, ""),
        t("board.about_means") if alike else "",
    )
    return ranks.ranks_export(
        t("overview.question"),
        finding,
        ranking,
        level,
        "",
        rules,
        _scores(level, rules),
        _map(ranking if level == "district" else None, seen, rules),
        seen,
        reader_language().sentences(notes),
        _answers(ranking, level, rules),
    )


def _answers(ranking: Ranking, level: str, rules: Rules) -> Iterator[tuple[str, str]]:
    """Yield what stands beside the rank of a chosen unit, each answer with its mark; nothing without one."""
    of_level, unit = selection.unit_chosen()
    if not unit:
        return
    lang, own = reader_language(), ranking if of_level == level else standing.ranked(of_level, rules)
    for name, found in chosen.about(of_level, unit, own, rules):
        sentence = mark.marked(found.sentence, " ".join(found.marks), lang)
        yield t(f"overview.about.{name}"), sentence
    if sentence := words.printable(of_level, rules, unit):
        yield t("overview.press.title"), sentence


def _scores(level: str, rules: Rules) -> ScoreTable:
    table = view.ranked_table(level, None, rules, printed=True)
    labels = ranks.with_marks(ranks.dimensions(rules), rules, level)
    plain = [column.label for column in table.columns]
    return ScoreTable(
        export.index_marked(table.label, rules, level),
        table,
        [*plain[: -len(labels)], *labels.values()],
        reader_language(),
        selection.chosen_unit(level),
    )


def _map(ranking: Ranking | None, city: str, rules: Rules) -> DistrictMap | None:
    """Return the overview's map of a city's districts, in classes of its own; None without outlines.

    Parameters
    ----------
    ranking
        Of districts; None for that under `rules`.
    city
        "" for all there are.
    rules
        How units are ranked.
    """
    lang = reader_language()
    if not cache.open_dataset().has_outlines:
        return None
    ranked = ranks.scores_of_ranked(ranking or standing.ranked("district", rules))
    found = classes(ranked, CLASSES)
    pairs = zip(found.bounds[:-1], found.bounds[1:], found.colours, strict=True)
    key = [
        (colour, f"{lang.number(low, found.digits)}–{lang.number(high, found.digits)}")
        for low, high, colour in pairs
    ]
    return ranks.districts_map(selection.districts_of(city).geometry, ranked, found, key, city, rules)
