"""What each column is: a label (code, name, project, …) or an amount with its measure, side, year and phase."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from qzbudget.amounts import ANY_UNIT, is_blank, is_number
from qzbudget.join import Column, PrintedTable
from qzbudget.know.economic_columns import of_items
from qzbudget.know.label_columns import Words, of_projects, of_schemes, prints_codes
from qzbudget.know.measures import Step, measure, stands_alone
from qzbudget.know.period import Period, period_of
from qzbudget.terms import EXPENDITURE, REVENUE, HeaderWord, Knowledge, Role
from qzbudget.text import match_key

AMOUNT = "amount"
OTHER = "other"
TEXT = "text"
_MONEY = ("part", "root", "change")
_NOT_LABELS = {"part", "root", "value", "change", "rate", "group", REVENUE, EXPENDITURE}


@dataclass(frozen=True)
class KnownColumn:
    """A column with its meaning.

    ``kind`` is ``amount`` or the kind of label; ``block`` numbers the parts of a table that stand side by side, each
    with its own labels; ``measure`` is None for labels and for amounts whose header the knowledge does not cover;
    ``money_unit`` is the unit that the column's own header prints, also one that is not converted (千元).
    """

    index: int
    path: tuple[str, ...]
    kind: str
    block: int
    direction: str | None
    measure: str | None
    period: Period
    money_unit: str | None


def know_columns(table: PrintedTable, role: str, knowledge: Knowledge) -> tuple[KnownColumn, ...]:
    """Tell what each column of a table is, from its header words and, where they say nothing, from its cells."""
    drafts = of_schemes([_draft(table, column, role, knowledge) for column in table.columns])
    drafts = of_items(of_projects(drafts, table.columns), table.columns)
    blocks = _blocks([kind for kind, _ in drafts])
    known = knowledge.roles[role]
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
    columns = _without_ambiguous(_below_printed_sums(columns, knowledge), [words for _, words in drafts])
    return tuple(_without_unprinted(_of_which(_without_scope(_one_split(columns), known))))


_MONEY_UNIT = re.compile(rf"[(](?:单位[:：])?(?:人民币)?({ANY_UNIT})[)]")


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
        if role == OTHER and (leaf is None or leaf.kind == "group"):
            return TEXT, words
        if leaf is None and not texts and any(word is not None and word.kind in _MONEY for word in words[:-1]):
            return AMOUNT, words
        if leaf is None and prints_codes(table, column.index):
            return "code", words
        if amounts > texts or (leaf is None and not texts and column.path and period_of(column.path).stated):
            return AMOUNT, words
        return ("name" if texts else TEXT), words
    return AMOUNT, words


def _word(text: str, role: str, knowledge: Knowledge) -> HeaderWord | None:
    """Return what a header word means; one that only names a year (2022年, 上年数) stands over an amount."""
    known = knowledge.header_word(_bare(text), role)
    return _A_YEAR if known is None and period_of([text]).stated else known


_A_YEAR = HeaderWord(re.compile(""), "value", None, None, None, frozenset())


def _bare(text: str) -> str:
    """Drop from a header word 其中, the year and the money unit that it carries; 上年 stays where it names a balance."""
    key = _MONEY_UNIT.sub("", match_key(text))
    key = _OF_WHICH.sub("", key)
    return _YEAR_BEFORE.sub("", key)


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


def _below_printed_sums(columns: Sequence[KnownColumn], knowledge: Knowledge) -> list[KnownColumn]:
    """Put parts below the column that prints their sum, where it stands beside them and not over them.

    ``“三公”经费合计 | 因公出国（境）费 | …``: the parts of “three public” expenses are parts of its column.
    """
    printed = {(c.measure, c.direction, c.period) for c in columns if c.measure}
    sums = {(w.segment, w.under) for w in knowledge.header_words if w.segment and w.under and stands_alone(w.under)}
    placed = []
    for column in columns:
        root, _, rest = (column.measure or "").partition(".")
        head = next((under for segment, under in sums if rest.split(".")[0].split("@")[0] == segment), None)
        if head and (f"{root}.{head}", column.direction, column.period) in printed:
            placed.append(replace(column, measure=f"{root}.{head}.{rest}"))
        else:
            placed.append(column)
    return placed


def _without_ambiguous(columns: Sequence[KnownColumn], words: Sequence[Words]) -> list[KnownColumn]:
    """Drop a measure that another column has too where the heads over the column are not all known.

    Under ``合计 | 本级安排: 合计 | 上级安排: 合计`` the second and third are not the total.
    """
    counts = Counter((c.block, c.measure, c.direction, c.period) for c in columns if c.measure)
    return [
        replace(c, measure=None)
        if c.measure and None in known and counts[c.block, c.measure, c.direction, c.period] > 1
        else c
        for c, known in zip(columns, words, strict=True)
    ]


def _one_split(columns: Sequence[KnownColumn]) -> list[KnownColumn]:
    """Call funds sources where other sources stand beside them, so that one complete split has one name."""
    if any(c.measure and "@source." in c.measure for c in columns):
        return [
            replace(c, measure=c.measure.replace("@fund.", "@source."))
            if c.measure and "@source" not in c.measure
            else c
            for c in columns
        ]
    return list(columns)


def _without_scope(columns: Sequence[KnownColumn], role: Role) -> list[KnownColumn]:
    """Drop the fund that the whole table is about from the measures of a side whose columns all name it."""
    whole = f"total.{role.base}" if role.base else "total"
    scope = f"{whole}@fund.{role.fund}"
    scoped: dict[str | None, bool] = {}
    for column in columns:
        if column.measure:
            names_it = column.measure == scope or column.measure.startswith((f"{scope}.", f"{scope}@"))
            scoped[column.direction] = scoped.get(column.direction, True) and names_it
    return [
        replace(c, measure=whole + c.measure.removeprefix(scope)) if c.measure and scoped[c.direction] else c
        for c in columns
    ]


def _of_which(columns: Sequence[KnownColumn]) -> list[KnownColumn]:
    """Make a column under 其中 a measure of its own where it is no part of a complete split.

    That is where the complete split stands beside it, or where it is the only part of a whole that is printed.
    """
    splits = {_parent(c.measure) for c in columns if c.measure and not _under_of_which(c)}
    parts = Counter((_parent(c.measure), c.direction, c.period) for c in columns if c.measure)
    printed = {(c.measure, c.direction, c.period) for c in columns}

    def is_own(column: KnownColumn, name: str) -> bool:
        of = (column.direction, column.period)
        alone = parts[_parent(name), *of] == 1 and ("".join(_NODE.findall(name)[:-1]), *of) in printed
        return "." in name and ((_under_of_which(column) and _parent(name) in splits) or (alone and _says_of_which(column)))

    return [
        replace(c, measure=c.measure.rpartition(".")[2]) if c.measure and is_own(c, c.measure) else c for c in columns
    ]


def _under_of_which(column: KnownColumn) -> bool:
    return any(match_key(word).rstrip(":") == "其中" for word in column.path)


def _says_of_which(column: KnownColumn) -> bool:
    return any(match_key(word).startswith("其中") for word in column.path)


def _parent(name: str) -> str:
    return name.rpartition(".")[0]


def _without_unprinted(columns: Sequence[KnownColumn]) -> list[KnownColumn]:
    """Drop from the measures the heads of groups that print no column of their own.

    Under ``财政拨款收入`` without a 小计 the funds are parts of the total themselves.
    """
    printed = {(c.measure, c.direction, c.period) for c in columns if c.measure}
    return [
        c if c.measure is None else replace(c, measure=_shortened(c.measure, (c.direction, c.period), printed))
        for c in columns
    ]


def _shortened(name: str, of: tuple[str | None, Period], printed: set[tuple[str, str | None, Period]]) -> str:
    nodes: list[str] = _NODE.findall(name)
    kept, split = nodes.pop(0), ""
    for node in nodes[:-1]:
        step = _resplit(node, split)
        if (kept + step, *of) in printed or node.split(".")[-1] not in _GATHERING:
            kept, split = kept + step, ""
        elif node.startswith("@"):
            split = node.split(".")[0]
    return kept + _resplit(nodes[-1], split) if nodes else kept


def _resplit(node: str, split: str) -> str:
    """Let the first node below a dropped head carry the name of the split."""
    return split + node if split and not node.startswith("@") else node


_NODE = re.compile(r"@\w+\.\w+|\.\w+|^\w+")
"""The steps of a measure: its root, ``.part`` of the same split, ``@split.part`` of another."""

_GATHERING = {"fiscal_appropriation", "unit_funds", "special_account", "other_funds", "current"}
"""Heads that only gather sources; a kind of spending keeps its name even where it prints no column."""
