"""Which year and phase a column is about, as far as its header says."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from qzbudget.amounts import ANY_UNIT
from qzbudget.text import match_key

_YEAR = re.compile(r"(20\d{2})(?:年(?:度)?|$)")
_UNIT = rf"(?:[(](?:(?:金额)?单位[:：])?(?:{ANY_UNIT})[)])?"
_PRIOR = re.compile(
    r"(?:上年|上一年|去年)(?:度)?(?:(?:年初|调整)?(?:预算|执行|决算|完成|预算执行)?(?:数|金额|情况)?)" + _UNIT
)
_BARE_YEAR = re.compile(rf"20\d{{2}}(?:年(?:度)?)?(?:数|金额|情况|安排数?)?{_UNIT}")
_STATED = r"(?:20\d{2}年(?:度)?|上年(?:度)?|上一年(?:度)?|去年|本年(?:度)?|当年|全年)?"
_PHASES = (
    (
        "executed",
        re.compile(
            _STATED
            + r"(?:决算|执行|完成|预算执行|支出决算|收入决算|实际(?:支出|采购|征收|完成)|采购决算|决算统计)(?:数|金额)?"
            + _UNIT
        ),
    ),
    (
        "adjusted",
        re.compile(r"(?:20\d{2}年(?:度)?|上年(?:度)?|本年(?:度)?|当年)?(?:调整|全年)预算(?:数|金额)?" + _UNIT),
    ),
    (
        "approved",
        re.compile(
            _STATED + r"(?:(?:年初)?预算(?:数|金额|安排数?)?|采购预算(?:数|金额)?|(?:采购|征收)计划(?:数|金额)?)" + _UNIT
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class Period:
    """A year as printed, or ``prior`` for 上年; a phase where the header tells one."""

    year: int | None = None
    prior: bool = False
    phase: str | None = None

    @property
    def stated(self) -> bool:
        """Whether the header says anything about year or phase."""
        return self.year is not None or self.prior or self.phase is not None


def period_of(path: Iterable[str]) -> Period:
    """Read year and phase from the header words of a column.

    Examples
    --------
    >>> period_of(["2025年执行数"])
    Period(year=2025, prior=False, phase='executed')
    >>> period_of(["上年预算数"])
    Period(year=None, prior=True, phase='approved')
    >>> period_of(["上年结转"])
    Period(year=None, prior=False, phase=None)
    """
    words = [match_key(word) for word in path]
    years = [int(match[1]) for word in words for match in [_YEAR.match(word)] if match]
    prior = any(_PRIOR.fullmatch(word) for word in words)
    phase = next((name for word in reversed(words) for name, pattern in _PHASES if pattern.fullmatch(word)), None)
    return Period(years[-1] if years else None, prior, phase)


def names_only_a_period(word: str) -> bool:
    """Tell whether a header word names a year or a phase and nothing else.

    Examples
    --------
    >>> names_only_a_period("2025年预算数"), names_only_a_period("上年数"), names_only_a_period("2025年")
    (True, True, True)
    >>> names_only_a_period("2025年预算数为2024年执行数的%"), names_only_a_period("2025年绩效奖励")
    (False, False)
    """
    key = match_key(word)
    return any(pattern.fullmatch(key) for pattern in (_BARE_YEAR, _PRIOR, *(phase for _, phase in _PHASES)))
