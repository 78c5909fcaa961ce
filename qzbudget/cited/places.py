"""A reference to a number → where it stands: the document, the page, the cell's box, and what is printed there."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

import pandas as pd

from qzbudget.amounts import YUAN_IN
from qzbudget.dataset.beside import beside
from qzbudget.dataset.load import Dataset, load
from qzbudget.shapes import Box
from qzbudget.wording import label, phrase, visible

_BOX = ("x0", "top", "x1", "bottom")
UNPROVED, WORDS_ALONE = "unproved", "words_alone"
BUDGET = "budget"
"""The last step of a reference to the budget of a performance sheet."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where one number stands.

    Attributes
    ----------
    reference : str
        Its reference, without the document: ``table_id:row:col``, a ``statement_id``, ``project_id:budget`` (or ``fiscal``,
        ``other``, ``plan_june`` … for the other amounts of a sheet), or ``project_id:row`` for the target of an indicator.
    document_id : str
        The document.
    page : int
        The page, counted from 1.
    box : Box or None
        The cell on the page as displayed, in points; None where only the page is known.
    table : str
        Number and title of its table as printed, or the section of the narrative; empty where none is printed.
    row, column : str
        Name of the row and printed header of the column; empty where none is printed.
    printed, unit : str
        The number and its unit as printed; a blank cell prints nothing, and what is no money has no unit of money.
    doubt : str
        What a reader is to know of its reading: ``unproved``, its table did not prove itself; ``words_alone``, no rule of the
        ledger proves what the narrative states; else empty.
    """

    reference: str
    document_id: str
    page: int
    box: Box | None
    table: str
    row: str
    column: str
    printed: str
    unit: str
    doubt: str

    def said(self, lang: str) -> str:
        """Return what is printed there with its unit in the reader's language; a blank cell is said to be blank.

        Examples
        --------
        >>> place = Place("t:0:1", "d", 1, None, "", "", "", "3.00", "万元", doubt="")
        >>> place.said("zh"), place.said("en")
        ('3.00 万元', '3.00 × 10,000 yuan')
        """
        if not self.printed:
            return phrase("source.blank", lang)
        if self.unit in YUAN_IN:
            return phrase(f"money.{self.unit}", lang, number=self.printed)
        return " ".join(filter(None, (self.printed, self.unit)))


@dataclass(frozen=True)
class Library:
    """A dataset and the datasets beside it, in which references are looked up."""

    budget: Dataset
    lang: str = "zh"

    def place(self, reference: str) -> Place | None:
        """Return where a number stands; None where the datasets do not hold it."""
        document_id, _, own = reference.rpartition("#")
        dataset = self.dataset(document_id)
        if dataset is None:
            return None
        position = self._positions(dataset).get(own)
        if position is not None:
            return _amount(dataset, own, position)
        return _statement(dataset, own) or _sheet(dataset, own, self.lang)

    def places(self, references: Iterable[str]) -> dict[str, Place]:
        """Return the places of those references that can be found."""
        found = {reference: self.place(reference) for reference in dict.fromkeys(references)}
        return {reference: place for reference, place in found.items() if place is not None}

    def dataset(self, document_id: str) -> Dataset | None:
        """Return the dataset of a document that stands beside this one; this one itself for its own name or none."""
        if document_id in ("", self.budget.document["document_id"]):
            return self.budget
        if document_id not in self._others:
            near = (folder for folder in beside(self.budget.folder) if folder.name == document_id)
            found = next(near, None)
            self._others[document_id] = load(found) if found else None
        return self._others[document_id]

    def _positions(self, dataset: Dataset) -> dict[str, int]:
        """Return where in its frame each amount cell of a dataset stands, by its reference."""
        document_id = str(dataset.document["document_id"])
        if document_id not in self._found:
            amounts = dataset.amounts
            keys = amounts["table_id"] + ":" + amounts["row"].astype(str) + ":" + amounts["col"].astype(str)
            self._found[document_id] = dict(zip(keys, range(len(amounts)), strict=True))
        return self._found[document_id]

    @cached_property
    def _others(self) -> dict[str, Dataset | None]:
        return {}

    @cached_property
    def _found(self) -> dict[str, dict[str, int]]:
        return {}


def _amount(dataset: Dataset, reference: str, position: int) -> Place:
    found = dataset.amounts.iloc[position].to_dict()
    title = _row(dataset.tables, table_id=found["table_id"]) or {}
    is_money = _text(found["amount_printed"]) == "" or not pd.isna(found["amount_yuan"])
    return Place(
        reference,
        str(dataset.document["document_id"]),
        int(found["page"]),
        _box(found),
        _joined(title.get("number_printed"), title.get("title_printed")),
        _text(found["item_name"]),
        _text(found["header"]),
        _text(found["amount_printed"]),
        _text(found["money_unit"]) if is_money else "",
        "" if found["proved"] else UNPROVED,
    )


def _statement(dataset: Dataset, reference: str) -> Place | None:
    found = _row(dataset.statements, statement_id=reference)
    if found is None:
        return None
    return Place(
        reference,
        str(dataset.document["document_id"]),
        int(found["page"]),
        _box(found),
        _text(found["section"]),
        _text(found["subject"]),
        "",
        _text(found["amount_printed"]),
        _text(found["money_unit"]) or _text(found["count_unit"]),
        "" if _text(found["proved_by"]) else WORDS_ALONE,
    )


def _sheet(dataset: Dataset, reference: str, lang: str) -> Place | None:
    """Find an amount of a performance sheet, such as its budget, or the target of one of its indicators."""
    project_id, _, step = reference.rpartition(":")
    sheet = _row(dataset.projects, project_id=project_id)
    if sheet is None:
        return None
    target = _row(dataset.targets, project_id=project_id, row=step) if step.isdigit() else None
    if target is None and f"{step}_yuan" not in sheet:
        return None
    printed, unit = _sheet_amount(sheet, step)
    page, box = _printed_at(sheet, step)
    return Place(
        reference,
        str(dataset.document["document_id"]),
        int(target["page"]) if target else page,
        _box(target) if target else box,
        _text(sheet["project_name"]),
        _joined(target["level2"], target["level3"]) if target else label(f"sheet.{step}", lang) or "",
        "",
        _text(target["target_printed"]) if target else printed,
        "" if target else unit,
        doubt="",
    )


def _sheet_amount(sheet: Mapping[Hashable, Any], step: str) -> tuple[str, str]:
    """Return an amount of a sheet in the money unit that the sheet prints, with two decimals at least."""
    yuan, unit = sheet.get(f"{step}_yuan"), _text(sheet["money_unit"]) or "元"
    if yuan is None or pd.isna(yuan):
        return "", unit
    whole, _, decimals = f"{Decimal(str(yuan)) / YUAN_IN[unit]:,.6f}".partition(".")
    return f"{whole}.{decimals.rstrip('0').ljust(2, '0')}", unit


def _printed_at(sheet: Mapping[Hashable, Any], step: str) -> tuple[int, Box | None]:
    """Return page and box of an amount of a sheet; the sheet's first page where the box is not known."""
    place = _text(sheet.get(f"{step}_box"))
    page, *edges = place.split() or [str(sheet["page_first"])]
    return int(page), Box(*map(float, edges)) if edges else None


def _row(frame: pd.DataFrame, **key: str) -> dict[Hashable, Any] | None:
    """Return the row with this key; numbers are compared as such."""
    for name, value in key.items():
        frame = frame[frame[name] == (int(value) if name in ("row", "col") else value)]
    return None if frame.empty else frame.iloc[0].to_dict()


def _box(row: Mapping[Hashable, Any]) -> Box | None:
    edges = [row[edge] for edge in _BOX]
    return None if any(pd.isna(edge) for edge in edges) else Box(*map(float, edges))


def _joined(*texts: Any) -> str:
    return " ".join(filter(None, map(_text, texts)))


def _text(value: Any) -> str:
    return "" if pd.isna(value) else visible(value)
