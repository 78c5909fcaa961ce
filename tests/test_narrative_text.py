"""Running text from the lines of pages: paragraphs over line and page breaks, and the way back to each letter."""

from qzbudget.narrative import running_text
from qzbudget.shapes import Box, Cell, Character, Grid, Page

SIZE = 10.0
WIDTH = 300.0


def line(text, x, y, size=SIZE):
    return [Character(c, x + i * size, y - size, x + (i + 0.9) * size, y, y) for i, c in enumerate(text) if c != " "]


def page(number, *lines, turn=0):
    characters = tuple(c for text, x, y in lines for c in line(text, x, y))
    return Page(number, WIDTH, 400.0, turn, characters, (), (), 0)


def texts(*pages, grids=()):
    return [p.text for p in running_text([(p, list(grids)) for p in pages])]


FULL = "一二三四五六七八九十一二三四五六七八九十一二三四"


def test_a_full_line_goes_on_in_the_next_and_an_indented_one_begins_a_paragraph():
    assert texts(page(1, (FULL, 40, 100), ("后半句。", 20, 120), (FULL, 40, 140), ("完。", 20, 160))) == [
        f"{FULL}后半句。",
        f"{FULL}完。",
    ]


def test_a_short_line_ends_its_paragraph():
    assert texts(page(1, ("（一）标题", 40, 100), (FULL, 40, 120), ("完。", 20, 140))) == ["（一）标题", f"{FULL}完。"]


def test_a_number_too_long_for_the_line_does_not_end_the_paragraph():
    assert texts(page(1, (FULL, 20, 100), (FULL[:17] + "共", 20, 120), ("12,345.67万元。", 20, 140))) == [
        FULL + FULL[:17] + "共12,345.67万元。"
    ]


def test_a_paragraph_goes_on_over_the_page_break_without_page_numbers():
    first = page(1, (FULL, 40, 340), ("— 1 —", 130, 390))
    second = page(2, ("后半句。", 20, 100), (FULL, 20, 120), ("2", 140, 390))
    assert texts(first, second)[0].startswith(f"{FULL}后半句。")
    assert "— 1 —" not in "".join(texts(first, second))


def test_a_running_head_on_three_pages_is_left_out_and_a_sentence_in_the_margin_is_not():
    pages = [page(n, ("甲局2023年预算", 100, 20), (f"（{n}）人员经费5.00万元，主要是工资。", 20, 30)) for n in (1, 2, 3)]
    assert texts(*pages) == [f"（{n}）人员经费5.00万元，主要是工资。" for n in (1, 2, 3)]


def test_what_stands_in_a_table_is_no_running_text():
    box = Box(10, 110, 290, 150)
    cells = tuple(Cell(0, col, 1, 1, ("",), box, 1) for col in (0, 1))
    grid = Grid(1, "test", box, (10.0, 150.0, 290.0), (110.0, 150.0), cells)
    assert texts(page(1, ("上文。", 20, 100), ("表里的字", 20, 130), ("下文。", 20, 200)), grids=[grid]) == ["上文。", "下文。"]


def test_radicals_and_wide_digits_are_plain_and_blanks_between_letters_are_gone():
    assert texts(page(1, ("⽀ 出 \uff15\uff16 万 元", 20, 100))) == ["支出56万元"]


def test_numbers_that_stand_apart_stay_apart():
    assert texts(page(1, ("12   34", 20, 100))) == ["12 34"]


def test_a_figure_is_found_on_its_page_as_displayed():
    [paragraph] = running_text([(page(3, ("共12.50万元", 20, 100)), [])])
    place = paragraph.place(1, 6)
    assert (place.page, place.box) == (3, Box(30.0, 90.0, 79.0, 100.0))
    [turned] = running_text([(page(3, ("共12.50万元", 20, 100), turn=90), [])])
    assert turned.place(1, 6).box == Box(300.0, 30.0, 310.0, 79.0)


def test_a_stop_inside_brackets_ends_no_sentence():
    [paragraph] = running_text([(page(1, ("甲（乙。）丙。丁。", 20, 100)), [])])
    assert [paragraph.text[start:end] for start, end in paragraph.sentences()] == ["甲（乙。）丙。", "丁。"]
