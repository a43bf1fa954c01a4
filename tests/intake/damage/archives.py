"""Damage to archives and to what is uploaded as such."""

import io
import stat
import struct
import warnings
import zipfile
from collections.abc import Callable
from random import Random

from tests.intake.damage.valid import ARCHIVE, HARMLESS, Kind, valid, zipped

CITIES = "cities.csv"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2_000)
LOCKED = OLE + "EncryptedPackage".encode("utf-16-le") + bytes(64)


def packed(change: Callable[[zipfile.ZipFile], object]) -> bytes:
    """Return the valid archive with more put into it."""
    content = io.BytesIO(zipped(valid(CITIES)))
    with warnings.catch_warnings(), zipfile.ZipFile(content, "a", zipfile.ZIP_DEFLATED) as archive:
        warnings.simplefilter("ignore")
        change(archive)
    return content.getvalue()


def named(name: str, data: bytes = b"city,name\n1,a\n") -> Callable[[], bytes]:
    """Return the archive with one more file of this name, written as it is."""

    def make() -> bytes:
        info = zipfile.ZipInfo("x" * len(name.encode()))
        content = packed(lambda archive: archive.writestr(info, data))
        return content.replace(info.filename.encode(), name.encode())

    return make


def link() -> bytes:
    info = zipfile.ZipInfo("centres.csv")
    info.create_system, info.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    return packed(lambda archive: archive.writestr(info, "/etc/passwd"))


def patched(offset_local: int, offset_central: int, value: int) -> bytes:
    """Return the archive with a field of its first file's two headers overwritten."""
    content = bytearray(zipped(valid(CITIES)))
    struct.pack_into("<H", content, content.index(b"PK\x03\x04") + offset_local, value)
    struct.pack_into("<H", content, content.index(b"PK\x01\x02") + offset_central, value)
    return bytes(content)


def wrong_sum() -> bytes:
    content = bytearray(zipped(valid(CITIES)))
    content[content.index(b"PK\x01\x02") + 16] ^= 0xFF
    content[content.index(b"PK\x03\x04") + 14] ^= 0xFF
    return bytes(content)


def bitten() -> bytes:
    content = bytearray(zipped(valid(CITIES)))
    content[120:140] = b"\xff" * 20
    return bytes(content)


def lying() -> bytes:
    """Return the archive whose first file is larger than its headers say."""
    content = bytearray(zipped(valid(CITIES)))
    struct.pack_into("<I", content, content.index(b"PK\x03\x04") + 22, 40)
    struct.pack_into("<I", content, content.index(b"PK\x01\x02") + 24, 40)
    return bytes(content)


def of(make: Callable[[], bytes], code: str, file: str = ARCHIVE, *, name: str = ARCHIVE, note=False) -> Kind:
    return Kind(lambda: {name: make()}, code, file, note=note, like=(CITIES,))


INSIDE = {
    "archive in a folder": of(
        lambda: zipped({f"three/{name}": data for name, data in valid(CITIES).items()}), HARMLESS
    ),
    "archive with backslashes": of(
        lambda: zipped({f"three\\{name}": data for name, data in valid(CITIES).items()}), HARMLESS
    ),
    "archive with litter of a Mac": of(
        lambda: zipped(valid(CITIES) | {"__MACOSX/._cities.csv": b"\0\0", ".DS_Store": b"\0"}), HARMLESS
    ),
    "archive in an archive": of(
        lambda: zipped(valid(CITIES) | {"more.zip": zipped(valid(CITIES))}), "nested", "more.zip"
    ),
    "archive of another kind within": of(
        lambda: zipped(valid(CITIES) | {"more.tar.gz": b"\x1f\x8b"}), "nested", "more.tar.gz"
    ),
    "the same name twice": of(
        lambda: packed(lambda a: a.writestr(CITIES, b"city,name\n1,a\n")), "same_name", CITIES
    ),
    "the same name in capitals": of(
        lambda: packed(lambda a: a.writestr("CITIES.csv", b"city,name\n1,a\n")), "same_name", "CITIES.csv"
    ),
    "name from the root": of(named("/etc/cities.csv"), "leads_outside"),
    "name that climbs": of(named("../../cities.csv"), "leads_outside"),
    "name that climbs by backslashes": of(named("..\\..\\cities.csv"), "leads_outside"),
    "name with a drive": of(named("C:\\data\\cities.csv"), "leads_outside"),
    "name with a line end": of(named("cit\nies.csv"), "leads_outside"),
    "archived name of 10,000 characters": of(named("n" * 10_000 + ".csv"), "name_long", ""),
    "link": of(link, "link", "centres.csv"),
    "bomb": of(lambda: zipped({"indicators.csv": bytes(30_000_000)}), "bomb", "indicators.csv"),
    "300 files": of(lambda: zipped({f"{i}.csv": b"a\n1\n" for i in range(300)}), "too_many_files"),
    "nothing inside": of(lambda: zipped({}), "nothing_found"),
    "only a text inside": of(lambda: zipped({"readme.txt": b"hello"}), "nothing_found"),
}

BYTES = {
    "archive broken off": of(lambda: zipped(valid(CITIES))[:-60], "unreadable"),
    "archive begun too late": of(lambda: zipped(valid(CITIES))[300:], "not_what_it_says"),
    "wrong checksum": of(wrong_sum, "unreadable"),
    "bytes within overwritten": of(bitten, "unreadable"),
    "sizes that lie": of(lying, "unreadable"),
    "password": of(lambda: patched(6, 8, 0x1), "encrypted", CITIES),
    "compression nobody knows": of(lambda: patched(8, 10, 77), "unreadable"),
    "no archive": of(lambda: Random(2).randbytes(3_000), "not_what_it_says"),
    "empty archive file": of(lambda: b"", "not_what_it_says"),
}

OTHERS = {
    "RAR": of(lambda: b"Rar!\x1a\x07", "other_archive", "three.rar", name="three.rar"),
    "old Excel": of(lambda: OLE, "old_excel", "three.xls", name="three.xls"),
    "a picture": of(lambda: b"\x89PNG\r\n\x1a\n", "kind_unread", "three.png", name="three.png", note=True),
    "a file without a kind": of(lambda: b"city,name\n", "kind_unread", "three", name="three", note=True),
}

KINDS = INSIDE | BYTES | OTHERS
