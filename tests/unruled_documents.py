"""Budgets whose tables lack rules, from literals."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from tests.small_documents import UNIT
from typeset.draw import Shown, draw
from typeset.simple import Disclosure, simple_document

YEAR = 2024
TITLE = f"{UNIT}{YEAR}年部门预算"


def no_rules(*keys: str) -> Shown:
    """No rule in the tables of these numbers (in every table where none is given)."""
    return lambda table, piece: bool(keys) and table.key not in keys


def level_rules(table, piece) -> bool:
    """Horizontal rules only."""
    return piece.horizontal


def frame(table, piece) -> bool:
    """Horizontal rules, and vertical ones at the left and the right end alone."""
    return piece.horizontal or piece.outline != 0


def three_lines(header_rows: int = 1, *, total: bool = False) -> Shown:
    """A rule above the header, one below it, one at the end; with ``total`` one above the last row too."""

    def shown(table, piece) -> bool:
        ends = (table.ys[0], table.ys[min(header_rows, len(table.ys) - 1)], table.ys[-1], *([table.ys[-2]] if total else []))
        return piece.horizontal and piece.at in ends

    return shown


def save_unruled(
    path: Path, disclosures: Sequence[Disclosure], shown: Shown, before: Collection[str] = (TITLE,)
) -> Path:
    """Typeset a budget with the rules that ``shown`` leaves of its tables."""
    path.write_bytes(draw(simple_document(TITLE, disclosures, before=list(before)), shown=shown))
    return path
