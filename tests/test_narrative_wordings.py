"""Sentences as budgets and final accounts of many places word them, and everything that each states.

``narrative_cases/wordings.csv`` has a row per figure: the sentence on its first (``¶`` parts a heading from its text), then
the term or, where there is none, the subject, and what is said of it.  A sentence without a figure states nothing that could
be read with certainty.  The year of a budget is 2024, that of final accounts 2023; ``change`` is in the printed unit.
"""

from pathlib import Path

import pytest

from benchmarks.narrative import literal, published, published_score, said
from qzbudget.know.document import DocumentFacts
from qzbudget.narrative import paragraph_statements
from tests.expected_rows import read_csv
from tests.plain_paragraphs import paragraphs

FACTS = {
    "budget": DocumentFacts("甲市财政局", "甲市财政局", None, "甲市", 2024, "budget", "department"),
    "final_accounts": DocumentFacts("甲市财政局", "甲市财政局", None, "甲市", 2023, "final_accounts", "department"),
}


def sentences():
    """Each sentence with its kind of document and its rows."""
    found = []
    for row in read_csv(Path(__file__).parent / "narrative_cases" / "wordings.csv"):
        if row["sentence"]:
            found.append((row["kind"], row["sentence"], []))
        if row["what"]:
            found[-1][2].append(row)
    return found


@pytest.mark.parametrize(("kind", "sentence", "rows"), sentences(), ids=[s for _, s, _ in sentences()])
def test_a_sentence_states_what_it_says_and_nothing_else(kind, sentence, rows):
    statements, _ = paragraph_statements("d", FACTS[kind], paragraphs(*sentence.split("¶")))
    assert [said(s) for s in statements] == [literal(row) for row in rows]


def test_the_sentences_are_of_many_places():
    assert len(sentences()) > 90
    assert len({row["place"] for row in read_csv(Path(__file__).parent / "narrative_cases" / "wordings.csv")}) > 10


# Sentences that places beyond the corpus have published


def test_at_least_ninety_five_in_a_hundred_figures_of_published_sentences_are_read_right():
    score = published_score()
    assert score.by_hand > 1000
    assert score.found / score.by_hand >= 0.95, [(row["what"], row["printed"]) for row in score.missed]


def test_at_most_one_in_a_hundred_figures_read_of_published_sentences_is_wrong():
    score = published_score()
    assert len(score.wrong) / (score.sure + len(score.wrong)) <= 0.01, [s.text for s in score.wrong]


def test_the_published_sentences_are_of_many_places():
    assert len({sentence["source"] for sentence, _ in published()}) > 100
