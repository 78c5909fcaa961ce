"""The header of a table without vertical rules: which words stand over which columns, and when nothing tells."""

import pytest

from qzbudget.read.columns import Column
from qzbudget.read.heads import header_of
from qzbudget.read.pieces import Piece, Row
from qzbudget.read.placed import Placed, is_tiled
from qzbudget.shapes import Character

SIZE = 10.0
CODE, NAME = Column(0, 40, prints_amounts=False), Column(100, 180, prints_amounts=False)
LEFT = [("科目编码", 0), ("科目名称", 100), ("合计", 300), ("基本支出", 400), ("项目支出", 500)]
"""Header words that begin where their columns begin, while the amounts end where their columns end."""


def row(*words, baseline=20.0):
    """Words at their left ends, one character 10 points wide."""
    return Row(tuple(Piece(tuple(characters(text, left, baseline))) for text, left in words))


def characters(text, left, baseline):
    for index, character in enumerate(text):
        x = left + SIZE * index
        yield Character(character, x, baseline - SIZE, x + SIZE, baseline, baseline)


def amounts(*ends):
    """Columns of amounts 45 points wide, by their right ends."""
    return [Column(end - 45, end, prints_amounts=True) for end in ends]


def heads(*lines, columns):
    """The words over each column; None where nothing tells them for certain."""
    header = header_of(lines, columns, [])
    if header is None:
        return None
    return {
        leaf.columns[0].x1: "".join(piece.text for line in leaf.block.lines for piece in line)
        for leaf in header.leaves
        if leaf.block and leaf.columns
    }


def test_as_many_words_as_columns_stand_over_them_in_their_order():
    found = heads(row(*LEFT), columns=[CODE, NAME, *amounts(390, 490, 590)])
    assert found == {40: "科目编码", 180: "科目名称", 390: "合计", 490: "基本支出", 590: "项目支出"}


def test_an_amount_between_two_words_is_under_neither_for_certain():
    # 合计 and 项目支出 print amounts, 基本支出 none: the first amounts end nearer to 基本支出 than to 合计
    assert heads(row(*LEFT), columns=[CODE, NAME, *amounts(390, 590)]) is None


def test_amounts_under_their_own_words_leave_the_word_of_an_empty_column():
    centred = [("科目编码", 0), ("科目名称", 100), ("合计", 330), ("基本支出", 420), ("项目支出", 520)]
    found = heads(row(*centred), columns=[CODE, NAME, *amounts(360, 560)])
    assert found == {40: "科目编码", 180: "科目名称", 360: "合计", 560: "项目支出"}


def test_a_column_under_the_word_of_another_is_not_told_by_its_place_in_the_order():
    # three columns 类 款 项 under one word, and two words over columns that print nothing
    columns = [*(Column(x, x + 10, prints_amounts=False) for x in (0, 15, 30)), NAME, *amounts(360)]
    centred = [("科目编码", 0), ("科目名称", 100), ("合计", 330), ("基本支出", 420), ("项目支出", 520)]
    assert heads(row(*centred), columns=columns)[360] == "合计"


def test_a_word_above_its_neighbours_and_over_an_amount_may_be_over_them_or_beside_them():
    # 基本支出 stands over 人员经费 and 公用经费; their amounts end where the columns end, those of 人员经费 below 基本支出
    above = row(("基本支出", 380), baseline=10.0)
    below = row(("项目", 0), ("人员经费", 330), ("公用经费", 430), ("项目支出", 540), baseline=22.0)
    columns = [Column(0, 60, prints_amounts=False), *amounts(418, 615)]
    assert heads(above, below, columns=columns) is None


@pytest.mark.parametrize(
    ("spans", "tiled"),
    [
        ([(0, 0, 2, 1), (0, 1, 1, 2), (1, 1, 1, 1), (1, 2, 1, 1)], True),
        ([(0, 0, 1, 1), (0, 1, 1, 2), (1, 1, 1, 1), (1, 2, 1, 1)], False),
        ([(0, 0, 2, 1), (0, 1, 1, 2), (0, 1, 2, 1), (1, 2, 1, 1)], False),
    ],
    ids=["every place once", "a place without a cell", "a place with two"],
)
def test_the_cells_of_a_table_fill_it_and_share_no_place(spans, tiled):
    assert is_tiled([Placed(*span, lines=()) for span in spans], 2, 3) is tiled
