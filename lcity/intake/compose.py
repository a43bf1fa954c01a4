"""Parts made into a folder that `lcity.dataset` reads, and its problems told in their owner's words."""

import csv
import dataclasses
import shutil
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyarrow as pa

from lcity.dataset import Dataset, Problem
from lcity.dataset.cells import to_number
from lcity.dataset.contract import SCHEMAS
from lcity.dataset.files import FILES, find
from lcity.dataset.outlines import UNREADABLE, features, flat, read_outlines
from lcity.dataset.tables import read_table
from lcity.errors import ArgumentError
from lcity.intake import cells, coordinates, headings, multiples, settings, unit_names
from lcity.intake.figures import stated_tables, units_columns, values_columns
from lcity.intake.headings import FIGURES
from lcity.intake.limits import is_full
from lcity.intake.outlines import storable
from lcity.intake.part import Part
from lcity.intake.plan import OWN, UPDATE, Plan
from lcity.intake.questions import Answers, Question, settle
from lcity.intake.rows import write_rows
from lcity.intake.update import laid_over

POINTS = ("cities", "centres", "population")
FOLDER = {name for names in FILES.values() for name in names}
LACKING = {"no_file": "no_table_indicators", "no_values": "no_table_values"}
Ways = Mapping[str, Sequence[str]]


@dataclass(eq=False)
class Lineage:
    """Where a table's rows and columns came from.

    Parameters
    ----------
    part
        The part it was made of.
    headings
        Column → heading, of those renamed.
    rows
        Row in the table → row in the file as it came, where they differ otherwise than by `above`;
        rows it does not have are the open dataset's.
    """

    part: Part
    headings: Mapping[str, str] = field(default_factory=dict)
    rows: Mapping[int, int] | None = None

    def row(self, row: int) -> int | None:
        """Return which row of the file as it came a row of the table is; None where it is of none."""
        return row + self.part.above if self.rows is None else self.rows.get(row)

    def of_file(self, problem: Problem) -> Problem:
        """Return a problem of the table as one of the file it came in."""
        row, columns = problem.row, problem.column
        if row is None and self.part.path.suffix == ".csv" and headings.table_of(self.part) == "meta":
            row = 2  # Settings have no rows; of a sheet of them there is one.
        if row is not None and not self.part.outlined:
            if self.rows is not None and row > 1:
                if row not in self.rows:
                    return problem
                row = self.rows[row]
            else:
                row += self.part.above
        if columns is not None:
            columns = ", ".join(self.headings.get(column, column) for column in columns.split(", "))
        rows = tuple(of for row in problem.rows if (of := self.row(row)) is not None)
        return dataclasses.replace(problem, file=self.part.name, row=row, column=columns, rows=rows)


@dataclass(eq=False)
class Composed:
    """What became of an upload.

    Parameters
    ----------
    folder
        The dataset folder.
    lineages
        Table → where it came from; tables of the open dataset have none.
    problems
        All of them, in the words of the files as they came.
    dataset
        The dataset, where the folder is valid.
    questions, answers
        What is asked of its owner, answered or not; and what was answered.
    """

    folder: Path
    lineages: dict[str, Lineage] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    dataset: Dataset | None = None
    answers: Answers = field(default_factory=dict)


def compose(
    parts: Sequence[Part],
    plan: Plan,
    folder: Path,
    base: Path | None,
    computations: Collection[str],
    titles: Mapping[str, str],
    answers: Answers | None = None,
) -> Composed:
    """Make a dataset folder of parts.

    Parameters
    ----------
    parts
        The tables as they came.
    plan
        What each is.
    folder
        An empty folder to write.
    base
        The folder of the open dataset, over which they are laid; not read for a dataset of its own.
    computations
        The names a computed indicator may use.
    titles
        Language → what a dataset of its own is called where it does not say so itself.
    answers
        What its owner has answered.
    """
    composed = Composed(folder, answers=answers or {})
    plan = _stated(plan, folder)
    if plan.mode != OWN and base is not None:
        for path in find(base).values():
            shutil.copyfile(path, folder / path.name)
    # Names of units are looked up in tables written before.
    order = {table: number for number, table in enumerate(FILES)}
    for part in sorted(parts, key=lambda part: order.get(plan.tables.get(part.name, ""), len(order))):
        table = plan.tables.get(part.name, "")
        if not table:
            composed.problems.append(Problem(part.name, None, None, "table_unused", {}, "note"))
            continue
        if table in composed.lineages:
            other = composed.lineages[table].part.name
            composed.problems.append(Problem(part.name, None, None, "two_files", {"other": other}))
            continue
        composed.lineages[table] = _write(table, part, plan, composed)
        figures = plan.figures.get(part.name)
        if figures and table == figures.table and (columns := units_columns(figures)):
            composed.lineages["cities"] = _write_units(part, columns, plan, composed)
    if not composed.lineages:
        composed.problems = [dataclasses.replace(problem, severity="error") for problem in composed.problems]
    if plan.mode == OWN and "meta" not in composed.lineages:
        named = [f"title = {settings.quoted(titles['en'])}", f"title_zh = {settings.quoted(titles['zh'])}"]
        text = "\n".join([*named, 'about = ""', 'licence = ""', ""])
        (folder / "dataset.toml").write_text(text, encoding="utf-8")
    composed.dataset, problems, questions = settle(folder, computations, composed.answers, composed.lineages)
    composed.problems += problems
    composed.questions += questions
    _name_tables(composed, parts)
    return composed


def _stated(plan: Plan, folder: Path) -> Plan:
    """Return a plan whose tables are those of the contract; what was said of figures of one's own is written.

    The tables said are none that came, so nothing of them is laid over another dataset.
    """
    own = {part: plan.figures[part] for part, table in plan.tables.items() if table == FIGURES}
    for figures in own.values():
        for table, rows in stated_tables(figures).items():
            with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
                csv.writer(file, lineterminator="\n").writerows(rows)
    tables = {part: own[part].table if part in own else table for part, table in plan.tables.items()}
    columns = {part: values_columns(figures) for part, figures in own.items()}
    return dataclasses.replace(
        plan,
        mode=OWN if own else plan.mode,
        tables=tables,
        headings={**plan.headings, **columns},
        figures=own,
    )


def _write_units(part: Part, columns: Mapping[str, str], plan: Plan, composed: Composed) -> Lineage:
    """Write the units of a table as one of cities, each that is said the same of several years once."""
    lineage = Lineage(part, {column: heading for heading, column in columns.items()})
    frame, _ = read_table(part.path)
    if frame is not None:
        frame = frame[list(columns)].rename(columns=dict(columns))
        frame = cells.read_as(frame, plan.readings.get("cities", {}), lambda _: {})
        how = plan.corrections.get("cities", "").replace(coordinates.KEPT, "")
        if how and {"lon", "lat"} <= set(frame):
            frame = _with_positions(frame, how, part.above)
        frame = frame.assign(name=frame.get("name", frame["city"])).dropna(how="all").drop_duplicates()
        write_rows(frame, composed.folder / "cities.csv")
    return lineage


def _name_tables(composed: Composed, parts: Sequence[Part]) -> None:
    """Call tables in problems as their owner does, where they did not come as files of a folder."""
    as_folder = all(Path(part.name).name in FOLDER for part in parts)
    part_names = {
        name: lineage.part.name for table, lineage in composed.lineages.items() for name in FILES[table]
    }
    told = []
    for problem in composed.problems:
        details = problem.details
        if details.get("file") in part_names:
            details = {**details, "file": part_names[details["file"]]}
        if problem.code in LACKING and not as_folder:
            names = ", ".join(dict.fromkeys(part.name.split(": ")[0] for part in parts))[:200]
            told.append(Problem(names, None, None, LACKING[problem.code]))
        else:
            told.append(dataclasses.replace(problem, details=details))
    composed.problems = told


def _write(table: str, part: Part, plan: Plan, composed: Composed) -> Lineage:
    """Write a part as a table of the folder; the table's other files go."""
    columns = plan.headings.get(part.name, {})
    renamed = {old: new for old, new in columns.items() if new and new != old}
    only = tuple(columns) if part.name in plan.figures else ()
    lineage = Lineage(part, {new: old for old, new in (columns if only else renamed).items()})
    how = plan.corrections.get(table, "").replace(coordinates.KEPT, "")
    ways = plan.readings.get(table, {})
    before = {path.name: path for name in FILES[table] if (path := composed.folder / name).exists()}
    merged = plan.mode == UPDATE and bool(before) and bool(SCHEMAS[table].unique) and not part.outlined
    as_it_is = not (renamed or how or ways or merged or only)
    zipped = part.path.name.endswith(".shp.zip")
    name = table + (".shp.zip" if zipped else part.path.suffix)
    if table == "meta":
        told = settings.write(part, composed.folder / "dataset.toml", renamed)
        composed.problems += [lineage.of_file(problem) for problem in told]
    elif part.outlined:
        _replace(before)
        if as_it_is:
            shutil.copyfile(part.path, composed.folder / name)
        else:
            _write_outlines(part, renamed, how, ways, composed)
    elif as_it_is and name in FILES[table]:
        _replace(before)
        shutil.copyfile(part.path, composed.folder / name)
    else:
        old = next(iter(before.values()), None) if merged else None
        _write_table(table, lineage, renamed, how, ways, old, composed, only)
        _replace({n: path for n, path in before.items() if n != f"{table}.csv"})
    return lineage


def _replace(before: Mapping[str, Path]) -> None:
    for path in before.values():
        path.unlink()


def _write_table(
    table: str,
    lineage: Lineage,
    renamed: Mapping[str, str],
    how: str,
    ways: Ways,
    old: Path | None,
    composed: Composed,
    only: Sequence[str],
) -> None:
    frame, problems = read_table(lineage.part.path)
    composed.problems += [lineage.of_file(problem) for problem in problems]
    if frame is None:
        return
    if only:
        frame = frame[[heading for heading in only if heading in frame]]
    frame = frame.rename(columns=dict(renamed))
    if only:
        # What the contract asks for and nobody said is unknown.
        frame = frame.assign(**{name: None for name in _unsaid(table) if name not in frame})
    frame = cells.read_as(frame, ways, partial(unit_names.ids, composed.folder))
    frame, questions = multiples.multiplied(table, lineage, frame, composed.folder, composed.answers)
    composed.questions += questions
    if how and table in POINTS and {"lon", "lat"} <= set(frame):
        frame = _with_positions(frame, how, lineage.part.above)
    if old is not None:
        before, _ = read_table(old)
        frame, lineage.rows = laid_over(before, frame, SCHEMAS[table].unique)
        lineage.rows = {row: of + lineage.part.above for row, of in lineage.rows.items()}
    write_rows(frame, composed.folder / f"{table}.csv")


def _unsaid(table: str) -> list[str]:
    """Return the columns a table must have, and may leave blank."""
    columns = SCHEMAS[table].columns.items()
    return [name for name, column in columns if column.required and column.nullable]


def _with_positions(frame: pd.DataFrame, how: str, above: int) -> pd.DataFrame:
    """Return a table with its positions corrected; cells that hold no number stay as they are."""
    numbers = pd.DataFrame({side: to_number(frame[side])[0] for side in ("lon", "lat")})
    rows = numbers.notna().all(axis=1)
    if of := coordinates.rows_of(how):
        rows, how = rows & (frame.index + above).isin(of), coordinates.SWAPPED
    moved = coordinates.corrected(numbers[rows].to_numpy(), how).round(7)
    frame = frame.astype({"lon": object, "lat": object})
    frame.loc[rows, "lon"] = moved[:, 0]
    frame.loc[rows, "lat"] = moved[:, 1]
    return frame


def _write_outlines(part: Part, renamed: Mapping[str, str], how: str, ways: Ways, composed: Composed) -> None:
    try:
        frame = features(part.path)
        if how.upper().startswith("EPSG"):
            frame = frame.set_crs(coordinates.grid(how), allow_override=True)
        else:
            attributes, outlines, _ = read_outlines(part.path)
            if outlines is None:
                shutil.copyfile(part.path, composed.folder / f"districts{part.path.suffix}")
                return
            frame = gpd.GeoDataFrame(attributes, geometry=outlines)
            if how in coordinates.SHIFTS:
                frame = frame.set_geometry(frame.geometry.transform(coordinates.SHIFTS[how]))
            elif how == coordinates.SWAPPED:
                frame = frame.set_geometry(frame.geometry.transform(lambda points: points[:, ::-1]))
        frame = frame.rename(columns=dict(renamed))
        frame = cells.read_as(frame, ways, partial(unit_names.ids, composed.folder))
        composed.problems += flat(part.name, pd.DataFrame(frame.drop(columns=frame.geometry.name)))[1]
        storable(frame).to_parquet(composed.folder / "districts.parquet")
    except (*UNREADABLE, pa.ArrowException, ArgumentError) as error:
        if is_full(error):
            raise
        reason = " ".join(str(error).split())[:200]
        composed.problems.append(
            Problem(part.name, None, None, "unreadable", {"form": "outlines", "reason": reason})
        )
