"""What each part adds to the change of a whole."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from qzbudget.breakdown.analysis import ROUNDING_YUAN
from qzbudget.change.frame import REST, TOTAL, changes
from qzbudget.cited.numbers import difference_of, sum_of
from qzbudget.codebook.book import LEVELS
from qzbudget.dataset.load import FEN

WHOLES: tuple[str, ...] = (
    "total_expenditure",
    "revenue_and_expenditure",
    "fiscal_expenditure",
    "fiscal_revenue_and_expenditure",
)
WHOLES += ("general_budget",)
"""Terms of the narrative for a whole that basic and project expenditure are parts of."""

KINDS = ("basic", "project", "contingency", "business_expenditure", "remittance_to_superior", "subsidy_to_subordinates")
"""Terms of the narrative for the kinds of expenditure."""


def contributions(whole: pd.Series, parts: pd.DataFrame) -> pd.DataFrame:
    """Tell what each part contributes to the change of a whole.

    Parameters
    ----------
    whole : Series
        A row of a frame of changes (:data:`qzbudget.change.frame.COLUMNS`).
    parts : DataFrame
        Its parts, with the same base.

    Returns
    -------
    DataFrame
        The parts, largest contribution first, with ``points`` (percentage points: the change of the part in per cent of the
        base of the whole; they add up to the growth of the whole; missing where that base is not positive) and, prefixed
        with ``whole_``, what the frame of changes has of the whole.  What the parts leave of the change beyond rounding is a
        row of its own with key ``"rest"``.

    Examples
    --------
    >>> parts = changes([{"key": "basic", "amount_yuan": 90.0, "base_yuan": 80.0},
    ...                  {"key": "project", "amount_yuan": 70.0, "base_yuan": 120.0}])
    >>> whole = changes([{"key": "total_expenditure", "amount_yuan": 160.0, "base_yuan": 200.0}]).iloc[0]
    >>> contributions(whole, parts)[["key", "change_yuan", "points"]]
           key  change_yuan  points
    0  project        -50.0   -25.0
    1    basic         10.0     5.0
    """
    known = parts[parts["change_yuan"].notna()]
    gap = round(float(whole["change_yuan"]) - float(known["change_yuan"].sum()), FEN)
    if abs(gap) > ROUNDING_YUAN * (len(known) + 1):
        known = pd.concat([known, _rest(whole, known, gap)], ignore_index=True)
    ranked = known.assign(size=known["change_yuan"].abs()).sort_values("size", ascending=False, kind="stable")
    base = float(whole["base_yuan"])
    return (
        ranked.drop(columns="size")
        .assign(
            points=ranked["change_yuan"] / (base if base > 0 else float("nan")) * 100,
            **{f"whole_{name}": whole[name] for name in ("base_yuan", "amount_yuan", "change_yuan")},
            **{f"whole_{name}": whole[name] for name in ("base_cells", "amount_cells", "change_cells")},
            **{f"whole_{name}": whole[name] for name in ("key", "name", "role")},
        )
        .reset_index(drop=True)
    )


def _rest(whole: pd.Series, parts: pd.DataFrame, gap: float) -> pd.DataFrame:
    cells = difference_of(str(whole["change_cells"]), sum_of(parts["change_cells"]))
    own: dict[Any, Any] = whole.to_dict() | {
        "key": REST,
        "name": REST,
        "code": None,
        "amount_yuan": None,
        "base_yuan": None,
    }
    return changes([own | {"change_yuan": gap, "change_pct": None, "reason": None, "change_cells": cells}])


def stated_contributions(stated: pd.DataFrame) -> pd.DataFrame | None:
    """Tell what basic and project expenditure contribute to the change of expenditure that a narrative states.

    Parameters
    ----------
    stated : DataFrame
        As :func:`qzbudget.change.stated_changes` gives it.

    Returns
    -------
    DataFrame or None
        As :func:`contributions` gives it, of the first section that states the change of the whole with its base and of two
        kinds with the same base; None where no section does.
    """
    complete = stated[stated["change_yuan"].notna()]
    for (section, base_kind), rows in complete.groupby(["section", "base_kind"], sort=False):
        whole, kinds = _whole(rows, complete), rows[rows["key"].isin(KINDS)]
        if section and base_kind and whole is not None and len(kinds.drop_duplicates("key")) > 1:
            return contributions(whole, kinds.drop_duplicates("key"))
    return None


def coded_contributions(found: pd.DataFrame) -> pd.DataFrame | None:
    """Tell what the lines of a classification contribute to the change of its total.

    Parameters
    ----------
    found : DataFrame
        A frame of changes with a row whose key is ``"total"``, as :func:`qzbudget.change.between` and
        :func:`qzbudget.change.printed_changes` give it.

    Returns
    -------
    DataFrame or None
        As :func:`contributions` gives it, of the highest level with more than one code; None without such a level or total.
    """
    whole = found[(found["key"] == TOTAL) & found["change_yuan"].notna()]
    for digits in LEVELS:
        parts = found[found["code"].str.len() == digits]
        if len(whole) == 1 and len(parts) > 1 and parts["code"].is_unique:
            return contributions(whole.iloc[0], parts)
    return None


def _whole(rows: pd.DataFrame, every: pd.DataFrame) -> pd.Series | None:
    """Return the whole of a section: the first term that has a base, of those that state the same change."""
    found: Sequence[pd.Series] = [row for key in WHOLES for _, row in rows[rows["key"] == key].iterrows()]
    based = [row for row in found if pd.notna(row["base_yuan"])]
    same = [row for row in based if row["change_yuan"] == found[0]["change_yuan"]]
    return same[0] if same else None
