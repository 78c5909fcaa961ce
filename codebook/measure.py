"""How well the code book names a place that it was built without: ``python -m codebook.measure OUT… --places INDEX.csv``.

With ``--write`` the tables of ``docs/code-book.md`` are written anew.
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from codebook.book import build
from codebook.build import arguments, observed
from codebook.lists import SOURCES, Listed, load_lists, without
from codebook.observe import Observations
from qzbudget.codebook.book import CodeName
from qzbudget.text import match_key

DOCUMENT = Path(__file__).resolve().parent.parent / "docs" / "code-book.md"
WANTED = 0.9
"""Share of a place's codes that the code book must name as the place prints them."""

_MARKED = re.compile(r"(<!-- (?P<name>[\w-]+) -->\n).*?(<!-- end -->)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Asked:
    """A code that a place prints in a year, its name there, and what the code book built without the place calls it."""

    code: str
    year: int
    printed: str
    named: str | None
    confidence: str

    @property
    def right(self) -> bool:
        """Whether both names are the same but for glyphs, blanks and the width of brackets."""
        return self.named is not None and match_key(self.named) == match_key(self.printed)


def asked(place: str, seen: Observations, lists: Sequence[Listed]) -> list[Asked]:
    """Ask a code book built without a place for every code that the place prints."""
    entries, _ = build(seen.without(place).names, without(lists, place))
    book: dict[str, list[CodeName]] = defaultdict(list)
    for entry in entries:
        book[entry.code].append(entry)
    printed: dict[tuple[str, int], Counter[str]] = defaultdict(Counter)
    for name in seen.only(place).names:
        if not name.inferred:
            printed[name.code, name.document.year][name.name] += 1
    return [
        _ask(code, year, min(names, key=lambda name: (-names[name], name)), book[code])
        for (code, year), names in sorted(printed.items())
    ]


def _ask(code: str, year: int, printed: str, entries: Iterable[CodeName]) -> Asked:
    valid = [e for e in entries if (e.valid_from or year) <= year <= (e.valid_to or year)]
    return Asked(code, year, printed, valid[0].name if valid else None, valid[0].confidence if valid else "")


def by_place(seen: Observations, lists: Sequence[Listed]) -> dict[str, list[Asked]]:
    """Leave out one place after the other."""
    return {place: asked(place, seen, lists) for place in sorted({document.place for document in seen.documents()})}


def share(answers: Sequence[Asked]) -> float:
    """Return the share of the codes that are named as printed."""
    return sum(answer.right for answer in answers) / len(answers) if answers else 1.0


def places_table(seen: Observations, full: Mapping[str, list[Asked]], printed: Mapping[str, list[Asked]]) -> str:
    """Return the table place by place: codes, share named by what other places print alone, share named by the code book."""
    documents = Counter(document.place for document in seen.documents())
    lines: list[Sequence[str]] = [("地方", "份数", "编码", "只凭他地印出的", "编码表", "功能分类", "经济分类", "不同")]
    for place, answers in full.items():
        functional = [answer for answer in answers if answer.code.startswith("2")]
        economic = [answer for answer in answers if not answer.code.startswith("2")]
        wrong = sum(not answer.right for answer in answers)
        cells = [percent(group) for group in (printed[place], answers, functional, economic)]
        lines.append((place, str(documents[place]), str(len(answers)), *cells, str(wrong)))
    everything = [answer for answers in full.values() for answer in answers]
    alone = [answer for answers in printed.values() for answer in answers]
    kinds = [[a for a in everything if a.code.startswith("2") is functional] for functional in (True, False)]
    cells = [percent(group) for group in (alone, everything, *kinds)]
    lines.append(
        ("合计", str(documents.total()), str(len(everything)), *cells, str(sum(not a.right for a in everything)))
    )
    return markdown(lines)


def percent(answers: Sequence[Asked]) -> str:
    """Return a share in percent, cut off and not rounded up; a dash where nothing was asked."""
    return f"{int(share(answers) * 1000) / 10:.1f}%" if answers else "—"


def differences_table(full: Mapping[str, list[Asked]]) -> str:
    """Return what differs: the code, what the place prints, what the code book built without it says."""
    lines = [("地方", "编码", "年度", "那里印", "编码表")]
    lines += [
        (place, answer.code, str(answer.year), answer.printed, answer.named or "（没有）")
        for place, answers in full.items()
        for answer in answers
        if not answer.right
    ]
    return markdown(lines)


def lists_table(seen: Observations, lists: Sequence[Listed]) -> str:
    """Return how often each list says the same as what is printed, where both have the code in that year."""
    entries, _ = build(seen.names, ())
    lines = [("清单", "条数", "语料也印的", "名称相同", "不同")]
    for source in SOURCES:
        rows = [row for row in lists if row.source == source]
        same = differ = 0
        for entry in entries:
            first, last = entry.printed_from or 0, entry.printed_to or 9999
            of_then = [
                row
                for row in rows
                if row.code == entry.code and (row.valid_from or last) <= last and first <= (row.valid_to or first)
            ]
            agrees = any(match_key(row.name) == match_key(entry.name) for row in of_then)
            same += agrees
            differ += bool(of_then) and not agrees
        lines.append((f"`{source}.csv`", str(len(rows)), str(same + differ), str(same), str(differ)))
    return markdown(lines)


def confidence_table(entries: Sequence[CodeName]) -> str:
    """Return how many entries each classification has at each confidence."""
    names = {"2": "功能分类", "3": "部门经济分类", "5": "政府经济分类"}
    levels = ("high", "medium", "low", "unverified")
    counts = Counter((entry.code[0], entry.confidence) for entry in entries)
    lines = [("分类", *(f"`{level}`" for level in levels), "合计")]
    for digit, name in names.items():
        row = [counts[digit, level] for level in levels]
        lines.append((name, *map(str, row), str(sum(row))))
    return markdown(lines)


def markdown(lines: Sequence[Sequence[str]]) -> str:
    """Return a Markdown table."""
    head, *rest = lines
    return "".join(f"| {' | '.join(line)} |\n" for line in [head, ["---"] * len(head), *rest])


def write_tables(tables: Mapping[str, str], *, write: bool) -> None:
    """Print tables, or write each to the place in docs/code-book.md that is marked with its name."""
    if not write:
        print("\n".join(tables.values()))  # noqa: T201 - what the script is for
        return
    text = DOCUMENT.read_text(encoding="utf-8")
    filled = _MARKED.sub(lambda m: f"{m[1]}\n{tables[m['name']]}\n{m[3]}" if m["name"] in tables else m[0], text)
    DOCUMENT.write_text(filled, encoding="utf-8", newline="\n")


def main() -> int:
    """Print the tables, or write them; exit 1 where a place falls short."""
    parser = arguments("逐一去掉一个地方，检验编码表")
    parser.add_argument("--write", action="store_true", help="把表写进 docs/code-book.md")
    options = parser.parse_args()
    seen, lists = observed(options.folders, options.places), load_lists()
    full = by_place(seen, lists)
    tables = {
        "places": places_table(seen, full, by_place(seen, ())),
        "differences": differences_table(full),
        "lists": lists_table(seen, lists),
        "confidence": confidence_table(build(seen.names, lists)[0]),
    }
    write_tables(tables, write=options.write)
    return int(any(share(answers) < WANTED for answers in full.values()))


if __name__ == "__main__":
    sys.exit(main())
