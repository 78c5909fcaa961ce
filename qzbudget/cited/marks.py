"""The marks of a number: its table's reading did not prove itself, or a check that it takes part in fails."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from qzbudget.cited.numbers import formula
from qzbudget.dataset.load import Dataset
from qzbudget.wording import phrase

FAIL = "fail"
MARK = "⚠"
"""What a figure shows beside a number with a mark."""


@dataclass(frozen=True, slots=True)
class Marks:
    """What casts doubt on the numbers of some documents: cells of failed checks, and tables that are not proved."""

    failed: frozenset[str] = frozenset()
    unproved: frozenset[str] = frozenset()

    def of(self, cells: str, lang: str) -> str:
        """Return the marks of a number; empty where nothing is against it.

        Parameters
        ----------
        cells : str
            The formula of the number.
        lang : {"zh", "en"}
            Language.

        Examples
        --------
        >>> Marks(failed=frozenset({"a:0:1"})).of("a:0:1~b:0:1", "zh")
        '⚠ 核对不符'
        """
        behind = formula(cells).cells
        marks = ["unproved"] if any(_table(cell) in self.unproved for cell in behind) else []
        marks += ["failed"] if any(cell in self.failed for cell in behind) else []
        return " ".join(phrase(mark, lang) for mark in marks)

    def beside(self, told: str, cells: str, lang: str) -> str:
        """Return what is told of a number with its marks behind it.

        Examples
        --------
        >>> Marks().beside("公开表3 第 13 页", "a:0:1", "zh")
        '公开表3 第 13 页'
        """
        return " ".join(filter(None, (told, self.of(cells, lang))))


NO_MARKS = Marks()
"""Nothing is against any number."""


def _table(cell: str) -> str:
    return cell.rsplit(":", 2)[0]


def marks_of(own: Dataset, others: Iterable[Dataset] = ()) -> Marks:
    """Collect the marks of a document and of others beside it.

    Cells of any document can be named with its ``document_id#`` before them, those of the own one also without.

    Parameters
    ----------
    own : Dataset
        The document.
    others : iterable of Dataset, optional
        Other documents of the same unit.
    """
    failed, unproved = set(failed_cells(own.checks)), set(_unproved(own.tables))
    for other in (own, *others):
        prefix = f"{other.document['document_id']}#"
        failed |= {f"{prefix}{cell}" for cell in failed_cells(other.checks)}
        unproved |= {f"{prefix}{table}" for table in _unproved(other.tables)}
    return Marks(frozenset(failed), frozenset(unproved))


def failed_cells(checks: pd.DataFrame) -> frozenset[str]:
    """Return the cells on both sides of every check that fails.

    Examples
    --------
    >>> checks = pd.DataFrame({"status": ["fail", "pass"], "left_where": ["a:0:1", "b:0:1"], "right_where": ["a:1:1+a:2:1", None]})
    >>> sorted(failed_cells(checks))
    ['a:0:1', 'a:1:1', 'a:2:1']
    """
    failing = checks[checks["status"] == FAIL]
    sides = pd.concat([failing["left_where"], failing["right_where"]]).dropna()
    return frozenset(cell for side in sides for cell in str(side).split("+"))


def _unproved(tables: pd.DataFrame) -> Iterable[str]:
    return tables.loc[~tables["proved"], "table_id"]
