"""Tables of a brief's slides: nothing cut off, nothing off the slide."""

import io

import pytest
from pptx import Presentation

from lcity.export.brief_pptx import LINE_IN, ROW_IN, TABLE_IN, _slides, pptx
from lcity.text import language
from tests.export import accounts

WIDTHS = (2.4, 9.9)


def test_rows_are_shared_out_by_their_height():
    rows = [("name", "one line")] * 40
    assert [len(own) for own in _slides(rows, WIDTHS)] == [18, 18, 4]
    long = ("name", "\n".join(["a line"] * 10))
    assert ROW_IN + 9 * LINE_IN < TABLE_IN / 2 < 2 * (ROW_IN + 9 * LINE_IN) + 3 * ROW_IN
    assert [len(own) for own in _slides([long] * 4, WIDTHS)] == [2, 2]
    assert list(_slides([], WIDTHS)) == []


def test_chinese_takes_more_lines_than_latin_of_as_many_letters():
    latin, chinese = ("方法", "a" * 1_000), ("方法", "字" * 1_000)
    assert len(next(_slides([latin] * 9, WIDTHS))) > len(next(_slides([chinese] * 9, WIDTHS)))


@pytest.mark.parametrize("code", ["en", "zh"])
def test_a_long_method_stands_on_the_slides_whole(code):
    said = tuple(f"{'A sentence of the method. ' * 8}Paragraph {number}." for number in range(8))
    account = accounts.account(method=said)
    deck = Presentation(io.BytesIO(pptx(account, None, language(code))))
    cells = [cell.text for slide in deck.slides for shape in slide.shapes if shape.has_table
             for row in shape.table.rows for cell in row.cells]  # fmt: skip
    for paragraph in said:
        assert any(paragraph in cell for cell in cells)
