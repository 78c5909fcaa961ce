"""Sentences that say that there is no such money, and sentences that only look like it."""

import pytest

from qzbudget.dataset.records import TableRecord
from qzbudget.know.document import DocumentFacts
from qzbudget.narrative import paragraph_statements
from qzbudget.narrative.absences import absences
from qzbudget.narrative.words import narrative_words
from qzbudget.tidy import TidyTable
from tests.ledger_cases import blank
from tests.plain_paragraphs import paragraphs

FACTS = DocumentFacts("甲市财政局", "甲市财政局", None, "甲市", 2024, "budget", "department")


def none(sentence, topic=""):
    return [found.concept for found in absences(sentence, narrative_words(), 2024, ["甲市财政局"], topic)]


@pytest.mark.parametrize(
    ("sentence", "concepts"),
    [
        ("本单位2024年没有使用政府性基金预算拨款安排的支出。", ["government_fund"]),
        ("本单位2024年没有政府性基金预算拨款安排的收入，也没有使用政府性基金预算拨款安排的支出。", ["government_fund"]),
        ("甲市财政局2024年度无国有资本经营预算财政拨款收入和支出。", ["state_capital"]),
        ("本部门无当年政府性基金预算收支，并已公开空表。", ["government_fund"]),
        ("我单位无政府性基金预算支出、国有资本经营预算支出。", ["government_fund", "state_capital"]),
        ("本单位无政府采购支出。", ["procurement"]),
        ("本单位未安排政府采购预算。", ["procurement"]),
        ("本单位2024年度无“三公”经费财政拨款支出。", ["three_public"]),
        ("减少的主要原因是本年未安排因公出国（境）费预算。", ["three_public.overseas"]),
        ("上年及本年度，本部门均无公务用车购置费预算。", ["three_public.vehicles.purchase"]),
        ("（无政府性基金支出）", ["government_fund"]),
    ],
)
def test_a_sentence_says_that_there_is_none(sentence, concepts):
    assert none(sentence) == concepts


@pytest.mark.parametrize(
    "sentence",
    [
        "本单位2023年没有使用政府性基金预算拨款安排的支出。",
        "上年无公务用车购置费，本年购置1辆。",
        "增加的主要原因是2023年未安排因公出国（境）费。",
        "减少的主要原因是未安排因公出国（境）费。",
        "本部门无2023年结转的政府性基金预算拨款支出。",
        "局属事业单位无政府性基金预算支出。",
        "政府性基金预算支出较上年无增减。",
        "公务接待费1.00万元（无外宾接待费）。",
        "项目支出100.00万元（无政府性基金预算支出）。",
        "无政府性基金预算财政拨款收入支出的，仍保留该表格式。",
        "本单位没有使用政府性基金预算拨款安排的收入。",
        "本单位2024年无重点项目。",
    ],
)
def test_a_sentence_that_says_no_such_thing(sentence):
    assert none(sentence) == []


def test_no_such_money_is_what_the_heading_names():
    assert none("本单位无此项支出。", "政府性基金预算支出情况说明") == ["government_fund"]
    assert none("本单位无此项支出。", "机构设置情况") == []


def test_a_note_below_a_table_is_left_to_its_table():
    note = "注：本单位2024年没有使用政府性基金预算拨款安排的支出。"
    below = TidyTable(blank(TableRecord, notes_printed=note), ())
    stated, _ = paragraph_statements("d", FACTS, paragraphs(note, "本单位2024年无国有资本经营预算支出。"), [below])
    assert [(s.statement_id, s.concept) for s in stated] == [("n001", "state_capital")]
