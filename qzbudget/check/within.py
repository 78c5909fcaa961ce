"""Checks inside one table: lines are the sums of their parts, measures of theirs, codes stand where they belong."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qzbudget.check.figures import FAIL, PASS, Figure, side
from qzbudget.check.findings import Finding, compared, failed, insufficient
from qzbudget.check.tables import CODED, Cell, CheckedTable, code_of, period
from qzbudget.know.levels import Amount, first_level


def rows_add_up(table: CheckedTable) -> Iterator[Finding]:
    """Yield, for each column and each line with parts, whether the line is their sum."""
    for col, column in sorted(table.columns.items()):
        unclear: bool | None = None
        for whole, parts in table.children(column):
            figure = table.figure(whole)
            counted = [part for part in parts if _counts(whole, part)]
            summed = [f for part in counted for f in _figures(table, column, part)]
            if figure is None or not summed or whole.is_leaf or _is_no_money(whole):
                continue
            finding = compared(f"{whole.table_id}:{whole.row}:{col}", subject(whole), side([figure]), side(summed))
            if finding.status == FAIL and (beside := _beside(table, column, whole)):
                finding = compared(finding.key, finding.subject, side([figure]), side([*beside, *summed]))
            if finding.status == FAIL:
                nested = _in_levels(figure, summed) or _in_levels(figure, _below(table, column, whole))
                if nested is not None:
                    finding = compared(finding.key, finding.subject, side([figure]), side(nested))
                elif any(part.row_type == "detail" for part in counted):
                    unclear = _nests(table, column) if unclear is None else unclear
                    if unclear:
                        finding = insufficient(finding.key, finding.subject, "check.levels")
            yield finding


def _counts(whole: Cell, part: Cell) -> bool:
    """Tell whether a line counts towards the line above it.

    其中 does where its lines make up the whole; a line that prints no item, a sum among details, and a line beside the
    concept of its whole do not.
    """
    if not _is_part(part) or not (part.row_label or part.item_code):
        return False
    if part.row_type == "detail" and (part.item_name or "").endswith(_SUM_WORDS):
        return False
    if whole.row_type in CODED and part.unit_name != whole.unit_name:
        return False
    return not (whole.concept or "").startswith("three_public") or (part.concept or "").startswith("three_public")


def _beside(table: CheckedTable, column: dict[int, Cell], whole: Cell) -> list[Figure]:
    """Return the parts of a line that stand in blocks beside its own, under a column of the same meaning."""
    return [
        figure
        for other in table.columns.values()
        if other is not column and whole.row in other and _meaning(other[whole.row]) == _meaning(whole)
        for part in other.values()
        if part.parent_row == whole.row and _counts(whole, part)
        for figure in _figures(table, other, part)
    ]


def _meaning(cell: Cell) -> tuple[object, ...]:
    return cell.measure, cell.direction, cell.fiscal_year, cell.phase, cell.concept


_CLASS = "201"
_SUM_WORDS = ("合计", "小计", "总计")


def _below(table: CheckedTable, column: dict[int, Cell], whole: Cell) -> list[Figure]:
    """Return the figures of every line that is below a line, at any level."""
    inside = {whole.row}
    found = []
    for row in sorted(row for row in column if row > whole.row):
        cell = column[row]
        if cell.parent_row not in inside:
            continue
        inside.add(row)
        figure = table.figure(cell)
        if figure is not None:
            found.append(figure)
    return found


def _nests(table: CheckedTable, column: dict[int, Cell]) -> bool:
    """Tell whether a column adds up to its first line in levels that the lines themselves do not show."""
    figures = [f for row in sorted(column) if (f := table.figure(column[row])) is not None]
    return len(figures) > 2 and _in_levels(figures[0], figures[1:]) is not None


def _in_levels(whole: Figure, lines: Sequence[Figure]) -> list[Figure] | None:
    """Return the lines of the first level below a whole, None where no levels make the amounts add up."""
    found = first_level(Amount(whole.yuan, whole.step), [Amount(line.yuan, line.step) for line in lines])
    return None if found is None else [lines[position] for position in found]


def of_which_within(table: CheckedTable) -> Iterator[Finding]:
    """Yield, for each line under 其中 that is no part of a complete list, whether it exceeds its whole."""
    for _, column in sorted(table.columns.items()):
        for whole, parts in table.children(column):
            figure = table.figure(whole)
            for part in parts if whole.is_leaf and not _is_no_money(whole) else ():
                own = table.figure(part)
                if figure is not None and own is not None and figure.yuan >= 0:
                    yield compared(own.where, subject(part), side([own]), side([figure]), at_most=True)


def columns_add_up(table: CheckedTable) -> Iterator[Finding]:
    """Yield, for each row and each measure that is split, whether it is the sum of its parts."""
    rows: dict[int, list[Cell]] = {}
    for cell in table.cells:
        if cell.measure is not None and not _is_no_money(cell):
            rows.setdefault(cell.row, []).append(cell)
    for cells in rows.values():
        for group in _alike(cells):
            yield from _splits(table, group)


def _alike(cells: list[Cell]) -> Iterator[dict[str, Cell]]:
    """Group the cells of a row by side and time; a measure that occurs twice is told by the first column."""
    groups: dict[object, dict[str, Cell]] = {}
    for cell in cells:
        group = groups.setdefault((cell.direction, period(cell)), {})
        if cell.measure is not None:
            group.setdefault(cell.measure, cell)
    yield from groups.values()


def _splits(table: CheckedTable, group: dict[str, Cell]) -> Iterator[Finding]:
    for whole, cell in group.items():
        figure = table.figure(cell)
        for split in _split_names(whole, group):
            parts = _parts(f"{whole}{split}", group)
            figures = [f for part in parts for f in _part_figures(table, part, group)]
            if figure is not None and figures and len(parts) > 1:
                key = f"{figure.where}{split}"
                yield compared(key, subject(cell), side([figure]), side(figures))


def _split_names(whole: str, group: dict[str, Cell]) -> list[str]:
    """Return how a measure is split: ``.`` for its parts, ``@fund.`` and the like for its other complete splits."""
    names = []
    for measure in group:
        if measure.startswith(f"{whole}."):
            names.append(".")
        elif measure.startswith(f"{whole}@"):
            names.append(measure[len(whole) :].partition(".")[0] + ".")
    return list(dict.fromkeys(names))


def _parts(prefix: str, group: dict[str, Cell]) -> list[str]:
    """Return the measures of the direct parts; a part without a column of its own is told by its own parts."""
    below = [m for m in group if m.startswith(prefix) and "@" not in m[len(prefix) :]]
    return [m for m in below if not any(m != other and m.startswith(f"{other}.") for other in below)]


def _part_figures(table: CheckedTable, measure: str, group: dict[str, Cell]) -> list[Figure]:
    """Return the figure of a part; where it is blank, the figures of its parts."""
    figure = table.figure(group[measure])
    below = () if figure is not None else _parts(f"{measure}.", group)
    return [figure] if figure is not None else [f for part in below for f in _part_figures(table, part, group)]


def _figures(table: CheckedTable, column: dict[int, Cell], cell: Cell) -> list[Figure]:
    """Return the figure of a line; where it is blank, the figures of its parts."""
    figure = table.figure(cell)
    if figure is not None:
        return [figure]
    parts = [part for part in column.values() if part.parent_row == cell.row and _is_part(part)]
    return [f for part in parts for f in _figures(table, column, part)]


def _is_part(cell: Cell) -> bool:
    """Tell whether a line counts towards the line above it: 其中 does where its lines make up the whole."""
    return cell.row_type != "of_which" or cell.is_leaf


def _is_no_money(cell: Cell) -> bool:
    return cell.measure is None or cell.measure.partition(".")[0].endswith(("_pct", "_count"))


def codes_once(table: CheckedTable) -> Iterator[Finding]:
    """Tell whether each line of a classification stands once below the line that it belongs to."""
    places: dict[tuple[object, ...], list[Cell]] = {}
    codes = {cell.row for cell in table.cells if cell.item_code and cell.row_type in CODED}
    # lists without classes print a code for each of several units
    coded = [cell for cell in table.cells if cell.row in codes and cell.parent_row in codes]
    at = {(cell.row, cell.col): cell for cell in coded}
    for cell in coded:
        above = at.get((cell.parent_row or 0, cell.col))
        # a line below one with its own code stands there for its amount only
        whole = above.parent_row if above is not None and above.item_code == cell.item_code else cell.parent_row
        places.setdefault((cell.item_code, cell.row_label, cell.unit_name, whole, cell.col), []).append(cell)
    if coded:
        yield listed(table, [cells for cells in places.values() if len(cells) > 1], "check.code_twice")


def codes_under_parents(table: CheckedTable) -> Iterator[Finding]:
    """Tell whether each code stands below the code that it is a part of."""
    strays = [stray for column in table.columns.values() for stray in _strays(column)]
    if any(cell.item_code and cell.row_type in CODED for cell in table.cells):
        yield listed(table, [[cell] for cell in strays], "check.stray_code")


def _strays(column: dict[int, Cell]) -> Iterator[Cell]:
    wholes = {cell.item_code for cell in column.values() if cell.row_type in CODED and not cell.is_leaf}
    above: list[str] = []
    for _, cell in sorted(column.items()):
        code = cell.item_code
        if code is None or cell.row_type not in CODED:
            above = above if cell.row_type in ("detail", "of_which") else []
            continue
        above = [shorter for shorter in above if len(shorter) < len(code)]
        in_other_class = bool(above) and len(above[0]) == len(_CLASS) and not code.startswith(above[0])
        if in_other_class or (code[:-2] in wholes and code[:-2] not in above):
            yield cell
        above.append(code)


def listed(table: CheckedTable, found: list[list[Cell]], why: str) -> Finding:
    """Return one finding for a table: failed with every code that was found, else passed."""
    name = table.record.title_printed or table.table_id
    if not found:
        return Finding(table.table_id, name, PASS)
    firsts: dict[int, list[Cell]] = {}
    for cells in found:
        firsts.setdefault(cells[0].row, cells)
    places = [Figure(f"{c.table_id}:{c.row}:{c.col}", c.amount_yuan or 0, 0) for cs in firsts.values() for c in cs]  # type: ignore[arg-type]
    codes = "、".join(dict.fromkeys(c.item_code or "" for cells in firsts.values() for c in cells))
    return failed(table.table_id, name, side(places), why, codes=codes)


def subject(cell: Cell) -> str:
    """Return what a check of a cell is about: code, name and column."""
    line = " ".join(filter(None, [code_of(cell), cell.item_name]))
    return " · ".join(filter(None, [line, cell.header]))
