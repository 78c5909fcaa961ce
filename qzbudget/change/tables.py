"""Tables of changes, of contributions and of years."""

from __future__ import annotations

import pandas as pd

from qzbudget.change.frame import each
from qzbudget.change.words import Change, against, by_base, marked_name, place_of
from qzbudget.cited.marks import NO_MARKS, Marks
from qzbudget.cited.rows import Cell, Table, amount_cell, heads, laid_out
from qzbudget.naming import table_of
from qzbudget.number_format import WAN, signed, signed_percent
from qzbudget.wording import label, phrase, visible


def changes_table(found: pd.DataFrame, lang: str = "zh", marks: Marks = NO_MARKS) -> Table | None:
    """Lay out changes as a table, the changes of each base apart.

    Parameters
    ----------
    found : DataFrame
        A frame of changes (:data:`qzbudget.change.frame.COLUMNS`).
    lang : {"zh", "en"}
        Language.
    marks : Marks, optional
        What casts doubt on numbers.

    Returns
    -------
    Table or None
        Name, base and amount in 万元, change, percentage (none from zero), what it is measured from, the stated reason,
        place.  None where there are no rows.
    """
    if found.empty:
        return None
    with_reasons = bool((found["reason"] != "").any())
    names = ["name", "base", "now", "change", "pct", "against", *(["reason"] if with_reasons else []), "place"]
    head = heads(names, lang, {"base", "now", "change", "pct"})
    body = [
        [*_numbers(row, lang), *([Cell(visible(row.reason))] if with_reasons else []), _place(row, lang, marks)]
        for _, rows in by_base(found)
        for row in each(rows)
    ]
    return laid_out("qz-changes", head, body)


def _numbers(row: Change, lang: str) -> list[Cell]:
    return [
        Cell(marked_name(row, lang)),
        amount_cell(row.base_yuan, row.base_cells),
        amount_cell(row.amount_yuan, row.amount_cells),
        _change(row),
        _percentage(row, lang),
        Cell(phrase(f"base.{row.base_kind}.short", lang)),
    ]


def _change(row: Change) -> Cell:
    known = not pd.isna(row.change_yuan)
    return Cell(signed(row.change_yuan, WAN) if known else "", is_number=True, cells=row.change_cells if known else "")


def _percentage(row: Change, lang: str) -> Cell:
    """Return the change in per cent; from zero there is none, and the table says why."""
    if row.base_yuan == 0:
        return Cell(phrase("change.from_zero", lang) if row.change_yuan else "", is_number=True)
    known = not pd.isna(row.change_pct)
    return Cell(signed_percent(row.change_pct), is_number=True, cells=row.change_cells if known else "")


def _place(row: Change, lang: str, marks: Marks) -> Cell:
    return Cell(" ".join(filter(None, (place_of(row, lang), against(row, marks, lang)))))


def contributions_table(found: pd.DataFrame | None, lang: str = "zh", marks: Marks = NO_MARKS) -> Table | None:
    """Lay out what each part contributes to the change of a whole; the last row is the whole.

    Parameters
    ----------
    found : DataFrame or None
        As :func:`qzbudget.change.contributions` gives it.
    lang, marks
        As in :func:`changes_table`.
    """
    if found is None or found.empty:
        return None
    numbers = ("base", "now", "change", "points")
    head = heads(("name", *numbers, "place"), lang, numbers)
    body = [
        [
            Cell(marked_name(row, lang)),
            amount_cell(row.base_yuan, row.base_cells),
            amount_cell(row.amount_yuan, row.amount_cells),
            _change(row),
            Cell(_points(row.points, lang), is_number=True, cells=row.change_cells),
            _place(row, lang, marks),
        ]
        for row in each(found)
    ]
    return laid_out("qz-contributions", head, body, [_whole(next(each(found)), lang)])


def _whole(row: Change, lang: str) -> list[Cell]:
    base = row.whole_base_yuan
    growth = row.whole_change_yuan / base * 100 if base > 0 else float("nan")
    return [
        Cell(phrase("row.whole", lang)),
        amount_cell(base, row.whole_base_cells),
        amount_cell(row.whole_amount_yuan, row.whole_amount_cells),
        Cell(signed(row.whole_change_yuan, WAN), is_number=True, cells=row.whole_change_cells),
        Cell(_points(growth, lang), is_number=True, cells=row.whole_change_cells),
        Cell(""),
    ]


def _points(points: float, lang: str) -> str:
    return "—" if pd.isna(points) else phrase("change.points", lang, points=signed_percent(points).removesuffix("%"))


def years_table(found: pd.DataFrame, lang: str = "zh", marks: Marks = NO_MARKS) -> Table | None:
    """Lay out the wholes of several documents: a row for each document and amount.

    Parameters
    ----------
    found : DataFrame
        As :func:`qzbudget.change.by_year` gives it.
    lang, marks
        As in :func:`changes_table`.

    Returns
    -------
    Table or None
        None with fewer than two documents.
    """
    if len(found["document_id"].unique()) < 2:
        return None
    head = heads(("year", "document", "name", "amount", "place"), lang, {"amount"})
    body = [
        [
            Cell(str(row.year)),
            Cell(str(label(row.kind, lang))),
            Cell(label(row.key, lang) or str(row.name)),
            amount_cell(row.amount_yuan, row.cells),
            Cell(marks.beside(_where(row, lang), row.cells, lang)),
        ]
        for row in each(found)
    ]
    return laid_out("qz-years", head, body)


def _where(row: Change, lang: str) -> str:
    return phrase("place", lang, table=table_of(row.role, row.number_printed, lang), page=row.page)
