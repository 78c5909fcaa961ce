"""A flow in words: its wholes, its sentence, and the table behind its figure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from qzbudget.breakdown.flow import DEFICIT, FUNCTION, KIND, SOURCE, SURPLUS
from qzbudget.breakdown.naming import NamedPart, gap_name, named_parts, scope_of
from qzbudget.cited.marks import NO_MARKS, Marks
from qzbudget.cited.numbers import cited, share_of
from qzbudget.cited.rows import Cell, Table, laid_out
from qzbudget.number_format import WAN, in_unit, money, percent
from qzbudget.wording import phrase, plain


@dataclass(frozen=True, slots=True)
class FlowWhole:
    """Revenue or expenditure as a flow has it: its name, its amount in yuan, and its cells."""

    name: str
    yuan: float
    cells: str


@dataclass(frozen=True, slots=True)
class FlowPart:
    """One row of a flow in the reader's language; ``start`` and ``end`` are the names of what it leads from and to."""

    step: str
    kind: str
    gap: str
    start: str
    end: str
    part: NamedPart


def flow_wholes(found: pd.DataFrame, lang: str) -> dict[str, FlowWhole]:
    """Return the revenue and the expenditure of a flow under ``source`` and ``kind``; revenue only where it has sources."""
    wholes = {}
    parts = found[~found["gap"].isin((SURPLUS, DEFICIT))]
    for step, rows in ((SOURCE, parts[parts["step"] == SOURCE]), (KIND, parts[parts["step"] != SOURCE])):
        if len(rows):
            first = rows.head(1)
            name = scope_of(first.assign(role=first["scope"], measure="total"), step, lang)
            wholes[step] = FlowWhole(name, float(first["whole_yuan"].iloc[0]), str(first["whole_cells"].iloc[0]))
    return wholes


def flow_parts(found: pd.DataFrame, lang: str, marks: Marks = NO_MARKS) -> Iterator[FlowPart]:
    """Yield the rows of a flow in the reader's language, differences by their names."""
    parts = named_parts(found, lang, marks)
    scope = flow_wholes(found, lang)[KIND].name if len(found) else ""
    kinds = {part.full: part.name for part, step in zip(parts, found["step"], strict=True) if step == KIND and part.full}
    whole = phrase("row.whole", lang)
    for step, kind, gap, part in zip(found["step"], found["kind"], found["gap"], parts, strict=True):
        name, start = gap_name(gap, step, lang, scope) if gap else part.name, kinds.get(kind, whole)
        yield FlowPart(step, kind, gap, name if step == SOURCE else start, whole if step == SOURCE else name, part)


def flow_table(found: pd.DataFrame, lang: str = "zh", marks: Marks = NO_MARKS) -> Table | None:
    """Lay out a flow as a table: from where to where, how much, what share.

    Parameters
    ----------
    found : DataFrame
        As :func:`qzbudget.breakdown.flow.flow` gives it.
    lang : {"zh", "en"}
        Language.
    marks : Marks, optional
        What casts doubt on numbers.

    Returns
    -------
    Table or None
        Amounts in 万元; shares are of revenue for the sources, else of expenditure, both of which stand below.  None without rows.
    """
    if found.empty:
        return None
    unit = phrase(f"unit.{WAN.name}", lang)
    heads = ("from", "to", "amount", "share", "place")
    head = [Cell(phrase(f"column.{name}", lang, unit=unit), name in ("amount", "share")) for name in heads]
    body = [_row(row) for row in flow_parts(found, lang, marks)]
    foot = [
        [Cell(""), Cell(whole.name), _number(whole), Cell(percent(100), is_number=True), Cell(marks.of(whole.cells, lang))]
        for whole in flow_wholes(found, lang).values()
    ]
    return laid_out("qz-flow", head, body, foot)


def _row(row: FlowPart) -> list[Cell]:
    return [
        Cell(row.start),
        Cell(row.end),
        Cell(in_unit(row.part.amount, WAN), is_number=True, cells=row.part.cells),
        Cell(percent(row.part.share), is_number=True, cells=share_of(row.part.cells, row.part.whole_cells)),
        Cell(" ".join(filter(None, (row.part.place, row.part.mark)))),
    ]


def _number(whole: FlowWhole) -> Cell:
    return Cell(in_unit(whole.yuan, WAN), is_number=True, cells=whole.cells)


def flowed(found: pd.DataFrame, lang: str = "zh", marks: Marks = NO_MARKS) -> str:
    """Tell whether revenue and expenditure are the same, the largest flow, the differences, and what no table prints.

    Parameters
    ----------
    found, lang, marks
        As in :func:`flow_table`.
    """
    if found.empty:
        return phrase("missing.flow", lang)
    rows = [*flow_parts(found, lang, marks)]
    told = [_balance(rows, flow_wholes(found, lang), lang, marks), _largest(rows, lang), *_differences(rows, lang)]
    told += [phrase("flow.joined", lang)] if sum(row.step == SOURCE for row in rows) > 1 else []
    joint = any(row.step == FUNCTION and not row.kind for row in rows) and any(row.step == KIND for row in rows)
    told += [phrase("flow.joint", lang)] if joint else []
    return (" " if lang == "en" else "").join(filter(None, told))


def _balance(rows: list[FlowPart], wholes: dict[str, FlowWhole], lang: str, marks: Marks) -> str:
    spent = wholes[KIND]
    gap = next((row for row in rows if row.gap in (SURPLUS, DEFICIT)), None)
    if SOURCE not in wholes:
        return phrase("flow.whole.only", lang, expenditure=spent.name, spent=_money(spent, lang, marks))
    into = wholes[SOURCE]
    words = {"revenue": into.name, "expenditure": spent.name, "got": _money(into, lang, marks), "spent": _money(spent, lang, marks)}
    if gap is None:
        return phrase("flow.whole.same", lang, **words)
    return phrase(f"flow.whole.{gap.gap}", lang, gap=cited(money(gap.part.amount, lang), gap.part.cells), **words)


def _money(whole: FlowWhole, lang: str, marks: Marks) -> str:
    return " ".join(filter(None, (cited(money(whole.yuan, lang), whole.cells), marks.of(whole.cells, lang))))


def _largest(rows: list[FlowPart], lang: str) -> str:
    crossed = [row for row in rows if row.step == FUNCTION and row.kind and not row.gap]
    found = crossed or [row for row in rows if row.step == KIND and not row.gap]
    if not found:
        return ""
    first = max(found, key=lambda row: row.part.amount)
    part = first.part
    return phrase(
        "flow.largest.crossed" if crossed else "flow.largest",
        lang,
        kind=plain(first.start),
        name=plain(first.end),
        money=" ".join(filter(None, (cited(money(part.amount, lang), part.cells), part.mark))),
        share=cited(percent(part.share), share_of(part.cells, part.whole_cells)),
    )


def _differences(rows: list[FlowPart], lang: str) -> Iterator[str]:
    for row in rows:
        if row.gap and row.gap not in (SURPLUS, DEFICIT):
            key = "flow.left.crossed" if row.kind else "flow.left"
            name = gap_name(row.gap, row.step, lang, "")
            told = cited(money(row.part.amount, lang), row.part.cells)
            share = cited(percent(row.part.share), share_of(row.part.cells, row.part.whole_cells))
            yield phrase(key, lang, kind=plain(row.start), name=name, money=told, share=share)
