"""A dataset → one workbook (.xlsx); the one module that imports XlsxWriter.

Text is always written as text, so that a name that begins with ``=`` is a name and no formula.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from qzbudget.cited.show import source_pdf
from qzbudget.dataset.load import Dataset
from qzbudget.dataset.schema import AMOUNTS, RESOURCES, columns
from qzbudget.errors import SourceError
from qzbudget.export.layout import Sheet, Value, frame_sheet, sheet_names, table_sheet, table_title
from qzbudget.naming import document_name
from qzbudget.wording import check_language, phrase

README = "README"
LONGEST_TEXT = 32_767
"""What a cell of a spreadsheet holds, in characters."""

WIDEST, NARROWEST = 48, 8
"""Widths of columns, in characters."""

_EPOCH = datetime(1980, 1, 1)
"""A fixed time in place of now: the same dataset gives the same bytes."""

_TEXT_ONLY = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def to_xlsx(budget: Dataset, path: str | Path, *, pdf: str | Path | None = None, lang: str = "zh") -> Path:
    """Write a dataset as a workbook: a sheet that explains, one for each table, one for each other CSV.

    Parameters
    ----------
    budget : Dataset
        The dataset.
    path : str or Path
        The file to write.
    pdf : str or Path, optional
        The document that pages link to; by default it is found by its sha256 beside the dataset and under ``data/raw``.
        Links are relative to the workbook.  Where the document is not at hand pages are numbers without a link.
    lang : {"zh", "en"}
        Language of the explanation and of the headers that are not printed.

    Returns
    -------
    Path
        The file.  Codes are text, amounts numbers in yuan, and an empty cell is not reported, never zero.

    Raises
    ------
    SourceError
        If a given PDF is not the document.

    Examples
    --------
    >>> import qzbudget as qz
    >>> from qzbudget.export import to_xlsx
    >>> to_xlsx(qz.open("data/raw/qingdao-government-office-2023-unit-budget.pdf"), "a.xlsx")  # doctest: +SKIP
    PosixPath('a.xlsx')
    """
    check_language(lang)
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    link = _link(budget, path, pdf)
    sheets = _sheets(budget, lang)
    with xlsxwriter.Workbook(path, {"in_memory": True, **_TEXT_ONLY}) as book:
        book.set_properties({"title": document_name(budget.document, lang), "created": _EPOCH})
        formats = _Formats(book)
        _write_readme(book.add_worksheet(README), budget, sheets, formats, link, lang)
        for sheet in sheets:
            _write(book.add_worksheet(sheet.name), sheet, formats, link)
    return path


class _Formats:
    def __init__(self, book: Any) -> None:
        self.head: Format = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        self.money: Format = book.add_format({"num_format": "#,##0.00"})
        self.text: Format = book.add_format({"num_format": "@"})
        self.link: Format = book.add_format({"font_color": "#00558A", "underline": 1})
        self.title: Format = book.add_format({"bold": True, "font_size": 14})


def _sheets(budget: Dataset, lang: str) -> list[Sheet]:
    with_amounts = [t for t in budget.tables.itertuples(index=False) if t.table_id in set(budget.amounts["table_id"])]
    others = [resource for resource in RESOURCES if resource is not AMOUNTS]
    titles = [*(table_title(table, lang) for table in with_amounts), *(resource.name for resource in others)]
    names = sheet_names([README, *titles])[1:]
    tables = [
        table_sheet(budget, str(table.table_id), name, lang) for table, name in zip(with_amounts, names, strict=False)
    ]
    frames = [
        frame_sheet(getattr(budget, resource.frame), name, [column.name for column in columns(resource)])
        for resource, name in zip(others, names[len(tables) :], strict=True)
    ]
    return tables + frames


def _link(budget: Dataset, path: Path, pdf: str | Path | None) -> str | None:
    """Return the address of the document, relative to the workbook."""
    try:
        found = source_pdf(budget, pdf)
    except SourceError:
        if pdf:
            raise
        return None
    return quote(Path(os.path.relpath(found.resolve(), path.parent.resolve())).as_posix())


def _write(page: Worksheet, sheet: Sheet, formats: _Formats, link: str | None) -> None:
    for place, header in enumerate(sheet.header):
        page.write_string(0, place, _fitting(header), formats.head)
    for number, row in enumerate(sheet.rows, start=1):
        for place, value in enumerate(row):
            if place == sheet.page and link and isinstance(value, int):
                page.write_url(number, place, f"external:{link}#page={value}", formats.link)
                page.write_number(number, place, value, formats.link)
            else:
                _write_value(page, number, place, value, formats, is_money=place in sheet.money)
    for place, width in enumerate(_widths(sheet)):
        page.set_column(place, place, width)
    page.freeze_panes(1, 0)
    if sheet.rows:
        page.autofilter(0, 0, len(sheet.rows), len(sheet.header) - 1)


def _write_value(page: Worksheet, row: int, col: int, value: Value, formats: _Formats, *, is_money: bool) -> None:
    match value:
        case None:
            pass
        case bool():
            page.write_boolean(row, col, value)
        case str():
            page.write_string(row, col, _fitting(value), formats.text)
        case _:
            page.write_number(row, col, value, formats.money if is_money else None)


def _fitting(text: str) -> str:
    return text if len(text) <= LONGEST_TEXT else f"{text[: LONGEST_TEXT - 1]}…"


def _widths(sheet: Sheet) -> list[int]:
    columns = zip(sheet.header, *sheet.rows, strict=True)
    return [min(max(NARROWEST, *(_width(value) for value in column)), WIDEST) for column in columns]


def _width(value: Value) -> int:
    if isinstance(value, float):
        return len(f"{value:,.2f}") + 2
    longest = max(("" if value is None else str(value)).splitlines() or [""], key=len)
    return sum(2 if ord(letter) > 0x2E7F else 1 for letter in longest[:WIDEST]) + 2


def _write_readme(
    page: Worksheet, budget: Dataset, sheets: Sequence[Sheet], formats: _Formats, link: str | None, lang: str
) -> None:
    document, source = budget.document, budget.source
    unproved = budget.tables.loc[~budget.tables["proved"], "table_id"]
    facts = {
        "file": source["path"],
        "sha256": source["sha256"],
        "document": document["document_id"],
        "reader": f"qzbudget {document['reader_version']}",
        "unproved": ", ".join(unproved) or phrase("export.none", lang),
    }
    notes = ["amounts", "empty", "codes", "rows", "link" if link else "no_link"]
    page.write_string(0, 0, _fitting(document_name(document, lang)), formats.title)
    for row, (name, value) in enumerate(facts.items(), start=2):
        page.write_string(row, 0, phrase(f"export.{name}", lang))
        page.write_string(row, 1, _fitting(str(value)), formats.text)
    row = 3 + len(facts)
    for note in notes:
        page.write_string(row, 0, phrase(f"export.note.{note}", lang))
        row += 1
    for sheet in sheets:
        row += 1
        name = sheet.name.replace("'", "''")
        page.write_url(row, 0, f"internal:'{name}'!A1", formats.link, sheet.name)
        page.write_string(row, 1, phrase("export.size", lang, rows=len(sheet.rows)))
    page.set_column(0, 0, 34)
    page.set_column(1, 1, 72)
