"""What the ten disclosure tables of the source document must read as: literals of its published text, set by hand.

``expected/qingdao-2023/tables.csv`` has one row for each table, ``amounts.csv`` one for each amount cell, both without what
only a drawing has (boxes) and without what holds for the whole document.
"""

from __future__ import annotations

import csv
from pathlib import Path

QINGDAO = Path(__file__).parent / "expected" / "qingdao-2023"

Row = dict[str, str]


def read_csv(path: Path) -> list[Row]:
    """The rows of a CSV file as text: an empty cell stays an empty string."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def expected_tables() -> list[Row]:
    """公开表1 to 公开表10 in their order."""
    return read_csv(QINGDAO / "tables.csv")


def expected_amounts(table: str) -> list[Row]:
    """The amount cells of a table (``"1"`` to ``"10"``), row by row from left to right."""
    return [row for row in read_csv(QINGDAO / "amounts.csv") if row["table"] == table]
