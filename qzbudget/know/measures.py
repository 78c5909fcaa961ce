"""How header words compose into a measure such as ``total.basic.personnel`` or ``total@fund.general_budget``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from qzbudget.terms import REVENUE


@dataclass(frozen=True, slots=True)
class Step:
    """One header word's part in a measure; see :class:`qzbudget.terms.HeaderWord`."""

    kind: str
    segment: str | None
    split: str | None
    under: str | None


def measure(steps: Iterable[Step | None], base: str | None, direction: str | None) -> str | None:
    """Compose the measure of an amount column from its header words, top to bottom.

    Parameters
    ----------
    steps : iterable of Step or None
        The header words; None for a word that the knowledge does not cover.
    base : str or None
        The part of the total that the whole table breaks down (``basic`` in a table of basic expenditure).
    direction : str or None
        Side of the money: on the revenue side the sources are the one split of the total and need no name.

    Returns
    -------
    str or None
        The measure; None when the word that should tell it is not covered.

    Examples
    --------
    >>> basic = Step("part", "basic", None, None)
    >>> personnel = Step("part", "personnel", None, "basic")
    >>> measure([basic, personnel], None, "expenditure")
    'total.basic.personnel'
    >>> measure([personnel], "basic", "expenditure")
    'total.basic.personnel'
    >>> fund = Step("part", "general_budget", "fund", None)
    >>> measure([fund], None, "expenditure"), measure([fund], None, "revenue")
    ('total@fund.general_budget', 'total.general_budget')
    """
    steps = list(steps)
    if not steps or steps[-1] is None:
        return None
    root, change = "total", ""
    path: list[tuple[str | None, str]] = [(None, base)] if base else []
    for step in steps:
        if step is None or step.segment is None:
            continue
        if step.kind == "root":
            root, path = step.segment, []
        elif step.kind == "change":
            change = step.segment
        elif step.kind == "rate":
            root, path, change = (root, path, step.segment) if change else (_OTHER_RATE, [], "")
        elif step.kind == "part":
            path = _extended(path, step, direction)
    return _named(root, change) + _rendered(path)


_OTHER_RATE = "other_pct"
"""A rate of something that the header does not name."""


def _named(root: str, change: str) -> str:
    """Name a root, or the change of one: the change of the total is called change alone."""
    if not change:
        return root
    return change if root == "total" else f"{root}_{change}"


Path = list[tuple[str | None, str]]


def _extended(path: Path, step: Step, direction: str | None) -> Path:
    assert step.segment is not None
    split = None if direction == REVENUE else step.split
    names = [name for _, name in path]
    if step.segment in names:
        return path
    if step.under and step.under not in names and not stands_alone(step.under):
        path = [*path, (None, step.under)]
    if split == "fund" and path and path[-1][0] == "source":
        split = "source"
    return [*path, (split, step.segment)]


def stands_alone(parent: str) -> bool:
    """Tell whether a whole is split into its parts with or without a column for its sum: “three public” expenses."""
    return parent == "three_public"


def _rendered(path: Path) -> str:
    text, current = "", None
    for split, name in path:
        text += f"@{split}.{name}" if split and split != current else f".{name}"
        current = split
    return text
