"""The three performance sheets of the source document against the published text: every field, every indicator."""

import csv
import re
from decimal import Decimal
from pathlib import Path

import pytest

from qzbudget.build import read_page
from qzbudget.join import join_pages
from qzbudget.know.document import document_facts
from qzbudget.know.role import titled_tables
from qzbudget.pages import open_document
from qzbudget.performance import performance_records
from qzbudget.terms import knowledge
from qzbudget.text import fold_glyphs

CASES = Path(__file__).parent / "performance_cases" / "qingdao-2023"
NUMBERS = ("_yuan", "target_value")


def expected(name):
    return list(csv.DictReader((CASES / f"{name}.csv").read_text(encoding="utf-8").splitlines()))


def printed(value):
    """Text without blanks: the published text has some that the page only shows as gaps."""
    return "" if value is None else re.sub(r"\s", "", str(value))


def same(record, row):
    """The fields of a record in which it differs from the expected row, with both values."""
    differ = {}
    for field, value in row.items():
        found = getattr(record, field)
        if field.endswith(NUMBERS):
            equal = found == (Decimal(value) if value else None)
        elif field == "target_printed":
            equal = found == value
        else:
            equal = printed(found) == printed(value)
        if not equal:
            differ[field] = (found, value)
    return differ


@pytest.fixture(scope="module")
def records(qingdao_pdf):
    with open_document(qingdao_pdf) as document:
        pages = [(page, read_page(qingdao_pdf, page)) for page in document.pages()]
    lines = [[fold_glyphs(line.text) for line in page.lines] for page, _ in pages]
    tables = join_pages(pages)
    facts = document_facts(lines, tables)
    return performance_records("qingdao", facts, titled_tables(tables, knowledge()), pages)


def test_three_projects_with_code_money_plan_and_goals(records):
    projects, _ = records
    rows = expected("projects")
    assert len(projects) == len(rows) == 3
    assert [same(project, row) for project, row in zip(projects, rows, strict=True)] == [{}, {}, {}]


def test_the_projects_add_up_to_the_stated_total(records):
    projects, _ = records
    assert sum(project.budget_yuan for project in projects) == Decimal("86092100.00")


def test_all_32_indicators_with_levels_targets_and_basis(records):
    _, targets = records
    rows = expected("targets")
    assert len(targets) == len(rows) == 32
    assert [same(target, row) for target, row in zip(targets, rows, strict=True)] == [{}] * 32


def test_a_row_that_breaks_over_two_pages_is_one_indicator_and_its_target_is_on_the_first(records):
    _, targets = records
    broken = [target for target in targets if target.level3 and target.level3.startswith("3个部门")]
    assert [(target.level3, target.target_printed, target.page) for target in broken] == [
        ("3个部门内部述职，38个部门公开职，组织万人次市民代表进行评议。", "41 场", 32)
    ]


def test_every_target_has_the_box_of_its_cell(records):
    _, targets = records
    assert all(target.x0 < target.x1 and target.top < target.bottom for target in targets)
