"""What an answer does to a table."""

from collections.abc import Callable

import pandas as pd

from lcity.dataset import Answer, Problem
from lcity.dataset.cells import shown, to_number

Edit = Callable[[pd.DataFrame, Problem, Answer], pd.DataFrame]


def left_out(frame: pd.DataFrame, problem: Problem, _: Answer) -> pd.DataFrame:
    """Return a table without the rows of a problem; the others keep their numbers."""
    return frame.drop(index=[row for row in problem.rows if row in frame.index])


def blanked(frame: pd.DataFrame, problem: Problem, _: Answer) -> pd.DataFrame:
    """Return a table in which the cells of a problem are blank: unknown."""
    frame = frame.astype({problem.column: object})
    frame.loc[list(problem.rows), problem.column] = None
    return frame


def multiplied(frame: pd.DataFrame, problem: Problem, answer: Answer) -> pd.DataFrame:
    """Return a table in which the numbers of a problem are multiplied by the answer's."""
    rows = list(problem.rows)
    numbers = to_number(frame.loc[rows, problem.column])[0]
    frame = frame.astype({problem.column: object})
    frame.loc[rows, problem.column] = [shown(round(n * float(answer.value), 9)) for n in numbers]
    return frame


def swapped(frame: pd.DataFrame, problem: Problem, _: Answer) -> pd.DataFrame:
    """Return a table in which the two columns of a problem have each other's names."""
    one, other = problem.column.split(", ")
    return frame.rename(columns={one: other, other: one})


def filled(frame: pd.DataFrame, problem: Problem, answer: Answer) -> pd.DataFrame:
    """Return a table in which a column says the answer's value, wherever it said nothing."""
    cells = frame[problem.column] if problem.column in frame else pd.Series(None, frame.index, dtype=object)
    cells = cells.astype(object)
    rows = list(problem.rows) or frame.index[cells.isna()]
    cells.loc[rows] = answer.value
    return frame.assign(**{problem.column: cells})


def added(frame: pd.DataFrame, problem: Problem, _: Answer) -> pd.DataFrame:
    """Return a table with a column more, of which nothing is known."""
    return frame.assign(**{problem.column: pd.Series(None, frame.index, dtype=object)})


def copied(frame: pd.DataFrame, problem: Problem, answer: Answer) -> pd.DataFrame:
    """Return a table with a column that says what another does."""
    return frame.assign(**{problem.column: frame.get(answer.value)})


def numbered(frame: pd.DataFrame, problem: Problem, _: Answer) -> pd.DataFrame:
    """Return a table whose rows have ids, numbers from 1 on."""
    width = len(str(len(frame)))
    ids = [f"{problem.column[0]}{number:0{width}d}" for number in range(1, len(frame) + 1)]
    return pd.concat([pd.Series(ids, frame.index, name=problem.column), frame], axis=1)


def of_cities(frame: pd.DataFrame, _: Problem, __: Answer) -> pd.DataFrame:
    """Return a table of districts as one of cities."""
    if "district" in frame and ("city" not in frame or frame["city"].isna().all()):
        frame = frame.drop(columns="city", errors="ignore").rename(columns={"district": "city"})
    return frame.drop(columns="district", errors="ignore")


EDITS: dict[str, Edit] = {
    "leave_out": left_out,
    "blank": blanked,
    "times": multiplied,
    "swap": swapped,
    "fill": filled,
    "add": added,
    "copy": copied,
    "number": numbered,
    "as_cities": of_cities,
}
"""By the way of the answer; other ways leave a table as it is."""

MOVED = {"as_cities": "values_city"}
"""Ways by which a table becomes another."""
