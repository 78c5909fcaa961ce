"""Printed layouts of places and years that no document at hand shows, drawn as text and read as a reader would."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from qzbudget.amounts import YUAN_IN
from qzbudget.dataset.records import CheckRecord
from tests.drawn_tables import description, drawing, misread_amounts, reading_of

CASES = Path(__file__).parent / "layout_cases"
READ = sorted(path.stem for path in CASES.glob("*.txt"))


def case(name):
    return drawing((CASES / f"{name}.txt").read_text(encoding="utf-8"))


@cache
def read(name):
    with TemporaryDirectory() as folder:
        return reading_of(case(name), Path(folder))


@pytest.mark.parametrize("name", READ)
def test_a_layout_is_read_as_it_is_drawn(name):
    assert description(read(name)) == list(case(name).expected)


@pytest.mark.parametrize("name", READ)
def test_every_amount_stands_where_it_is_drawn(name):
    assert misread_amounts(case(name), read(name)) == []


@pytest.mark.parametrize("name", READ)
def test_a_document_without_contradictions_fails_no_check(name):
    beside = read(name).beside
    assert [r.message for r in beside if isinstance(r, CheckRecord) and r.status == "fail"] == []


def test_counts_and_other_units_are_no_yuan():
    counts = read("final_accounts_yunnan").tables[-1].amounts
    assert {a.amount_printed: a.amount_yuan for a in counts if a.line_no in ("15", "16", "18") and a.col == 3} == {
        "4": None, "21": None, "163": None,
    }  # fmt: skip
    units = read("money_units")
    assert {a.amount_yuan for t in units.tables[:2] for a in t.amounts} == {None}
    told = {a.amount_printed: a.amount_yuan for a in units.tables[2].amounts if a.amount_printed}
    assert told == {"1,234.56": Decimal("1234.56") * YUAN_IN["万元"], "12,345.6": None}
