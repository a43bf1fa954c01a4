"""The export of the crosswalk: both ranks of every unit, and which indicator stands under which feature."""

import pandas as pd

from lcity.charts.two_ranks.print import TwoRanks
from lcity.export.pictures.page import Picture
from lcity.export.table import Column, Table
from lcity.ui.frameworks import numbers, words
from lcity.ui.frameworks.charts import rank_pairs
from lcity.ui.shared import cache, standing, unit_choice
from lcity.ui.shared.reader import reader_language, t
from lcity.ui.shared.vocabulary import simulated_tip
from lcity.ui.takeaway import export
from lcity.ui.takeaway.export import Export


def frameworks_export(level: str) -> Export:
    """Return the view's export, its table of a level's units."""
    rules = standing.chosen_rules()
    metadata = export.metadata(
        t("crosswalk.question"),
        words.finding(level, unit_choice.main_unit(level)),
        **words.footing(level),
        rules=rules,
    )
    return Export(metadata, (_ranks(level), _features()), Picture(((_picture(level),),)))


def _picture(level: str) -> TwoRanks:
    (title, pairs), lang = rank_pairs(numbers.table(level), level), reader_language()
    return TwoRanks(simulated_tip(title, lang) if _mark(level) else title, pairs, lang)


def _mark(level: str) -> str:
    return standing.index_mark(standing.chosen_rules(), level)


def _ranks(level: str) -> Table:
    mark = _mark(level)
    rows = numbers.table(level)
    rows["depends"] = rows["depends"].map({True: t("crosswalk.yes"), False: t("crosswalk.no")})
    columns = (
        *export.identified(rows, unit_choice.names(level), f"compare.unit.{level}"),
        Column("first", t("crosswalk.lcity"), "", mark),
        Column("low", t("persona.low"), "", mark),
        Column("high", t("persona.high"), "", mark),
        Column("second", t("crosswalk.unesco"), "", mark),
        Column("depends", t("crosswalk.col_depends"), "", mark),
    )
    return Table(t("crosswalk.all"), columns, rows)


def _features() -> Table:
    placed, provenance = numbers.placed(), cache.provenance()
    rules = numbers.unesco_rules()
    shares = rules.weights.effective(rules.tree)
    names = cache.names("indicators", reader_language().code)
    rows = pd.DataFrame(
        [
            {
                "feature": words.feature_name(number),
                "indicator": names[leaf],
                "share": shares[leaf],
                "provenance": t(f"common.provenance.{provenance[leaf]}"),
            }
            for leaf, number in placed.sort_values(kind="stable").items()
            if leaf in shares.index
        ]
    )
    columns = (
        Column("feature", t("crosswalk.col_feature")),
        Column("indicator", t("crosswalk.col_indicator")),
        Column("share", t("crosswalk.col_share"), t("export.share_unit"), "", 1, share=True),
        Column("provenance", t("crosswalk.col_provenance")),
    )
    return Table(t("crosswalk.framework"), columns, rows)
