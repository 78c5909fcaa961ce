"""``qzbudget unknown``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from qzbudget.cli.common import REFUSED, complain, knowledge_option
from qzbudget.errors import QzbudgetError


@click.command("unknown")
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@knowledge_option
def unknown_command(folder: Path, own_knowledge: Path | None) -> None:
    """列出知识表还没有收录的表名和表头：DIR 里可以是数据集，也可以是 PDF。"""
    from qzbudget.unknown import unknown_words

    try:
        words = unknown_words(folder, own_knowledge)
    except QzbudgetError as error:
        complain(error)
        sys.exit(REFUSED)
    if not words:
        click.echo("没有发现未收录的表名或表头。")
    for word in words:
        kind = "表名" if word.kind == "title" else "表头"
        click.echo(f"{kind}\t{word.text}\t{word.role or ''}\t{word.count} 处\t如 {word.document_id} 第 {word.page} 页")
