"""Revenue → kinds of expenditure → functions: the links that tables print, and the differences between them by name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd

from qzbudget.breakdown.analysis import ROUNDING_YUAN
from qzbudget.breakdown.composition import composition
from qzbudget.breakdown.crossed import functions_of_kinds
from qzbudget.cited.numbers import difference_of, formula, share_of, sum_of
from qzbudget.dataset.load import FEN, Dataset

COLUMNS: tuple[str, ...] = ("step", "kind", "gap", "name", "code", "amount_yuan", "share_pct", "whole_yuan", "whole_cells")
COLUMNS += ("scope", "document_id", "role", "measure", "table_id", "page", "number_printed", "proved", "cells")
"""Columns of a flow."""

SOURCE, KIND, FUNCTION = "source", "kind", "function"
UNLISTED, EXCESS, SURPLUS, DEFICIT = "unlisted", "excess", "surplus", "deficit"
WHOLES = ("expenditure_summary", "revenue_expenditure_summary")
"""Tables whose total is the whole expenditure."""


def flow(data: Dataset | pd.DataFrame) -> pd.DataFrame:
    """Follow the money from its sources to the kinds of expenditure and on to the functions.

    Parameters
    ----------
    data : Dataset or DataFrame
        As in :func:`qzbudget.composition`.

    Returns
    -------
    DataFrame
        One row per link.  ``step`` is ``source`` (into the total), ``kind`` (out of the total) or ``function`` (out of the kind
        whose measure is ``kind``; out of the total where that is empty, since no table prints both).  A difference is a row
        of its own: ``gap`` is ``unlisted`` (the parts make less than their whole), ``excess`` (they make more), ``surplus`` (revenue
        beyond expenditure) or ``deficit`` (the reverse), and empty for a printed amount; its ``amount_yuan`` is positive.
        ``whole_yuan`` is the revenue for sources and a surplus, else the expenditure that is followed, and ``scope`` the role of
        the table that prints that.  The other columns are those of a composition.  No rows where no expenditure is broken down.

    Notes
    -----
    No table prints which source pays for what, so that every source runs into the one total.

    Examples
    --------
    >>> frame = pd.DataFrame({
    ...     "table_id": "t", "role": "expenditure_summary", "header": "x", "row": [0, 1] * 3, "col": [3, 3, 4, 4, 5, 5],
    ...     "measure": ["total", "total", "total.basic", "total.basic", "total.project", "total.project"],
    ...     "parent_row": [None, 0] * 3, "row_type": ["total", "item"] * 3, "item_code": [None, "2010301"] * 3,
    ...     "item_name": ["合计", "行政运行"] * 3, "amount_yuan": [4e6, 4e6, 3e6, 3e6, 1e6, 1e6],
    ... })
    >>> flow(frame)[["step", "kind", "code", "amount_yuan", "cells"]]
           step           kind           code  amount_yuan  cells
    0      kind                   total.basic    3000000.0  t:0:4
    1      kind                 total.project    1000000.0  t:0:5
    2  function    total.basic            201    3000000.0  t:1:4
    3  function  total.project            201    1000000.0  t:1:5
    """
    frame = data.amounts if isinstance(data, Dataset) else data
    sources, kinds, functions = (composition(frame, by) for by in ("source", "kind", "function"))
    spent = next((of for of in (kinds, functions) if len(of) and of["role"].iloc[0] in WHOLES), kinds if len(kinds) else functions)
    if spent.empty or not float(spent["whole_yuan"].iloc[0]) > 0:
        return pd.DataFrame(columns=list(COLUMNS))
    out = _whole(spent)
    rows = [*_revenue(sources, out), *_kinds(kinds, out), *_functions(frame, kinds, functions, out)]
    found = pd.DataFrame(rows)
    share = found["amount_yuan"].astype(float) / found["whole_yuan"].astype(float) * 100
    return found.assign(share_pct=share)[list(COLUMNS)]


@dataclass(frozen=True, slots=True)
class _Whole:
    """An amount that is broken down, and the row of the composition that tells where it stands."""

    yuan: float
    cells: str
    row: dict[str, Any]


def _whole(composed: pd.DataFrame) -> _Whole:
    first = {str(name): value for name, value in composed.iloc[0].to_dict().items()}
    return _Whole(float(first["whole_yuan"]), str(first["whole_cells"]), first)


def _revenue(sources: pd.DataFrame, out: _Whole) -> Iterator[dict[str, Any]]:
    """Yield the sources, and what revenue and expenditure differ by."""
    if sources.empty:
        return
    into = _whole(sources)
    yield from _parts(sources, SOURCE, "", into, into)
    more = _less(into.yuan, out.yuan, into.cells, out.cells)
    if more > 0:
        yield _gap(SURPLUS, KIND, "", more, difference_of(into.cells, out.cells), into, into)
    elif more < 0:
        yield _gap(DEFICIT, SOURCE, "", -more, difference_of(out.cells, into.cells), out, into)


def _kinds(kinds: pd.DataFrame, out: _Whole) -> Iterator[dict[str, Any]]:
    if not kinds.empty:
        yield from _parts(kinds, KIND, "", out, out)


def _functions(frame: pd.DataFrame, kinds: pd.DataFrame, functions: pd.DataFrame, out: _Whole) -> Iterator[dict[str, Any]]:
    """Yield the functions of each kind; where no table prints most of them, those of the total, if it is the same total."""
    crossed = functions_of_kinds(frame, kinds)
    known = sum(float(part["amount_yuan"].sum()) for _, part in crossed)
    same = len(functions) and _less(float(functions["whole_yuan"].iloc[0]), out.yuan, "", out.cells) == 0
    of_total = same and float(functions["amount_yuan"].sum()) > 2 * known
    if of_total:
        yield from _parts(functions, FUNCTION, "", _whole(functions), out)
    elif known:
        for kind, part in crossed:
            of = _Whole(float(kind["amount_yuan"]), str(kind["cells"]), kind)
            yield from _parts(part, FUNCTION, str(kind["code"]), of, out)


def _parts(composed: pd.DataFrame, step: str, kind: str, of: _Whole, out: _Whole) -> Iterator[dict[str, Any]]:
    """Yield the parts of a whole, and last what they leave of it or have beyond it."""
    about = {"step": step, "kind": kind, "gap": "", "whole_yuan": out.yuan, "whole_cells": out.cells, "scope": out.row["role"]}
    for part in composed.to_dict("records"):
        yield {str(name): value for name, value in part.items()} | about
    cells = sum_of(composed["cells"])
    left = _less(of.yuan, float(composed["amount_yuan"].sum()), of.cells, cells)
    if left > 0:
        yield _gap(UNLISTED, step, kind, left, difference_of(of.cells, cells), of, out)
    elif left < 0:
        yield _gap(EXCESS, step, kind, -left, difference_of(cells, of.cells), of, out)


def _gap(gap: str, step: str, kind: str, yuan: float, cells: str, at: _Whole, out: _Whole) -> dict[str, Any]:
    about = {"step": step, "kind": kind, "gap": gap, "name": "", "code": "", "amount_yuan": yuan, "cells": cells}
    return {**at.row, **about, "whole_yuan": out.yuan, "whole_cells": out.cells, "scope": out.row["role"]}


def _less(left: float, right: float, left_cells: str, right_cells: str) -> float:
    """Return what the left amount is larger by; zero where the rounding of the printed cells can make it up."""
    cells = len(formula(share_of(left_cells, right_cells)).cells)
    return 0.0 if abs(left - right) <= ROUNDING_YUAN * cells else round(left - right, FEN)
