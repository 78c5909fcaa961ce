"""From PDF coordinates to the page as displayed, and to the frame in which turned text stands upright."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qzbudget.pages.frame import displayed, upright
from qzbudget.shapes import Box, Page

A4 = (0.0, 0.0, 595.0, 842.0)
TURNS = [0, 90, 180, 270]


@pytest.mark.parametrize(
    ("rotation", "size", "corners"),
    [
        # where the lower left and the upper right corner of the stored page are shown
        (0, (595, 842), ((0, 842), (595, 0))),
        (90, (842, 595), ((0, 0), (842, 595))),
        (180, (595, 842), ((595, 0), (0, 842))),
        (270, (842, 595), ((842, 595), (0, 0))),
    ],
)
def test_rotate_turns_the_page_clockwise(rotation, size, corners):
    to_page, width, height = displayed(A4, rotation)
    assert (width, height) == size
    assert (to_page(0, 0), to_page(595, 842)) == corners


def test_the_visible_part_of_the_page_begins_at_its_own_corner():
    for rotation, corner in [(0, (100, 350)), (90, (100, 50)), (180, (500, 50)), (270, (500, 350))]:
        to_page, width, height = displayed((100, 50, 500, 350), rotation)
        assert (width, height) == ((400, 300) if rotation in (0, 180) else (300, 400))
        assert to_page(*corner) == (0, 0)


@pytest.mark.parametrize(
    ("turn", "size", "first"),
    [
        # where a line of text begins that stands at the edge of the page as displayed (595 × 842)
        (0, (595, 842), (0, 0)),
        (90, (842, 595), (595, 0)),
        (180, (595, 842), (595, 842)),
        (270, (842, 595), (0, 842)),
    ],
)
def test_the_upright_frame_begins_where_turned_text_begins(turn, size, first):
    to_page, width, height = displayed(A4, 0)
    to_frame, frame_width, frame_height = upright(to_page, width, height, turn)
    assert (frame_width, frame_height) == size
    assert to_frame(first[0], 842 - first[1]) == (0, 0)


@given(st.sampled_from(TURNS), st.sampled_from(TURNS), st.integers(0, 595), st.integers(0, 842))
def test_a_point_of_the_upright_frame_goes_back_to_where_it_is_displayed(rotation, turn, x, y):
    to_page, width, height = displayed(A4, rotation)
    to_frame, frame_width, frame_height = upright(to_page, width, height, turn)
    fx, fy = to_frame(x, y)
    back = Page(1, frame_width, frame_height, turn, (), (), (), 0).displayed(Box(fx, fy, fx, fy))
    assert back[:2] == to_page(x, y)
