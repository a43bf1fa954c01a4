import json
import re
import shlex
import shutil
import signal
from pathlib import Path

import numpy as np
import pytest

from lcity.cli import main
from tests import folders
from tests.partitions.test_country import PLACES, tables

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return folders.write(tmp_path_factory.mktemp("country"), tables(np.random.default_rng(8), streets=False))


@pytest.fixture(scope="module")
def cut(folder, tmp_path_factory):
    out = tmp_path_factory.mktemp("tiles") / "cut"
    assert main(["partition", str(folder), str(out)]) == 0
    return out


def test_a_country_measured_in_tiles_prints_what_coverage_does(folder, cut, capsys):
    assert main(["measure", str(cut), "--radius-m", "1500", "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert main(["coverage", str(folder), "--radius-m", "1500", "--format", "json"]) == 0
    expected = json.loads(capsys.readouterr().out)
    assert any(row["share"] for row in expected)
    for own, row in zip(found, expected, strict=True):
        assert own["id"] == row["id"]
        assert own["share"] == (None if row["share"] is None else pytest.approx(row["share"], rel=1e-12))
    assert {row["provenance"] for row in found} == {"simulated"}


def test_how_far_it_is_is_told_beside_the_figures(cut, capsys):
    assert main(["measure", str(cut), "--workers", "1"]) == 0
    told = capsys.readouterr().err.splitlines()
    assert [re.findall(r"\d+", line)[:2] for line in told if "100" in line] == [
        ["1", "3"],
        ["2", "3"],
        ["3", "3"],
    ]
    assert "100" in told[-1]


@pytest.mark.parametrize(
    ("options", "status"),
    [
        (["--group", "people_of_mars"], 1),
        (["--kind", "pub"], 2),
        (["--radius-m", "-1"], 2),
        (["--along", "streets"], 2),
    ],
)
def test_what_cannot_be_asked_is_told_in_one_line(cut, options, status, capsys):
    assert main(["measure", str(cut), *options]) == status
    out, err = capsys.readouterr()
    assert not out
    assert len(err.splitlines()) == 1


@pytest.fixture
def heard():
    """Ctrl-C is heard, though tests run in the background of a shell, which has it ignored."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("heard")
def test_ctrl_c_stops_it_in_a_sentence_and_nothing_is_half_there(folder, cut, monkeypatch, tmp_path, capsys):
    def press(*_):
        signal.raise_signal(signal.SIGINT)

    monkeypatch.setattr("lcity.cli.countries.Progress.__call__", press)
    monkeypatch.setattr("lcity.cli.countries._print_rows", press)
    for verb in (["measure", str(cut)], ["partition", str(folder), str(tmp_path / "half")]):
        assert main(verb) == 130
        out, err = capsys.readouterr()
        assert not out
        assert [verb[0] in line for line in err.splitlines()] == [True]
        assert ("written" in err) == (verb[0] == "partition"), "measuring never writes"
    monkeypatch.setattr("lcity.cli.parser", press)  # half a second after the start
    assert main(["measure", str(cut)]) == 130
    assert len(capsys.readouterr().err.splitlines()) == 1
    assert not (tmp_path / "half").exists()


def test_a_readme_s_questions_of_tiles_have_answers(cut, capsys):
    commands = re.findall(r"^python -m lcity ((?:measure|plan) tiles.*)", README, re.MULTILINE)
    commands = [line for line in commands if "--scheduler" not in line]
    assert len(commands) == 2
    for line in commands:
        verb, _, *options = shlex.split(line, comments=True)
        assert main([verb, str(cut), *options]) == 0
        assert capsys.readouterr().out


def test_verbs_that_need_places_in_memory_lead_to_those_that_do_not(folder, cut, capsys):
    assert main(["check", str(cut)]) == main(["check", str(folder)]) == 0
    of_tiles, of_whole = capsys.readouterr().out.splitlines()[0::2]
    assert of_tiles.split("; questions")[0] == of_whole.split("; questions")[0]
    assert str(PLACES) in of_tiles
    assert main(["coverage", str(cut)]) == 2
    assert f"measure {cut}" in capsys.readouterr().err
    notes = []
    for given in (cut, folder):
        assert main(["rank", str(given)]) == 0
        notes.append(capsys.readouterr().err)
    assert "coverage_1000m" in notes[0]
    assert "coverage_1000m" not in notes[1]


def test_an_index_that_is_damaged_is_no_valid_dataset(cut, tmp_path, capsys):
    damaged = shutil.copytree(cut, tmp_path / "cut")
    (damaged / "tiles" / "tiles.json").write_text("{}")
    assert main(["check", str(damaged)]) == 1
    out, err = capsys.readouterr()
    assert not out
    assert "tiles.json" in err
