import random

import cchardet
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lcity.dataset import check
from lcity.dataset.encoding import MARKS, called, guess, guesses, stated
from tests import folders, grid
from tests.dataset.place_names import ENCODINGS, NAMES, UNICODE, names

WRITTEN = [(language, encoding) for language, encodings in ENCODINGS.items() for encoding in encodings]
KOREAN = "\n".join(names("ko")[:8]).encode("cp949")


def table(rows: list[str]) -> str:
    lines = [f"{number:05d},{name},{number * 7919 % 90_000 + 1_000}" for number, name in enumerate(rows)]
    return "\n".join(["district,name,people", *lines]) + "\n"


@settings(max_examples=grid.many(60, 500))
@given(st.sampled_from(WRITTEN), st.integers(3, 200), st.randoms(use_true_random=False))
def test_names_of_places_are_right_or_asked_for_never_others(written, rows, chance: random.Random):
    language, encoding = written
    chosen = [chance.choice(names(language)) for _ in range(rows)]
    content = table(chosen).encode(encoding, "ignore")
    text = content.decode(encoding)
    if stated(content):
        assert content.decode(stated(content)) == text
        return
    found = guess(content)
    if found.encoding is None:
        assert text in [content.decode(reading.encoding) for reading in found.readings[:8]]
    else:
        assert content.decode(found.encoding) == text


@pytest.mark.parametrize(("language", "encoding"), WRITTEN)
def test_a_list_of_forty_places_is_clear(language, encoding):
    text = table(names(language)[:40]).encode(encoding, "ignore").decode(encoding)
    found = guess(text.encode(encoding))
    assert text.encode(encoding).decode(found.encoding or "ascii", "replace") == text


@pytest.mark.parametrize("language", NAMES)
@pytest.mark.parametrize("encoding", UNICODE)
def test_unicode_states_itself(language, encoding):
    text = table(names(language)[:3])
    content = text.encode(encoding)
    assert content.decode(stated(content)) == text
    assert guesses({"a.csv": content}) == {}


def test_a_damaged_file_is_not_read_as_what_happens_to_fit():
    assert guess(KOREAN + b"\n\xb1\n").encoding is None


def test_a_mark_that_promises_what_the_bytes_are_not_is_not_believed():
    for mark in MARKS:
        assert stated(mark + b"\xff\xfe\xff") is None


def test_bytes_that_are_no_text_are_called_so():
    assert guess(b"\x00\x81\xff\x00").readings == ()


def test_names_of_two_rows_are_asked_for_with_what_they_would_be():
    found = guess("서울특별시\n부산광역시".encode("cp949"))
    assert found.encoding is None
    offered = {reading.encoding: reading.names for reading in found.readings}
    assert offered["cp949"] == ("서울특별시", "부산광역시")
    assert offered["gb18030"][0] == "辑匡漂喊矫"


def test_a_small_file_is_read_as_its_author_s_others():
    small = "시\n구".encode("cp949")
    assert guess(small).encoding is None
    assert guesses({"small": small, "large": KOREAN})["small"].encoding == "cp949"


def test_small_files_speak_together():
    files = {name: name.encode("cp949") for name in names("ko")[:8]}
    assert {guess(content).encoding for content in files.values()} == {None}
    assert {one.encoding for one in guesses(files).values()} == {"cp949"}


def test_a_file_clear_by_itself_is_not_read_as_others():
    chinese = "\n".join(names("zh-Hans")[:8]).encode("gb18030")
    small = KOREAN[: KOREAN.index(b"\n")]
    found = guesses({"one": KOREAN, "two": small, "three": chinese})
    assert [one.encoding for one in found.values()] == ["cp949", None, "gb18030"], "they disagree: asked"


@pytest.mark.parametrize(("language", "encoding"), WRITTEN)
def test_another_detector_does_not_read_what_is_clear_here_otherwise_and_rightly(language, encoding):
    """Of the two, where they differ on forty names, this one is right."""
    content = table(names(language)[:40]).encode(encoding, "ignore")
    text, other = content.decode(encoding), cchardet.detect(content)["encoding"]
    try:
        agrees = other is not None and content.decode(other) == text
    except (UnicodeDecodeError, LookupError):
        agrees = False
    found = guess(content).encoding
    assert not agrees or found is None or content.decode(found) == text


def test_a_folder_tells_how_it_was_read_or_asks(tmp_path):
    folder = folders.write(tmp_path)
    cities = (folder / "cities.csv").read_text(encoding="utf-8").splitlines()
    ids = [line.split(",")[0] for line in cities[1:]]
    lines = ["city,name", *(f"{one},{name}" for one, name in zip(ids, names("ko"), strict=False))]
    (folder / "cities.csv").write_bytes("\n".join(lines).encode("cp949"))
    (problem,) = [p for p in check(folder) if p.code.startswith("encoding")]
    if len(ids) < 4:
        assert problem.code == "encoding_unclear"
        assert f"{called('cp949')}: 서울특별시 · 종로구" in str(problem)
        assert "save the file as UTF-8" in str(problem)
