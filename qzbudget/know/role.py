"""Which disclosure table it is: its title, and its role by knowledge of titles."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import zip_longest

from qzbudget.amounts import ANY_UNIT
from qzbudget.join import PrintedTable
from qzbudget.terms import Knowledge
from qzbudget.text import match_key

OTHER = "other"
PERFORMANCE = "performance_target"

_LOOKS_LIKE_TITLE = re.compile(
    r".{2,70}(表|情况|明细)([-—]+[^-—。;；:：]{2,30})?(\(.{1,30}\)|[0-9一二三四五六七八九十]+)?[:：]?"
)
_BARE_TITLE = re.compile(r"(?!.*(说明|情况|绩效|其中|主要|为|是))[^0-9,.。;；:：]{4,30}(预算|决算|经费|支出)")
"""A title that does not call its table one: 一般公共预算机关运行经费."""
_NEAREST = 3
_ONLY_A_NUMBER = re.compile(r"[(\[]?.{0,6}表[-\s]?[0-9一二三四五六七八九十]{1,3}([-—][0-9]{1,2})?[)\]]?")
_MONEY_UNIT = re.compile(rf"[（(]?\s*(?:金额)?单位\s*[:：]\s*(?:人民币)?\s*(?:{ANY_UNIT})\s*[）)]?")
_SENTENCE = re.compile(r"[。;；]|[,，].*[,，]|如下|见下表|详见")


def title_and_role(table: PrintedTable, knowledge: Knowledge) -> tuple[str | None, str]:
    """Return the printed title of a table and its role.

    The line nearest above the table that reads like a title counts; a title that is wrapped over two lines is joined.
    """
    titles = list(_candidates(table.captions))
    for title in titles:
        role = knowledge.role_of_title(title)
        if role is not None:
            return title, _refined(role, table)
    for line in reversed([] if titles else table.captions[-_NEAREST:]):
        role = knowledge.role_of_title(line) if _BARE_TITLE.fullmatch(match_key(line)) else None
        if role is not None:
            return line.strip(), _refined(role, table)
    return (titles[0] if titles else None), _role_of_header(table, knowledge)


@dataclass(frozen=True)
class TitledTable:
    """A printed table with its title and role."""

    printed: PrintedTable
    title: str | None
    role: str


def titled_tables(tables: Iterable[PrintedTable], knowledge: Knowledge) -> list[TitledTable]:
    """Tell title and role of each table; a part without a title that follows a performance sheet belongs to it."""
    titled: list[TitledTable] = []
    for table in tables:
        title, role = title_and_role(table, knowledge)
        if titled and title is None and role == OTHER and _follows_sheet(titled[-1], table):
            sheet = titled[-1]
            titled[-1] = replace(sheet, printed=_with_part(sheet.printed, table))
        else:
            titled.append(TitledTable(table, title, role))
    return titled


def _follows_sheet(before: TitledTable, table: PrintedTable) -> bool:
    return before.role == PERFORMANCE and table.page_first - before.printed.page_last <= 1


def _with_part(sheet: PrintedTable, part: PrintedTable) -> PrintedTable:
    return replace(
        sheet,
        continued=(*sheet.continued, part),
        page_last=part.page_last,
        notes=part.notes,
        faults=(*sheet.faults, *part.faults),
    )


def _role_of_header(table: PrintedTable, knowledge: Knowledge) -> str:
    """Return the role that the header words tell where no title does."""
    return knowledge.role_of_header({match_key(word) for column in table.columns for word in column.path}) or OTHER


def _candidates(lines: Iterable[str]) -> Iterator[str]:
    without_units = (_MONEY_UNIT.sub("", line).strip() for line in lines)
    nearest_first = [line for line in without_units if line and not _ONLY_A_NUMBER.fullmatch(match_key(line))][::-1]
    for line, before in zip_longest(nearest_first, nearest_first[1:], fillvalue=""):
        if _is_title(line):
            yield line
        elif ":" not in match_key(line) and _is_title(before + line):
            yield before + line


def _is_title(line: str) -> bool:
    key = match_key(line)
    return _LOOKS_LIKE_TITLE.fullmatch(key) is not None and _SENTENCE.search(key) is None


def _refined(role: str, table: PrintedTable) -> str:
    """Settle by the printed codes what a title leaves open: which classification a table breaks down by."""
    if role not in _SETTLED_BY_CODES:
        return role
    schemes = _schemes(table)
    if role == "general_budget_expenditure":
        return "general_budget_expenditure_economic" if schemes and schemes <= {"3", "5"} else role
    if schemes == {"2"}:
        return "basic_expenditure"
    if schemes and schemes <= {"5"}:
        return "basic_expenditure_government"
    if "3" in schemes and "2" not in schemes:
        return "basic_expenditure_department"
    return role


_SETTLED_BY_CODES = (
    "basic_expenditure",
    "basic_expenditure_department",
    "basic_expenditure_government",
    "general_budget_expenditure",
)

_CODED = re.compile(r"\[?([235])\d{2}(?:\d\d){0,2}\]?(?:[-_—]?[^\d.,].*)?")


def _schemes(table: PrintedTable) -> set[str]:
    """First digits of the classification codes that the body prints."""
    cells = {cell for row in table.rows for cell in row.cells}
    found = [_CODED.fullmatch(match_key(cell.text)) for cell in cells]
    return {match[1] for match in found if match}
