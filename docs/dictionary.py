"""Write the data dictionary of both READMEs anew from the knowledge CSVs: ``make dictionary``.

Each README holds marked places, ``<!-- columns:tables -->`` … ``<!-- end -->``; what stands between two marks comes from
here, everything else is written by hand.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
KNOWLEDGE = ROOT / "qzbudget" / "knowledge"
LANGUAGES = {"README.md": "zh", "README.en.md": "en"}
HEADS = {
    "zh": {
        "columns": ("列", "类型", "单位", "含义"),
        "role columns": ("列", "只在这些角色", "类型", "单位", "含义"),
        "roles": ("角色", "名称"),
        "comma": "、",
    },
    "en": {
        "columns": ("column", "type", "unit", "meaning"),
        "role columns": ("column", "only in these roles", "type", "unit", "meaning"),
        "roles": ("role", "name", "中文"),
        "comma": ", ",
    },
}
UNITS_EN = {"页": "page", "行": "rows", "列": "columns", "个": "cells", "元": "yuan", "分": "points"}
PLACE = re.compile(r"(<!-- (?P<name>[\w:]+) -->\n).*?(<!-- end -->)", re.DOTALL)

Row = dict[str, str]


def knowledge(name: str) -> list[Row]:
    """Return the rows of a knowledge CSV."""
    with (KNOWLEDGE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def markdown_table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |\n" for line in lines)


def columns(resource: str, lang: str) -> str:
    """Return the table of the columns of one CSV; ``tables/*`` stands for the CSV of any role."""
    rows = [row for row in knowledge("data_dictionary") if row["resource"] == resource]
    return markdown_table(HEADS[lang]["columns"], [[f"`{row['column']}`", *_facts(row, lang)] for row in rows])


def role_columns(lang: str) -> str:
    """Return the table of the columns that only some roles have, or that say more there."""
    described: dict[tuple[str, ...], list[str]] = {}
    for row in knowledge("data_dictionary"):
        folder, _, role = row["resource"].partition("/")
        if folder == "tables" and role not in ("", "*"):
            described.setdefault((row["column"], *_facts(row, lang)), []).append(role)
    rows = [
        [f"`{column}`", HEADS[lang]["comma"].join(f"`{role}`" for role in roles), *facts]
        for (column, *facts), roles in described.items()
    ]
    return markdown_table(HEADS[lang]["role columns"], rows)


def roles(lang: str) -> str:
    """Return the table of the roles that a disclosure table can have."""
    names = {"zh": ("name",), "en": ("name_en", "name")}[lang]
    rows = [[f"`{row['role']}`", *(row[name] for name in names)] for row in knowledge("roles")]
    return markdown_table(HEADS[lang]["roles"], rows)


PLACES: dict[str, Callable[[str], str]] = {
    "columns:tables": lambda lang: columns("tables", lang),
    "columns:role": lambda lang: columns("tables/*", lang),
    "columns:roles": role_columns,
    "columns:statements": lambda lang: columns("statements", lang),
    "columns:projects": lambda lang: columns("projects", lang),
    "columns:performance_targets": lambda lang: columns("performance_targets", lang),
    "columns:organisation": lambda lang: columns("organisation", lang),
    "columns:glossary": lambda lang: columns("glossary", lang),
    "columns:checks": lambda lang: columns("checks", lang),
    "roles": roles,
}


def filled(text: str, lang: str) -> str:
    """Return a README with its marked places filled from the knowledge CSVs."""
    return PLACE.sub(lambda place: f"{place[1]}\n{PLACES[place['name']](lang)}\n{place[3]}", text)


def _facts(row: Row, lang: str) -> tuple[str, str, str]:
    if lang == "zh":
        return row["type"], row["unit"], row["description"]
    return row["type"], UNITS_EN.get(row["unit"], row["unit"]), row["description_en"]


def main() -> None:
    """Fill both READMEs."""
    for name, lang in LANGUAGES.items():
        readme = ROOT / name
        readme.write_text(filled(readme.read_text(encoding="utf-8"), lang), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
