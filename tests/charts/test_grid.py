import re
from html.parser import HTMLParser

from lcity.charts.grid.cells import Cell, Row
from lcity.charts.grid.screen import grid


class Table(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.rows, self.tags, self.cell = [], [], None
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))
        if tag == "tr":
            self.rows.append([])
        self.cell = tag if tag in ("td", "th", "span") else self.cell
        if tag in ("td", "th"):
            self.rows[-1].append("")

    def handle_data(self, data):
        if self.cell in ("td", "th", "span") and self.rows and self.rows[-1]:
            self.rows[-1][-1] += data


ROWS = (
    Row("1  Ab<c", (Cell("61", "#07474b", "#ffffff", "rank 1: 61 %", ring=True), Cell()), selected=True),
    Row("2  北京市海淀区", (Cell("3"), Cell("97", "#93c9c6", "#000000"))),
)


def test_it_reads_row_by_row():
    table = Table(grid(ROWS, ["Rank", "1", "2"], "How often"))
    assert table.rows == [["Rank", "1", "2"], ["1  Ab<c", "61", ""], ["2  北京市海淀区", "3", "97"]]
    heads = [attributes for tag, attributes in table.tags if tag == "th"]
    assert [head["scope"] for head in heads] == ["col"] * 3 + ["row"] * 2
    region = next(attributes for _, attributes in table.tags if attributes.get("role") == "region")
    assert (region["aria-label"], region["tabindex"]) == ("How often", "0")


def test_a_cell_keeps_its_ground_its_ink_and_its_frame():
    html = grid(ROWS, ["Rank", "1", "2"], "")
    assert (
        '<td class="r" style="background:#07474b" title="rank 1: 61 %"><span style="color:#ffffff">61' in html
    )
    assert "<td>3</td>" in html
    assert html.count("<tr class=s>") == 1


def test_heads_may_stand_under_groups():
    table = Table(grid(ROWS, ["Rank", "a", "b"], "", groups=[("A", 2)]))
    assert table.rows[0] == ["", "A"]


def widths(html):
    """Return the width of the names, and what all other columns have at least, in em."""
    names, cells = re.search(r"min-width:calc\(min\((.+?)em, \d+vw\) \+ (.+?)em", html).groups()
    return float(names), float(cells)


def test_names_have_the_room_they_need_up_to_a_limit():
    short, long, wide = (widths(grid([Row(name, ())], ["R"], ""))[0] for name in ("Ab", "A" * 60, "汉" * 10))
    assert short < wide < long < 20


def test_every_column_is_as_wide_as_the_widest_thing_in_any():
    def each(text, head):
        return widths(grid([Row("A", (Cell(text), Cell("1")))], ["R", head, "2"], ""))[1] / 2

    assert each("", "1") == each("9", "1") <= each("100", "1") < each("100.5 %", "1")
    assert each("", "114") == each("114", "1")
    assert each("", "114–123") == each("", "114–")
    assert each("", "Beilin, Xi'an") == each("", "Beilin,") < each("", "x" * 40) == each("", "x" * 50)


def test_names_stay_on_the_page_s_ground():
    html = grid(ROWS, ["Rank", "1", "2"], "", groups=[("A", 2)], ground="#12181a")
    assert html.count('style="background:#12181a"') == 4
    assert "background:#12181a" not in grid(ROWS, ["Rank", "1", "2"], "")
