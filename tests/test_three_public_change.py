"""Change of the “three public” expenses: from the table where it prints last year, else from the narrative."""

from types import SimpleNamespace

import pandas as pd
import pytest

from qzbudget.change import three_public_changes
from tests.small_dataset import lines

NAMES = [
    "statement_id",
    "section",
    "subject",
    "concept",
    "measure",
    "amount_yuan",
    "change_yuan",
    "change_pct",
    "base_kind",
]
PARTS = {
    "": None,
    ".overseas": "three_public.overseas",
    ".vehicles": "three_public.vehicles",
    ".reception": "three_public.reception",
}


def budget(amounts=None, *statements):
    said = pd.DataFrame(statements, columns=[*NAMES, "prior_year_yuan", "reason"]).assign(page=29, text="")
    empty = lines().assign(fiscal_year=None, phase=None, header="")
    return SimpleNamespace(
        amounts=empty if amounts is None else amounts,
        statements=said,
        document={"fiscal_year": 2023, "unit_name": "甲局"},
    )


def row_of(yuan, row=0, unit="甲局", row_type="detail", year=2023, phase="approved", start=0, fund=""):
    """The amounts of one row of a table with the expenses in columns."""
    cells = [
        lines(
            (row, None, None, unit, row_type, amount),
            role="three_public_expenses",
            measure=f"total{step}{fund}",
            col=start + n,
        ).assign(concept=PARTS[step], header="", unit_name=unit, fiscal_year=year, phase=phase)
        for n, (step, amount) in enumerate(zip(PARTS, yuan, strict=True))
    ]
    return pd.concat(cells, ignore_index=True)


def stated(concept, amount, change, base="prior_unspecified", reason=None):
    return ("s" + concept[-4:], "一", concept, concept, "budget", amount, change, None, base, amount - change, reason)


def test_columns_of_both_years_with_the_reasons_of_the_narrative():
    table = pd.concat([row_of([17, 0, 15, 2]), row_of([22, 0, 20, 2], year=2022, start=4)], ignore_index=True)
    found = three_public_changes(budget(table, stated("three_public.vehicles", 15, -5, reason="压减")))
    assert found["key"].tolist() == [
        "three_public",
        "three_public.overseas",
        "three_public.vehicles",
        "three_public.reception",
    ]
    assert found["change_yuan"].tolist() == [-5, 0, -5, 0]
    assert found["reason"].tolist() == ["", "", "压减", ""]
    assert set(found["base_kind"]) == {"prior_budget"}


def test_rows_of_both_years_and_funds_are_added_up():
    years = [
        row_of(yuan, row=row, year=year, phase=phase, start=start, fund=fund)
        for row, year, phase in ((0, 2022, "prior_year"), (1, 2023, "approved"))
        for start, fund, yuan in ((0, "@fund.general_budget", [9, 1, 3, 5]), (4, "@fund.government_fund", [1, 0, 1, 0]))
    ]
    found = three_public_changes(budget(pd.concat(years, ignore_index=True))).set_index("key")
    assert found.loc["three_public", ["amount_yuan", "base_yuan"]].tolist() == [10, 10]
    assert found.loc["three_public.vehicles", "amount_cells"] == "three_public_expenses:1:2+three_public_expenses:1:6"


def test_of_several_units_without_a_total_that_of_the_document_counts():
    units = [row_of([n, 0, n, 0], row=n, unit=unit, year=year, start=start)
             for year, start in ((2022, 4), (2023, 0)) for n, unit in ((1, "乙站"), (2, "甲局"))]  # fmt: skip
    found = three_public_changes(budget(pd.concat(units, ignore_index=True)))
    assert found["amount_yuan"].tolist() == [2, 0, 2, 0]


def test_units_none_of_which_is_the_document_do_not_stand_for_it():
    units = [row_of([n, 0, n, 0], row=n, unit=unit, year=year, start=start)
             for year, start in ((2022, 4), (2023, 0)) for n, unit in ((1, "乙站"), (2, "丙站"))]  # fmt: skip
    assert three_public_changes(budget(pd.concat(units, ignore_index=True))).empty


def test_the_narrative_tells_where_the_table_prints_one_year():
    found = three_public_changes(
        budget(row_of([17, 0, 15, 2]), stated("three_public", 17, -5), stated("three_public.reception", 2, 0))
    )
    assert found["base_yuan"].tolist() == [22, 2]


@pytest.mark.parametrize("few", ["prior_budget", "prior_executed"])
def test_parts_of_another_base_are_left_out(few):
    found = three_public_changes(
        budget(
            None,
            stated("three_public", 17, -5),
            stated("three_public.reception", 2, 0),
            stated("three_public.overseas", 1, 1, few),
        )
    )
    assert found["key"].tolist() == ["three_public", "three_public.reception"]
