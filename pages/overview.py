"""The overview page: where do we stand."""

import streamlit as st

from lcity.errors import ArgumentError
from lcity.index import Ranking
from lcity.ui import takeaway
from lcity.ui.cases import view as cases
from lcity.ui.overview import chosen, next_places, view
from lcity.ui.overview.export import overview_export
from lcity.ui.overview.findings import draw_findings, findings
from lcity.ui.shared import cache, frame, selection, standing, years
from lcity.ui.shared.reader import t
from lcity.ui.shared.window import side_by_side


def page(ranking: Ranking) -> None:
    """Draw the page; its tables, map and sentences all follow one ranking."""
    share, ranked = standing.simulated_share(rules, level), view.anybody(ranking)
    finding = view.leaders(ranking, level, rules)
    frame.heading(
        t("overview.question"),
        finding,
        share > 0,
        share=share if ranked else None,
        note=years.note(rules, level),
        of_finding=view.marks(rules, level),
    )
    if standing.in_tiles_note(rules, level):
        frame.to_coverage()
    of_level, unit = selection.unit_chosen()
    last = None
    if unit:
        # Who has chosen a city asks of that city first; all others come second.
        main, side = side_by_side([2, 1], gap="large")
        with main:
            last = chosen.draw(of_level, unit, rules)
        with side:
            view.map_of_districts(ranking, level, rules)
            chosen.press(of_level, unit, rules)
        cases.beside(of_level, unit)
        st.subheader(t(f"overview.all.{level}"), anchor=False)
        view.units_table(level, rules)
    else:
        draw_findings(findings(ranking, level, rules))
        main, side = side_by_side([9, 4])
        with main:
            view.units_table(level, rules)
        with side:
            view.map_of_districts(ranking, level, rules)
            view.say_of_unit_in_view(ranking, level, rules)
    if level == "city" and "district" in dataset.levels:
        view.districts_table(rules)
    frame.foot(**standing.footing(rules, level))
    takeaway.offer("overview", lambda: overview_export(finding, ranking, level, rules))
    if last is not None:
        next_places.draw(last, of_level, unit)


dataset = cache.open_dataset()
level, rules = selection.first_level(), standing.chosen_rules()
try:
    found = standing.ranked(level, rules)
except ArgumentError:
    frame.heading(t("overview.question"), t("index.all_zero"))
    st.page_link("pages/ranking.py", label=t("compare.to_ranking"))
else:
    page(found)
