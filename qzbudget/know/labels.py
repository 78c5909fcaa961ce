"""The labels of a row: its code and printed name, and what its other label cells say."""

from __future__ import annotations

import re
from collections.abc import Iterable

from qzbudget.join import BodyRow
from qzbudget.know.codes import joined, split_code_and_name
from qzbudget.know.column import AMOUNT, KnownColumn
from qzbudget.know.units import organisation
from qzbudget.text import fold_glyphs, match_key, tidy_name

Texts = dict[str, list[str]]
"""Printed texts by the kind of their column."""

CODE_KINDS = (
    "functional_code",
    "department_code",
    "government_code",
    "code",
    "class_code",
    "section_code",
    "item_code",
)
NAME_KINDS = ("functional_name", "department_name", "government_name", "name")
_ENUMERATOR = re.compile(
    r"^(?:[一二三四五六七八九十]+[、.．]|[(（][一二三四五六七八九十]+[)）]|\d{1,2}[、.．](?!\d)|[(（]\d{1,2}[)）]|[①-⑳])\s*"
)
_OF_WHICH = re.compile(r"^其中[:：]?\s*")


def texts_by_kind(body_row: BodyRow, columns: Iterable[KnownColumn]) -> Texts:
    """Return the printed texts of a row's label cells by the kind of their column; a merged cell counts once."""
    texts: dict[str, list[str]] = {}
    seen = set()
    before_amounts = True
    for column in columns:
        cell = body_row.cells[column.index]
        before_amounts = before_amounts and column.kind != AMOUNT
        if column.kind == AMOUNT or cell in seen:
            continue
        seen.add(cell)
        kind = _HEAD if column.kind == _TEXT and before_amounts else column.kind
        texts.setdefault(kind, []).append(fold_glyphs(cell.text).strip())
    for text in texts.pop("unit_or_project", []):
        # 单位名称（项目名称）: a unit heads the projects below it; its code tells it, where codes are printed
        is_unit = any(map(_is_a_code, texts["unit_code"])) if "unit_code" in texts else _reads_like_a_unit(text)
        texts.setdefault("unit_name" if is_unit else "name", []).append(text)
    if "unit_or_name" in texts:
        # 单位名称（科目）: beside a classification code it names the item, else the unit
        coded = any(text for kind in CODE_KINDS for text in texts.get(kind, []))
        kind = "name" if coded else "unit_name"
        texts[kind] = [*texts.get(kind, []), *texts.pop("unit_or_name")]
    return texts


def _is_a_code(text: str) -> bool:
    return re.search(r"\d", text) is not None


def _reads_like_a_unit(text: str) -> bool:
    return len(text) >= _SHORTEST_UNIT and organisation(text) is not None


_SHORTEST_UNIT = 6


def item(texts: dict[str, list[str]], above: str | None) -> tuple[str | None, str | None]:
    """Return the row's code and its printed label, from its first classification."""
    label = row_label(texts)
    parts = [texts.get(kind, [""])[0] for kind in ("class_code", "section_code", "item_code") if kind in texts]
    printed = next((texts[kind] for kind in CODE_KINDS[:4] if any(texts.get(kind, []))), [])
    if any(parts):
        return joined(parts, above), label or next((part for part in parts if part and not part.isdigit()), None)
    if printed:
        code = joined(printed, above)
        first = next(text for text in printed if text)
        return (code, label) if code is not None else (split_code_and_name(first).code, label or first)
    return (split_code_and_name(label).code, label) if label else (None, None)


def row_label(texts: Texts) -> str | None:
    """Return the words that name the row: a total wherever it stands, the finest name, else what else it prints.

    In ``一般公共预算资金 | 小计`` the head of the merged cell is the name.
    """
    everything = [text for kind in texts if kind != "line_no" for text in texts[kind] if text]
    total = next((text for text in everything if match_key(text) in TOTALS), None)
    names = [text for kind in NAME_KINDS for text in texts.get(kind, []) if text]
    if total and not any(match_key(name) != match_key(total) for name in names):
        return total
    first_scheme = next((kind for kind in NAME_KINDS if any(texts.get(kind, []))), None)
    of_scheme = [text for text in texts.get(first_scheme or "", []) if text]
    finest = next((text for text in reversed(of_scheme) if match_key(text) not in _SUMS), None)
    others = (text for kind in _OTHER_NAMES for text in texts.get(kind, []) if text)
    return finest or next(iter(of_scheme), None) or next(others, None)


TOTALS = {"合计", "总计"}
_SUMS = {"小计", "合计"}
_TEXT, _HEAD = "text", "head"
_OTHER_NAMES = ("project_name", "procurement_name", "unit_name", "procurement_kind", "period", _HEAD)


def other_labels(texts: Texts) -> dict[str, str]:
    """Return unit, project, procurement, period and further classifications; empty texts where a row prints none."""
    labels = {}
    for kind in ("unit_name", "unit_code", "project_code", "project_name", "procurement_kind", "period"):
        labels[kind] = tidy_name(next((t for t in texts.get(kind, []) if t), ""))
    purchase = split_code_and_name(next((t for t in reversed(texts.get("procurement_name", [])) if t), ""))
    labels |= _classifications(texts)
    labels["procurement_name"] = purchase.name or ""
    labels["procurement_code"] = next((t for t in texts.get("procurement_code", []) if t), "") or purchase.code or ""
    return labels


def _classifications(texts: Texts) -> dict[str, str]:
    """Return code and name of each classification, for a table that crosses several of them."""
    schemes = [s for s in ("functional", "department", "government") if f"{s}_code" in texts or f"{s}_name" in texts]
    labels = {}
    for scheme in schemes if len(schemes) > 1 else []:
        name = split_code_and_name(next((t for t in texts.get(f"{scheme}_name", []) if t), ""))
        codes = texts.get(f"{scheme}_code", [])
        code = joined(codes, None) or match_key(next((t for t in codes if t), ""))
        labels[f"{scheme}_code"] = code or name.code or ""
        labels[f"{scheme}_name"] = name.name or ""
    return labels


def item_name(label: str | None) -> str | None:
    """Return a label without its code, enumeration and 其中.

    Examples
    --------
    >>> item_name("一、一般公共服务支出"), item_name("其中:公务用车购置费"), item_name("[2010301]行政运行")
    ('一般公共服务支出', '公务用车购置费', '行政运行')
    """
    if not label:
        return None
    name = split_code_and_name(label).name or tidy_name(label)
    name = _OF_WHICH.sub("", _ENUMERATOR.sub("", _OF_WHICH.sub("", name)))
    return name or tidy_name(label)


def enumerator(label: str | None) -> str:
    """Return the enumeration that opens a label, as ``一、`` or ``(1)``; empty where there is none."""
    match = _ENUMERATOR.match(_OF_WHICH.sub("", tidy_name(label))) if label else None
    return match_key(match[0]) if match else ""


def is_of_which(label: str | None) -> bool:
    """Tell whether a label begins with 其中."""
    return label is not None and _OF_WHICH.match(tidy_name(label)) is not None
