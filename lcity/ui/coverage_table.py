"""The districts under the present choice: as a table to choose from, and as a file to take away."""

from functools import partial

import streamlit as st

from lcity.charts.served import served_table
from lcity.dataset import Dataset
from lcity.ui import cache, place
from lcity.ui.coverage_choices import choose_district, walk, write_hour
from lcity.ui.coverage_names import who
from lcity.ui.coverage_numbers import Answer, Question
from lcity.ui.reader import dark, reader_language, t
from lcity.ui.standing import names
from lcity.ui.table import table

KEY = "coverage.table"


def districts_table(answer: Answer, question: Question, mark: str) -> None:
    """Draw the districts, most people out of reach first; a row chosen is chosen everywhere.

    Parameters
    ----------
    answer, question
        What is shown and what was asked.
    mark
        The provenance of the figures in the reader's language; stands in every column's head.
    """
    lang = reader_language()
    people = who(question.group, lang)
    content = served_table(
        answer.districts,
        names("district", answer.districts.index),
        lang,
        label=t("coverage.table_alt", city=place.city_label(question.city)),
        people=people[0].upper() + people[1:],
        mark=mark,
        dark=dark(),
    )
    table(content, KEY, place.district_choice().value, choose_district)


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
