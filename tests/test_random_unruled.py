"""Random budgets without vertical rules: what is proved is right, and what is missing is told."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings

from qzbudget.build import Reading, read_document
from qzbudget.errors import SourceError
from tests.random_budgets import RandomDocument, documents
from tests.random_money import UNIT, YEAR
from tests.test_random_budgets import pages_of
from tests.unruled_documents import level_rules, no_rules, three_lines
from typeset.draw import Shown, draw
from typeset.layout import Document
from typeset.simple import simple_document


def read_back(random: RandomDocument, shown: Shown) -> tuple[Document, Reading | None]:
    """Typeset a random budget without rules and read it; None where it is refused, with the page in the message."""
    title = f"{UNIT}{YEAR}年部门预算"
    document = simple_document(title, [t.disclosure for t in random.tables], before=[title], size=random.size)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a.pdf"
        path.write_bytes(draw(document, rules=random.rules, rotate=random.rotate, shown=shown))
        with suppress(SourceError):
            return document, read_document(path)
        with pytest.raises(SourceError, match="页有像表的内容"):
            read_document(path)
        return document, None


def differences(random: RandomDocument, document: Document, reading: Reading) -> Iterator[str]:
    """Say what is proved and wrong, and which tables are neither read nor told.

    A line without amounts that stands alone at the top of a page may be lost: nothing there says that it is of a table.
    """
    wanted = {}
    told = set(reading.document.unread_table_pages or ())
    starts = {table.table.page_first for table in reading.tables}
    for number, table in enumerate(random.tables, 1):
        pages = pages_of(document, str(number))
        wanted[pages[0], table.disclosure.title] = table
        if not {*pages} & (told | starts):
            yield f"table {number} on pages {pages} is neither read nor told"
    for read in reading.tables:
        table = wanted.get((read.table.page_first, read.table.title_printed))
        if not read.table.proved:
            continue
        if table is None:
            yield f"{read.table.title_printed}: no such table begins on page {read.table.page_first}"
            continue
        amounts = {(a.row, a.col): a for a in read.amounts}
        missing = {spot for spot in table.expected.keys() - amounts.keys() if table.expected[spot].amount_printed}
        if missing or amounts.keys() - table.expected.keys():
            yield f"{read.table.title_printed}: cells {sorted(amounts.keys() ^ table.expected.keys())[:9]}"
        for spot in amounts.keys() & table.expected.keys():
            for name, value in asdict(table.expected[spot]).items():
                if getattr(amounts[spot], name) != value:
                    yield f"{read.table.title_printed} {spot} {name}: {getattr(amounts[spot], name)}, drawn {value}"


@pytest.mark.parametrize("shown", [no_rules(), level_rules, three_lines(2)], ids=["none", "level", "three"])
@settings(
    max_examples=6, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck), print_blob=False
)
@given(random=documents())
def test_random_budgets_without_rules_are_right_or_not_proved(shown, random: RandomDocument):
    document, reading = read_back(random, shown)
    if reading is not None:
        assert list(differences(random, document, reading)) == []
