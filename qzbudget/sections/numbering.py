"""The numbers before items of a list: 一、 （一） 1. （1） ① and ranges such as 8-12."""

from __future__ import annotations

import re
from dataclasses import dataclass

_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")}
_CHINESE = "[一二三四五六七八九十]{1,4}"
_STYLES = {
    "一、": rf"({_CHINESE})[、.．]",
    "（一）": rf"[（(]({_CHINESE})[）)][、.．]?",
    "1.": r"(\d{1,2})(?:[-—–~～至](\d{1,2}))?(?:[、．]|\.(?!\d))",
    "（1）": r"[（(](\d{1,2})[）)][、.．]?",
    "①": "([①-⑳])",
}
_PATTERNS = {style: re.compile(pattern) for style, pattern in _STYLES.items()}
_AFTER_SENTENCE = "(?<=[。；;：:])"
_LED = re.compile(r"(?<=[：:])(?:1(?:[、．]|\.(?!\d))|[（(](?:1|一)[）)])")


@dataclass(frozen=True, slots=True)
class Number:
    """The number that an item begins with.

    ``printed`` is the number without the comma or the dot behind it, ``last`` the last of a printed range, else ``first``;
    ``length`` counts the characters up to the item's text.
    """

    style: str
    printed: str
    first: int
    last: int
    length: int

    @property
    def each(self) -> list[str]:
        """What each item of a printed range would print; the number itself where it is none."""
        if self.first == self.last:
            return [self.printed]
        return [str(value) for value in range(self.first, self.last + 1)]


def number_of(text: str) -> Number | None:
    """Read the number at the start of a paragraph, None where it has none.

    Examples
    --------
    >>> number = number_of("（十二）负责组织协调")
    >>> number.style, number.printed, number.first
    ('（一）', '（十二）', 12)
    >>> number_of("8-12.秘书一至五处。").each
    ['8', '9', '10', '11', '12']
    >>> number_of("2026年") is None
    True
    """
    for style, pattern in _PATTERNS.items():
        match = pattern.match(text)
        if match:
            return _number(style, match)
    return None


def _number(style: str, match: re.Match[str]) -> Number:
    first = value_of(match[1])
    last = int(match[2]) if style == "1." and match[2] else first
    printed = match[0].rstrip("、.．")
    return Number(style, printed, first, max(first, last), match.end())


def value_of(digits: str) -> int:
    """Return the value of Chinese, Arabic or circled digits up to 99.

    Examples
    --------
    >>> [value_of(digits) for digits in ("七", "十", "十二", "二十一", "15", "③")]
    [7, 10, 12, 21, 15, 3]
    """
    if digits.isdecimal():
        return int(digits)
    if digits in "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳":
        return ord(digits) - ord("①") + 1
    tens, ten, ones = digits.rpartition("十")
    return (_DIGITS.get(tens, 1) if ten else 0) * 10 + _DIGITS.get(ones, 0)


def split_items(text: str, *, led: bool = False, anywhere: bool = False) -> list[int]:
    """Return where the items of a paragraph begin: several can stand in one, each with the next number.

    Parameters
    ----------
    text : str
        The paragraph.
    led : bool, default False
        Whether the first number may stand behind a colon in the paragraph.
    anywhere : bool, default False
        Whether the next number may stand behind any character, as between names; else it stands behind a sentence.

    Examples
    --------
    >>> split_items("（一）拟订规划；（二）组织实施。")
    [0, 8]
    >>> split_items("部门预算包括：1.信访局2.服务中心。", led=True, anywhere=True)
    [0, 7, 12]
    """
    starts = [0]
    number = number_of(text)
    if number is None and led:
        opening = _LED.search(text)
        if opening:
            starts.append(opening.start())
            number = number_of(text[opening.start() :])
    while number is not None:
        begin = starts[-1] + number.length
        behind = r"(?<!\d)" if anywhere else _AFTER_SENTENCE
        found = (match for match in re.finditer(behind + _STYLES[number.style], text[begin:]))
        following = next((m for m in found if value_of(m[1]) == number.last + 1), None)
        if following is None:
            break
        starts.append(begin + following.start())
        number = number_of(text[starts[-1] :])
    return starts
