"""What is asked on the page Data before an upload is opened, answer by answer."""

from pathlib import Path

import pytest

FIELD = Path(__file__).parents[1] / "field"


@pytest.fixture
def upload(open_page):
    """Give the function that opens the page Data and uploads a folder of the field."""

    def upload(name: str):
        app = open_page("data")
        place = next(one for one in app.get("file_uploader") if one.label.startswith("Your files"))
        files = [path for path in sorted((FIELD / name).iterdir()) if path.is_file()]
        place.set_value([(path.name, path.read_bytes(), "text/csv") for path in files]).run()
        assert not app.exception
        return app

    return upload


def press(app, label: str) -> None:
    found = next(b for b in app.button if b.label.replace("\\", "").startswith(label))
    app.button(key=found.key).click().run()
    assert not app.exception


def can_open(app) -> bool:
    return not next(button for button in app.button if button.label == "Open it").disabled


def page_text(words, app) -> str:
    return words(app).replace("\\", "")


def test_totals_are_asked_about_before_opening_and_the_answer_can_be_taken_back(upload, words):
    app = upload("09-total-row")
    assert "2 rows seem to be totals or means of others" in page_text(words, app)
    assert "1 question above is to be answered" in page_text(words, app)
    assert not can_open(app)
    press(app, "Leave these 2 rows out")
    assert "6 districts" in app.success[-1].value
    assert can_open(app)
    press(app, "Undo")
    assert not can_open(app)
    press(app, "As it is")
    assert "8 districts" in app.success[-1].value
    press(app, "Open it")
    assert any("is open now" in message.value for message in app.success)


def test_centres_nowhere_are_asked_about_before_opening(upload, words):
    app = upload("07-centres-at-zero-zero")
    assert "3 centres lie in no district (2 of them at 0°, 0°; rows 2, 3 and 4)" in page_text(words, app)
    assert not can_open(app)
    press(app, "Leave these 3 rows out")
    assert can_open(app)


def test_a_long_table_is_turned_on_agreement(upload, words):
    app = upload("13-tidy-table")
    assert "This table is long: one row a value" in page_text(words, app)
    assert not any(button.label in ("Open it", "Use these") for button in app.button)
    press(app, "Turn it")
    press(app, "Use these")
    assert "2 indicators, 0 cities, 4 districts" in app.success[-1].value
    assert can_open(app)


def test_fractions_are_asked_about_with_both_readings(upload, words):
    app = upload("12-fractions-in-a-percent-column")
    assert "4 figures lie between 0 and 1 in a column of per cents" in page_text(words, app)
    labels = [button.label.replace("\\", "") for button in app.button]
    assert {"× 100: 0.55 is 55", "× 100: 0.39 is 39"} < set(labels)
    assert labels.count("As it is") == 2
    press(app, "× 100: 0.55")
    assert not can_open(app)
    press(app, "As it is")
    assert can_open(app)


def test_a_list_of_libraries_becomes_a_dataset_of_its_own_in_a_few_clicks(upload, words):
    app = upload("18-library-list-as-published")
    grid = next(frame.value for frame in app.dataframe if "heading" in frame.value)
    read_as = dict(zip(grid["heading"], grid["column"], strict=True))
    assert (read_as["Library"], read_as["Type"], read_as["Latitude"]) == ("name", "kind", "lat")
    mode = next(radio for radio in app.radio if radio.label == "These files are")
    assert mode.value == "own", "it shares no ground with the cities of China"
    assert "nothing in common with the open one" in page_text(words, app)
    press(app, "Use these")
    press(app, "Number the rows")
    press(app, "“official” for all")
    assert can_open(app)
    press(app, "Open it")
    app.switch_page("pages/coverage.py").run()
    assert not app.exception
    assert "4 learning centres, none of whose opening hours are known." in page_text(words, app)


def test_positions_that_look_wrong_are_to_be_answered_too_and_asked_about_once(open_page, words):
    files = {path.name: path.read_text() for path in (FIELD / "07-centres-at-zero-zero").iterdir()}
    header, *rows = files["centres.csv"].replace("c0", "c6").replace("0,0,50", "10.03,50.03,50").splitlines()
    files["centres.csv"] = "\n".join([header.replace("lon,lat", "lat,lon"), *rows])
    app = open_page("data")
    place = next(one for one in app.get("file_uploader") if one.label.startswith("Your files"))
    place.set_value([(name, text.encode(), "text/csv") for name, text in sorted(files.items())]).run()
    assert not app.exception
    assert "centres lie in no district" not in page_text(words, app)
    assert not can_open(app)
    press(app, "As it is")
    assert "centres lie in no district" in page_text(words, app)
    press(app, "Undo")
    press(app, "Read them as latitude and longitude swapped")
    assert "1 centre lies in no district" in page_text(words, app)


def test_text_whose_encoding_is_not_clear_is_asked_about_with_the_names_of_each_reading(open_page, words):
    app = open_page("data")
    place = next(one for one in app.get("file_uploader") if one.label.startswith("Your files"))
    content = "city,name\nA,서울특별시\nB,부산광역시\n".encode("cp949")
    place.set_value([("cities.csv", content, "text/csv")]).run()
    assert "in which encoding this text is written is not clear" in page_text(words, app).lower()
    press(app, "EUC-KR: 서울특별시 · 부산광역시")
    assert "EUC-KR: 서울특별시 · 부산광역시" in page_text(words, app), (
        "what was answered stands, to be taken back"
    )
    press(app, "Undo")
    press(app, "GB18030: 辑匡漂喊矫 · 何魂堡开矫")


def test_what_is_clear_is_read_and_can_be_read_otherwise(upload, words):
    app = upload("04-korean-cp949")
    assert "read as EUC-KR: “시립도서관" in page_text(words, app)
    assert can_open(app)


def test_a_dash_and_a_point_are_asked_sign_by_sign(upload, words):
    app = upload("10-dash-means-zero")
    press(app, "Use these")
    assert "2 cells (evening) hold “-”. Some offices write it for exactly zero" in page_text(words, app)
    press(app, "“-” is zero")
    press(app, "“.” is unknown (blank)")
    assert "“-” is read as 0 in evening" in page_text(words, app)
    press(app, "Read the comma as decimal mark")
    assert can_open(app)


def test_lakhs_are_read_by_one_click(upload, words):
    app = upload("25-lakh-grouping")
    assert "“12,34,567” would be read as 1234567" in page_text(words, app)
    press(app, "Read them as numbers: 12,34,567 is 1234567")
    assert can_open(app)
