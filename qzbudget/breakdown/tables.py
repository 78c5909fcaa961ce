"""The table behind a figure, as HTML in which every number says where it stands."""

from __future__ import annotations

import pandas as pd

from qzbudget.breakdown.analysis import unlisted
from qzbudget.breakdown.naming import NamedPart, name_of, named_parts
from qzbudget.cited.marks import NO_MARKS, Marks
from qzbudget.cited.numbers import difference_of, share_of, sum_of
from qzbudget.cited.rows import Cell, Table, laid_out
from qzbudget.number_format import WAN, in_unit, percent
from qzbudget.wording import phrase

__all__ = ["Table", "kinds_table", "parts_table"]


def parts_table(composed: pd.DataFrame, lang: str = "zh", marks: Marks = NO_MARKS) -> Table | None:
    """Lay out a composition as a table.

    Parameters
    ----------
    composed : DataFrame
        As :func:`qzbudget.composition` gives it.
    lang : {"zh", "en"}
        Language.
    marks : Marks, optional
        What casts doubt on numbers.

    Returns
    -------
    Table or None
        Name, code, amount in 万元 with thousands separators, share, and the page that each amount stands on; the last
        row is the whole, and where the parts do not make it, the difference stands above.  Names are data: whatever
        they hold is shown and never taken for markup.  None where the composition has no rows.
    """
    if composed.empty:
        return None
    parts = named_parts(composed, lang, marks)
    has_codes = any(part.code for part in parts)
    heads = ["rank", "name", *(["code"] if has_codes else []), "amount", "share", "place"]
    unit = phrase(f"unit.{WAN.name}", lang)
    head = [Cell(phrase(f"column.{name}", lang, unit=unit), name in ("amount", "share")) for name in heads]
    body = [_part_row(rank, part, has_codes) for rank, part in enumerate(parts, start=1)]
    return laid_out("qz-parts", head, body, _sums(composed, has_codes, lang, marks))


def kinds_table(parts: pd.DataFrame, lang: str = "zh", marks: Marks = NO_MARKS) -> Table | None:
    """Lay out expenditure by function and kind: a row for each function, a column for each kind.

    Parameters
    ----------
    parts : DataFrame
        As :func:`qzbudget.breakdown.analysis.function_by_kind` gives it.
    lang : {"zh", "en"}
        Language.
    marks : Marks, optional
        What casts doubt on numbers.

    Returns
    -------
    Table or None
        Amounts in 万元; an empty cell is a kind that the function has nothing of.  None where there are no rows.
    """
    if parts.empty:
        return None
    kinds = dict(zip(parts["kind"], parts["kind_name"], strict=True))
    unit = phrase(f"unit.{WAN.name}", lang)
    head = [Cell(phrase(f"column.{name}", lang)) for name in ("name", "code")]
    named = [name_of(name, kind, lang) for kind, name in kinds.items()]
    head += [Cell(phrase("column.of_kind", lang, name=name, unit=unit), is_number=True) for name in named]
    rows: dict[str, dict[str, Cell]] = {}
    against: dict[str, dict[str, None]] = {}
    for part, kind in zip(named_parts(parts, lang, marks), parts["kind"], strict=True):
        row = rows.setdefault(part.code, {"name": Cell(part.name), "code": Cell(part.code)})
        row[kind] = Cell(in_unit(part.amount, WAN), is_number=True, cells=part.cells)
        if part.mark:
            against.setdefault(part.code, {})[part.mark] = None
    columns = ["name", "code", *kinds]
    if against:
        head, columns = [*head, Cell(phrase("column.remark", lang))], [*columns, "remark"]
        for code, row in rows.items():
            row["remark"] = Cell(" ".join(against.get(code, {})))
    return laid_out("qz-kinds", head, [[row.get(name, Cell("")) for name in columns] for row in rows.values()])


def _part_row(rank: int, part: NamedPart, has_codes: bool) -> list[Cell]:
    return [
        Cell(str(rank)),
        Cell(part.name),
        *([Cell(part.code)] if has_codes else []),
        Cell(in_unit(part.amount, WAN), is_number=True, cells=part.cells),
        Cell(percent(part.share), is_number=True, cells=share_of(part.cells, part.whole_cells)),
        Cell(" ".join(filter(None, (part.place, part.mark)))),
    ]


def _sums(composed: pd.DataFrame, has_codes: bool, lang: str, marks: Marks) -> list[list[Cell]]:
    """Return the rows below the parts: what they leave out or list too much, and the whole."""
    whole, gap = float(composed["whole_yuan"].iloc[0]), unlisted(composed)
    cells = str(composed["whole_cells"].iloc[0])
    missing = difference_of(cells, sum_of(composed["cells"]))
    rows = [("row.unlisted" if gap > 0 else "row.overlisted", gap, missing)] if gap else []
    return [
        [
            Cell(""),
            Cell(phrase(name, lang)),
            *([Cell("")] if has_codes else []),
            Cell(in_unit(amount, WAN), is_number=True, cells=behind),
            Cell(percent(amount / whole * 100 if whole else float("nan")), is_number=True),
            Cell(marks.of(behind, lang)),
        ]
        for name, amount, behind in [*rows, ("row.whole", whole, cells)]
    ]
