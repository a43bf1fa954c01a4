"""What is asked on the page Data before an upload is opened, answer by answer."""

from pathlib import Path

import pytest

FIELD = Path(__file__).parents[1] / "field"


@pytest.fixture
def asked(open_page):
    """Give the function that opens the page Data and uploads a folder of the field."""

    def asked(name: str):
        app = open_page("data")
        place = next(one for one in app.get("file_uploader") if one.label.startswith("Your files"))
        files = [path for path in sorted((FIELD / name).iterdir()) if path.is_file()]
        place.set_value([(path.name, path.read_bytes(), "text/csv") for path in files]).run()
        assert not app.exception
        return app

    return asked


def press(app, label: str) -> None:
    app.button(key=next(b.key for b in app.button if b.label.startswith(label))).click().run()
    assert not app.exception


def can_open(app) -> bool:
    return not next(button for button in app.button if button.label == "Open it").disabled


def said(words, app) -> str:
    return words(app).replace("\\", "")


def test_totals_are_asked_about_before_opening_and_the_answer_can_be_taken_back(asked, words):
    app = asked("09-total-row")
    assert "2 rows seem to be totals or means of others" in said(words, app)
    assert "1 question above is to be answered" in said(words, app)
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


def test_centres_nowhere_are_asked_about_before_opening(asked, words):
    app = asked("07-centres-at-zero-zero")
    assert "3 centres lie in no district (2 of them at 0°, 0°; rows 2, 3 and 4)" in said(words, app)
    assert not can_open(app)
    press(app, "Leave these 3 rows out")
    assert can_open(app)
