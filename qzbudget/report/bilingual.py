"""Markdown that says everything twice, in Chinese and then in English → the same in one language, for a page in that language.

A heading has both on its line; of a paragraph or a list item the English stands in italics behind the Chinese.  What is said
once only, in whichever language, stays as it is.
"""

from __future__ import annotations

import re
from itertools import pairwise

_CHINESE = r"[\u3400-\u9fff\uff00-\uffef]"
_HEADING = re.compile(rf"(#+ )(.*{_CHINESE})\s+((?:(?!{_CHINESE}).)*[A-Za-z](?:(?!{_CHINESE}).)*)")
_ITEM = re.compile(rf"(\s*[-*] )(.*[\u3400-\u9fff。].*?)\s*\*((?:(?!{_CHINESE})[^*])+)\*")
_ITALICS = re.compile(rf"\*((?:(?!{_CHINESE})[^*])+)\*", re.DOTALL)
_HAS_CHINESE = re.compile(_CHINESE)


def in_one_language(markdown: str, lang: str) -> str:
    r"""Keep what a Markdown cell says in one language, where it says it in both.

    Parameters
    ----------
    markdown : str
        The cell.
    lang : {"zh", "en"}
        The language to keep.

    Examples
    --------
    >>> in_one_language("## 花在哪些职能上？ What is it spent on?", "en")
    '## What is it spent on?'
    >>> in_one_language("空着不是零。\n\n*Empty is not zero.*", "zh")
    '空着不是零。'
    >>> in_one_language("## 只有中文", "en")
    '## 只有中文'
    """
    blocks = ["\n".join(_line(line, lang) for line in block.split("\n")) for block in re.split(r"\n{2,}", markdown)]
    english = [_ITALICS.fullmatch(block) for block in blocks]
    paired = {place for place, (first, second) in enumerate(pairwise(blocks)) if _is_paragraph(first) and english[place + 1]}
    kept = []
    for place, block in enumerate(blocks):
        if (italics := english[place]) and place - 1 in paired:
            kept += [italics[1]] if lang == "en" else []
        elif place not in paired or lang == "zh":
            kept.append(block)
    return "\n\n".join(kept)


def _line(line: str, lang: str) -> str:
    both = _HEADING.fullmatch(line) or _ITEM.fullmatch(line)
    return line if both is None else f"{both[1]}{both[3] if lang == 'en' else both[2]}"


def _is_paragraph(block: str) -> bool:
    return _HAS_CHINESE.search(block) is not None and not block.startswith(("#", "-", "*", "|", ">", "`"))
