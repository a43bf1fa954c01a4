"""The Participation page, on three small cities whose rates are known."""

from pathlib import Path

import pandas as pd
import pytest

from lcity.charts.groups.screen import figure_px
from lcity.text import language
from lcity.ui.participation import export, view
from lcity.ui.participation.numbers import View
from tests import folders
from tests.pages.tables import every, frame, shown

ENGLAND9 = Path(__file__).parents[2] / "data" / "england9"


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """Give three cities: 40 %, 41 %, 42 % … of a district's people take part in any way."""
    return folders.write(tmp_path_factory.mktemp("small"))


@pytest.fixture
def damaged(tmp_path):
    """Give the function that writes the small dataset with a changed table of participation."""

    def write(change):
        tables = folders.valid()
        changed = change(tables.pop("participation"))
        return folders.write(tmp_path, tables if changed is None else tables | {"participation": changed})

    return write


def table(app) -> pd.DataFrame:
    return frame(app)


def test_the_finding_is_computed_for_the_city_in_view(seen, words, small):
    app = seen("participation", dataset=small, city="010000")
    # 440 of 1,100, 861 of 2,100 and 1,302 of 3,100 people: 2,603 of 6,300.
    assert "In Ash, 41\N{NO-BREAK SPACE}% of residents took part in community learning in 2020" in words(app)
    assert app.title[0].value == "Who takes part?"


def test_group_and_mode_choose_the_rates(open_page, words, small):
    app = open_page("participation", dataset=small, city="010000", who="60p", mode="online")
    assert "of residents aged 60 and over took part in community learning online in 2020" in words(
        app
    ).replace("\\", "")
    first = table(app).iloc[0]
    # District 3 of Ash: 22 % of 620 older people learn online.
    assert first["60 and over: participants"] == "136"
    assert first["60 and over: people"] == "620"
    assert first["60 and over, %"] == "21.9"


def test_the_table_lists_the_city_highest_rate_first(seen, small):
    found = table(seen("participation", dataset=small, city="010000"))
    assert found["District"].tolist() == ["District 13", "District 12", "District 11"]
    assert found["Everyone, %"].tolist() == ["42.0", "41.0", "40.0"]
    assert found["Provenance"].tolist() == ["simulated"] * 3


def test_cities_can_be_compared(open_page, words, small):
    app = open_page("participation", dataset=small, level="city")
    assert table(app)["City"].tolist() == ["Cedar", "Birch", "Ash"]
    assert "Gap between age groups" in words(app)
    assert "most in Cedar (47\N{NO-BREAK SPACE}%), least in Ash (41\N{NO-BREAK SPACE}%)" in words(
        app
    ).replace("\\", "")


def test_of_all_cities_the_share_of_all_people_is_told_no_mean_of_rates(open_page, words, damaged):
    def everyone_in_ash(rows):
        return rows.assign(
            participants=rows["participants"].where(~rows["district"].str.startswith("01"), rows["people"])
        )

    dataset = damaged(everyone_in_ash)
    text = words(open_page("participation", dataset=dataset, level="city")).replace("\\", "")
    # 6,300 of 6,300 people, 6,752 of 15,300 and 11,441 of 24,300: 53 %. The mean of the rates is 64 %.
    assert "In the 3 cities with data, 53\N{NO-BREAK SPACE}% of residents took part" in text


def test_a_selected_district_is_selected_in_the_table_and_named_in_the_trend(open_page, words, small):
    app = open_page("participation", dataset=small, city="010000", district="010102")
    assert "District 12 over the years" in words(app)
    assert len(every(app, "lcity_chart")) == 3
    # Its city is compared with it: the map shows all of it, and its line has a colour of its own.
    assert shown(app, "lcity_map")["stays"]
    trend = next(chart for chart in every(app, "lcity_chart") if "over the years" in chart["label"])
    *own, compared = trend["series"]
    assert compared["line"]["colour"] not in {line["line"]["colour"] for line in own}
    assert compared["label"] == f"Ash · {language('en').t('participation.mode.any')}"


@pytest.fixture
def risen(damaged):
    """Give the small dataset where in 2019 only half as many took part as in 2020."""

    def halve(rows):
        rows = rows.copy()
        first = rows["year"] == "2019"
        rows.loc[first, "participants"] = (rows.loc[first, "participants"].astype(int) // 2).astype(str)
        return rows

    return damaged(halve)


def test_a_selected_district_is_answered_first_beside_its_city_and_its_first_year(open_page, words, risen):
    text = words(open_page("participation", dataset=risen, city="010000", district="010102"))
    text = text.replace("\\", "").replace("\N{NO-BREAK SPACE}", " ")
    assert (
        "In District 12, 41.0 % of residents took part in community learning in 2020 (Ash: 41.3 %), " in text
    )
    assert "21 percentage points more than in 2019" in text
    text = words(open_page("participation", dataset=risen, city="010000", lang="zh")).replace("\\", "")
    assert "2020年甲41%的居民参加了社区学习，比2019年提高21个百分点" in text
    text = words(open_page("participation", dataset=risen, city="010000", year=2019))
    assert "more than in" not in text


def test_a_colour_of_the_map_means_the_same_in_every_year_and_mode(open_page, risen):
    seen = {}
    for year, mode in ((2019, "any"), (2020, "any"), (2020, "online")):
        app = open_page("participation", dataset=risen, city="010000", year=year, mode=mode)
        seen[year, mode] = next(html.proto.body for html in app.get("html") if "0–" in html.proto.body)
    assert len(set(seen.values())) == 1


def test_what_the_map_says_on_hover_is_marked(seen, small):
    app = seen("participation", dataset=small, city="010000")
    tips = [tip for _, _, _, tip in shown(app, "lcity_map")["units"]]
    assert tips[0].splitlines()[0] == "District 11"
    assert all(tip.endswith("people (simulated)") for tip in tips)


def test_a_year_before_the_figures_says_so_and_shows_none(open_page, words, small):
    app = open_page("participation", dataset=small, year=2010)
    assert "no participation figures from 2010 or before; the first are from 2019" in words(app)
    assert not every(app, "lcity_chart")
    assert "participation.table" not in str(app.main)


def test_missing_figures_are_named_counted_and_left_blank(open_page, words, damaged):
    folder = damaged(lambda rows: rows[(rows["district"] != "010103") | (rows["year"] != "2020")])
    app = open_page("participation", dataset=folder, city="010000")
    text = words(app).replace("\\", "")
    assert "1 of 3 districts has no data in 2020: District 13." in text
    # The other two hold 3,000 of 6,000 people, fewer than 65 %.
    assert (
        "There are no figures on how many residents of Ash took part in community learning in 2020." in text
    )
    found = table(app).set_index("District")
    assert set(found.loc["District 13", ["Everyone, %", "Everyone: participants"]]) == {"No data"}


def test_a_few_missing_years_are_named(open_page, words, damaged):
    folder = damaged(lambda rows: rows[(rows["district"] != "010103") | (rows["year"] != "2019")])
    link = {"dataset": folder, "city": "010000"}
    text = words(open_page("participation", **link)).replace("\\", "")
    assert "Over all years, 1 of 6 yearly figures is missing and left blank: District 13 in 2019." in text
    text = words(open_page("participation", lang="zh", **link)).replace("\\", "")
    assert "历年共有6个年度数值，其中1个缺失（区132019年），图中留空。" in text


def test_without_the_file_one_sentence_names_it(open_page, words, damaged):
    app = open_page("participation", dataset=damaged(lambda rows: None))
    assert "A file participation.csv with the columns district, year, group" in words(app).replace("\\", "")
    assert not every(app, "lcity_chart")


def test_a_year_less_table_has_no_trend(open_page, words, tmp_path):
    tables = folders.valid()
    for name in ("values_city", "values_district", "participation"):
        latest = tables[name][tables[name]["year"] == tables[name]["year"].max()]
        tables[name] = latest.drop(columns="year")
    del tables["meta"]["default_year"]
    app = open_page("participation", dataset=folders.write(tmp_path, tables), city="010000")
    assert "In Ash, 41\N{NO-BREAK SPACE}% of residents took part in community learning;" in words(
        app
    ).replace("\\", "")
    assert "no years, so there is no trend" in words(app)
    assert len(every(app, "lcity_chart")) == 2


def test_simulated_figures_are_marked_and_their_correlation_warned_of(open_page, words, small):
    text = words(open_page("participation", dataset=small))
    assert "some figures of this page" in text
    assert "shows how they were simulated, and nothing about the world" in text


def test_observed_figures_get_the_plain_caution(open_page, words, tmp_path):
    tables = folders.valid()
    tables["participation"]["provenance"] = "survey"
    tables["centres"]["provenance"] = "official"
    text = words(open_page("participation", dataset=folders.write(tmp_path, tables)))
    assert "A correlation is not a cause" in text
    assert "orange-background" not in text


def test_a_name_in_the_data_is_never_obeyed(open_page, words, tmp_path):
    tables = folders.valid()
    tables["cities"].loc[0, "name"] = "**Ash** <b>[x](javascript:0)"
    text = words(open_page("participation", dataset=folders.write(tmp_path, tables), city="010000"))
    assert "\\*\\*Ash\\*\\* \\<b\\>\\[x\\]\\(javascript\\:0\\)" in text
    assert "**Ash**" not in text.replace("\\*", "")


def test_the_table_to_take_away_says_how_far_each_figure_can_be_trusted(monkeypatch, small):
    monkeypatch.setenv("LCITY_DATASET", str(small))
    view = View("district", "all", "onsite", "010000", "", 2020, 2020)
    table = export.units_table(view)
    rows = table.rows
    assert len(rows) == 3 * 3
    assert {c.key: c.provenance for c in table.columns if c.provenance} == dict.fromkeys(
        ("participants", "people", "rate"), "simulated"
    )
    first = rows.iloc[0]
    assert (first["unit"], first["name"], first["city"], first["year"]) == (
        "010101",
        "District 11",
        "Ash",
        2020,
    )
    assert (first["participants"], first["people"]) == (330, 1100)
    assert first["rate"] == pytest.approx(0.3)
    assert rows[["participants", "people"]].dtypes.astype(str).tolist() == ["Int64", "Int64"]


def test_choices_stay_in_the_link_and_across_pages(open_page, small):
    app = open_page("participation", dataset=small, lang="en", city="020000", who="60p", mode="online")
    app.segmented_control(key="widget.order.en").set_value("rate").run()
    app.switch_page("pages/method.py").run()
    app.switch_page("pages/participation.py").run()
    assert app.segmented_control(key="widget.who.en").value == "60p"
    assert {name: text for name, text in app.query_params.items() if name not in ("v", "d")} == {
        "lang": "en",
        "city": "020000",
        "who": "60p",
        "mode": "online",
        "order": "rate",
    }


def test_the_gap_chart_scrolls_only_where_it_has_more_rows_than_there_is_room_for(
    open_page, small, monkeypatch
):
    def heights(node):
        own = getattr(getattr(node, "proto", None), "height_config", None)
        found = [own.pixel_height] if own is not None and own.pixel_height else []
        children = getattr(node, "children", {}).values()
        return found + [height for child in children for height in heights(child)]

    assert view.MOST_ROWS >= 20, "as many districts as Chengdu has"
    assert figure_px(2) not in heights(open_page("participation", dataset=small, city="010000").main)
    monkeypatch.setattr(view, "MOST_ROWS", 2)
    assert figure_px(2) in heights(open_page("participation", dataset=small, city="010000").main)


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("level", ["city", "district"])
def test_the_shipped_dataset_opens(open_page, lang, level):
    app = open_page("participation", lang=lang, level=level)
    assert len(every(app, "lcity_chart")) == 3
    assert len(table(app)) >= 6


def test_what_counts_as_taking_part_is_said_in_the_words_of_the_dataset(open_page, words, tmp_path):
    tables = folders.valid()
    learned = tables["indicators"].query("key == 'schooling'")
    link = {
        "key": "participation_60p",
        "computed": "participation_60p",
        "provenance": "derived",
        "denominator": "people_60p",
        "definition": "People who came at least once in the year.",
    }
    tables["indicators"] = pd.concat([tables["indicators"], learned.assign(**link)], ignore_index=True)
    folder = folders.write(tmp_path, tables)
    text = words(open_page("participation", dataset=folder, who="60p")).replace("\\", "")
    assert "People who came at least once in the year." in text
    tables["indicators"]["definition"] = ""
    bare = words(open_page("participation", dataset=folders.write(tmp_path / "bare", tables)))
    assert "What counts as taking part" not in bare


def test_a_surveyed_whole_per_cent_is_shown_without_digits_it_does_not_have(open_page, words):
    visited = "Visited a public library in the year"
    app = open_page("participation", dataset=ENGLAND9, activity=visited, city="E47000006")
    found = frame(app)
    percent, participants = (found.iloc[:, at].str.replace(",", "") for at in (1, 2))
    assert percent.str.fullmatch(r"\d+").all()
    assert participants.str.endswith("00").all()
    assert language("en").t("participation.whole_percents") in words(app)
    for chart in every(app, "lcity_chart"):
        assert not any(
            "." in tip.splitlines()[-1] for series in chart["series"] for tip in series["tips"] or ()
        )
