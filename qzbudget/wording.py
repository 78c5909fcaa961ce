"""Words and numbers as readers see them: labels, phrases, money, percentages, in Chinese or English."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from qzbudget.errors import KnowledgeError, UsageError

LANGUAGES = ("zh", "en")


@dataclass(frozen=True, slots=True)
class MoneyUnit:
    """A unit of money: its name in the phrases, its worth in yuan, and the decimals that it is shown with."""

    name: str
    yuan: float
    places: int


YUAN = MoneyUnit("元", 1, 2)
WAN = MoneyUnit("万元", 1e4, 2)
YI = MoneyUnit("亿元", 1e8, 2)
_BY_SIZE = {
    "zh": ((1e9, YI), (1e4, WAN), (0.0, YUAN)),
    "en": ((1e9, MoneyUnit("billion", 1e9, 2)), (1e6, MoneyUnit("million", 1e6, 2)), (0.0, YUAN)),
}
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


def money(yuan: float, lang: str = "zh") -> str:
    """Print an amount in the unit that suits its size; in English, where yuan go up to a million, whole yuan have no decimals.

    Examples
    --------
    >>> money(173_326_200.0), money(173_326_200.0, "en"), money(5_123_456_789.0), money(53.0), money(362_700.0, "en")
    ('17,332.62 万元', '173.33 million yuan', '51.23 亿元', '53.00 元', '362,700 yuan')
    """
    unit = money_unit(yuan, lang)
    whole = lang == "en" and unit is YUAN and float(yuan).is_integer()
    number = f"{yuan:,.0f}" if whole else in_unit(yuan, unit)
    return phrase(f"money.{unit.name}", lang, number=number)


def money_unit(yuan: float, lang: str = "zh") -> MoneyUnit:
    """Choose the unit for an amount, or for a set of amounts by its largest."""
    return next(unit for least, unit in _BY_SIZE[check_language(lang)] if abs(float(yuan)) >= least)


def common_unit(amounts: Iterable[float], lang: str = "zh") -> MoneyUnit:
    """Choose one unit for the amounts of a figure: that of the largest, or the next smaller one where an amount would be below 0.10.

    Examples
    --------
    >>> common_unit([5e9, 2e7]).name, common_unit([5e9, 2e5]).name
    ('亿元', '万元')
    """
    sizes = [abs(float(amount)) for amount in amounts if amount == amount and amount]  # noqa: PLR0124  no NaN
    unit = money_unit(max(sizes, default=0.0), lang)
    lost = any(size < unit.yuan / 10 for size in sizes)
    smaller = [other for _, other in _BY_SIZE[lang] if other.yuan < unit.yuan]
    return smaller[0] if lost and smaller and smaller[0] is not YUAN else unit


def in_unit(yuan: float, unit: MoneyUnit) -> str:
    """Print the number of an amount in a unit, with thousands separators.

    Examples
    --------
    >>> in_unit(158_822_400.0, WAN)
    '15,882.24'
    """
    return f"{float(yuan) / unit.yuan:,.{unit.places}f}"


def percent(share_pct: float) -> str:
    """Print a percentage with one decimal; a dash where there is none.

    Examples
    --------
    >>> percent(91.632), percent(0.02), percent(float("nan"))
    ('91.6%', '<0.1%', '—')
    """
    if share_pct != share_pct:  # noqa: PLR0124  only NaN differs from itself
        return "—"
    return "<0.1%" if 0 < share_pct < 0.05 else f"{share_pct:.1f}%"


def signed(yuan: float, unit: MoneyUnit) -> str:
    """Print a change of an amount in a unit, with its sign; nothing has none.

    Examples
    --------
    >>> signed(7_964_900.0, WAN), signed(-50_000.0, WAN), signed(0.0, WAN)
    ('+796.49', '-5.00', '0.00')
    """
    text = in_unit(abs(yuan), unit)
    return text if float(text.replace(",", "")) == 0 else f"{'-' if yuan < 0 else '+'}{text}"


def signed_percent(change_pct: float) -> str:
    """Print a change in per cent with its sign and two decimals, as documents do; a dash where there is none.

    Examples
    --------
    >>> signed_percent(0.2097), signed_percent(-1.754), signed_percent(float("nan")), signed_percent(1009.7)
    ('+0.21%', '-1.75%', '—', '+1,009.70%')
    """
    if change_pct != change_pct:  # noqa: PLR0124  only NaN differs from itself
        return "—"
    text = f"{abs(change_pct):,.2f}"
    sign = "" if float(text.replace(",", "")) == 0 else "-" if change_pct < 0 else "+"
    return f"{sign}{text}%"


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
