"""Headings and sentences about last year in a document about this one."""

import pytest

from qzbudget.dataset.records import OTHER_YEAR
from qzbudget.know.document import DocumentFacts
from qzbudget.narrative import paragraph_statements
from tests.plain_paragraphs import paragraphs

BUDGET = DocumentFacts("甲市财政局", "甲市财政局", None, "甲市", 2024, "budget", "department")
FINAL = DocumentFacts("甲市财政局", "甲市财政局", None, "甲市", 2024, "final_accounts", "department")
PART = "第三部分 2024年部门预算情况说明"


def of_last_year(*texts, facts=BUDGET):
    stated, _ = paragraph_statements("d", facts, paragraphs(PART, *texts))
    return [(s.subject, s.amount_printed) for s in stated if s.measure == OTHER_YEAR]


@pytest.mark.parametrize(
    "heading",
    ["2023年收支预算总体情况说明", "2023年“三公”经费预算情况说明", "2023年度一般公共预算财政拨款支出情况说明"],
)
def test_a_heading_of_an_explanation_that_names_last_year(heading):
    assert of_last_year(f"一、{heading}", "2024年收入预算1.00万元。") == [(heading, None)]


@pytest.mark.parametrize(
    "heading",
    [
        "2024年收支预算总体情况说明",
        "收支预算总体情况说明",
        "2023年部门预算执行情况",
        "2023年度部门决算收支情况说明",
        "2023年预算绩效评价情况",
        "与2023年预算相比增减情况说明",
        "2023年工作开展情况",
        "截至2023年末国有资产占用情况说明",
    ],
)
def test_a_heading_that_looks_back_or_names_this_year_is_none(heading):
    assert of_last_year(f"一、{heading}", "2024年收入预算1.00万元。") == []


def test_in_final_accounts_a_heading_about_final_accounts_does_not_look_back():
    assert of_last_year("一、2023年度收入决算情况说明", facts=FINAL) == [("2023年度收入决算情况说明", None)]


def test_a_sentence_that_begins_with_last_year_and_names_no_other():
    assert of_last_year("2023年公务接待费280.00万元，比上年减少1.00万元。") == [("公务接待费", "280.00")]


@pytest.mark.parametrize(
    "sentence",
    [
        "2023年公务接待费280.00万元，2024年公务接待费290.00万元。",
        "2023年公务接待费执行数280.00万元。",
        "2024年公务接待费280.00万元，比2023年减少1.00万元。",
        "2022年公务接待费280.00万元。",
        "截至2023年底，公务用车购置费280.00万元。",
    ],
)
def test_other_sentences_are_none(sentence):
    assert of_last_year(sentence) == []


def test_a_sentence_about_last_year_states_nothing_of_this_one():
    stated, _ = paragraph_statements("d", BUDGET, paragraphs("2023年公务接待费280.00万元，比上年减少1.00万元。"))
    [row] = stated
    assert (row.statement_id, row.measure, row.change_yuan, row.base_kind) == ("y001", OTHER_YEAR, None, None)
