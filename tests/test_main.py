"""The command line from end to end, on small folders."""

import csv
import io
import json
import math
import subprocess
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from pyproj import Geod

from lcity import dataset as datasets
from lcity.access import reach
from lcity.cli import main
from lcity.dataset import content_hash
from lcity.store import derived
from tests import folders, years

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def valid(tmp_path_factory) -> str:
    return str(folders.write(tmp_path_factory.mktemp("valid")))


@pytest.fixture(scope="module", autouse=True)
def read_once():
    """Read a folder once for all verbs, as long as nothing in it changes."""
    read, opened = datasets.read, {}

    def read_once(folder, computations):
        key = (folder, content_hash(folder))
        if key not in opened:
            opened[key] = read(folder, computations)
        return opened[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(datasets, "read", read_once)
        yield


@pytest.fixture
def run(capsys):
    def run(*arguments: str) -> tuple[int, str, str]:
        status = main(arguments)
        captured = capsys.readouterr()
        return status, captured.out, captured.err

    return run


def strict(text: str) -> list[dict]:
    """Read JSON as the standard has it: no NaN, no Infinity."""
    return json.loads(text, parse_constant=pytest.fail)


def rows_of(run, *arguments: str) -> list[dict]:
    status, out, err = run(*arguments, "--format", "json")
    assert (status, err) == (0, "")
    return strict(out)


def test_as_a_module(valid):
    done = subprocess.run(
        [sys.executable, "-m", "lcity", "check", valid],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Valid: Three cities. Cities: 3; districts: 9; indicators: 5; centres: 9;")


def test_asking_for_help_loads_no_tables():
    code = (
        "import sys; from lcity.cli import main; assert main(['rank', '--help']) == 0;"
        "assert not {'pandas', 'numpy', 'pandera', 'scipy'} & set(sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "KEY=W" in done.stdout


# check


def test_check_tells_problems_to_the_error_stream(run, tmp_path):
    tables = folders.valid()
    tables["values_district"].loc[12, "people"] = "n/a"
    tables["values_district"]["remark"] = "x"
    status, out, err = run("check", str(folders.write(tmp_path, tables)))
    assert status == 1
    assert out == ""
    assert err.splitlines() == [
        'values_district.csv:14: people: found "n/a"; expected a number, or blank where unknown',
        "note: values_district.csv:1: remark: the column is not read, "
        "as the dataset has no use for one of this name",
    ]


def test_check_tells_the_first_50_and_how_many_more(run, tmp_path):
    tables = folders.valid()
    tables["participation"]["participants"] = "many"
    folder = str(folders.write(tmp_path, tables))
    status, _, err = run("check", folder)
    lines = err.splitlines()
    assert status == 1
    assert len(lines) == 51
    assert lines[0].startswith("participation.csv:2: participants: ")
    assert lines[-1].startswith("and 112 more")
    _, _, everything = run("check", folder, "--all")
    assert len(everything.splitlines()) == 162
    for verb in ("rank", "coverage"):
        status, out, err = run(verb, folder)
        assert (status, out, err.splitlines()) == (1, "", lines)


def test_notes_alone_leave_a_dataset_valid(run, tmp_path):
    tables = folders.valid()
    tables["values_district"]["remark"] = "x"
    status, out, err = run("check", str(folders.write(tmp_path, tables)))
    assert status == 0
    assert err.startswith("note: ")
    assert out.rstrip().endswith("notes: 1.")


# rank


def test_rank_as_json(run, valid):
    rows = rows_of(run, "rank", valid)
    assert [list(row) for row in rows] == [
        ["rank", "id", "name", "score", "present", "provenance", "years", "contributions"]
    ] * 3
    assert [(row["rank"], row["id"], row["name"]) for row in rows] == [
        (1, "030000", "Cedar"),
        (2, "020000", "Birch"),
        (3, "010000", "Ash"),
    ]
    for row in rows:
        assert list(row["contributions"]) == ["learned", "open"]
        assert sum(row["contributions"].values()) == pytest.approx(row["score"], rel=1e-12)
        assert row["present"] == 1.0
        assert row["provenance"] == "simulated"


def test_rank_by_hand(run, valid):
    """Ash in 2010: schooling and literacy by people 15+, half and half; two thirds of the index."""
    ash = next(row for row in rows_of(run, "rank", valid, "--year", "2010") if row["id"] == "010000")
    adults = np.array([800, 1600, 2400])
    schooling = adults @ [8, 8.5, 9] / adults.sum()
    literacy = adults @ [90, 91, 92] / adults.sum()
    learned = 100 * ((schooling - 6) / 8 + (literacy - 80) / 20) / 2
    assert ash["contributions"]["learned"] == pytest.approx(learned * 2 / 3, rel=1e-12)


def test_rank_districts_and_unranked_units(run, tmp_path):
    tables = folders.valid()
    last = tables["values_district"]["district"] == "010101"
    tables["values_district"].loc[last, ["schooling", "literacy"]] = None
    folder = str(folders.write(tmp_path, tables))
    rows = rows_of(run, "rank", folder, "--level", "district")
    assert [row["rank"] for row in rows] == [*range(1, 9), None]
    assert rows[-1]["id"] == "010101"
    assert rows[-1]["present"] == pytest.approx(1 / 3 - 1 / 8)
    assert rows[-1]["contributions"]["learned"] in (None, 0.0)
    status, out, _ = run("rank", folder, "--level", "district", "--format", "csv")
    table = list(csv.DictReader(io.StringIO(out)))
    assert status == 0
    assert table[-1]["rank"] == ""
    assert [row["id"] for row in table] == [row["id"] for row in rows]
    for line, row in zip(table, rows, strict=True):
        assert float(line["score"]) == row["score"]
        assert line["provenance"] == "simulated"
        assert float(line["contribution_open"]) == row["contributions"]["open"]


def test_a_unit_with_nothing_at_all_is_null_not_nan(run, tmp_path):
    tables = folders.valid()
    kept = {name: tables[name] for name in ("cities", "values_city")}
    kept["indicators"] = tables["indicators"].iloc[[4, 6]].assign(parent=[None, "people_served"])
    kept["values_city"].loc[:1, "staff"] = None
    folder = str(folders.write(tmp_path, kept))
    rows = rows_of(run, "rank", folder)
    assert rows[-1]["id"] == "010000"
    assert rows[-1]["rank"] is rows[-1]["score"] is rows[-1]["provenance"] is None
    assert rows[-1]["present"] == 0.0
    assert run("rank", folder)[1].splitlines()[3].split() == [
        "–",
        "010000",
        "Ash",
        "–",
        "0.0",
        "%",
        "–",
        "–",
        "–",
    ]


def test_weights_move_the_ranking(run, valid):
    equal = rows_of(run, "rank", valid, "--weight", "learned=1", "--weight", "open=1")
    declared = rows_of(run, "rank", valid)
    assert [row["contributions"]["open"] for row in equal] == pytest.approx(
        [row["contributions"]["open"] * 1.5 for row in declared]
    )
    only = rows_of(run, "rank", valid, "--weight", "learned=0")
    assert {row["contributions"]["learned"] for row in only} <= {0.0, None}


def test_methods_are_passed_on(run, valid):
    choices = [("--normalise", n) for n in ("goalposts", "minmax", "zscore", "rank", "percentile")]
    choices += [("--aggregate", a) for a in ("geometric", "harmonic")]
    scores = {tuple(row["score"] for row in rows_of(run, "rank", valid, *choice)) for choice in choices}
    assert len(scores) == 7


def test_the_table_is_aligned_and_says_what_is_simulated(run, tmp_path):
    tables = folders.valid()
    tables["cities"].loc[1, "name"] = "武汉"
    status, out, _ = run("rank", str(folders.write(tmp_path, tables)))
    lines = out.splitlines()
    assert status == 0
    assert lines[0].split() == [
        "Rank",
        "Id",
        "Name",
        "Score",
        "Data",
        "present",
        "Provenance",
        "Years",
        "Learned",
        "Open",
    ]
    assert len({len(line) + line.count("武") + line.count("汉") for line in lines[1:4]}) == 1
    assert "simulated" in lines[-2]
    assert "66.7\xa0% rests on official" in lines[-2]
    assert lines[-1] == "Years of the figures: 2020."


# coverage


def test_coverage_by_brute_force(run, valid):
    tables = folders.valid()
    places, centres = tables["population"], tables["centres"].astype({"lon": float, "lat": float})
    geod = Geod(ellps="WGS84")
    for radius, kinds in ((1000, None), (2300, None), (3000, ["library"])):
        chosen = centres if kinds is None else centres[centres["kind"].isin(kinds)]
        near = [
            any(geod.inv(p.lon, p.lat, c.lon, c.lat)[2] <= radius for c in chosen.itertuples())
            for p in places.itertuples()
        ]
        arguments = ["--radius-m", str(radius), *(["--kind", kinds[0]] if kinds else [])]
        rows = rows_of(run, "coverage", valid, "--group", "people_60p", *arguments)
        assert [list(row) for row in rows] == [["id", "name", "people", "covered", "share", "provenance"]] * 9
        for row in rows:
            mine = (places["district"] == row["id"]).to_numpy()
            assert row["people"] == pytest.approx(places["people_60p"][mine].sum())
            assert row["covered"] == pytest.approx(places["people_60p"][mine & np.array(near)].sum())
            assert row["share"] == pytest.approx(row["covered"] / row["people"])
            assert row["provenance"] == "simulated"


def test_the_table_of_coverage_names_the_people_counted(run, valid):
    _, out, _ = run("coverage", valid, "--group", "people_60p", "--level", "city")
    assert "residents aged 60 and over" in out
    _, out, _ = run("coverage", valid, "--level", "city")
    assert "residents" not in out


def test_coverage_at_an_hour(run, valid):
    rows = rows_of(run, "coverage", valid, "--hour", "Sat 19")
    assert {row["id"] for row in rows if row["covered"]} == {"010102", "020101", "020103", "030102"}
    status, out, _ = run("coverage", valid, "--hour", "Sat 19", "--level", "city")
    lines = out.splitlines()
    assert status == 0
    assert len(lines) == 8
    assert lines[-3:] == [
        "Provenance: simulated.",
        "Hours: of the week that begins on 2024-05-13.",
        "2 of 9 centres have unknown hours then and are left out.",
    ]
    _, out, _ = run("coverage", valid, "--hour", "Sat 19", "--unknown-hours", "count")
    assert out.splitlines()[-1] == "2 of 9 centres have unknown hours then and count as open."


def test_hours_by_appointment_never_count_and_are_told(run, tmp_path):
    tables = folders.valid()
    tables["centres"]["hours"] = '"by appointment"'
    tables["centres"].loc[:1, "hours"] = ["Mo-Fr 09:00-17:00", 'Mo 09:00-10:00 || "by phone"']
    folder = str(folders.write(tmp_path, tables))
    for way in ("leave_out", "count"):
        _, out, _ = run("coverage", folder, "--hour", "Mon 3", "--unknown-hours", way)
        assert out.splitlines()[-1] == "8 of 9 centres open by appointment then, which never counts."
        rows = rows_of(run, "coverage", folder, "--hour", "Mon 3", "--unknown-hours", way)
        assert not any(row["covered"] for row in rows)


def test_hours_as_people_write_them_are_told_with_what_they_may_mean(run, tmp_path):
    tables = folders.valid()
    tables["centres"].loc[:1, "hours"] = ["Mon-Fri: 9:00AM to 5:00PM", "ask us"]
    status, _, err = run("check", str(folders.write(tmp_path, tables)))
    first, second = err.splitlines()
    assert status == 1
    assert first.startswith('centres.csv:2: hours: found "Mon-Fri: 9:00AM to 5:00PM"')
    assert first.endswith('did you mean "Mo-Fr 09:00-17:00"?')
    assert "did you mean" not in second


def test_a_week_of_its_own_and_centres_it_does_not_tell_all_of(run, tmp_path):
    tables = folders.valid()
    tables["centres"]["hours"] = "Mo-Fr 09:00-17:00"
    tables["centres"].loc[:2, "hours"] = ["Jul-Aug Mo 10:00-12:00", "08:00-12:00; 13:00-17:00", "off"]
    folder = folders.write(tmp_path, tables)
    _, _, err = run("check", str(folder))
    assert err.splitlines() == [
        "note: centres.csv: hours: 2 centres are open in no hour of the reference week, which begins on "
        "2024-05-13: Centre 0 and Centre 2",
        "note: centres.csv: hours: 1 centre keeps other hours at other times of the year; shown are its "
        "hours in the week that begins on 2024-05-13: Centre 0",
        "note: centres.csv: hours: 1 centre has hours parted by a semicolon for the same days, of which "
        "only the last count; a comma would add them: Centre 1",
    ]
    tables["meta"]["reference_week"] = "2024-07-01"
    folders.write(folder, tables)
    rows = rows_of(run, "coverage", str(folder), "--hour", "Mon 11")
    assert rows[0]["covered"] > 0, "open in July"
    tables["meta"]["reference_week"] = "2024-07-02"
    folders.write(folder, tables)
    status, _, err = run("check", str(folder))
    assert status == 1
    assert err.splitlines()[0] == (
        'dataset.toml: reference_week: found "2024-07-02"; expected the date of a Monday, such as 2024-05-13'
    )


def test_nobody_no_share(run, tmp_path):
    tables = folders.valid()
    tables["population"].loc[tables["population"]["district"] == "010101", "people_60p"] = 0
    rows = rows_of(run, "coverage", str(folders.write(tmp_path, tables)), "--group", "people_60p")
    assert (rows[0]["people"], rows[0]["covered"], rows[0]["share"]) == (0, 0, None)


# arguments


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "required"),
        (("guess",), "guess"),
        (("rank",), "DATASET"),
        (("rank", "nowhere"), "nowhere"),
        (("check", "nowhere"), "nowhere"),
        (("rank", "SOUND", "--level", "street"), "street"),
        (("rank", "SOUND", "--year", "recent"), "recent"),
        (("rank", "SOUND", "--year", "1999"), "2010"),
        (("rank", "SOUND", "--weight", "learned"), "KEY=W"),
        (("rank", "SOUND", "--weight", "learned=much"), "KEY=W"),
        (("rank", "SOUND", "--weight", "learned=-1"), "learned"),
        (("rank", "SOUND", "--weight", "learned=nan"), "learned"),
        (("rank", "SOUND", "--weight", "learned=1e308", "--weight", "open=1e308"), "learned"),
        (("rank", "SOUND", "--weight", "learning=1"), "learning"),
        (("rank", ""), "no folder"),
        (("rank", "SOUND", "--weight", "learned=0", "--weight", "open=0"), "0"),
        (("rank", "SOUND", "--normalise", "best"), "goalposts"),
        (("rank", "SOUND", "--aggregate", "best"), "geometric"),
        (("rank", "SOUND", "--format", "xml"), "xml"),
        (("coverage", "SOUND", "--radius-m", "far"), "far"),
        (("coverage", "SOUND", "--radius-m", "-1"), "-1"),
        (("coverage", "SOUND", "--radius-m", "inf"), "inf"),
        (("coverage", "SOUND", "--group", "people_99"), "people_60p"),
        (("coverage", "SOUND", "--kind", "pub"), "library"),
        (("coverage", "SOUND", "--hour", "Xyz 19"), "Xyz"),
        (("coverage", "SOUND", "--hour", "Sat 25"), "25"),
        (("coverage", "SOUND", "--verbose"), "--verbose"),
    ],
)
def test_unusable_arguments(run, valid, arguments, message):
    status, out, err = run(*(valid if argument == "SOUND" else argument for argument in arguments))
    assert status == 2
    assert out == ""
    assert message in err
    assert len(err.splitlines()) == 1, "one sentence"


def test_what_a_dataset_does_not_have(run, tmp_path):
    tables = folders.valid()
    kept = {"values_city": tables["values_city"].query("year == '2020'").drop(columns="year")}
    kept["indicators"] = tables["indicators"].iloc[[4, 6]].assign(parent=[None, "people_served"])
    folder = str(folders.write(tmp_path, kept))
    for arguments, message in (
        (("rank", folder, "--level", "district"), "no districts"),
        (("rank", folder, "--year", "2020"), "no years"),
        (("coverage", folder), "missing"),
    ):
        status, out, err = run(*arguments)
        assert (status, out) == (2, "")
        assert message in err


# a foreign index


def foreign(tmp_path, rng) -> tuple[str, pd.DataFrame, pd.DataFrame]:
    """Write an index of 51 countries × 49 indicators under 12 groups under 4 pillars; return its tables."""
    nodes = [(f"pillar_{p}", None, 1 + p) for p in range(4)]
    nodes += [(f"group_{g}", f"pillar_{g % 4}", rng.uniform(0.5, 2)) for g in range(12)]
    nodes += [(f"leaf_{i}", f"group_{i % 12}", rng.uniform(0, 3)) for i in range(49)]
    indicators = pd.DataFrame(nodes, columns=["key", "parent", "weight"])
    leaf = indicators["key"].str.startswith("leaf")
    indicators["name"] = indicators["key"].str.title()
    indicators["unit"] = "points"
    indicators["direction"] = pd.Series(rng.choice([1, -1], len(indicators))).where(leaf)
    indicators["provenance"] = np.where(leaf, "official", None)
    indicators["source"] = indicators["definition"] = None
    values = pd.DataFrame(rng.normal(20, 30, (51, 49)), columns=indicators["key"][leaf])
    values = values.mask(rng.random(values.shape) < 0.04)
    values.insert(0, "city", [f"{i:03d}" for i in range(51)])
    for name, table in (("indicators", indicators), ("values_city", values)):
        table.to_csv(tmp_path / f"{name}.csv", index=False)
    return str(tmp_path), indicators, values.set_index("city")


def expected_scores(indicators: pd.DataFrame, values: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """Return score and weight present of each unit, node by node, straight from the rules."""
    weight = dict(zip(indicators["key"], indicators["weight"], strict=True))
    direction = dict(zip(indicators["key"], indicators["direction"], strict=True))
    children = {k: g["key"].tolist() for k, g in indicators.fillna({"parent": ""}).groupby("parent")}

    def score(key: str) -> np.ndarray:
        if key not in children:
            x = values[key].to_numpy() * direction[key]
            return 100 * (x - np.nanmin(x)) / (np.nanmax(x) - np.nanmin(x))
        scores = np.array([score(child) for child in children[key]])
        weights = np.array([weight[child] for child in children[key]])[:, None] * ~np.isnan(scores)
        return np.nansum(scores * weights, axis=0) / weights.sum(axis=0)

    def present(key: str) -> np.ndarray:
        if key not in children:
            return values[key].notna().to_numpy(float)
        weights = np.array([weight[child] for child in children[key]])
        return weights / weights.sum() @ np.array([present(child) for child in children[key]])

    return score(""), present("")


def test_a_foreign_index_is_ranked_to_the_last_digit(run, tmp_path):
    folder, indicators, values = foreign(tmp_path, np.random.default_rng(51))
    status, _, err = run("check", folder)
    assert (status, err) == (0, "")
    rows = {row["id"]: row for row in rows_of(run, "rank", folder, "--normalise", "minmax")}
    scores, present = expected_scores(indicators, values)
    assert len(rows) == 51
    ranked = sorted((-s for s, p in zip(scores, present, strict=True) if p >= 0.8))
    for unit, score, share in zip(values.index, scores, present, strict=True):
        row = rows[unit]
        assert math.isclose(row["score"], score, rel_tol=1e-12, abs_tol=1e-12)
        assert math.isclose(row["present"], share, rel_tol=1e-12)
        assert math.isclose(sum(row["contributions"].values()), score, rel_tol=1e-12)
        assert row["rank"] == (ranked.index(-score) + 1 if share >= 0.8 else None)
        assert row["name"] == unit
        assert row["provenance"] == "official"


def test_what_may_be_meant_otherwise_is_told_and_taken_as_it_stands(run):
    folder = str(ROOT / "tests" / "field" / "09-total-row")
    status, out, err = run("check", folder)
    assert status == 0
    assert "questions: 1; notes: 0." in out
    assert err.startswith("question: values_district.csv:5: district: 2 rows seem to be totals")
    status, _, err = run("rank", folder, "--level", "district")
    assert (status, err.count("question:")) == (0, 1)


def test_a_list_of_centres_alone_is_a_dataset_with_nothing_to_rank(run, tmp_path):
    (tmp_path / "centres.csv").write_text(
        "centre,name,kind,lon,lat,provenance\nc1,Ashgate,Library,10.025,50.025,official\n"
    )
    status, out, err = run("check", str(tmp_path))
    assert (status, err) == (0, "")
    assert "centres: 1;" in out
    for verb in ("rank", "coverage"):
        status, _, err = run(verb, str(tmp_path))
        assert status == 2
        assert "holds centres alone" in err


def test_a_table_of_another_name_is_told_what_it_seems_to_be(run):
    status, _, err = run("check", str(ROOT / "tests" / "field" / "18-library-list-as-published"))
    assert status == 1
    assert "note: libraries.csv seems to hold what centres.csv should (Library as name" in err


# years


def test_a_rank_says_which_years_it_stands_on_and_who_ended(run, tmp_path):
    status, out, err = run("rank", str(years.merged(tmp_path)))
    assert status == 0
    assert [line.split()[2] for line in out.splitlines()[1:3]] == ["Ashby", "Birch"]
    assert out.splitlines()[-1] == "Years of the figures: 2020."
    assert err.startswith(
        "note: values_district.csv: year: A1 and A2 have no row from 2020 on, when A9 begins"
    )
    _, out, _ = run("rank", str(tmp_path), "--level", "district", "--format", "json")
    assert [row["id"] for row in strict(out)] == ["A9", "B1", "A3"]


def test_a_rank_says_how_many_figures_are_older(run, tmp_path):
    folder = str(years.carried(tmp_path))
    for level, dated in (("city", ["2010–2020"] * 2), ("district", ["2020"] * 3 + ["2010"] * 3)):
        _, out, err = run("rank", folder, "--level", level)
        assert out.splitlines()[-1] == "Years of the figures: 2010–2020; 3 of 6 districts 2010."
        assert "3 of 6 districts have no row of 2020 (A1, A3 and B2)" in err
        _, out, _ = run("rank", folder, "--level", level, "--format", "csv")
        assert [row["years"] for row in csv.DictReader(io.StringIO(out))] == dated


FIELD = ROOT / "tests" / "field"


def test_names_in_another_encoding_are_the_names_written(run):
    status, out, _ = run("rank", str(FIELD / "04-korean-cp949"), "--format", "json")
    assert status == 0
    assert [row["name"] for row in strict(out)] == ["부산광역시", "서울특별시"]
    assert "read as EUC-KR" in "".join(run("check", str(FIELD / "04-korean-cp949"))[1:])


@pytest.mark.parametrize(
    ("name", "question"),
    [
        ("25-lakh-grouping", "its commas part lakhs and crores"),
        ("10-dash-means-zero", "a semicolon, tab or bar"),
    ],
)
def test_what_is_asked_on_the_page_is_named_on_the_command_line(run, name, question):
    status, out, err = run("check", str(FIELD / name))
    assert status == 1
    assert question in out + err


@pytest.fixture(scope="module")
def with_streets(tmp_path_factory):
    """Return a dataset with streets and travel times in minutes, and one with streets only."""
    tables = folders.valid() | {"streets": folders.streets()}
    tables["population"] = folders.with_places(tables["population"])
    streets = folders.write(tmp_path_factory.mktemp("streets"), tables)
    return folders.write(tmp_path_factory.mktemp("travel"), tables | {"travel": folders.travel()}), streets


def test_coverage_goes_by_what_the_dataset_has_and_says_which(with_streets, monkeypatch, tmp_path, capsys):
    monkeypatch.setenv("LCITY_CACHE", str(tmp_path / "kept"))
    travel, streets = map(str, with_streets)
    options = {
        "travel": ([travel], 1, "15 minutes"),
        "40 minutes": ([travel, "--minutes", "40"], 4, "40 minutes"),
        "streets": ([streets, "--radius-m", "2800"], 3, "along streets"),
        "of several": ([travel, "--along", "streets", "--radius-m", "2800"], 3, "along streets"),
        "line": ([streets, "--along", "line", "--radius-m", "2800"], 5, "straight line"),
    }
    for arguments, places, words in options.values():
        assert main(["coverage", *arguments]) == 0
        found = capsys.readouterr()
        assert f"{100 * places / 9:.1f}" in found.out
        assert words in found.out
        assert ("36 places" in found.out) == (words == "along streets")
        assert main(["coverage", *arguments, "--format", "json"]) == 0
        assert words in capsys.readouterr().err


def test_a_rank_finds_ways_along_streets_once(with_streets, monkeypatch, tmp_path, capsys):
    monkeypatch.setenv("LCITY_CACHE", str(tmp_path / "kept"))
    assert main(["rank", str(with_streets[1]), "--level", "district"]) == 0
    first = capsys.readouterr().out

    def found_anew(*arguments, **named):
        raise AssertionError("the ways of this dataset are known")

    for module in (derived, reach):
        monkeypatch.setattr(module, "found_ways", found_anew)
    assert main(["rank", str(with_streets[1]), "--level", "district"]) == 0
    assert capsys.readouterr().out == first


@pytest.mark.parametrize(
    ("which", "arguments", "words"),
    [
        (0, ["--radius-m", "900"], "--minutes"),
        (1, ["--minutes", "15"], "--radius-m"),
        (1, ["--along", "travel"], "streets, line"),
        (0, ["--minutes", "-1"], "0 or more"),
    ],
)
def test_what_cannot_be_measured_so_is_told_in_a_line(with_streets, capsys, which, arguments, words):
    assert main(["coverage", str(with_streets[which]), *arguments]) == 2
    told = capsys.readouterr().err.strip()
    assert words in told
    assert "\n" not in told
