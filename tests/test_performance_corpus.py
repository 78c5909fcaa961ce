"""Performance sheets of real disclosures read as a reader of the page sees them: 24 pages of 12 documents, every indicator.

``performance_cases/corpus/<sha256>.csv`` was set down by hand from pictures of the pages; a page without indicators (an empty
form) has one row that names nothing.  The documents were chosen at random among those with performance sheets, one of each
place and four more, and two pages of each (of one of them three, of another its only one)::

    random.Random(2023): choice of each place's documents, then sample(places with several, 4) and choice of the rest
"""

import hashlib
import re
from collections import Counter
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from qzbudget import load, read
from tests.expected_rows import read_csv

CORPUS = Path(__file__).parents[2] / "shared" / "corpus"
CASES = sorted((Path(__file__).parent / "performance_cases" / "corpus").glob("*.csv"))

pytestmark = pytest.mark.skipif(not CORPUS.exists(), reason=f"the corpus of real disclosures is not at {CORPUS}")


def printed(text):
    """Text without blanks: nobody sees whether a gap on the page is one."""
    return re.sub(r"\s", "", text or "").replace("(", "（").replace(")", "）").replace("＝", "=")


def number(text):
    return Decimal(text) if text else None


def expected(case):
    """The indicators by page; a page without any has none."""
    return {
        page: Counter(
            (
                *(printed(row[name]) for name in ("project_name", "level1", "level2", "level3", "target")),
                row["comparator"],
                number(row["value"]),
                printed(row["unit"]),
                number(row["weight"]),
            )
            for row in read_csv(case)
            if row["page"] == page and row["target"]
        )
        for page in {row["page"] for row in read_csv(case)}
    }


def found(budget, page):
    targets = budget.targets.merge(budget.projects[["project_id", "project_name"]], on="project_id")
    targets = targets[targets["page"] == int(page)].astype(object)
    targets = targets.where(targets.notna(), None)
    return Counter(
        (
            *(printed(getattr(row, name)) for name in ("project_name", "level1", "level2", "level3", "target_printed")),
            row.comparator or "",
            row.target_value,
            printed(row.target_unit),
            row.weight,
        )
        for row in targets.itertuples()
    )


@pytest.fixture(scope="module")
def dataset_of(tmp_path_factory):
    """The dataset of a document, by its content; each document is read once."""
    out = tmp_path_factory.mktemp("performance-corpus")

    @cache
    def dataset(sha256):
        pdf = next(CORPUS / row["file"] for row in read_csv(CORPUS / "INDEX.csv") if row["sha256"] == sha256)
        assert hashlib.sha256(pdf.read_bytes()).hexdigest() == sha256
        return load(read(pdf, out), exact=True)

    return dataset


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem[:8])
def test_every_indicator_of_the_pages_and_none_else(case, dataset_of):
    budget = dataset_of(case.stem)
    differences = {
        page: {"missing": indicators - found(budget, page), "wrong": found(budget, page) - indicators}
        for page, indicators in expected(case).items()
    }
    assert differences == {page: {"missing": Counter(), "wrong": Counter()} for page in differences}


APART = {
    ("20df02bc", 35): Decimal("-516000.00"),  # printed so: 当年财政拨款 is larger than 年度资金申请总额
    ("35b6ffa7", 30): Decimal("7500000.00"),  # 上年结转 750.00 万元 stands apart from 财政拨款 and 其他资金
    ("35b6ffa7", 31): Decimal("900000.00"),  # 上年结转 90.00 万元
}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem[:8])
def test_the_money_of_a_project_is_made_of_fiscal_and_other_money(case, dataset_of):
    projects = dataset_of(case.stem).projects
    with_parts = projects[projects["budget_yuan"].notna() & projects["fiscal_yuan"].notna()]
    off = {
        (case.stem[:8], row.page_first): row.budget_yuan - row.fiscal_yuan - (row.other_yuan or 0)
        for row in with_parts.itertuples()
        if row.budget_yuan != row.fiscal_yuan + (row.other_yuan or 0)
    }
    assert off == {place: yuan for place, yuan in APART.items() if place[0] == case.stem[:8]}
