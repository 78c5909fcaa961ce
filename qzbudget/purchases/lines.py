"""The lines of the procurement table, one for each purchase, largest first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from qzbudget.cells import column_of, completed, current, leaves, printed_total, whole_measure
from qzbudget.cited import sum_of
from qzbudget.load import FEN, Dataset
from qzbudget.purchases.frame import named_cells, purchases

ROLE = "procurement"
MOST = 80.0
"""Per cent of all purchases that make "most" of them."""

_NAMES = ("procurement_name", "item_name", "row_label")
_LETTERS = {"A": "goods", "B": "works", "C": "services"}
# 政府采购品目分类目录（财库〔2022〕31号）：A 货物、B 工程、C 服务
_WORDS = {"货物": "goods", "工程": "works", "服务": "services"}


def purchase_lines(data: Dataset) -> pd.DataFrame:
    """Return the purchases that the procurement table lists, largest first.

    Parameters
    ----------
    data : Dataset
        A loaded dataset.

    Returns
    -------
    DataFrame
        A frame of purchases (:data:`qzbudget.purchases.frame.COLUMNS`): of the first procurement table that prints amounts,
        the lines that no other line is a part of; ``key`` is the kind as printed, or by the first letter of the code of the
        catalogue, and empty where neither tells.  The whole is the printed total, else the sum of the lines.  No rows where
        the document has no such table.
    """
    for column in columns(data):
        whole = _total(column)
        below = leaves(column)
        below = below[~below["row_type"].isin(["total", "of_which"]) & below["amount_yuan"].notna()]
        of = whole if len(whole) else below
        shared = {"whole_yuan": round(of["amount_yuan"].sum(), FEN), "whole_cells": sum_of(named_cells(of))}
        rows = [
            {
                "key": kind_of(line),
                "name": _name(line),
                "code": line.get("procurement_code"),
                "amount_yuan": line["amount_yuan"],
                "cells": cells,
                **{name: line.get(name) for name in ("role", "number_printed", "page")},
                **shared,
            }
            for line, cells in zip(below.to_dict("records"), named_cells(below), strict=True)
        ]
        found = purchases(rows).sort_values("amount_yuan", ascending=False, kind="stable", ignore_index=True)
        if len(found):
            return found
    return purchases([])


def columns(data: Dataset) -> Iterator[pd.DataFrame]:
    """Yield the column of the whole of each procurement table."""
    cells = completed(data.amounts)
    cells = cells[cells["role"] == ROLE]
    for table_id in cells["table_id"].unique():
        table = current(cells[cells["table_id"] == table_id])
        measure = whole_measure(table["measure"].dropna().unique())
        if measure is not None:
            yield column_of(table, measure)


def _total(column: pd.DataFrame) -> pd.DataFrame:
    found = printed_total(column)
    return found[found["row_type"] == "total"]


def kind_of(line: dict[Any, Any]) -> str:
    """Return the kind of a purchase: ``goods``, ``works``, ``services``; empty where it is not told.

    Examples
    --------
    >>> kind_of({"procurement_kind": "服务类"}), kind_of({"procurement_code": "A05010303"}), kind_of({})
    ('services', 'goods', '')
    """
    printed, code = (_text(line.get(name)) for name in ("procurement_kind", "procurement_code"))
    told = [kind for word, kind in _WORDS.items() if word in printed]
    if len(told) == 1:
        return told[0]
    is_code = code[1:].isdigit()
    return _LETTERS.get(code[0], "") if is_code else ""


def _name(line: dict[Any, Any]) -> str:
    return next(filter(None, (_text(line.get(name)) for name in _NAMES)), "")


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def few_lines(lines: pd.DataFrame, most: float = MOST) -> pd.DataFrame:
    """Return the fewest lines that make most of all purchases; none where there is no whole to be most of.

    Examples
    --------
    >>> few_lines(purchases([{"name": name, "amount_yuan": yuan, "whole_yuan": 100.0}
    ...                      for name, yuan in [("甲", 70.0), ("乙", 20.0), ("丙", 10.0)]]))["name"].tolist()
    ['甲', '乙']
    """
    before = lines["share_pct"].cumsum() - lines["share_pct"]
    enough = lines["share_pct"].sum() >= most
    return lines[(before < most) & (lines["amount_yuan"] > 0)] if enough else lines.head(0)
