"""Duties, offices, units below and terms of real disclosures as a reader of the page sees them: all of nine documents.

``section_cases/corpus/<sha256>.csv`` was set down by hand from the published text: of a duty its number and its first words,
of an office, a unit or a term its number and its whole name.  The nine are one of each place, in random order, that has
such sections::

    random.Random(2023): sample(places, 9), then choice of each place's documents
"""

import hashlib
import re
from pathlib import Path

import pytest

from qzbudget import load, read
from tests.expected_rows import read_csv

CORPUS = Path(__file__).parents[2] / "shared" / "corpus"
CASES = sorted((Path(__file__).parent / "section_cases" / "corpus").glob("*.csv"))

pytestmark = pytest.mark.skipif(not CORPUS.exists(), reason=f"the corpus of real disclosures is not at {CORPUS}")


def plain(text):
    return re.sub(r"\s", "", text or "").replace("(", "（").replace(")", "）").replace(",", "，")


def found(budget):
    entries = budget.organisation.astype(object).where(budget.organisation.notna(), None)
    terms = budget.glossary.astype(object).where(budget.glossary.notna(), None)
    return [
        *((row.kind, plain(row.number), plain(row.name or row.description)) for row in entries.itertuples(index=False)),
        *(("term", plain(row.number), plain(row.term)) for row in terms.itertuples()),
    ]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem[:8])
def test_every_duty_office_unit_and_term_and_none_else(case, tmp_path):
    pdf = next(CORPUS / row["file"] for row in read_csv(CORPUS / "INDEX.csv") if row["sha256"] == case.stem)
    assert hashlib.sha256(pdf.read_bytes()).hexdigest() == case.stem
    expected = [(row["kind"], plain(row["number"]), plain(row["begins"])) for row in read_csv(case)]
    read_there = found(load(read(pdf, tmp_path)))
    begins = {"duty": len}
    shortened = [
        (kind, number, text[: begins[kind](wanted)] if kind in begins else text)
        for (kind, number, text), (_, _, wanted) in zip(read_there, expected, strict=False)
    ]
    assert shortened == expected
    assert len(read_there) == len(expected)
