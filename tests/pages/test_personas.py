"""The personas' view on Compare: three small cities by hand, and the shipped ones."""

import pytest

from tests import folders
from tests.pages.tables import column, ids, shown

ASH = "010000"
OWN = "Night nurse~30~6~1.2~people~~wd0-6~learned:10,open:90"


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    return folders.write(tmp_path_factory.mktemp("small"))


def plain(text):
    return text.replace("\\", "").replace("\N{NO-BREAK SPACE}", " ")


def submit(app, label):
    return next(button for button in app.button if button.label == label).click()


def field(app, name):
    """Return the key of a field of the form."""
    form = next(slider.key for slider in app.slider if slider.key.endswith(".minutes"))
    return f"{form.removesuffix('minutes')}{name}"


def test_what_they_can_use_and_what_costs_most_is_said(open_page, words, small):
    text = plain(words(open_page("compare", see="personas", dataset=small, city=ASH)))
    # One place in nine has its district's centre within reach; that of the third has unknown hours.
    assert (
        "Older resident: if all residents aged 60 and over in Ash lived by what is assumed, 6 % would have a "
        "learning centre they can use, against 11 % of everyone as usually counted; opening hours cost most."
        in text
    )
    assert "At most 15 minutes at 3.5 km/h; ways 1.2 times the straight line: 729 m" in text
    assert "Every day 8:00–17:00" in text
    assert "Community school and Library" in text
    assert "Municipal college" not in text, "the dataset has no such kind"


def test_an_own_persona_comes_with_the_link_and_reaches_as_far_as_it_says(open_page, words, small):
    app = open_page("compare", see="personas", dataset=small, city=ASH, mine=OWN, persona="own1")
    text = plain(words(app))
    # 2,500 m reach four more places in nine; at night only the second district's centre is open.
    assert "Night nurse: if all residents in Ash lived by what is assumed, 19 % would" in text
    assert "Ash: from everyone, as usually counted, to “Night nurse”" in text
    assert "Open 90 %" in text
    assert (app.query_params["mine"], app.query_params["persona"]) == (OWN, "own1")


def test_the_table_ranks_through_their_eyes_beside_the_usual(open_page, small):
    app = open_page("compare", see="personas", dataset=small, city=ASH, level="city", persona="shift")
    table = shown(app, "lcity_table")
    assert column(table, 3) == ["Cedar", "Birch", "Ash"]
    assert [text.split(" ")[0] for text in column(table, 0)] == ["1", "2", "3"]
    assert all("(" in text and "–" in text for text in column(table, 0) + column(table, 1))
    assert set(column(table, 2)) == {"="}
    assert table["selected"] == ASH


def test_on_the_map_stands_their_coverage_beside_everyones(open_page, small):
    drawn = shown(open_page("compare", see="personas", dataset=small, city=ASH), "lcity_map")
    tips = [plain(tip) for _, _, _, tip in drawn["units"]]
    assert tips[0] == (
        "District 11\n11 % of 220 residents aged 60 and over would have a learning centre they can use\n"
        "Everyone, usually: 11 % (simulated)"
    )
    assert tips[2].split("\n")[1].startswith("0 % of")


def test_a_changed_persona_is_kept_changed_again_and_let_go(open_page, words, small):
    app = open_page("compare", see="personas", dataset=small, city=ASH, persona="shift")
    app.text_input(key=field(app, "name")).set_value("Guard|~ at night")
    app.slider(key=field(app, "minutes")).set_value(20)
    app.slider(key=field(app, "wd")).set_value((18, 24))
    app.multiselect(key=field(app, "kinds")).set_value(["library"])
    submit(app, "Keep as my own").run()
    assert app.query_params["persona"] == "own1"
    assert app.query_params["mine"].startswith("Guard at night~20~4.8~1.2~people~library~wd18-24,sa20-23~")
    assert "Guard at night: " in plain(words(app))
    app.slider(key=field(app, "minutes")).set_value(30)
    submit(app, "Keep the changes").run()
    assert app.query_params["mine"].startswith("Guard at night~30~")
    submit(app, "Delete this persona").run()
    assert "mine" not in app.query_params
    assert "Older resident: " in plain(words(app))


def test_no_more_than_five_can_be_kept(open_page, words, small):
    mine = "|".join([OWN] * 5)
    app = open_page("compare", see="personas", dataset=small, mine=mine)
    assert "There are 5 personas of your own already" in plain(words(app))
    assert not any(button.label == "Keep as my own" for button in app.button)


def test_using_a_persona_sets_the_choices_of_the_other_pages(open_page):
    app = open_page("compare", see="personas", persona="wheelchair", city="110000")
    submit(app, "Use on Coverage and City ranking").run()
    link = app.query_params
    assert link["r"] == "500"
    assert link["kinds"] == "college_municipal,college_district,library,museum,open_campus"
    assert "group" not in link, "everyone is what Coverage begins with"
    assert link["hour"][:3] in {"tue", "wed", "thu", "fri", "sat"}
    given = dict(pair.split(":") for pair in link["w"].split(","))
    assert {"everywhere": "100", "at_all_times": "40", "knowledge": "20"}.items() <= given.items()
    app.switch_page("pages/coverage.py").run()
    assert not app.exception
    assert app.select_slider(key="widget.r.en").value == 500


def test_chinese_says_the_same(open_page, words, small):
    text = plain(words(open_page("compare", see="personas", dataset=small, city=ASH, lang="zh")))
    assert "老年居民：若甲的60岁及以上居民均符合其假设条件，6%能用上学习中心（通常口径为11%）" in text
    assert "此人" not in text


@pytest.mark.parametrize(("name", "text"), [("persona", "own1"), ("mine", "Me~99"), ("mine", "<b>")])
def test_what_a_link_cannot_mean_is_left_out_and_said(open_page, small, name, text):
    app = open_page("compare", see="personas", dataset=small, **{name: text})
    assert name not in app.query_params
    assert any("persona" in note.value for note in app.info)


def test_without_centres_the_view_says_which_file_it_needs(open_page, words, tmp_path):
    tables = folders.valid()
    indicators = tables["indicators"]
    tables["indicators"] = indicators[indicators["computed"] == ""]
    tables.pop("centres")
    app = open_page("compare", see="personas", dataset=folders.write(tmp_path, tables))
    assert "centres.csv" in plain(words(app))
    assert not app.get("plotly_chart")


def test_a_district_chosen_is_told_of(open_page, words, small):
    text = plain(words(open_page("compare", see="personas", dataset=small, district="010103", city=ASH)))
    assert "if all residents aged 60 and over in District 13, Ash lived by what is assumed, 0 % would" in text
    assert ids(shown(open_page("compare", see="personas", dataset=small), "lcity_table"))


def test_the_chosen_unit_is_named_beside_those_that_move_most(open_page, words):
    app = open_page("compare", see="personas", persona="shift", city="510100", district="510112")
    table = shown(app, "lcity_table")
    row = next(row for row in table["rows"] if row["id"] == "510112")
    rank, usual = (row["cells"][place]["text"].split(" ")[0] for place in (0, 1))
    assert f"Longquanyi, Chengdu ranks {rank} here and {usual} usually." in plain(words(app))
    assert "Evening-only worker: " in plain(words(app))
    unranked = plain(words(open_page("compare", see="personas", district="440306")))
    assert "Bao'an, Shenzhen is not ranked for lack of data." in unranked
