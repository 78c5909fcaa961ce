"""The fed lattice reads what stock camelot reads, cell by cell, wherever stock camelot proves itself.

``python -m benchmarks.agreement`` compares every page of every drawing in both ways; here ``combined``, which renders
each page, takes the drawing where it errs as a whole and a few pages of the others.
"""

import re
from pathlib import Path

import pytest

from benchmarks.agreement import DRAWINGS, compare, differences, proves_itself, save_drawing
from qzbudget.pages import open_document
from qzbudget.read.lattice import read_fed
from tests.literal_grids import grid_of, page_of

WITH_TABLES = [*range(10, 27), *range(32, 39)]
"""公开表1–10 stand on pages 10–26, the three performance sheets on pages 32–38."""

MIDDLE_ON_A_RULE = {10: "loses 序号", 11: "loses 序号", 18: "loses 序号", 19: "loses 序号", 24: "loses 序号项目"}
"""The middle of a merged header cell of two rows lies on the rule that divides its neighbours; a word that stands
exactly there belongs to no row, and camelot drops it.  Which pages it strikes is a matter of the last binary digit."""

FILLED_POLYGONS = dict.fromkeys(WITH_TABLES, "finds nothing")
"""``engine="vector"`` takes strokes and filled rectangles for rules, no filled polygons."""

SHORT_RULES = {
    26: "glues 资金来源采购类别",
    32: "glues 37020023P880028106842项目名称市政府决策等相关经费",
    36: "glues 37020023P21000110008U项目名称口岸大通关专项资金-通关综合补助",
    37: "glues 37020023P130004101455项目名称青岛市人民政府办公厅政务信息化运维项目",
}
"""In the picture of a page camelot sees no rule shorter than 1/15 of the page (56 points); where the rules are strokes
or rectangles it has them from the vectors as well."""

NOT_PROVED = {
    ("strokes", "vector"): MIDDLE_ON_A_RULE,
    ("rectangles", "vector"): MIDDLE_ON_A_RULE | {14: "loses 序号", 15: "loses 序号"},
    ("polygons", "vector"): FILLED_POLYGONS,
    ("rotated", "vector"): MIDDLE_ON_A_RULE,
    ("strokes", "combined"): {},
    ("rectangles", "combined"): {},
    ("polygons", "combined"): SHORT_RULES,
    ("rotated", "combined"): {},
}
TWO_SIDED, MIDDLE_LOST_BY_VECTOR, HEADER_OF_THREE_LEVELS, SHEET = 10, 24, 26, 36
PAGES = {
    "vector": None,
    "combined": [TWO_SIDED, MIDDLE_LOST_BY_VECTOR, HEADER_OF_THREE_LEVELS, SHEET],
}


@pytest.fixture(scope="module", params=DRAWINGS)
def drawing(request):
    return request.param


@pytest.fixture(scope="module")
def pdf(drawing, tmp_path_factory):
    return save_drawing(drawing, tmp_path_factory.mktemp("drawings"))


def test_the_fed_lattice_proves_itself_on_every_page_with_tables(pdf):
    with open_document(pdf) as document:
        readings = [(page, read_fed(page)) for page in document.pages()]
    assert [page.number for page, grids in readings if grids] == WITH_TABLES
    assert [page.number for page, grids in readings if grids and not proves_itself(page, grids)] == []


@pytest.mark.parametrize("engine", ["vector", "combined"])
def test_stock_camelot_agrees_on_every_page_but_those_that_it_does_not_prove(pdf, drawing, engine):
    pages = WITH_TABLES if (drawing, engine) == ("polygons", "combined") else PAGES[engine]
    assert dict(compare(pdf, engine, pages)) == NOT_PROVED[drawing, engine]


@pytest.mark.parametrize("number", MIDDLE_ON_A_RULE)
def test_the_middle_of_a_word_that_vector_loses_lies_on_a_rule(pdf, number):
    with open_document(pdf) as document:
        [grid] = read_fed(document.page(number))
    serial_number = grid.at[0, 0]
    assert serial_number.text == "序号"
    middle = (serial_number.box.top + serial_number.box.bottom) / 2
    assert [edge for edge in grid.row_edges if abs(edge - middle) < 0.05] != []


def pages_in(text):
    """The page numbers in ``10–12、14``."""
    ranges = re.findall(r"(\d+)(?:–(\d+))?", text)
    return [page for first, last in ranges for page in range(int(first), int(last or first) + 1)]


def test_the_documentation_lists_the_same_pages():
    text = Path(__file__).parents[1].joinpath("docs", "readers.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\w+) \| (vector|combined) \| ([^|]+) \|", text, re.MULTILINE)
    assert {(drawing, engine): pages_in(pages) for drawing, engine, pages in rows} == {
        case: sorted(pages) for case, pages in NOT_PROVED.items()
    }


# A reading that overlooks a rule, as ``combined`` does where rules are short

WHOLE = """
项目名称 | 办公用房维修 | 项目编码 | P880028
绩效目标 | 一           | 二       | 三
"""
GLUED = """
项目名称 | 办公用房维修项目编码P880028 | <  | <
绩效目标 | 一                          | 二 | 三
"""


def test_a_reading_that_glues_cells_over_a_printed_rule_does_not_prove_itself():
    page = page_of(grid_of(WHOLE))
    assert proves_itself(page, [grid_of(WHOLE)])
    assert not proves_itself(page, [grid_of(GLUED)])


# What counts as a difference

TABLE = """
项目     | 预算数 | <
行政运行 | 60.00  |
"""


def test_blanks_and_two_points_are_no_difference():
    assert differences([grid_of(TABLE)], [grid_of(TABLE.replace("行政运行", "行政 运行"), left=51.9)]) == []


@pytest.mark.parametrize(
    ("other", "difference"),
    [
        (grid_of(TABLE.replace("60.00", "6.00")), "(1, 1, 1, 1): '60.00', '6.00'"),
        (grid_of(TABLE.replace("<", "")), "only one reading has a cell at (0, 1, 1, 1)"),
        (grid_of(TABLE.replace("60.00", "").replace("|\n", "| 60.00\n")), "(1, 1, 1, 1): '60.00', ''"),
        (grid_of(TABLE, top=102.1), "(0, 0, 1, 1): "),
    ],
    ids=["text", "span", "position", "box"],
)
def test_a_text_a_span_a_position_or_a_box_is_a_difference(other, difference):
    assert differences([grid_of(TABLE)], [other])[0].startswith(difference)


def test_a_table_that_only_one_reader_finds_is_a_difference():
    assert differences([grid_of(TABLE)], []) == ["1 tables, 0 tables"]
