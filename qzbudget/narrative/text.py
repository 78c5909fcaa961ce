"""The running text of a document: paragraphs joined over lines and pages, each character with the way back to its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from qzbudget.narrative.lines import Line, body_lines
from qzbudget.shapes import Box, Character, Grid, Page, enclosing

_HEADING = re.compile(r"第[一二三四五六七八九十]部分|[一二三四五六七八九十]{1,3}[、.．](?=[^\d，。、])")
_ENUMERATOR = re.compile(r"[（(][一二三四五六七八九十]{1,3}[）)]|\d{1,2}[、.．](?!\d)|[（(]\d{1,2}[）)]|[①-⑳]")
_ENDS_SENTENCE = re.compile(r".*[。；：;:！？]$", re.DOTALL)
_UNBROKEN = re.compile(r"[\d.,，%％]+[万亿]?元?|[A-Za-z]+")
_INDENT = 1.2
"""By how many heights of its characters a first line stands to the right of the body."""
_BRACKET = 0.5
"""How many heights of its characters an opening bracket leaves empty before its ink."""
_SLACK = 2.7
"""How many heights of its characters a full line may leave empty at its end."""
_PITCH = 2.6
"""From how many heights on, from baseline to baseline, two lines stand apart."""
_OTHER_SIZE = 1.25
_TELLING = 8
"""How many letters a line has at least whose height tells the size of its type."""
_LONG = 15
"""How many letters a line has at least that goes on though the next is indented."""
_GOES_ON = "，、,（(“"
_CLOSES = "，。、；：）)”%％元"
_BRACKETS = r"[（(](?:[^（）()]|[（(][^（）()]*[）)])*[）)]"
_SENTENCE = re.compile(rf"(?:[^。！？（(]|{_BRACKETS}|[（(])*(?:[。！？]+[”’）)]*|$)")


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is printed: 1-based page, and box on the page as displayed."""

    page: int
    box: Box


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of the running text.

    ``text`` has glyph variants folded, plain digits, and no blanks but between words of Latin letters and between numbers
    that stand apart; ``glyphs`` has the page and the character behind each of its letters.
    """

    text: str
    glyphs: tuple[tuple[Page, Character], ...]

    @property
    def page(self) -> int:
        """Page of its first character."""
        return self.glyphs[0][0].number

    @property
    def height(self) -> float:
        """Height of its first character, in points."""
        _, first = self.glyphs[0]
        return first.bottom - first.top

    def place(self, start: int, end: int) -> Place:
        """Return where ``text[start:end]`` is printed; of a text that breaks over lines, its first line."""
        page, first = self.glyphs[start]
        same_line = [
            Box(c.x0, c.top, c.x1, c.bottom)
            for p, c in self.glyphs[start:end]
            if p is page and abs(c.baseline - first.baseline) < (first.bottom - first.top) / 2
        ]
        return Place(page.number, page.displayed(enclosing(same_line or [Box(*first[1:5])])))

    def sentences(self) -> Iterator[tuple[int, int]]:
        """Yield start and end of each sentence; 。！？ outside brackets end one, ； does not."""
        for match in _SENTENCE.finditer(self.text):
            if match[0].strip():
                yield match.span()


def running_text(pages: Iterable[tuple[Page, Sequence[Grid]]]) -> tuple[Paragraph, ...]:
    """Return the paragraphs of a document in reading order.

    Parameters
    ----------
    pages : iterable of (Page, sequence of Grid)
        The pages with the ruled tables that stand on them; what stands in a table is no running text.

    Returns
    -------
    tuple of Paragraph
        Without page numbers and running heads.  A paragraph goes on over the end of a line and of a page, not over a table.
    """
    paragraphs: list[list[Line]] = []
    for line in body_lines(pages):
        if paragraphs and not _begins(line, paragraphs[-1][-1]):
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
    return tuple(_paragraph(lines) for lines in paragraphs)


def _paragraph(lines: Sequence[Line]) -> Paragraph:
    text = "".join(line.text for line in lines)
    return Paragraph(text, tuple((line.page, c) for line in lines for c in line.characters))


def _begins(line: Line, before: Line) -> bool:
    """Tell whether a line begins a paragraph, seen the line before."""
    if line.block != before.block or _HEADING.match(line.text) or _other_size(line, before):
        return True
    if line.page is before.page and line.baseline - before.baseline > _PITCH * line.height + 12:
        return True
    if before.text[-1] in _GOES_ON or line.text[0] in _CLOSES:
        return False
    if not _is_full(before, line) or (_is_heading(before) and _ENUMERATOR.match(line.text)):
        return True
    ended = _ENDS_SENTENCE.match(before.text) is not None
    if _is_indented(line):
        return ended or len(before.text) < _LONG or _HEADING.match(before.text) is not None
    return ended and _ENUMERATOR.match(line.text) is not None


def _is_heading(line: Line) -> bool:
    return len(line.text) < _LONG and _HEADING.match(line.text) is not None


def _is_indented(line: Line) -> bool:
    bracket = _BRACKET if line.text[0] in "（“《【" else 0.0
    return line.x0 - line.left > (_INDENT + bracket) * line.height


def _other_size(line: Line, before: Line) -> bool:
    """Tell whether two lines are of different type sizes; boxes are tight, so that a short line does not tell."""
    short = min(len(line.text), len(before.text)) < _TELLING
    return not short and not 1 / _OTHER_SIZE < line.height / before.height < _OTHER_SIZE


def _is_full(line: Line, after: Line) -> bool:
    """Tell whether a line ends where lines end: the first word of the next has no room in it."""
    word = _UNBROKEN.match(after.text)
    width = after.characters[word.end() - 1].x1 - after.x0 if word else 0.0
    return line.x1 + width + _SLACK * line.height >= line.right
