import json
import signal

import numpy as np
import pytest

from lcity.cli import main
from tests import folders
from tests.partitions.test_country import tables


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
    assert told
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
    assert not (tmp_path / "half").exists()
