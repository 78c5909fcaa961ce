"""Performance sheets of real disclosures read as a reader of the page sees them: 33 pages of 20 documents, every indicator.

``performance_cases/corpus/<sha256>.csv`` was set down by hand from pictures of the pages; a page without indicators (an empty
form) has one row that names nothing.  The documents were chosen at random among those with performance sheets, one of each
place and four more, and two pages of each (of one of them three, of another its only one)::

    random.Random(2023): choice of each place's documents, then sample(places with several, 4) and choice of the rest

Nine pages of eight more, ``random.Random(2030)`` and, since one page of them has no indicators, ``random.Random(2031)``, were
set down before the program was run on them.
"""

import hashlib
from collections import Counter
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from benchmarks.narrative import SHEETS, file_of, indicators, indicators_read
from qzbudget import load, read

CORPUS = Path(__file__).parents[2] / "shared" / "corpus"
CASES = sorted(SHEETS.glob("*.csv"))

pytestmark = pytest.mark.skipif(not CORPUS.exists(), reason=f"the corpus of real disclosures is not at {CORPUS}")


@pytest.fixture(scope="module")
def dataset_of(tmp_path_factory):
    """The dataset of a document, by its content; each document is read once."""
    out = tmp_path_factory.mktemp("performance-corpus")

    @cache
    def dataset(sha256):
        pdf = file_of(CORPUS, sha256)
        assert hashlib.sha256(pdf.read_bytes()).hexdigest() == sha256
        return read(pdf, out)

    return dataset


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem[:8])
def test_every_indicator_of_the_pages_and_none_else(case, dataset_of):
    found = {page: indicators_read(dataset_of(case.stem), page) for page in indicators(case)}
    differences = {
        page: {"missing": by_hand - found[page], "wrong": found[page] - by_hand} for page, by_hand in indicators(case).items()
    }
    assert differences == {page: {"missing": Counter(), "wrong": Counter()} for page in differences}


APART = {
    ("1c37dcb5", 93): Decimal("700000.00"),  # printed so: 337770.89 万元, of which 财政拨款 337700.89
    ("20df02bc", 35): Decimal("-516000.00"),  # printed so: 当年财政拨款 is larger than 年度资金申请总额
    ("35b6ffa7", 30): Decimal("7500000.00"),  # 上年结转 750.00 万元 stands apart from 财政拨款 and 其他资金
    ("35b6ffa7", 31): Decimal("900000.00"),  # 上年结转 90.00 万元
}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem[:8])
def test_the_money_of_a_project_is_made_of_fiscal_and_other_money(case, dataset_of):
    projects = load(dataset_of(case.stem), exact=True).projects
    with_parts = projects[projects["budget_yuan"].notna() & projects["fiscal_yuan"].notna()]
    off = {
        (case.stem[:8], row.page_first): row.budget_yuan - row.fiscal_yuan - (row.other_yuan or 0)
        for row in with_parts.itertuples()
        if row.budget_yuan != row.fiscal_yuan + (row.other_yuan or 0)
    }
    assert off == {place: yuan for place, yuan in APART.items() if place[0] == case.stem[:8]}
