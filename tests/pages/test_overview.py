"""The overview page: where everyone stands, why, and where to go on."""

import pytest

from lcity import computed
from lcity.dataset import read
from lcity.index import Tree, Weights, gaps, score_units
from lcity.scenario.question import Question
from lcity.scenario.siting import plan
from lcity.text import language
from tests import folders
from tests.pages.tables import column, ids, shown

RANK, RANGE, NAME, INDEX = range(4)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return folders.write(tmp_path_factory.mktemp("three") / "cities")


@pytest.fixture(scope="module")
def rankings(folder):
    dataset = read(folder, computations=computed.COMPUTATIONS)
    tree = Tree.from_table(dataset.indicators)
    return {
        level: score_units(
            computed.complete(dataset, level, 2020).values, dataset.indicators, tree, Weights()
        )
        for level in ("city", "district")
    }


def test_every_city_stands_in_rank_order_with_its_scores(seen, folder, rankings):
    app = seen(dataset=folder)
    table, ranking = shown(app, "lcity_table"), rankings["city"]
    expected = ranking.table()
    assert ids(table) == list(expected.index)
    assert column(table, RANK) == ["1", "2", "3"]
    assert column(table, INDEX) == [f"{score:.1f}" for score in expected["score"]]
    for own, ends in zip(expected["rank"], column(table, RANGE), strict=True):
        low, *high = map(int, ends.split("–"))
        assert low <= own <= (high or [low])[0]
    for number, dimension in enumerate(("learned", "open")):
        scores = [cell["value"] for row in table["rows"] for cell in [row["cells"][INDEX + 1 + number]]]
        assert scores == pytest.approx(ranking.nodes.loc[expected.index, dimension].tolist())


def test_simulated_stands_at_the_heads_it_concerns_and_in_words(seen, words, folder, rankings):
    app = seen(dataset=folder)
    heads = {head["label"]: head.get("mark", "") for head in shown(app, "lcity_table")["columns"]}
    share = rankings["city"].shares["coverage_1000m"]
    assert share == pytest.approx(1 / 3 / 4)
    assert heads == {
        "Rank": "",
        "Range (weights)": "",
        "City": "",
        "Index": f"{share:.0%}".replace("%", "\N{NO-BREAK SPACE}% simulated"),
        "Learned": "",
        "Open": "25\N{NO-BREAK SPACE}% simulated",
    }
    assert "of the index rests on simulated figures" in words(app)


def test_the_finding_names_the_first_and_the_last(seen, words, folder, rankings):
    app = seen(dataset=folder)
    table = rankings["city"].table()
    names = dict(zip(folders.CITIES, ("Ash", "Birch", "Cedar"), strict=True))
    finding = next(line for line in words(app).splitlines() if "stands first" in line)
    assert finding.startswith(f"## {names[table.index[0]]} stands first of 3 cities at")
    assert f"{names[table.index[-1]]} is last" in finding


def test_findings_are_links_to_the_pages_that_go_on_with_them(seen, folder):
    app = seen(dataset=folder)
    links = {link.proto.page: link.proto.label for link in app.main.get("page_link")}
    assert set(links) == {"coverage"}
    assert "simulated" in links["coverage"]
    assert "live within 1,000 m of a learning centre" in links["coverage"]


def test_what_the_next_places_bring_is_what_plan_finds_and_plan_opens_on_it(open_page, words, folder):
    link = {"city": "010000", "r": 2300, "new": 2}
    found = plan(read(folder), Question(new=2, city="010000", radius=2300))
    more = language("en").people(found.after.covered - found.before.covered)
    app = open_page(dataset=folder, **link)
    links = {link.proto.page: link.proto.label for link in app.main.get("page_link")}
    assert f"2 more places would bring {more} more residents of District" in links["plan"]
    assert "simulated" in links["plan"]
    assert "not for decisions" in links["plan"]
    app.switch_page("pages/plan.py").run()
    assert f"bring {more} more" in words(app)
    # Where Plan is chosen to ask something else, it is asked anew.
    app = open_page(dataset=folder, goal="worst", **link)
    next(button for button in app.button if "2 more places" in button.label).click().run()
    assert "goal" not in app.query_params
    assert f"bring {more} more" in words(app)


def test_of_a_district_the_next_places_are_for_its_own_people(open_page, words, folder):
    found = plan(read(folder), Question(new=3, city="020000", district="020102", radius=2300))
    more = language("en").people(found.after.covered - found.before.covered)
    app = open_page(dataset=folder, district="020102", r=2300)
    links = {link.proto.page: link.proto.label for link in app.main.get("page_link")}
    assert f"bring {more} more" in links["plan"]
    app.switch_page("pages/plan.py").run()
    assert f"bring {more} more" in words(app)


def test_the_finding_on_official_figures_opens_the_ranking_on_them(open_page, folder):
    app = open_page(dataset=folder)
    found = next(button for button in app.button if button.label.startswith("On official figures alone"))
    found.click().run()
    assert app.query_params["official"] == "1"
    assert shown(app, "lcity_board")["settings"]["official"] is True


def test_the_chosen_city_drives_map_districts_and_reasons(seen, words, folder, rankings):
    app = seen(dataset=folder, city="020000")
    assert shown(app, "lcity_table")["selected"] == "020000"
    own = [district for district in folders.DISTRICTS if district.startswith("02")]
    assert sorted(unit[0] for unit in shown(app, "lcity_map")["units"]) == own
    districts = shown(app, "lcity_table", 1)
    standing = rankings["district"].table()
    assert ids(districts) == [unit for unit in standing.index if unit in own]
    assert column(districts, RANK) == [str(standing["rank"][unit]) for unit in ids(districts)]
    found = gaps(rankings["city"], "020000")
    if found["points"].iloc[0] > 0:
        assert any(f"{found.index[0].capitalize()} lifts it most" in told for told in callouts(app))


def test_the_best_and_the_worst_districts_are_named(seen, words, folder, rankings):
    own = [unit for unit in rankings["district"].table().index if unit.startswith("01")]
    best, worst = f"District 1{own[0][-1]}", f"District 1{own[-1][-1]}"
    city = folders.valid()["cities"].set_index("city").at["010000", "name"]
    text = words(seen(dataset=folder)).replace("\\", "")
    assert f" in {city}: {best} " in text
    assert f" in {city}: {worst} " in text
    chosen = callouts(seen(dataset=folder, city="010000"))
    assert any(f" in {city}: {worst} " in told for told in chosen)


def test_a_chosen_district_is_outlined_and_marked(seen, folder):
    app = seen(dataset=folder, city="010000", district="010102")
    assert shown(app, "lcity_map")["selected"] == "010102"
    assert shown(app, "lcity_table", 1)["selected"] == "010102"
    elsewhere = seen(dataset=folder, district="030103")
    assert shown(elsewhere, "lcity_table")["selected"] == "030000"


def test_hover_tells_name_index_and_rank(seen, folder, rankings):
    app = seen(dataset=folder, city="010000")
    tips = {unit[0]: unit[3] for unit in shown(app, "lcity_map")["units"]}
    score, rank = rankings["district"].score["010101"], rankings["district"].rank["010101"]
    assert tips["010101"] == f"District 11\nIndex {score:.1f}\nRank {rank} of 9"


def test_another_year_is_another_standing(seen, folder):
    now = column(shown(seen(dataset=folder), "lcity_table"), INDEX)
    then = column(shown(seen(dataset=folder, year=2010), "lcity_table"), INDEX)
    assert now != then


def test_it_speaks_chinese(seen, words, folder):
    app = seen(dataset=folder, lang="zh")
    assert app.title[0].value == language("zh").t("overview.question")
    assert set(column(shown(app, "lcity_table"), NAME)) == {"甲", "乙", "丙"}
    assert "3座城市中" in words(app)


def test_without_outlines_the_missing_file_is_named(open_page, words, tmp_path):
    tables = folders.valid()
    del tables["districts"]
    app = open_page(dataset=folders.write(tmp_path, tables))
    assert "districts.geojson" in words(app)
    assert len(ids(shown(app, "lcity_table", 1))) == 3


def test_cities_alone_or_districts_alone_have_a_standing(open_page, words, tmp_path):
    tables = folders.valid()
    for name in ("districts", "values_district", "centres", "population", "participation"):
        del tables[name]
    keep = tables["indicators"]["key"].isin(["open", "people_served", "staff"])
    alone = tables | {"indicators": tables["indicators"][keep]}
    app = open_page(dataset=folders.write(tmp_path / "cities", alone))
    assert "values_district.csv" in words(app)
    assert len(ids(shown(app, "lcity_table"))) == 3


def test_the_shipped_dataset_ranks_fifteen_cities(seen):
    app = seen()
    assert len(ids(shown(app, "lcity_table"))) == 15
    assert len(list(app.main.get("page_link"))) == 2


def test_what_lifts_a_city_is_worth_what_its_contributions_say_where_a_year_lacks_figures(
    seen, words, china15
):
    tree = Tree.from_table(china15.indicators)
    found = score_units(computed.complete(china15, "city", 2023).values, china15.indicators, tree)
    ahead = (found.contributions - found.contributions.median()).loc["110000"]
    # A whole dimension has no figures then, and the others count the more.
    assert ahead.isna().any()
    assert f"above the median, {ahead.max():.1f} of the index" in words(seen(year=2023))


def test_an_index_of_other_indicators_than_the_latest_year_s_is_not_compared_with_it(seen, open_page, words):
    apart = "Not to be compared with {}: 2 indicators"
    assert apart.format(2024) in words(seen(year=2023)).replace("\\", "")
    assert apart.format(2024) in shown(seen("ranking", year=2023), "lcity_board")["caution"]
    assert "Not to be compared with" not in words(seen())
    # Whoever turns the years sees the step into the latest one.
    turned = open_page(year=2023).select_slider(key="years").set_value(2024).run()
    assert apart.format(2023) in words(turned).replace("\\", "")


def test_the_banner_names_indicators_only_that_have_figures_of_the_year(seen, words):
    named = "2 other indicators"
    assert named in words(seen())
    assert named not in words(seen(year=2023))


@pytest.mark.parametrize("link", [{}, {"year": 2023}])
def test_figures_that_are_all_older_than_the_year_say_of_which_year_they_are(seen, words, link):
    year = link.get("year", 2024)
    text = words(seen(official=1, **link)).replace("\\", "")
    assert f"Figures of 2020: none of what counts is of {year}." in text
    assert "none of what counts" not in words(seen(**link))


def test_a_year_with_too_few_figures_to_rank_anyone_says_so_beside_it(open_page, tmp_path):
    tables = folders.valid()
    values = tables["values_district"]
    values.loc[values["year"].astype(int) == 2010, ["schooling", "literacy", "distance"]] = ""
    folder = folders.write(tmp_path, tables)
    few = "In 2010 no city or district has enough figures to be ranked."
    for year, sentences in ((2020, []), (2010, [few])):
        app = open_page("overview", dataset=folder, year=year)
        # The first says how real the dataset is.
        assert [caption.value for caption in app.sidebar.caption[1:]] == sentences


def callouts(app):
    labels = [link.proto.label for link in app.main.get("page_link")] + [
        button.label for button in app.button
    ]
    return [text.replace("\\", "").replace("\N{NO-BREAK SPACE}", " ") for text in labels]


def test_a_chosen_district_is_what_the_finding_and_the_call_outs_speak_of(seen, words):
    app = seen(city="510100", district="510107")
    text = words(app).replace("\\", "").replace("\N{NO-BREAK SPACE}", " ")
    assert "## Wuhou ranks 51 of 182 districts at 58.4 of 100; Chengdu ranks 12 of 15 cities at 44.3." in text
    told = callouts(app)
    first, second = (line for line in told if line.startswith("In Wuhou, "))
    assert "of residents live within 1,000 m" in first
    assert "take part in learning" in second
    official = next(line for line in told if line.startswith("On official figures alone"))
    assert "Wuhou would" in official
    assert "of 182 districts" in official
    assert any(line.startswith("Wuhou: ") for line in told)


def test_a_district_without_a_rank_is_said_to_have_none(seen, words):
    app = seen(district="440306")
    assert "## Bao'an is not ranked for lack of data; Shenzhen ranks 4 of 15 cities" in words(app)
    assert any("would lead" in told for told in callouts(app))


def test_a_chosen_city_is_what_the_call_outs_speak_of(seen):
    told = callouts(seen(city="510100"))
    first = next(line for line in told if line.startswith("In Chengdu, "))
    assert "over the cities it is 73 % (Changzhou) to 93 % (Shanghai)" in first
    assert "On official figures alone Chengdu would keep its rank: 12 of 15 cities." in told
    other = callouts(seen(city="320100"))
    assert any(line.startswith("On official figures alone Nanjing would rank ") for line in other)


def test_what_holds_a_city_back_is_told_in_the_points_of_the_table_too(seen, words):
    app = seen(city="510100")
    table = shown(app, "lcity_table")
    head = "Community, governance and green"
    place = next(i for i, column in enumerate(table["columns"]) if column["label"] == head)
    scores = {row["id"]: row["cells"][place]["value"] for row in table["rows"]}
    below = sorted(scores.values())[7] - scores["510100"]
    text = "\n".join(callouts(app))
    assert f"{head} holds it back most ({below:.0f} points below the median, 2.0 of the index)" in text
    chinese = "\n".join(callouts(seen(city="510100", lang="zh")))
    assert f"（该维度比中位数低{below:.0f}分，折合指数2.0分）" in chinese


def test_the_ranks_of_a_citys_districts_say_among_how_many(seen):
    app = seen(city="510100")
    assert [shown(app, "lcity_table", n)["columns"][RANK]["label"] for n in (0, 1)] == ["Rank", "Rank of 182"]
    chinese = shown(seen(city="510100", lang="zh"), "lcity_table", 1)
    assert chinese["columns"][RANK]["label"] == "全部182个区县中的位次"


def test_a_unit_that_lacks_a_figure_is_named_though_it_is_ranked(open_page, words, tmp_path):
    tables = folders.valid()
    values = tables["values_city"]
    whole = words(open_page("overview", dataset=folders.write(tmp_path / "whole")))
    assert "without a figure, of" not in whole
    values.loc[values["city"] == "010000", "staff"] = None
    text = words(open_page("overview", dataset=folders.write(tmp_path / "gap", tables)))
    assert "Indicators without a figure, of 5: Ash (1)." in text.replace("\\", "")


def test_scores_that_a_few_units_stretch_are_warned_of(open_page, words, tmp_path):
    tables = folders.valid()
    told = "Only 3 cities are compared: on {} of 5 indicators the lowest scores 0"
    for name in ("low", "high"):
        tables["indicators"][name] = tables["indicators"][name].mask(
            tables["indicators"]["key"] == "staff", None
        )
    folder = folders.write(tmp_path, tables)
    stretched = int(
        tables["indicators"]
        .set_index("key")
        .loc[["schooling", "literacy", "distance", "staff", "coverage_1000m"], ["low", "high"]]
        .isna()
        .any(axis=1)
        .sum()
    )
    assert stretched >= 1
    for page in ("overview", "ranking"):
        assert told.format(stretched) in words(open_page(page, dataset=folder)).replace("\\", "")
    assert told.format(5) in words(open_page("ranking", dataset=folder, norm="minmax")).replace("\\", "")
    assert "Only 3" not in words(open_page("ranking", dataset=folder, norm="rank"))


def test_the_rank_of_a_chosen_unit_stands_first_and_large(seen, folder, rankings):
    def large(**chosen):
        return next(
            html.body for html in seen(dataset=folder, **chosen).html if '<div class="rank">' in html.body
        )

    city = large(city="020000")
    assert f"<b>{rankings['city'].rank['020000']}</b>" in city
    assert "of 3 cities" in city
    district = large(district="030103")
    assert f"<b>{rankings['district'].rank['030103']}</b>" in district
    assert "of 9 districts" in district


def test_how_far_to_trust_a_rank_is_said_once_and_never_hides_what_is_simulated(seen):
    simulated = [line for line in callouts(seen(city="330100")) if "Not as a finding" in line]
    assert len(simulated) == 1
    assert "67 % of the index is simulated" in simulated[0]
    alone = callouts(seen(city="330100", official=1))
    assert not any("simulated" in line for line in alone if "stay" in line or "may stand" in line)
    assert not any("Not as a finding" in line for line in alone)
    assert sum("usual methods" in line for line in alone) == 1


def test_the_sentence_for_the_press_names_a_figure_somebody_answers_for(seen, folder):
    told = [code.value for code in seen(dataset=folder, city="020000").code]
    assert len(told) == 1
    assert told[0].startswith("Birch: ")
    assert told[0].endswith("Official figures: Bureau.")
    assert "simulated" not in told[0]


def test_what_rests_on_simulated_figures_is_marked_where_it_is_said_and_at_the_map(seen, folder):
    app = seen(dataset=folder)
    (told,) = [box.value for box in app.markdown if "Best placed in" in box.value]
    (title,) = [
        box.value for box in app.markdown if box.value.endswith("by index** :orange-background[simulated]")
    ]
    assert all(line.endswith(":orange-background[simulated]") for line in told.split("  \n"))
    official = seen(dataset=folder, official=1)
    assert not any("background[" in box.value for box in official.markdown if "Best placed in" in box.value)
    assert title.startswith("**")


def test_what_stands_beside_the_rank_of_a_chosen_city_is_taken_along(open_page, monkeypatch):
    from lcity.ui import takeaway

    made = []
    monkeypatch.setattr(takeaway, "offer", lambda name, make: made.append(make()))
    open_page("overview")
    app = open_page("overview", city="330100")
    without, of_city = (export.metadata.answers for export in made)
    assert without == ()
    assert len(of_city) >= 5
    labels = [link.proto.label for link in app.main.get("page_link")] + [one.label for one in app.button]
    text = "\n".join(labels).replace("\\", "")
    marks = 0
    for _, answer in of_city[:-1]:
        sentence = answer.removesuffix(" (simulated)")
        marks += sentence != answer
        assert sentence in text
    assert 0 < marks < len(of_city) - 1
