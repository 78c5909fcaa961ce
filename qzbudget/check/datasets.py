"""Checking datasets: the rows of a folder as records again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields
from decimal import Decimal
from typing import Any

import pandas as pd

from qzbudget.check.ledger import check_material
from qzbudget.check.material import Material, material
from qzbudget.dataset.load import Dataset
from qzbudget.dataset.records import CheckRecord, DocumentRecord, Record
from qzbudget.dataset.schema import CHECKS, RESOURCES, columns


def check(data: Dataset) -> pd.DataFrame:
    """Run the ledger of checks on a dataset.

    Parameters
    ----------
    data : Dataset
        As :func:`qzbudget.load` or :func:`qzbudget.open` gives it.

    Returns
    -------
    DataFrame
        One row per check, columns as in ``checks.csv``: ``check_id``, ``rule``, ``subject``, the places ``left_where`` and
        ``right_where``, ``left_yuan``, ``right_yuan``, ``difference_yuan`` and ``tolerance_yuan`` (yuan; None where a
        check compares no money), ``status`` (``pass``, ``rounding``, ``fail``, ``not_applicable``, ``insufficient_data``,
        ``not_run``) and ``message``.

    Notes
    -----
    Source of the rules: ``qzbudget/knowledge/check_rules.csv``; each names its own.  The tolerance is half a last printed
    digit for each figure.

    Examples
    --------
    >>> import qzbudget as qz
    >>> ledger = qz.check(qz.open("data/raw/qingdao-government-office-2023-unit-budget.pdf"))  # doctest: +SKIP
    >>> ledger[ledger["status"] == "fail"]  # doctest: +SKIP
    """
    names = [column.name for column in columns(CHECKS)]
    rows = [[getattr(record, name) for name in names] for record in check_material(of_dataset(data))]
    return pd.DataFrame(rows, columns=names)


def of_dataset(data: Dataset) -> Material:
    """Return what the rules see of a dataset."""
    facts: dict[str, Any] = {
        f.name: data.document.get(f.name) for f in fields(DocumentRecord) if not f.name.startswith("source_")
    }
    unread = facts["unread_table_pages"]
    facts["unread_table_pages"] = None if unread is None else tuple(unread)
    source = {f"source_{name}": data.source[name] for name in ("title", "path", "sha256", "pages")}
    return material(DocumentRecord(**facts, **source), records(data))


def records(data: Dataset) -> Iterator[Record]:
    """Yield the rows of every frame of a dataset but its ledger."""
    for resource in RESOURCES:
        if resource is not CHECKS:
            for row in getattr(data, resource.frame).to_dict("records"):
                yield _record(resource.record, row)


def _record(kind: type[Record], row: Mapping[Any, Any]) -> Record:
    return kind(**{field.name: _value(row[field.name], str(field.type)) for field in fields(kind)})


def _value(value: Any, kind: str) -> Any:
    """Return a value of a frame as the record has it: None where it is missing, exact where it is a number."""
    if pd.isna(value):
        return None if "None" in kind else ""
    if kind.startswith("Decimal"):
        return value if isinstance(value, Decimal) else Decimal(repr(float(value)))
    return int(value) if kind.startswith("int") else value


__all__ = ["CheckRecord", "check", "of_dataset", "records"]
