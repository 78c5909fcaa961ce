"""Boxes, lines of text, merged cells, and the page as displayed."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qzbudget.shapes import Box, Cell, Character, Page, enclosing, text_lines
from tests.literal_grids import characters_of, grid_of


def test_a_box_contains_its_border():
    box = Box(10, 20, 30, 40)
    assert all(box.contains(x, y) for x, y in product((10, 20, 30), (20, 30, 40)))
    assert not any(box.contains(x, y) for x, y in [(9.9, 30), (30.1, 30), (20, 19.9), (20, 40.1)])


def test_boxes_are_enclosed_by_their_outermost_edges():
    assert enclosing([Box(1, 20, 3, 22), Box(2, 5, 9, 21)]) == Box(1, 5, 9, 22)


def test_the_middle_of_a_character_is_that_of_its_glyph():
    assert Character("国", 10, 20, 18, 28, 26).middle == (14, 24)


def lines(*strings):
    characters = [char for x, baseline, text in strings for char in characters_of(text, x, baseline)]
    return [line.text for line in text_lines(characters)]


def test_lines_are_read_top_to_bottom_and_left_to_right_whatever_the_order_of_drawing():
    assert lines((80, 70, "万元"), (50, 40, "公开表1"), (50, 70, "单位：")) == ["公开表1", "单位：万元"]


def test_characters_on_slightly_different_baselines_are_one_line():
    assert lines((50, 40, "金额"), (66, 43, "单位")) == ["金额单位"]


def test_characters_further_apart_than_three_points_are_two_lines():
    assert lines((50, 40, "金额"), (66, 43.1, "单位")) == ["金额", "单位"]


def test_a_gap_wider_than_a_character_is_a_space():
    assert lines((50, 40, "单位名称"), (90.1, 40, "金额单位")) == ["单位名称 金额单位"]
    assert lines((50, 40, "单位名称"), (89.9, 40, "金额单位")) == ["单位名称金额单位"]


def test_a_line_knows_its_box():
    [line] = text_lines(characters_of("合计", 50, 100, size=10))
    assert line.box == Box(50, 92, 70, 102)


def test_a_page_without_characters_has_no_lines():
    assert Page(1, 595, 842, 0, (), (), (), 0).lines == ()


def test_wrapped_lines_of_a_cell_are_joined_without_a_blank():
    assert Cell(0, 0, 1, 1, ("1,23", "4.56"), Box(0, 0, 1, 1), 1).text == "1,234.56"


def test_a_merged_cell_stands_at_each_position_that_it_covers():
    grid = grid_of("""
        项目 | 其中 | <
        ^    | 基本 | 项目支出
    """)
    assert (grid.n_rows, grid.n_cols) == (2, 3)
    assert [cell.text for cell in grid.row(0)] == ["项目", "其中", "其中"]
    assert [cell.text for cell in grid.row(1)] == ["项目", "基本", "项目支出"]
    assert grid.at[1, 0] is grid.at[0, 0]


def page(turn):
    return Page(1, 600, 400, turn, (), (), (), 0)


@pytest.mark.parametrize(
    ("turn", "shown"),
    [
        (0, Box(10, 20, 110, 50)),
        (90, Box(350, 10, 380, 110)),
        (180, Box(490, 350, 590, 380)),
        (270, Box(20, 490, 50, 590)),
    ],
)
def test_a_box_of_turned_text_is_found_on_the_page_as_displayed(turn, shown):
    # 600 × 400 with upright text; a 90° page as displayed is 400 × 600 and its text reads downwards
    assert page(turn).displayed(Box(10, 20, 110, 50)) == shown


edges = st.tuples(st.integers(0, 600), st.integers(0, 400), st.integers(0, 600), st.integers(0, 400))
boxes = edges.map(lambda e: Box(min(e[0], e[2]), min(e[1], e[3]), max(e[0], e[2]), max(e[1], e[3])))
turns = st.sampled_from([0, 90, 180, 270])


@given(boxes, turns)
def test_turning_the_displayed_box_back_gives_the_box(box, turn):
    width, height = (600, 400) if turn in (0, 180) else (400, 600)
    back = Page(1, width, height, -turn % 360, (), (), (), 0)
    assert back.displayed(page(turn).displayed(box)) == box


@given(boxes, turns)
def test_a_displayed_box_lies_on_the_page_and_keeps_its_size(box, turn):
    shown = page(turn).displayed(box)
    width, height = (600, 400) if turn in (0, 180) else (400, 600)
    assert 0 <= shown.x0 <= shown.x1 <= width
    assert 0 <= shown.top <= shown.bottom <= height
    sides = (shown.x1 - shown.x0, shown.bottom - shown.top)
    assert sides == (
        (box.x1 - box.x0, box.bottom - box.top) if turn in (0, 180) else (box.bottom - box.top, box.x1 - box.x0)
    )
