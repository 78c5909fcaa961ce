"""The lines of the procurement table, one for each purchase, largest first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from qzbudget.breakdown.cells import column_of, completed, current, leaves, printed_total, whole_measure
from qzbudget.cited.numbers import sum_of
from qzbudget.dataset.load import FEN, Dataset
from qzbudget.purchases.frame import named_cells, purchases

ROLE = "procurement"
MOST = 80.0
"""Per cent of all purchases that make "most" of them."""

_NAMES = ("procurement_name", "item_name", "row_label")
_WORDS = {"货物": "goods", "工程": "works", "服务": "services"}
_LETTERS = {"A": "goods", "B": "works", "C": "services"}
# 政府采购品目分类目录（财库〔2022〕31号）：A 货物、B 工程、C 服务
_KIND = re.compile(r"(?:[一二三ABC][、.．)）\-－]?)?(货物|工程|服务)类?[ABC]?")
_CODE = re.compile(r"([ABC])\d{2,}")


def purchase_lines(data: Dataset) -> pd.DataFrame:
    """Return the purchases that the procurement table lists, largest first.

    Parameters
    ----------
    data : Dataset
        A loaded dataset.

    Returns
    -------
    DataFrame
        A frame of purchases (:data:`qzbudget.purchases.frame.COLUMNS`): of the first procurement table that lists more than
        kinds of purchases, the lines that no other line is a part of.  ``key`` is the kind (:func:`kind_of`) and empty where
        it is not told.  The whole is the printed total of that table, else the sum of its lines; ``title`` tells which table
        it is, since some documents list only purchases of services (政府购买服务).  No rows where there is no such table.
    """
    for lines in tables_of(data):
        if not all(_KIND.fullmatch(name) for name in lines["name"]):
            return lines.sort_values("amount_yuan", ascending=False, kind="stable", ignore_index=True)
    return purchases([])


def printed_whole(data: Dataset) -> pd.DataFrame:
    """Return the total of the first procurement table that prints one: a frame of purchases of one row, or none.

    Parameters
    ----------
    data : Dataset
        A loaded dataset.
    """
    titles = _titles(data)
    for column in columns(data):
        total = printed_total(column)
        total = total[total["row_type"] == "total"]
        if len(total):
            row = total.iloc[0]
            told = {name: row.get(name) for name in ("amount_yuan", "role", "number_printed", "page")}
            return purchases([{"cells": sum_of(named_cells(total)), "title": titles.get(row["table_id"]), **told}])
    return purchases([])


def _titles(data: Dataset) -> dict[str, str]:
    return dict(zip(data.tables["table_id"], data.tables["title_printed"], strict=True))


def tables_of(data: Dataset) -> Iterator[pd.DataFrame]:
    """Yield the lines of each procurement table that prints amounts, in the order of the document."""
    titles = _titles(data)
    for column in columns(data):
        below = leaves(column)
        below = below[~below["row_type"].isin(["total", "of_which"]) & below["amount_yuan"].notna()]
        if below.empty:
            continue
        whole = printed_total(column)
        whole = whole if (whole["row_type"] == "total").any() else below
        above = {row["row"]: row for row in column.to_dict("records")}
        yield purchases(
            {
                "key": kind_of(line, above),
                "name": _name(line),
                "code": line.get("procurement_code"),
                "amount_yuan": line["amount_yuan"],
                "cells": cells,
                "whole_yuan": round(whole["amount_yuan"].sum(), FEN),
                "whole_cells": sum_of(named_cells(whole)),
                "title": titles.get(line["table_id"]),
                **{name: line.get(name) for name in ("role", "number_printed", "page")},
            }
            for line, cells in zip(below.to_dict("records"), named_cells(below), strict=True)
        )


def columns(data: Dataset) -> Iterator[pd.DataFrame]:
    """Yield the column of the whole of each procurement table."""
    cells = completed(data.amounts)
    cells = cells[cells["role"] == ROLE]
    for table_id in cells["table_id"].unique():
        table = current(cells[cells["table_id"] == table_id])
        measure = whole_measure(table["measure"].dropna().unique())
        if measure is not None:
            yield column_of(table, measure)


def kind_of(line: Mapping[Any, Any], above: Mapping[Any, Mapping[Any, Any]]) -> str:
    """Return the kind of a purchase: ``goods``, ``works``, ``services``; empty where it is not told.

    It is told by the line's kind, its code of the catalogue, or its name, where that is a kind; else by the lines above it.

    Parameters
    ----------
    line : mapping
        A line.
    above : mapping
        The lines of its table, by ``row``.

    Examples
    --------
    >>> kind_of({"procurement_kind": "服务类"}, {}), kind_of({"procurement_code": "A05010303"}, {})
    ('services', 'goods')
    >>> kind_of({"procurement_name": "修缮", "parent_row": 1}, {1: {"item_name": "二、工程"}})
    'works'
    """
    seen: set[object] = set()
    now: Mapping[Any, Any] | None = line
    while now is not None:
        told = _own_kind(now)
        parent = now.get("parent_row")
        if told or pd.isna(parent) or parent in seen:
            return told
        seen.add(parent)
        now = above.get(parent)
    return ""


def _own_kind(line: Mapping[Any, Any]) -> str:
    for text in (_text(line.get(name)) for name in ("procurement_kind", "item_name")):
        if found := _KIND.fullmatch(text):
            return _WORDS[found[1]]
    for text in (_text(line.get(name)) for name in ("procurement_code", "procurement_name")):
        if found := _CODE.match(text):
            return _LETTERS[found[1]]
    return ""


def _name(line: Mapping[Any, Any]) -> str:
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
