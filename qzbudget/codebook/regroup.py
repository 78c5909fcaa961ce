"""The parts of a whole under other headings: added up, nothing dropped, nothing counted twice."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from qzbudget.load import FEN
from qzbudget.parts import Parts

COLUMNS: tuple[str, ...] = ("code", "name", "amount_yuan", "share_pct", "whole_yuan", "confidence", "from_codes")
COLUMNS += ("document_id", "role", "measure", "table_id", "cells", "proved")
"""Columns of regrouped amounts."""

UNMAPPED, UNLISTED = "unmapped", "unlisted"
"""Rows of what no mapping covers, and of what the printed total has beyond the printed parts."""

Cell = Mapping[Hashable, Any]
"""One amount cell, by the names of its columns."""

_CONFIDENCES = ("high", "medium", "low", "unverified")
_WHERE = ("document_id", "role", "measure", "table_id")


@dataclass(frozen=True, slots=True)
class Target:
    """Where an amount goes: a code, its name, and how sure that is."""

    code: str
    name: str
    confidence: str


def regrouped(
    parts: Parts | None, target: Callable[[Cell], Target | None], names: Mapping[str, str]
) -> pd.DataFrame:
    """Add up the cells of a whole by where each of them goes.

    Parameters
    ----------
    parts : Parts or None
        Cells that add up to the whole, as :func:`qzbudget.composition.best_parts` gives them.
    target : callable
        Gives the target of a cell, None where nothing covers it.
    names : mapping
        Names of the rows ``unmapped`` and ``unlisted``.

    Returns
    -------
    DataFrame
        One row per target in the order of the codes, then ``unmapped`` and ``unlisted``; their amounts add up to the whole.
    """
    if parts is None:
        return pd.DataFrame(columns=list(COLUMNS))
    cells = nonzero(parts.cells)
    targets = [target(cell) or Target(UNMAPPED, names.get(UNMAPPED, UNMAPPED), "") for cell in cells.to_dict("records")]
    rows = [_row(code, cells, targets) for code in sorted({t.code for t in targets}, key=lambda c: (c == UNMAPPED, c))]
    printed = parts.whole[parts.whole["amount_yuan"].notna()]
    listed = _rounded(cells["amount_yuan"].sum())
    whole = _rounded(printed["amount_yuan"].sum()) if len(printed) else listed
    if whole != listed:
        rows.append({**rows[0], **_unlisted(_rounded(whole - listed), printed, names)})
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    share = frame["amount_yuan"].astype(float) / float(whole) * 100 if whole else float("nan")
    return frame.assign(share_pct=share, whole_yuan=whole)


def _row(code: str, cells: pd.DataFrame, targets: list[Target]) -> dict[str, Any]:
    here = [target.code == code for target in targets]
    own = [target for target in targets if target.code == code]
    chosen = cells[here]
    return {
        "code": code,
        "name": own[0].name,
        "amount_yuan": _rounded(chosen["amount_yuan"].sum()),
        "confidence": max((target.confidence for target in own), key=_doubt),
        "from_codes": "+".join(dict.fromkeys(chosen["part"].astype(str))),
        **{name: chosen[name].iloc[0] for name in _WHERE},
        "cells": cells_of(chosen),
        "proved": None if chosen["proved"].isna().any() else bool(chosen["proved"].all()),
    }


def nonzero(cells: pd.DataFrame) -> pd.DataFrame:
    """Drop what is not reported, and what is reported as zero unless everything is."""
    reported = cells[cells["amount_yuan"].notna()]
    counts = reported["amount_yuan"] != 0
    return reported[counts] if counts.any() else reported


def _unlisted(amount: Any, printed: pd.DataFrame, names: Mapping[str, str]) -> dict[str, Any]:
    name = names.get(UNLISTED, UNLISTED)
    return {
        "code": UNLISTED, "name": name, "amount_yuan": amount, "confidence": "", "from_codes": "",
        "cells": cells_of(printed),
    }  # fmt: skip


def _doubt(confidence: str) -> int:
    return _CONFIDENCES.index(confidence) if confidence in _CONFIDENCES else -1


def cells_of(cells: pd.DataFrame) -> str:
    """Name every cell as ``table_id:row:col``, joined by ``+``."""
    return "+".join(cells["table_id"] + ":" + cells["row"].astype(str) + ":" + cells["col"].astype(str))


def _rounded(amount: Any) -> Any:
    return round(amount, FEN)
