"""The export of a country in tiles: its districts or its cities, the map and the week."""

from lcity.charts.amounts.print import MOST_ROWS, AmountBars
from lcity.charts.week.print import WeekPicture
from lcity.colour import OUT_OF_REACH
from lcity.export.pictures.page import Picture
from lcity.export.table import Column, Table
from lcity.ui.coverage import words as coverage_words
from lcity.ui.coverage.export import of_question, of_units, shares_map
from lcity.ui.coverage.numbers import Answer, Question
from lcity.ui.coverage.tiles import numbers, words
from lcity.ui.coverage.tiles.choices import LEVEL, LEVELS
from lcity.ui.coverage.tiles.map import MOST_DRAWN
from lcity.ui.shared import cache, reach
from lcity.ui.shared.reader import reader_language, t
from lcity.ui.shared.standing import names
from lcity.ui.shared.unit_names import full_names
from lcity.ui.takeaway import export
from lcity.ui.takeaway.export import Export

MOST_CITIES = 16
"""Cities whose people out of reach have room in the picture: of more those of least share are drawn."""


def tiles_export(answer: Answer, question: Question) -> Export:
    """Return the page's export: the country's cities and all their districts, else a city's districts."""
    metadata = export.metadata(
        t("coverage.question"),
        words.finding(answer, question),
        **words.basis(),
        chosen=of_question(question),
        city=question.city,
    )
    side = _week(answer, question), _bars(answer, question)
    drawn = cache.open_dataset().has_outlines and len(answer.districts) <= MOST_DRAWN
    of_where = ((shares_map(answer, words.begun(words.place(answer, question))),),) if drawn else ()
    picture = Picture((*of_where, side), (8, 5)) if drawn else Picture((side,))
    return Export(metadata, tuple(_tables(answer, question)), picture)


def _tables(answer: Answer, question: Question) -> list[Table]:
    if not words.is_country(question):
        rows, columns = of_units(answer.districts, "district", question.group)
        return [Table(words.table_title(question), tuple(columns), rows)]
    # The first is the page's own.
    levels = sorted(LEVELS, key=lambda level: level != LEVEL.value)
    return [_of_country(answer, question, level) for level in levels]


def _of_country(answer: Answer, question: Question, level: str) -> Table:
    rows, columns = of_units(numbers.of_level(answer, level), level, question.group)
    if level == "district":
        city = cache.open_dataset().districts["city"].reindex(rows.index)
        rows["city"] = names("city").reindex(city).to_numpy()
        columns.insert(2, Column("city", t("frame.city")))
    return Table(words.title_of_country(level), tuple(columns), rows)


def _week(answer: Answer, question: Question) -> WeekPicture:
    district = coverage_words.selected(answer)
    shares = answer.weeks.loc[district].to_numpy() if district else answer.week
    return WeekPicture(reach.marked(words.week_title(answer, question), hours=True), shares, question.hour)


def _bars(answer: Answer, question: Question) -> AmountBars:
    lang, of_country = reader_language(), words.is_country(question)
    level = LEVEL.value if of_country else "district"
    units = numbers.of_level(answer, level) if of_country else answer.districts
    of_cities = of_country and level == "city"
    if of_cities and len(units) > MOST_CITIES:
        units = numbers.lowest_first(units)
    if of_country and (level == "district" or len(units) > MOST_CITIES):
        # Those the finding is about: whom they leave out is told as a share, by which they stand.
        out = 1 - units["share"]
        title = reach.marked(coverage_words.measured(t("partitions.page.share_out")))
        named, room = full_names(level)[units.index], {"characters": 20, "lines": 2}
        selected = coverage_words.selected(answer)
        return AmountBars(
            title, out, out.map(lang.percent), named, OUT_OF_REACH, lang, selected, height=1.4, **room
        )
    return AmountBars(
        reach.marked(coverage_words.measured(t("coverage.legend_people"))),
        units["out"],
        units["out"].map(lang.people),
        names(level, units.index),
        OUT_OF_REACH,
        lang,
        coverage_words.selected(answer),
        height=1.8 if of_cities else 1.4,
        most=MOST_CITIES if of_cities else MOST_ROWS,
    )
