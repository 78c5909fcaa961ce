"""Declared corrections: a fault in a published document put right by a row that says what is printed there, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from qzbudget.amounts import parse_amount
from qzbudget.dataset.records import AmountRecord
from qzbudget.errors import AmountError, KnowledgeError
from qzbudget.terms import Correction
from qzbudget.tidy import TidyTable


def correct(tables: Sequence[TidyTable], corrections: Sequence[Correction], sha256: str, path: str) -> list[TidyTable]:
    """Apply the corrections that are declared for a document; both values stay in the data.

    Parameters
    ----------
    tables : sequence of TidyTable
        The tables of the document.
    corrections : sequence of Correction
        Corrections of any documents.
    sha256, path : str
        Content hash and name of the document.

    Returns
    -------
    list of TidyTable
        The tables, with ``corrected_yuan`` and ``correction_id`` in the corrected cells.

    Raises
    ------
    KnowledgeError
        If the cell does not exist, or no longer prints what the row expects.
    """
    mine = {(c.table_id, c.row, c.col): c for c in corrections if c.sha256 == sha256}
    cells = {(a.table_id, a.row, a.col): a for table in tables for a in table.amounts}
    for key, correction in mine.items():
        cell = cells.get(key)
        if cell is None or cell.amount_printed != correction.printed:
            found = "没有这一格" if cell is None else f"印的是 {cell.amount_printed!r}"
            raise KnowledgeError(
                f"{path}：更正 {correction.correction_id} 应在 {key[0]} 第 {key[1]} 行第 {key[2]} 列更正 {correction.printed!r}，"
                f"但{found}。请对照原文件改正 corrections.csv 的这一行。"
            )
    return [
        replace(table, amounts=tuple(_corrected(a, mine.get((a.table_id, a.row, a.col))) for a in table.amounts))
        for table in tables
    ]


def _corrected(cell: AmountRecord, correction: Correction | None) -> AmountRecord:
    if correction is None:
        return cell
    return replace(cell, corrected_yuan=_yuan(cell, correction), correction_id=correction.correction_id)


def _yuan(cell: AmountRecord, correction: Correction) -> Decimal | None:
    try:
        return parse_amount(correction.corrected, cell.money_unit or "")
    except AmountError as error:
        raise KnowledgeError(f"corrections.csv 的 {correction.correction_id}：{error}") from error
