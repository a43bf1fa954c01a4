"""The README says nothing that is not so."""

import re
import shlex
from pathlib import Path

import pytest

from lcity.cli.arguments import parser
from tests.browser.pictures import FOLDER, VIEWS
from tests.browser.test_table import CLICKS

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")


def test_every_link_and_picture_is_there():
    links = re.findall(r"\]\((?!http)([^)#]+)", README)
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_its_pictures_are_those_a_command_makes_and_are_small():
    shown = re.findall(r"!\[[^\]]*\]\((.+?)\)", README)
    made = {str((FOLDER / f"{name}.png").relative_to(ROOT)) for name in VIEWS}
    assert set(shown) == made == {str(path.relative_to(ROOT)) for path in FOLDER.iterdir()}
    assert max((ROOT / path).stat().st_size for path in shown) <= 150_000


def test_its_first_screen_shows_both_shipped_datasets():
    first = README[: README.index("## ")]
    assert {f"data/pictures/{name}" for name in ("china-overview.png", "england-coverage.png")} == set(
        re.findall(r"!\[[^\]]*\]\((.+?)\)", first)
    )


def test_the_way_of_a_table_takes_as_many_clicks_as_are_walked():
    path = README[README.index("#### One Excel table") : README.index("### What is read")]
    assert re.findall(r"(\d+) clicks", path) == [str(CLICKS)]


def test_every_place_it_names_is_there():
    named = re.findall(r"`((?:lcity|data|tests|pages|benchmarks)/[\w./]+)`", README)
    listed = re.findall(r"^(\w+(?:/|\.py)) ", README, re.MULTILINE)
    inside = [f"lcity/{name}" for name in re.findall(r"^  (\w+/) ", README, re.MULTILINE)]
    assert min(map(len, (named, listed, inside))) >= 5
    assert [path for path in named + listed + inside if not (ROOT / path).exists()] == []


def test_every_package_of_lcity_is_on_its_map():
    inside = set(re.findall(r"^  (\w+)/ ", README, re.MULTILINE))
    assert inside == {path.parent.name for path in (ROOT / "lcity").glob("*/__init__.py")}


def test_every_page_is_called_what_it_is_called_on_screen(english):
    rows = re.findall(r"^\| ([A-Z][\w ]+) \| (.+\?) \|$", README, re.MULTILINE)
    pages = {path.stem for path in (ROOT / "pages").glob("*.py")}
    assert len(rows) == len(pages)
    centres = english.t("coverage.centres_any")
    questions = {page: english.t(f"{page}.question", centres=centres) for page in pages}
    assert set(rows) == {(english.t(f"{page}.title"), question) for page, question in questions.items()}


def test_every_target_it_names_is_made():
    targets = set(re.findall(r"(?:^|`|=\S+ )make (\w+)", README, re.MULTILINE))
    assert targets >= {"run", "test", "check", "data"}
    assert targets - set(re.findall(r"^(\w+):", MAKEFILE, re.MULTILINE)) == set()


COMMANDS = re.findall(r"^\S*python -m lcity (.+)", README.replace("\\\n", " "), re.MULTILINE)


@pytest.mark.parametrize("line", COMMANDS)
def test_every_command_line_is_understood(line):
    options = parser().parse_args(shlex.split(line, comments=True))
    makes = options.verb in ("make", "fetch", "measure")
    assert makes or options.dataset in ("data/china15", "data/england9", "tiles")


def test_there_are_command_lines_of_every_verb():
    assert {line.split()[0] for line in COMMANDS} >= {
        "check",
        "rank",
        "coverage",
        "plan",
        "monitor",
        "make",
        "fetch",
        "partition",
        "measure",
    }
