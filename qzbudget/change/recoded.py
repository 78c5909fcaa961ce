"""Codes that stand for something else than a year before: their change is no plain growth."""

from __future__ import annotations

import pandas as pd

from qzbudget.codebook.book import name_of, verdict
from qzbudget.text import match_key

_PARTICLE = "的"


def former_name(
    code: str, base_year: int, year: int, base_name: str | None = None, name: str | None = None
) -> str | None:
    """Return what a code was called in the year of the base, where that was another name.

    Parameters
    ----------
    code : str
        A classification code.
    base_year, year : int
        The two years.
    base_name, name : str, optional
        What the two documents print.

    Returns
    -------
    str or None
        None where the name is the same, or where nothing tells: a code that the code book does not know for both years
        counts as renamed only where the documents print names that the code book takes for different ones.

    Examples
    --------
    >>> former_name("20805", 2019, 2022), former_name("20805", 2022, 2023)
    ('行政事业单位离退休', None)
    """
    then, now = name_of(code, base_year), name_of(code, year)
    if then and now:
        return None if _same(then, now) else then
    if base_name and name and not _same(base_name, name):
        return base_name if verdict(code, base_name, year) == "differs" else None
    return None


def _same(one: str, other: str) -> bool:
    return match_key(one).replace(_PARTICLE, "") == match_key(other).replace(_PARTICLE, "")


def renamed(found: pd.DataFrame, base_names: pd.Series | None = None) -> pd.DataFrame:
    """Return a frame of changes with ``renamed_from`` filled in.

    Parameters
    ----------
    found : DataFrame
        A frame of changes.
    base_names : Series, optional
        The names that the document of the base prints, by the index of ``found``.
    """
    printed = base_names if base_names is not None else pd.Series(pd.NA, index=found.index, dtype=object)
    columns = (found["code"], found["base_year"], found["year"], printed, found["name"])
    names = [
        former_name(code, int(base_year), int(year), then if isinstance(then, str) else None, str(now)) or ""
        if code and pd.notna(base_year) and pd.notna(year)
        else ""
        for code, base_year, year, then, now in zip(*columns, strict=True)
    ]
    return found.assign(renamed_from=pd.Series(names, index=found.index, dtype=object))
