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


def ranked(of: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of one share that are ranked: the own one with those of like documents, with all where few are like.

    Examples
    --------
    >>> ranked(pd.DataFrame({"own": [True, False, False], "differs": ["", "", "year"]}))["differs"].tolist()
    ['', '', 'year']
    """
    like = of[of["own"] | (of["differs"] == "")]
    return like if (~like["own"]).sum() >= FEWEST else of


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
    own = of[of["own"]]
    if own.empty or len(of) == len(own):
        return None
    among = ranked(of).sort_values("share_pct", kind="stable", ignore_index=True)
    alike = bool((among["differs"] == "").all())
    share, middle = float(own["share_pct"].iloc[0]), len(among) // 2
    return Position(
        share_pct=share,
        cells=str(own["cells"].iloc[0]),
        rank=int((among["share_pct"] > share).sum()) + 1,
        n=len(among),
        median_pct=float(among["share_pct"].median()),
        median_cells=str(among["cells"].iloc[middle]) if len(among) % 2 else "",
        least_pct=float(among["share_pct"].iloc[0]),
        least_cells=str(among["cells"].iloc[0]),
        most_pct=float(among["share_pct"].iloc[-1]),
        most_cells=str(among["cells"].iloc[-1]),
        alike=alike,
    )
