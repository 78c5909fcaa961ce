"""Random valid budgets in random layouts read back exactly."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings

from qzbudget.build import read_document
from tests.random_budgets import RandomDocument, documents
from tests.random_money import UNIT, YEAR
from typeset.draw import draw
from typeset.layout import Document, TablePart
from typeset.place import place
from typeset.simple import simple_document


def read_back(random: RandomDocument):
    title = f"{UNIT}{YEAR}年部门预算"
    document = simple_document(title, [t.disclosure for t in random.tables], before=[title], size=random.size)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "a.pdf"
        path.write_bytes(draw(document, rules=random.rules, rotate=random.rotate))
        return document, read_document(path)


def pages_of(document: Document, key: str) -> list[int]:
    """The page of each body row of a table."""
    return [
        number
        for number, page in enumerate(document.pages, 1)
        for block in page.blocks
        if isinstance(block, TablePart) and block.key == key
        for _ in range(block.first, block.stop)
    ]


def box_of(document: Document, key: str, row: int, col: int):
    """The box of the cell of a body row and column, on the page as displayed."""
    placed = place(document)
    for number, page in enumerate(document.pages):
        for block in page.blocks:
            if isinstance(block, TablePart) and block.key == key and block.first <= row < block.stop:
                table = next(t for t in placed[number].tables if t.key == key)
                header = len(table.ys) - 1 - (block.stop - block.first)
                at = row - block.first + header
                return (table.xs[col], table.ys[at], table.xs[col + 1], table.ys[at + 1])
    raise LookupError((key, row, col))


def differences(random: RandomDocument) -> list[str]:
    """What was read otherwise than it was typeset, in words; empty where all of it reads back."""
    document, reading = read_back(random)
    facts = reading.document
    found = list(_unequal("document", (UNIT, YEAR, "budget", "department"), facts.unit_name, facts.fiscal_year, facts.kind, facts.level))
    roles = [t.table.role for t in reading.tables]
    if roles != [t.role for t in random.tables]:
        return [*found, f"roles: {roles}, expected {[t.role for t in random.tables]}"]
    for number, (table, wanted) in enumerate(zip(reading.tables, random.tables, strict=True), 1):
        pages = pages_of(document, str(number))
        record = table.table
        where = f"table {number}"
        found += _unequal(f"{where} proved", (True, None), record.proved, record.faults)
        found += _unequal(f"{where} title", (wanted.disclosure.title,), record.title_printed)
        found += _unequal(f"{where} unit", (wanted.money_unit, UNIT), record.money_unit, record.unit_name)
        found += _unequal(f"{where} pages, rows", (pages[0], pages[-1], len(pages)), record.page_first, record.page_last, record.rows)
        amounts = {(a.row, a.col): a for a in table.amounts}
        if len(amounts) != len(table.amounts) or amounts.keys() != wanted.expected.keys():
            found.append(f"{where}: missing {sorted(wanted.expected.keys() - amounts.keys())[:9]}, "
                         f"extra {sorted(amounts.keys() - wanted.expected.keys())[:9]}")
        for spot in amounts.keys() & wanted.expected.keys():
            amount = amounts[spot]
            fields = asdict(wanted.expected[spot]) | {"page": pages[spot[0]], "money_unit": wanted.money_unit}
            for name, value in fields.items():
                found += _unequal(f"{where} {spot} {name}", (value,), getattr(amount, name))
            box = box_of(document, str(number), *spot)
            read = (amount.x0, amount.top, amount.x1, amount.bottom)
            if not all(abs(float(edge) - at) < 1.0 for edge, at in zip(read, box, strict=True)):
                found.append(f"{where} {spot} box: {read}, expected {box}")
    return found


def _unequal(what: str, expected: tuple[object, ...], *found: object) -> Iterator[str]:
    if found != expected:
        yield f"{what}: {found}, expected {expected}"


def assert_reads_back(random: RandomDocument) -> None:
    assert differences(random) == []


@settings(
    max_examples=30, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck), print_blob=False
)
@given(documents())
def test_random_budgets_read_back_exactly(random: RandomDocument):
    assert_reads_back(random)
