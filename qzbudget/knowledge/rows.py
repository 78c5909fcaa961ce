"""Rows of the knowledge CSVs: a user's own before those of the package, each made into what it stands for."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator
from importlib import resources
from pathlib import Path
from typing import TypeVar

from qzbudget.errors import KnowledgeError

TABLES = (
    "table_titles", "header_roles", "roles", "header_words", "line_words", "line_parts", "functional_classes",
    "documents", "corrections",
)  # fmt: skip
"""Names of the CSV files that the reading of tables needs."""

TEXTS = (
    "narrative_subjects", "narrative_nouns", "narrative_counts", "narrative_counts_behind", "narrative_units",
    "narrative_directions", "narrative_same", "narrative_bases", "narrative_sections", "narrative_absences", "performance_headers",
    "performance_labels", "performance_levels", "performance_comparators", "performance_natures",
    "performance_sheet_kinds", "section_headings", "office_words",
)  # fmt: skip
"""Names of the CSV files that the reading of narrative, performance sheets, duties and offices needs."""

FILES = (*TABLES, *TEXTS)
"""Names of the CSV files that a folder of own knowledge may hold."""

T = TypeVar("T")
Row = dict[str, str]


def knowledge_rows(name: str, folder: Path | None, make: Callable[[Row], T]) -> tuple[T, ...]:
    """Return what the rows of a knowledge CSV stand for, those of a user's own folder first.

    Raises
    ------
    KnowledgeError
        If a row cannot be understood; the message names its file and line.

    Examples
    --------
    >>> knowledge_rows("narrative_directions", None, lambda row: row["word"])[:2]
    ('增加', '减少')
    """
    return tuple(_made(path, line, row, make) for path, line, row in _rows(name, folder))


def check_folder(folder: Path | None) -> None:
    """Refuse a folder of own knowledge that does not exist or holds a CSV of a name that is not known."""
    if folder is None:
        return
    if not folder.is_dir():
        raise KnowledgeError(f"{folder}：找不到这个知识文件夹。请检查 --knowledge 的路径。")
    strangers = sorted(path.name for path in folder.glob("*.csv") if path.stem not in FILES)
    if strangers:
        raise KnowledgeError(
            f"{folder}：不认识的文件 {'、'.join(strangers)}。可以放的文件是 {'、'.join(f'{name}.csv' for name in FILES)}。"
        )


def key_pattern(text: str) -> re.Pattern[str]:
    """Compile an expression for texts whose quotes are plain."""
    return re.compile(text.replace("“", '"').replace("”", '"'))


def _made(path: str, line: int, row: Row, make: Callable[[Row], T]) -> T:
    try:
        return make(row)
    except (re.error, KeyError, ValueError, AttributeError) as error:
        raise KnowledgeError(
            f"{path} 第 {line} 行：无法理解（{error}）。列名应与软件自带的同名文件一致，表达式应为正则表达式。请改正这一行。"
        ) from error


def _rows(name: str, folder: Path | None) -> Iterator[tuple[str, int, Row]]:
    own = [folder / f"{name}.csv"] if folder is not None and (folder / f"{name}.csv").is_file() else []
    for source in (*own, resources.files("qzbudget.knowledge") / f"{name}.csv"):
        text = source.read_text(encoding="utf-8-sig")
        for line, row in enumerate(csv.DictReader(text.splitlines(), restkey=_BEYOND), start=2):
            if _BEYOND in row:
                raise KnowledgeError(f"{source} 第 {line} 行：比表头多出 {row[_BEYOND]}。含有逗号的内容请放在英文双引号里。")
            yield str(source), line, row


_BEYOND = ""
"""The name of no column: what stands beyond the header's columns."""
