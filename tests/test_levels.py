"""Levels that only the amounts tell: a line that the lines after it make up is their whole, where nothing else adds up."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qzbudget.know.levels import Amount, first_level, nested

CENT = Decimal("0.01")


def amount(text):
    return Amount(Decimal(text), CENT)


def amounts(*texts):
    return [amount(text) if text else None for text in texts]


def nest(above, texts, codes=None):
    return nested(above, amounts(*texts), codes or [None] * len(above))


def test_lines_that_add_up_side_by_side_stay_side_by_side():
    assert nest([None, 0, 0], ["5.00", "2.00", "3.00"]) == [None, 0, 0]


def test_kinds_groups_and_projects_of_a_unit():
    # 合计 | 某局 | 专用项目 | 信访大厅运行 | 法律服务 | 通用项目 | 会议
    texts = ["9.00", "9.00", "6.00", "4.00", "2.00", "3.00", "3.00"]
    assert nest([None, 0, 0, 0, 0, 0, 0], texts) == [None, 0, 1, 2, 2, 1, 5]


def test_a_department_beside_its_units_is_their_whole():
    assert nest([None, 0, 0, 0], ["10.00", "10.00", "7.00", "3.00"]) == [None, 0, 1, 1]


def test_lines_without_an_amount_go_with_the_line_before_them():
    assert nest([None, 0, 0, 0, 0], ["10.00", "10.00", "", "7.00", "3.00"]) == [None, 0, 1, 1, 1]


def test_the_codes_of_parts_tell_their_levels_whatever_the_amounts():
    codes = [None, "2040201", "2040299"]
    assert nest([None, 0, 0], ["5.00", "5.00", "5.00"], codes) == [None, 0, 0]


def test_the_same_code_twice_tells_no_level():
    assert nest([None, 0, 0], ["502.00", "502.00", "502.00"], [None, "21999", "21999"]) == [None, 0, 1]


def test_lines_that_add_up_in_no_levels_stay_as_they_are():
    assert nest([None, 0, 0], ["9.00", "5.00", "1.00"]) == [None, 0, 0]


def test_a_unit_without_a_total_above_it_holds_the_classes_that_follow_it():
    texts = ["5.00", "2.00", "3.00", "4.00", "4.00"]
    codes = [None, "205", "208", None, "205"]
    assert nest([None] * 5, texts, codes) == [None, 0, 0, None, 3]


def test_a_department_holds_its_units_and_they_their_classes():
    texts = ["9.00", "5.00", "2.00", "3.00", "4.00", "4.00"]
    codes = [None, None, "205", "208", None, "205"]
    assert nest([None] * 6, texts, codes) == [None, 0, 1, 1, 0, 4]


def test_classes_that_no_unit_stands_over_are_part_of_none():
    assert nest([None, None], ["5.00", "5.00"], ["205", "208"]) == [None, None]


@pytest.mark.parametrize(("whole", "found"), [("9.00", [0, 3]), ("9.01", [0, 3]), ("9.02", None)])
def test_a_sum_may_be_off_by_half_a_last_digit_for_each_printed_number(whole, found):
    # 9.01 against 5.00 + 4.00: three printed numbers, half a fen each
    assert first_level(amount(whole), amounts("5.00", "2.00", "3.00", "4.00")) == found


def test_negative_amounts_tell_no_levels():
    assert first_level(amount("3.00"), amounts("5.00", "-2.00")) is None


def trees():
    leaf = st.integers(1, 10_000).map(lambda cents: (Decimal(cents) * CENT, []))
    return st.recursive(
        leaf,
        lambda below: st.lists(below, min_size=2, max_size=4).map(
            lambda parts: (sum((part[0] for part in parts), Decimal(0)), parts)
        ),
        max_leaves=12,
    )


def printed(tree):
    total, parts = tree
    return [total, *(line for part in parts for line in printed(part))]


@given(trees())
def test_whatever_levels_are_found_add_up(tree):
    lines = printed(tree)
    above = nested([None, *[0] * (len(lines) - 1)], [Amount(line, CENT) for line in lines], [None] * len(lines))
    for whole in set(above) - {None}:
        parts = [lines[i] for i, parent in enumerate(above) if parent == whole]
        assert abs(lines[whole] - sum(parts)) <= CENT * (len(parts) + 1) / 2
