"""The words of performance sheets: every row of knowledge covers its own example."""

import csv
from pathlib import Path

import pytest

import qzbudget
from qzbudget.performance.words import performance_words

KNOWLEDGE = Path(qzbudget.__file__).parent / "knowledge"
WORDS = performance_words()


def rows(name):
    return list(csv.DictReader((KNOWLEDGE / f"performance_{name}.csv").read_text(encoding="utf-8").splitlines()))


@pytest.mark.parametrize("row", rows("labels"), ids=lambda row: row["example"])
def test_a_label_is_of_its_kind(row):
    assert WORDS.label(row["example"]) == row["kind"]


@pytest.mark.parametrize("row", rows("headers"), ids=lambda row: row["example"])
def test_a_header_is_of_its_kind(row):
    assert WORDS.header(tuple(row["example"].split(" / "))) == row["kind"]


@pytest.mark.parametrize("row", rows("sheet_kinds"), ids=lambda row: row["example"])
def test_a_title_is_of_its_kind(row):
    assert WORDS.sheet_kind(row["example"]) == row["kind"]


@pytest.mark.parametrize("name", ["labels", "headers", "sheet_kinds", "levels", "comparators", "natures"])
def test_every_row_names_its_evidence(name):
    assert all(row["evidence"] for row in rows(name))


@pytest.mark.parametrize("text", ["信息化运行维护", "国家信访局本级", "2,134.87", "≤5%", "保障系统稳定。"])
def test_values_are_no_labels(text):
    assert WORDS.label(text) is None
