"""Which stated changes other figures confirm."""

import pandas as pd
import pytest

from qzbudget.change import confirmed
from qzbudget.cited.numbers import without_cells


def statements(*rows, **facts):
    """Stated changes: subject and the rules that confirm it."""
    frame = pd.DataFrame(rows, columns=["subject", "proved_by"])
    frame = frame.assign(statement_id=[f"s{i}" for i in range(len(rows))], change_yuan=-5e4, change_pct=None)
    return frame.assign(**{"base_kind": "prior_budget"} | facts)


def test_changes_that_nothing_confirms_are_named_and_open_their_place():
    told = confirmed(statements(("公务接待费", "stated_change_pct"), ("收入预算", None)))
    assert without_cells(told) == "这 2 个增减里，1 个由表格、百分比或加总印证；只凭文字读出的是收入预算。"
    assert "(#s1)" in told


def test_where_all_are_confirmed_none_is_named():
    assert confirmed(statements(("公务接待费", "stated_change_pct"))) == "这 1 个增减都由表格、百分比或加总印证。"


def test_of_many_the_first_eight_are_named_and_all_are_counted():
    told = confirmed(statements(*[(f"项目{i}", None) for i in range(10)]), "en")
    assert "10 are read from their words alone, such as 项目0" in without_cells(told)
    assert ("项目7" in told, "项目8" in told) == (True, False)


@pytest.mark.parametrize("facts", [{"base_kind": None}, {"change_yuan": None}], ids=["no base", "no change"])
def test_what_is_no_change_against_something_is_not_counted(facts):
    assert confirmed(statements(("公务接待费", None), **facts)) is None


def test_names_from_the_document_are_no_markup():
    assert "\\*甲\\*" in confirmed(statements(("*甲*", None)))
