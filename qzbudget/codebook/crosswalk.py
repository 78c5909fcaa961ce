"""The two economic classifications of the same money: department (3xx) and government (5xx) codes, and how they cross."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from qzbudget.codebook.book import read_csv
from qzbudget.errors import UsageError

AGENCY, INSTITUTION, ANY = "agency", "institution", "any"
BODIES = (AGENCY, INSTITUTION)
"""Whose money it is: 机关 and what is managed like one (501–504), or 事业单位 (505, 506)."""


@dataclass(frozen=True, slots=True)
class Crossing:
    """A department code and a government code that the same money has, with the reason and how sure it is.

    A department code of three digits stands for the codes below it that have no row of their own.  ``documents`` of
    ``places`` print both codes in one row; ``listed_by`` is the list that has the pair, empty where none has it.
    """

    department_code: str
    government_code: str
    body: str
    documents: int
    places: int
    confidence: str
    listed_by: str
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
            listed_by=row["listed_by"],
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
