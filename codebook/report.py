"""Which rows of the crosswalk are proved, by how many documents: ``python -m codebook.report OUT… --places INDEX.csv``."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

import qzbudget as qz
from codebook import crosswalk
from codebook.build import arguments, observed
from codebook.measure import markdown, write_tables
from codebook.observe import Observations

BODIES = {"agency": "机关（501–504）", "institution": "事业单位（505、506）", "any": "不分"}
STATUSES = ("pass", "rounding", "fail")


def rows_table(seen: Observations) -> str:
    """Return how many rows are proved by several places, by one, by none."""
    rows = crosswalk.build(seen.pairs, crosswalk.load_list())
    counts = Counter((row.body, row.confidence) for row in rows)
    levels = ("high", "medium", "low", "unverified")
    lines = [("谁的钱", *(f"`{level}`" for level in levels), "合计")]
    for body, name in BODIES.items():
        found = [counts[body, level] for level in levels]
        lines.append((name, *map(str, found), str(sum(found))))
    return markdown(lines)


def pairs_table(seen: Observations) -> str:
    """Return the documents that print both codes in one row, and which of their pairs the list does not have."""
    listed = {(row.department_code, row.government_code) for row in crosswalk.load_list()}
    by_document = defaultdict(set)
    for pair in seen.pairs:
        by_document[pair.document].add((pair.department_code, pair.government_code))
    lines = [("文件", "地方", "同行印出的对", "清单也有", "清单没有")]
    for document, pairs in sorted(by_document.items()):
        strange = sorted(pair for pair in pairs if pair not in listed and (pair[0][:3], pair[1]) not in listed)
        names = "、".join(f"{department}→{government}" for department, government in strange)
        lines.append((str(document), document.place, str(len(pairs)), str(len(pairs) - len(strange)), names or "—"))
    return markdown(lines)


def sums_table(folders: Sequence[Path]) -> str:
    """Return the documents that print a table of each classification for the same money, and whether they add up."""
    lines: list[Sequence[str]] = [("文件", "组", "相等", "差在四舍五入", "不等")]
    for folder in folders:
        budget = qz.load(folder)
        sums = qz.crossing_sums(budget)
        if len(sums):
            counts = Counter(sums["status"])
            lines.append((str(budget.document["document_id"]), str(len(sums)), *(str(counts[s]) for s in STATUSES)))
    return markdown(lines)


def main() -> None:
    """Print the tables, or write them into docs/code-book.md."""
    parser = arguments("两套经济分类的对照由哪些文件证明")
    parser.add_argument("--write", action="store_true", help="把表写进 docs/code-book.md")
    options = parser.parse_args()
    seen = observed(options.folders, options.places)
    folders = sorted(path.parent for folder in options.folders for path in folder.glob("*/datapackage.json"))
    write_tables(
        {
            "crosswalk-rows": rows_table(seen),
            "crosswalk-pairs": pairs_table(seen),
            "crosswalk-sums": sums_table(folders),
        },
        write=options.write,
    )


if __name__ == "__main__":
    main()
