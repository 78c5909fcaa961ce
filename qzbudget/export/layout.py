"""A dataset → sheets: names that a spreadsheet takes, and the printed table rebuilt from its amount cells."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd

from qzbudget.dataset.load import Dataset
from qzbudget.naming import table_of
from qzbudget.wording import label, phrase, visible

LABELS = (
    *("row", "line_no", "direction", "unit_name", "project_code", "project_name"),
    *("procurement_code", "procurement_name", "procurement_kind"),
    *("functional_code", "functional_name", "department_code", "department_name", "government_code", "government_name"),
    *("item_code", "item_name", "row_type"),
)
"""Columns that name a row, as far as the table prints them."""

LONGEST_NAME = 31
"""What a spreadsheet lets a sheet's name have, in UTF-16 units."""

_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_NUMBER = re.compile(r"-?\d[\d,]*(\.\d+)?")

Value = str | int | float | bool | None
"""What a cell of a sheet holds; None is empty."""


@dataclass(frozen=True)
class Sheet:
    """One sheet: its name, its headers, its rows.

    ``money`` are the places of the columns that hold amounts, ``page`` that of the column with the page in the PDF.
    """

    name: str
    header: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    money: frozenset[int] = frozenset()
    page: int | None = None


def sheet_names(wanted: Iterable[str]) -> list[str]:
    """Return names that a spreadsheet takes for its sheets: short, without its special characters, each once.

    Examples
    --------
    >>> sheet_names(["公开表3 支出总表", "a/b", "A/B", ""])
    ['公开表3 支出总表', 'a_b', 'A_B (2)', 'Sheet']
    """
    taken: set[str] = {"history"}
    names = []
    for name in wanted:
        plain = _NOT_IN_NAMES.sub("_", visible(name)).strip("' ") or "Sheet"
        found, number = _cut(plain, LONGEST_NAME), 2
        while found.casefold() in taken:
            end = f" ({number})"
            found, number = _cut(plain, LONGEST_NAME - len(end)) + end, number + 1
        taken.add(found.casefold())
        names.append(found)
    return names


def _cut(text: str, longest: int) -> str:
    while len(text.encode("utf-16-le")) // 2 > longest:
        text = text[:-1]
    return text.strip("' ")


def table_title(table: Any, lang: str) -> str:
    """Return the name of a table's sheet: its printed number and the name of its role, a short one where a sheet has no room."""
    number = table_of(table.role, table.number_printed, lang)
    name = label(f"sheet_name.{table.role}", lang) or table_of(table.role, None, lang)
    return name if number == table_of(table.role, None, lang) else f"{number} {name}"


def table_sheet(budget: Dataset, table_id: str, name: str, lang: str) -> Sheet:
    """Rebuild a printed table: a row for each printed row (of each side), a column for each amount column.

    Parameters
    ----------
    budget : Dataset
        The dataset.
    table_id : str
        The table.
    name : str
        Name of the sheet.
    lang : {"zh", "en"}
        Language of the headers that are not printed.

    Returns
    -------
    Sheet
        Amounts in yuan; what is printed and no amount of money (a percentage, a count, an amount whose money unit the
        document does not settle) is a number as printed, or text where it is none.  A blank cell is empty.
    """
    cells = budget.amounts[budget.amounts["table_id"] == table_id]
    labels = [label for label in LABELS if _tells_rows_apart(cells, label)]
    columns = cells.drop_duplicates("col").sort_values("col")
    headers = _amount_headers(columns, cells, lang)
    rows = []
    for of_row in _printed_rows(cells):
        amounts = [_value(of_row.get(col)) for col in columns["col"]]
        first = next(iter(of_row.values()))
        rows.append((*(plain_value(first[label]) for label in labels), *amounts, int(first["page"])))
    named = [phrase(f"export.{label}", lang) for label in labels]
    return Sheet(
        name,
        (*named, *headers, phrase("export.page", lang)),
        tuple(rows),
        frozenset(range(len(labels), len(labels) + len(headers))),
        len(labels) + len(headers),
    )


def _printed_rows(cells: pd.DataFrame) -> list[dict[int, dict[Hashable, Any]]]:
    """Return the cells of each printed row by their columns; the sides of a two-sided table one below the other."""
    two_sided = len(cells["direction"].unique()) > 1
    rows: dict[tuple[bool, int], dict[int, dict[Hashable, Any]]] = {}
    for cell in cells.to_dict("records"):
        is_below = two_sided and cell["direction"] == "expenditure"
        rows.setdefault((is_below, cell["row"]), {})[cell["col"]] = cell
    return [rows[key] for key in sorted(rows)]


def _tells_rows_apart(cells: pd.DataFrame, label: str) -> bool:
    few = {"direction": 2, "unit_name": 2}
    return bool(cells[label].notna().any()) and cells[label].nunique() >= few.get(label, 1)


def _amount_headers(columns: pd.DataFrame, cells: pd.DataFrame, lang: str) -> list[str]:
    """Return the printed header of each amount column with its unit, and its year where the table has several."""
    several_years = len(columns["fiscal_year"].dropna().unique()) > 1
    headers: list[str] = []
    for _, column in columns.iterrows():
        money = cells.loc[cells["col"] == column["col"], "amount_yuan"].notna().any()
        unit = phrase("export.yuan", lang) if money else ""
        year = "" if pd.isna(column["fiscal_year"]) or not several_years else str(column["fiscal_year"])
        printed = "" if pd.isna(column["header"]) else visible(column["header"])
        header = " ".join(filter(None, (printed, year, unit)))
        headers.append(f"{header} [{column['col']}]" if header in headers else header)
    return headers


def _value(cell: Mapping[Hashable, Any] | None) -> Value:
    printed = str(cell["amount_printed"]) if cell else ""
    if cell is None or not printed:
        return None
    if not pd.isna(cell["amount_yuan"]):
        return float(cell["amount_yuan"])
    return float(printed.replace(",", "")) if _NUMBER.fullmatch(printed) else printed


def frame_sheet(frame: pd.DataFrame, name: str, columns: Sequence[str]) -> Sheet:
    """Return a frame as a sheet: its columns under their own names."""
    rows = tuple(tuple(map(plain_value, row)) for row in frame[list(columns)].itertuples(index=False))
    pages = [place for place, column in enumerate(columns) if column in ("page", "page_first")]
    money = frozenset(place for place, column in enumerate(columns) if column.endswith("_yuan"))
    return Sheet(name, tuple(columns), rows, money, pages[0] if pages else None)


def plain_value(value: Any) -> Value:
    """Return a value of a frame as a sheet holds it: missing is empty, a code stays text."""
    if pd.isna(value):
        return None
    if isinstance(value, str):
        return value
    if isinstance(value, bool | np.bool_):
        return bool(value)
    return float(value) if isinstance(value, float | Decimal) else int(value)
