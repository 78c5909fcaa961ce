"""Grid positions with no rule between them are one cell."""

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from qzbudget.read.regions import regions


@dataclass
class Position:
    """A grid position and the sides on which a rule bounds it."""

    left: bool = True
    right: bool = True
    top: bool = True
    bottom: bool = True


def ruled(drawing):
    """Positions drawn with one letter each: equal letters side by side have no rule between them."""
    rows = drawing.split()

    def differs(row, col, other_row, other_col):
        inside = 0 <= other_row < len(rows) and 0 <= other_col < len(rows[0])
        return not inside or rows[row][col] != rows[other_row][other_col]

    return [
        [
            Position(differs(r, c, r, c - 1), differs(r, c, r, c + 1), differs(r, c, r - 1, c), differs(r, c, r + 1, c))
            for c in range(len(rows[0]))
        ]
        for r in range(len(rows))
    ]


def found(drawing):
    return [region.positions for region in regions(ruled(drawing))]


def test_a_grid_with_all_its_rules_has_one_region_for_each_position():
    assert found("ab cd") == [((0, 0),), ((0, 1),), ((1, 0),), ((1, 1),)]


def test_positions_without_a_rule_between_them_are_one_region():
    assert found("aab aac") == [((0, 0), (0, 1), (1, 0), (1, 1)), ((0, 2),), ((1, 2),)]


def test_regions_come_from_the_top_left_to_the_bottom_right():
    firsts = [region.positions[0] for region in regions(ruled("abb acd eed"))]
    assert firsts == sorted(firsts)
    assert len(firsts) == 5


def test_a_rule_that_only_one_of_two_neighbours_knows_divides_them():
    left, right = Position(), Position()
    left.right = False
    assert len(regions([[left, right]])) == 2
    right.left = False
    assert len(regions([[left, right]])) == 1


def test_a_region_knows_its_place_and_that_it_is_a_rectangle():
    region = regions(ruled("abb abb"))[1]
    assert (region.top, region.left, region.bottom, region.right) == (0, 1, 1, 2)
    assert region.is_rectangle


def test_a_region_with_a_corner_missing_is_no_rectangle():
    region = regions(ruled("aa ab"))[0]
    assert (region.top, region.left, region.bottom, region.right) == (0, 0, 1, 1)
    assert not region.is_rectangle


def test_a_region_that_hangs_to_the_left_below_its_first_row_is_measured_whole():
    region = regions(ruled("ba aa"))[1]
    assert (region.left, region.right) == (0, 1)
    assert not region.is_rectangle


def test_no_positions_have_no_regions():
    assert regions([]) == []


sides = st.integers(1, 5)
grids = st.tuples(sides, sides).flatmap(
    lambda size: st.lists(
        st.lists(st.builds(Position, *[st.booleans()] * 4), min_size=size[1], max_size=size[1]),
        min_size=size[0],
        max_size=size[0],
    )
)


@given(grids)
def test_regions_partition_the_grid(grid):
    covered = [position for region in regions(grid) for position in region.positions]
    assert sorted(covered) == [(row, col) for row in range(len(grid)) for col in range(len(grid[0]))]


@given(grids)
def test_neighbours_of_different_regions_have_a_rule_between_them(grid):
    region_of = {position: i for i, region in enumerate(regions(grid)) for position in region.positions}
    for (row, col), region in region_of.items():
        if region_of.get((row, col + 1), region) != region:
            assert grid[row][col].right or grid[row][col + 1].left
        if region_of.get((row + 1, col), region) != region:
            assert grid[row][col].bottom or grid[row + 1][col].top
