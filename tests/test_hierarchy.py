"""Which row is a part of which, and which rows add up without counting twice."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from qzbudget.know.blocks import know_blocks, settle
from qzbudget.know.hierarchy import Line, leaves, parents
from qzbudget.terms import knowledge
from tests.literal_grids import table_of

KNOWN = knowledge()


def total(enumerator=""):
    return Line("total", enumerator=enumerator)


def subtotal(enumerator=""):
    return Line("subtotal", enumerator=enumerator)


def coded(code):
    return Line({3: "class", 5: "section", 7: "item"}[len(code)], code)


def listed(enumerator, concept=None):
    return Line("category", enumerator=enumerator, concept=concept)


def of_which(enumerator=""):
    return Line("of_which", enumerator=enumerator)


def balance(enumerator=""):
    return Line("category", enumerator=enumerator, concept="carried_over")


DETAIL = Line("detail")


def test_codes_tell_the_parts():
    lines = [total(), coded("201"), coded("20103"), coded("2010301"), coded("2010302"), coded("208"), coded("20805")]
    assert parents(lines) == [None, 0, 1, 2, 2, 0, 5]


def test_an_item_is_a_part_of_its_class_where_the_section_is_not_printed():
    assert parents([coded("201"), coded("2010301"), coded("2010501")]) == [None, 0, 0]


def test_an_item_is_no_part_of_a_foreign_class():
    assert parents([coded("201"), coded("20805"), coded("2080505")]) == [None, None, 1]


def test_lines_without_a_code_are_parts_of_the_last_coded_line():
    # projects below their item
    assert parents([coded("2010302"), DETAIL, DETAIL, coded("2010399"), DETAIL]) == [None, 0, 0, None, 3]


def test_enumerations_tell_the_parts():
    lines = [
        listed("一、"),
        listed("(一)"),
        listed("1."),
        listed("(1)"),
        listed("①"),
        listed("2."),
        listed("(二)"),
        listed("二、"),
    ]
    assert parents(lines) == [None, 0, 1, 2, 2, 1, 0, None]


def test_a_total_at_the_end_takes_the_lines_before_it():
    assert parents([listed("一、"), listed("二、"), total()]) == [2, 2, None]


def test_a_subtotal_takes_the_lines_before_it_and_the_total_takes_the_subtotal_and_the_balance():
    # 一、… 九、…, 本年收入合计, 上年结转, 收入总计
    assert parents([listed("一、"), listed("二、"), subtotal(), balance(), total()]) == [2, 2, 4, 4, None]


def test_sections_with_an_enumerated_subtotal_come_before_their_parts():
    # 一、本年收入 (一)… (二)…, 二、上年结转 (一)…, 收入总计
    lines = [subtotal("一、"), listed("(一)"), listed("(二)"), balance("二、"), listed("(一)"), total()]
    assert parents(lines) == [5, 0, 0, 5, 3, None]
    without_list = [subtotal("一、"), listed("(一)"), listed("(二)"), balance(), total()]
    assert parents(without_list) == [4, 0, 0, 4, None]


def test_a_list_that_begins_anew_below_a_subtotal_is_its_parts():
    # 一、本年支出, 一、一般公共服务支出, 二、外交支出, 二、结转下年, 支出总计
    lines = [subtotal("一、"), listed("一、"), listed("二、"), balance("二、"), total()]
    assert parents(lines) == [4, 0, 0, 4, None]


def test_an_enumerated_subtotal_is_a_part_of_the_section_above_it_and_the_next_section_is_none_of_it():
    # 一、“三公”经费支出, （一）支出合计, 1.…, 2.…, 二、机关运行经费, （一）行政单位
    lines = [subtotal("一、"), subtotal("(一)"), listed("1."), listed("2."), listed("二、"), listed("(一)")]
    assert parents(lines) == [None, 0, 1, 1, None, 4]


def fund(amount, concept="general_budget_appropriation"):
    return Line("category", concept=concept, amount=amount, part_of="fiscal_appropriation")


def test_funds_right_below_the_appropriation_that_they_make_up_are_its_parts():
    whole = Line("category", concept="fiscal_appropriation", amount=Decimal(5))
    beside = Line("category", concept="special_account", amount=Decimal(1))
    assert parents([whole, fund(Decimal(3)), fund(Decimal(2)), beside, subtotal()]) == [4, 0, 0, 4, None]
    assert parents([whole, fund(Decimal(3)), fund(None), beside, subtotal()]) == [4, 4, 4, 4, None]


def test_a_total_at_the_beginning_holds_the_lines_after_it():
    assert parents([total(), listed("一、"), listed("二、")]) == [None, 0, 0]


def test_two_totals_that_open_hold_each_their_own_lines():
    assert parents([total(), coded("201"), total(), coded("208")]) == [None, 0, None, 2]


def test_nothing_is_a_part_of_a_total_that_has_closed():
    assert parents([listed("一、"), total(), listed("一、")]) == [1, None, None]


def test_lines_of_which_are_parts_of_the_line_before_them():
    lines = [listed("三、"), of_which(), of_which(), listed("四、")]
    assert parents(lines) == [None, 0, 0, None]


def test_units_hold_their_lines_and_a_department_its_units():
    lines = [
        Line("detail", unit_code="103"),
        Line("detail", unit_code="103001"),
        coded("2010301"),
        Line("detail", unit_code="103002"),
        coded("2010301"),
    ]
    assert parents(lines) == [None, 0, 1, 0, 3]


def test_a_purchase_is_a_part_of_its_unit_and_the_unit_of_its_kind():
    lines = [
        total(),
        Line("category", heads_purchases=True),
        Line("detail", unit_code="103001", heads_purchases=True),
        DETAIL,
        DETAIL,
        Line("category", heads_purchases=True),
    ]
    assert parents(lines) == [None, 0, 1, 2, 2, 0]


def test_an_item_that_buys_stands_between_the_kind_and_the_unit():
    lines = [
        Line("category", heads_purchases=True),
        Line("item", "2010302", heads_purchases=True),
        Line("item", "2010302", unit_code="103001", heads_purchases=True),
        DETAIL,
    ]
    assert parents(lines) == [None, 0, 1, 2]


def test_lines_after_a_subtotal_stand_beside_the_balance():
    # 本年收入合计, 上年结转, 使用非财政拨款结余, 收入总计
    assert parents([listed("一、"), subtotal(), balance(), Line("category"), total()]) == [1, 4, 4, 4, None]


def test_a_category_without_enumeration_holds_details_where_nothing_is_enumerated():
    assert parents([Line("category"), DETAIL, Line("category"), DETAIL]) == [None, 0, None, 2]


def test_a_category_without_enumeration_is_a_part_of_the_enumerated_line_above_it():
    assert parents([listed("一、"), Line("category"), listed("二、")]) == [None, 0, None]


def test_no_lines_have_no_parents():
    assert parents([]) == []


def amounts(*printed):
    return [None if text is None else Decimal(text) for text in printed]


def test_leaves_are_the_lines_that_nothing_is_a_part_of():
    lines = [total(), coded("201"), coded("20103"), coded("2010301"), coded("2010302")]
    above = parents(lines)
    assert leaves(lines, above, amounts("5", "5", "5", "2", "3")) == [False, False, False, True, True]


def test_parts_of_which_that_make_up_their_whole_are_leaves():
    lines = [listed("三、"), of_which(), of_which()]
    assert leaves(lines, [None, 0, 0], amounts("154.00", "0.00", "154.00")) == [False, True, True]


def test_parts_of_which_that_leave_something_out_are_no_leaves():
    lines = [listed("三、"), of_which()]
    assert leaves(lines, [None, 0], amounts("154.00", "100.00")) == [True, False]


def test_rounding_does_not_make_a_difference():
    lines = [listed("三、"), of_which(), of_which()]
    assert leaves(lines, [None, 0, 0], amounts("10.00", "3.33", "6.66")) == [False, True, True]
    assert leaves(lines, [None, 0, 0], amounts("10.00", "3.33", "6.60")) == [True, False, False]


def test_what_is_below_a_line_that_is_no_leaf_is_none_either():
    lines = [listed("三、"), of_which(), DETAIL]
    assert leaves(lines, [None, 0, 1], amounts("154.00", "100.00", "100.00")) == [True, False, False]


def test_where_no_amount_is_printed_the_parts_are_leaves():
    assert leaves([listed("三、"), of_which()], [None, 0], amounts(None, None)) == [False, True]


def test_a_whole_without_an_amount_is_no_sum_of_its_parts():
    assert leaves([listed("三、"), of_which()], [None, 0], amounts(None, "1.00")) == [True, False]


def test_ordinary_parts_are_leaves_even_where_the_document_contradicts_itself():
    lines = [coded("201"), coded("20103")]
    assert leaves(lines, [None, 0], amounts("5", "3")) == [False, True]


any_lines = st.lists(
    st.one_of(
        st.sampled_from([total(), subtotal(), subtotal("一、"), balance(), DETAIL, of_which()]),
        st.sampled_from(["一、", "二、", "(一)", "1.", "(1)"]).map(listed),
        st.sampled_from(["201", "20103", "2010301", "208", "20805"]).map(coded),
    ),
    max_size=12,
)


@given(any_lines)
def test_no_line_is_a_part_of_itself_however_far_up(lines):
    above = parents(lines)
    for start in range(len(lines)):
        seen, line = set(), start
        while line is not None:
            assert line not in seen
            seen.add(line)
            line = above[line]


@given(any_lines)
def test_a_coded_line_is_a_part_of_its_own_class_or_of_a_line_without_a_code(lines):
    for line, parent in zip(lines, parents(lines), strict=True):
        if line.code and parent is not None and lines[parent].code:
            assert line.code.startswith(lines[parent].code)
            assert line.code != lines[parent].code


@given(any_lines)
def test_a_line_without_parts_is_a_leaf_unless_it_is_a_memo(lines):
    above = parents(lines)
    is_leaf = leaves(lines, above, [None] * len(lines))
    assert is_leaf == [position not in above for position in range(len(lines))]


def settled(drawing, role, block=0, book=None):
    table = table_of(drawing)
    found = know_blocks(table, role, KNOWN)[block]
    rows = settle(found, table.rows, role, book or {}).rows
    return [(row.row, row.parent, row.is_leaf) for row in rows]


def test_parents_of_a_block_are_rows_of_the_whole_table():
    drawing = """
        项目             | 预算数 | 项目                   | 预算数
        ---
        一、拨款         | 50.00  | 一、一般公共服务支出   | 50.00
                         |        | 八、社会保障和就业支出 | 10.00
        本年收入合计     | 50.00  | 本年支出合计           | 60.00
        上年结转         | 10.00  | 结转下年               |
        收入总计         | 60.00  | 支出总计               | 60.00
    """
    role = "revenue_expenditure_summary"
    assert settled(drawing, role, 0) == [(0, 2, True), (2, 4, False), (3, 4, True), (4, None, False)]
    assert settled(drawing, role, 1) == [(0, 2, True), (1, 2, True), (2, 4, False), (3, 4, True), (4, None, False)]


def test_printed_codes_tell_the_parents_of_a_block():
    drawing = """
        科目编码 | 科目名称         | 合计
        ---
                 | 合计             | 60.00
        201      | 一般公共服务支出 | 60.00
        20103    | 机关事务         | 60.00
        2010301  | 行政运行         | 40.00
        2010302  | 一般行政管理事务 | 20.00
    """
    assert settled(drawing, "expenditure_summary") == [
        (0, None, False),
        (1, 0, False),
        (2, 1, False),
        (3, 2, True),
        (4, 2, True),
    ]


def test_codes_that_names_stand_for_tell_them_too():
    drawing = """
        项目                 | 预算数
        ---
        一般公共服务支出     | 60.00
        机关事务             | 60.00
        行政运行             | 60.00
        社会保障和就业支出   | 10.00
    """
    book = {"机关事务": frozenset({"20103"}), "行政运行": frozenset({"2010301"})}
    assert settled(drawing, "expenditure_summary", book=book) == [
        (0, None, False),
        (1, 0, False),
        (2, 1, True),
        (3, None, True),
    ]


def test_a_unit_holds_the_coded_lines_that_repeat_its_code():
    drawing = """
        单位编码 | 单位名称   | 科目编码 | 科目名称 | 合计
        ---
        103001   | 某市水务局 |          |          | 60.00
        103001   | 某市水务局 | 2010301  | 行政运行 | 60.00
    """
    assert settled(drawing, "expenditure_summary") == [(0, None, False), (1, 0, True)]


def test_three_public_expenses_hold_their_parts():
    # 公开表9 of 青岛市人民政府办公厅（本级） 2023
    drawing = """
        项目                             | 合计
        ---
        合计                             | 438.50
        “三公”经费合计                   | 438.50
        一、因公出国（境）费             | 91.00
        二、公务接待费                   | 67.00
        三、公务用车购置及运行费         | 280.50
        其中：公务用车购置费             | 0.00
        公务用车运行费                   | 280.50
    """
    assert settled(drawing, "three_public_expenses") == [
        (0, None, False),
        (1, 0, False),
        (2, 1, True),
        (3, 1, True),
        (4, 1, False),
        (5, 4, True),
        (6, 4, True),
    ]


def test_the_funds_below_a_balance_are_parts_of_the_balance():
    drawing = """
        项目                     | 预算数
        ---
        一、本年收入             | 50.00
        （一）一般公共预算拨款   | 50.00
        二、上年结转             | 10.00
        （一）一般公共预算拨款   | 10.00
        收入总计                 | 60.00
    """
    table = table_of(drawing)
    [block] = know_blocks(table, "revenue_summary", KNOWN)
    assert [row.concept for row in settle(block, table.rows, "revenue_summary", {}).rows] == [
        "current_revenue",
        "general_budget_appropriation",
        "carried_over",
        "carried_over.general_budget",
        "total_revenue",
    ]


def test_kinds_of_purchases_hold_their_purchases():
    drawing = """
        采购类别 | 采购品目                     | 合计
        ---
        合计     |                              | 12.00
        货物     |                              | 3.00
                 | [A02010105]台式计算机        | 3.00
        服务     |                              | 9.00
                 | [C23120302]车辆加油服务      | 9.00
    """
    assert settled(drawing, "procurement") == [
        (0, None, False),
        (1, 0, False),
        (2, 1, True),
        (3, 0, False),
        (4, 3, True),
    ]


def test_an_item_holds_the_purchases_below_it():
    drawing = """
        科目编码 | 科目名称         | 采购品目                | 合计
        ---
                 | 合计             |                         | 12.00
        2010302  | 一般行政管理事务 |                         | 12.00
                 |                  | [A02010105]台式计算机   | 3.00
        2010302  | 一般行政管理事务 | [C23120302]车辆加油服务 | 9.00
    """
    assert settled(drawing, "procurement") == [(0, None, False), (1, 0, False), (2, 1, True), (3, 1, True)]


def test_codes_tell_the_parents_of_a_procurement_table_that_names_no_purchases():
    drawing = "科目编码 | 科目名称 | 合计\n---\n201 | 服务 | 9.00\n20103 | 事务 | 9.00\n2010302 | 管理 | 9.00"
    assert settled(drawing, "procurement") == [(0, None, False), (1, 0, False), (2, 1, True)]


def test_a_table_without_amount_columns_has_no_blocks():
    assert know_blocks(table_of("科目名称 | 备注\n---\n行政运行 | 无"), "expenditure_summary", KNOWN) == []


def test_the_sum_of_three_public_expenses_closes_its_own_kinds_only():
    lines = [Line("detail"), Line("subtotal", concept="three_public"), Line("category", enumerator="（一）")]
    assert parents(lines)[0] is None
    kinds = [Line("detail", concept="three_public.overseas"), Line("subtotal", concept="three_public")]
    assert parents(kinds)[0] == 1


def test_a_line_without_a_code_is_no_part_of_a_smaller_item():
    item = Line("item", "2210203", amount=Decimal("1728.63"))
    assert parents([item, Line("detail", amount=Decimal("3687.57"))]) == [None, None]
    assert parents([item, Line("detail", amount=Decimal("100.00"))]) == [None, 0]


def test_a_line_whose_parts_print_nothing_is_a_leaf():
    lines = [Line("category"), Line("detail"), Line("detail")]
    assert leaves(lines, [None, 0, 0], [Decimal(15), None, None]) == [True, False, False]
