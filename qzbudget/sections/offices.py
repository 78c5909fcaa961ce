"""The names of offices in a sentence: lists behind 分别为, ranges such as 秘书一至五处, names before what an office does."""

from __future__ import annotations

import re
from dataclasses import dataclass

from qzbudget.sections.headings import OFFICE, UNIT
from qzbudget.sections.numbering import value_of
from qzbudget.sections.words import Words

_NUMERALS = "一二三四五六七八九十"
_RANGE = re.compile(rf"(.*?)([{_NUMERALS}]+)(\D*?)至(.*?)([{_NUMERALS}]+)(\D*)")
_LONGEST_NAME = 45
_OF_WHOM = re.compile(r".*(?:(?:直属|下属|所属)单位(?:为|有|是|包括)?|规定设置|设立)")
_COUNTED = re.compile(r"(?:共|合计|总共)?[0-9一二三四五六七八九十]+[个家].*")
_GENERIC = re.compile(r"(?:本?部门|本?单位|局|委|厅|机关)?(?:本级|机关)?")
_BRACKETS = re.compile(r"[（(][^（）()]*[）)]")


@dataclass(frozen=True, slots=True)
class Office:
    """An office, or a unit below, that a sentence names."""

    kind: str
    name: str


def listed_offices(text: str, kind: str, words: Words) -> list[Office]:
    """Return the offices that a paragraph lists, each with its kind; none where it lists none.

    Examples
    --------
    >>> from qzbudget.sections.words import section_words
    >>> words = section_words()
    >>> [o.name for o in listed_offices("我局内设3个机构，分别为：办公室、综合一至二处。", "office", words)]
    ['办公室', '综合一处', '综合二处']
    >>> [(o.kind, o.name) for o in listed_offices("下属2个预算单位，分别是甲院和乙中心。", "office", words)]
    [('unit', '甲院'), ('unit', '乙中心')]
    """
    return [office for sentence in _sentences(text) for office in _listed(sentence, kind, words)]


def _listed(sentence: str, kind: str, words: Words) -> list[Office]:
    """Return the offices of the lists in a sentence, told from its end: the last lead before names is the one that counts."""
    offices: list[Office] = []
    end = len(sentence)
    for match in reversed(list(words.leads.finditer(sentence))):
        if match.end() > end:
            continue
        names = [name for part in _parts(sentence[match.end() : end], words) for name in expanded(part)]
        if names and all(_is_name(name, words) for name in names):
            of_kind = kind_led(sentence[: match.end()], words) or (OFFICE if kind == UNIT else kind)
            offices = [*(Office(of_kind, name) for name in names), *offices]
            end = match.start()
    return offices


def kind_led(text: str, words: Words) -> str | None:
    """Return the kind of what a sentence leads to: units below, offices, or None where it does not say.

    Of its clauses the one nearest to the list counts.

    Examples
    --------
    >>> from qzbudget.sections.words import section_words
    >>> texts = ("纳入编制范围的二级预算单位包括：", "内设机构分别为：", "设立：")
    >>> [kind_led(text, section_words()) for text in texts]
    ['unit', 'office', None]
    """
    for clause in reversed(re.split("[，,]", text)):
        if any(word in clause for word in words.unit_words):
            return UNIT
        if any(word in clause for word in words.office_words):
            return OFFICE
    return None


def _sentences(text: str) -> list[str]:
    return [sentence for sentence in re.split(r"[。；;]", text) if sentence]


def _parts(listing: str, words: Words) -> list[str]:
    """Split a list at the marks that stand outside brackets; the last two names can be joined by 和."""
    parts, depth = [""], 0
    for character in listing:
        depth += (character in "（(“") - (character in "）)”")
        if depth == 0 and character in "、，,":
            parts.append("")
        else:
            parts[-1] += character
    *first, last = [_bare(part) for part in parts if not _COUNTED.fullmatch(part)] or [""]
    for joint in ("以及", "和", "及"):
        left, found, right = last.partition(joint)
        left = left.removesuffix("预算")
        if found and _is_name(left, words) and _is_name(right, words):
            return [*first, left, right]
    return [*first, last]


def _bare(part: str) -> str:
    return _OF_WHOM.sub("", part.removeprefix("以及").removeprefix("及").strip()).removesuffix("预算")


def expanded(name: str) -> list[str]:
    """Return each office of a range.

    Examples
    --------
    >>> expanded("秘书一至三处")
    ['秘书一处', '秘书二处', '秘书三处']
    >>> expanded("综合一处至综合三处")
    ['综合一处', '综合二处', '综合三处']
    >>> expanded("财务处")
    ['财务处']
    """
    match = _RANGE.fullmatch(name)
    if not match:
        return [name]
    before, first, _, again, last, behind = match.groups()
    if again not in ("", before) or not value_of(first) < value_of(last) <= 20:
        return [name]
    return [f"{before}{_numeral(value)}{behind}" for value in range(value_of(first), value_of(last) + 1)]


def _numeral(value: int) -> str:
    tens, ones = divmod(value, 10)
    ten = "" if tens == 0 else "十" if tens == 1 else f"{_NUMERALS[tens - 1]}十"
    return ten + (_NUMERALS[ones - 1] if ones else "")


def named_office(text: str, words: Words, *, numbered: bool) -> tuple[list[str], str | None] | None:
    """Return the offices that an item is about and what it says of them, None where it names none.

    Examples
    --------
    >>> from qzbudget.sections.words import section_words
    >>> named_office("综合一室。为市政府领导同志提供服务。", section_words(), numbered=True)
    (['综合一室'], '为市政府领导同志提供服务。')
    >>> named_office("办公室协助院领导处理政务工作。", section_words(), numbered=True)
    (['办公室'], '协助院领导处理政务工作。')
    """
    head, mark, rest = _split_first(text)
    head = _bare(head)
    if mark and _is_name(head, words):
        return expanded(head), rest.strip() or None
    if not mark and _is_name(head, words):
        return expanded(head), None
    found = words.before_verb.match(text) if numbered else None
    if found is None:
        return None
    name = found[1]
    half = name[: len(name) // 2]
    if name == half * 2:  # the name, and a sentence that begins with it
        return [half], text[len(half) :]
    return [name], text[len(name) :]


def _split_first(text: str) -> tuple[str, str, str]:
    match = re.search(r"[。：:]", text)
    return (text[: match.start()], match[0], text[match.end() :]) if match else (text, "", "")


def _is_name(text: str, words: Words) -> bool:
    """Tell whether text is the name of an office: it ends as such names do, brackets and quotes aside."""
    bare = _BRACKETS.sub("", text).strip("“”\"' ")
    if _GENERIC.fullmatch(bare) or _COUNTED.fullmatch(bare) or re.search("[）)]", bare):
        return False
    return 1 < len(bare) <= _LONGEST_NAME and bare.endswith(words.suffixes) and not re.search(r"[，,。；：:]", bare)
