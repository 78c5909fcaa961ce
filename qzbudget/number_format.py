"""Numbers as readers see them: money in the unit that suits it, changes, percentages, in Chinese or English."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from qzbudget.wording import check_language, phrase


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
