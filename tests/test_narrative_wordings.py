"""Sentences as budgets and final accounts of many places word them, and everything that each states.

``narrative_cases/wordings.csv`` has a row per figure: the sentence on its first (``¶`` parts a heading from its text), then
the term or, where there is none, the subject, and what is said of it.  A sentence without a figure states nothing that could
be read with certainty.  The year of a budget is 2024, that of final accounts 2023; ``change`` is in the printed unit.
"""

from decimal import Decimal
from pathlib import Path

import pytest

from qzbudget.know.document import DocumentFacts
from qzbudget.narrative import paragraph_statements
from tests.expected_rows import read_csv
from tests.plain_paragraphs import paragraphs

FACTS = {
    "budget": DocumentFacts("甲市财政局", "甲市财政局", None, "甲市", 2024, "budget", "department"),
    "final_accounts": DocumentFacts("甲市财政局", "甲市财政局", None, "甲市", 2023, "final_accounts", "department"),
}
YUAN = {"元": 1, "万元": 10_000, "亿元": 100_000_000}
NUMBERS = ("change_pct", "share_pct", "completion_pct")


def sentences():
    """Each sentence with its kind of document and its rows."""
    found = []
    for row in read_csv(Path(__file__).parent / "narrative_cases" / "wordings.csv"):
        if row["sentence"]:
            found.append((row["kind"], row["sentence"], []))
        if row["what"]:
            found[-1][2].append(row)
    return found


def number(text):
    return Decimal(text.replace(",", "")) if text else None


def expected(row):
    change = number(row["change"])
    return (
        row["what"],
        row["measure"],
        row["printed"] or None,
        row["unit"],
        None if change is None else change * YUAN[row["unit"]],
        *(number(row[name]) for name in NUMBERS),
        row["base_kind"] or None,
    )


def stated(statement):
    return (
        statement.concept or statement.subject,
        statement.measure,
        statement.amount_printed,
        statement.count_unit or statement.money_unit or ("" if statement.measure in ("count", "none") else "%"),
        statement.change_yuan,
        *(getattr(statement, name) for name in NUMBERS),
        statement.base_kind,
    )


@pytest.mark.parametrize(("kind", "sentence", "rows"), sentences(), ids=[s for _, s, _ in sentences()])
def test_a_sentence_states_what_it_says_and_nothing_else(kind, sentence, rows):
    statements, _ = paragraph_statements("d", FACTS[kind], paragraphs(*sentence.split("¶")))
    assert [stated(s) for s in statements] == [expected(row) for row in rows]


def test_the_sentences_are_of_many_places():
    assert len(sentences()) > 90
    assert len({row["place"] for row in read_csv(Path(__file__).parent / "narrative_cases" / "wordings.csv")}) > 10
