"""Tables of the ledger."""

from __future__ import annotations

import pandas as pd

from qzbudget.change.frame import each
from qzbudget.cited.numbers import check_of, formula
from qzbudget.cited.rows import Cell, Table, heads, laid_out
from qzbudget.reconcile.ledger import COMPARED
from qzbudget.reconcile.words import Check, reason_of, rule_name, sides_of, subject_of
from qzbudget.wording import phrase, visible

MOST_FINDINGS = 60
"""Rows of a table of findings that a page can hold; ``checks.csv`` has them all."""


def counts_table(counted: pd.DataFrame, lang: str = "zh") -> Table | None:
    """Lay out the counts of checks by category or by rule, with their sum.

    Parameters
    ----------
    counted : DataFrame
        As :func:`qzbudget.reconcile.by_category` or :func:`qzbudget.reconcile.by_rule` gives it.
    lang : {"zh", "en"}
        Language.
    """
    if counted.empty:
        return None
    by = str(counted.columns[0])
    head = heads((by,), lang) + [Cell(phrase(f"status.{name}", lang), is_number=True) for name in COMPARED]
    names = [rule_name(name, lang) if by == "rule" else phrase(f"category.{name}", lang) for name in counted[by]]
    counts = counted[list(COMPARED)].to_numpy().tolist()
    body = [[Cell(name), *_counts(row)] for name, row in zip(names, counts, strict=True)]
    sums = [int(counted[status].sum()) for status in COMPARED]
    return laid_out("qz-checks", head, body, [[Cell(phrase("row.whole", lang)), *_counts(sums)]])


def _counts(numbers: list[int]) -> list[Cell]:
    return [Cell(f"{number:,}" if number else "", is_number=True) for number in numbers]


def findings_table(found: pd.DataFrame, lang: str = "zh", most: int = MOST_FINDINGS) -> Table | None:
    """Lay out findings: the rule, the subject, both sides in yuan, and how far they differ.

    Parameters
    ----------
    found : DataFrame
        Rows of the ledger.
    lang : {"zh", "en"}
        Language.
    most : int, default 60
        How many are listed.

    Returns
    -------
    Table or None
        A last row tells how many more there are.  None where there are none.
    """
    if found.empty:
        return None
    shown = [(check, visible(reason_of(check, lang))) for check in each(found.head(most))]
    reasons = any(reason for _, reason in shown)
    names = ["number", "check", "subject", "left", "right", "difference", *(["reason_checked"] if reasons else [])]
    head = heads(names, lang, {"left", "right", "difference"})
    body = [
        [*_finding(number, check, lang), *([Cell(reason)] if reasons else [])]
        for number, (check, reason) in enumerate(shown, start=1)
    ]
    left_out = len(found) - len(body)
    foot = [[Cell(""), Cell(phrase("reconcile.more", lang, n=left_out)), *[Cell("")] * (len(head) - 2)]]
    return laid_out("qz-findings", head, body, foot if left_out else [])


def _finding(number: int, check: Check, lang: str) -> list[Cell]:
    left, right = sides_of(check)
    return [
        Cell(str(number)),
        Cell(rule_name(check.rule, lang)),
        Cell(visible(subject_of(check))),
        _side(check.left_yuan, left, lang),
        _side(check.right_yuan, right, lang),
        _yuan(check.difference_yuan, check_of(left, right)),
    ]


def _side(yuan: float, cells: str, lang: str) -> Cell:
    """Return the amount of a side; of a check that compares no amounts how many cells it is about, so that they can be opened."""
    if pd.notna(yuan) or not cells:
        return _yuan(yuan, cells)
    return Cell(phrase("reconcile.places", lang, n=len(formula(cells).cells)), is_number=True, cells=cells)


def _yuan(yuan: float, cells: str) -> Cell:
    return Cell("" if pd.isna(yuan) else f"{yuan:,.2f}", is_number=True, cells="" if pd.isna(yuan) else cells)


def unchecked_table(found: pd.DataFrame, lang: str = "zh") -> Table | None:
    """Lay out what could not be checked, why, and how often.

    Parameters
    ----------
    found : DataFrame
        As :func:`qzbudget.reconcile.unchecked` gives it.
    lang : {"zh", "en"}
        Language.
    """
    if found.empty:
        return None
    head = heads(["check", "result", "why", "n"], lang, {"n"})
    rows = each(found.assign(left_yuan=float("nan")))
    body = [
        [
            Cell(rule_name(row.rule, lang)),
            Cell(phrase(f"status.{row.status}", lang)),
            Cell(visible(reason_of(row, lang))),
            Cell(str(row.n), is_number=True),
        ]
        for row in rows
    ]
    return laid_out("qz-unchecked", head, body)


def corrections_table(found: pd.DataFrame, lang: str = "zh") -> Table | None:
    """Lay out corrected amounts: what is printed, what it is corrected to, and by which declaration.

    Parameters
    ----------
    found : DataFrame
        As :func:`qzbudget.reconcile.corrected` gives it.
    lang : {"zh", "en"}
        Language.
    """
    if found.empty:
        return None
    head = heads(("name", "printed", "corrected", "correction"), lang, {"printed", "corrected"})
    body = [
        [
            Cell(visible(row.item_name) if isinstance(row.item_name, str) else ""),
            _yuan(row.amount_yuan, f"{row.table_id}:{row.row}:{row.col}"),
            _yuan(row.corrected_yuan, f"{row.table_id}:{row.row}:{row.col}"),
            Cell(visible(row.correction_id)),
        ]
        for row in each(found)
    ]
    return laid_out("qz-corrections", head, body)
