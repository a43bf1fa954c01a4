import csv
import io

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lcity.dataset.tables import read_table

CHINESE = "city,name\n010000,武汉\n020000,  上海\n030000,天津\n040000,重庆\n"


def write(tmp_path, content: bytes, name="cities.csv"):
    path = tmp_path / name
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030", "gbk"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_encodings_and_line_ends(tmp_path, encoding, newline):
    path = write(tmp_path, CHINESE.replace("\n", newline).encode(encoding))
    frame, problems = read_table(path)
    assert problems == []
    assert frame.columns.tolist() == ["city", "name"]
    assert frame.index.tolist() == [2, 3, 4, 5]
    assert frame["name"].tolist() == ["武汉", "上海", "天津", "重庆"]
    assert frame["city"].tolist() == ["010000", "020000", "030000", "040000"]


HAN = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1, max_size=6)
PLAIN = st.text("abc,\"';0 -\n", min_size=1, max_size=6).map(lambda text: f"x{text}x")


@settings(max_examples=40)
@given(
    st.lists(st.tuples(HAN, PLAIN), min_size=1, max_size=5),
    st.sampled_from(["utf-8", "utf-8-sig", "gb18030"]),
)
def test_every_cell_survives_every_encoding(tmp_path_factory, rows, encoding):
    text = io.StringIO()
    csv.writer(text).writerows([("名称", "note"), *rows])
    # What a few characters beyond Unicode are nobody can tell: there it is said.
    declared = encoding if encoding == "gb18030" else None
    path = write(tmp_path_factory.mktemp("csv"), (text.getvalue() + "学习,x\n").encode(encoding))
    frame, problems = read_table(path, declared)
    assert problems == []
    assert frame["名称"].tolist()[:-1] == [han for han, _ in rows]
    assert frame["note"].tolist()[:-1] == [plain for _, plain in rows]


def told(found):
    frame, problems = found
    return frame, {(p.row, p.column, p.code) for p in problems}


@pytest.mark.parametrize(
    ("content", "row", "code"),
    [
        (b"", None, "empty_file"),
        (b"\n\n", None, "empty_file"),
        (b"city,name\n", None, "no_rows"),
        (b"city,name\n,\n", None, "no_rows"),
        (b"city;name\n1;a\n", 1, "delimiter"),
        (b"city\tname\n1\ta\n", 1, "delimiter"),
        (b"city,name\n1,\xff\0\xff\n", None, "encoding"),
        ("city,name\n1,武汉\n".encode("gb18030"), None, "encoding"),
    ],
)
def test_what_cannot_be_read(tmp_path, content, row, code):
    frame, problems = told(read_table(write(tmp_path, content)))
    assert frame is None
    assert problems == {(row, None, code)}


def test_rows_of_another_width_are_named_and_the_rest_is_read(tmp_path):
    content = b"city,name\n1,a\n2,b,c\n\n3\n4,d\n"
    frame, problems = read_table(write(tmp_path, content))
    assert [(p.row, p.code, p.details) for p in problems] == [
        (3, "row_width", {"found": 3, "expected": 2}),
        (5, "row_width", {"found": 1, "expected": 2}),
    ]
    assert frame.index.tolist() == [2, 3, 5, 6]
    assert frame.loc[6].tolist() == ["4", "d"]


def test_quotes(tmp_path):
    frame, problems = read_table(write(tmp_path, b'city,name\n1,"a, ""b""\nc"\n2,d\n'))
    assert problems == []
    assert frame["name"].tolist() == ['a, "b"\nc', "d"]
    assert frame.index.tolist() == [2, 3], "a row is a record, however many lines it takes"
    _, problems = told(read_table(write(tmp_path, b'city,name\n1,a\n2,"b" c\n3,d\n')))
    assert problems == {(3, None, "quotes")}


def test_header_faults(tmp_path):
    frame, problems = told(read_table(write(tmp_path, b"city,name,name,,\n1,a,b,,x\n")))
    assert problems == {(1, "name", "duplicate_column"), (1, None, "unnamed_column")}
    assert frame["name"].tolist() == ["a"]
    assert frame.columns.tolist() == ["city", "name"]


def test_parquet_keeps_its_types_and_tells_what_is_none(tmp_path):
    path = tmp_path / "population.parquet"
    pd.DataFrame({"people": [1.5, 2.0], "district": [101, 102]}).to_parquet(path)
    frame, problems = read_table(path)
    assert problems == []
    assert frame.index.tolist() == [2, 3]
    assert frame["people"].tolist() == [1.5, 2.0]
    frame, problems = told(read_table(write(tmp_path, b"PAR1 no", "population.parquet")))
    assert frame is None
    assert problems == {(None, None, "unreadable")}
    pd.DataFrame({"people": []}).to_parquet(path)
    assert told(read_table(path)) == (None, {(None, None, "no_rows")})
