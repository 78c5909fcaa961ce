"""Where a share stands among those of other documents."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

FEWEST = 3
"""Like documents, besides the own one, from which a rank and a median are worth telling."""


@dataclass(frozen=True, slots=True)
class Position:
    """The own share among others.

    ``rank`` counts from the largest, ``n`` counts all shares with the own one, ``median_pct``, ``least_pct`` and ``most_pct`` are of all of
    them, ``median_cells`` is the formula of the one in the middle (empty for an even number), ``alike`` tells whether only
    like documents were ranked.
    """

    share_pct: float
    cells: str
    rank: int
    n: int
    median_pct: float
    median_cells: str
    least_pct: float
    least_cells: str
    most_pct: float
    most_cells: str
    alike: bool


def position(found: pd.DataFrame, key: str) -> Position | None:
    """Rank the own share among those of like documents; among all of them where fewer than three are like.

    Parameters
    ----------
    found : DataFrame
        ``key``, ``own``, ``differs``, ``share_pct`` and ``cells`` as :func:`qzbudget.comparison.shares` gives them.
    key : str
        Which share.

    Returns
    -------
    Position or None
        None where the own document or every other has no such share.

    Examples
    --------
    >>> found = pd.DataFrame({"key": "project", "own": [True, False, False, False], "differs": ["", "", "", ""],
    ...                       "share_pct": [40.0, 10.0, 90.0, 30.0], "cells": ["a", "b", "c", "d"]})
    >>> place = position(found, "project")
    >>> place.rank, place.n, place.median_pct, place.alike
    (2, 4, 35.0, True)
    """
    of = found[found["key"] == key]
    own, others = of[of["own"]], of[~of["own"]]
    if own.empty or others.empty:
        return None
    like = others[others["differs"] == ""]
    alike = len(like) >= FEWEST
    ranked = pd.concat([own, like if alike else others]).sort_values("share_pct", kind="stable", ignore_index=True)
    share, middle = float(own["share_pct"].iloc[0]), len(ranked) // 2
    return Position(
        share_pct=share,
        cells=str(own["cells"].iloc[0]),
        rank=int((ranked["share_pct"] > share).sum()) + 1,
        n=len(ranked),
        median_pct=float(ranked["share_pct"].median()),
        median_cells=str(ranked["cells"].iloc[middle]) if len(ranked) % 2 else "",
        least_pct=float(ranked["share_pct"].iloc[0]),
        least_cells=str(ranked["cells"].iloc[0]),
        most_pct=float(ranked["share_pct"].iloc[-1]),
        most_cells=str(ranked["cells"].iloc[-1]),
        alike=alike,
    )
