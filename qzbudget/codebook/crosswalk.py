"""The two economic classifications of the same money: department (3xx) and government (5xx) codes, and how they cross."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import pandas as pd

from qzbudget.codebook.book import name_of, read_csv, verdict
from qzbudget.codebook.regroup import Target, regrouped
from qzbudget.codebook.shares import Share, shares_of
from qzbudget.errors import UsageError
from qzbudget.load import Dataset

AGENCY, INSTITUTION, ANY = "agency", "institution", "any"
BODIES = (AGENCY, INSTITUTION)
"""Whose money it is: 机关 and what is managed like one (501–504), or 事业单位 (505, 506)."""


@dataclass(frozen=True, slots=True)
class Crossing:
    """A department code and a government code that the same money has, with the reason and how sure it is.

    A department code of three digits stands for the codes below it that have no row of their own.  ``documents`` of
    ``places`` print both codes in one row.
    """

    department_code: str
    government_code: str
    body: str
    documents: int
    places: int
    confidence: str
    reason: str
    evidence: str


def crosswalk() -> tuple[Crossing, ...]:
    """Return every row of the crosswalk.

    Examples
    --------
    >>> [(row.department_code, row.body, row.confidence) for row in crosswalk() if row.government_code == "50102"]
    [('30108', 'agency', 'high'), ('30109', 'agency', 'high'), ('30110', 'agency', 'high'), ('30111', 'agency', 'high'), \
('30112', 'agency', 'high')]
    """
    return _rows()


def crossings(department_code: str, body: str | None = None) -> tuple[Crossing, ...]:
    """Return the rows that a department code can take, the best proved first.

    Parameters
    ----------
    department_code : str
        A code of 3 or 5 digits.
    body : {"agency", "institution"}, optional
        Whose money it is; by default both.

    Raises
    ------
    UsageError
        If there is no such body.

    Examples
    --------
    >>> [row.government_code for row in crossings("30101")]
    ['50101', '50501']
    >>> [row.government_code for row in crossings("30101", "institution")]
    ['50501']
    """
    if body not in (None, *BODIES):
        raise UsageError(f"body={body!r} 未知：应为 {' 或 '.join(map(repr, BODIES))}。")
    by_code = _by_department()
    rows = [*by_code.get(department_code, ()), *by_code.get(department_code[:3], ())]
    fitting = [row for row in dict.fromkeys(rows) if body is None or row.body in (ANY, body)]
    known = {row.body for row in fitting if row.department_code == department_code}
    own = [row for row in fitting if row.department_code == department_code or row.body not in known]
    return tuple(sorted(own, key=lambda row: (-row.places, -row.documents)))


def cross(data: Dataset | pd.DataFrame, *, body: str | None = None, measure: str | None = None) -> pd.DataFrame:
    """Cross amounts by department economic classification (3xx) to government economic classification (5xx).

    Parameters
    ----------
    data : Dataset or DataFrame
        A dataset, or amount cells as in ``Dataset.amounts``.
    body : {"agency", "institution"}, optional
        Whose money it is: the same salary is 50101 at an agency (机关) and 50501 at an institution (事业单位).  Without it
        only codes that are the same for both are crossed.
    measure : str, optional
        The column to cross; by default the one that is the whole.

    Returns
    -------
    DataFrame
        One row per government code, columns as of :func:`qzbudget.view`; what cannot be crossed (also a code that
        contradicts its printed name) is the row ``unmapped``, so the rows add up to the total.
        No rows where the document has no department classification.

    Notes
    -----
    Source: pairs that documents print in one row, and lists; :func:`crosswalk` has reason and evidence of each row.

    Examples
    --------
    >>> frame = pd.DataFrame({
    ...     "table_id": "t", "role": "basic_expenditure_department", "measure": "total.basic", "col": 3, "row": [0, 1, 2],
    ...     "parent_row": [None, 0, 0], "item_code": [None, "30101", "30102"], "row_type": ["total", "section", "section"],
    ...     "item_name": ["合计", "基本工资", "津贴补贴"], "amount_yuan": [30.0, 10.0, 20.0],
    ... })
    >>> cross(frame, body="agency")[["code", "name", "amount_yuan", "from_codes"]]
        code     name  amount_yuan   from_codes
    0  50101  工资奖金津补贴         30.0  30101+30102
    """
    crossings("301", body)
    shares = shares_of(data, "department_economic", measure)
    return regrouped(shares, lambda share: _target(share, body), {})


def _target(share: Share, body: str | None) -> Target | None:
    if verdict(share.code, share.name, share.year) == "differs":
        return None
    found = crossings(share.code, body)
    if not found or (body is None and len({row.government_code for row in found}) > 1):
        return None
    code = found[0].government_code
    return Target(code, name_of(code, share.year) or name_of(code) or code, found[0].confidence)


@cache
def _rows() -> tuple[Crossing, ...]:
    return tuple(
        Crossing(
            department_code=row["department_code"],
            government_code=row["government_code"],
            body=row["body"],
            documents=int(row["documents"]),
            places=int(row["places"]),
            confidence=row["confidence"],
            reason=row["reason"],
            evidence=row["evidence"],
        )
        for row in read_csv("economic_crosswalk")
    )


@cache
def _by_department() -> Mapping[str, tuple[Crossing, ...]]:
    grouped: dict[str, list[Crossing]] = {}
    for row in _rows():
        grouped.setdefault(row.department_code, []).append(row)
    return {code: tuple(rows) for code, rows in grouped.items()}
