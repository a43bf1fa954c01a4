"""The page Monitor: what it says of targets is what the engine finds."""

from datetime import date
from pathlib import Path

import pytest

from lcity import computed
from lcity.dataset import read
from lcity.monitor.progress import monitored
from lcity.text import language

ENGLAND9 = Path(__file__).parents[2] / "data" / "england9"
WEST_YORKSHIRE = "E47000003"


@pytest.fixture(scope="module")
def expected():
    dataset = read(ENGLAND9, computed.COMPUTATIONS)
    latest = computed.complete(dataset, "city", max(dataset.years))
    return monitored(dataset, "city", latest, date.today().year)


def table(app):
    return app.dataframe[0].value


def test_the_worst_stands_first_with_a_sign_and_a_word_and_its_years(open_page, words, expected):
    app = open_page("monitor", dataset=ENGLAND9, watch="city")
    found, own = table(app), expected[expected["target"].notna()]
    en = language("en")
    assert [status[2:] for status in found["Status"]] == [
        en.t(f"monitor.status.{word}") for word in own["status"]
    ]
    assert found["Status"].str[0].nunique() == own["status"].nunique()
    text = words(app).replace("\\", "")
    assert f"Of {len(own)} figures with a target" in text
    first = own.iloc[0]
    assert len(found["Over the years"].iloc[0]) > 2
    assert "moves away" in text
    assert str(first["target_year"]) in text
    assert "not a target anybody has set" in text


def test_one_indicator_of_every_unit_and_another_method(open_page, expected):
    app = open_page("monitor", dataset=ENGLAND9, watch="city", key="fe_participation", way="compound_rate")
    found = table(app)
    assert len(found) == (expected["key"] == "fe_participation").sum()
    assert found["Indicator"].nunique() == 1
    assert app.query_params["way"] == "compound_rate"


def test_of_a_city_its_districts_and_in_chinese_the_doubts_and_cases(open_page, words):
    app = open_page("monitor", city="330100", watch="district", lang="zh")
    assert not app.exception
    app = open_page("monitor", watch="city", lang="zh")
    text = words(app)
    assert "模拟" in text
    assert "自报" in text
    assert "偏离" in text or "未达成" in text
