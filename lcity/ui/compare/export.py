"""The export of Compare: the profile, the steps and the peers."""

import pandas as pd

from lcity.charts.amounts.print import AmountBars
from lcity.charts.profile.print import ProfileStrips
from lcity.colour import ACCENT
from lcity.dataset.vintage import span
from lcity.export import mark
from lcity.export.metadata import clean
from lcity.export.pictures.page import Picture
from lcity.export.table import Column, Table
from lcity.index.profile import outline
from lcity.ui.compare import numbers, words
from lcity.ui.compare.numbers import Others
from lcity.ui.shared import amounts, cache, selection, standing, unit_choice
from lcity.ui.shared.reader import reader_language, t
from lcity.ui.shared.standing import Rules
from lcity.ui.takeaway import export
from lcity.ui.takeaway.export import Export

WIDTHS = (3, 2)
# Of a name before its mark, which is never cut; of a line of the names beside bars.
NAME_CHARACTERS, LINE_CHARACTERS = 46, 36


def units_export(
    question: str, finding: str, footing: dict, level: str, units: tuple[str, ...], rules: Rules
) -> Export:
    """Return Compare's export of the units compared, the main one first."""
    held_against, names = numbers.others(level, units[0]), unit_choice.names(level)
    chosen = [
        (t("compare.compared"), reader_language().listed(names[list(units)])),
        (t("compare.against"), words.others(level, held_against, units[0])),
    ]
    answer, peers = finding, held_against.peers
    if held_against.kind == "peers":
        chosen.append((t("compare.peers"), " · ".join(names[list(held_against.units)])))
    if peers_sentence := words.peers_found(level, units[0], held_against):
        chosen.append((t("compare.who_and_why"), peers_sentence))
        if len(peers.units) and not peers.close:
            answer = t("compare.both_sentences", one=answer, other=peers_sentence)
    if apart := words.between(level, rules, units).sentence:
        answer = t("compare.both_sentences", one=answer, other=apart)
    if step := words.one_step(level, rules, units[0], held_against).sentence:
        answer = t("compare.both_sentences", one=answer, other=step)
    tables = [_profile(level, rules, units, held_against), _steps(level, rules, units[0], held_against)]
    if held_against.kind == "peers":
        tables.append(_peers(level, units[0], held_against))
    return Export(
        export.metadata(question, answer, **footing, chosen=chosen, rules=rules),
        tuple(table for table in tables if len(table.rows)),
        _picture(level, rules, units, held_against),
    )


def _profile(level: str, rules: Rules, units: tuple[str, ...], held_against: Others) -> Table:
    values, names = cache.values(level, selection.chosen_year()), unit_choice.names(level)
    ranking, leaves = standing.ranked(level, rules), list(rules.tree.leaves)
    rows = _indicators(leaves)
    columns = [*_indicator_columns(), Column("median", t("compare.median"), digits=2)]
    rows["median"] = [numbers.median_of(level, leaf, held_against) for leaf in leaves]
    for unit in units:
        columns += [
            Column(unit, names[unit], digits=2),
            Column(f"{unit}.year", t("compare.year_of", name=names[unit])),
            Column(f"{unit}.score", t("compare.score_of", name=names[unit]), t("export.points"), digits=1),
        ]
        rows[unit] = values.values.loc[unit, leaves].to_numpy()
        dated = [values.years_of(unit, leaf) for leaf in leaves]
        rows[f"{unit}.year"] = [span(*years) if years else None for years in dated]
        rows[f"{unit}.score"] = ranking.nodes.loc[unit, leaves].to_numpy()
    return Table(t("compare.see.profile"), tuple(columns), rows)


def _steps(level: str, rules: Rules, unit: str, held_against: Others) -> Table:
    found = numbers.steps_of(level, rules, unit, held_against)
    rows = _indicators(list(found["indicator"])).reset_index(drop=True)
    rows["step"] = [t(f"compare.step.{step}") for step in found["step"]]
    columns = [*_indicator_columns(), Column("step", t("compare.to"))]
    points = t("export.points")
    for key, unit_, digits in (
        ("value", "", 2),
        ("target", "", 2),
        ("gain", points, 2),
        ("score", points, 1),
        ("rank", "", 0),
        ("places", t("export.places"), 0),
    ):
        mark = "" if key in ("value", "target") else standing.index_mark(rules, level)
        columns.append(Column(key, t(f"compare.step.{key}"), unit_, mark, digits))
        rows[key] = found[key]
    return Table(t("compare.steps"), tuple(columns), rows)


def _peers(level: str, unit: str, held_against: Others) -> Table:
    found, names = held_against.peers, unit_choice.names(level)
    table = numbers.context(level, selection.chosen_year(), found.used).loc[[unit, *found.units]]
    rows = pd.DataFrame({"id": table.index, "name": names[table.index].to_numpy()}, table.index)
    rows["distance"] = found.distance.reindex(table.index).fillna(0.0)
    columns = [
        Column("id", t("ranking.csv.id")),
        Column("name", t(f"compare.unit.{level}")),
        Column("distance", t("compare.distance"), digits=2),
    ]
    for key in found.used:
        mark = "simulated" if numbers.is_simulated(key) else ""
        share = key not in numbers.LOGGED
        unit = t("export.share_unit") if share else t("export.people")
        columns.append(Column(key, words.group(key), unit, mark, share=share))
        rows[key] = table[key]
    return Table(t("compare.peers"), tuple(columns), rows)


def _indicators(leaves: list[str]) -> pd.DataFrame:
    marks = cache.provenance()
    return pd.DataFrame(
        {
            "indicator": [words.indicator(leaf) for leaf in leaves],
            "unit": [amounts.unit_of(leaf) for leaf in leaves],
            "provenance": [t(f"common.provenance.{marks[leaf]}") for leaf in leaves],
        },
        index=leaves,
    )


def _indicator_columns() -> list[Column]:
    return [Column(key, t(f"compare.{key}")) for key in ("indicator", "unit", "provenance")]


def _picture(level: str, rules: Rules, units: tuple[str, ...], held_against: Others) -> Picture:
    lang, ranking, rows = reader_language(), standing.ranked(level, rules), outline(rules.tree)
    others = words.others(level, held_against, units[0])
    strips = ProfileStrips(
        export.index_marked(
            t("compare.profile_label", name=unit_choice.names(level)[units[0]]), rules, level
        ),
        ranking.nodes[rows],
        numbers.quartiles(level, rules, held_against),
        pd.Series({key: _marked(key, rules) for key in rows}),
        frozenset(rules.tree.dimensions),
        unit_choice.names(level)[list(units)],
        t("compare.band", others=others),
        t(f"compare.every.{level}"),
        lang,
    )
    found = numbers.steps_of(level, rules, units[0], held_against)
    found = found[(found["step"] == "median") & (found["gain"] >= words.LEAST_POINTS)].set_index("indicator")
    if found.empty:
        return Picture(((strips,),))
    gains = AmountBars(
        export.index_marked(t("compare.gains_label", others=others), rules, level),
        found["gain"],
        pd.Series({leaf: words.reached(row) for leaf, row in found.iterrows()}),
        pd.Series({leaf: _marked(leaf, rules) for leaf in found.index}),
        ACCENT,
        lang,
        characters=LINE_CHARACTERS,
        lines=2,
    )
    return Picture(((strips,), (gains,)), WIDTHS)


def _marked(key: str, rules: Rules) -> str:
    name = clean(words.indicator(key), NAME_CHARACTERS)
    return mark.marked(name, words.mark(key) if key in rules.tree.leaves else "", reader_language())
