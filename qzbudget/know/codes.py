"""Classification codes as printed: alone, split over columns, shortened, or in one cell with the name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from qzbudget.text import match_key, tidy_name

_WITH_NAME = re.compile(r"[\[(【]?(?P<code>[A-Z]?\d{2,10}[A-Z]?)[\])】]?(?P<separator>\s*[-_—:]?\s*)(?=[^\d,.])(?P<name>.*)")
SCHEMES = "235"
"""First digits of functional, department economic and government economic codes."""

_COUNTED = ("年", "个", "月", "日", "人", "万", "台", "辆", "户")
_CODE = re.compile(r"\d{3}(\d\d){0,3}")
_PURCHASE = re.compile(r"[ABC]\d{6}(?:\d\d){0,2}")
"""Codes of the catalogue of government purchases: goods A, works B, services C."""
_SHORT_PURCHASE = re.compile(r"[ABC]\d{4}")
_DIGITS = re.compile(r"\d{1,12}")


@dataclass(frozen=True, slots=True)
class CodeAndName:
    """A code and a name that one cell prints; either may be empty."""

    code: str | None
    name: str | None


def split_code_and_name(text: str) -> CodeAndName:
    """Separate the code from the name in one cell.

    Examples
    --------
    >>> split_code_and_name("[201]一般公共服务支出")
    CodeAndName(code='201', name='一般公共服务支出')
    >>> split_code_and_name("201-一般公共服务支出")
    CodeAndName(code='201', name='一般公共服务支出')
    >>> split_code_and_name("[C23120302]车辆加油、添加燃料服务")
    CodeAndName(code='C23120302', name='车辆加油、添加燃料服务')
    >>> split_code_and_name("A05010503更衣柜")
    CodeAndName(code='A05010503', name='更衣柜')
    >>> split_code_and_name("B0703 评估和评价服务")
    CodeAndName(code='B0703', name='评估和评价服务')
    >>> split_code_and_name("2023年培训")
    CodeAndName(code=None, name='2023年培训')
    """
    name = tidy_name(text)
    if not name:
        return CodeAndName(None, None)
    if match_key(name).isdigit():
        return CodeAndName(match_key(name), None)
    match = _WITH_NAME.fullmatch(name)
    if match is None:
        return CodeAndName(None, name)
    code, rest = match["code"], match["name"].strip()
    bracketed = name[0] in "[(【" and len(code) >= 3
    separated = bool(match["separator"].strip()) and _CODE.fullmatch(code) is not None
    # without bracket or dash only a number that begins like a classification is a code: 201一般公共服务, not 110指挥中心
    classified = code[0] in SCHEMES and _CODE.fullmatch(code) is not None
    short = classified or _SHORT_PURCHASE.fullmatch(code) is not None
    glued = _PURCHASE.fullmatch(code) is not None or (short and rest[:1] not in _COUNTED)
    if rest and (bracketed or separated or glued):
        return CodeAndName(code, rest)
    return CodeAndName(None, name)


def is_classification(code: str | None) -> bool:
    """Tell whether a code has the length of a class, section or item, or of a local subdivision (3, 5, 7, 9 digits)."""
    return code is not None and _CODE.fullmatch(code) is not None


def joined(parts: Sequence[str], above: str | None) -> str | None:
    """Join the 类, 款, 项 that a row prints in columns of their own, or the short code of a single column.

    Parameters
    ----------
    parts : sequence of str
        What the row prints in each code column, empty where it prints nothing.
    above : str or None
        The full code of the nearest coded row above, from which a row inherits the parts that it does not print.

    Examples
    --------
    >>> joined(["221", "02", "01"], None)
    '2210201'
    >>> joined(["", "02", ""], "221")
    '22102'
    >>> joined(["", "", "01"], "22102")
    '2210201'
    >>> joined(["", "05", "99"], "2080506")
    '2080599'
    >>> joined(["05"], "2080101")
    '20805'
    >>> joined(["208", "20805", "2080505"], None)
    '2080505'
    """
    printed = [match_key(part) for part in parts]
    if not any(printed):
        return None
    if not all(_DIGITS.fullmatch(part) for part in printed if part):
        return None
    code = ""
    for level, part in enumerate(printed):
        if not part:
            if any(printed[level + 1 :]) and len(code) == _length(level - 1):
                code = (above or "")[: _length(level)]
            continue
        if len(part) <= 2 and level == 0:
            if len(printed) > 1:
                return None
            code = (above or "")[:3] + part.zfill(2)
        elif (code and part.startswith(code) and len(part) > 2) or (len(part) > 2 and level > 0):
            code = part
        else:
            code += part.zfill(2) if level else part
    return code or None


def _length(level: int) -> int:
    return 3 + 2 * level if level >= 0 else 0
