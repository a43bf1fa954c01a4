"""`candidates.csv`: places where a centre could be."""

import pandas as pd
import pytest

from lcity.dataset import check, read
from tests import folders

CANDIDATES = pd.DataFrame(
    {
        "site": ["007", "p2"],
        "name": ["Old mill", "Depot"],
        "lon": ["111.05", "111.15"],
        "lat": ["30.05", "30.05"],
        "hours": ["Mo-Su 09:00-21:00", None],
        "cost": ["2.5", None],
    }
)


def test_candidates_are_read_with_every_column_of_the_contract(tmp_path):
    plain = read(folders.write(tmp_path))
    opened = read(folders.write(tmp_path, folders.valid() | {"candidates": CANDIDATES}))
    assert plain.candidates is None
    assert opened.hash != plain.hash
    assert opened.candidates.index.tolist() == ["007", "p2"]
    assert opened.candidates["cost"].tolist()[0] == 2.5
    assert opened.candidates[["name_zh", "kind", "seats"]].isna().all(axis=None)


@pytest.mark.parametrize(
    ("column", "cell", "code"),
    [
        ("site", "p2", "duplicate"),
        ("lat", "95", "out_of_range"),
        ("hours", "Mo-Xx 09:00", "hours"),
        ("cost", "-1", "negative"),
        ("cost", "cheap", "not_number"),
        ("name", None, "blank"),
    ],
)
def test_what_is_wrong_with_a_candidate_is_told_with_its_row(tmp_path, column, cell, code):
    wrong = CANDIDATES.copy()
    wrong.loc[0, column] = cell
    problems = check(folders.write(tmp_path, folders.valid() | {"candidates": wrong}))
    found = [(p.file, p.row, p.code) for p in problems if p.severity == "error"]
    assert found == [("candidates.csv", 3 if column == "site" else 2, code)]
