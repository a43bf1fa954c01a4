"""The rules of participation: who takes part, in what, and what is computed of it."""

from lcity.dataset.cells import nearest
from lcity.dataset.computing import social
from lcity.dataset.conform import Table
from lcity.dataset.contents import Contents
from lcity.dataset.problem import Problem

ACTIVITY = "activity"
ROUNDING = 1e-9


def check_participation(contents: Contents) -> list[Problem]:
    """Return what is wrong with who takes part: counts, activities, and indicators computed of them."""
    table = contents.table("participation", "participants", "people")
    if table is None:
        return []
    frame = table.frame
    too_many = frame.index[frame["participants"] > frame["people"] * (1 + ROUNDING)]
    problems = [
        table.problem(row, "participants", "too_many", people=table.cell(row, "people")) for row in too_many
    ]
    return (
        problems
        + _activities(table)
        + _sources(contents, table)
        + _unknown_activities(contents, _activity_names(table))
    )


def _activity_names(table: Table) -> tuple[str, ...]:
    return tuple(table.frame[ACTIVITY].dropna().unique()) if table.has(ACTIVITY) else ()


def _activities(table: Table) -> list[Problem]:
    """Return a problem where some rows do not say what people take part in, or name one activity twice.

    A column that says nothing anywhere is as none.
    """
    named = _activity_names(table)
    if not named:
        return []
    activity = table.frame[ACTIVITY]
    problems = []
    if (blank := activity.index[activity.isna()]).size:
        details = {"names": named}
        rows = tuple(blank.tolist())
        problems.append(Problem(table.file, rows[0], ACTIVITY, "activity_blank", details, rows=rows))
    if table.has("activity_zh"):
        called = table.frame.dropna(subset=[ACTIVITY, "activity_zh"]).groupby(ACTIVITY, sort=False)
        for name, names in called["activity_zh"]:
            if names.nunique() > 1:
                details = {"activity": name, "names": tuple(names.unique())}
                other = names.index[names != names.iloc[0]][0]
                problems.append(
                    Problem(table.file, int(other), "activity_zh", "activity_names", details, "note")
                )
    return problems


def _sources(contents: Contents, table: Table) -> list[Problem]:
    """Return a problem for each row whose source is not described."""
    sources = contents.table("sources", "source")
    if sources is None or not table.has("source"):
        return []
    known = sources.frame["source"].dropna().unique()
    named = table.frame["source"].dropna()
    return table.astray(named[~named.isin(known)], "source", "unknown_source", known)


def _unknown_activities(contents: Contents, activities: tuple[str, ...]) -> list[Problem]:
    """Return a problem for each indicator that names none of several activities, or an unknown one."""
    indicators = contents.table("indicators", "computed")
    if indicators is None:
        return []
    problems = []
    for row, name in indicators.frame["computed"].items():
        indicator = social(name)
        if (
            indicator is None
            or indicator.activity in activities
            or (indicator.activity is None and len(activities) < 2)
        ):
            continue
        if indicator.activity is None:
            details = {"names": activities, "example": f"{indicator.measure}:{activities[0]}"}
            problems.append(indicators.problem(row, "computed", "activity_needed", **details))
        else:
            near = nearest(indicator.activity, activities)
            details = {"activity": indicator.activity, "names": activities or ("–",), **near}
            problems.append(indicators.problem(row, "computed", "unknown_activity", **details))
    return problems
