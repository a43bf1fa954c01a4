"""Uploads in other encodings: read where it is clear, else asked once for all files."""

from pathlib import Path

import geopandas as gpd
import pyogrio
import pytest
import shapely

from lcity.computed import COMPUTATIONS
from lcity.intake import unicode
from lcity.intake.limits import Limits
from lcity.intake.part import File
from lcity.intake.prepare import Prepared, prepare
from tests.dataset.place_names import names

INDICATORS = (
    "key,parent,name,unit,direction,weight,low,high,provenance,source,definition\n"
    "learn,,배움,,,1,,,,,\nread,learn,회원,%,1,1,,,official,,\n"
)
VALUES = "district,city,year,people,read\n"


def korean(rows: int) -> dict[str, bytes]:
    """Return a dataset of some districts, named in Korean."""
    units = [f"D{number},A,2020,1000,{number}" for number in range(rows)]
    named = [f"D{number},{name}" for number, name in enumerate(names("ko")[:rows])]
    texts = {
        "indicators.csv": INDICATORS,
        "values_district.csv": VALUES + "\n".join(units) + "\n",
        "cities.csv": f"city,name\nA,{names('ko')[0]}\n",
        "notes.csv": "district,name\n" + "\n".join(named) + "\n",
    }
    return {name: text.encode("cp949") for name, text in texts.items()}


@pytest.fixture
def take(tmp_path):
    def take(files: dict[str, bytes], answers=None) -> Prepared:
        found = []
        for number, (name, content) in enumerate(files.items()):
            path = tmp_path / f"{number}{Path(name).suffix}"
            path.write_bytes(content)
            found.append(File(name, path))
        return prepare(found, tmp_path / "work", None, None, COMPUTATIONS, Limits(), answers=answers)

    return take


def test_what_is_clear_is_read_and_said(take):
    files = korean(12)
    found = take(files)
    (told,) = [p for p in found.problems if p.code.startswith("encoding")]
    assert told.severity == "note"
    assert told.file == "indicators.csv, cities.csv, notes.csv"
    assert "read as EUC-KR: “배움 · 회원”" in str(told)
    assert [part.name for part in found.parts] == list(files)
    assert "서울특별시" in next(p for p in found.parts if p.name == "notes.csv").path.read_text(
        encoding="utf-8"
    )


def test_what_is_not_clear_is_asked_and_one_answer_is_for_all_files(take):
    files = korean(12)
    del files["notes.csv"]
    found = take(files)
    (problem,) = [p for p in found.problems if p.code == "encoding_unclear"]
    assert problem.file == "indicators.csv, cities.csv"
    offered = {answer.value: answer.after for answer in problem.answers}
    assert offered["EUC-KR"] == "배움 · 회원 · 서울특별시"
    assert not found.valid
    answered = take(files, {problem.question: "encoding:EUC-KR"})
    assert answered.valid, [str(p) for p in answered.problems]
    assert answered.composed.dataset.cities["name"].tolist() == ["서울특별시"]
    assert [question.chosen for question in answered.questions] == ["encoding:EUC-KR"]
    otherwise = take(files, {problem.question: "encoding:GB18030"})
    assert otherwise.composed.dataset.cities["name"].tolist() == ["辑匡漂喊矫"], "the owner's word counts"


def test_an_answer_that_cannot_be_is_not_taken(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes("city,name\nA,서울특별시\n".encode("cp949") + b"\xa1\n")
    for answer in ("encoding:EUC-KR", "encoding:no such", "leave_out"):
        files, problems = unicode.rewritten(
            [File("a.csv", path)], tmp_path, {"encoding_unclear|a.csv|": answer}
        )
        assert files == []
        assert [(p.code, p.severity) for p in problems] == [("encoding_unclear", "error")]


def test_two_files_of_one_name_stay_two(tmp_path):
    files = []
    for number, language in enumerate(("ko", "ru")):
        path = tmp_path / f"{number}.csv"
        path.write_bytes("\n".join(names(language)[:20]).encode("cp949" if language == "ko" else "cp1251"))
        files.append(File("names.csv", path))
    kept, _ = unicode.rewritten(files, tmp_path)
    read = [file.path.read_text(encoding="utf-8").split("\n")[0] for file in kept]
    assert read == ["서울특별시", "Москва"]


def test_excel_s_unicode_text_is_read(take):
    text = "key\tparent\tname\nlearn\t\tLearning\nread\tlearn\tŁódź\n"
    found = take({"indicators.csv": text.encode("utf-16")})
    assert found.parts[0].columns == ("key", "parent", "name")
    assert "Łódź" in found.parts[0].path.read_text(encoding="utf-8")


def shapefile(folder: Path, rows: list[str], encoding: str) -> list[File]:
    """Return a Shapefile's parts without its .cpg."""
    boxes = [shapely.box(number, 0, number + 1, 1) for number in range(len(rows))]
    ids = [f"D{number}" for number in range(len(rows))]
    frame = gpd.GeoDataFrame({"district": ids, "name": rows}, geometry=boxes, crs="EPSG:4326")
    pyogrio.write_dataframe(frame, folder / "districts.shp", encoding=encoding)
    (folder / "districts.cpg").unlink(missing_ok=True)
    paths = sorted(folder.glob("districts.*"))
    return [File(path.name, path) for path in paths if path.suffix != ".zip"]


@pytest.mark.parametrize(("language", "encoding"), [("ko", "cp949"), ("zh-Hant", "big5"), ("pl", "cp1250")])
def test_a_shapefile_that_does_not_say_its_encoding_is_given_a_cpg(tmp_path, language, encoding):
    files = shapefile(tmp_path, names(language)[:12], encoding)
    kept, problems = unicode.rewritten(files, tmp_path)
    assert [(p.code, p.file) for p in problems] == [("encoding_read", "districts.dbf")]
    (cpg,) = [file for file in kept if file.name == "districts.cpg"]
    declared = cpg.path.read_text()
    assert "".join(names(language)[:12]).encode(encoding).decode(declared) == "".join(names(language)[:12])


def test_a_shapefile_of_few_names_is_read_as_the_tables_beside_it_or_asked_about(tmp_path):
    files = shapefile(tmp_path, names("ko")[:2], "cp949")
    kept, (problem,) = unicode.rewritten(files, tmp_path)
    assert (problem.code, problem.file, problem.severity) == ("encoding_unclear", "districts.dbf", "error")
    assert not any(file.suffix == ".cpg" for file in kept)
    answered, _ = unicode.rewritten(files, tmp_path, {problem.question: "encoding:EUC-KR"})
    assert next(file for file in answered if file.suffix == ".cpg").path.read_text() == "cp949"
    table = tmp_path / "cities.csv"
    table.write_bytes("\n".join(names("ko")[:12]).encode("cp949"))
    beside, _ = unicode.rewritten([File("cities.csv", table), *files], tmp_path)
    assert next(file for file in beside if file.suffix == ".cpg").path.read_text() == "cp949"


def test_a_shapefile_that_is_asked_about_is_told_once(take, tmp_path):
    files = {file.name: file.path.read_bytes() for file in shapefile(tmp_path, names("ko")[:2], "cp949")}
    told = [p for p in take(files).problems if p.code.startswith("encoding")]
    assert [(p.code, p.file) for p in told] == [("encoding_unclear", "districts.dbf")]
    answered = take(files, {told[0].question: "encoding:EUC-KR"})
    assert [p for p in answered.problems if p.code.startswith("encoding")] == []
    assert "encoding:EUC-KR" in [question.chosen for question in answered.questions]
