"""``qzbudget batch``."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click
from tqdm import tqdm

from qzbudget.cli.common import REFUSED, complain, knowledge_option
from qzbudget.errors import QzbudgetError

if TYPE_CHECKING:
    from qzbudget.batch import Entry

CRASHED = 1
"""Exit status when the program failed on some of the files, or a limit was reached."""

_STATUS = {"read": "已读", "unchanged": "未变", "refused": "不能读", "crashed": "失败"}
_KIND = {"budget": "预算", "final_accounts": "决算", None: ""}


@click.command("batch")
@click.argument("sources", nargs=-1, required=True, metavar="DIR|GLOB...")
@click.option("-o", "--out", required=True, type=click.Path(path_type=Path), help="数据集文件夹和 batch.csv 写到哪里")
@click.option("--workers", type=click.IntRange(min=1), help="同时工作的进程数（默认为处理器数）")
@click.option(
    "--seconds",
    type=click.FloatRange(min=0, min_open=True),
    default=300,
    show_default=True,
    help="每份文件的时间上限（秒）",
)
@click.option(
    "--megabytes",
    type=click.FloatRange(min=0, min_open=True),
    default=1500,
    show_default=True,
    help="每份文件的内存上限（MB）",
)
@click.option("--force", is_flag=True, help="没有变化的文件也重新读")
@knowledge_option
def batch_command(
    sources: tuple[str, ...],
    out: Path,
    workers: int | None,
    seconds: float,
    megabytes: float,
    force: bool,
    own_knowledge: Path | None,
) -> None:
    """把许多 PDF 读成数据集文件夹，最后列出汇总表。"""
    from qzbudget.batch import SUMMARY, Limits, batch

    with tqdm(total=None, unit="份", file=sys.stderr, leave=False, disable=None) as bar:

        def entry_done(entry: Entry, count: int) -> None:
            bar.total = count
            bar.set_description(Path(entry.file).name)
            bar.update(1)

        try:
            entries = batch(
                sources,
                out,
                workers=workers,
                limits=Limits(seconds, megabytes),
                force=force,
                own_knowledge=own_knowledge,
                entry_done=entry_done,
            )
        except QzbudgetError as error:
            complain(error)
            sys.exit(REFUSED)
    click.echo(_table(entries))
    for entry in entries:
        if entry.message:
            complain(entry.message if entry.file in entry.message else f"{entry.file}：{entry.message}")
    click.echo(f"汇总：{out / SUMMARY}")
    sys.exit(CRASHED if any(entry.status == "crashed" for entry in entries) else 0)


def _table(entries: Sequence[Entry]) -> str:
    head = ("文件", "状态", "单位", "年度", "类别", "表", "金额", "已证明", "未读表", "叙述", "未读句", "核对", "不符", "秒")
    rows = [
        (
            Path(entry.file).name,
            _STATUS[entry.status],
            entry.unit_name or "",
            _text(entry.fiscal_year),
            _KIND[entry.kind],
            _text(entry.tables),
            _text(entry.amounts),
            _text(entry.proved),
            _text(entry.unread_tables),
            _text(entry.statements),
            _text(entry.unread),
            _text(entry.checks),
            _text(entry.failed),
            _text(entry.seconds),
        )
        for entry in entries
    ]
    widths = [max(_width(row[i]) for row in (head, *rows)) for i in range(len(head))]
    return "\n".join("  ".join(_padded(row[i], widths[i]) for i in range(len(head))).rstrip() for row in (head, *rows))


def _text(value: float | None) -> str:
    return "" if value is None else str(value)


def _width(text: str) -> int:
    """Columns that a text takes on a terminal: a Chinese character takes two."""
    return sum(2 if ord(character) > 0x2E7F else 1 for character in text)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _width(text))
