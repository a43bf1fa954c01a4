"""The Data page with files as people have them: what is offered, where it is chosen, what is said after."""

import io

import openpyxl
import pandas as pd
import pytest

from tests import folders


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    return folders.write(tmp_path_factory.mktemp("small"))


def upload(app, name: str, content: bytes) -> None:
    place = next(one for one in app.get("file_uploader") if one.label.startswith("Your files"))
    place.upload(name, content).run()
    assert not app.exception


def press(app, label: str) -> None:
    app.button(key=next(b.key for b in app.button if b.label.startswith(label))).click().run()
    assert not app.exception


def plain(text: str) -> str:
    return text.replace("\\", "")


def rows(*lines: str) -> bytes:
    return "\n".join(lines).encode()


def test_rows_of_known_units_are_taken_as_such_and_the_other_can_be_chosen(open_page, words, small):
    app = open_page("data", dataset=small)
    upload(app, "values_city.csv", rows("city,year,staff", "010000,2020,99"))
    text = words(app)
    assert "Taken as rows for the open dataset" in text
    assert "Figures: 1 changed, 0 added, 0 gone." in text
    assert "3 cities" in text
    changed = next(frame.value for frame in app.dataframe if "Before" in frame.value)
    assert changed["Unit"].tolist() == ["Ash (010000)"]
    assert changed["Before"].tolist() == ["11"]
    mode = next(radio for radio in app.radio if radio.label == "These files are")
    mode.set_value("replace").run()
    assert "5 gone" in words(app)
    assert "Taken as rows" not in words(app)


def test_an_update_says_what_it_does_to_ranks(open_page, words, small):
    app = open_page("data", dataset=small)
    upload(
        app, "values_district.csv", rows("district,city,year,people,schooling", "010101,010000,2020,,13.9")
    )
    text = next(line for line in words(app).splitlines() if "districts change" in line)
    assert " from " in text


def test_numbers_with_a_comma_are_read_by_one_click_and_back(open_page, words, small):
    app = open_page("data", dataset=small)
    upload(app, "values_city.csv", rows("city;year;staff", "010000;2020;12,5", "020000;2020;b.d."))
    assert "2 problems keep it from being opened" in words(app)
    warnings = [plain(warning.value) for warning in app.warning]
    assert any("1 cell (staff) is a number with a comma" in warning for warning in warnings)
    assert any("unknown, not zero" in warning for warning in warnings)
    press(app, "Read the comma as decimal mark")
    press(app, "Read as blank")
    assert "Figures: 1 changed, 0 added, 0 gone." in words(app)
    press(app, "Undo")
    assert "1 problem keeps it from being opened" in words(app)


def test_where_the_table_is_can_be_refused_before_it_is_taken(open_page, words, small):
    app = open_page("data", dataset=small)
    book = openpyxl.Workbook()
    book.active.title = "values_city"
    for row in (
        ["**Staff** <b>2020</b>"],
        ["city", "year", "staff"],
        ["010000", 2020, 12],
        [],
        ["* Note: new"],
    ):
        book.active.append(row)
    content = io.BytesIO()
    book.save(content)
    upload(app, "my.xlsx", content.getvalue())
    text = plain(words(app))
    assert "the headings seem to be in row 2; above stands “**Staff**" in text
    assert "row 5 (“* Note: new”)" in text
    assert "**Staff" not in words(app), "text is not obeyed"
    assert "<b>" not in words(app), "text is not obeyed"
    assert "Headings in row 2" in [box.label for box in app.checkbox]
    below = next(box for box in app.checkbox if "Leave out" in box.label)
    below.uncheck().run()
    press(app, "Use these")
    assert "keep it from being opened" in words(app)
    next(box for box in app.checkbox if "Leave out" in box.label).check().run()
    press(app, "Use these")
    assert "Figures: 1 changed, 0 added, 0 gone." in words(app)


def test_a_dataset_of_its_own_is_told_by_what_it_holds_and_said_to_be_open(open_page, words, small):
    app = open_page("data")
    tables = {
        name: content for name, content in folders.valid().items() if name in ("indicators", "values_city")
    }
    indicators = tables["indicators"]
    indicators = indicators[indicators["key"] == "staff"].assign(parent="", low="", high="")
    book = io.BytesIO()
    with pd.ExcelWriter(book, engine="openpyxl") as sheets:
        indicators.to_excel(sheets, sheet_name="indicators", index=False)
        tables["values_city"].to_excel(sheets, sheet_name="values_city", index=False)
    upload(app, "own.xlsx", book.getvalue())
    text = words(app)
    assert "What it changes of the dataset now open" not in text
    told = "6 figures in all rows and columns of its tables of values; 0 are missing. Years: 2010–2020."
    assert f"{told} Once it is open, only the latest figure of each unit and indicator is counted." in text
    assert any("3 cities, and not every indicator has goalposts" in plain(w.value) for w in app.warning)
    press(app, "Open it")
    assert "own is open now." in [plain(message.value) for message in app.success]
    assert "3 figures, the latest of each unit and indicator" in plain(words(app))
    app.run()
    assert not any("is open now" in message.value for message in app.success)


def test_a_centre_more_tells_what_is_computed_of_it_and_what_that_does_to_ranks(open_page, words, small):
    app = open_page("data", dataset=small)
    centres = folders.valid()["centres"]
    place = folders.valid()["population"].iloc[0]
    new = centres.iloc[:1].assign(centre="new", name="New", lon=place["lon"], lat=place["lat"])
    upload(app, "centres.csv", pd.concat([centres, new]).to_csv(index=False).encode())
    text = words(app)
    assert "Figures: 0 changed, 0 added, 0 gone." in text
    computed = next(line for line in text.splitlines() if line.startswith("Computed from them"))
    assert not computed.startswith("Computed from them: 0 changed"), computed
    assert "districts change" in text


def test_problems_of_what_a_table_was_taken_for_are_not_told_of_what_it_is_chosen_to_be(
    open_page, words, small
):
    app = open_page("data", dataset=small)
    upload(app, "my_own *table*.csv", rows("城市,年份,staff", "010000,2020,many"))
    for box in (app.checkbox, app.selectbox, app.radio):
        assert not any("\\" in one.label for one in box), "labels are read out as they are written"
    assert "my_own *table*.csv" in plain(words(app))
    which = next(box for box in app.selectbox if box.label == "This table is")
    which.set_value("values_city").run()
    press(app, "Use these")
    assert "1 problem keeps it from being opened" in words(app)
    which = next(box for box in app.selectbox if box.label == "This table is")
    which.set_value("participation").run()
    assert "keeps it from being opened" not in words(app)
    assert "Chosen otherwise" in words(app)
    which = next(box for box in app.selectbox if box.label == "This table is")
    which.set_value("values_city").run()
    assert "1 problem keeps it from being opened" in words(app)
