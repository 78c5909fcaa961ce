"""Whose document it is, which year, budget or final accounts, unit or department: from what its pages say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from qzbudget.errors import LayoutError
from qzbudget.join import PrintedTable
from qzbudget.text import fold_glyphs, match_key, tidy_name

_YEAR = re.compile(r"(20\d{2})年(?:度)?[^。；，]{0,40}?(?:预算|决算)")
_TITLE = re.compile(
    r"(?P<before>[\u4e00-\u9fff（）()、·]{2,40}?)?(?P<year>20\d{2})年(?:度|年度)?(?P<after>[\u4e00-\u9fff（）()、·]{2,40}?)?"
    r"(?P<level>部门|单位)?(?:综合)?(?P<kind>预算|决算)(?:公开|信息|说明|报告|草案|情况|报表|表)*"
)
_UNIT_CODE = re.compile(r"^[\[(（【]?(\d{6,9})[\])）】]?\s*[-—]?\s*([\u4e00-\u9fff].+)")
_PLACE = re.compile(r"(?:中共|中国共产党|中国)?([\u4e00-\u9fff]{2,8}?(?:特别行政区|自治区|自治州|省|市|州|盟|地区|县|区))")
_BRACKETED_OWN = re.compile(r"[（(]?(本级|机关|本部)[）)]?$")


@dataclass(frozen=True)
class DocumentFacts:
    """What a document says about itself; ``title`` is the line that says it."""

    unit_name: str
    unit_key: str
    unit_code: str | None
    place: str | None
    fiscal_year: int
    kind: str
    level: str
    title: str | None


def unit_key(name: str) -> str:
    """Fold a unit's name for joins: without brackets, blanks and 本级.

    Examples
    --------
    >>> unit_key("青岛市人民政府办公厅（本级）")
    '青岛市人民政府办公厅'
    >>> unit_key("青岛市人民政府办公厅 本级")
    '青岛市人民政府办公厅'
    """
    key = match_key(name)
    key = _BRACKETED_OWN.sub("", key)
    return re.sub(r"[()\[\]\"'·]", "", key)


def document_facts(source: str, lines: Sequence[str], tables: Sequence[PrintedTable]) -> DocumentFacts:
    """Read unit, year, kind and level from the content of a document.

    Parameters
    ----------
    source : str
        Name of the file, for the message only.
    lines : sequence of str
        The lines of text of the whole document.
    tables : sequence of PrintedTable
        Its tables, whose captions name the unit.

    Raises
    ------
    LayoutError
        If the text names no fiscal year or no unit.
    """
    titles = [match for line in lines for match in [_TITLE.fullmatch(_plain(line))] if match and len(line) < 60]
    year = _fiscal_year(lines, titles, tables)
    name = _unit_name(titles, tables, lines)
    if year is None:
        raise LayoutError(f"{source}：正文没有写明预算年度（如“2023年单位预算”）。请确认这是一份预算或决算公开文件。")
    if name is None:
        raise LayoutError(f"{source}：正文没有写明单位名称（如“单位名称：…”）。请确认这是一份单位预算或决算公开文件。")
    kind = _kind(titles, lines)
    return DocumentFacts(
        unit_name=name,
        unit_key=unit_key(name),
        unit_code=_unit_code(lines, name),
        place=(match[1] if (match := _PLACE.match(unit_key(name))) else None),
        fiscal_year=year,
        kind=kind,
        level=_level(name, titles, lines),
        title=next((match[0] for match in titles), None),
    )


def _plain(line: str) -> str:
    return re.sub(r"\s", "", tidy_name(line))


def _fiscal_year(lines: Sequence[str], titles: Sequence[re.Match[str]], tables: Sequence[PrintedTable]) -> int | None:
    heads = [_plain(caption) for table in tables for caption in table.captions]
    years = Counter(int(match["year"]) for match in titles)
    years.update(int(match[1]) for head in heads for match in [_YEAR.search(head)] if match)
    if not years:
        years.update(int(match[1]) for line in lines for match in [_YEAR.search(_plain(line))] if match)
    return max(years, key=lambda year: (years[year], year)) if years else None


def _unit_name(
    titles: Sequence[re.Match[str]], tables: Sequence[PrintedTable], lines: Sequence[str]
) -> str | None:
    for match in titles:
        name = _named(match)
        if name:
            return name
    captions = Counter(table.unit_name for table in tables if table.unit_name)
    if captions:
        return captions.most_common(1)[0][0]
    return None


_NO_UNIT = re.compile(r"第.{1,3}部分|目录|一般公共|财政|政府性|国有资本|收入|支出|收支|关于|本|部门|单位|年度|编制|批复|附件|公开|综合|市级|省级")


def _named(match: re.Match[str]) -> str | None:
    for part in (match["after"], match["before"]):
        name = (part or "").strip("、的")
        name = re.sub(r"^(附件\d*[：:]?|第.部分)", "", name)
        if len(name) >= 4 and not _NO_UNIT.match(name):
            return name
    return None


def _kind(titles: Sequence[re.Match[str]], lines: Sequence[str]) -> str:
    votes = Counter(match["kind"] for match in titles)
    if not votes:
        text = "".join(lines)
        votes = Counter({"预算": text.count("预算"), "决算": text.count("决算")})
    return "final_accounts" if votes["决算"] > votes["预算"] else "budget"


def _level(name: str, titles: Sequence[re.Match[str]], lines: Sequence[str]) -> str:
    if _BRACKETED_OWN.search(name):
        return "unit"
    votes = Counter(match["level"] for match in titles if match["level"])
    if not votes:
        heads = [_plain(line) for line in lines if len(line) < 40]
        votes = Counter({word: sum(f"{word}预算" in h or f"{word}决算" in h for h in heads) for word in ("部门", "单位")})
    return "department" if votes["部门"] > votes["单位"] else "unit"


def _unit_code(lines: Iterable[str], name: str) -> str | None:
    wanted = unit_key(name)
    for line in lines:
        match = _UNIT_CODE.match(fold_glyphs(line).strip())
        if match and unit_key(match[2].split(" ")[0]) == wanted:
            return match[1]
    return None
