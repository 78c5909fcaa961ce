"""The code book as a frame."""

from __future__ import annotations

from difflib import get_close_matches

import pandas as pd

from qzbudget.codebook.book import SCHEMES, book, level_of, parent_of
from qzbudget.errors import UsageError

COLUMNS = (
    *("scheme", "code", "level", "parent", "name", "valid_from", "valid_to", "printed_from", "printed_to"),
    *("documents", "places", "confidence", "agrees_with", "differs_from", "evidence"),
)
YEARS = ("valid_from", "valid_to", "printed_from", "printed_to")


def codes(scheme: str | None = None, year: int | None = None) -> pd.DataFrame:
    """Return the code book as a frame.

    Parameters
    ----------
    scheme : {"functional", "department_economic", "government_economic"}, optional
        One classification; by default all three.
    year : int, optional
        Keep the names that hold in this fiscal year; by default every name of every year.

    Returns
    -------
    DataFrame
        One row per code and name: ``scheme``, ``code`` (a string), ``level`` (``class``, ``section``, ``item``), ``parent``
        (code one level up, NA for a class), ``name``, ``valid_from`` and ``valid_to`` (fiscal years; NA: no other name is
        known before, or after), ``printed_from`` and ``printed_to`` (years of the documents that print it; NA: none),
        ``documents`` and ``places`` (how many print it), ``confidence``, ``agrees_with`` and ``differs_from`` (lists that
        name it the same, or otherwise), ``evidence``.  A code that two names share in different years has two rows;
        in the years between them it has none.

    Raises
    ------
    UsageError
        If there is no such classification.

    Notes
    -----
    Source: the documents and lists that ``evidence`` names.  No official machine-readable copy of the yearly
    《政府收支分类科目》 was found, so rows with confidence ``unverified`` must be checked against the printed book.

    Examples
    --------
    >>> book = codes("department_economic", 2017).set_index("code")
    >>> book.loc["30311", ["name", "level", "parent", "confidence"]].to_list()
    ['住房公积金', 'section', '303', 'medium']
    """
    if scheme is not None and scheme not in SCHEMES:
        near = get_close_matches(scheme, SCHEMES, n=1)
        hint = f"是不是 {near[0]!r}？" if near else ""
        raise UsageError(f"scheme={scheme!r} 未知。{hint}可用的有：{'、'.join(SCHEMES)}。")
    rows = [
        {
            **{name: getattr(row, name, None) for name in COLUMNS},
            "level": level_of(row.code),
            "parent": parent_of(row.code),
        }
        for row in book()
        if scheme in (None, row.scheme) and (year is None or row.is_valid(year))
    ]
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    return frame.astype(dict.fromkeys(YEARS, "Int64"))
