"""The narrative of the source document against the published text: every figure of Part 3 and nothing else."""

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from qzbudget.build import read_document
from qzbudget.dataset.records import NONE, OF_THE_YEAR, StatementRecord

CASES = Path(__file__).parent / "narrative_cases" / "qingdao-2023.csv"
NUMBERS = ("amount_yuan", "change_yuan", "change_pct", "prior_year_yuan", "count")


def expected():
    return list(csv.DictReader(CASES.read_text(encoding="utf-8").splitlines()))


def as_printed(statement, row):
    """The columns of the literal row as the statement has them."""
    values = {name: getattr(statement, name) for name in row}
    return {name: "" if value is None else value for name, value in values.items()}


def literal(row):
    numbers = {name: Decimal(row[name]) for name in NUMBERS if row[name]}
    return {**row, "page": int(row["page"]), **numbers}


@pytest.fixture(scope="module")
def reading(qingdao_pdf):
    return read_document(qingdao_pdf)


@pytest.fixture(scope="module")
def statements(reading):
    return [r for r in reading.beside if isinstance(r, StatementRecord) and r.measure in OF_THE_YEAR]


def of(statements, concept, measure="budget"):
    return [s for s in statements if s.concept == concept and s.measure == measure]


def test_every_stated_figure_and_no_other(statements):
    assert [(s.subject, s.amount_printed) for s in statements] == [(r["subject"], r["amount_printed"]) for r in expected()]


@pytest.mark.parametrize("index", range(len(expected())), ids=lambda i: f"{expected()[i]['section']}-{i}")
def test_a_stated_figure(statements, index):
    row = expected()[index]
    assert as_printed(statements[index], row) == literal(row)


def test_no_sentence_with_money_is_left_unread(reading):
    assert reading.document.unread_sentences == 0


def test_stated_percentages_follow_from_amount_and_change(statements):
    compared = [s for s in statements if s.change_pct is not None and s.prior_year_yuan]
    assert len(compared) == 8
    for s in compared:
        assert abs(s.change_yuan / s.prior_year_yuan * 100 - s.change_pct) <= Decimal("0.005"), s.subject


def test_the_three_public_expenses_add_up(statements):
    parts = ("three_public.overseas", "three_public.vehicles", "three_public.reception")
    for column in ("amount_yuan", "change_yuan", "prior_year_yuan"):
        [whole] = of(statements, "three_public")
        assert sum(getattr(of(statements, part)[0], column) for part in parts) == getattr(whole, column)


def test_the_vehicles_add_up(statements):
    [whole] = of(statements, "assets.vehicles", "count")
    parts = [s for s in statements if s.concept and s.concept.startswith("assets.vehicles.")]
    assert sum(part.count for part in parts) == whole.count == 27


def test_the_changes_of_basic_and_project_expenditure_make_up_that_of_the_whole(statements):
    [basic], [project], [whole] = (of(statements, c, "change") for c in ("basic", "project", "total_expenditure"))
    assert basic.change_yuan + project.change_yuan == whole.change_yuan == Decimal("362700")


def test_the_goods_works_and_services_add_up_to_the_procurement(statements):
    parts = [of(statements, f"procurement.{kind}")[0].amount_yuan for kind in ("goods", "works", "services")]
    assert sum(parts) == of(statements, "procurement")[0].amount_yuan


def test_every_figure_lies_on_its_page(statements):
    assert all(0 < s.x0 < s.x1 < 596 and 0 < s.top < s.bottom < 842 for s in statements)
    assert len({(s.page, s.x0, s.top) for s in statements}) == len(statements)


def test_what_the_document_says_that_there_is_none_of(reading):
    none = [r for r in reading.beside if isinstance(r, StatementRecord) and r.measure == NONE]
    assert [(r.statement_id, r.concept, r.subject, r.section, r.page, r.amount_yuan) for r in none] == [
        ("n001", "government_fund", "政府性基金预算拨款安排的支出", "一（三）", 28, None),
    ]
