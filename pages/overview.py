"""The overview page: where do we stand."""

import streamlit as st

from lcity.errors import ArgumentError
from lcity.index import Ranking
from lcity.ui import takeaway
from lcity.ui.overview import view
from lcity.ui.overview.export import overview_export
from lcity.ui.overview.findings import draw_findings, findings
from lcity.ui.parts.index_map import index_map
from lcity.ui.parts.table import table
from lcity.ui.shared import cache, frame, selection, standing
from lcity.ui.shared.reader import t
from lcity.ui.shared.window import side_by_side

MAP_HEIGHT_PX = 290


def choose_district(district: str) -> None:
    """Go on with a district everywhere."""
    selection.choose_unit("district", district)


def page(ranking: Ranking) -> None:
    """Draw the page; its table, map and sentences all follow one ranking."""
    simulated = standing.simulated_share(rules, level) > 0
    finding = view.leaders(ranking, level, rules)
    frame.heading(t("overview.question"), finding, simulated)
    draw_findings(findings(ranking, level, rules))

    main, side = side_by_side([2, 1])
    with main:
        chosen = view.unit_in_view(level)
        content = view.ranked_table(ranking, level, None, rules)
        table(content, "overview.units", chosen, lambda unit: selection.choose_unit(level, unit))
        st.caption(view.basis(rules, level))
    with side:
        if "district" in dataset.levels:
            city = selection.city_in_view()
            districts = ranking if level == "district" else standing.ranked("district", rules)
            own = selection.districts_of(city).index
            index_map(districts, "overview.map", MAP_HEIGHT_PX, choose_district)
            sentences = view.extremes(districts, own)
        else:
            st.caption(t("overview.no_districts"))
            frame.to_templates()
            sentences = []
        if level == "city" and selection.district_choice().value:
            sentences.append(view.reasons(districts, "district", selection.district_choice().value))
        else:
            sentences.append(view.reasons(ranking, level, chosen))
        st.markdown("  \n".join(map(frame.plain, sentences)))

    if level == "city" and "district" in dataset.levels:
        st.subheader(frame.plain(t("overview.districts_title", name=selection.city_label(city))))
        content = view.ranked_table(districts, "district", own, rules)
        table(
            content,
            "overview.districts",
            selection.district_choice().value,
            choose_district,
        )
    frame.foot(**standing.footing(rules, level))
    takeaway.offer("overview", lambda: overview_export(finding, ranking, level, rules))


dataset = cache.open_dataset()
level, rules = selection.first_level(), standing.chosen_rules()
try:
    found = standing.ranked(level, rules)
except ArgumentError:
    frame.heading(t("overview.question"), t("index.all_zero"))
    st.page_link("pages/ranking.py", label=t("compare.to_ranking"))
else:
    page(found)
