"""Tables of a brief's slides: nothing cut off, nothing off the slide."""

import io

import pytest
from pptx import Presentation

from lcity.export.brief_pptx import FOOT_TOP_IN, pptx
from lcity.export.slide_table import HEIGHT_IN, TOP_IN, Form, row_height_in, slides, text_height_in
from lcity.text import language
from tests.export import samples

FACTS = Form((2.4, 9.9))
PAIRS = Form((3.75, 1.15, 1.0), beside=2, head=("", "Share", "Provenance"), right=frozenset({1}))
EMU_PER_IN = 914_400


def rows_of(tables):
    return [row for table in tables for row in table]


@pytest.mark.parametrize("form", [FACTS, PAIRS])
@pytest.mark.parametrize("count", [0, 1, 2, 31, 40, 300])
def test_every_row_stands_once_in_order_and_within_the_room(form, count):
    rows = [
        tuple(f"{number} of {column}" for column in range(len(form.widths_in))) for number in range(count)
    ]
    shared = list(slides(rows, form))
    assert [row for tables in shared for row in rows_of(tables)] == rows
    head = row_height_in(form.head, form) if form.head else 0
    for tables in shared:
        assert 1 <= len(tables) <= form.beside
        for table in tables:
            assert head + sum(row_height_in(row, form) for row in table) <= HEIGHT_IN + 1e-9


def test_a_row_higher_than_a_slide_stands_alone():
    long = ("name", "\n".join(["a line"] * 40))
    assert row_height_in(long, FACTS) > HEIGHT_IN
    assert list(slides([("a", "b"), long, ("c", "d")], FACTS)) == [[[("a", "b")]], [[long]], [[("c", "d")]]]


def test_two_tables_beside_each_other_are_about_as_high():
    rows = [(f"indicator {number}", "4.2 %", "official") for number in range(31)]
    ((left, right),) = slides(rows, PAIRS)
    assert abs(len(left) - len(right)) <= 2


def test_chinese_takes_more_room_than_latin_of_as_many_letters():
    assert text_height_in("字" * 1_000, 9.9) > 1.5 * text_height_in("a" * 1_000, 9.9)
    assert text_height_in("one\ntwo", 9.9) == pytest.approx(2 * text_height_in("one", 9.9))
    assert text_height_in("", 9.9) == pytest.approx(text_height_in("a", 9.9))


def tables_of(deck):
    return [shape for slide in deck.slides for shape in slide.shapes if shape.has_table]


@pytest.mark.parametrize("code", ["en", "zh"])
def test_a_long_method_stands_on_the_slides_whole(code):
    paragraphs = tuple(f"{'A sentence of the method. ' * 8}Paragraph {number}." for number in range(8))
    metadata = samples.metadata(method=paragraphs)
    deck = Presentation(io.BytesIO(pptx(metadata, None, language(code))))
    cells = [cell.text for shape in tables_of(deck) for row in shape.table.rows for cell in row.cells]
    for paragraph in paragraphs:
        assert any(paragraph in cell for cell in cells)


@pytest.mark.parametrize("code", ["en", "zh"])
def test_no_table_leaves_the_slide_or_touches_the_footing(code):
    weights = tuple(samples.metadata().weights[number % 3] for number in range(60))
    deck = Presentation(io.BytesIO(pptx(samples.metadata(weights=weights), None, language(code))))
    shapes = tables_of(deck)
    assert len(shapes) >= 3
    for shape in shapes:
        high = sum(row.height for row in shape.table.rows)
        assert shape.left + sum(column.width for column in shape.table.columns) <= deck.slide_width
        assert shape.top == pytest.approx(TOP_IN * EMU_PER_IN, abs=2)
        assert shape.top + high <= FOOT_TOP_IN * EMU_PER_IN


def test_numbers_stand_at_the_right_under_a_head():
    from pptx.enum.text import PP_ALIGN

    deck = Presentation(io.BytesIO(pptx(samples.metadata(), None, language("en"))))
    table = tables_of(deck)[-1].table
    assert [cell.text.strip() for cell in table.rows[0].cells] == ["", "Share of the index", "Provenance"]
    assert {row.cells[1].text_frame.paragraphs[0].alignment for row in table.rows} == {PP_ALIGN.RIGHT}
