"""The ledger of the source document against literals: sums worked out by hand from the published text."""

import csv
from collections import Counter
from pathlib import Path

import pandas as pd
import pytest

import qzbudget as qz
from qzbudget.check.rules import rules

EXPECTED = Path(__file__).parent / "expected" / "qingdao-2023"


def literals(name):
    with (EXPECTED / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def budget(qingdao_folder):
    return qz.load(qingdao_folder)


@pytest.fixture(scope="module")
def ledger(budget):
    return {row.check_id: row for row in budget.checks.itertuples()}


@pytest.mark.parametrize("expected", literals("checks"), ids=lambda row: row["check_id"])
def test_a_check_ends_as_the_published_numbers_say(ledger, expected):
    row = ledger[expected["check_id"]]
    assert row.status == expected["status"]
    for name in ("left_yuan", "right_yuan", "difference_yuan"):
        value = getattr(row, name)
        assert (None if pd.isna(value) else value) == (float(expected[name]) if expected[name] else None)


@pytest.mark.parametrize("expected", literals("ledger"), ids=lambda row: row["rule"])
def test_how_many_checks_of_a_rule_end_how(budget, expected):
    statuses = Counter(budget.checks.loc[budget.checks["rule"] == expected["rule"], "status"])
    counted = [statuses.pop(status, 0) for status in ("pass", "rounding", "fail")]
    assert [*counted, sum(statuses.values())] == [int(expected[n]) for n in ("pass", "rounding", "fail", "other")]


def test_every_rule_has_a_row_and_only_the_heads_that_say_percent_fail(budget):
    assert set(budget.checks["rule"]) == set(rules())
    assert budget.checks["check_id"].is_unique
    failed = budget.checks.loc[budget.checks["status"] == "fail", "check_id"]
    assert set(failed) == {f"sheet_plan_unit:project-{number}" for number in (1, 2, 3)}
    assert Counter(budget.checks["status"])["rounding"] == 7


def test_a_loaded_dataset_gives_the_same_ledger(budget):
    again = qz.check(budget)
    both = zip(again["check_id"], again["status"], strict=True)
    assert list(both) == list(zip(budget.checks["check_id"], budget.checks["status"], strict=True))


def test_every_place_of_the_ledger_can_be_opened(budget):
    cells = set(
        budget.amounts["table_id"] + ":" + budget.amounts["row"].astype(str) + ":" + budget.amounts["col"].astype(str)
    )
    known = cells | set(budget.statements["statement_id"])
    for column in ("left_where", "right_where"):
        for where in budget.checks[column].dropna():
            for place in where.split("+"):
                assert place in known or place.split(":")[0] in set(budget.projects["project_id"])
