"""Damage to whole files: their bytes, their rows, their settings."""

from random import Random

from tests.intake.damage.cells import CENTRES, CITIES, IND, VC, VD, edit, of
from tests.intake.damage.valid import HARMLESS, QUESTION, SHOWN, Files, Kind

META = "dataset.toml"
LATIN = "city,name\n010000,Zürich\n020000,Genève\n030000,Málaga\n"
TAIWAN = "city,name\n010000,臺北市\n020000,新竹縣\n030000,臺東縣\n"


def recoded(file: str, encoding: str):
    return lambda files: files.update({file: files[file].decode().encode(encoding)})


def replaced(file: str, old: bytes, new: bytes):
    def damage(files: Files) -> None:
        assert old in files[file]
        files[file] = files[file].replace(old, new, 1)

    return damage


def content(file: str, data: bytes):
    return lambda files: files.update({file: data})


def renamed(file: str, to: str):
    return lambda files: files.update({to: files.pop(file)})


def gone(*names: str):
    return lambda files: [files.pop(name, None) for name in names]


def _random(size: int) -> bytes:
    return Random(5).randbytes(size)


ENCODINGS = {
    "byte-order mark": of(recoded(CENTRES, "utf-8-sig"), HARMLESS, CENTRES),
    "GB18030": of(recoded(CENTRES, "gb18030"), "encoding_unclear", CENTRES),
    "UTF-16": of(recoded(CENTRES, "utf-16"), HARMLESS, CENTRES),
    "UTF-16 without its mark": of(recoded(CENTRES, "utf-16-le"), "encoding", CENTRES),
    "Latin-1": of(content(CITIES, LATIN.encode("latin-1")), "encoding_unclear", CITIES),
    "Big5": of(content(CITIES, TAIWAN.encode("big5")), "encoding_read", CITIES, note=True),
    "table of random bytes": of(content(CENTRES, _random(4_000)), "encoding", CENTRES),
    "NUL bytes": of(replaced(CENTRES, b"Centre 2", b"Cen\0tre"), "encoding", CENTRES),
}

ROWS = {
    "row too long": of(edit(VC, lambda r: r[3].append("7")), "row_width", VC, 4),
    "row too short": of(edit(VC, lambda r: r[3].pop()), "row_width", VC, 4),
    "quote not closed": of(replaced(VC, b"\n020000", b'\n"020000'), "quotes", VC, 4),
    "quote within a cell": of(replaced(VC, b"\n020000", b'\n"02"0000'), "quotes", VC, 4),
    "blank rows": of(edit(VC, lambda r: r.insert(3, ["", "", ""])), HARMLESS, VC),
    "Windows line ends": of(lambda f: f.update({VC: f[VC].replace(b"\n", b"\r\n")}), HARMLESS, VC),
    "empty columns at the end": of(edit(VC, lambda r: [row.extend(["", ""]) for row in r]), HARMLESS, VC),
    "semicolons for commas": of(
        lambda f: f.update({VC: f[VC].replace(b",", b";")}), "separator", VC, note=True
    ),
    "tabs for commas": of(lambda f: f.update({VC: f[VC].replace(b",", b"\t")}), "separator", VC, note=True),
    "semicolons in the header only": of(
        lambda f: f.update({VC: f[VC].replace(b",", b";", 2)}), "delimiter", VC, 1
    ),
    "semicolons and a row too short": of(
        lambda f: f.update({VC: f[VC].replace(b",", b";").replace(b"\n020000;", b"\n020000", 1)}),
        "delimiter",
        VC,
        1,
    ),
    "title above the header of a table": of(
        lambda f: f.update({VC: b"Staff of centres\n" + f[VC]}), SHOWN, VC
    ),
    "sources below a table": of(lambda f: f.update({VC: f[VC] + b'"Source: own count"\n'}), SHOWN, VC),
    "empty file": of(content(CITIES, b""), "empty_file", CITIES),
    "only blank lines": of(content(CITIES, b"\n \n\n"), "empty_file", CITIES),
    "header and nothing more": of(
        edit(CITIES, lambda r: r.__delitem__(slice(1, None))), "table_empty", CITIES, note=True
    ),
    "1,200 columns": of(
        edit(VC, lambda r: [row.extend(["1"] * 1_200) for row in r]), "too_many_columns", VC, 1
    ),
}

FOLDER = {
    "no indicators": of(gone(IND), "no_file", IND),
    "no values": of(gone(VC, VD), "no_values", VC),
    "file with a typing error": of(renamed(CITIES, "citys.csv"), QUESTION, "citys.csv", beside=CITIES),
    "file in Chinese": of(renamed(CITIES, "城市.csv"), QUESTION, "城市.csv", beside=CITIES),
    "a table twice": of(
        lambda f: f.update({"again/cities.csv": f[CITIES]}), "two_files", "again/cities.csv", beside=CITIES
    ),
    "a file of no known kind": of(
        lambda f: f.update({"macro.vbs": b"MsgBox 1"}), "kind_unread", "macro.vbs", note=True
    ),
    "a table of no known use": of(
        lambda f: f.update({"budget.csv": b"item,cost\nbooks,12\n"}), "table_unused", "budget.csv", note=True
    ),
    "a text beside": of(lambda f: f.update({"README.md": b"# Read me"}), HARMLESS, CITIES),
}

SETTINGS = {
    "settings broken off": of(content(META, b'title = "Thr'), "unreadable", META),
    "settings nested without end": of(content(META, b"a = " + b"[" * 50_000), "unreadable", META),
    "settings in binary": of(content(META, _random(400)), "encoding", META),
    "title missing": of(
        content(META, b'about = "People"\nlicence = ""\n'), "missing_column", META, None, "title"
    ),
    "title a list": of(
        content(META, b'title = ["a", "b"]\nabout = ""\nlicence = ""\n'), "not_text", META, None, "title"
    ),
    "title a number": of(
        content(META, b'title = 5\nabout = ""\nlicence = ""\n'), "not_text", META, None, "title"
    ),
    "default year in words": of(
        replaced(META, b"2020", b'"recent"'), "not_whole", META, None, "default_year"
    ),
    "default year before all data": of(
        replaced(META, b"2020", b"1999"), "default_year", META, None, "default_year"
    ),
}

KINDS: dict[str, Kind] = ENCODINGS | ROWS | FOLDER | SETTINGS
