"""The columns of a dataset folder's CSV files as ``knowledge/data_dictionary.csv`` describes them."""

from __future__ import annotations

import csv
from collections.abc import Collection
from dataclasses import MISSING, dataclass, fields
from functools import cache
from importlib import resources

from qzbudget.errors import KnowledgeError
from qzbudget.records import AmountRecord, TableRecord

TABLES = "tables"
EVERY_ROLE = "tables/*"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a CSV file.

    ``type`` is a Table Schema type, ``column_type`` the Fiscal Data Package ColumnType where one exists.
    """

    resource: str
    name: str
    type: str
    unit: str | None
    description: str
    description_en: str
    column_type: str | None


@cache
def data_dictionary() -> dict[tuple[str, str], Column]:
    """Every described column by resource and name; ``tables/*`` stands for the CSV of any role."""
    text = (resources.files("qzbudget.knowledge") / "data_dictionary.csv").read_text(encoding="utf-8")
    return {
        (row["resource"], row["column"]): Column(
            row["resource"],
            row["column"],
            row["type"],
            row["unit"] or None,
            row["description"],
            row["description_en"],
            row["column_type"] or None,
        )
        for row in csv.DictReader(text.splitlines())
    }


def table_columns() -> tuple[Column, ...]:
    """Columns of ``tables.csv`` in their order."""
    return tuple(_described(TABLES, field.name) for field in fields(TableRecord))


def amount_columns(role: str | None = None, present: Collection[str] = ()) -> tuple[Column, ...]:
    """Columns of ``tables/<role>.csv`` in their order.

    Parameters
    ----------
    role : str, optional
        Role of the table; without one, every column that any role can have.
    present : collection of str
        Role-specific columns that hold a value although the dictionary does not list them for this role.

    Returns
    -------
    tuple of Column
        The columns that every role has, then those of this role.

    Examples
    --------
    >>> [column.name for column in amount_columns("procurement")][-3:]
    ['procurement_code', 'procurement_name', 'procurement_kind']
    """
    resource = f"{TABLES}/{role}"
    return tuple(
        _described(resource, field.name)
        for field in fields(AmountRecord)
        if field.default is MISSING
        or role is None
        or field.name in present
        or (resource, field.name) in data_dictionary()
    )


def _described(resource: str, name: str) -> Column:
    """Find the closest description: of this resource, of every role, of the role that usually has the column."""
    dictionary = data_dictionary()
    for key in ((resource, name), (EVERY_ROLE, name)):
        if key in dictionary:
            return dictionary[key]
    described = next((column for (_, column_name), column in dictionary.items() if column_name == name), None)
    if described is None:
        raise KnowledgeError(f"data_dictionary.csv：没有 {resource} 的 {name} 列。请为这一列加上说明。")
    return described
