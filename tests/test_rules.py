"""The ruled lines of a page are the same however a producer draws them; shading, seals and slanted lines are none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qzbudget.pages.rules import merged
from qzbudget.shapes import Rule
from tests.drawn_pages import drawn_page


@pytest.fixture
def rules_of(tmp_path):
    """The horizontal and the vertical rules of what is drawn, in whole points."""

    def read(draw, **page):
        _, drawn = drawn_page(draw, tmp_path, **page)
        return rounded(drawn.horizontal), rounded(drawn.vertical)

    return read


def rounded(rules):
    return [tuple(round(length) for length in rule) for rule in rules]


def test_strokes_are_rules(rules_of):
    assert rules_of(lambda s: (s.line(50, 100, 350, 100), s.line(50, 40, 50, 260))) == (
        [(100, 50, 350)],
        [(50, 40, 260)],
    )


def test_a_stroke_drawn_backwards_is_the_same_rule(rules_of):
    assert rules_of(lambda s: s.line(350, 100, 50, 100)) == ([(100, 50, 350)], [])


def test_a_hairline_of_no_width_is_a_rule(rules_of):
    assert rules_of(lambda s: s.line(50, 100, 350, 100, width=0)) == ([(100, 50, 350)], [])


def test_a_stroked_box_is_four_rules(rules_of):
    assert rules_of(lambda s: s.canvas.rect(50, 100, 200, 50)) == (
        [(150, 50, 250), (200, 50, 250)],
        [(50, 150, 200), (250, 150, 200)],
    )


def test_thin_filled_rectangles_are_rules(rules_of):
    assert rules_of(lambda s: (s.filled_box(50, 100, 350, 100.5), s.filled_box(50, 40, 50.5, 260))) == (
        [(100, 50, 350)],
        [(50, 40, 260)],
    )


def test_the_stroked_outline_of_a_glyph_is_no_rule(rules_of):
    def round_glyph(sheet):
        path = sheet.canvas.beginPath()
        path.moveTo(50, 100)
        path.lineTo(60, 100)
        path.curveTo(62, 100, 62, 110, 60, 110)
        path.lineTo(50, 110)
        path.lineTo(50, 100)
        path.close()
        sheet.canvas.drawPath(path)

    def straight_glyph(sheet):
        path = sheet.canvas.beginPath()
        path.moveTo(50, 100)
        for x, y in ((70, 100), (70, 120), (60, 120), (60, 110), (50, 110)):
            path.lineTo(x, y)
        path.close()
        sheet.canvas.drawPath(path)

    assert rules_of(round_glyph) == ([], [])
    assert rules_of(straight_glyph) == ([], [])


def test_a_thin_rectangle_both_filled_and_stroked_is_one_rule(rules_of):
    assert rules_of(lambda s: s.canvas.rect(50, 200, 300, 0.5, stroke=1, fill=1)) == ([(100, 50, 350)], [])


def test_mitred_filled_quadrilaterals_are_rules(rules_of):
    assert rules_of(lambda s: s.filled((50, 100), (350, 100), (349.5, 100.5), (50.5, 100.5))) == ([(100, 50, 350)], [])


def test_a_dashed_stroke_is_one_rule(rules_of):
    def draw(sheet):
        sheet.canvas.setDash(3, 3)
        sheet.line(50, 100, 350, 100)

    assert rules_of(draw) == ([(100, 50, 350)], [])


def test_dashes_drawn_one_by_one_are_one_rule(rules_of):
    def draw(sheet):
        for x in range(50, 350, 5):
            sheet.line(x, 100, x + 3.5, 100)

    assert rules_of(draw) == ([(100, 50, 348)], [])


def test_pieces_between_the_crossings_of_a_grid_are_one_rule(rules_of):
    def draw(sheet):
        for x in (50, 150, 250):
            sheet.line(x, 100, x + 99, 100)

    assert rules_of(draw) == ([(100, 50, 349)], [])


def test_the_two_strokes_of_a_double_rule_are_one_rule(rules_of):
    assert rules_of(lambda s: (s.line(50, 99.2, 350, 99.2), s.line(50, 100.8, 350, 100.8))) == ([(100, 50, 350)], [])


def test_two_tables_side_by_side_keep_the_rules_apart(rules_of):
    assert rules_of(lambda s: (s.line(50, 100, 150, 100), s.line(200, 100, 350, 100))) == (
        [(100, 50, 150), (100, 200, 350)],
        [],
    )


def test_a_picture_one_dot_high_is_a_rule(rules_of):
    assert rules_of(lambda s: s.picture(50, 100, 350, 100.5)) == ([(100, 50, 350)], [])


def test_rules_inside_a_form_stand_where_the_form_is_placed(rules_of):
    def draw(sheet):
        sheet.canvas.beginForm("frame")
        sheet.canvas.line(0, 0, 100, 0)
        sheet.canvas.endForm()
        sheet.canvas.translate(50, 200)
        sheet.canvas.scale(3, 3)
        sheet.canvas.doForm("frame")

    assert rules_of(draw) == ([(100, 50, 350)], [])


def test_rules_inside_a_form_inside_a_form_are_found(rules_of):
    def draw(sheet):
        sheet.canvas.beginForm("inner")
        sheet.canvas.line(0, 0, 300, 0)
        sheet.canvas.endForm()
        sheet.canvas.beginForm("outer")
        sheet.canvas.translate(50, 0)
        sheet.canvas.doForm("inner")
        sheet.canvas.endForm()
        sheet.canvas.translate(0, 200)
        sheet.canvas.doForm("outer")

    assert rules_of(draw) == ([(100, 50, 350)], [])


@pytest.mark.parametrize(
    "draw",
    [
        pytest.param(lambda s: s.filled_box(50, 100, 150, 120), id="shading of a cell"),
        pytest.param(lambda s: s.filled_box(50, 100, 52, 102), id="a dot"),
        pytest.param(lambda s: s.line(50, 100, 150, 140), id="a slanted line through an empty cell"),
        pytest.param(lambda s: s.canvas.circle(200, 150, 60), id="a seal drawn as a circle"),
    ],
)
def test_other_drawings_are_no_rules(rules_of, draw):
    assert rules_of(draw) == ([], [])


def test_a_white_rule_shows_on_a_shaded_area_and_not_on_white_paper(rules_of):
    def draw(sheet):
        sheet.canvas.setFillGray(0.8)
        sheet.filled_box(50, 100, 350, 140)
        sheet.canvas.setStrokeGray(1)
        sheet.canvas.setFillGray(1)
        sheet.line(50, 120, 350, 120)
        sheet.filled_box(200, 100, 201, 140)
        sheet.line(50, 200, 350, 200)
        sheet.filled_box(200, 220, 201, 260)

    assert rules_of(draw) == ([(120, 50, 350)], [(200, 100, 140)])


def test_dashes_that_stand_apart_are_one_rule(rules_of):
    def draw(sheet):
        for x in range(50, 350, 10):
            sheet.line(x, 100, x + 6, 100)

    assert rules_of(draw) == ([(100, 50, 346)], [])


def test_a_few_short_strokes_in_a_row_are_no_dashes(rules_of):
    def draw(sheet):
        for x in (50, 60, 70):
            sheet.line(x, 100, x + 6, 100)

    assert len(rules_of(draw)[0]) == 3


def test_a_path_that_only_clips_is_no_rule(rules_of):
    def draw(sheet):
        path = sheet.canvas.beginPath()
        path.rect(50, 100, 200, 50)
        sheet.canvas.clipPath(path, stroke=0, fill=0)

    assert rules_of(draw) == ([], [])


def test_a_seal_is_a_picture_and_no_rule(tmp_path):
    _, page = drawn_page(lambda s: (s.picture(50, 100, 120, 170), s.picture(50, 200, 350, 200.5)), tmp_path)
    assert page.pictures == 1
    assert rounded(page.horizontal) == [(200, 50, 350)]


def test_rules_stand_where_the_turned_page_shows_them(rules_of):
    def draw(sheet):
        sheet.line(50, 100, 200, 100)

    # a page of 400 × 300 as displayed; stored, it is 300 × 400 where it is turned by 90 or 270 degrees
    assert rules_of(draw, rotate=90) == ([], [(300, 50, 200)])
    assert rules_of(draw, rotate=180) == ([(200, 200, 350)], [])
    assert rules_of(draw, rotate=270) == ([], [(100, 100, 250)])


def test_rules_that_overlap_become_one():
    assert merged([Rule(100, 50, 200), Rule(100, 150, 300)]) == (Rule(100, 50, 300),)


def test_a_gap_of_two_points_is_closed_and_a_wider_one_is_not():
    assert merged([Rule(100, 50, 100), Rule(100, 102, 150)]) == (Rule(100, 50, 150),)
    assert merged([Rule(100, 50, 100), Rule(100, 102.1, 150)]) == (Rule(100, 50, 100), Rule(100, 102.1, 150))


def test_rules_of_narrow_rows_stay_apart():
    assert [rule.at for rule in merged([Rule(at, 50, 300) for at in (100, 103, 106)])] == [100, 103, 106]


def test_rules_that_lie_ever_further_apart_are_not_all_one():
    assert len(merged([Rule(at, 50, 300) for at in (100, 101.5, 103, 104.5, 106)])) == 2


def test_no_rules_are_no_rules():
    assert merged([]) == ()


# rules of a table: their places at least ten points apart, drawn with a wobble of less than a point
rules = st.lists(
    st.builds(
        lambda place, wobble, start, length: Rule(10 * place + wobble, start, start + length),
        st.integers(0, 5),
        st.integers(-9, 9).map(lambda tenths: tenths / 10),
        st.integers(0, 300),
        st.integers(1, 300),
    ),
    max_size=20,
)


@given(rules)
def test_merging_twice_is_merging_once(drawn):
    once = merged(drawn)
    assert [pytest.approx(tuple(rule)) for rule in once] == [tuple(rule) for rule in merged(list(once))]


@given(rules, st.randoms())
def test_the_order_of_drawing_does_not_matter(drawn, random):
    shuffled = random.sample(drawn, len(drawn))
    assert [pytest.approx(tuple(rule)) for rule in merged(drawn)] == [tuple(rule) for rule in merged(shuffled)]


@given(rules)
def test_every_drawn_piece_lies_on_one_merged_rule(drawn):
    fused = merged(drawn)
    for piece in drawn:
        around = [
            rule
            for rule in fused
            if abs(rule.at - piece.at) < 2 and rule.start <= piece.start and piece.end <= rule.end
        ]
        assert len(around) == 1


@given(rules)
def test_merging_draws_nothing_but_short_gaps(drawn):
    def covered(some):
        return sum(rule.end - rule.start for rule in some)

    assert covered(merged(drawn)) <= covered(drawn) + 2 * len(drawn)
