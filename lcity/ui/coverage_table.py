"""The districts under the present choice, as a table to choose from."""

from lcity.charts.served import served_table
from lcity.ui import coverage_words, place
from lcity.ui.coverage_choices import choose_district
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
        rough=coverage_words.provenance() == "simulated",
        dark=dark(),
    )
    table(content, KEY, place.district_choice().value, choose_district)
