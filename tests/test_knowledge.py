"""The knowledge CSVs: every row has its evidence and keeps its own promises, and none speaks of one city."""

import csv
import re
import unicodedata
from importlib import resources

import pytest

from qzbudget.codebook.book import code_names
from qzbudget.knowledge.rows import FILES
from qzbudget.narrative.concepts import FUNDS
from qzbudget.narrative.counts import PARTS_OF_STAFF
from qzbudget.terms import EXPENDITURE, REVENUE, knowledge
from qzbudget.text import match_key
from qzbudget.tidy import NO_MONEY
from qzbudget.wording import LANGUAGES, label

KNOWN = knowledge()
WITH_PATTERNS = ("table_titles", "header_roles", "header_words", "line_words", "functional_classes")
LABELS = {
    "line_no", "code", "name", "class_code", "section_code", "item_code", "functional_code", "functional_name",
    "department_code", "department_name", "government_code", "government_name", "unit_code", "unit_name", "unit_or_name", "unit_or_project",
    "project_code", "project_name", "procurement_code", "procurement_name", "procurement_kind", "period", "text",
}  # fmt: skip
AMOUNTS = {"value", "part", "root", "change", "rate"}
HEADS = {"group", REVENUE, EXPENDITURE}
ROW_TYPES = {"", "total", "subtotal", "class", "section", "item", "category", "of_which", "detail"}
PLACES = (
    "北京", "天津", "上海", "重庆", "河北", "山西", "辽宁", "吉林", "黑龙江", "江苏", "浙江", "安徽", "福建", "江西",
    "山东", "河南", "湖北", "湖南", "广东", "海南", "四川", "贵州", "云南", "陕西", "甘肃", "青海", "内蒙古", "广西",
    "西藏", "宁夏", "新疆", "青岛", "济南", "烟台", "广州", "深圳", "西安", "福州", "泉州", "无锡", "南京", "普陀",
    "杭州", "成都", "武汉", "沈阳", "大连", "厦门", "苏州", "宁波",
)  # fmt: skip


def read(name):
    text = (resources.files("qzbudget.knowledge") / f"{name}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def lines(names, is_wrong):
    """The rows of which something is wrong, as file:line, so that a failure names them all."""
    return [f"{name}:{line}" for name in names for line, row in enumerate(read(name), 2) if is_wrong(name, row)]


def roles_of(row):
    return [role for role in row["roles"].split("|") if role]


def test_every_row_has_a_value_for_each_column_and_no_more():
    every = [path.name.removesuffix(".csv") for path in resources.files("qzbudget.knowledge").iterdir() if path.name.endswith(".csv")]
    assert lines(every, lambda _, row: None in row or None in row.values()) == []


def test_no_row_stands_twice():
    for name in FILES:
        rows = [tuple(value for column, value in row.items() if column != "evidence") for row in read(name)]
        assert [row for row in rows if rows.count(row) > 1] == []


def test_every_pattern_compiles():
    for name in WITH_PATTERNS:
        for row in read(name):
            re.compile(row["pattern"])


def test_every_row_says_where_it_was_seen():
    assert lines(WITH_PATTERNS, lambda _, row: not row["evidence"].strip()) == []


def test_no_pattern_fits_an_empty_cell():
    def fits(name, row):
        pattern = re.compile(row["pattern"])
        return pattern.search("") if name == "table_titles" else pattern.fullmatch("")

    assert lines(WITH_PATTERNS, fits) == []


def test_no_pattern_speaks_of_one_place_or_one_year():
    def speaks(_, row):
        return any(place in row["pattern"] for place in PLACES) or re.search(r"20[0-3]\d年", row["pattern"])

    assert lines(WITH_PATTERNS, speaks) == []


def test_patterns_are_written_as_texts_are_compared():
    # compared are texts without blanks and with narrow signs: a pattern with wide ones would fit nothing
    def is_wide(_, row):
        return any(match_key(char) != char for char in row["pattern"] if char not in "“”％")

    assert lines(WITH_PATTERNS, is_wide) == []


def test_the_example_of_a_title_has_the_role_of_its_row():
    assert lines(["table_titles"], lambda _, row: KNOWN.role_of_title(row["example"]) != row["role"]) == []


def test_the_example_of_a_header_has_the_role_of_its_row():
    def differs(_, row):
        return KNOWN.role_of_header({match_key(word) for word in row["example"].split("|")}) != row["role"]

    assert lines(["header_roles"], differs) == []


def test_the_role_of_a_pattern_is_a_known_role():
    assert lines(["table_titles", "header_roles"], lambda _, row: row["role"] not in KNOWN.roles) == []


def test_the_roles_of_a_word_are_known_roles():
    assert lines(["header_words", "line_words"], lambda _, row: set(roles_of(row)) - set(KNOWN.roles)) == []


def test_the_kind_of_a_header_word_is_known():
    assert lines(["header_words"], lambda _, row: row["kind"] not in LABELS | AMOUNTS | HEADS) == []


def test_parts_roots_and_changes_are_called_and_nothing_else_is():
    called = {"part", "root", "change", "rate"}
    assert lines(["header_words"], lambda _, row: bool(row["segment"]) != (row["kind"] in called)) == []
    assert lines(["header_words"], lambda _, row: row["kind"] != "part" and (row["split"] or row["under"])) == []
    assert lines(["header_words"], lambda _, row: not re.fullmatch(r"[a-z_]*", row["segment"])) == []


def test_what_a_header_word_stands_under_is_itself_a_header_word():
    segments = {"", *(row["segment"] for row in read("header_words"))}
    assert lines(["header_words"], lambda _, row: row["under"] not in segments) == []


def test_a_percentage_or_a_count_is_called_so():
    def is_money(_, row):
        spoken_of = re.search(r"率|人数|%|占比|数量", row["pattern"].replace("[(]?%[)]?", ""))
        return row["kind"] == "root" and spoken_of and not row["segment"].endswith(NO_MONEY)

    assert lines(["header_words"], is_money) == []


def test_a_line_word_says_something_known():
    def says_nothing(_, row):
        return (
            row["direction"] not in {"", REVENUE, EXPENDITURE}
            or row["row_type"] not in ROW_TYPES
            or not (row["concept"] or row["row_type"])
            or not re.fullmatch(r"[a-z_.]*", row["concept"])
        )

    assert lines(["line_words"], says_nothing) == []


def test_a_functional_class_is_found_by_its_own_name():
    def is_lost(_, row):
        found = [KNOWN.functional_class(name.name) for name in code_names(row["code"])]
        return {None if one is None else one.code for one in found} != {row["code"]}

    assert lines(["functional_classes"], is_lost) == []


def test_functional_classes_have_each_code_once():
    codes = [row["code"] for row in read("functional_classes")]
    assert codes == sorted(set(codes))
    assert [code for code in codes if not re.fullmatch(r"2\d\d", code)] == []


def test_a_role_has_its_names_in_both_languages():
    chinese = re.compile(r"[\u4e00-\u9fff]")

    def is_unnamed(_, row):
        return not chinese.search(row["name"]) or not row["name_en"].strip() or chinese.search(row["name_en"])

    assert lines(["roles"], is_unnamed) == []


def test_a_role_has_a_known_direction_and_base():
    assert lines(["roles"], lambda _, row: row["direction"] not in {"", REVENUE, EXPENDITURE}) == []
    assert lines(["roles"], lambda _, row: row["base"] not in {"", "basic", "project"}) == []


CONTRACT_ROLES = [
    "revenue_expenditure_summary", "revenue_summary", "expenditure_summary", "appropriation_summary",
    "general_budget_expenditure", "general_budget_expenditure_economic", "basic_expenditure_department",
    "basic_expenditure_government", "basic_expenditure", "government_fund_expenditure", "state_capital_expenditure",
    "three_public_expenses", "procurement", "project_expenditure", "operating_expenses", "performance_target", "other",
]  # fmt: skip


def test_every_role_of_the_contract_is_known():
    assert [role for role in CONTRACT_ROLES if role not in KNOWN.roles] == []


def test_every_disclosure_table_has_a_title_that_tells_its_role():
    by_codes = {"general_budget_expenditure_economic", "basic_expenditure_department", "basic_expenditure_government"}
    told = {row["role"] for row in read("table_titles")} | by_codes
    assert [role for role in KNOWN.roles if role not in told and role != "other"] == []


def test_the_package_knows_no_document():
    assert read("documents") == []


def test_radicals_stand_for_one_plain_character_each():
    rows = read("radicals")
    assert len({row["variant"] for row in rows}) == len(rows)
    assert lines(["radicals"], lambda _, row: len(row["variant"]) != 1 or len(row["unified"]) != 1) == []
    assert lines(["radicals"], lambda _, row: "\u3400" <= row["variant"] <= "\u9fff") == []
    assert lines(["radicals"], lambda _, row: not unicodedata.name(row["unified"]).startswith("CJK UNIFIED")) == []


@pytest.mark.parametrize(
    ("word", "role", "kind"),
    [
        ("科目编码", "expenditure_summary", "code"),
        ("项目", "revenue_expenditure_summary", "name"),
        ("支出", "revenue_expenditure_summary", "expenditure"),
        ("支出", "expenditure_summary", "group"),
        ("采购品目", "procurement", "procurement_name"),
        ("机关运行经费支出", "operating_expenses", "value"),
        ("机关运行经费支出", "three_public_expenses", "root"),
        ("合 计", "expenditure_summary", "value"),
    ],
)
def test_what_a_header_word_means_depends_on_the_table(word, role, kind):
    assert KNOWN.header_word(word, role).kind == kind


def test_an_unknown_word_means_nothing():
    assert KNOWN.header_word("促发展", "expenditure_summary") is None
    assert KNOWN.line_word("口岸建设", EXPENDITURE, "expenditure_summary") is None
    assert KNOWN.functional_class("口岸建设") is None
    assert KNOWN.role_of_title("各科目用款一览") is None
    assert KNOWN.role_of_header({"口岸建设"}) is None


def test_a_line_word_counts_on_its_own_side_only():
    assert KNOWN.line_word("事业收入", REVENUE, "revenue_summary").concept == "institutional_revenue"
    assert KNOWN.line_word("事业收入", EXPENDITURE, "expenditure_summary") is None


def test_words_of_three_public_expenses_count_in_their_table_only():
    assert KNOWN.line_word("公务接待费", EXPENDITURE, "three_public_expenses").concept == "three_public.reception"
    assert KNOWN.line_word("公务接待费", EXPENDITURE, "basic_expenditure_department") is None


def terms():
    """Every term that a line, a column or a figure of the narrative can get."""
    words = {name: read(name) for name in ("line_words", "header_words", "narrative_subjects", "narrative_counts")}
    printed = {row.get("concept") or row.get("segment") for rows in words.values() for row in rows}
    counted = {row["concept"] for row in words["narrative_counts"]}
    planned = {term.replace("assets.", "assets_planned.", 1) for term in counted if term.startswith("assets.")}
    parts = {f"{whole}.{part}" for whole in ("staff.posts", "staff.actual") for part in PARTS_OF_STAFF.values()}
    money = {f"{whole}.{fund}" for whole in ("procurement", "performance") for fund in FUNDS}
    return (printed | planned | parts | money) - {None, ""}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_term_has_a_name_in_both_languages(lang):
    assert {"three_public.reception.persons", "assets_planned.vehicles.emergency", "procurement.other_funds"} <= terms()
    assert sorted(term for term in terms() if not label(term, lang)) == []
