"""Two and more documents of one unit: found, compared line by line, never mixed."""

from dataclasses import replace
from decimal import Decimal

import pytest

from qzbudget.change import (
    between,
    by_year,
    execution,
    execution_changes,
    function_changes,
    kind_contributions,
    previous,
    related,
    sentences,
    stated_changes,
    tables,
)
from qzbudget.cited.marks import marks_of
from qzbudget.cited.places import Library
from qzbudget.dataset.load import load
from qzbudget.dataset.write import write_dataset
from qzbudget.errors import UsageError
from qzbudget.figures import png, year_bars
from tests.small_dataset import AMOUNT, CHECK, DOCUMENT, TABLE


def line(document, row, code, name, yuan):
    return replace(
        AMOUNT, document_id=document.document_id, fiscal_year=document.fiscal_year, row=row, parent_row=0 if code else None,
        is_leaf=code is not None, item_code=code, item_name=name, item_label=name, row_type="class" if code else "total",
        amount_yuan=Decimal(yuan), amount_printed=f"{yuan / 10_000:.2f}",
        phase="executed" if document.kind == "final_accounts" else "approved",
    )  # fmt: skip


def saved(folder, year, kind="budget", unit="甲局", checks=(), **yuan_by_code):
    """A dataset of one table: expenditure by class, in yuan, as ``_201=…``."""
    document = replace(DOCUMENT, document_id=f"{unit}-{year}-{kind}-unit", fiscal_year=year, kind=kind, unit_key=unit)
    table = replace(TABLE, document_id=document.document_id)
    classes = [
        line(document, n, code[1:], f"第{code[1:]}类", yuan)
        for n, (code, yuan) in enumerate(yuan_by_code.items(), start=1)
    ]
    total = line(document, 0, None, "合计", sum(yuan_by_code.values()))
    own = [replace(check, document_id=document.document_id) for check in checks]
    return load(write_dataset(document, [table, total, *classes, *own], folder))


@pytest.fixture
def budget(tmp_path):
    saved(tmp_path, 2022, _201=100_000, _208=50_000)
    saved(tmp_path, 2022, "final_accounts", _201=90_000, _208=50_000)
    saved(tmp_path, 2023, unit="乙局", _201=1)
    return saved(tmp_path, 2023, _201=120_000, _210=30_000)


def test_documents_of_the_same_unit_are_found_beside_the_dataset(budget):
    found = [(data.document["fiscal_year"], data.document["kind"]) for data in related(budget).every]
    assert found == [(2022, "budget"), (2022, "final_accounts"), (2023, "budget")]


def test_a_document_of_another_unit_is_named_and_not_used(budget, tmp_path):
    documents = related(budget, [tmp_path / "乙局-2023-budget-unit"])
    assert [data.document["unit_key"] for data in documents.strangers] == ["乙局"]
    assert len(documents.others) == 2
    assert "没有用" in sentences.overview(function_changes(documents).head(0), documents)


def test_a_budget_is_compared_with_last_years_budget_and_not_with_its_execution(budget):
    documents = related(budget)
    assert previous(documents).document["kind"] == "budget"
    assert set(function_changes(documents)["base_kind"]) == {"prior_budget"}


def test_with_last_years_final_accounts_alone_the_base_is_execution(tmp_path):
    saved(tmp_path, 2022, "final_accounts", _201=90_000)
    own = saved(tmp_path, 2023, _201=120_000)
    assert set(function_changes(related(own))["base_kind"]) == {"prior_executed"}


def test_lines_are_compared_by_code_and_those_of_one_side_say_so(budget):
    found = function_changes(related(budget)).set_index("key")
    assert found["change_yuan"].to_dict() == {"201": 20_000.0, "210": 30_000.0, "208": -50_000.0, "total": 0.0}
    assert found["listed"].to_dict() == {"201": "both", "210": "new", "208": "gone", "total": "both"}
    assert found.loc["210", ["base_yuan", "base_cells"]].tolist() == [0.0, ""]


def test_cells_name_their_document_so_that_both_open(budget):
    [cells] = function_changes(related(budget)).set_index("key").loc[["201"], "change_cells"]
    assert cells == "甲局-2023-budget-unit#expenditure_summary:1:3~甲局-2022-budget-unit#expenditure_summary:1:3"
    places = Library(budget).places(cells.split("~"))
    assert [place.printed for place in places.values()] == ["12.00", "10.00"]


def test_documents_that_are_years_apart_are_refused(budget, tmp_path):
    with pytest.raises(UsageError, match="相邻两年"):
        between(saved(tmp_path, 2020, _201=1), budget)


def test_budget_and_final_accounts_of_one_year_are_compared(budget):
    documents = related(budget)
    assert [data.document["kind"] for data in execution(documents)] == ["budget", "final_accounts"]
    found = execution_changes(documents)
    assert set(found["base_kind"]) == {"budget"}
    assert "完成 **[93.3%]" in sentences.executed(found)


def test_years_keep_budgets_and_final_accounts_apart(budget):
    found = by_year(related(budget).every)
    wholes = found[found["key"] == "total_expenditure"]
    assert list(zip(wholes["year"], wholes["kind"], wholes["amount_yuan"], strict=True)) == [
        (2022, "budget", 150_000.0),
        (2022, "final_accounts", 140_000.0),
        (2023, "budget", 150_000.0),
    ]
    figure = year_bars(found)
    assert [label.get_text() for label in figure.axes[0].get_yticklabels()] == ["2022 预算", "2022 决算", "2023 预算"]
    png(figure)
    assert len(tables.years_table(found).text.splitlines()) == 4


def test_basic_and_project_expenditure_of_two_documents_contribute_where_the_narrative_is_silent(tmp_path):
    def with_kinds(year, basic, project):
        document = replace(DOCUMENT, document_id=f"甲局-{year}-budget-unit", fiscal_year=year)
        columns = {"total": basic + project, "total.basic": basic, "total.project": project}
        cells = [
            replace(line(document, 0, None, "合计", yuan), measure=measure, header=measure, col=col)
            for col, (measure, yuan) in enumerate(columns.items(), start=3)
        ]
        return load(write_dataset(document, [replace(TABLE, document_id=document.document_id), *cells], tmp_path))

    with_kinds(2022, 60, 40)
    documents = related(with_kinds(2023, 66, 39))
    found = kind_contributions(documents, stated_changes(documents.own.statements))
    assert dict(zip(found["key"], found["points"], strict=True)) == {"total.basic": 6.0, "total.project": -1.0}


def test_a_single_year_is_no_series(tmp_path):
    documents = related(saved(tmp_path, 2023, _201=1))
    found = by_year(documents.every)
    assert sentences.years(found, documents) == "手头只有一个年度的文件。"
    assert (year_bars(found), tables.years_table(found)) == (None, None)


def test_marks_of_a_failed_check_reach_the_cells_of_other_documents(tmp_path):
    failing = replace(CHECK, status="fail", left_where="expenditure_summary:1:3", right_where=None)
    other = saved(tmp_path, 2022, _201=1, checks=[failing])
    marks = marks_of(saved(tmp_path, 2023, _201=1), [other])
    assert marks.of("甲局-2022-budget-unit#expenditure_summary:1:3", "zh") == "⚠ 核对不符"
    assert marks.of("expenditure_summary:1:3", "zh") == ""
