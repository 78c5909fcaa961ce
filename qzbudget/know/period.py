"""Which year and phase a column is about, as far as its header says."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from qzbudget.text import match_key

_YEAR = re.compile(r"(20\d{2})年(?:度)?")
_PRIOR = re.compile(r"上年(?:度)?(?:预算|执行|决算|完成|调整|数|$)|去年")
_PHASES = (
    ("executed", re.compile(r"决算数|执行数|决算$|完成数|支出决算|收入决算")),
    ("adjusted", re.compile(r"调整预算|全年预算")),
    ("approved", re.compile(r"预算数|预算$|年初预算|预算安排|预算金额")),
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
    years = [int(match[1]) for word in words for match in [_YEAR.search(word)] if match]
    prior = any(_PRIOR.search(word) for word in words)
    phase = next((name for word in reversed(words) for name, pattern in _PHASES if pattern.search(word)), None)
    return Period(years[-1] if years else None, prior, phase)
