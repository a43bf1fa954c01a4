"""Personas: coverage and ranking through the eyes of someone of another pace, other hours and other needs."""

import pandas as pd
import streamlit as st

from lcity.access.presets import PERSONAS
from lcity.charts.waterfall.screen import waterfall
from lcity.colour import SHARES
from lcity.ui import takeaway
from lcity.ui.parts import draw
from lcity.ui.parts.map import district_map, squares
from lcity.ui.parts.table import table
from lcity.ui.personas import charts, choices, edit, numbers, words
from lcity.ui.personas.export import personas_export
from lcity.ui.personas.table import ranked
from lcity.ui.shared import cache, frame, reach, selection, tiled, unit_choice
from lcity.ui.shared.reader import dark, reader_language, t
from lcity.ui.shared.vocabulary import simulated_tip, who
from lcity.ui.shared.window import ROOMS_PX, room_px, side_by_side

MAP_PX = 400


def finding(level: str, units: tuple[str, ...]) -> str:
    """Return the sentence that says whom a centre serves through the persona's eyes."""
    return reach.lacking() or words.finding()


def simulated(level: str) -> bool | None:
    """Say whether what is shown is simulated, wholly or in part; None where nothing is shown."""
    return None if reach.lacking() else bool(cache.simulated())


def show() -> None:
    """Draw everything below the heading."""
    if reach.lacking():
        if tiled.partitions(cache.open_dataset()) is not None:
            frame.to_coverage()
        return
    choices.control()
    picture, lost, assumed = side_by_side([4, 3.4, 3])
    with picture:
        _map()
    with lost:
        _losses()
    with assumed:
        _assumptions()
    edit.form()
    _ranking()
    _foot()


def _assumptions() -> None:
    key = choices.choice().value
    st.markdown(f"**{frame.plain(t('persona.assumed'))}**")
    lines = [
        f":gray[{frame.plain(label)}]  \n{frame.plain(text)}"
        for label, text in words.assumptions(choices.chosen()).items()
    ]
    st.markdown("\n\n".join(lines))
    if source := words.pace_source(key):
        st.caption(frame.plain(source))
    taken = st.button(t("persona.use"), on_click=choices.use)
    st.caption(t("persona.used") if taken else frame.plain(words.used()))
    with st.container(horizontal=True):
        st.page_link("pages/coverage.py", label=t("coverage.title"))
        st.page_link("pages/ranking.py", label=t("ranking.title"))


def _map() -> None:
    if not cache.open_dataset().has_outlines:
        st.caption(t("coverage.no_outlines"))
        return
    persona, lang = choices.chosen(), reader_language()
    city = selection.city_in_view() if len(cache.open_dataset().cities) else ""
    label = t("persona.map_title", name=selection.city_label(city), persona=words.chosen_name())
    st.markdown(f"**{frame.plain(label)}** {frame.tag(cache.spatial_provenance(bool(persona.free)))}")
    if why := selection.why_this_city():
        st.caption(frame.plain(why))
    drawn = cache.outlines_as_paths(city, selection.chosen_year())
    units = pd.Index(drawn.paths)
    found = numbers.coverage(persona, "district").loc[units]
    colours = SHARES.on(dark())
    title, empty = t("persona.legend", centre=words.centre()), bool(found["share"].isna().any())
    items = draw.items_of(colours, lambda bound: lang.number(100 * bound), empty)
    draw.key(items, title)
    district_map(
        drawn,
        colours.colour(found["share"]),
        _tips(found, persona.group),
        name=city,
        key="persona.map",
        selected=selection.district_choice().value,
        height_px=MAP_PX,
        label=label,
        on_choose=lambda unit: selection.choose_unit("district", unit),
        legend=[(title, squares(items))],
        mark=cache.spatial_provenance(bool(persona.free)),
    )


def _tips(found: pd.DataFrame, group: str) -> pd.Series:
    lang, names = reader_language(), cache.names("districts", reader_language().code)
    everyone = numbers.everyone("district")["share"]
    tips = {
        unit: t(
            "persona.tip",
            name=names[unit],
            share=lang.percent(row.share),
            people=lang.people(row.people),
            who=who(group, lang),
            all=lang.percent(everyone[unit]),
            centre=words.centre(),
        )
        for unit, row in zip(found.index, found.itertuples(), strict=True)
    }
    marked = cache.spatially_simulated(bool(choices.chosen().free))
    return pd.Series({unit: simulated_tip(tip, lang) if marked else tip for unit, tip in tips.items()})


def _losses() -> None:
    persona, lang = choices.chosen(), reader_language()
    level, unit = words.place_in_view()
    title, steps = charts.losses()
    st.markdown(f"**{frame.plain(title)}** {frame.tag(cache.spatial_provenance(bool(persona.free)))}")
    if not steps:
        st.caption(t("frame.no_data"))
        return
    draw.figure(
        waterfall(steps, lang),
        "persona.lost",
        words.finding(),
        bar=False,
    )
    found = numbers.coverage(persona, level).loc[unit]
    out = lang.people(found["people"] - found["covered"])
    st.caption(frame.plain(t("persona.out", out=out, who=who(persona.group, lang), centre=words.centre())))


def _ranking() -> None:
    level, persona = unit_choice.level_choice().value, choices.chosen()
    with st.container(horizontal=True, vertical_alignment="bottom", horizontal_alignment="distribute"):
        st.subheader(t("persona.ranking_title", persona=frame.plain(words.chosen_name())))
        unit_choice.level_control()
    if not numbers.counts(persona):
        st.markdown(frame.plain(t("index.all_zero")))
        return
    st.markdown(frame.plain(words.moved(numbers.ranking(persona, level), level)))
    content = ranked(persona, level)
    table(
        content,
        "persona.table",
        selection.chosen_unit(level),
        lambda unit: selection.choose_unit(level, unit),
    )


def _foot() -> None:
    with st.expander(t("persona.all_assumed")):
        rows = {
            choices.label(key): {
                frame.plain(label): frame.plain(texts)
                for label, texts in words.assumptions(choices.in_dataset(key)).items()
            }
            | {t("persona.row_source"): frame.plain(words.pace_source(key))}
            for key in PERSONAS
        }
        if room_px() >= ROOMS_PX[-1]:
            st.table(pd.DataFrame.from_dict(rows, "index"))
        else:
            # A column a persona's assumption would hold a letter a line.
            for name, texts in rows.items():
                st.markdown(f"**{frame.plain(name)}**")
                st.table(pd.Series(texts).to_frame(), border="horizontal", hide_header=True)
    frame.foot(**words.footing())
    takeaway.offer("personas", lambda: personas_export(unit_choice.level_choice().value))
