"""Classification codes as documents print them: alone, with the name, split over columns, or only as a name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qzbudget.know.codes import CodeAndName, is_classification, joined, split_code_and_name
from qzbudget.know.inference import infer_codes, printed_codes
from qzbudget.know.rows import KnownRow


@pytest.mark.parametrize(
    ("printed", "code", "name"),
    [
        ("[201]一般公共服务支出", "201", "一般公共服务支出"),
        ("【2010301】行政运行", "2010301", "行政运行"),
        ("201-一般公共服务支出", "201", "一般公共服务支出"),
        ("2010301—行政运行", "2010301", "行政运行"),
        ("2010301_行政运行", "2010301", "行政运行"),
        ("2010301 行政运行", "2010301", "行政运行"),
        ("2010301行政运行", "2010301", "行政运行"),
        ("　　20103 政府办公厅（室）及相关机构事务", "20103", "政府办公厅（室）及相关机构事务"),
        ("２０１一般公共服务支出", "201", "一般公共服务支出"),
        ("30101-基本工资", "30101", "基本工资"),
        ("[C23120302]车辆加油、添加燃料服务", "C23120302", "车辆加油、添加燃料服务"),
        ("A05010503更衣柜", "A05010503", "更衣柜"),
        ("2010301", "2010301", None),
        ("行政运行", None, "行政运行"),
        ("一、一般公共服务支出", None, "一、一般公共服务支出"),
        ("", None, None),
        ("　", None, None),
    ],
)
def test_a_cell_with_code_and_name(printed, code, name):
    assert split_code_and_name(printed) == CodeAndName(code, name)


@pytest.mark.parametrize("name", ["2023年培训", "120个摄像头", "110指挥中心运维", "12345热线", "5G基站", "1.设备购置", "A4纸", "C919机型"])
def test_a_number_that_belongs_to_a_name_is_no_code(name):
    assert split_code_and_name(name) == CodeAndName(None, name)


@pytest.mark.parametrize("code", ["201", "20103", "2010301", "30101", "50103", "201030199"])
def test_three_five_seven_or_nine_digits_are_a_classification(code):
    assert is_classification(code)


@pytest.mark.parametrize("code", [None, "", "20", "2010", "103001", "C23120302", "类"])
def test_other_codes_are_none(code):
    assert not is_classification(code)


@pytest.mark.parametrize(
    ("parts", "above", "code"),
    [
        # each row prints its own part and those above it
        (["221", "", ""], None, "221"),
        (["221", "02", ""], "221", "22102"),
        (["221", "02", "01"], "22102", "2210201"),
        # each row prints its own part only
        (["", "02", ""], "221", "22102"),
        (["", "", "01"], "22102", "2210201"),
        (["", "", "02"], "2210201", "2210202"),
        (["", "03", ""], "2210202", "22103"),
        (["", "05", "99"], "2080506", "2080599"),
        # each column prints the whole code so far
        (["208", "20805", ""], None, "20805"),
        (["208", "20805", "2080505"], None, "2080505"),
        (["", "20805", ""], "208", "20805"),
        (["", "", "2080505"], "20805", "2080505"),
        # parts that lost their leading zero in a spreadsheet
        (["221", "2", "1"], None, "2210201"),
        # a single column
        (["2010301"], None, "2010301"),
        (["05"], "2080101", "20805"),
        # nothing, or no code
        (["", "", ""], "221", None),
        (["合计", "", ""], None, None),
        (["类", "款", "项"], None, None),
    ],
)
def test_codes_split_over_columns_are_joined(parts, above, code):
    assert joined(parts, above) == code


def test_a_part_without_anything_above_it_is_no_code():
    assert not is_classification(joined(["", "", "01"], None))


classes = st.integers(201, 599).map(str).filter(lambda code: code[0] in "235")
two_digits = st.integers(1, 99).map("{:02}".format)


@given(classes, two_digits, two_digits)
def test_splitting_a_code_over_columns_and_joining_it_gives_it_back(first, second, third):
    code = first + second + third
    assert joined([first, second, third], None) == code
    assert joined([first, first + second, code], None) == code
    assert joined([code], None) == code
    assert joined(["", "", third], first + second) == code
    assert joined(["", "", third], first + second + "99") == code
    assert joined(["", second, third], first) == code
    assert joined(["", second, ""], code) == first + second


@given(classes, two_digits, two_digits, st.sampled_from(["[{}]{}", "{}-{}", "{} {}", "【{}】{}", "{}{}", "{}　{}"]))
def test_a_code_printed_with_its_name_is_read_back(first, second, third, style):
    for code in (first, first + second, first + second + third):
        assert split_code_and_name(style.format(code, "行政运行")) == CodeAndName(code, "行政运行")


def row(name, code=None, row_type="detail", inferred=None):
    return KnownRow(0, None, code, inferred, None, name, name, row_type, "", None, {}, name)


BOOK = {
    "行政运行": frozenset({"2010301", "2080101"}),
    "住房公积金": frozenset({"2210201"}),
    "机关事务": frozenset({"20103"}),
}


def inferred(*rows):
    return [r.code_inferred for r in infer_codes(rows, BOOK)]


def test_the_codes_of_a_document_are_gathered_by_name():
    rows = [
        row("行政运行", "2010301"),
        row("行政运行", "2080101"),
        row("行政 运行", "2010301"),
        row("基本工资", "30101"),
        row("其他"),
    ]
    assert printed_codes(rows) == {"行政运行": frozenset({"2010301", "2080101"})}


def test_a_name_below_a_class_gets_its_code_there():
    assert inferred(row("一般公共服务支出", inferred="201"), row("行政运行")) == ["201", "2010301"]
    assert inferred(row("社会保障和就业支出", inferred="208"), row("行政运行")) == ["208", "2080101"]


def test_a_name_that_no_line_above_places_gets_no_code():
    assert inferred(row("住房公积金")) == [None]
    assert inferred(row("一般公共服务支出", inferred="201"), row("合计", row_type="total"), row("行政运行")) == [
        "201",
        None,
        None,
    ]


def test_a_name_that_the_document_prints_nowhere_with_a_code_gets_none():
    assert inferred(row("一般公共服务支出", inferred="201"), row("口岸建设")) == ["201", None]


def test_a_name_with_several_codes_below_its_class_gets_none():
    book = {"行政运行": frozenset({"2010301", "2010401"})}
    rows = infer_codes([row("一般公共服务支出", inferred="201"), row("行政运行")], book)
    assert rows[1].code_inferred is None


def test_a_name_shared_by_a_section_and_its_only_item_is_the_section_first_and_then_the_item():
    book = {"其他教育支出": frozenset({"20599", "2059999"})}
    rows = infer_codes([row("教育支出", inferred="205"), row("其他教育支出"), row("其他教育支出")], book)
    assert [r.code_inferred for r in rows] == ["205", "20599", "2059999"]


def test_items_are_looked_for_below_their_section_first():
    book = {"机关事务": frozenset({"20103"}), "行政运行": frozenset({"2010301", "2010401"})}
    rows = infer_codes([row("一般公共服务支出", inferred="201"), row("机关事务"), row("行政运行")], book)
    assert [r.code_inferred for r in rows] == ["201", "20103", "2010301"]


def test_a_line_in_between_that_gets_no_code_changes_nothing():
    assert inferred(row("一般公共服务支出", inferred="201"), row("口岸建设"), row("行政运行")) == [
        "201",
        None,
        "2010301",
    ]


def test_a_line_of_which_gets_no_code():
    assert inferred(row("一般公共服务支出", inferred="201"), row("行政运行", row_type="of_which")) == ["201", None]


def test_a_code_without_a_name_says_nothing_about_names():
    assert printed_codes([row(None, "2010301")]) == {}


def test_a_line_that_got_a_code_is_a_line_of_the_classification():
    [_, item] = infer_codes([row("一般公共服务支出", inferred="201"), row("行政运行")], BOOK)
    assert item.row_type == "category"
    [_, other] = infer_codes([row("一般公共服务支出", inferred="201"), row("口岸建设")], BOOK)
    assert other.row_type == "detail"


def test_printed_codes_stay():
    assert [r.code for r in infer_codes([row("一般公共服务支出", "201"), row("行政运行", "2010301")], BOOK)] == [
        "201",
        "2010301",
    ]
