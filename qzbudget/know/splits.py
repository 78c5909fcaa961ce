"""The complete splits that the columns of a table form together: which measure is a part of which."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from qzbudget.know.column import AMOUNT, KnownColumn
from qzbudget.know.label_columns import Words
from qzbudget.know.measures import stands_alone
from qzbudget.know.period import Period
from qzbudget.terms import Knowledge, Role
from qzbudget.text import match_key


def split_columns(
    columns: Sequence[KnownColumn], words: Sequence[Words], role: Role, knowledge: Knowledge
) -> tuple[KnownColumn, ...]:
    """Settle the measures of columns that stand beside each other; see the functions below, in their order.

    Parameters
    ----------
    columns : sequence of KnownColumn
        All columns of a table, each with the measure that its own header tells.
    words : sequence of Words
        What the words over each column mean.
    role : Role
        The table's role.
    knowledge : Knowledge
        What header words mean.
    """
    settled = _without_ambiguous(_below_printed_sums(columns, knowledge), words)
    settled = _of_which(_without_scope(_one_split(settled), role))
    return tuple(_without_unprinted(settled, {word.segment for word in knowledge.header_words if word.split}))


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
    heads = [
        frozenset(text for text, word in zip(c.path, known, strict=True) if word is None)
        for c, known in zip(columns, words, strict=True)
    ]
    own = {c.path[:-1] for c, head in zip(columns, heads, strict=True) if _is_a_part_of_its_own(c, head, columns)}
    return [
        replace(c, measure=None)
        if c.measure
        and head
        and (counts[c.block, c.measure, c.direction, c.period] > 1 or any(c.path[: len(o)] == o for o in own))
        else c
        for c, head in zip(columns, heads, strict=True)
    ]


def _is_a_part_of_its_own(column: KnownColumn, head: frozenset[str], columns: Sequence[KnownColumn]) -> bool:
    """Tell whether a 小计 sums what an unknown head stands over: 资产总额 | 固定资产: 小计 | 房屋."""
    if column.kind != AMOUNT or not column.path:
        return False
    beside = (c for c in columns if c.kind == AMOUNT and c.block == column.block and c.period == column.period)
    sums_its_head = match_key(column.path[-1]) == "小计" and column.path[-2:-1] and column.path[-2] in head
    return bool(sums_its_head) and any(not head.issubset(c.path) for c in beside)


def _one_split(columns: Sequence[KnownColumn]) -> list[KnownColumn]:
    """Call funds sources where other sources stand beside them, so that one complete split has one name."""
    if any(c.measure and "@source." in c.measure for c in columns):
        plain = any(c.measure and "@source." in c.measure and "@fund." not in c.measure for c in columns)
        return [replace(c, measure=_as_source(c.measure, plain)) if c.measure else c for c in columns]
    return list(columns)


def _as_source(measure: str, beside_sources: bool) -> str:
    """Call the fund of a measure a source; parts of it that are sources themselves stay below it."""
    if "@source" not in measure:
        return measure.replace("@fund.", "@source.")
    return _ONE_OF_BOTH.sub(r"@source.\1.", measure) if beside_sources else measure


_ONE_OF_BOTH = re.compile(r"@fund\.(\w+)@source\.")


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


def _without_unprinted(columns: Sequence[KnownColumn], sources: set[str | None]) -> list[KnownColumn]:
    """Drop from the measures the heads of groups that print no column of their own.

    Under ``财政拨款收入`` without a 小计 the funds are parts of the total themselves; 基本支出 under it is not, since it is
    no source of money.
    """
    printed = {(c.measure, c.direction, c.period) for c in columns if c.measure}
    return [
        c if c.measure is None else replace(c, measure=_shortened(c.measure, (c.direction, c.period), printed, sources))
        for c in columns
    ]


def _shortened(
    name: str, of: tuple[str | None, Period], printed: set[tuple[str, str | None, Period]], sources: set[str | None]
) -> str:
    nodes: list[str] = _NODE.findall(name)
    kept, split = nodes.pop(0), ""
    for node, following in pairwise(nodes):
        step = _resplit(node, split)
        gathers = _name(node) in _GATHERING and _name(following) in sources
        if (kept + step, *of) in printed or not gathers:
            kept, split = kept + step, ""
        elif node.startswith("@"):
            split = node.split(".")[0]
    return kept + _resplit(nodes[-1], split) if nodes else kept


def _name(node: str) -> str:
    return node.rpartition(".")[2]


def _resplit(node: str, split: str) -> str:
    """Let the first node below a dropped head carry the name of the split."""
    return split + node if split and not node.startswith("@") else node


_NODE = re.compile(r"@\w+\.\w+|\.\w+|^\w+")
"""The steps of a measure: its root, ``.part`` of the same split, ``@split.part`` of another."""

_GATHERING = {"fiscal_appropriation", "unit_funds", "special_account", "other_funds", "current"}
"""Heads that only gather sources; a kind of spending keeps its name even where it prints no column."""
