"""The districts under the present choice: as a table to choose from, and as a file to take away."""

from functools import partial

import pandas as pd
import streamlit as st

from lcity.dataset import Dataset
from lcity.ui import cache, draw, place
from lcity.ui.coverage_choices import toggle_district, walk, write_hour
from lcity.ui.coverage_names import group_label
from lcity.ui.coverage_numbers import Answer, Question
from lcity.ui.reader import reader_language, t

KEY = "coverage.table"
ROW_PX = 35


def table(answer: Answer, question: Question, mark: str) -> None:
    """Draw the districts, most people out of reach first; a row chosen is chosen everywhere.

    Parameters
    ----------
    answer, question
        What is shown and what was asked.
    mark
        The provenance of the figures in the reader's language; stands in every column's head.
    """
    lang = reader_language()
    districts = answer.districts
    names = cache.open_dataset().districts.loc[districts.index]
    shown = pd.DataFrame(
        {
            "name": [lang.name(row) for _, row in names.iterrows()],
            "people": districts["people"].round().to_numpy(),
            "share": districts["share"].to_numpy(),
            "out": districts["out"].round().to_numpy(),
        }
    )
    chosen = place.district_choice().value
    rows = [districts.index.get_loc(chosen)] if chosen in districts.index else []
    st.session_state[KEY] = {"selection": {"rows": rows, "columns": [], "cells": []}}
    st.dataframe(
        shown,
        key=KEY,
        alt=t("coverage.table_alt", city=place.city_label(question.city)),
        height=ROW_PX * (len(shown) + 1) + 3,
        hide_index=True,
        column_config={
            "name": st.column_config.TextColumn(t("coverage.col_district"), width="medium"),
            "out": st.column_config.ProgressColumn(
                f"{t('coverage.col_out')} ({mark})",
                format="localized",
                min_value=0,
                max_value=max(shown["out"].max(), 1),
                color="red",
            ),
            "share": st.column_config.ProgressColumn(
                f"{t('coverage.col_share')} ({mark})", format="percent", min_value=0, max_value=1
            ),
            "people": st.column_config.NumberColumn(
                f"{group_label(question.group, lang)} ({mark})", format="localized"
            ),
        },
        column_order=("name", "out", "share", "people"),
        on_select=partial(_chosen, tuple(districts.index)),
        selection_mode="single-row",
    )


def _chosen(districts: tuple[str, ...]) -> None:
    rows = draw.chosen_rows(KEY)
    toggle_district(districts[rows[0]] if rows else place.district_choice().value)


def download(answer: Answer, question: Question, provenance: str) -> None:
    """Draw the button that hands out the table as a file, with the choices in force in every row."""
    st.download_button(
        t("coverage.download"),
        partial(csv, answer, question, walk(), provenance, cache.open_dataset()),
        file_name=f"lcity-coverage-{question.city}.csv",
        mime="text/csv",
        on_click="ignore",
        type="tertiary",
        icon=":material/download:",
    )


def csv(
    answer: Answer, question: Question, walked: dict[str, float], provenance: str, dataset: Dataset
) -> bytes:
    """Write the districts as CSV that Excel opens as it is (UTF-8 with a byte-order mark).

    Parameters
    ----------
    answer, question
        What is written and what was asked.
    walked
        The walking minutes, speed and detour the radius comes from; empty where it was given in metres.
    provenance
        Of the figures.
    dataset
        Names the districts.
    """
    names = dataset.districts[["name", "name_zh"]].loc[answer.districts.index]
    people = answer.districts[["people", "covered", "out"]].round().astype("Int64")
    rows = names.join(people.rename(columns={"out": "out_of_reach"})).assign(
        share=answer.districts["share"].round(6),
        provenance=provenance,
        city=question.city,
        radius_m=round(question.radius_m, 1),
        **walked,
        group=question.group,
        kinds=" ".join(question.kinds) or "all",
        hour="any" if question.hour is None else write_hour(question.hour),
        unknown_hours=question.unknown_hours,
    )
    return rows.to_csv(lineterminator="\r\n").encode("utf-8-sig")
