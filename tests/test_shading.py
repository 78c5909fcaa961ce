"""A header on shading alone is read like one with rules; where its columns are not told, it says nothing."""

import itertools

import pytest

from tests.drawn_tables import description
from tests.test_page_troubles import HEADER, READ, ROWS, caption, read, table


def shade(sheet, *boxes):
    sheet.canvas.setFillColorRGB(0.8, 0.9, 1)
    for box in boxes:
        sheet.filled_box(*box)
    sheet.canvas.setFillColorRGB(0, 0, 0)


def print_header(sheet, xs, baseline=113):
    for x, text in zip(xs, HEADER, strict=False):
        sheet.text(x + 3, baseline, text)


def cells(sheet, xs):
    shade(sheet, *((left, 100, right, 120) for left, right in itertools.pairwise(xs)))
    print_header(sheet, xs)


def one_band(sheet, xs):
    shade(sheet, (xs[0], 100, xs[-1], 120))
    print_header(sheet, xs)


def cells_apart(sheet, xs):
    shade(sheet, *((left + 0.75, 100, right - 0.75, 119.25) for left, right in itertools.pairwise(xs)))
    print_header(sheet, xs)


@pytest.mark.parametrize("header", [cells, one_band, cells_apart])
def test_a_header_without_rules_is_read_from_its_shading(header, tmp_path):
    def draw(sheet):
        caption(sheet)
        xs, _ = table(sheet, ROWS, first=120)
        header(sheet, xs)

    assert description(read(tmp_path, draw)) == READ


def test_a_shaded_group_head_stands_over_its_columns(tmp_path):
    def draw(sheet):
        caption(sheet, titled=60)
        xs, _ = table(sheet, ROWS, first=130)
        low, high = [(left, 110, right, 130) for left, right in itertools.pairwise(xs[2:])], (xs[2], 90, xs[-1], 110)
        shade(sheet, *((left, 90, right, 130) for left, right in itertools.pairwise(xs[:3])), high, *low)
        sheet.text(xs[2] + 60, 103, "2023年预算数")
        print_header(sheet, xs, 123)

    years = {a.fiscal_year for a in read(tmp_path, draw).tables[0].amounts}
    assert years == {2023}


def test_a_group_head_on_one_band_leaves_the_columns_untold(tmp_path):
    def draw(sheet):
        caption(sheet)
        xs, _ = table(sheet, ROWS, first=120)
        shade(sheet, (xs[0], 94, xs[-1], 120))
        sheet.text(xs[2] + 55, 104, "2023年预算数合计")
        print_header(sheet, xs, 117)

    assert {a.measure for a in read(tmp_path, draw).tables[0].amounts} == {None}


def test_a_shaded_row_between_rules_stays_a_row(tmp_path):
    def draw(sheet):
        caption(sheet)
        xs, ys = table(sheet)
        shade(sheet, (xs[0], ys[0], xs[-1], ys[1]), (xs[0], ys[3], xs[-1], ys[4]))
        table(sheet)

    assert description(read(tmp_path, draw)) == READ
