"""The three performance sheets of the source document against the published text: every field, every indicator."""

import csv
import re
from decimal import Decimal
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from qzbudget.build import read, read_page
from qzbudget.dataset.load import load
from qzbudget.join import join_pages
from qzbudget.know.document import document_facts
from qzbudget.know.role import titled_tables
from qzbudget.pages import open_document
from qzbudget.performance import performance_records
from qzbudget.terms import knowledge
from qzbudget.text import fold_glyphs
from tests.test_qingdao_tables import displayed_text

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


# What is written and loaded


@pytest.fixture(scope="module")
def budget(qingdao_pdf, tmp_path_factory):
    return load(read(qingdao_pdf, tmp_path_factory.mktemp("processed")), exact=True)


def test_the_projects_that_are_written_have_the_printed_code_money_and_pages(budget):
    written = budget.projects[["project_code", "project_name", "budget_yuan", "fiscal_yuan", "other_yuan", "page_first"]]
    assert written.to_numpy().tolist() == [
        ["37020023P880028106842", "市政府决策等相关经费", Decimal("71040000.00"), Decimal("71040000.00"), None, 32],
        [
            "37020023P21000110008U",
            "口岸大通关专项资金-通关综合补助",
            Decimal("12440000.00"),
            Decimal("12440000.00"),
            None,
            36,
        ],
        [
            "37020023P130004101455",
            "青岛市人民政府办公厅政务信息化运维项目",
            Decimal("2612100.00"),
            Decimal("2612100.00"),
            None,
            37,
        ],
    ]


def test_the_written_budgets_and_plans_add_up_to_the_stated_8609_21(budget):
    stated = Decimal("8609.21") * 10_000  # “单位预算绩效目标设置情况”：3 个项目，涉及预算资金 8609.21 万元
    assert sum(budget.projects["budget_yuan"]) == stated
    assert sum(budget.projects["plan_december_yuan"]) == stated
    assert sum(budget.projects["fiscal_yuan"]) == stated


def test_the_targets_that_are_written_are_the_printed_32_and_lead_to_their_projects(budget):
    rows = expected("targets")
    written = budget.targets.merge(budget.projects[["project_id", "project_code"]], on=["project_id", "project_code"])
    assert len(written) == len(rows) == 32
    fields = ["project_code", "level1", "level2", "target_printed", "comparator", "target_unit"]
    assert written[fields].fillna("").to_numpy().tolist() == [[row[field] for field in fields] for row in rows]
    assert [str(value or "") for value in written["target_value"]] == [row["target_value"] for row in rows]


def test_the_box_of_every_amount_prints_that_amount(records, qingdao_pdf):
    projects, _ = records
    found = []
    with pdfium.PdfDocument(qingdao_pdf) as pdf:
        for project in projects:
            for name in ("budget", "fiscal", "other", "plan_march", "plan_june", "plan_october", "plan_december"):
                yuan, place = getattr(project, f"{name}_yuan"), getattr(project, f"{name}_box")
                assert (yuan is None) == (place is None)
                if place:
                    number, left, top, right, bottom = place.split()
                    box = (float(left), float(top), float(right), float(bottom))
                    found.append((Decimal(displayed_text(pdf[int(number) - 1], box)) * 10_000, yuan))
    assert len(found) == 3 * 5
    assert all(printed == yuan for printed, yuan in found)
