"""The CSV files of a dataset folder: which records each holds, by which key, and what its columns mean.

The columns are described in ``knowledge/data_dictionary.csv``.
"""

from __future__ import annotations

import csv
import importlib.resources
from collections.abc import Collection
from dataclasses import MISSING, dataclass, fields
from functools import cache

from qzbudget.dataset.records import (
    AmountRecord,
    CheckRecord,
    OrganisationRecord,
    ProjectRecord,
    Record,
    StatementRecord,
    TableRecord,
    TargetRecord,
    TermRecord,
)
from qzbudget.errors import KnowledgeError


@dataclass(frozen=True, slots=True)
class Resource:
    """One CSV file of a dataset folder.

    Attributes
    ----------
    name : str
        Its path in the folder without ``.csv``; in ``tables/*`` the star stands for the role of a table.
    frame : str
        The attribute of :class:`qzbudget.Dataset` that holds it.
    record : type
        The record of one row; the names of its fields are the columns.
    key : tuple of str
        The columns that tell its rows apart.
    refers_to : tuple of str and tuple of str, optional
        The CSV that a row belongs to, and the columns that both have in common and that lead there.
    """

    name: str
    frame: str
    record: type[Record]
    key: tuple[str, ...]
    refers_to: tuple[str, tuple[str, ...]] | None = None


TABLES = Resource("tables", "tables", TableRecord, ("document_id", "table_id"))
AMOUNTS = Resource(
    "tables/*",
    "amounts",
    AmountRecord,
    ("document_id", "table_id", "row", "col"),
    (TABLES.name, ("document_id", "table_id", "role")),
)
STATEMENTS = Resource("statements", "statements", StatementRecord, ("document_id", "statement_id"))
PROJECTS = Resource("projects", "projects", ProjectRecord, ("document_id", "project_id"))
TARGETS = Resource(
    "performance_targets",
    "targets",
    TargetRecord,
    ("document_id", "project_id", "row"),
    (PROJECTS.name, PROJECTS.key),
)
ORGANISATION = Resource("organisation", "organisation", OrganisationRecord, ("document_id", "row"))
GLOSSARY = Resource("glossary", "glossary", TermRecord, ("document_id", "row"))

CHECKS = Resource("checks", "checks", CheckRecord, ("document_id", "check_id"))

RESOURCES = (TABLES, AMOUNTS, STATEMENTS, PROJECTS, TARGETS, ORGANISATION, GLOSSARY, CHECKS)
"""Every CSV of a dataset folder in its order.  A document without such content has the CSV with its header alone;
of ``tables/*`` it has one CSV for each role that it prints."""


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
    text = (importlib.resources.files("qzbudget.knowledge") / "data_dictionary.csv").read_text(encoding="utf-8")
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


def columns(resource: Resource) -> tuple[Column, ...]:
    """Columns of a CSV in their order; of ``tables/*`` every column that any role can have.

    Examples
    --------
    >>> [column.name for column in columns(GLOSSARY)]
    ['document_id', 'row', 'number', 'term', 'definition', 'page']
    """
    return tuple(_described(resource.name, field.name) for field in fields(resource.record))


def amount_columns(role: str, present: Collection[str] = ()) -> tuple[Column, ...]:
    """Columns of ``tables/<role>.csv`` in their order.

    Parameters
    ----------
    role : str
        Role of the table.
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
    name = AMOUNTS.name.replace("*", role)
    return tuple(
        _described(name, field.name)
        for field in fields(AmountRecord)
        if field.default is MISSING or field.name in present or (name, field.name) in data_dictionary()
    )


def _described(resource: str, name: str) -> Column:
    """Find the closest description: of this resource, of every role, of the role that usually has the column."""
    dictionary = data_dictionary()
    if (resource, name) in dictionary:
        return dictionary[resource, name]
    folder = AMOUNTS.name.removesuffix("*")
    if resource.startswith(folder):
        if (AMOUNTS.name, name) in dictionary:
            return dictionary[AMOUNTS.name, name]
        for (of_resource, of_name), column in dictionary.items():
            if of_name == name and of_resource.startswith(folder):
                return column
    raise KnowledgeError(f"data_dictionary.csv：没有 {resource} 的 {name} 列。请为这一列加上说明。")
