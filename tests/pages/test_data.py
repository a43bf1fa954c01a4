"""The Data page: what is open, the way of an upload, and text that is never obeyed."""

import gc
import io
import re
import zipfile

import pandas as pd
import pytest
import streamlit as st

from lcity.dataset import content_hash
from lcity.intake.worker import process, worker
from lcity.ui.data import open
from lcity.ui.server import same_browser
from lcity.ui.shared import user_dataset
from tests import folders
from tests.pages.tables import frame

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)> [a](javascript:alert(1)) **b** $x$ :red[c]"

OBEYED = re.compile(r"(?<!\\)(<script|<img|\[a\]\(|\*\*b|\$x|:red\[)")


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    return folders.write(tmp_path_factory.mktemp("small"))


def zipped(folder, change=lambda name, content: content) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for path in sorted(folder.iterdir()):
            archive.writestr(path.name, change(path.name, path.read_bytes()))
    return content.getvalue()


def test_what_is_open_is_counted_by_provenance(open_page, words, small):
    app = open_page("data", dataset=small)
    assert "5 indicators for 3 cities and 9 districts" in words(app).replace("\\", "")
    table = frame(app)
    assert table["Provenance"].tolist() == ["official", "surveyed", "derived", "simulated"]
    assert table["Indicators"].tolist() == ["2", "1", "1", "1"]
    # Schooling and literacy of 12 units, staff of three cities, distance and coverage of 12.
    assert table["Figures"].tolist() == ["24", "3", "12", "12"]


def test_figures_that_are_missing_are_counted_where_others_have_them(open_page, words, tmp_path):
    tables = folders.valid()
    values = tables["values_district"]
    values.loc[values["district"] == "010101", "literacy"] = None
    for folder, told in (
        (folders.write(tmp_path / "whole"), False),
        (folders.write(tmp_path / "gap", tables), True),
    ):
        text = words(open_page("data", dataset=folder)).replace("\\", "")
        finding = next(line for line in text.splitlines() if line.startswith("## "))
        assert ("official or surveyed. 1 is missing." in finding) == told
        assert ("missing" in finding) == told


def test_who_opens_the_page_does_not_wait_for_imports_when_they_upload(open_page, small):
    process._end_all()
    open_page("data", dataset=small).run()
    assert len(process._waiting) == worker.FORKS


def test_every_table_can_be_taken(open_page, small):
    app = open_page("data", dataset=small)
    labels = [button.proto.label for button in app.get("download_button")]
    assert labels[0] == "The whole dataset (.zip)"
    assert [label.split(" ")[0] for label in labels[1:4]] == ["dataset.toml", "sources.csv", "indicators.csv"]


def test_a_table_is_taken_with_its_formulas_defused_and_the_whole_as_it_is(open_page, tmp_path, monkeypatch):
    tables = folders.valid()
    tables["cities"]["name"] = ["x;=1+1", "＝1+1", "-1+1"]
    folder = folders.write(tmp_path, tables)
    offered, draw = {}, st.download_button

    def download_button(label, data, *args, **options):
        offered[options["file_name"]] = data() if callable(data) else data
        return draw(label, data, *args, **options)

    monkeypatch.setattr(st, "download_button", download_button)
    open_page("data", dataset=folder)
    names = pd.read_csv(io.BytesIO(offered["cities.csv"]))["name"].tolist()
    assert names == ["x;'=1+1", "'＝1+1", "'-1+1"]
    whole = next(content for name, content in offered.items() if name.endswith(".zip"))
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        assert archive.read("cities.csv") == (folder / "cities.csv").read_bytes()


def uploader(app):
    return next(one for one in app.get("file_uploader") if one.label.startswith(("Your files", "您的文件")))


def test_a_valid_upload_is_opened_and_left_again(open_page, words, small):
    app = open_page("data", city="110000")
    uploader(app).upload("three.zip", zipped(small)).run()
    assert not app.exception
    assert "Valid: 5 indicators, 3 cities, 9 districts." in [message.value for message in app.success]
    app.button(key=next(b.key for b in app.button if b.label == "Open it")).click().run()
    assert not app.exception
    assert "Three cities" in words(app)
    assert "city" not in app.query_params, "a city this dataset does not have falls to none"
    app.button(key="data.back").click().run()
    assert "Learning cities of China" in words(app)


def test_the_same_browser_finds_its_upload_by_the_link_and_another_is_told(
    open_page, words, small, monkeypatch
):
    first = open_page("data", locale="en-GB")
    monkeypatch.setattr(same_browser, "browser", lambda: "one")
    uploader(first).upload("three.zip", zipped(small)).run()
    first.button(key=next(b.key for b in first.button if b.label == "Open it")).click().run()
    named = "".join(first.query_params["d"])
    again = open_page("overview", d=named)
    assert "Three cities" in words(again)
    assert "made with other data" not in words(again)
    monkeypatch.setattr(same_browser, "browser", lambda: "two")
    other = open_page("overview", d=named)
    assert "made with other data" in words(other)
    assert not any(name in words(other) for name in ("Three cities", "Ash", "Birch"))


def test_the_whole_dataset_is_one_zip_that_opens_as_the_same(open_page, small, tmp_path):
    # Told otherwise than LCity writes it: what is composed of an upload is not what came.
    archive = zipped(
        small, lambda name, content: content.replace(b"name_zh", b"\xe4\xb8\xad\xe6\x96\x87\xe5\x90\x8d")
    )
    app, named, taken = open_page("data"), [], []
    for _ in range(2):
        uploader(app).upload("three.zip", taken[0] if taken else archive).run()
        for label in ("Use these", "Open it"):
            found = [button.key for button in app.button if button.label == label]
            if found:
                app.button(key=found[0]).click().run()
        named.append("".join(app.query_params["d"]))
        taken += [
            open.whole(own.dataset.folder) for own in user_dataset._open if own.dataset.hash == named[-1]
        ]
        app.button(key="data.back").click().run()
    assert named[0] == named[1] != ""
    with zipfile.ZipFile(io.BytesIO(open.whole(small))) as archive:
        archive.extractall(tmp_path)
    assert content_hash(tmp_path) == content_hash(small)


def test_an_upload_given_up_leaves_the_disk_though_its_session_lives_on(
    open_page, small, tmp_path, monkeypatch
):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    app = open_page("data")
    user_dataset = 0
    for label, expected in (("Leave it", 0), ("Open it", 1), ("Open it", 1)):
        uploader(app).upload("three.zip", zipped(small)).run()
        assert len(list(tmp_path.glob("lcity-upload-*"))) == 1 + user_dataset
        user_dataset = expected
        app.button(key=next(b.key for b in app.button if b.label == label)).click().run()
        app.run()  # Until the next run Streamlit keeps what a session held before.
        gc.collect()
        assert len(list(tmp_path.glob("lcity-upload-*"))) == user_dataset
    app.button(key="data.back").click().run().run()
    gc.collect()
    assert list(tmp_path.glob("lcity-upload-*")) == []


def test_a_broken_upload_is_told_and_the_open_dataset_stays(open_page, words, small):
    def change(name, content):
        return content.replace(b"010000,Ash", b"010000,") if name == "cities.csv" else content

    app = open_page("data")
    uploader(app).upload("three.zip", zipped(small, change)).run()
    assert not app.exception
    assert "1 problem keeps it from being opened" in words(app)
    table = app.table[0].value.map(lambda text: text.replace("\\", ""))
    assert table.iloc[0].tolist()[:2] == ["problem", "three.zip/cities.csv · name · row 2"]
    assert not any(button.label == "Open it" for button in app.button)
    page_text = words(app).replace("\\", "")
    assert "takes a while to make" in page_text
    assert "add these again: three.zip/" in page_text
    assert "three.zip/dataset.toml" in page_text
    assert "three.zip/cities.csv" not in page_text.split("add these again: ")[1].split("\n")[0]


def test_text_of_an_upload_is_shown_and_never_obeyed(open_page, tmp_path):
    tables = folders.valid()
    tables["meta"] |= {"title": HOSTILE, "about": HOSTILE, "licence": HOSTILE}
    for table, column in (
        ("cities", "name"),
        ("indicators", "name"),
        ("sources", "title"),
        ("sources", "producer"),
    ):
        tables[table][column] = HOSTILE
    tables["districts"]["name"] = HOSTILE
    tables["centres"]["name"] = HOSTILE
    folder = folders.write(tmp_path, tables)
    obeyed = []
    for page in ("data", "overview", "ranking", "coverage", "participation", "compare", "method"):
        app = open_page(page, dataset=folder)
        for kind in ("markdown", "title", "header", "subheader", "caption", "info", "success", "warning"):
            texts = [element.value for element in app.get(kind)]
            obeyed += [(page, kind, text[:120]) for text in texts if OBEYED.search(text)]
    assert obeyed == []


def test_labels_obey_no_text_of_a_dataset_either(open_page, tmp_path):
    tables = folders.valid()
    for table in ("cities", "indicators", "centres"):
        tables[table]["name"] = HOSTILE
    tables["districts"]["name"] = HOSTILE
    tables["centres"]["kind"] = HOSTILE
    folder = folders.write(tmp_path, tables)
    obeyed = []
    for page in ("data", "overview", "ranking", "coverage", "participation", "compare", "method"):
        app = open_page(page, dataset=folder)
        for kind in (
            "expander",
            "button",
            "selectbox",
            "multiselect",
            "toggle",
            "checkbox",
            "slider",
            "metric",
        ):
            labels = [str(getattr(element, "label", "")) for element in app.get(kind)]
            obeyed += [(page, kind, label[:80]) for label in labels if OBEYED.search(label)]
    assert obeyed == []
