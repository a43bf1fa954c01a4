"""Archives whose names are in another encoding than they say."""

import io
import zipfile

import pytest

from lcity.intake.archive import named, unpack
from lcity.intake.limits import Limits
from lcity.intake.part import Allowance, File

NAMES = {
    "gb18030": ["数据/indicators.csv", "数据/values_district.csv"],
    "cp932": ["データ/表.csv", "データ/ソ能.csv"],
    "cp949": ["학습도시/구.csv", "학습도시/지표.csv", "학습도시/인구.csv", "학습도시/센터.csv"],
    "big5": ["學習城市/行政區.csv", "學習城市/功能.csv", "學習城市/人口.csv", "學習城市/中心.csv"],
    "cp866": ["Данные/indicators.csv"],
    "cp437": ["Städte/Übersicht.csv", "Städte/Bevölkerung.csv"],
    "utf-8": ["Łódź/ludność.csv", "数据/indicators.csv"],
}
"""What programs write without a mark, by encoding; the second byte of 能, ソ and 功 is a backslash's."""


def written(names: list[str], encoding: str) -> bytes:
    """Return an archive whose names are in an encoding and not marked."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for number, name in enumerate(names):
            archive.writestr("x" * (len(name.encode(encoding)) - 2) + f"{number:02d}", b"a,b\n1,2\n")
    data = content.getvalue()
    for number, name in enumerate(names):
        raw = name.encode(encoding)
        data = data.replace(b"x" * (len(raw) - 2) + b"%02d" % number, raw)
    return data


@pytest.mark.parametrize("encoding", NAMES)
def test_names_not_marked_are_read_in_the_likeliest_encoding_of_all(tmp_path, encoding):
    path = tmp_path / "a.zip"
    path.write_bytes(written(NAMES[encoding], encoding))
    (tmp_path / "out").mkdir()
    limits = Limits()
    files, problems = unpack(File("a.zip", path), tmp_path / "out", limits, Allowance(limits))
    assert problems == []
    assert [file.name for file in files] == [f"a.zip/{name}" for name in NAMES[encoding]]
    assert all(file.path.read_bytes() == b"a,b\n1,2\n" for file in files)


def test_names_that_are_marked_are_believed():
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name in (*NAMES["gb18030"], "plain\\values.csv"):
            archive.writestr(name, b"")
    with zipfile.ZipFile(content) as archive:
        found = [name for _, name in named(archive.infolist())]
    assert found == [*NAMES["gb18030"], "plain/values.csv"]
