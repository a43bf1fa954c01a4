"""The page Monitor: what it says of targets is what the engine finds."""

from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from lcity import computed
from lcity.monitor.progress import monitored
from lcity.text import language
from lcity.ui.monitor import view
from lcity.ui.monitor import words as alerts
from tests.pages.tables import frame, shown

ENGLAND9 = Path(__file__).parents[2] / "data" / "england9"
WEST_YORKSHIRE = "E47000003"


@pytest.fixture(scope="module")
def expected(england9):
    latest = computed.complete(england9, "city", max(england9.years))
    return monitored(england9, "city", latest, date.today().year)


def table(app):
    return frame(app)


def test_the_worst_stands_first_with_a_sign_and_a_word_and_its_years(seen, words, expected):
    app = seen("monitor", dataset=ENGLAND9, watch="city")
    found, own = table(app), expected[expected["target"].notna()]
    en = language("en")
    assert [status[2:] for status in found["Status"]] == [
        en.t("monitor.perhaps", status=word) if unsure else word
        for word, unsure in zip(
            (en.t(f"monitor.status.{word}") for word in own["status"]), own["unsure"], strict=True
        )
    ]
    assert found["Status"].str[0].nunique() == len(own[["status", "unsure"]].drop_duplicates())
    # What falls is counted apart from what may not fall at all, and no year is promised to either.
    falls = own[own["status"] == "away"]
    assert falls["unsure"].is_monotonic_increasing
    assert 0 < falls["unsure"].sum() < len(falls)
    told = [own.value for own in app.markdown if "figures with a target" in own.value]
    assert str(int((~falls["unsure"]).sum())) in told[0]
    assert str(int(falls["unsure"].sum())) in told[0]
    assert set(found["If it goes on so"].iloc[: len(falls)]) == {en.t("monitor.when.never")}
    text = words(app).replace("\\", "")
    assert f"Of {len(own)} figures with a target" in text
    first = own.iloc[0]
    assert len(found["Over time"].iloc[0]) > 2
    assert "away from" in text
    assert str(first["target_year"]) in text
    assert "not a target anybody has set" in text


def test_names_take_lines_where_figures_take_width_so_that_neither_is_cut(seen):
    app = seen("monitor", dataset=ENGLAND9, watch="city")
    en = language("en")
    for number in range(2):
        found = shown(app, "lcity_table", number)
        wrapping = {own["label"]: own.get("wraps") for own in found["columns"]}
        assert found["fitted"]
        assert wrapping.pop(en.t("monitor.indicator")) == "always"
        assert set(wrapping.values()) <= {"narrow", None}
        assert wrapping[en.t("monitor.provenance")] is None


def test_a_figure_stands_with_its_year_and_units_and_whose_targets_stand_below(seen, words, expected):
    app = seen("monitor", dataset=ENGLAND9, watch="city")
    found, own = table(app), expected[expected["target"].notna()]
    years = own["year"].astype(int).astype(str)
    assert found["Latest (year)"].str.extract(r"\((\d{4})\)$")[0].tolist() == years.tolist()
    assert set(found["Target (year)"].str.extract(r" \((\d{4})\)$")[0]) == {"2030"}
    # A laptop's width has room for nine columns of these figures.
    assert len(found.columns) == 9
    text = words(app).replace("\\", "")
    assert "per 100,000 people aged 19–64 for Adults in further education and skills" in text
    assert (
        language("en").t("report.target_of", name="Department for Education, by ONS Explore Local Statistics")
        in text
    )


def test_one_indicator_of_every_unit_and_another_method(open_page, expected):
    app = open_page("monitor", dataset=ENGLAND9, watch="city", key="fe_participation", way="compound_rate")
    found = table(app)
    assert len(found) == (expected["key"] == "fe_participation").sum()
    assert "Indicator" not in found
    assert app.query_params["way"] == "compound_rate"


def test_of_a_city_its_districts_and_in_chinese_the_doubts_and_cases(open_page, words):
    app = open_page("monitor", city="330100", watch="district", lang="zh")
    assert not app.exception
    zh, course = language("zh"), ("line", "trend", "when")
    app = open_page("monitor", watch="city", lang="zh", key="coverage_1000m")
    # One year alone has no course.
    assert not {zh.t(f"monitor.{name}") for name in course} & set(table(app))
    app = open_page("monitor", watch="city", lang="zh", city="440100")
    found = table(app)
    assert found[zh.t("monitor.unit.city")].iloc[0] == "广州"
    assert found[zh.t("monitor.line")].map(len).max() > 2
    assert "广州：1项有目标的数字中：" in words(app)
    text = words(app)
    assert "模拟" in text
    assert "自报" in text
    assert "偏离" in text or "未达成" in text


def test_a_target_of_ones_own_goes_before_the_datasets_and_is_never_called_a_policy(
    open_page, words, expected
):
    app = open_page("monitor", dataset=ENGLAND9, watch="city", target="city:fe_participation::9000:2030")
    found = table(app)
    own = found[found["Target (year)"] == "9,000 (2030), your own"]
    assert len(own) == (expected["key"] == "fe_participation").sum()
    assert not own["Status"].str.contains("reached").any()
    text = words(app).replace("\\", "")
    assert "your own target of 9,000" in text
    assert "no policy" in text
    (back,) = [one for one in app.button if one.key == "monitor.own.back.0"]
    app = back.click().run()
    assert "target" not in app.query_params
    assert not table(app)["Target (year)"].str.contains("own").any()


def test_a_target_is_set_on_the_page_for_one_unit_and_stands_in_the_link(open_page):
    app = open_page("monitor", dataset=ENGLAND9, watch="city", city=WEST_YORKSHIRE, key="fe_participation")
    (value,) = [one for one in app.number_input if one.key.startswith("monitor.own.value.")]
    assert value.value == 5174
    value.set_value(6000)
    (year,) = [one for one in app.number_input if one.key == "monitor.own.year"]
    app = year.set_value(2028).run()
    (set_it,) = [one for one in app.button if one.key == "monitor.own.set"]
    app = set_it.click().run()
    assert app.query_params["target"] == f"city:fe_participation:{WEST_YORKSHIRE}:6000:2028"
    assert [target for target in table(app)["Target (year)"] if "own" in target] == ["6,000 (2028), your own"]


def test_when_a_target_is_reached_is_a_range_that_the_engine_finds(seen, expected):
    app = seen("monitor", dataset=ENGLAND9, watch="city")
    own = expected[expected["target"].notna()].reset_index(drop=True)
    told = table(app)["If it goes on so"]
    sure = own[np.isfinite(own["reached_to"]) & (own["reached_to"] <= 2100) & (own["status"] != "away")]
    assert len(sure)
    for row in sure.itertuples():
        first, last = f"{row.reached_from:.0f}", f"{row.reached_to:.0f}"
        assert told[row.Index] == (first if first == last else f"{first}–{last}")
    assert set(told[own["status"] == "reached"]) == {""}


def test_breaks_are_named_and_make_no_trend(open_page, words):
    app = open_page("monitor", dataset=ENGLAND9, watch="city", key="gcse_english_maths_by_19")
    assert "Trend a year" not in table(app)
    assert "2023 and 2025" in words(app)


def test_an_indicator_of_all_districts_is_a_line_each(open_page):
    app = open_page("monitor", dataset=ENGLAND9, watch="district", key="fe_participation", city="E47000001")
    (drawn,) = [one.proto.body for one in app.get("html") if "<figure" in one.proto.body]
    assert drawn.count("<img") == drawn.count("<figure title=") == len(table(app)) == 10


def test_rows_too_many_to_write_are_a_grid_of_the_same_words(seen, open_page, monkeypatch):
    link = {"dataset": ENGLAND9, "watch": "city"}
    written = seen("monitor", **link)
    monkeypatch.setattr(view, "MOST_WRITTEN", 3)
    grid = open_page("monitor", **link).dataframe[0].value
    line = language("en").t("monitor.line")
    assert [list(own) or "" for own in grid[line]] == table(written)[line].tolist()
    pd.testing.assert_frame_equal(grid.drop(columns=line), table(written).drop(columns=line))
    # What a line shows is said in words, year by year.
    own = shown(written, "lcity_table")["rows"][0]["cells"][grid.columns.get_loc(line)]
    assert own["tip"].count(": ") == len(own["line"]) > 1


def test_town_and_country_are_parted_by_density_where_nothing_better_is_known(seen, words):
    app = seen("monitor", dataset=ENGLAND9, watch="city")
    apart = frame(app, 1)
    assert "High-growth businesses" in set(apart["Indicator"])
    assert apart["Gap in the same local authorities"].str.contains("→").any()
    assert "26 and 26" in words(app)
    # What is shown of the gap is what is shown of town less what is shown of country.
    town, country, gap = (
        apart[name].str.replace("\N{MINUS SIGN}", "-").str.replace("[%,\N{NO-BREAK SPACE}]", "", regex=True)
        for name in ("Town", "Country", "Gap")
    )
    assert (town.astype(float) - country.astype(float)).to_numpy() == pytest.approx(gap.astype(float))
    # The widest stands first by the scale that is shown, and the sentence names that.
    spans = apart[language("en").t("monitor.town.points")].str.replace("\N{MINUS SIGN}", "-").str.lstrip("-")
    assert spans.iloc[:3].astype(int).is_monotonic_decreasing
    assert f"{spans.iloc[0]}%" in words(app).replace("\\", "").replace("\N{NO-BREAK SPACE}", "")


@pytest.mark.parametrize(("unsure", "perhaps"), [([True, True], 2), ([True, False], 1), ([False, False], 0)])
def test_an_alert_is_no_firmer_than_the_statuses_it_counts(expected, unsure, perhaps, monkeypatch):
    monkeypatch.setenv("LCITY_DATASET", str(ENGLAND9))
    falls = expected[expected["status"] == "away"]
    own = falls[falls["key"] == falls["key"].value_counts().idxmax()].head(2).assign(unsure=unsure)
    assert len(own) == 2
    ((sentence, _),) = alerts.alerts("city", own)
    first = sentence.split(":")[1]
    assert ("perhaps" in first) == (perhaps > 0)
    assert ("1 of them" in first) == (perhaps == 1)


def test_a_target_without_a_figure_of_its_year_is_not_missed_yet(open_page, words, china15):
    """Shanghai and Wuhan have targets by 2025 and figures up to 2024; the others' of 2020 is decided."""
    app = open_page("monitor", watch="city")
    rows = table(app)
    pending = [status for status in rows["Status"] if "no figure of the target year yet" in status]
    assert pending
    assert not any(status.startswith("✕") for status in pending)
    latest = computed.complete(china15, "city", max(china15.years))
    found = monitored(china15, "city", latest, date.today().year)
    expected = found[(found["year"] < found["target_year"]) & (found["target_year"] < date.today().year)]
    expected = expected[expected["status"] != "reached"]
    assert len(pending) == len(expected)
    assert not (found["status"] == "missed").any()
    assert "missed" not in words(app)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_page_calls_the_same_dimension_weakest_and_says_by_what(open_page, words, lang):
    titles = set()
    for page, more in (("overview", {}), ("compare", {"level": "city"}), ("monitor", {"watch": "city"})):
        app = open_page(page, city="330100", lang=lang, **more)
        (told,) = [
            own.value
            for own in app.subheader
            if own.value.endswith(language(lang).t("cases.beside.both", dimension="@").split("@")[1])
        ]
        titles.add(told)
        why = language(lang).t("cases.why.city", dimension="", name="Hangzhou" if lang == "en" else "杭州")
        assert any(own.value.replace("\\", "") == why for own in app.caption)
    assert len(titles) == 1


def test_cases_and_policies_stand_beside_a_chosen_citys_weakest_dimension(open_page, words):
    for page, more in (("overview", {}), ("compare", {"level": "city"}), ("monitor", {"watch": "city"})):
        text = words(open_page(page, city="330100", **more)).replace("\\", "")
        assert "same country" in text
        assert "self-reported" in text
        assert "](https://" in text
        assert "a goal, not a result" in text
    assert "self-reported" not in words(open_page("overview"))


def test_cases_are_browsed_by_dimension_country_and_award(open_page, words):
    text = words(open_page("monitor", topic="talent", country="Morocco")).replace("\\", "")
    assert "**Benguerir, Morocco** (2024) · Talent" in text
    assert "**Melton, Australia**" not in text
    text = words(open_page("monitor", topic="talent", country="Denmark"))
    assert "No case is of all of this" in text


def test_cases_are_written_when_their_list_is_opened(open_page, words):
    app = open_page("monitor")
    assert "**Benguerir, Morocco** (2024)" not in words(app)
    app.session_state["lcity.cases.open"] = True
    assert "**Benguerir, Morocco** (2024)" in words(app.run())
    # It stays open while it is browsed, and when nothing is chosen any more.
    for topic in ("talent", ""):
        app.selectbox(key="widget.topic.en").set_value(topic).run()
        assert "**Benguerir, Morocco** (2024)" in words(app)
