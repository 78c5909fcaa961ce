"""What stands above and below a table: number, title, unit, money unit, notes; and what stands on every page."""

import pytest

from qzbudget.join.captions import Caption, caption, lines_after_last, running_heads
from qzbudget.join.layout import layout
from tests.literal_grids import grid_of, page_of

BODY = """
    科目编码 | 科目名称         | 合计
    201      | 一般公共服务支出 | 15,882.24
"""


def caption_of(above=(), below=(), drawing=BODY, heads=frozenset()):
    grid = grid_of(drawing, top=300)
    page = page_of(grid, above=above, below=below)
    return caption(page, grid, layout(grid), (0.0, page.height), heads)


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("公开表5", "公开表5"),
        ("公开 表 5", "公开表5"),
        ("公开05表", "公开05表"),
        ("预算01表", "预算01表"),
        ("附表1-2", "附表1-2"),
        ("附件2", "附件2"),
        ("表五", "表五"),
        ("表 十一", "表十一"),
        ("表1：2023年部门收支总表", "表1"),
        ("（表3）支出总表", "表3"),
        ("【表3】支出总表", "表3"),
        ("财决公开03表", "财决公开03表"),
        ("预算公开表10", "预算公开表10"),
        ("预算公开01表", "预算公开01表"),
        ("部门预算公开表一", "部门预算公开表一"),
        ("支出总表", None),
        ("2023年预算", None),
        ("单位：万元", None),
    ],
)
def test_the_number_of_a_table(line, number):
    assert Caption((line,), ()).number == number


def test_the_number_stands_on_any_line():
    assert Caption(("某市水务局", "公开表6", "支出总表"), ()).number == "公开表6"


@pytest.mark.parametrize(
    ("line", "unit"),
    [
        ("金额单位：万元", "万元"),
        ("单位:元", "元"),
        ("单位 ： 万 元", "万元"),
        ("单位：人民币元", "元"),
        ("单位：人民币万元", "万元"),
        ("收支总表（万元）", "万元"),
        ("收支总表（单位：元）", "元"),
        ("单位名称：某市水务局 金额单位：万元", "万元"),
        ("单位：某市水务局", None),
        ("支出总表", None),
        ("单位：人", None),
    ],
)
def test_the_money_unit_of_a_table(line, unit):
    assert Caption((line,), ()).money_unit == unit


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("单位名称：青岛市人民政府办公厅（本级）", "青岛市人民政府办公厅（本级）"),
        ("单位名称：青岛市人民政府办公厅（本级） 金额单位：万元", "青岛市人民政府办公厅（本级）"),
        ("金额单位：万元单位名称：青岛市人民政府办公厅（本级）", "青岛市人民政府办公厅（本级）"),
        ("部门：某市水务局 单位：万元", "某市水务局"),
        ("部门名称: 某市水务局 2023年度 单位：元", "某市水务局"),
        ("编制单位：某市水务局（公章）", "某市水务局"),
        ("填报部门：某市水务局　　　　单位：元", "某市水务局"),
        ("预算单位：某市水务局 2023年", "某市水务局"),
        ("部门/单位：某市水务局", "某市水务局"),
        ("单位：某市水务局", "某市水务局"),
        ("填报单位：[213]某市水务局", "某市水务局"),
        ("部门：306-某市水务局", "某市水务局"),
        ("单位名称：306001某市水务局", "某市水务局"),
        ("单位：101中学分校", "101中学分校"),
        ("单位：万元", None),
        ("金额单位：元", None),
        ("单位名称：", None),
        ("支出总表", None),
    ],
)
def test_the_unit_whose_table_it_is(line, name):
    assert Caption((line,), ()).unit_name == name


def test_lines_above_a_table_are_its_caption():
    lines = caption_of(["公开表3", "单位预算支出总表", "单位名称：某市水务局  金额单位：万元"]).lines
    assert lines == ("公开表3", "单位预算支出总表", "单位名称：某市水务局 金额单位：万元")


def test_page_numbers_and_notes_above_a_table_are_no_caption():
    above = ["注：本表金额单位转换时可能存在尾数误差。", "14", "— 14 —", "第14页", "公开表3"]
    assert caption_of(above).lines == ("公开表3",)


def test_running_heads_are_no_caption():
    heads = frozenset(["某市水务局0年部门预算"])
    assert caption_of(["某市水务局2023年部门预算", "公开表3"], heads=heads).lines == ("公开表3",)


def test_title_rows_inside_the_frame_are_caption():
    found = caption_of(
        drawing="""
            部门支出总体情况表   | <    | <
            单位名称：某市水务局 | <    | 单位：元
            科目编码             | 科目名称 | 合计
            201                  | 一般公共服务支出 | 15,882.24
        """
    )
    assert found.lines == ("部门支出总体情况表", "单位名称：某市水务局", "单位：元")
    assert (found.unit_name, found.money_unit) == ("某市水务局", "元")


def test_glyph_variants_in_a_caption_are_folded():
    assert caption_of(["⽀出总表"]).lines == ("支出总表",)


def test_notes_begin_with_a_word_that_says_so():
    below = ["14", "注：1.报表金额单位转换时可能存在", "四舍五入尾数误差。"]
    assert caption_of(below=below).notes == ("注：1.报表金额单位转换时可能存在", "四舍五入尾数误差。")


@pytest.mark.parametrize(
    "note", ["注：本表为空。", "备注：无", "说明：本单位无政府性基金预算。", "*本表为空", "注1：含结转", "备注"]
)
def test_words_that_begin_a_note(note):
    assert caption_of(below=[note]).notes == (note,)


def test_a_narrative_below_a_table_is_no_note():
    assert caption_of(below=["第三部分 情况说明", "一、收支总体情况"]).notes == ()


def test_the_notes_end_where_the_next_part_of_the_document_begins():
    below = ["备注：无", "第八部分 其他需要说明情况", "一、机关运行经费"]
    assert caption_of(below=below).notes == ("备注：无",)


def test_lines_beyond_the_neighbouring_tables_belong_to_them():
    upper, lower = grid_of(BODY, top=100), grid_of(BODY, top=300)
    page = page_of(lower, above=["公开表4", "公开表3"])  # baselines at 278 and 292
    found = caption(page, lower, layout(lower), (282.0, page.height), frozenset())
    assert found.lines == ("公开表3",)
    above = caption(page, upper, layout(upper), (0.0, 282.0), frozenset())
    assert (above.lines, above.notes) == ((), ())


def test_lines_below_the_last_table_are_kept_for_a_table_overleaf():
    grid = grid_of(BODY)
    page = page_of(grid, below=["公开表4", "财政拨款收支总表", "14"])
    assert lines_after_last(page, [grid], frozenset()) == ("公开表4", "财政拨款收支总表")
    assert lines_after_last(page, [], frozenset()) == ()


def pages_with(*lines_of_pages):
    return [(page_of(above=lines, number=number), []) for number, lines in enumerate(lines_of_pages, 1)]


def pages_with_tables(title, *drawings):
    grids = [grid_of(drawing, top=300) for drawing in drawings]
    return [(page_of(grid, above=[title], number=number), [grid]) for number, grid in enumerate(grids, 1)]


def test_the_title_that_every_page_of_one_long_table_repeats_is_no_running_head():
    assert "一般公共预算支出表" not in running_heads(pages_with_tables("一般公共预算支出表", *[BODY] * 5))


def test_a_line_like_a_title_over_different_tables_is_a_running_head():
    other = BODY.replace("科目编码", "项目编码")
    assert "某市水务局预算公开表" in running_heads(pages_with_tables("某市水务局预算公开表", BODY, BODY, other, other))


def test_a_line_on_most_pages_is_a_running_head_whatever_its_number():
    pages = pages_with(
        ["某市水务局2023年部门预算", "一、概况"],
        ["某市水务局2023年部门预算", "二、职能"],
        ["某市水务局2023年部门预算", "三、机构"],
        ["封面"],
    )
    assert running_heads(pages) == {"某市水务局0年部门预算"}


def test_a_short_document_has_no_running_heads():
    assert running_heads(pages_with(*[["某市水务局2023年部门预算"]] * 3)) == frozenset()


def test_blank_pages_do_not_count():
    pages = pages_with(*[["某市水务局", str(n)] for n in "甲乙丙丁"], *[[]] * 8)
    assert "某市水务局" in running_heads(pages)


@pytest.mark.parametrize("line", ["单位：万元", "公开表1", "单位名称：某市水务局"])
def test_what_captions_repeat_is_no_running_head(line):
    assert running_heads(pages_with(*[[line]] * 6)) == frozenset()
