"""Lists of names with a list of figures: 基本支出、项目支出分别为100万元、200万元."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qzbudget.narrative.figures import Figure

_NAMES = re.compile(r"(?:^|(?<=[，,；;。：:]))(?P<names>[^，,；;。：:]+?)(?:分别|依次)(?:为|是|计)?$")
_AND = re.compile(r"[、和与及]")
_BETWEEN = re.compile(r"[、，,和与及]")


def respectively(text: str, found: Sequence[Figure], start: int) -> dict[int, str]:
    """Return the words that name each figure of such a list, by where the figure begins.

    Only where as many figures of one kind follow as there are names.

    Parameters
    ----------
    text : str
        The paragraph.
    found : sequence of Figure
        The figures of the sentence.
    start : int
        Where the sentence begins.
    """
    named: dict[int, str] = {}
    at = start
    for index, figure in enumerate(found):
        if match := _NAMES.search(text[at : figure.start]):
            names = _AND.split(match["names"])
            figures = listed(text, found[index:])
            if len(names) > 1 and all(names) and len(names) == len(figures):
                before = [text[at : at + match.start()], *["，"] * (len(names) - 1)]
                words = (f"{lead}{name}为" for lead, name in zip(before, names, strict=True))
                named.update(zip((each.start for each in figures), words, strict=True))
        at = figure.stop
    return named


def listed(text: str, found: Sequence[Figure]) -> list[Figure]:
    """Return the first figure and those of its kind that only 、 or 和 part from it."""
    figures = [found[0]]
    for figure in found[1:]:
        if (figure.kind, figure.unit) != (found[0].kind, found[0].unit) or not _BETWEEN.fullmatch(text[figures[-1].stop : figure.start]):
            break
        figures.append(figure)
    return figures
