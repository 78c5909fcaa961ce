"""The visible characters of a page: each once, where it stands, upright; what cannot be read says so."""

import re

import pytest

from qzbudget.pages.characters import UNREADABLE
from tests.drawn_pages import SIZE, drawn_bytes, drawn_page, page_read
from typeset.font import font_name


@pytest.fixture
def page_of(tmp_path):
    return lambda draw, **page: drawn_page(draw, tmp_path, **page)[1]


def text_of(page):
    return "".join(character.text for character in page.characters)


def test_a_character_has_the_box_of_its_glyph_and_the_baseline_of_its_line(page_of):
    [character] = page_of(lambda s: s.text(50, 100, "国", size=10)).characters
    assert character.text == "国"
    assert character.baseline == pytest.approx(100)
    assert 50 <= character.x0 < character.x1 <= 60
    assert 90 <= character.top < 100 < character.bottom <= 102


def test_characters_come_in_the_order_in_which_they_are_drawn(page_of):
    assert text_of(page_of(lambda s: (s.text(50, 200, "后"), s.text(50, 100, "先")))) == "后先"


@pytest.mark.parametrize("blank", [" ", "\u00a0", "\u3000"])
def test_blanks_are_no_characters(page_of, blank):
    assert text_of(page_of(lambda s: s.text(50, 100, f"{blank}合{blank}计{blank}"))) == "合计"


def test_characters_of_one_string_are_of_one_piece(page_of):
    page = page_of(lambda s: (s.text(50, 100, "行政"), s.text(66, 100, "运行")))
    first, second, third, fourth = (character.piece for character in page.characters)
    assert first == second != third == fourth


@pytest.mark.parametrize(("dx", "dy"), [(0, 0), (0.3, 0), (0.3, 0.3), (-0.3, 0), (0.8, 0), (-0.8, 0), (0, -0.8)])
def test_text_drawn_twice_for_bold_is_read_once(page_of, dx, dy):
    page = page_of(lambda s: (s.text(50, 100, "合计 17,332.62"), s.text(50 + dx, 100 + dy, "合计 17,332.62")))
    assert text_of(page) == "合计17,332.62"


def test_text_drawn_four_times_for_bold_is_read_once(page_of):
    def draw(sheet):
        for dx, dy in [(0, 0), (0.3, 0), (0, 0.3), (0.3, 0.3)]:
            sheet.text(50 + dx, 100 + dy, "11,111.00")

    assert text_of(page_of(draw)) == "11,111.00"


@pytest.mark.parametrize("size", [4, 5, 8, 16])
def test_equal_digits_side_by_side_are_all_read(page_of, size):
    assert text_of(page_of(lambda s: s.text(50, 100, "1,111,111.00", size=size))) == "1,111,111.00"


def test_equal_amounts_in_neighbouring_rows_and_columns_are_all_read(page_of):
    def draw(sheet):
        for x in (50, 80):
            for baseline in (100, 108):
                sheet.text(x, baseline, "0.00", size=6)

    assert text_of(page_of(draw)) == "0.00" * 4


def test_radicals_are_read_as_they_are_printed(page_of):
    assert text_of(page_of(lambda s: s.text(50, 100, "⽀出"))) == "⽀出"


def test_a_hyphen_at_the_end_of_a_wrapped_line_is_read(page_of):
    page = page_of(lambda s: (s.text(50, 100, "2025年-"), s.text(50, 110, "2026年信息化运维项目")))
    assert text_of(page) == "2025年-2026年信息化运维项目"


def with_moved_table(pdf, by):
    """Let the end of a file say where its cross-reference table stands after bytes were put in before it."""
    return re.sub(rb"startxref\s+(\d+)", lambda start: b"startxref\n%d" % (int(start[1]) + by), pdf)


def test_a_rare_character_beyond_the_first_plane_is_one_character(tmp_path):
    # the font's map to Unicode is made to call 国 a character that takes two code units, 𠀀 and 𰻝
    for pair, rare in [(b"<D840DC00>", "𠀀"), (b"<D883DEDD>", "𰻝")]:
        drawn = drawn_bytes(lambda s: s.text(50, 100, "行国政"), compressed=False)
        pdf = with_moved_table(drawn.replace(b"<56FD>", pair), len(pair) - len(b"<56FD>"))
        assert text_of(page_read(pdf, tmp_path)[1]) == f"行{rare}政"


def test_a_glyph_whose_font_does_not_name_it_is_unreadable(tmp_path):
    pdf = drawn_bytes(lambda s: s.text(50, 100, "行政运行")).replace(b"/ToUnicode", b"/NoUnicode")
    assert text_of(page_read(pdf, tmp_path)[1]) == UNREADABLE * 4


def test_a_page_without_text_has_no_characters(page_of):
    page = page_of(lambda s: s.line(50, 100, 350, 100))
    assert page.characters == ()
    assert page.turn == 0


def turned(angle):
    """Draw a line of text that is turned counter-clockwise, from the middle of the page on."""

    def draw(sheet):
        sheet.canvas.translate(200, 150)
        sheet.canvas.rotate(angle)
        sheet.canvas.setFont(font_name(), 8)
        sheet.canvas.drawString(0, 0, "公开表1 100.00")

    return draw


@pytest.mark.parametrize(("angle", "turn"), [(0, 0), (270, 90), (180, 180), (90, 270)])
def test_sideways_text_is_read_upright(page_of, angle, turn):
    page = page_of(turned(angle))
    assert page.turn == turn
    assert [line.text for line in page.lines] == ["公开表1100.00"]
    assert [(page.width, page.height)] == [SIZE if turn in (0, 180) else SIZE[::-1]]


@pytest.mark.parametrize(
    ("angle", "shown"),
    # the middle of the page is at (200, 150); the text runs right, down, left and up from there, 55 points long
    [(0, (200, 142, 255, 152)), (270, (198, 150, 208, 205)), (180, (145, 148, 200, 158)), (90, (192, 95, 202, 150))],
)
def test_sideways_text_is_shown_where_it_stands(page_of, angle, shown):
    page = page_of(turned(angle))
    [line] = page.lines
    x0, top, x1, bottom = page.displayed(line.box)
    assert shown[0] <= x0 < x1 <= shown[2]
    assert shown[1] <= top < bottom <= shown[3]


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_a_page_that_rotate_sets_upright_is_read_as_it_is_shown(page_of, rotate):
    # the content is turned counter-clockwise by as much as /Rotate turns the page clockwise
    page = page_of(turned(rotate), rotate=rotate)
    assert page.turn == 0
    assert [line.text for line in page.lines] == ["公开表1100.00"]


@pytest.mark.parametrize(("angle", "rotate", "turn"), [(0, 90, 90), (90, 180, 90), (0, 270, 270)])
def test_sideways_text_on_a_rotated_page_is_read_upright(page_of, angle, rotate, turn):
    page = page_of(turned(angle), rotate=rotate)
    assert page.turn == turn
    assert [line.text for line in page.lines] == ["公开表1100.00"]


def test_the_turn_is_that_of_most_of_the_text(page_of):
    def draw(sheet):
        sheet.text(50, 50, "第 12 页")
        turned(270)(sheet)

    assert page_of(draw).turn == 90


def test_a_clip_in_a_form_hides_what_it_hides_where_the_form_stands(page_of):
    def draw(sheet):
        canvas = sheet.canvas
        canvas.beginForm("cell")
        canvas.setFont(font_name(), 8)
        canvas.drawString(0, 0, "公开表1公开表1公开表1")
        path = canvas.beginPath()
        path.rect(0, 10, 60, 10)
        canvas.clipPath(path, stroke=0, fill=0)
        canvas.drawString(2, 12, "支出")
        canvas.endForm()
        canvas.translate(200, 150)
        canvas.doForm("cell")

    clipped = [character for character in page_of(draw).characters if character.text in "支出"]
    assert [round(c.baseline) for c in clipped] == [138, 138]
    assert all(129 < c.middle[1] < 140 for c in clipped)


@pytest.mark.parametrize("letter", ["ÿ", "Þ", "Ð"])
def test_a_letter_that_stands_for_the_number_of_a_glyph_is_unreadable(page_of, letter):
    def draw(sheet):
        sheet.canvas.setFont("Helvetica", 8)
        sheet.canvas.drawString(50, 50, letter)

    assert [character.text for character in page_of(draw).characters] == [UNREADABLE]
