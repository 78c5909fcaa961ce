"""Amounts under other headings: added up, nothing dropped, nothing counted twice."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from qzbudget.cited.numbers import cancelled, less, sum_of
from qzbudget.codebook.book import CONFIDENCES
from qzbudget.dataset.load import FEN
from qzbudget.views.shares import Share, Shares

COLUMNS: tuple[str, ...] = ("rank", "code", "name", "amount_yuan", "share_pct", "whole_yuan", "confidence", "from_codes")
COLUMNS += ("document_id", "role", "measure", "table_id", "row", "col", "cells", "page", "number_printed", "proved")
COLUMNS += ("whole_cells",)
"""Columns of regrouped amounts."""

UNMAPPED, UNLISTED = "unmapped", "unlisted"
"""Rows of what no mapping covers, and of what the printed total has beyond the printed parts."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where an amount goes: a code, its name, and how sure that is."""

    code: str
    name: str
    confidence: str


def regrouped(
    shares: Shares | None, target: Callable[[Share], Target | None], names: Mapping[str, str]
) -> pd.DataFrame:
    """Add up the shares of a whole by where each of them goes.

    Parameters
    ----------
    shares : Shares or None
        Amounts that each have one code.
    target : callable
        Gives the target of a share, None where nothing covers it.
    names : mapping
        Names of the rows ``unmapped`` and ``unlisted``.

    Returns
    -------
    DataFrame
        One row per target in the order of the codes, then ``unmapped`` and ``unlisted``; their amounts add up to the whole.
        Every column of a composition is there, so that what shows a composition shows this too.
    """
    if shares is None or not shares.shares:
        return pd.DataFrame(columns=list(COLUMNS))
    groups: dict[str, list[tuple[Share, Target]]] = {}
    for share in shares.shares:
        found = target(share) or Target(UNMAPPED, names.get(UNMAPPED, UNMAPPED), "")
        groups.setdefault(found.code, []).append((share, found))
    rows = [_row(groups[code]) for code in sorted(groups, key=lambda code: (code == UNMAPPED, code))]
    listed = _sum([share.amount for share in shares.shares])
    whole = listed if shares.whole is None else shares.whole
    if whole != listed:
        beyond = {"code": UNLISTED, "name": names.get(UNLISTED, UNLISTED), "amount_yuan": round(whole - listed, FEN)}
        cells = less(shares.whole_cells, cells_of(shares.shares))
        rows.append({**rows[0], **beyond, "confidence": "", "from_codes": "", "cells": cells, "page": shares.whole_page})
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    amounts = frame["amount_yuan"].astype(float)
    alone = ~frame["cells"].str.contains("[+]|:[0-9]+-")
    places = frame["cells"].str.extract(":([0-9]+):([0-9]+)$").astype("Int64").where(alone)
    return frame.assign(
        rank=amounts.rank(ascending=False, method="first").astype(int),
        share_pct=amounts / float(whole) * 100 if whole else float("nan"),
        whole_yuan=whole,
        row=places[0],
        col=places[1],
        page=frame["page"].astype("Int64"),
        whole_cells=shares.whole_cells or cells_of(shares.shares),
    )


def cells_of(shares: Sequence[Share]) -> str:
    """Return the sum of the cells of some shares."""
    return cancelled(sum_of(share.cells for share in shares))


def _row(group: Sequence[tuple[Share, Target]]) -> dict[str, Any]:
    shares = [share for share, _ in group]
    first, target = group[0]
    return {
        "code": target.code,
        "name": target.name,
        "amount_yuan": _sum([share.amount for share in shares]),
        "confidence": max((target.confidence for _, target in group), key=_doubt),
        "from_codes": "+".join(dict.fromkeys(share.code for share in shares)),
        "document_id": first.document_id,
        "role": first.role,
        "measure": first.measure,
        "table_id": first.table_id,
        "cells": cells_of(shares),
        "page": first.page,
        "number_printed": first.number_printed,
        "proved": None if any(share.proved is None for share in shares) else all(share.proved for share in shares),
    }


def _doubt(confidence: str) -> int:
    return CONFIDENCES.index(confidence) if confidence in CONFIDENCES else -1


def _sum(amounts: Sequence[Any]) -> Any:
    return round(sum(amounts[1:], start=amounts[0]), FEN)
