"""The ledger in English says all that it says in Chinese."""

import csv
import re
from importlib import resources

import pytest

from qzbudget.check.findings import in_language
from qzbudget.check.rules import rules
from qzbudget.wording import phrase
from tests.ledger_cases import change, ledger, line, project, statement, table, total

CHINESE = re.compile("[\u4e00-\u9fff]")
NO_REASONS = ("check.head.", "check.joint", "check.compared", "check.places", "check.cell", "check.sentence", "check.sheet")


def reasons():
    """Every phrase that tells why, with a value for each of its names."""
    text = (resources.files("qzbudget.knowledge") / "phrases.csv").read_text(encoding="utf-8")
    found = [row for row in csv.DictReader(text.splitlines()) if row["key"].startswith("check.")]
    return [
        (row["key"], {name: f"{name}7" for name in re.findall(r"\{(\w+)\}", row["zh"])})
        for row in found
        if not row["key"].startswith(NO_REASONS)
    ]


@pytest.mark.parametrize(("key", "values"), reasons(), ids=[key for key, _ in reasons()])
def test_every_reason_is_said_in_english(key, values):
    rule = rules()["rows_add_up"]
    said = in_language("rows_add_up", f"{rule.sentence}；{phrase(key, 'zh', **values)}", "en")
    assert said == f"{rule.sentence_en}; {phrase(key, 'en', **values)}"


def test_the_two_sides_and_the_reason():
    rows = [({"concept": "three_public.reception", "row_type": "category"}, "280.00")]
    checks = ledger(table("three_public_expenses", rows), statement("s1", "three_public.reception", "0.028"))
    check = checks["stated_three_public.reception:s1"]
    assert in_language(check.rule, check.message, "en") == (
        "The narrative and the tables say the same of receptions; left 280.00 yuan, right 2,800,000.00 yuan, "
        "difference -2,799,720.00 yuan; the two differ ten thousand times: yuan and 10 000 yuan may be confused"
    )


def test_codes_are_listed_as_english_lists_are():
    below = [(line(code, "甲", parent=1), "1.00") for code in ("20101", "20101", "20102", "20102")]
    rows = [(total(), "4.00"), (line("201", "甲"), "4.00"), *below]
    check = ledger(table("expenditure_summary", rows))["codes_once:expenditure_summary"]
    assert in_language(check.rule, check.message, "en").endswith("codes that occur twice: 20101, 20102")


def test_nothing_chinese_is_left_in_the_ledger_of_a_document():
    checks = ledger(
        table("expenditure_summary", [(total(), "3.00"), (line("201", "甲"), "1.00")], notes="注：本表无数据"),
        statement("s1", "three_public", "1.00", **change("1.00", "5.00", "7.00")),
        project("project-1", "1.00", "2.00"),
    )
    told = {check.check_id: in_language(check.rule, check.message, "en") for check in checks.values()}
    assert {key: text for key, text in told.items() if CHINESE.search(re.sub("“[^”]*”|其中", "", text))} == {}


def test_a_rule_that_this_version_does_not_know_keeps_its_words():
    assert in_language("no_such_rule", "从前的规则", "en") == "从前的规则"
