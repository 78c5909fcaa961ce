"""Header words compose into the measure of a column."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qzbudget.know.measures import Step, measure

VALUE = Step("value", None, None, None)
BASIC, PROJECT = Step("part", "basic", None, None), Step("part", "project", None, None)
PERSONNEL = Step("part", "personnel", None, "basic")
FISCAL = Step("part", "fiscal_appropriation", "source", None)
GENERAL = Step("part", "general_budget", "fund", None)
VEHICLES = Step("part", "vehicles", None, None)
PURCHASE = Step("part", "purchase", None, "vehicles")
CHANGE = Step("change", "change", None, None)
CHANGE_PCT = Step("change", "change_pct", None, None)
EXCLUDING = Step("root", "excluding_capital_construction", None, None)
CARRIED = Step("root", "carried_forward", None, None)


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        ([VALUE], "total"),
        ([BASIC], "total.basic"),
        ([BASIC, VALUE], "total.basic"),
        ([VALUE, BASIC], "total.basic"),
        ([BASIC, PERSONNEL], "total.basic.personnel"),
        ([PERSONNEL], "total.basic.personnel"),
        ([GENERAL], "total@fund.general_budget"),
        ([GENERAL, BASIC], "total@fund.general_budget.basic"),
        ([FISCAL, GENERAL], "total@source.fiscal_appropriation.general_budget"),
        ([VEHICLES, PURCHASE], "total.vehicles.purchase"),
        ([PURCHASE], "total.vehicles.purchase"),
        ([CHANGE_PCT], "change_pct"),
        ([BASIC, CHANGE_PCT], "change_pct.basic"),
        ([CHANGE, CHANGE_PCT], "change_pct"),
        ([EXCLUDING, CHANGE], "excluding_capital_construction_change"),
        ([CARRIED], "carried_forward"),
        ([BASIC, CARRIED], "carried_forward"),
        ([BASIC, BASIC], "total.basic"),
    ],
)
def test_words_from_top_to_bottom_compose_a_measure(steps, expected):
    assert measure(steps, None, "expenditure") == expected


@pytest.mark.parametrize(
    ("steps", "expected"),
    [([VALUE], "total.basic"), ([PERSONNEL], "total.basic.personnel"), ([BASIC], "total.basic")],
)
def test_a_table_of_basic_expenditure_breaks_down_basic_expenditure(steps, expected):
    assert measure(steps, "basic", "expenditure") == expected


def test_on_the_revenue_side_the_sources_are_the_one_split():
    assert measure([FISCAL, GENERAL], None, "revenue") == "total.fiscal_appropriation.general_budget"


def test_a_column_whose_own_word_is_unknown_has_no_measure():
    assert measure([BASIC, None], None, "expenditure") is None
    assert measure([], None, "expenditure") is None


def test_an_unknown_word_above_a_known_one_is_passed_over():
    assert measure([None, BASIC], None, "expenditure") == "total.basic"


steps = st.lists(st.sampled_from([VALUE, BASIC, PERSONNEL, PROJECT, FISCAL, GENERAL, VEHICLES, PURCHASE]), min_size=1)


@given(steps, st.sampled_from([None, "basic"]), st.sampled_from(["revenue", "expenditure", None]))
def test_no_part_is_named_twice(words, base, direction):
    parts = measure(words, base, direction).replace("@", ".").split(".")
    assert parts[0] == "total"
    names = [part for part in parts if part not in ("source", "fund")]
    assert len(names) == len(set(names))


@given(steps, st.sampled_from(["revenue", "expenditure", None]))
def test_on_the_revenue_side_no_split_is_named(words, direction):
    assert direction != "revenue" or "@" not in measure(words, None, direction)
