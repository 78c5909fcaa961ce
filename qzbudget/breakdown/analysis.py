"""What compositions tell: concentration, what each 100 yuan goes to, basic and project expenditure by function."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from qzbudget.breakdown.composition import PRINTED_STEP, composition
from qzbudget.breakdown.crossed import functions_of_kinds
from qzbudget.dataset.load import FEN, Dataset

ROUNDING_YUAN = 10_000 * PRINTED_STEP
"""What the rounding of one amount printed in 万元 can hide, in yuan."""


def uses(data: Dataset | pd.DataFrame) -> pd.DataFrame:
    """Break expenditure down into personnel, operating, project and other expenditure.

    Parameters
    ----------
    data : Dataset or DataFrame
        As in :func:`qzbudget.composition`.

    Returns
    -------
    DataFrame
        The composition by ``"kind"`` in which basic expenditure is replaced by its parts, where the document prints
        parts that make the same amount; columns as :func:`qzbudget.composition` gives them.
    """
    kinds, basic = composition(data, "kind"), composition(data, "basic")
    if kinds.empty or basic.empty:
        return kinds
    if basic_apart(kinds, basic):
        return kinds
    is_basic = _is_basic(kinds)
    whole, cells = float(kinds["whole_yuan"].iloc[0]), kinds["whole_cells"].iloc[0]
    joined = pd.concat([basic, kinds[~is_basic]]).sort_values("amount_yuan", ascending=False, ignore_index=True)
    share = joined["amount_yuan"].astype(float) / whole * 100
    return joined.assign(rank=range(1, len(joined) + 1), whole_yuan=whole, whole_cells=cells, share_pct=share)


def _is_basic(kinds: pd.DataFrame) -> pd.Series[bool]:
    return kinds["code"].str.rpartition(".")[2] == "basic"


def basic_apart(kinds: pd.DataFrame, parts: pd.DataFrame) -> float:
    """Return how much more basic expenditure is by kind than its parts are; zero where rounding is all the difference.

    Examples
    --------
    >>> kinds = pd.DataFrame({"code": ["total.basic", "total.project"], "amount_yuan": [9e6, 1e6]})
    >>> basic_apart(kinds, pd.DataFrame({"amount_yuan": [5e6, 1e6]})), basic_apart(kinds, pd.DataFrame({"amount_yuan": [9e6]}))
    (3000000.0, 0.0)
    """
    gap = float(kinds.loc[_is_basic(kinds), "amount_yuan"].sum()) - float(parts["amount_yuan"].sum())
    return gap if abs(gap) > ROUNDING_YUAN * len(parts) else 0.0


def function_by_kind(data: Dataset | pd.DataFrame, level: str = "class") -> pd.DataFrame:
    """Break the expenditure of each function down into basic, project and other expenditure.

    Parameters
    ----------
    data : Dataset or DataFrame
        As in :func:`qzbudget.composition`.
    level : {"class", "section", "item"}
        Level of the functional classification.

    Returns
    -------
    DataFrame
        One row per function and kind, columns as :func:`qzbudget.composition` gives them (shares are of the kind), with
        ``kind`` (measure) and ``kind_name``.  No rows where no table prints both.
    """
    frame = data.amounts if isinstance(data, Dataset) else data
    kinds = composition(frame, "kind")
    crossed = functions_of_kinds(frame, kinds, level)
    if kinds.empty or any(part.empty for _, part in crossed):
        return kinds.head(0).assign(kind="", kind_name="")
    rows = [part.assign(kind=str(kind["code"]), kind_name=str(kind["name"])) for kind, part in crossed]
    return pd.concat(rows, ignore_index=True)


def unlisted(composed: pd.DataFrame) -> float:
    """Return the part of the whole, in yuan, that a composition does not list: negative where it lists too much.

    Parameters
    ----------
    composed : DataFrame
        ``amount_yuan``, ``whole_yuan`` and ``cells`` as :func:`qzbudget.composition` gives them.

    Returns
    -------
    float
        Yuan; 0 where nothing but the rounding of 0.01 万元 for each cell is missing.

    Examples
    --------
    >>> unlisted(pd.DataFrame({"amount_yuan": [60_000.0], "whole_yuan": [100_000.0], "cells": ["a:1:2+a:3:2"]}))
    40000.0
    """
    if composed.empty:
        return 0.0
    gap = float(composed["whole_yuan"].iloc[0]) - float(composed["amount_yuan"].sum())
    cells = len(composed) + int(composed["cells"].str.count(r"\+").sum())
    return 0.0 if abs(gap) <= ROUNDING_YUAN * cells else round(gap, FEN)


@dataclass(frozen=True, slots=True)
class Concentration:
    """How far an amount is concentrated in few parts.

    ``parts`` counts the parts that are not zero, ``largest_share_pct`` is the share of the largest in per cent, ``hhi``
    the Herfindahl–Hirschman index: the sum of squared shares, 1 when all stands in one part, 1/n when n are equal.
    """

    parts: int
    largest_name: str
    largest_share_pct: float
    hhi: float


def concentration(composed: pd.DataFrame) -> Concentration | None:
    """Measure the concentration of a composition.

    Parameters
    ----------
    composed : DataFrame
        ``name`` and ``amount_yuan`` (yuan) of the parts, as :func:`composition` gives them.

    Returns
    -------
    Concentration or None
        None where there is no positive part.

    Examples
    --------
    >>> concentration(pd.DataFrame({"name": ["甲", "乙"], "amount_yuan": [75.0, 25.0]}))
    Concentration(parts=2, largest_name='甲', largest_share_pct=75.0, hhi=0.625)
    """
    positive = composed[composed["amount_yuan"] > 0]
    if positive.empty:
        return None
    shares = positive["amount_yuan"].astype(float) / float(positive["amount_yuan"].sum())
    largest = int(shares.argmax())
    return Concentration(
        parts=len(positive),
        largest_name=str(positive["name"].iloc[largest]),
        largest_share_pct=float(shares.iloc[largest] * 100),
        hhi=float((shares**2).sum()),
    )


def per_hundred(composed: pd.DataFrame, places: int = 2) -> pd.DataFrame:
    """Tell how much of each 100 yuan goes to each part; the parts add up to exactly 100.

    Parameters
    ----------
    composed : DataFrame
        ``amount_yuan`` (yuan) of the parts, as :func:`composition` gives them.
    places : int, default 2
        Decimals: 2 counts in fen, 0 in whole yuan.

    Returns
    -------
    DataFrame
        The positive parts with ``of_100``; the largest remainders are rounded up.

    Examples
    --------
    >>> per_hundred(pd.DataFrame({"name": ["甲", "乙", "丙"], "amount_yuan": [1.0, 1.0, 1.0]}))["of_100"].tolist()
    [33.34, 33.33, 33.33]
    """
    positive = composed[composed["amount_yuan"] > 0]
    if positive.empty:
        return positive.assign(of_100=pd.Series(dtype=float))
    exact = positive["amount_yuan"].astype(float) / float(positive["amount_yuan"].sum()) * 100 * 10**places
    units = exact.astype(int)
    left = 100 * 10**places - int(units.sum())
    lucky = (exact - units).sort_values(ascending=False, kind="stable").index[:left]
    units.loc[lucky] += 1
    return positive.assign(of_100=units / 10**places)
