"""Duties, offices, units below and terms in the wordings and numberings of many places."""

import pytest

from qzbudget.join import join_pages
from qzbudget.know.role import titled_tables
from qzbudget.narrative import Paragraph
from qzbudget.sections import glossary_records, organisation_records
from qzbudget.shapes import Character, Page
from qzbudget.terms import knowledge
from tests.literal_grids import grid_of, page_of

PAGES = [Page(number, 595.0, 842.0, 0, (), (), (), 0) for number in range(1, 5)]


def paragraphs(*lines):
    """Paragraphs on the first page; ``(2, text)`` stands on the second."""
    placed = [line if isinstance(line, tuple) else (1, line) for line in lines]
    return [
        Paragraph(text, tuple((PAGES[page - 1], Character(c, 0.0, 0.0, 9.0, 9.0, 9.0)) for c in text))
        for page, text in placed
    ]


def organisation(*lines, tables=()):
    return [(r.kind, r.number, r.name, r.description) for r in organisation_records("d", paragraphs(*lines), tables)]


def glossary(*lines):
    return [(r.number, r.term, r.definition) for r in glossary_records("d", paragraphs(*lines))]


# Duties


@pytest.mark.parametrize(
    ("heading", "after"),
    [
        ("一、主要职能", "二、机构设置"),
        ("一、部门主要职责", "二、部门预算单位构成"),
        ("（一）主要职责", "（二）机构设置"),
        ("上海市普陀区某局主要职能", "上海市普陀区某局机构设置"),
        ("一、部门主要职责及机构设置", "二、2022年部门工作任务"),
        ("某局(本级)的主要职责是：", "第二部分2023年部门预算表"),
        ("一、单位主要职责", "2023年单位预算编制说明"),
        ("（一）职能职责", "（二）机构设置"),
        ("一、职能职责及机构设置", "二、部门人员情况"),
        ("一、部门机构设置、职能", "二、部门人员构成情况"),
    ],
)
def test_duties_stand_between_their_heading_and_the_next(heading, after):
    entries = organisation(heading, "1.负责养护道路。", "2.承办其他事项。", after, "3.不是职责。")
    assert entries == [("duty", "1", None, "负责养护道路。"), ("duty", "2", None, "承办其他事项。")]


@pytest.mark.parametrize(
    ("first", "second", "numbers"),
    [
        ("（一）甲事。", "（二）乙事。", ["（一）", "（二）"]),
        ("一、甲事。", "二、乙事。", ["一", "二"]),
        ("（1）甲事。", "（2）乙事。", ["（1）", "（2）"]),
        ("1、甲事。", "2、乙事。", ["1", "2"]),
        ("1．甲事。", "2．乙事。", ["1", "2"]),
        ("①甲事。", "②乙事。", ["①", "②"]),
        ("甲事。", "乙事。", [None, None]),
    ],
)
def test_the_number_is_kept_as_printed_and_out_of_the_text(first, second, numbers):
    entries = organisation("部门主要职能", first, second)
    assert entries == [("duty", number, None, text) for number, text in zip(numbers, ("甲事。", "乙事。"), strict=True)]


def test_what_introduces_the_numbered_duties_is_none():
    entries = organisation("某办主要职能", "某办是区政府工作部门，为正处级。", "主要职能包括：", "1.甲事。")
    assert entries == [("duty", "1", None, "甲事。")]


def test_a_paragraph_without_number_goes_on_with_the_duty_before_it():
    assert organisation("一、主要职能", "（一）甲事：", "贯彻方针。", "（二）乙事。") == [
        ("duty", "（一）", None, "甲事：贯彻方针。"),
        ("duty", "（二）", None, "乙事。"),
    ]


def test_several_duties_in_one_paragraph_are_told_apart_by_their_numbers():
    assert organisation("一、主要职责", "某局主要职责是：1.甲事，增长2.5倍；2.乙事。") == [
        ("duty", "1", None, "甲事，增长2.5倍；"),
        ("duty", "2", None, "乙事。"),
    ]


def test_a_table_of_contents_holds_no_duties():
    contents = ("一、主要职能........1", "二、机构设置........2", "三、名词解释........9")
    assert organisation(*contents, "第一部分单位概况", "一、主要职能", "（一）甲事。") == [
        ("duty", "（一）", None, "甲事。")
    ]


def test_a_duty_that_ends_in_the_word_of_a_heading_is_a_duty():
    duties = ("（一）履行安全生产监督职责。", "（二）管理市政府驻外办事机构。", "（三）丙事。")
    assert [number for _, number, _, _ in organisation("一、主要职能", *duties)] == ["（一）", "（二）", "（三）"]


def test_the_page_is_the_one_where_it_begins():
    lines = paragraphs("一、主要职能", "（一）甲事。", (2, "（二）乙事。"))
    assert [record.page for record in organisation_records("d", lines)] == [1, 2]


# Offices


def test_offices_with_what_each_does():
    assert organisation("二、机构设置", "某局内设机构共3个，分别为：", "1.综合一室。为领导服务。", "2-3.秘书一至二处。办文。") == [
        ("office", "1", "综合一室", "为领导服务。"),
        ("office", "2", "秘书一处", "办文。"),
        ("office", "3", "秘书二处", "办文。"),
    ]


def test_an_office_whose_name_runs_into_what_it_does():
    assert organisation("二、内设机构", "（1）办公室协助领导处理政务。", "（2）审判第一庭依法审判案件。") == [
        ("office", "（1）", "办公室", "协助领导处理政务。"),
        ("office", "（2）", "审判第一庭", "依法审判案件。"),
    ]


def test_an_office_on_a_line_of_its_own_above_what_it_does():
    assert organisation("（二）机构设置", "1、办公室。", "负责政务。", "2、统计处。", "组织调查。") == [
        ("office", "1", "办公室", "负责政务。"),
        ("office", "2", "统计处", "组织调查。"),
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "我局内设3个机构，分别为：办公室、人事处（离退休处）、监察室。",
        "部门本级内设3个，各机构规范简称依次为：办公室、人事处（离退休处）和监察室。",
        "某局设3个内设机构，包括办公室、人事处（离退休处）以及监察室。",
        "本部门无独立核算下属单位，本部门下设办公室、人事处（离退休处）、监察室，共3个部门。",
    ],
)
def test_offices_that_a_sentence_lists(sentence):
    assert organisation("二、机构设置", sentence) == [
        ("office", None, name, None) for name in ("办公室", "人事处（离退休处）", "监察室")
    ]


def test_offices_and_units_in_one_sentence():
    assert organisation("二、机构编制", "本单位下设2个处室：办公室、法规处，1个下属单位：某市更新局。") == [
        ("office", None, "办公室", None),
        ("office", None, "法规处", None),
        ("unit", None, "某市更新局", None),
    ]


def test_a_sentence_without_names_lists_nothing():
    assert organisation("二、机构编制", "我单位2025年度独立编制机构数1个，独立核算机构数1个。") == []


# Units below


def test_units_below_are_told_from_offices_and_counted_once():
    assert organisation(
        "二、部门机构设置及预算单位构成情况",
        "1.本部门内设机构包括：办公室、法规处。本部门下属单位包括：某市监督局。",
        "2.纳入编制范围的预算单位共计2家，具体包括：某市应急局（本级）、某市监督局。",
    ) == [
        ("office", "1", "办公室", None),
        ("office", "1", "法规处", None),
        ("unit", "1", "某市监督局", None),
        ("unit", "2", "某市应急局（本级）", None),
    ]


def test_numbered_units_behind_a_lead():
    assert organisation("二、机构设置情况", "某局部门预算包括：1.某市信访局2.某市服务中心。") == [
        ("unit", "1", "某市信访局", None),
        ("unit", "2", "某市服务中心", None),
    ]


def test_units_that_a_table_below_the_text_lists():
    grid = grid_of("序号 | 单位名称\n1 | 某市城建档案馆\n2 | 某市房屋鉴定中心")
    tables = titled_tables(join_pages([(page_of(grid), [grid])]), knowledge())
    assert organisation("三、部门预算单位构成", "二级预算单位共有2个，包括：", tables=tables) == [
        ("unit", "1", "某市城建档案馆", None),
        ("unit", "2", "某市房屋鉴定中心", None),
    ]


# Terms


@pytest.mark.parametrize(
    ("line", "number", "term", "definition"),
    [
        ("一、基本支出：指日常支出。", "一", "基本支出", "指日常支出。"),
        ("（一）、基本支出：是日常支出。", "（一）", "基本支出", "是日常支出。"),
        ("1.基本支出:包括工资。", "1", "基本支出", "包括工资。"),
        ("基本支出是指日常支出。", None, "基本支出", "是指日常支出。"),
        ("2、“三公”经费，指出国（境）费：三项。", "2", "“三公”经费", "指出国（境）费：三项。"),
        ("——商品和服务支出：指购买商品。", None, "商品和服务支出", "指购买商品。"),
        ("五、教育（类）培训（款）：指培训。", "五", "教育（类）培训（款）", "指培训。"),
        ("六、行政运行（项），该项支出包含运行经费。", "六", "行政运行（项）", "该项支出包含运行经费。"),
        ("（七）指导性支出：指某项支出。", "（七）", "指导性支出", "指某项支出。"),
    ],
)
def test_a_term_and_its_definition(line, number, term, definition):
    assert glossary("第四部分名词解释", line) == [(number, term, definition)]


@pytest.mark.parametrize("heading", ["名词解释", "六、专业性名词解释", "第四部分：专业名词解释", "专业性较强的名词解释"])
def test_headings_of_the_glossary(heading):
    assert glossary(heading, "1.甲：指乙。") == [("1", "甲", "指乙。")]


def test_what_is_no_term_goes_on_with_the_definition_before_it():
    assert glossary("名词解释", "一、“三公”经费：指三项。", "其中：公务接待费反映接待。", "二、甲：指乙。") == [
        ("一", "“三公”经费", "指三项。其中：公务接待费反映接待。"),
        ("二", "甲", "指乙。"),
    ]


def test_captions_behind_the_glossary_are_no_part_of_it():
    assert glossary("名词解释", "一、甲：指乙。", "2026年单位财务收支预算总表", "单位：元", "注：指丙。") == [
        ("一", "甲", "指乙。")
    ]


def test_a_document_without_such_sections_has_neither():
    assert organisation("2023年收支预算总表", "单位：万元") == []
    assert glossary("2023年收支预算总表", "单位：万元") == []
