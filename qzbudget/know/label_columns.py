"""What the label columns of a table name: the classification of a code or a name, a project beside its item."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from qzbudget.amounts import is_blank
from qzbudget.join import Column, PrintedTable
from qzbudget.know.codes import SCHEMES, is_classification
from qzbudget.know.column import AMOUNT
from qzbudget.terms import HeaderWord
from qzbudget.text import match_key

Words = tuple[HeaderWord | None, ...]
"""The meanings of the words over a column, top to bottom; None for a word that the knowledge does not cover."""


def of_schemes(drafts: list[tuple[str, Words]]) -> list[tuple[str, Words]]:
    """Say of codes and names which classification they are of, where group heads name more than one."""
    schemes = [next((s for w in words[:-1] if w for s in _SCHEMES if w.kind.startswith(s)), None) for _, words in drafts]
    if len({scheme for scheme in schemes if scheme}) < 2:
        return drafts
    return [
        (f"{scheme}_{_PARTS[kind]}" if scheme and kind in _PARTS else kind, words)
        for (kind, words), scheme in zip(drafts, schemes, strict=True)
    ]


_SCHEMES = ("functional", "department", "government")
_PARTS = {"code": "code", "class_code": "code", "section_code": "code", "item_code": "code", "name": "name"}


def of_projects(drafts: list[tuple[str, Words]], columns: Sequence[Column]) -> list[tuple[str, Words]]:
    """Say of 项目名称 beside a classification (科目名称, or a project's code and any) that it names the project."""
    kinds = {kind for kind, _ in drafts}
    own = [match_key(column.path[-1]) if column.path else "" for column in columns]
    amounts_before = list(accumulate((kind == AMOUNT for kind, _ in drafts), initial=0))
    beside = {
        amounts
        for (kind, _), name, amounts in zip(drafts, own, amounts_before, strict=False)
        if kind in ("name", "functional_name") and name.endswith(("科目名称", "科目"))
    }
    if "project_code" in kinds and kinds & {f"{scheme}_name" for scheme in _SCHEMES}:
        beside |= set(amounts_before)
    return [
        ("project_name" if kind == "name" and name == "项目名称" and amounts in beside else kind, words)
        for (kind, words), name, amounts in zip(drafts, own, amounts_before, strict=False)
    ]


def prints_codes(table: PrintedTable, col: int) -> bool:
    """Tell whether a column prints classification codes and nothing else: 201, 20103, 2010301 are no amounts."""
    texts = {match_key(row.cells[col].text) for row in table.rows if row.cells[col].col == col}
    codes = {text for text in texts if is_classification(text) and text[0] in SCHEMES}
    return len(codes) > 1 and codes == {text for text in texts if not is_blank(text)}
