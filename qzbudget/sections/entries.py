"""A duty, an office or a unit below; and the units that a table behind the text lists."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qzbudget.know.role import OTHER, TitledTable
from qzbudget.sections.headings import UNIT, Section
from qzbudget.text import match_key, tidy_name

_NAMES = frozenset({"单位名称", "预算单位名称", "预算单位", "下属单位名称", "所属单位名称"})
_NUMBERS = frozenset({"序号", "编号"})
_LEADS = ("：", ":", "下表", "如下", "包括")


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of ``organisation.csv`` without its place among the others."""

    kind: str
    number: str | None
    name: str | None
    description: str | None
    page: int


def unit_entries(section: Section, tables: Sequence[TitledTable]) -> Iterator[Entry]:
    """Yield the units of the tables that follow a section whose last words lead to one."""
    last = section.items[-1]
    if not any(lead in last.text[-12:] for lead in _LEADS):
        return
    for table in tables:
        if table.role == OTHER and 0 <= table.printed.page_first - last.page <= 1:
            yield from _listed(table)


def _listed(table: TitledTable) -> Iterator[Entry]:
    heads = [match_key(column.path[-1]) if column.path else "" for column in table.printed.columns]
    name = next((index for index, head in enumerate(heads) if head in _NAMES), None)
    if name is None:
        return
    number = next((index for index, head in enumerate(heads) if head in _NUMBERS), None)
    for row in table.printed.rows:
        text = tidy_name(row.cells[name].text)
        if text:
            printed = tidy_name(row.cells[number].text) if number is not None else ""
            yield Entry(UNIT, printed or None, text, None, row.cells[name].page)
