"""The switch between the datasets every reader can open: one click, the page and the language stay."""

import shutil

import pytest

from lcity.dataset import content_hash
from lcity.export import record as records
from lcity.ui import takeaway
from lcity.ui.data import open as open_saved
from lcity.ui.shared import cache, datasets
from lcity.ui.takeaway import record
from tests import folders
from tests.browser.harness import ROOT

CHINA, ENGLAND = (ROOT / "data" / name for name in datasets.SHIPPED)
HANGZHOU, BURY, MANCHESTER = "330100", "E08000002", "E47000001"


@pytest.fixture(autouse=True)
def no_folder_named(monkeypatch):
    monkeypatch.delenv("LCITY_DATASET", raising=False)


def choice(app):
    return app.sidebar.radio(key="widget.dataset.en")


def how_real(app):
    return app.sidebar.caption[0].value.replace("\\", "")


def turned(app, name):
    app = choice(app).set_value(name).run()
    assert not app.exception
    return app


def marked(name):
    return f"{name}.{content_hash(ROOT / 'data' / name)}"


def test_china_is_opened_first_and_england_is_one_click_away(open_page):
    app = open_page()
    assert (choice(app).value, choice(app).options) == (
        "china15",
        ["Learning cities of China", "English city regions"],
    )
    assert "15 cities and 183 districts" in how_real(app)
    assert "centres" in how_real(app)
    assert app.query_params["d"] == marked("china15")
    turned(app, "england9")
    assert how_real(app) == "9 city regions and 80 local authorities. Nothing is simulated."
    assert app.query_params["d"] == marked("england9")


def test_what_is_of_the_other_dataset_falls_away_and_the_rest_stays(open_page):
    app = open_page(
        "coverage",
        locale="zh-CN",
        lang="en",
        city=HANGZHOU,
        year=2020,
        **{"with": "330106"},
        w="everywhere:80,literacy_15p:10",
        r=500,
        agg="geometric",
        kinds="library",
        units="district.330100",
    )
    assert not app.info
    turned(app, "england9")
    assert not app.info, "nothing of the link was wrong"
    kept = {"lang": "en", "r": "500", "agg": "geometric", "w": "everywhere:80", "v": "1"}
    found = {**app.query_params}
    assert {name: found.pop(name) for name in kept} == kept
    assert found.pop("d") == marked("england9")
    assert set(found) <= {"units"}
    app.switch_page("pages/ranking.py").run()
    assert not app.exception
    assert not app.info
    assert "units" not in app.query_params
    turned(app, "china15")
    assert app.query_params["w"] == "everywhere:80"


@pytest.mark.parametrize("mark", ["england9", "england9.{hash}", "{hash}"])
def test_a_link_opens_the_dataset_it_was_made_with(open_page, mark):
    mark = mark.format(hash=content_hash(ENGLAND))
    app = open_page("coverage", d=mark, city=MANCHESTER, district=BURY)
    assert choice(app).value == "england9"
    assert not app.info
    assert app.query_params["d"] == marked("england9")
    assert (app.query_params["city"], app.query_params["district"]) == (MANCHESTER, BURY)


def test_a_link_of_older_figures_opens_its_dataset_and_says_that_they_differ(open_page):
    app = open_page("coverage", d="england9.0123456789abcdef", district=BURY)
    assert choice(app).value == "england9"
    assert len(app.info) == 1
    assert app.query_params["d"] == "england9.0123456789abcdef", "until the reader chooses something"


@pytest.mark.parametrize("mark", ["atlantis3", "0123456789abcdef", "atlantis3.0123456789abcdef"])
def test_a_link_of_a_dataset_that_is_not_here_opens_the_first_and_says_so_once(open_page, mark):
    app = open_page(d=mark, city=MANCHESTER)
    assert choice(app).value == "china15"
    assert len(app.info) == 1


def test_a_shipped_folder_named_by_the_owner_is_the_same_dataset(open_page, monkeypatch):
    monkeypatch.chdir(ROOT)
    app = open_page(dataset="data/england9")
    assert choice(app).value == "england9"
    assert len(choice(app).options) == 2
    turned(app, "china15")
    assert app.query_params["d"] == marked("china15")


def test_another_folder_is_opened_first_and_the_shipped_ones_stand_beside_it(open_page, tmp_path):
    folder = folders.write(tmp_path)
    app = open_page(dataset=folder)
    assert (choice(app).value, choice(app).options[0]) == (datasets.SERVERS, "Three cities")
    assert len(choice(app).options) == 3
    assert app.query_params["d"] == content_hash(folder)
    turned(app, "england9")
    assert app.query_params["d"] == marked("england9")
    turned(app, datasets.SERVERS)
    assert app.query_params["d"] == content_hash(folder)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_folder_with_the_title_of_a_shipped_one_is_told_apart_by_its_name(
    open_page, tmp_path, monkeypatch, lang
):
    tables = folders.valid()
    titles = {"title": "Learning cities of China: mine", "title_zh": "中国学习型城市"}
    (tmp_path / "mine").mkdir()
    monkeypatch.chdir(folders.write(tmp_path / "mine", tables | {"meta": tables["meta"] | titles}))
    app = open_page(dataset=".", lang=lang)
    radio = app.sidebar.radio(key=f"widget.dataset.{lang}")
    assert len(set(radio.options)) == 3
    assert "mine" in radio.options[0]
    assert radio.options[0].startswith(radio.options[1])
    radio.set_value("china15").run()
    assert app.query_params["d"] == marked("china15")
    app.sidebar.radio(key=f"widget.dataset.{lang}").set_value(datasets.SERVERS).run()
    assert app.query_params["d"] == content_hash(tmp_path / "mine")


def test_saved_datasets_of_one_title_are_told_apart(open_page, tmp_path, monkeypatch):
    monkeypatch.setenv("LCITY_SAVE", str(tmp_path))
    for name in ("one", "two"):
        folders.write(tmp_path / name)
    app = open_page("data")
    offered = app.selectbox(key="data.saved_one").options
    assert [name in label for name, label in zip(("one", "two"), offered, strict=True)] == [True, True]
    app.selectbox(key="data.saved_one").set_value(1).run()
    opened = []
    monkeypatch.setattr(open_saved, "open_saved", opened.append)
    app.run().button(key="data.open_saved").click().run()
    assert opened == [tmp_path / "two"]


def test_beside_a_folder_with_problems_the_shipped_ones_can_be_opened(open_page, tmp_path):
    folder = folders.write(tmp_path)
    (folder / "indicators.csv").write_text("key\n", encoding="utf-8")
    app = open_page(dataset=folder)
    assert "cannot be opened" in app.title[0].value
    turned(app, "china15")
    assert app.query_params["d"] == marked("china15")


def test_sessions_on_one_server_read_what_each_has_open(open_page, words):
    one, other = open_page("coverage", d="england9"), open_page("coverage")
    assert "Bury" in words(one.run()) + str(one.get("html"))
    for app, name in ((one, "england9"), (other, "china15"), (one, "england9")):
        app.run()
        assert app.query_params["d"] == marked(name)
        assert "80" in how_real(app) if name == "england9" else "183" in how_real(app)


def test_what_is_said_of_being_real_is_what_the_tables_say(open_page, tmp_path):
    """Mark one part after the other as simulated, and find it and nothing else named."""
    folder = tmp_path / "copy"
    shutil.copytree(ENGLAND, folder)
    first, last = (folder / "centres.csv").read_text(encoding="utf-8").rstrip("\n").rsplit(",", 1)
    assert last == "official"
    (folder / "centres.csv").write_text(f"{first},simulated\n", encoding="utf-8")
    app = open_page("method", dataset=folder)
    assert (
        how_real(app)
        == "9 city regions and 80 local authorities. Simulated: learning centres with their hours."
    )


def test_a_record_of_the_other_dataset_says_so_and_leads_back_to_it(open_page, monkeypatch):
    made = []
    current = record.current
    monkeypatch.setattr(record, "current", lambda *text: made.append(current(*text)) or made[-1])
    monkeypatch.setattr(takeaway, "offer", lambda name, made: record.current("?", "England, then."))
    open_page("overview", d="england9", city=MANCHESTER)
    app = open_page("data")
    (uploader,) = [one for one in app.get("file_uploader") if one.key == "data.record.file"]
    uploader.set_value([("1.json", records.write(made[0]), "application/json")])
    text = "\n".join(element.value for element in app.run().markdown)
    assert "English city regions: nine city regions" in text.replace("\\", "")
    assert "nothing can be compared" in text
    monkeypatch.setattr(record.st, "switch_page", lambda page: None)
    app.button(key="data.record.reopen.0").click().run()
    assert choice(app.run()).value == "england9"
    assert app.query_params["city"] == MANCHESTER
    assert not app.info


def test_the_first_page_of_every_dataset_is_prepared(monkeypatch):
    cache.warm()
    for name in datasets.SHIPPED:
        with datasets.looking_into(name):
            for level in ("city", "district"):
                with monkeypatch.context() as patch:
                    patch.setattr(cache.computed, "complete", None)
                    assert len(cache.values(level, cache.default_year()).values)
