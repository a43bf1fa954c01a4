import ast
from pathlib import Path

import pytest

import lcity
from lcity.dataset import Problem
from lcity.dataset.contract import dictionary
from lcity.text import LANGUAGES, language

# Written as `unknown_` and the name of the column.
WITH_A_COLUMN = {"unknown_city", "unknown_district", "unknown_place", "unknown_site"}
EXAMPLE = Problem("values_district.csv", 14, "people", "not_number", {"found": "n/a"})


def test_a_problem_is_one_line():
    assert str(EXAMPLE) == (
        'values_district.csv:14: people: found "n/a"; expected a number, or blank where unknown'
    )
    assert EXAMPLE.text(language("zh")).startswith("values_district.csv:14: people: 内容为“n/a”")
    assert Problem("a.csv", None, None, "no_file").place == "a.csv"
    assert Problem("a.csv", 3, None, "quotes").place == "a.csv:3"
    assert Problem("a.toml", None, "title", "missing_column").place == "a.toml: title"


def test_counts_are_written_and_chosen_by_number():
    one, many = (Problem("p.csv", None, "district", "outside", {"count": n}, "note") for n in (1, 1234))
    assert "1 place lies" in str(one)
    assert "1,234 places lie" in str(many)


def test_lists_are_written_as_lists_and_long_cells_are_cut():
    text = str(Problem("a.csv", 2, "mode", "not_one_of", {"found": "x" * 500, "allowed": ("a", "b", "c")}))
    assert "a, b and c" in text
    assert "…" in text
    assert len(text) < 150


def test_problems_can_be_kept_in_sets():
    assert len({EXAMPLE, EXAMPLE, Problem("values_district.csv", 14, "people", "negative")}) == 2


def told_codes() -> set[str]:
    """Return every message the catalogue has for a problem."""
    return {key.split(".")[-1] for key in language("en")._messages if key.startswith("dataset.problem.")}


def used_words() -> set[str]:
    """Return every text constant in the modules that make problems."""
    words = set()
    root = Path(lcity.__file__).parent
    for path in (
        *root.glob("dataset/**/*.py"),
        *root.glob("intake/**/*.py"),
        *root.glob("scenario/*.py"),
        *root.glob("ui/data/*.py"),
    ):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        words |= {n.value for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str)}
    return words


def codes_in_calls() -> set[str]:
    """Return every code given as such to a Problem or a table's problem, each, or check."""
    codes = set()
    for path in (Path(lcity.__file__).parent / "dataset").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            place = {"Problem": 3, "problem": 2, "each": 2}.get(name)
            if place is not None and len(node.args) > place and isinstance(node.args[place], ast.Constant):
                codes.add(node.args[place].value)
            codes |= {
                k.value.value for k in node.keywords if k.arg == "error" and isinstance(k.value, ast.Constant)
            }
    return codes - {"note"}


def test_every_code_has_a_text_in_every_language_and_every_text_a_use():
    assert len(codes_in_calls()) > 30
    for code in LANGUAGES:
        for problem in codes_in_calls() | WITH_A_COLUMN:
            assert language(code).has(f"dataset.problem.{problem}"), (code, problem)
    assert told_codes() - used_words() == WITH_A_COLUMN


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_column_of_the_contract_has_a_meaning(code):
    for entry in dictionary():
        assert len(language(code).t(entry.meaning)) > 2


def test_the_dictionary_names_the_contract():
    entries = {(e.file, e.column): e for e in dictionary()}
    assert len(entries) == len(dictionary())
    weight = entries["indicators.csv", "weight"]
    assert (weight.kind, weight.required, weight.blank) == ("number", True, False)
    assert entries["values_city.csv", "year"].kind == "whole"
    assert not entries["values_city.csv", "year"].required
    assert entries["population.csv", "people_…"].meaning == "dataset.column.population.people_group"
    assert entries["values_district.csv", "<key>"].kind == "number"
    assert entries["districts.geojson", "geometry"].required
    assert list(dict.fromkeys(e.file for e in dictionary()))[:3] == [
        "dataset.toml",
        "sources.csv",
        "indicators.csv",
    ]
