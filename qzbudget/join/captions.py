"""What stands above and below a grid: number, title, unit, money unit, notes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from qzbudget.amounts import ANY_UNIT
from qzbudget.join.layout import Layout
from qzbudget.shapes import Grid, Page, TextLine
from qzbudget.text import fold_glyphs, match_key, tidy_name

_NEXT_PART = re.compile(r"第[一二三四五六七八九十]+部分")
_PAGE_NUMBER = re.compile(r"[-—–第]*\s*\d{1,4}\s*[-—–页]*|[-—–]?\d+/\d+")
_MARKED_PAGE_NUMBER = re.compile(r"[-—–]+\d{1,4}[-—–]+|第\d{1,4}页(?:[,，]?共\d{1,4}页)?")
_BESIDE_QUOTES = re.compile(r"\s+(?=[“‘])|(?<=[”’])\s+")
"""Gaps that only the white half of a quotation mark's square leaves."""

_NOTE = re.compile(r"(备?注|说明|表注|\*)[:：0-9①].*|\*.+|(备?注|说明)$")
_NUMBER = re.compile(
    r"[(\[【]?((?:(?:部门|单位)?(?:预算|决算)?公开|附|预算|决算|财决公开|财预公开|政府预算)?表[-\s]?[0-9一二三四五六七八九十]{1,3}(?:[-—][0-9]{1,2})?"
    r"|(?:(?:预算|决算)?公开|附|预算|决算|财决公开|财决|财预公开)[0-9一二三四五六七八九十]{1,3}(?:[-—][0-9]{1,2})?表|附件[0-9一二三四五六七八九十]{1,2}(?:[-—][0-9]{1,2})?)[)\]】]?[:：、.]?"
)
_TITLE = re.compile(r"[^。；]{3,60}表(?:[(][^()]{1,30}[)])?")
_MONEY_UNIT = re.compile(rf"单位[:：]?(?:人民币)?({ANY_UNIT})|[(](?:(?:金额)?单位[:：])?({ANY_UNIT})[)]")
_UNIT_NAME = re.compile(
    r"(?:单位名称|部门名称|编制单位|编报单位|填报单位|填报部门|编制部门|预算单位|部门[(/]单位[)]?(?:名称)?|公开部门|公开单位|部门|单位)[:：](.+)"
)
_UNIT_END = re.compile(
    rf"[（(](?:公章|盖章|单位公章)[）)].*|(?:金额)?单位[:：]?(?:人民币)?(?:{ANY_UNIT}).*|\d{{4}}年(?:度)?.*|(?:公章|盖章).*"
)
_UNIT_CODE = re.compile(r"^(?:[\[(（【]\s*\d{3,9}\s*[\])）】]|\d{3,9}\s*[-—_]+|\d{6,9})\s*[-—_]*\s*(?=[\u4e00-\u9fff])")

_FEWEST_PAGES = 4


@dataclass(frozen=True)
class Caption:
    """The lines around a table and what they say.

    ``lines`` stand above the body (title rows inside the ruled area included), ``notes`` below it.
    """

    lines: tuple[str, ...]
    notes: tuple[str, ...]

    @property
    def number(self) -> str | None:
        """The printed number of the table (公开表5, 预算01表)."""
        found = (_NUMBER.match(match_key(line)) for line in self.lines)
        return next((match[1] for match in found if match), None)

    @property
    def titles(self) -> frozenset[str]:
        """The lines that read like the title of a table; 续表 is none."""
        keys = (match_key(line) for line in self.lines)
        return frozenset(key for key in keys if _TITLE.fullmatch(key) and "续" not in key)

    @property
    def money_unit(self) -> str | None:
        """The money unit as the caption prints it, None where it prints none."""
        found = (
            match for line in (*self.lines, "".join(self.lines)) for match in _MONEY_UNIT.finditer(match_key(line))
        )
        return next((match[1] or match[2] for match in found), None)

    @property
    def unit_name(self) -> str | None:
        """The unit whose table this is, where the caption names it."""
        for line in self.lines:
            text = tidy_name(line)
            money = re.search(rf"[（(]?(?:金额)?单位[:：]\s*(?:人民币)?(?:{ANY_UNIT})[）)]?", text)
            rest = text.replace(money[0], " ") if money else text
            if match := _UNIT_NAME.search(rest):
                name = _UNIT_END.sub("", match[1]).strip(" ：:　")
                name = _UNIT_CODE.sub("", name)
                if name and len(name) > 2:
                    return name.split(" ")[0]
        return None


def running_heads(pages: Sequence[tuple[Page, list[Grid]]]) -> frozenset[str]:
    """Return the lines that stand on most pages of a document: its name at the head, a mark at the foot.

    What captions repeat (number, unit, money unit) is none of them, though a file of bare tables prints it on every page;
    nor is the title of a long table that each of its pages repeats.
    """
    printed = [page for page, _ in pages if page.characters]
    if len(printed) < _FEWEST_PAGES:
        return frozenset()
    counts = Counter(key for page in printed for key in {_head_key(line.text) for line in page.lines})
    heads = {key for key, count in counts.items() if 2 * count > len(printed) and not _says_something(key)}
    return frozenset(key for key in heads if not (_TITLE.fullmatch(key) and _stands_over_one_table(key, pages)))


def _stands_over_one_table(key: str, pages: Sequence[tuple[Page, list[Grid]]]) -> bool:
    """Tell whether the first table below a line opens in the same words on every page that prints the line."""
    under: set[tuple[str, ...] | None] = set()
    for page, grids in pages:
        if any(_head_key(line.text) == key for line in page.lines):
            first = min(grids, key=lambda grid: grid.box.top, default=None)
            under.add(tuple(match_key(cell.text) for cell in first.row(0)) if first else None)
    return len(under) == 1 and None not in under


def _head_key(text: str) -> str:
    return re.sub(r"\d+", "0", match_key(text))


def _says_something(key: str) -> bool:
    return any(pattern.search(key) for pattern in (_NUMBER, _MONEY_UNIT, _UNIT_NAME))


def caption(page: Page, grid: Grid, rows: Layout, between: tuple[float, float], heads: frozenset[str]) -> Caption:
    """Gather the lines that belong to a grid.

    Parameters
    ----------
    page : Page
        The page with its lines of text.
    grid : Grid
        The table on that page.
    rows : Layout
        Its caption and header rows.
    between : tuple of float
        Lower edge of the table before it and upper edge of the table after it (0 and the page's height where none).
    heads : frozenset of str
        Running heads, which belong to no table.
    """
    above, below = between
    lines = [line for line in page.lines if _head_key(line.text) not in heads]
    over = [line for line in lines if above <= _middle(line) < grid.box.top]
    under = [line for line in lines if grid.box.bottom < _middle(line) <= below]
    return Caption((*_above(over), *lines_inside(grid, rows)), tuple(_notes(under)))


def lines_inside(grid: Grid, rows: Layout) -> list[str]:
    """Return the lines that the caption rows of a grid print."""
    return [
        fold_glyphs(" ".join(cell.lines))
        for row in range(rows.header)
        for cell in dict.fromkeys(grid.row(row))
        if cell.row == row and cell.text
    ]


def lines_after_last(page: Page, grids: list[Grid], heads: frozenset[str]) -> tuple[str, ...]:
    """Return the lines below the last table of a page: the caption of a table that begins overleaf."""
    bottom = max((grid.box.bottom for grid in grids), default=None)
    if bottom is None:
        return ()
    below = [line for line in page.lines if line.box.top > bottom and _head_key(line.text) not in heads]
    return tuple(_above(below))


def is_note(text: str) -> bool:
    """Tell whether a text reads like a note below a table."""
    return _NOTE.fullmatch(match_key(text)) is not None


def is_closing(text: str) -> bool:
    """Tell whether a text reads like a note, or like a page number that cannot be an amount: - 1 -, 第1页."""
    return is_note(text) or _MARKED_PAGE_NUMBER.fullmatch(match_key(text)) is not None


def _middle(line: TextLine) -> float:
    return (line.box.top + line.box.bottom) / 2


def _above(lines: list[TextLine]) -> list[str]:
    """Keep the lines that stand close above the table, nearest last."""
    texts = [fold_glyphs(line.text).strip() for line in lines[-8:]]
    return [
        text for text in texts if text and not _PAGE_NUMBER.fullmatch(text) and not _NOTE.fullmatch(match_key(text))
    ]


def _notes(lines: list[TextLine]) -> list[str]:
    texts = [fold_glyphs(line.text).strip() for line in lines]
    texts = [text for text in texts if not _PAGE_NUMBER.fullmatch(text)]
    texts = [_BESIDE_QUOTES.sub("", text) for text in texts]
    texts = list(takewhile(lambda text: not _NEXT_PART.match(match_key(text)), texts))
    start = next((i for i, text in enumerate(texts) if _NOTE.fullmatch(match_key(text))), None)
    return [] if start is None else texts[start:]
