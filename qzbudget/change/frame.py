"""The frame of changes: two amounts of one thing, what lies between them, and where each of the three stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import pandas as pd

from qzbudget.dataset.load import FEN

BASES = ("prior_budget", "prior_executed", "prior_unspecified", "budget")
"""What a change can be measured from; changes of different bases are never put together."""

TOTAL, REST = "total", "rest"
"""Keys of the whole that lines add up to, and of what the parts leave of its change."""

COLUMNS: dict[str, str] = {
    "document_id": "object",
    "key": "object",
    "name": "object",
    "code": "object",
    "amount_yuan": "float64",
    "base_yuan": "float64",
    "change_yuan": "float64",
    "change_pct": "float64",
    "base_kind": "object",
    "year": "Int64",
    "base_year": "Int64",
    "listed": "object",
    "renamed_from": "object",
    "reason": "object",
    "section": "object",
    "role": "object",
    "number_printed": "object",
    "page": "Int64",
    "proved": "bool",
    "amount_cells": "object",
    "base_cells": "object",
    "change_cells": "object",
}
"""Columns of a frame of changes, with their dtypes.

``key`` is the code, the term of the package's vocabulary, or the name; ``listed`` is ``both``, ``new`` (last year's complete
list does not have it) or ``gone``; ``renamed_from`` is what the code was called in the year of the base, where that is
another name; ``section`` is the section of the narrative and ``role`` and ``number_printed`` the table that prints it.  The
three ``…_cells`` are formulas (:mod:`qzbudget.cited.numbers`).
"""


def changes(rows: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    """Return a frame of changes; what a row leaves out is not reported.

    Parameters
    ----------
    rows : iterable of mapping
        By the names of :data:`COLUMNS`.  ``change_yuan`` that is left out is the difference of the amounts;
        ``change_pct`` is kept only where no base is known, since the amounts tell it exactly.

    Returns
    -------
    DataFrame
        ``change_pct`` is of the base, and missing where the base is not positive: nothing grows from zero by a percentage.

    Examples
    --------
    >>> changes([{"name": "公务接待费", "amount_yuan": 95.0, "base_yuan": 100.0}, {"name": "培训费", "amount_yuan": 5.0,
    ...           "base_yuan": 0.0, "change_pct": 100.0}])[["name", "change_yuan", "change_pct"]]
        name  change_yuan  change_pct
    0  公务接待费         -5.0        -5.0
    1    培训费          5.0         NaN
    """
    blank = {name: False if dtype == "bool" else None for name, dtype in COLUMNS.items()} | {"proved": True}
    every = [{**blank, "listed": "both", **row} for row in rows]
    frame = pd.DataFrame(every, columns=list(COLUMNS)).astype(COLUMNS)
    difference = (frame["amount_yuan"] - frame["base_yuan"]).round(FEN)
    change = frame["change_yuan"].fillna(difference)
    computed = change / frame["base_yuan"].where(frame["base_yuan"] > 0) * 100
    printed = frame["change_pct"].where(frame["base_yuan"].isna())
    texts = ["code", "section", "role", "number_printed", "reason", "renamed_from"]
    texts += ["amount_cells", "base_cells", "change_cells"]
    filled = frame[texts].fillna("")
    return frame.assign(change_yuan=change, change_pct=computed.fillna(printed), **{n: filled[n] for n in texts})


def each(frame: pd.DataFrame) -> Iterator[Any]:
    """Yield the rows of a frame as named tuples."""
    yield from frame.itertuples(index=False)
