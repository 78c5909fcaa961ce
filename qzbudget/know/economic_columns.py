"""Columns that print the items of an economic class side by side: 基本工资 and 津贴补贴 under 工资福利支出."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from qzbudget.codebook.book import book
from qzbudget.join import Column
from qzbudget.know.column import AMOUNT
from qzbudget.know.label_columns import Words
from qzbudget.terms import HeaderWord
from qzbudget.text import match_key


def of_items(drafts: list[tuple[str, Words]], columns: Sequence[Column]) -> list[tuple[str, Words]]:
    """Say of a column under an economic class which item of the class it is, where no other word covers its own.

    Its segment is the item's code, as in ``total.basic.wages.30101``.
    """
    codes = [
        _codes(column.path, words) if words and words[-1] is None else frozenset()
        for (_, words), column in zip(drafts, columns, strict=True)
    ]
    if not any(codes):
        unknown = [bool(words) and words[-1] is None for _, words in drafts]
        codes = _without_class([column.path if tells else () for column, tells in zip(columns, unknown, strict=True)])
    # 对个人和家庭的补助 is a class of both classifications: the columns beside it tell which one is meant
    schemes = {code[0] for found in codes if len(found) == 1 for code in found}
    return [
        (AMOUNT if kind == _TEXT else kind, (*words[:-1], _word(code))) if (code := _one(found, schemes)) else (kind, words)
        for (kind, words), found in zip(drafts, codes, strict=True)
    ]


def _codes(path: Sequence[str], words: Words) -> frozenset[str]:
    """Return the codes of a column's own name below the classes that stand over it."""
    classes = {_plain(text) for text, word in zip(path, words, strict=True) if word}
    own = _plain(path[-1])
    return frozenset(code for of_class, name, code in _items() if name == own and of_class in classes)


_TEXT = "text"
"""What a column is taken for that prints nothing under a word that nothing else covers."""


def _without_class(paths: Sequence[Sequence[str]]) -> list[frozenset[str]]:
    """Return the codes of items that stand beside each other with no class over them, where all are of one class.

    办公费 | 印刷费 | 水费 | …: the class is the one in which most of the names are items.
    """
    named = [frozenset(code for _, name, code in _items() if path and name == _plain(path[-1])) for path in paths]
    counts = Counter(found[:_CLASS] for codes in named for found in codes)
    classes = [of_class for of_class, count in counts.most_common() if count >= _FEWEST]
    if not classes:
        return named and [frozenset()] * len(named)
    return [frozenset(code for code in codes if code.startswith(classes[0])) for codes in named]


_FEWEST = 4
"""So many names of one class beside each other are no coincidence."""


def _one(codes: frozenset[str], schemes: set[str]) -> str | None:
    fitting = [code for code in codes if len(codes) == 1 or {code[0]} == schemes]
    return fitting[0] if len(fitting) == 1 else None


def _word(code: str) -> HeaderWord:
    return HeaderWord(re.compile(""), "part", code, None, None, frozenset())


@cache
def _items() -> tuple[tuple[str, str, str], ...]:
    """Return the items of both economic classifications: name of the class, name and code of the item."""
    economic = [row for row in book() if row.scheme != "functional"]
    return tuple(
        (_plain(above.name), _plain(row.name), row.code)
        for above in economic
        if len(above.code) == _CLASS
        for row in economic
        if len(row.code) == _ITEM and row.code.startswith(above.code)
    )


_CLASS, _ITEM = 3, 5


def _plain(name: str) -> str:
    return _SUM.sub("", _CODE.sub("", match_key(name)))


_CODE = re.compile(r"^[\[(]?[35]\d\d(?:\d\d)?[\])]?[-_—]?(?=[\u4e00-\u9fff]{2})")
_SUM = re.compile(r"(?<=.)(?:小计|合计)$|(?<=补助)支出$")
