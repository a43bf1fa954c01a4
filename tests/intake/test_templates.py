"""Templates that can be filled in and uploaded, and uploads given back marked."""

import io
import zipfile
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from lcity.computed import COMPUTATIONS
from lcity.dataset import Problem, read
from lcity.dataset.contract import SCHEMAS
from lcity.intake import marked, templates
from lcity.intake.limits import Limits
from lcity.intake.part import File, Part
from lcity.intake.prepare import prepare
from lcity.intake.receive import receive
from tests import folders

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    return read(folders.write(tmp_path_factory.mktemp("small")), COMPUTATIONS)


@pytest.mark.parametrize("code", ["english", "chinese"])
def test_an_empty_workbook_has_every_table_and_says_what_each_column_means(request, code):
    lang = request.getfixturevalue(code)
    book = openpyxl.load_workbook(io.BytesIO(templates.workbook(None, lang)))
    assert book.sheetnames == [templates.READ_ME, templates.META, *templates.TABLES]
    for table in templates.TABLES:
        headings = [cell.value for cell in book[table][1]]
        assert headings == [name for name, column in SCHEMAS[table].columns.items() if not column.regex]
        assert book[table].max_row == 1
    rows = list(book[templates.READ_ME].iter_rows(values_only=True))
    head = [row[0] for row in rows].index(lang.t("intake.template.table"))
    assert len(rows) - head - 1 == sum(len(SCHEMAS[name].columns) for name in ("meta", *templates.TABLES))
    above = " ".join(row[0] for row in rows[:head] if row[0])
    for word in ("values_district", "low", "high", "denominator", "GeoPackage", "Mo-Fr 09:00-18:00"):
        assert word in above


def test_a_filled_one_has_the_ids_and_no_figure(small):
    frames = templates.frames(small)
    assert list(frames["indicators"]["key"]) == list(small.indicators.index)
    districts = frames["values_district"]
    assert list(districts["district"]) == list(small.districts.index)
    assert districts["schooling"].isna().all()
    assert "coverage_1000m" not in districts
    assert set(districts["year"]) == {2020}


@pytest.mark.parametrize("name", ["small", "china15", "england9"])
def test_a_filled_one_is_valid_as_it_is(small, english, tmp_path, name):
    path = tmp_path / "0.xlsx"
    opened = small if name == "small" else read(ROOT / "data" / name, COMPUTATIONS)
    path.write_bytes(templates.workbook(opened, english))
    prepared = prepare([File("t.xlsx", path)], tmp_path / "w", None, None, COMPUTATIONS, Limits())
    assert prepared.valid, prepared.problems
    assert {problem.code for problem in prepared.problems} == {"table_empty"}, (
        "what is left empty is passed over"
    )


def test_the_zip_holds_the_same_tables(small):
    with zipfile.ZipFile(io.BytesIO(templates.archive(small))) as archive:
        assert set(archive.namelist()) == {"dataset.toml", *(f"{name}.csv" for name in templates.TABLES)}
        cities = pd.read_csv(archive.open("cities.csv"), dtype=str)
    assert list(cities["city"]) == list(small.cities.index)


FILLED = {
    "indicators": "key,parent,name,direction,weight,provenance,source\nlearn,,Learning,,1,,\n"
    "reading,learn,Reading,1,1,official,s\n",
    "sources": "source,title\ns,Counted\n",
    "cities": "city,name\na,Alder\nb,Birch\n",
    "values_district": "district,city,year,people,reading\na1,a,2020,10,4\nb1,b,2020,10,5\n",
}


@pytest.fixture
def fill(tmp_path, english):
    def fill(form: str, tables: dict[str, str], titles: str = 'title = "Mine"\n'):
        """Fill in a template without ids, and upload it as a .zip, as its single files or as an .xlsx."""
        files = []
        with zipfile.ZipFile(io.BytesIO(templates.archive(None))) as archive:
            contents = {name: archive.read(name) for name in archive.namelist()}
        contents |= {"dataset.toml": contents["dataset.toml"].replace(b'title = ""\n', titles.encode())}
        for table, text in tables.items():
            rows = pd.read_csv(io.StringIO(text), dtype=str)
            heads = pd.read_csv(io.BytesIO(contents[f"{table}.csv"]), dtype=str).columns
            frame = rows.reindex(columns=[*heads, *rows.columns.difference(heads)]).astype(object)
            contents[f"{table}.csv"] = templates.text(frame.where(frame.notna(), ""))
        for name, content in contents.items():
            (tmp_path / name).write_bytes(content)
            files.append(File(name, tmp_path / name))
        if form == "zip":
            with zipfile.ZipFile(tmp_path / "0.zip", "w") as archive:
                for file in files:
                    archive.write(file.path, file.name)
            files = [File("mine.zip", tmp_path / "0.zip")]
        if form == "xlsx":
            book = openpyxl.load_workbook(io.BytesIO(templates.workbook(None, english)))
            for table in tables:
                for row in pd.read_csv(io.BytesIO(contents[f"{table}.csv"]), dtype=str).values:
                    book[table].append([None if pd.isna(cell) else cell for cell in row])
                heads = pd.read_csv(io.BytesIO(contents[f"{table}.csv"])).columns
                for place, head in enumerate(heads, start=1):
                    book[table].cell(1, place, head)
            book.save(tmp_path / "0.xlsx")
            files = [File("mine.xlsx", tmp_path / "0.xlsx")]
        return prepare(files, tmp_path / "w", None, None, COMPUTATIONS, Limits())

    return fill


def told(prepared, severity: str) -> dict[str, str]:
    return {
        problem.file.replace(": ", "/").split("/")[-1].split(".")[0]: problem.code
        for problem in prepared.problems
        if problem.severity == severity
    }


@pytest.mark.parametrize("form", ["zip", "files", "xlsx"])
def test_tables_left_as_the_template_has_them_are_passed_over_and_said_to_be(fill, form):
    prepared = fill(form, FILLED)
    assert prepared.valid, prepared.problems
    left = set(templates.TABLES) - set(FILLED) | ({templates.META} if form == "xlsx" else set())
    assert told(prepared, "note") == dict.fromkeys(left, "table_empty")
    assert list(prepared.composed.dataset.values_district["reading"]) == [4, 5]


def test_settings_left_as_the_template_has_them_are_passed_over_as_the_sheet_is(fill):
    prepared = fill("zip", FILLED, titles='title = ""\n')
    assert prepared.valid, prepared.problems
    assert told(prepared, "note")["dataset"] == "table_empty"
    assert prepared.composed.dataset.meta.title == "mine"


@pytest.mark.parametrize("form", ["zip", "files"])
@pytest.mark.parametrize(
    ("lacking", "refused"),
    [
        ({"indicators"}, {"indicators"}),
        ({"values_district"}, {"values_city", "values_district"}),
        (set(FILLED), {"indicators", "values_city", "values_district"}),
    ],
)
def test_what_a_ranking_needs_is_not_passed_over(fill, form, lacking, refused):
    prepared = fill(form, {table: text for table, text in FILLED.items() if table not in lacking})
    assert not prepared.valid
    assert told(prepared, "error") == dict.fromkeys(refused, "no_rows")


def test_centres_alone_need_no_other_table_filled_in(fill):
    prepared = fill("zip", {"centres": "centre,name,kind,lon,lat,provenance\nc,C,library,1,2,official\n"})
    assert prepared.valid, prepared.problems


def test_a_single_table_without_rows_is_refused(tmp_path):
    path = tmp_path / "0.csv"
    path.write_text("city,name\n")
    prepared = prepare([File("cities.csv", path)], tmp_path / "w", None, None, COMPUTATIONS, Limits())
    assert not prepared.valid
    assert ("cities.csv", "no_rows") in {(problem.file, problem.code) for problem in prepared.problems}


WRITTEN = "city,name,lon\n010000,=cmd|'/C calc'!A0,abc\n\n020000,Birch,1\n"


@pytest.fixture
def broken(tmp_path):
    path = tmp_path / "0.csv"
    path.write_text(WRITTEN)
    parts, _ = receive([File("cities.csv", path)], tmp_path, Limits())
    return parts, [
        Problem("cities.csv", 2, "lon", "not_number", {"found": "abc"}),
        Problem("cities.csv", 4, None, "row_width", {"found": 2, "expected": 3}, "note"),
    ]


def test_bad_cells_are_marked_where_they_stand(broken, english):
    parts, problems = broken
    book = openpyxl.load_workbook(io.BytesIO(marked.workbook(parts, problems, english)))
    assert book.sheetnames == ["problems", "cities"]
    sheet = book["cities"]
    assert sheet["C2"].comment.text == problems[0].sentence(english)
    assert sheet["C2"].fill.fgColor.rgb.endswith("F6C3B7")
    assert sheet["A4"].comment.text == problems[1].sentence(english), (
        "a row's problem stands at its first cell"
    )
    assert sheet["A3"].value is None, "rows stay where they were"
    assert sheet["A2"].value == "010000"
    assert (sheet["B2"].value, sheet["B2"].data_type) == ("=cmd|'/C calc'!A0", "s"), "text, not a formula"
    assert [cell.value for cell in book["problems"][2]][1:4] == ["cities.csv", 2, "lon"]


def test_what_has_nothing_to_mark_is_named_and_left_out(broken, english, tmp_path):
    parts, problems = broken
    whole, outlines, titles = tmp_path / "1.csv", tmp_path / "2.geojson", tmp_path / "3.toml"
    whole.write_text("key,source\na,b\n")
    more = [
        Part("sources.csv", "sources", whole, ("key", "source")),
        Part("my.xlsx: sources", "sources of mine", whole, ("key", "source")),
        Part("districts.geojson", "districts", outlines, (), outlined=True),
        Part("dataset.toml", "meta", titles, ()),
    ]
    book = openpyxl.load_workbook(io.BytesIO(marked.workbook([*parts, *more], problems, english)))
    assert book.sheetnames == ["problems", "cities", "sources of mine"], "a workbook's sheets stay together"
    assert marked.left_out([*parts, *more], problems) == ["sources.csv", "districts.geojson", "dataset.toml"]


def test_a_marked_workbook_can_be_uploaded_as_it_is(broken, english, tmp_path):
    parts, problems = broken
    path, folder = tmp_path / "1.xlsx", tmp_path / "again"
    folder.mkdir()
    path.write_bytes(marked.workbook(parts, problems, english))
    again, told = receive([File("marked.xlsx", path)], folder, Limits())
    assert [part.title for part in again] == ["cities"]
    assert told == []


def test_a_csv_says_at_each_row_what_is_wrong(broken, english):
    parts, problems = broken
    frame = pd.read_csv(io.BytesIO(marked.text(parts[0], problems, english, templates.text)), dtype=str)
    assert frame.iloc[0, -1] == f"lon: {problems[0].sentence(english)}"
    assert frame["name"][0].startswith("'=")
