"""Tables of projects with their plans of spending, and of indicators."""

from __future__ import annotations

import pandas as pd

from qzbudget.breakdown.naming import name_of
from qzbudget.change.frame import each
from qzbudget.cited.marks import NO_MARKS, Marks
from qzbudget.cited.numbers import share_of, sum_of
from qzbudget.cited.rows import Cell, Table, amount_cell, heads, laid_out, left_out_row
from qzbudget.naming import table_of
from qzbudget.number_format import WAN, percent
from qzbudget.projects.plans import MONTHS, ROLE
from qzbudget.projects.targets import STATUSES
from qzbudget.wording import phrase, visible

MOST_SHEETS, MOST_TARGETS = 60, 40
"""Rows that a page can hold; ``projects.csv`` and ``performance_targets.csv`` have them all."""


def plans_table(found: pd.DataFrame, lang: str = "zh", marks: Marks = NO_MARKS) -> Table | None:
    """Lay out projects with their budgets and what is to be spent by the end of each month.

    Parameters
    ----------
    found : DataFrame
        As :func:`qzbudget.projects.sheets` gives it.
    lang : {"zh", "en"}
        Language.
    marks : Marks, optional
        What casts doubt on numbers.

    Returns
    -------
    Table or None
        Amounts in 万元, cumulative; a month is a column where any sheet prints a number for it, and an empty cell is not
        zero.  None where no sheet prints a plan.
    """
    months = {name: month for name, month in MONTHS.items() if found[f"plan_{name}_yuan"].notna().any()}
    if not months:
        return None
    unit = phrase(f"unit.{WAN.name}", lang)
    head = heads(("rank", "project", "budget"), lang, {"budget"})
    head += [
        Cell(phrase("plan.column", lang, month=phrase(f"month.{month}", lang), unit=unit), is_number=True)
        for month in months.values()
    ]
    head += heads(("place",), lang)
    body = []
    for rank, row in enumerate(found.head(MOST_SHEETS).to_dict("records"), start=1):
        amounts = [amount_cell(row["amount_yuan"], row["cells"])]
        amounts += [amount_cell(row[f"plan_{name}_yuan"], f"{row['project_id']}:plan_{name}") for name in months]
        place = _place(row["page"], sum_of(cell.cells for cell in amounts), lang, marks)
        body.append([Cell(str(rank)), Cell(_name(row["name"], lang)), *amounts, Cell(place)])
    return laid_out("qz-projects", head, body, left_out_row(len(found) - len(body), len(head), lang, at=1))


def budgets_table(found: pd.DataFrame, lang: str = "zh", marks: Marks = NO_MARKS) -> Table | None:
    """Lay out projects with their codes, budgets and shares; the last row is the sum of the sheets.

    Parameters
    ----------
    found, lang, marks
        As in :func:`plans_table`.
    """
    if found.empty:
        return None
    codes = ["code"] if any(map(_text, found["code"])) else []
    head = heads(("rank", "project", *codes, "budget", "share", "place"), lang, {"budget", "share"})
    whole = sum_of(found["cells"])
    body = [
        [
            Cell(str(rank)),
            Cell(_name(row.name, lang)),
            *(Cell(_text(row.code)) for _ in codes),
            amount_cell(row.amount_yuan, row.cells),
            Cell(percent(row.share_pct), is_number=True, cells=share_of(row.cells, whole) if row.cells else ""),
            Cell(_place(row.page, row.cells, lang, marks)),
        ]
        for rank, row in enumerate(each(found.head(MOST_SHEETS)), start=1)
    ]
    more, blank = left_out_row(len(found) - len(body), len(head), lang, at=1), Cell("")
    total = amount_cell(found["amount_yuan"].sum(), whole) if whole else blank
    foot = [blank, Cell(phrase("row.whole", lang)), *(blank for _ in codes), total, blank, blank]
    return laid_out("qz-budgets", head, body, [*more, foot])


def _name(name: object, lang: str) -> str:
    return _text(name) or phrase("projects.unnamed", lang)


def levels_table(counted: pd.DataFrame, lang: str = "zh") -> Table | None:
    """Lay out the indicators by kind and by what their targets are, with their sum.

    Parameters
    ----------
    counted : DataFrame
        As :func:`qzbudget.projects.by_level` gives it.
    lang : {"zh", "en"}
        Language.
    """
    if counted.empty:
        return None
    found = [status for status in STATUSES if counted[status].any()]
    numbers = ["n", *found]
    head = heads(("level1", "level2", "indicators"), lang, {"indicators"})
    head += [Cell(phrase(f"target.{status}", lang), is_number=True) for status in found]
    body = [
        [*(Cell(name_of(row[level], None, lang)) for level in ("level1", "level2")), *(_count(row[name]) for name in numbers)]
        for row in counted.to_dict("records")
    ]
    foot = [Cell(phrase("row.whole", lang)), Cell(""), *(_count(int(counted[name].sum())) for name in numbers)]
    return laid_out("qz-levels", head, body, [foot])


def _count(n: int) -> Cell:
    return Cell(f"{n:,}" if n else "", is_number=True)


def targets_table(found: pd.DataFrame, lang: str = "zh", marks: Marks = NO_MARKS) -> Table | None:
    """Lay out indicators with their targets as printed; each target opens its place.

    Parameters
    ----------
    found : DataFrame
        As :func:`qzbudget.projects.in_words` gives it.
    lang, marks
        As in :func:`plans_table`.

    Returns
    -------
    Table or None
        The first forty; a row tells how many more there are.  None where there are none.
    """
    if found.empty:
        return None
    head = heads(("level1", "level2", "level3", "target", "place"), lang)
    body = [
        [
            *(Cell(name_of(text, None, lang)) for text in (row.level1, row.level2, row.level3)),
            Cell(_text(row.target_printed), cells=row.cells),
            Cell(_place(row.page, row.cells, lang, marks)),
        ]
        for row in each(found.head(MOST_TARGETS))
    ]
    return laid_out("qz-targets", head, body, left_out_row(len(found) - len(body), len(head), lang))


def _place(page: int, cells: str, lang: str, marks: Marks) -> str:
    return marks.beside(phrase("place", lang, table=table_of(ROLE, None, lang), page=page), cells, lang)


def _text(value: object) -> str:
    return visible(value) if isinstance(value, str) else ""
