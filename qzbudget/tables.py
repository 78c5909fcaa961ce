"""The table behind a figure, as HTML in which every number says where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import pandas as pd

from qzbudget.analysis import unlisted
from qzbudget.cited import difference_of, share_of, sum_of
from qzbudget.naming import NamedPart, name_of, named_parts
from qzbudget.wording import WAN, in_unit, percent, phrase

_RIGHT = ' style="text-align:right"'


@dataclass(frozen=True, slots=True)
class Table:
    """A table as HTML for a page and as text for a terminal."""

    html: str
    text: str


@dataclass(frozen=True, slots=True)
class _Cell:
    """One table cell; ``is_number`` sets it flush right, ``cells`` is the formula of the cells behind it."""

    text: str
    is_number: bool = False
    cells: str = ""


def parts_table(composed: pd.DataFrame, lang: str = "zh") -> Table | None:
    """Lay out a composition as a table.

    Parameters
    ----------
    composed : DataFrame
        As :func:`qzbudget.composition` gives it.
    lang : {"zh", "en"}
        Language.

    Returns
    -------
    Table or None
        Name, code, amount in 万元 with thousands separators, share, and the page that each amount stands on; the last
        row is the whole, and where the parts do not make it, the difference stands above.  Names are data: whatever
        they hold is shown and never taken for markup.  None where the composition has no rows.
    """
    if composed.empty:
        return None
    parts = named_parts(composed, lang)
    has_codes = any(part.code for part in parts)
    heads = ["rank", "name", *(["code"] if has_codes else []), "amount", "share", "place"]
    unit = phrase(f"unit.{WAN.name}", lang)
    head = [_Cell(phrase(f"column.{name}", lang, unit=unit), name in ("amount", "share")) for name in heads]
    body = [_part_row(rank, part, has_codes, lang) for rank, part in enumerate(parts, start=1)]
    return Table(
        _html("qz-parts", head, body, _sums(composed, has_codes, lang)),
        _text([head, *body, *_sums(composed, has_codes, lang)]),
    )


def kinds_table(parts: pd.DataFrame, lang: str = "zh") -> Table | None:
    """Lay out expenditure by function and kind: a row for each function, a column for each kind.

    Parameters
    ----------
    parts : DataFrame
        As :func:`qzbudget.analysis.function_by_kind` gives it.
    lang : {"zh", "en"}
        Language.

    Returns
    -------
    Table or None
        Amounts in 万元; an empty cell is a kind that the function has nothing of.  None where there are no rows.
    """
    if parts.empty:
        return None
    kinds = dict(zip(parts["kind"], parts["kind_name"], strict=True))
    unit = phrase(f"unit.{WAN.name}", lang)
    head = [_Cell(phrase(f"column.{name}", lang)) for name in ("name", "code")]
    head += [_Cell(f"{name_of(name, kind, lang)}（{unit}）", is_number=True) for kind, name in kinds.items()]
    rows: dict[str, dict[str, _Cell]] = {}
    for part, kind in zip(named_parts(parts, lang), parts["kind"], strict=True):
        row = rows.setdefault(part.code, {"name": _Cell(part.name), "code": _Cell(part.code)})
        row[kind] = _Cell(in_unit(part.amount, WAN), is_number=True, cells=part.cells)
    body = [[row.get(name, _Cell("")) for name in ("name", "code", *kinds)] for row in rows.values()]
    return Table(_html("qz-kinds", head, body, []), _text([head, *body]))


def _part_row(rank: int, part: NamedPart, has_codes: bool, lang: str) -> list[_Cell]:
    place = part.place if part.proved else f"{part.place} {phrase('unproved', lang)}"
    return [
        _Cell(str(rank)),
        _Cell(part.name),
        *([_Cell(part.code)] if has_codes else []),
        _Cell(in_unit(part.amount, WAN), is_number=True, cells=part.cells),
        _Cell(percent(part.share), is_number=True, cells=share_of(part.cells, part.whole_cells)),
        _Cell(place),
    ]


def _sums(composed: pd.DataFrame, has_codes: bool, lang: str) -> list[list[_Cell]]:
    """Return the rows below the parts: what they leave out or list too much, and the whole."""
    whole, gap = float(composed["whole_yuan"].iloc[0]), unlisted(composed)
    cells = str(composed["whole_cells"].iloc[0])
    missing = difference_of(cells, sum_of(composed["cells"]))
    rows = [("row.unlisted" if gap > 0 else "row.overlisted", gap, missing)] if gap else []
    return [
        [
            _Cell(""),
            _Cell(phrase(name, lang)),
            *([_Cell("")] if has_codes else []),
            _Cell(in_unit(amount, WAN), is_number=True, cells=behind),
            _Cell(percent(amount / whole * 100 if whole else float("nan")), is_number=True),
            _Cell(""),
        ]
        for name, amount, behind in [*rows, ("row.whole", whole, cells)]
    ]


def _html(kind: str, head: Sequence[_Cell], body: Sequence[Sequence[_Cell]], sums: Sequence[Sequence[_Cell]]) -> str:
    return (
        f'<table class="{kind}">\n'
        f"<thead>\n{_row(head, 'th')}</thead>\n"
        f"<tbody>\n{''.join(_row(row, 'td') for row in body)}</tbody>\n"
        + (f"<tfoot>\n{''.join(_row(row, 'td') for row in sums)}</tfoot>\n" if sums else "")
        + "</table>"
    )


def _row(cells: Sequence[_Cell], tag: str) -> str:
    return f"<tr>{''.join(_element(cell, tag) for cell in cells)}</tr>\n"


def _element(cell: _Cell, tag: str) -> str:
    source = f' data-cells="{escape(cell.cells)}"' if cell.cells else ""
    return f"<{tag}{_RIGHT if cell.is_number else ''}{source}>{escape(cell.text)}</{tag}>"


def _text(rows: Sequence[Sequence[_Cell]]) -> str:
    return "\n".join("\t".join(" ".join(cell.text.split()) for cell in row) for row in rows)
