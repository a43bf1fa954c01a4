"""The verb ``monitor`` from end to end."""

import io
import json

import docx
import pandas as pd
import pypdf
import pytest

from lcity.cli import main
from lcity.monitor.progress import COLUMNS
from lcity.text import language
from tests import folders


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    tables = folders.valid()
    target = {
        "key": "staff",
        "level": "city",
        "id": None,
        "year": "2019",
        "value": "12",
        "doubt": "Doubtful.",
    }
    tables["targets"] = pd.DataFrame([target])
    return str(folders.write(tmp_path_factory.mktemp("monitored"), tables))


def told(capsys, *arguments, status=0):
    assert main(["monitor", *arguments]) == status
    return capsys.readouterr()


def test_a_row_a_unit_and_key_as_the_contract_has_it(capsys, folder):
    rows = json.loads(told(capsys, folder, "--level", "city", "--key", "staff", "--format", "json").out)
    assert [list(row) for row in rows] == [list(COLUMNS)] * 3
    assert [(row["id"], row["status"]) for row in rows] == [
        ("010000", "missed"),
        ("020000", "reached"),
        ("030000", "reached"),
    ]
    assert rows[0]["trend_per_year"] is None, "two years are no trend"


def test_it_fails_on_a_status_it_finds(capsys, folder):
    found = told(capsys, folder, "--level", "city", "--fail-on", "missed", status=3).out
    assert "missed" in found
    assert "Doubtful." in found
    assert "Simulated" in found
    told(capsys, folder, "--level", "city", "--fail-on", "away")
    assert "sinking" in told(capsys, folder, "--fail-on", "sinking", status=2).err


def test_a_digest_is_a_page_of_its_own(capsys, folder, tmp_path):
    out = tmp_path / "digest.html"
    assert told(capsys, folder, "--level", "city", "--key", "staff", "--out", str(out)).out == ""
    page = out.read_text(encoding="utf-8")
    assert page.count("<tr>") == 4
    assert "http" not in page
    assert "x.docx" in told(capsys, folder, "--out", "x.docx", status=2).err


def test_what_changed_since_a_record(capsys, folder, tmp_path, monkeypatch):
    from lcity import computed
    from lcity.dataset import read
    from lcity.export import record
    from lcity.index import Tree, Weights
    from lcity.index.causes import Situation

    dataset = read(folder, computed.COMPUTATIONS)
    values = computed.complete(dataset, "city").values
    values.loc["010000", "staff"] -= 5
    # Birch was last, and has passed Ash.
    values.loc["020000", ["schooling", "literacy"]] = 0.0
    tree = Tree.from_table(dataset.indicators)
    ranks = pd.DataFrame({"rank": [1, 2, 3], "low": 1, "high": 3}, values.index).astype("Int64")
    kept = record.Record(
        pd.Timestamp("2024-05-01").date(), "?", "!", "Three cities", dataset.hash, "ranking", {}, "city", "",
        2020, Situation(values, dataset.indicators, tree, Weights()), dataset.cities["name"],
        ranks.assign(score=50.0), dataset.indicators["name"].to_dict(),
    )  # fmt: skip
    path = tmp_path / "record.json"
    path.write_bytes(record.write(kept))
    rows = json.loads(told(capsys, folder, "--since", str(path), "--format", "json").out)
    changes = {(row["id"], row["key"]): row["change"] for row in rows}
    assert set(changes) == {("010000", "staff"), ("020000", "schooling"), ("020000", "literacy")}
    assert changes["010000", "staff"] == 5
    page = tmp_path / "digest.html"
    printed = told(capsys, folder, "--since", str(path), "--fail-on", "missed", status=3).out
    assert "2024-05-01" in printed
    assert "Birch rises from rank 3 to 2, past Ash." in printed
    assert "Ash falls from rank 2 to 3, behind Birch." in printed
    told(capsys, folder, "--since", str(path), "--out", str(page))
    assert "1 May 2024" in page.read_text(encoding="utf-8")
    path.write_text("{}")
    assert "damaged" in told(capsys, folder, "--since", str(path), status=2).err
    assert "none.json" in told(capsys, folder, "--since", "none.json", status=2).err


def test_a_report_and_a_digest_in_one_go_for_cron(capsys, folder, tmp_path):
    report, digest = tmp_path / "ash.docx", tmp_path / "digest.pdf"
    files = ["--report", str(report), "--unit", "甲", "--out", str(digest), "--lang", "zh"]
    assert told(capsys, folder, *files, "--level", "city", "--fail-on", "missed", status=3).out == ""
    zh = language("zh")
    opened = docx.Document(io.BytesIO(report.read_bytes()))
    assert opened.paragraphs[0].text == zh.t("report.title", name="甲")
    text = "".join(page.extract_text() for page in pypdf.PdfReader(digest).pages)
    assert zh.t("since.title") in text
    assert zh.t("monitor.status.missed") in text


def test_what_cannot_be_written_is_told_before_anything_is_read(capsys, tmp_path):
    there = str(tmp_path / "none")
    assert "digest.docx" in told(capsys, there, "--out", "digest.docx", status=2).err
    assert "report.html" in told(capsys, there, "--report", "report.html", "--unit", "x", status=2).err
    assert "--unit" in told(capsys, there, "--report", "report.pdf", status=2).err
    assert "--report" in told(capsys, there, "--unit", "x", status=2).err


def test_a_unit_there_is_not(capsys, folder):
    assert "Elm" in told(capsys, folder, "--report", "elm.pdf", "--unit", "Elm", status=2).err
