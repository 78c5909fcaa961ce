"""The shares of each document, one row for each, with the cells of the part and of the whole."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from qzbudget.breakdown.analysis import unlisted
from qzbudget.breakdown.cells import steps
from qzbudget.breakdown.composition import composition
from qzbudget.breakdown.naming import scope_of
from qzbudget.change.documents import in_document
from qzbudget.cited.numbers import share_of
from qzbudget.comparison.basic import stated_basic
from qzbudget.comparison.peers import Peers, unlike
from qzbudget.comparison.three_public import three_public_cells
from qzbudget.dataset.load import Dataset

ASPECTS = ("kind", "basic", "function", "three_public")
"""What is compared: kinds of expenditure, parts of basic expenditure, functions, and the “three public” expenses."""

WHOLES = ("expenditure_summary", "revenue_expenditure_summary")
"""Tables that print the whole expenditure."""

COLUMNS: tuple[str, ...] = ("document_id", "unit", "year", "level", "kind", "own", "differs")
COLUMNS += ("aspect", "key", "name", "scope", "role", "part_yuan", "whole_yuan", "share_pct")
COLUMNS += ("complete", "proved", "part_cells", "whole_cells", "cells")
"""Columns of the frame of shares.

``differs`` says in what the share is not like the own one (``year``, ``level``, ``kind``, ``scope``, joined by ``+``; empty
where in nothing); ``key`` is the code or the last step of the measure; ``scope`` is what the share is of, ``role`` the table
that prints it (empty: the narrative); ``complete`` whether the parts make the whole.
"""

DTYPES = {"own": "bool", "complete": "bool", "proved": "bool", "year": "Int64"}
DTYPES |= dict.fromkeys(("part_yuan", "whole_yuan", "share_pct"), "float64")


def shares(peers: Peers) -> pd.DataFrame:
    """Return the shares of every document.

    Parameters
    ----------
    peers : Peers
        The documents.

    Returns
    -------
    DataFrame
        Columns as in :data:`COLUMNS`, amounts in yuan, shares in per cent.  A part that is reported as zero has a share of
        zero; what a document does not print, or has no positive whole, has no row.
    """
    rows = [row for data in peers.every for row in _rows(data, peers.own)]
    return scoped(pd.DataFrame(rows, columns=list(COLUMNS)).astype(DTYPES))


def scoped(found: pd.DataFrame) -> pd.DataFrame:
    """Note in ``differs`` where a share is of another whole than the own one of the same aspect.

    Examples
    --------
    >>> found = pd.DataFrame({"own": [True, False], "aspect": "kind", "scope": ["支出", "一般公共预算支出"], "differs": ["", "year"]})
    >>> scoped(found)["differs"].tolist()
    ['', 'year+scope']
    """
    own = found[found["own"]].drop_duplicates("aspect").set_index("aspect")["scope"]
    other = found["aspect"].map(own).notna() & (found["aspect"].map(own) != found["scope"])
    told = [("+".join(filter(None, (text, "scope"))) if o else text) for text, o in zip(found["differs"], other, strict=True)]
    return found.assign(differs=told)


MOST_PARTS, OWN_PARTS = 5, 3
"""Shares that a figure or a table can tell apart, and how many of them the own document chooses before the others do."""


def foremost(of: pd.DataFrame) -> list[tuple[str, str]]:
    """Return the shares, as ``aspect`` and ``key``, that are told apart: the largest own ones, then those largest in all documents.

    Examples
    --------
    >>> of = pd.DataFrame({"aspect": "function", "key": ["205", "201", "210"], "own": [True, False, False], "share_pct": [5.0, 90.0, 9.0]})
    >>> foremost(of)
    [('function', '205'), ('function', '201'), ('function', '210')]
    """
    own = _sizes(of[of["own"]]).head(OWN_PARTS)
    every = list(dict.fromkeys([*own[own != 0].index, *(sizes := _sizes(of))[sizes != 0].index]))
    return every[:MOST_PARTS] or list(sizes.index[:MOST_PARTS])


def _sizes(of: pd.DataFrame) -> pd.Series[float]:
    return of.groupby(["aspect", "key"], sort=False)["share_pct"].sum().sort_values(ascending=False, kind="stable")


def by_size(of: pd.DataFrame) -> pd.DataFrame:
    """Return shares in the order to show their documents: the own one, like ones, others, each by the share that is the largest own one.

    Examples
    --------
    >>> of = pd.DataFrame({"document_id": ["a", "b", "c"], "aspect": "kind", "key": "basic", "own": [True, False, False],
    ...                    "differs": ["", "year", "year"], "share_pct": [50.0, 20.0, 80.0]})
    >>> by_size(of)["document_id"].tolist()
    ['a', 'c', 'b']
    """
    if of.empty:
        return of
    aspect, key = foremost(of)[0]
    shares = of[(of["aspect"] == aspect) & (of["key"] == key)].drop_duplicates("document_id").set_index("document_id")["share_pct"]
    order = of.assign(not_own=~of["own"], other=of["differs"] != "", size=-of["document_id"].map(shares).fillna(0.0))
    return order.sort_values(["not_own", "other", "size"], kind="stable").drop(columns=["not_own", "other", "size"])


def _rows(data: Dataset, own: Dataset) -> Iterator[dict[str, Any]]:
    document = data.document
    about = {
        "document_id": document["document_id"],
        "unit": document["unit_name"],
        "year": document["fiscal_year"],
        "level": document["level"],
        "kind": document["kind"],
        "own": data is own,
        "differs": "+".join(unlike(own.document, document)) if data is not own else "",
    }
    composed = {aspect: composition(data, aspect, zeros=True) for aspect in ("kind", "basic", "function")}
    if composed["basic"].empty:
        composed["basic"] = stated_basic(data.statements)
    for aspect, parts in composed.items():
        yield from (about | _placed(data, row) for row in composed_shares(parts, aspect))
    whole = next((composed[by] for by in ("kind", "function") if is_whole(composed[by])), None)
    yield from (about | _placed(data, row) for row in _three_public(data, whole_expenditure(data) if whole is None else whole))


def composed_shares(composed: pd.DataFrame, aspect: str) -> Iterator[dict[str, Any]]:
    """Yield the share of each part of a composition; none where the whole is not positive.

    Examples
    --------
    >>> list(composed_shares(pd.DataFrame(), "kind"))
    []
    """
    if composed.empty or not composed["whole_yuan"].iloc[0] > 0:
        return
    scope, complete = scope_of(composed, aspect, "zh"), unlisted(composed) == 0
    for part in composed.to_dict("records"):
        yield {
            "aspect": aspect,
            "key": steps(str(part["code"] or part["name"]))[-1],
            "name": part["name"],
            "scope": scope,
            "role": part["role"],
            "part_yuan": float(part["amount_yuan"]),
            "whole_yuan": float(part["whole_yuan"]),
            "share_pct": float(part["share_pct"]),
            "complete": complete,
            "proved": pd.isna(part["proved"]) or bool(part["proved"]),
            "part_cells": part["cells"],
            "whole_cells": part["whole_cells"] or "+".join(composed["cells"]),
        }


def is_whole(composed: pd.DataFrame) -> bool:
    """Tell whether a composition is of the whole expenditure, and that is positive."""
    return not composed.empty and composed["role"].iloc[0] in WHOLES and bool(composed["whole_yuan"].iloc[0] > 0)


def whole_expenditure(data: Dataset) -> pd.DataFrame:
    """Return a composition of the whole expenditure of a document; no rows where it prints none."""
    for by in ("kind", "function"):
        composed = composition(data.amounts[data.amounts["role"].isin(WHOLES)], by)
        if is_whole(composed):
            return composed
    return composed


def _three_public(data: Dataset, whole: pd.DataFrame) -> Iterator[dict[str, Any]]:
    part = three_public_cells(data)
    if not is_whole(whole) or part is None:
        return
    yuan, of = part.yuan, float(whole["whole_yuan"].iloc[0])
    yield {
        "aspect": "three_public",
        "key": "three_public",
        "name": "three_public",
        "scope": scope_of(whole, "kind", "zh"),
        "role": whole["role"].iloc[0],
        "part_yuan": yuan,
        "whole_yuan": of,
        "share_pct": yuan / of * 100,
        "complete": True,
        "proved": part.proved and bool(whole["proved"].iloc[0]),
        "part_cells": part.cells,
        "whole_cells": whole["whole_cells"].iloc[0] or "+".join(whole["cells"]),
    }


def _placed(data: Dataset, row: dict[str, Any]) -> dict[str, Any]:
    """Return a share whose cells say of which document they are."""
    part, whole = in_document(data, str(row["part_cells"])), in_document(data, str(row["whole_cells"]))
    return row | {"part_cells": part, "whole_cells": whole, "cells": share_of(part, whole)}
