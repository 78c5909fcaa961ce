"""The frame of purchases: an amount, what it is a part of, and where both stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

COLUMNS: dict[str, str] = {
    "key": "object",
    "name": "object",
    "code": "object",
    "amount_yuan": "float64",
    "share_pct": "float64",
    "whole_yuan": "float64",
    "cells": "object",
    "whole_cells": "object",
    "role": "object",
    "number_printed": "object",
    "title": "object",
    "page": "Int64",
}
"""Columns of a frame of purchases, with their dtypes.

``key`` is the kind of a purchase, or the term of what is reserved; ``role``, ``number_printed`` and ``title`` tell the table, and are
empty for what the narrative says; ``cells`` and ``whole_cells`` are formulas (:mod:`qzbudget.cited.numbers`).
"""


def purchases(rows: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    """Return a frame of purchases; what a row leaves out is not reported, and there is no share of nothing.

    Examples
    --------
    >>> purchases([{"name": "保安服务", "amount_yuan": 3e5, "whole_yuan": 1.2e6}])[["name", "share_pct"]]
       name  share_pct
    0  保安服务       25.0
    """
    frame = pd.DataFrame([dict(row) for row in rows], columns=list(COLUMNS)).astype(COLUMNS)
    texts = ["key", "name", "code", "cells", "whole_cells", "role", "number_printed", "title"]
    share = frame["amount_yuan"] / frame["whole_yuan"].where(frame["whole_yuan"] > 0) * 100
    return frame.assign(share_pct=share, **{name: frame[name].fillna("") for name in texts})


def named_cells(cells: pd.DataFrame) -> list[str]:
    """Return the references of amount cells."""
    return [
        f"{table}:{row}:{col}" for table, row, col in zip(cells["table_id"], cells["row"], cells["col"], strict=True)
    ]
