"""Whose document it is, which year, budget or final accounts, unit or department: from what its pages say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from qzbudget.join import PrintedTable
from qzbudget.know.units import organisation, sheet_departments, unit_key
from qzbudget.terms import KnownDocument
from qzbudget.text import fold_glyphs, tidy_name

_NAME = r"[\u4e00-\u9fff（）()、·〇○]{3,40}?"
_HEAD = re.compile(
    rf"(?P<before>{_NAME})?(?P<year>20\d\d)年(?:度)?(?:市级|区级|县级|省级|本级)?(?P<after>{_NAME})?"
    r"(?P<level>部门|单位)(?:综合)?(?P<kind>预算|决算)"
)
_COVER_HEAD = re.compile(
    rf"(?P<before>{_NAME})?(?P<year>20\d\d)年(?:度)?(?P<after>{_NAME})?(?P<level>政府|财政)?(?:收支)?(?P<kind>预算|决算)"
)
_CHINESE_YEAR = re.compile(r"二[〇○零Oo0][〇○零Oo0一二三四五六七八九]{2}(?=年)")
_FUNDS = re.compile(r"(一般公共|政府性基金|国有资本经营)预算|预算(单位|编码|科目|部门)")
_LABELLED = re.compile(
    r"(?:预算|填报|编制|公开|主管|预算主管)?(?:单位|部门)(?:名称)?[:：](?P<name>[\u4e00-\u9fff（）()、·]{4,40})"
)
_OVERVIEW = re.compile(rf"(?:第[一二三四]部分)?(?P<name>{_NAME})(?:部门|单位)?(?:基本)?(?:概况|概述|基本情况)")
_TITLE_NAME = re.compile(rf"(?P<name>{_NAME})20\d\d年(?:度)?.*表$")
_TITLE_YEAR = re.compile(r"(20\d\d)年(?:度)?[^。；，]{2,40}表$")
_YEAR = re.compile(r"(20\d\d)年(?:度)?[^。；，]{0,30}?(?:预算|决算)")
_SHEET_YEAR = re.compile(r"[(（]?(20\d\d)[(（]?年度[)）]?")
_UNIT_CODE = re.compile(
    r"(?:[\u4e00-\u9fff/（）()]{2,12}[:：]\s*)?(?:[\[(（【]\s*(\d{3,9})\s*[\])）】]|(\d{6,9}))\s*[-—]?\s*([\u4e00-\u9fff].+)"
)
_PLACE = re.compile(r"(?:中共|中国共产党)?([\u4e00-\u9fff]{2,8}?(?:特别行政区|自治区|自治州|省|市|州|盟|地区|县|区))")
_OWN = re.compile(r"([（(](本级|机关|本部)[）)]?|本级|本部)$")
_COVER_LINES = 6


@dataclass(frozen=True)
class DocumentFacts:
    """What a document says about itself; None is what it does not say.

    ``money_unit`` is what a user knows to hold for tables that print none.
    """

    unit_name: str | None
    unit_key: str | None
    unit_code: str | None
    place: str | None
    fiscal_year: int | None
    kind: str
    level: str
    money_unit: str | None = None

    @property
    def title(self) -> str | None:
        """The document's title made of unit, year, level and kind, as in ``某局2023年单位预算``."""
        if self.unit_name is None or self.fiscal_year is None:
            return None
        level = "部门" if self.level == "department" else "单位"
        kind = "决算" if self.kind == "final_accounts" else "预算"
        return f"{self.unit_name}{self.fiscal_year}年{level}{kind}"

    def with_known(self, known: KnownDocument) -> DocumentFacts:
        """Return the facts with what is known of the document put in."""
        name = known.unit_name or self.unit_name
        return replace(
            self,
            unit_name=name,
            unit_key=unit_key(name) if name else None,
            place=_place(name),
            fiscal_year=known.fiscal_year or self.fiscal_year,
            money_unit=known.money_unit,
        )


def document_facts(pages: Sequence[Sequence[str]], tables: Sequence[PrintedTable]) -> DocumentFacts:
    """Read unit, year, kind and level from the content of a document.

    Parameters
    ----------
    pages : sequence of sequence of str
        The lines of text of each page.
    tables : sequence of PrintedTable
        Its tables, whose captions and cells name the unit.

    Returns
    -------
    DocumentFacts
        What the document does not say is None: some publish the bare tables, without a title page or a year.
    """
    lines = [_plain(line) for line in chain.from_iterable(pages)]
    cover = _cover(pages, tables)
    head = _HEAD.search("".join(cover)) or _COVER_HEAD.search("".join(filter(_reads_like_a_title, cover)))
    heads = [match for line in lines if len(line) < 60 for match in [_HEAD.search(line)] if match]
    name = next(
        chain(_cover_names(cover, head), _heading_names(lines), _caption_names(tables), _head_names(heads)), None
    )
    name = name or next(chain(_title_names(tables), sheet_departments(tables)), None)
    key = unit_key(name) if name else None
    votes = [head] if head else heads
    return DocumentFacts(
        unit_name=name,
        unit_key=key,
        unit_code=_unit_code(chain.from_iterable(pages), key) if key else None,
        place=_place(name),
        fiscal_year=int(head["year"]) if head else _fiscal_year(lines, heads, tables),
        kind=_kind(votes, [_plain(caption) for table in tables for caption in table.captions]) or _kind_said(lines),
        level=_level(name, votes, [_plain(caption) for table in tables for caption in table.captions] or lines),
    )


def _place(name: str | None) -> str | None:
    match = _PLACE.match(unit_key(name)) if name else None
    return match[1] if match else None


def _plain(line: str) -> str:
    return _CHINESE_YEAR.sub(_digits, re.sub(r"\s", "", tidy_name(line)))


def _digits(year: re.Match[str]) -> str:
    """Return 二〇二四 as 2024."""
    return "".join(str(max(0, "〇一二三四五六七八九".find(char))) for char in year[0])


def _cover(pages: Sequence[Sequence[str]], tables: Sequence[PrintedTable]) -> list[str]:
    """Return the first lines of the title page; a document that opens with a table has none."""
    if not pages or any(table.page_first == 1 for table in tables):
        return []
    return [_plain(line) for line in pages[0][:_COVER_LINES]]


def _reads_like_a_title(line: str) -> bool:
    return len(line) <= _LONGEST_TITLE and re.search(r"[，。；、《]", line) is None


_LONGEST_TITLE = 40


def _cover_names(cover: Sequence[str], head: re.Match[str] | None) -> Iterator[str]:
    for line in cover:
        match = _LABELLED.search(line)
        if match and (name := organisation(match["name"])):
            yield name
    if head:
        yield from _named(head)
        yield from filter(None, (organisation(line) for line in cover if not re.search(r"\d", line)))


def _named(head: re.Match[str]) -> Iterator[str]:
    for part in (head["after"], head["before"]):
        if name := organisation(part):
            yield name


def _heading_names(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        match = _OVERVIEW.fullmatch(line)
        if match and (name := organisation(match["name"])):
            yield name


def _caption_names(tables: Iterable[PrintedTable]) -> Iterator[str]:
    names = Counter(name for table in tables if (name := organisation(table.unit_name)))
    yield from (name for name, _ in names.most_common())


def _title_names(tables: Iterable[PrintedTable]) -> Iterator[str]:
    """Yield the units that the titles of tables begin with: 某县审计局2023年收支预算总表."""
    titles = (_TITLE_NAME.match(_plain(caption)) for table in tables for caption in table.captions)
    names = Counter(name for match in titles if match and (name := organisation(match["name"])))
    yield from (name for name, _ in names.most_common())


def _head_names(heads: Iterable[re.Match[str]]) -> Iterator[str]:
    yield from chain.from_iterable(_named(head) for head in heads)


def _fiscal_year(lines: Sequence[str], heads: Sequence[re.Match[str]], tables: Sequence[PrintedTable]) -> int | None:
    captions = [_plain(caption) for table in tables for caption in table.captions]
    stated = Counter(int(match[1]) for caption in captions for match in [_SHEET_YEAR.fullmatch(caption)] if match)
    if stated:
        return max(stated, key=lambda year: (stated[year], year))
    years = Counter(int(head["year"]) for head in heads)
    years.update(int(match[1]) for caption in captions for match in [_YEAR.search(caption)] if match)
    if not years:
        years.update(int(match[1]) for caption in captions for match in [_TITLE_YEAR.search(caption)] if match)
    if not years:
        years.update(int(match[1]) for line in lines for match in [_YEAR.search(line)] if match)
    return max(years, key=lambda year: (years[year], year)) if years else None


def _kind(heads: Sequence[re.Match[str]], captions: Sequence[str]) -> str | None:
    """Tell the kind by the titles of the document, else by those of its tables; None where they do not tell."""
    votes = Counter(head["kind"] for head in heads)
    if not votes:
        titles = [_FUNDS.sub("", caption) for caption in captions if "表" in caption and "：" not in caption]
        votes = Counter({word: sum(word in title for title in titles) for word in ("预算", "决算")})
    if votes["决算"] == votes["预算"]:
        return None
    return "final_accounts" if votes["决算"] > votes["预算"] else "budget"


def _kind_said(lines: Sequence[str]) -> str:
    text = _FUNDS.sub("", "".join(lines))
    return "final_accounts" if text.count("决算") > text.count("预算") else "budget"


def _level(name: str | None, heads: Sequence[re.Match[str]], lines: Sequence[str]) -> str:
    if name and _OWN.search(name):
        return "unit"
    votes = Counter(head["level"] for head in heads if head["level"] in ("部门", "单位"))
    if not votes:
        short = [line for line in lines if len(line) < 40]
        votes = Counter(
            {word: sum(bool(re.search(f"{word}(?:预算|决算|整体|收支|收入|支出)", s)) for s in short) for word in ("部门", "单位")}
        )
    return "department" if votes["部门"] > votes["单位"] else "unit"


def _unit_code(lines: Iterable[str], wanted: str) -> str | None:
    for line in lines:
        match = _UNIT_CODE.match(fold_glyphs(line).strip())
        if match and unit_key(match[3].split(" ")[0]) == wanted:
            return match[1] or match[2]
    return None
