"""Duties, offices and terms of the source document against its published text: 20, 29 and 17, every character."""

import re
from pathlib import Path

import pytest

from qzbudget import load
from tests.expected_rows import read_csv

CASES = Path(__file__).parent / "section_cases" / "qingdao-2023"


def shown(frame, *columns):
    return [tuple("" if value is None else value for value in row) for row in frame[list(columns)].astype(object).where(
        frame[list(columns)].notna(), None
    ).to_numpy().tolist()]  # fmt: skip


def without_blanks(rows):
    """The published text breaks its lines; a gap on the page is no character."""
    return [tuple(re.sub(r"\s", "", value) for value in row) for row in rows]


def expected(name, *columns):
    return [tuple(row[column] for column in columns) for row in read_csv(CASES / f"{name}.csv")]


@pytest.fixture(scope="module")
def budget(qingdao_folder):
    return load(qingdao_folder)


def test_twenty_duties_word_for_word(budget):
    columns = ("kind", "number", "name", "description")
    duties = [row for row in expected("organisation", *columns) if row[0] == "duty"]
    written = shown(budget.organisation[budget.organisation["kind"] == "duty"], *columns)
    assert len(duties) == 20
    assert without_blanks(written) == duties


def test_twenty_nine_offices_word_for_word_five_of_them_printed_as_a_range(budget):
    columns = ("kind", "number", "name", "description")
    offices = [row for row in expected("organisation", *columns) if row[0] == "office"]
    written = shown(budget.organisation[budget.organisation["kind"] == "office"], *columns)
    assert [row[1] for row in offices] == [str(number) for number in range(1, 30)]
    assert [row[2] for row in offices[7:12]] == ["秘书一处", "秘书二处", "秘书三处", "秘书四处", "秘书五处"]
    assert without_blanks(written) == offices


def test_seventeen_terms_word_for_word(budget):
    columns = ("number", "term", "definition")
    terms = expected("glossary", *columns)
    assert len(terms) == 17
    assert without_blanks(shown(budget.glossary, *columns)) == terms


def test_each_stands_on_the_page_where_it_begins(budget):
    pages = budget.organisation.groupby("kind")["page"].agg(["min", "max"])
    assert pages.loc["duty"].tolist() == [1, 3]
    assert pages.loc["office"].tolist() == [3, 9]
    assert (budget.glossary["page"].min(), budget.glossary["page"].max()) == (40, 42)
