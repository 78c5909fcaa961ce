"""Words as readers see them: labels, phrases and names, in Chinese or English."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from importlib import resources

from qzbudget.errors import KnowledgeError, UsageError

LANGUAGES = ("zh", "en")


_MARKUP = re.compile(r"[\\`*_\[\]<>&$|~#!:]")
_DIRECTION = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@cache
def _words(name: str) -> Mapping[str, Mapping[str, str]]:
    text = (resources.files("qzbudget.knowledge") / f"{name}.csv").read_text(encoding="utf-8")
    return {row["key"]: {lang: row[lang] for lang in LANGUAGES} for row in csv.DictReader(text.splitlines())}


def check_language(lang: str) -> str:
    """Return the language, or refuse one that the package does not speak."""
    if lang not in LANGUAGES:
        raise UsageError(f"lang={lang!r} 未知：应为 {' 或 '.join(map(repr, LANGUAGES))}。")
    return lang


def phrase(key: str, lang: str, **values: object) -> str:
    """Return a phrase of ``knowledge/phrases.csv`` with its numbers and names filled in.

    Where ``n`` is 1, the phrase ``<key>.one`` is taken if there is one.

    Examples
    --------
    >>> phrase("place", "zh", table="公开表3", page=13)
    '公开表3 第 13 页'
    >>> phrase("reconcile.places", "en", n=1), phrase("reconcile.places", "en", n=2)
    ('1 cell', '2 cells')
    """
    one = str(values.get("n")) == "1" and _words("phrases").get(f"{key}{_ONE}")
    words = one or _words("phrases").get(key)
    if words is None:
        raise KnowledgeError(f"phrases.csv：没有 {key!r} 这一条。请补上中文和英文。")
    return words[check_language(lang)].format(**values)


def rephrased(text: str, prefix: str, lang: str) -> str | None:
    """Say a Chinese text in another language where a phrase of ``knowledge/phrases.csv`` said it; None where none did.

    Parameters
    ----------
    text : str
        A phrase with its numbers and names filled in.
    prefix : str
        How the keys of the phrases that it may be begin; of several that fit, the one with the most words of its own counts.
    lang : {"zh", "en"}
        Language.

    Examples
    --------
    >>> rephrased("重复的编码：201、203", "check.", "en")
    'codes that occur twice: 201, 203'
    """
    for pattern, key in _patterns(prefix):
        if match := pattern.fullmatch(text):
            values = match.groupdict()
            listed = {name: _said_in_english(value) for name, value in values.items()}
            return phrase(key, lang, **(values if lang == "zh" else listed))
    return None


def _said_in_english(value: str) -> str:
    unit = _words("phrases").get(f"unit.{value}")
    return unit["en"] if unit else value.replace("、", ", ")


def readable(message: str, lang: str) -> str:
    """Name the lines and columns that a message calls by the identifiers of the rules, such as “total_revenue”.

    Examples
    --------
    >>> readable("公开表1 没有“total_revenue”这一行或这一栏", "zh")
    '公开表1 没有“收入总计”这一行或这一栏'
    >>> readable("表六 has no line or column “code:31013”", "en")
    '表六 has no line or column “31013”'
    """
    return _IDENTIFIER.sub(lambda match: f"“{_line_name(match[1], lang)}”", message)


def _line_name(identifier: str, lang: str) -> str:
    step = identifier.removeprefix("code:").rpartition(".")[2]
    return (label(step, lang) or step).translate(_INNER)


_IDENTIFIER = re.compile(r"“(code:\d+|[a-z][a-z_]*(?:\.[a-z_]+)*)”")
_INNER = str.maketrans("“”", "‘’")
_ONE = ".one"


@cache
def _patterns(prefix: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    keys = [key for key in _words("phrases") if key.startswith(prefix) and not key.endswith(_ONE)]
    templates = {key: _words("phrases")[key]["zh"] for key in keys}
    own = {key: len(_FILLED.sub("", template)) for key, template in templates.items()}
    return tuple((_pattern(templates[key]), key) for key in sorted(keys, key=lambda key: -own[key]))


def _pattern(template: str) -> re.Pattern[str]:
    names: set[str] = set()

    def filled(name: str) -> str:
        group = f"(?P={name})" if name in names else f"(?P<{name}>.*)"
        names.add(name)
        return group

    pieces = _FILLED.split(template)
    return re.compile("".join(filled(p) if i % 2 else re.escape(p) for i, p in enumerate(pieces)), re.DOTALL)


_FILLED = re.compile(r"\{(\w+)\}")


def label(key: str, lang: str) -> str | None:
    """Return the name of a code, measure step or concept; None where ``knowledge/labels.csv`` has none.

    Examples
    --------
    >>> label("basic", "en"), label("2010301", "en")
    ('Basic expenditure', None)
    """
    words = _words("labels").get(key)
    return words[check_language(lang)] if words else None


def translated(name: str) -> str | None:
    """Return the English name of what tables print as the name of a line; None where ``knowledge/item_names.csv`` has none.

    Examples
    --------
    >>> translated("维修(护)费"), translated("其他农林水支出"), translated("某项支出")
    ('Maintenance and repairs', 'Other agriculture, forestry and water conservancy', None)
    """
    spelled = unicodedata.normalize("NFKC", name)
    known = _item_names().get(spelled)
    of = _item_names().get(spelled.removeprefix("其他")) if known is None and spelled.startswith("其他") else None
    return f"Other {of[0].lower()}{of[1:]}" if of else known


@cache
def _item_names() -> Mapping[str, str]:
    text = (resources.files("qzbudget.knowledge") / "item_names.csv").read_text(encoding="utf-8")
    classes = {words["zh"]: words["en"] for key, words in _words("labels").items() if key.isdigit()}
    own = {row["name"]: row["en"] for row in csv.DictReader(text.splitlines())}
    return {unicodedata.normalize("NFKC", name): english for name, english in (classes | own).items()}


def visible(text: object) -> str:
    r"""Return a text from a document on one line, without the marks that turn the direction of writing.

    Examples
    --------
    >>> visible("甲局\u202e\n 本级")
    '甲局 本级'
    """
    return " ".join(_DIRECTION.sub("", str(text)).split())


def plain(text: object) -> str:
    r"""Return a text from a document so that Markdown shows it as it is and never takes it for markup.

    Examples
    --------
    >>> print(plain("<b>甲*局"))
    \<b\>甲\*局
    """
    return _MARKUP.sub(r"\\\g<0>", visible(text))
