"""What each column is: a label (code, name, project, …) or an amount with its measure, side, year and phase."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qzbudget.amounts import ANY_UNIT, is_blank, is_number
from qzbudget.join import Column, PrintedTable
from qzbudget.know.column import AMOUNT, KnownColumn
from qzbudget.know.economic_columns import of_items
from qzbudget.know.label_columns import Words, of_projects, of_schemes, prints_codes
from qzbudget.know.measures import Step, measure
from qzbudget.know.period import names_only_a_period, period_of
from qzbudget.know.splits import split_columns
from qzbudget.terms import EXPENDITURE, REVENUE, HeaderWord, Knowledge, Role
from qzbudget.text import match_key

OTHER = "other"
TEXT = "text"
_MONEY = ("part", "root", "change")
_NOT_LABELS = {"part", "root", "value", "change", "rate", "group", REVENUE, EXPENDITURE}


def know_columns(table: PrintedTable, role: str, knowledge: Knowledge) -> tuple[KnownColumn, ...]:
    """Tell what each column of a table is, from its header words and, where they say nothing, from its cells."""
    drafts = _told([_draft(table, column, role, knowledge) for column in table.columns], table.columns)
    drafts = of_items(of_projects(of_schemes(drafts), table.columns), table.columns)
    blocks = _blocks([kind for kind, _ in drafts])
    known = knowledge.roles[role]
    drafts = _with_balances(drafts) if known.direction == EXPENDITURE else drafts
    sides = _sides(drafts, blocks, role, known)
    columns = [
        KnownColumn(
            column.index,
            column.path,
            kind,
            block,
            side,
            measure(_steps(words), known.base, side) if kind == AMOUNT else None,
            period_of(column.path),
            _money_unit(column.path) if kind == AMOUNT else None,
        )
        for column, (kind, words), block, side in zip(table.columns, drafts, blocks, sides, strict=True)
    ]
    return split_columns(columns, [words for _, words in drafts], known, knowledge)


_MONEY_UNIT = re.compile(rf"[(](?:(?:金额)?单位[:：])?(?:人民币)?({ANY_UNIT})[)]")


def _money_unit(path: Sequence[str]) -> str | None:
    found = (match for word in reversed(path) for match in [_MONEY_UNIT.search(match_key(word))] if match)
    return next((match[1] for match in found), None)


def _draft(table: PrintedTable, column: Column, role: str, knowledge: Knowledge) -> tuple[str, Words]:
    words = tuple(_word(text, role, knowledge) for text in column.path)
    leaf = words[-1] if words else None
    amounts, texts = _content(table, column.index)
    if leaf is not None and leaf.kind not in _NOT_LABELS:
        return (AMOUNT if leaf.kind == "name" and amounts > max(texts, 1) else leaf.kind), words
    if leaf is None or leaf.kind in ("group", REVENUE, EXPENDITURE):
        if role == OTHER and not column.path:
            return TEXT, words
        if leaf is not None and not texts and _OF_THE_YEAR.fullmatch(match_key(column.path[-1])):
            return AMOUNT, words
        if leaf is None and not texts and any(word is not None and word.kind in _MONEY for word in words[:-1]):
            return AMOUNT, words
        if leaf is None and prints_codes(table, column.index):
            return "code", words
        if amounts > texts or (leaf is None and not texts and column.path and period_of(column.path).stated):
            return AMOUNT, words
        return (_UNTOLD if texts else TEXT), words
    return AMOUNT, words


_OF_THE_YEAR = re.compile(r"(本年|当年)(收入|支出)")


def _told(drafts: list[tuple[str, Words]], columns: Sequence[Column]) -> list[tuple[str, Words]]:
    """Take words under an unknown header for names, finer ones than those before them.

    A column without a header divides the name before it; beside a known name other words (起止年限, 执收标准) are none,
    nor are words behind the last amount or under one head with it, where remarks stand.
    """
    kinds = [kind for kind, _ in drafts]
    last = max((index for index, kind in enumerate(kinds) if kind == AMOUNT), default=len(drafts))
    drafts = [
        (TEXT if kind == _UNTOLD and (index > last or _beside_its_amount(index, kinds, columns)) else kind, words)
        for index, (kind, words) in enumerate(drafts)
    ]
    blocks = _blocks([kind for kind, _ in drafts])
    named = {block for (kind, _), block in zip(drafts, blocks, strict=True) if kind in _OWN_NAMES}
    told = named | {block for (kind, _), block in zip(drafts, blocks, strict=True) if kind in _NAMES}
    return [
        ((TEXT if block in (told if column.path else named) else "name") if kind == _UNTOLD else kind, words)
        for (kind, words), block, column in zip(drafts, blocks, columns, strict=True)
    ]


def _beside_its_amount(index: int, kinds: Sequence[str], columns: Sequence[Column]) -> bool:
    """Tell whether a column stands behind an amount under the same head: 会议费: 金额 | 计划内容."""
    head = columns[index].path[:-1]
    return bool(head) and index > 0 and kinds[index - 1] == AMOUNT and columns[index - 1].path[:-1] == head


_UNTOLD = "untold"
_OWN_NAMES = frozenset({"project_name", "procurement_name"})
_NAMES = frozenset({"name", "unit_name", "unit_or_name", "unit_or_project", "functional_name"})


def _word(text: str, role: str, knowledge: Knowledge) -> HeaderWord | None:
    """Return what a header word means; one that only names a year (2022年, 上年数) stands over an amount."""
    known = knowledge.header_word(_bare(text), role)
    return _A_YEAR if known is None and names_only_a_period(text) else known


_A_YEAR = HeaderWord(re.compile(""), "value", None, None, None, frozenset())


def _bare(text: str) -> str:
    """Drop from a header word 其中, the year and the money unit that it carries; 上年 stays where it names a balance."""
    key = _ITS_CODE.sub("", _FORMULA.sub("", _MONEY_UNIT.sub("", match_key(text))))
    key = _OF_WHICH.sub("", key)
    return _YEAR_BEFORE.sub("", key)


_ITS_CODE = re.compile(r"^[\[(]?[35]\d\d(?:\d\d)?[\])]?[-_—]?(?=[\u4e00-\u9fff]{2})")
"""The code of an economic class before its name: 301-工资福利支出."""
_FORMULA = re.compile(r"(?<=.)[(]\d{1,2}(?:=[\d+*/-]+)?[)]$")
"""The number of a column behind its name: 合计（1=2+5）."""
_OF_WHICH = re.compile(r"^其中:?(?=.)")
_YEAR_BEFORE = re.compile(
    r"^(?:20\d\d年(?:度)?|本年度|当年)(?=.)|^(?:上年|本年)(?=预算|决算|执行|基本|项目|政府性|国有|一般|财政)"
)


def _content(table: PrintedTable, col: int) -> tuple[int, int]:
    """Count the cells of a column that print a number and those that print words."""
    cells = {row.cells[col] for row in table.rows if col < len(row.cells)}
    printed = [cell.text for cell in cells if cell.col == col and not is_blank(cell.text)]
    numbers = sum(is_number(text) for text in printed)
    return numbers, len(printed) - numbers


def _blocks(kinds: Sequence[str]) -> list[int]:
    """Return the number of each column's block: a label after an amount begins a new one; remarks do not."""
    blocks, block, seen_amount = [], 0, False
    for kind in kinds:
        if kind == AMOUNT:
            seen_amount = True
        elif seen_amount and kind != TEXT:
            block, seen_amount = block + 1, False
        blocks.append(block)
    last = max((b for b, kind in zip(blocks, kinds, strict=True) if kind == AMOUNT), default=0)
    return [min(b, last) for b in blocks]


def _with_balances(drafts: list[tuple[str, Words]]) -> list[tuple[str, Words]]:
    """Take 上年结转 for an opening balance, no source of the spending, where 本年收入 or a closing balance stands beside it."""
    own = [words[-1] for kind, words in drafts if kind == AMOUNT and words and words[-1] is not None]
    if not any(word.kind == REVENUE or (word.kind == "root" and word.segment == "carried_forward") for word in own):
        return drafts
    return [
        (kind, (*words[:-1], _AN_OPENING_BALANCE))
        if kind == AMOUNT and words and words[-1] is not None and words[-1].segment == _AN_OPENING_BALANCE.segment
        else (kind, words)
        for kind, words in drafts
    ]


_AN_OPENING_BALANCE = HeaderWord(re.compile(""), "root", "carried_over", None, None, frozenset())


def _sides(drafts: Sequence[tuple[str, Words]], blocks: Sequence[int], role: str, known: Role) -> list[str | None]:
    fixed = known.direction
    sides: list[str | None] = []
    for (_, words), block in zip(drafts, blocks, strict=True):
        stated = next((word.kind for word in words if word and word.kind in (REVENUE, EXPENDITURE)), None)
        two_sided = max(blocks) > 0
        if role == OTHER:
            sides.append(stated)
        else:
            sides.append(stated or fixed or ((REVENUE if block == 0 else EXPENDITURE) if two_sided else None))
    return sides


def _steps(words: Words) -> list[Step | None]:
    """Translate header words into the steps of a measure; None for a word that the knowledge does not cover."""
    return [None if word is None else Step(word.kind, word.segment, word.split, word.under) for word in words]
