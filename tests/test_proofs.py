"""Which rules of the ledger prove a figure of the narrative."""

from dataclasses import replace

import pytest

import qzbudget as qz
from qzbudget.check.proofs import with_proofs
from tests.small_dataset import CHECK, DUTY, STATEMENT


def proved_by(*checks, statement=STATEMENT):
    [record] = with_proofs([statement], checks)
    return record.proved_by


def sums(**facts):
    """Three parts that make a whole: s001 = s002 + s003."""
    facts = {"left_where": "s001", "right_where": "s002+s003"} | facts
    return replace(CHECK, rule="stated_three_public_parts", **facts)


def test_a_figure_that_its_table_prints_too_is_proved_by_that_rule():
    assert proved_by(CHECK) == "stated_codes"


def test_every_figure_of_a_sum_is_proved_by_it():
    parts = [replace(STATEMENT, statement_id=key) for key in ("s001", "s002", "s003", "s004")]
    assert [record.proved_by for record in with_proofs(parts, [sums()])] == ["stated_three_public_parts"] * 3 + [None]


def test_several_rules_are_named_in_the_order_of_the_ledger_and_each_once():
    assert proved_by(CHECK, sums(), CHECK) == "stated_codes stated_three_public_parts"


@pytest.mark.parametrize("status", ["fail", "insufficient_data", "not_applicable", "not_run"])
def test_a_rule_that_does_not_hold_proves_nothing(status):
    assert proved_by(replace(CHECK, status=status)) is None


def test_a_difference_within_the_printed_rounding_proves_as_equality_does():
    assert proved_by(replace(CHECK, status="rounding")) == "stated_codes"


@pytest.mark.parametrize("rule", ["operating_expenses_within", "year_stated", "stated_some"])
def test_a_rule_that_sets_nothing_equal_proves_nothing(rule):
    assert proved_by(replace(CHECK, rule=rule)) is None


def test_saying_the_same_twice_in_the_same_words_proves_nothing():
    assert proved_by(replace(CHECK, rule="stated_same", right_where="s009")) is None


def test_other_rows_stay_as_they_are_and_where_they_are():
    assert with_proofs([DUTY, STATEMENT], []) == [DUTY, STATEMENT]


# The published document: what no table prints and nothing adds up to
ALONE = {
    "s016", "s017",  # 收入预算、一般公共预算拨款收入 +36.27 without an amount beside it
    "s049", "s050", "s051", "s052",  # counts of equipment
    "s055",  # 财政拨款 8,609.21 of the three projects
}  # fmt: skip


def test_in_the_published_document_only_seven_figures_rest_on_their_words(qingdao_folder):
    figures = qz.load(qingdao_folder).statements.query("measure != 'none'")
    assert len(figures) == 55
    assert set(figures.loc[figures["proved_by"].isna(), "statement_id"]) == ALONE
