"""The districts under the present choice, as a table to choose from."""

from lcity.charts.served import served_table
from lcity.ui.coverage import difference
from lcity.ui.coverage.choices import choose_district
from lcity.ui.coverage.numbers import Answer, Question
from lcity.ui.parts.table import table
from lcity.ui.shared import marks, reach, selection
from lcity.ui.shared.reader import dark, reader_language, t
from lcity.ui.shared.standing import names
from lcity.ui.shared.vocabulary import who

KEY = "coverage.table"


def districts_table(answer: Answer, question: Question) -> None:
    """Draw the districts, most people out of reach first; a row chosen is chosen everywhere.

    Parameters
    ----------
    answer, question
        What is shown and what was asked.
    """
    lang = reader_language()
    people = who(question.group, lang)
    content = served_table(
        answer.districts,
        names("district", answer.districts.index),
        lang,
        label=t("coverage.table_alt", city=selection.city_label(question.city)),
        people=people[0].upper() + people[1:],
        marks=reach.marks(),
        of_people=marks.of_people(),
        dark=dark(),
        changes=difference.shares(answer, question),
    )
    table(content, KEY, selection.district_choice().value, choose_district)
