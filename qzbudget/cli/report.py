"""``qzbudget report``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from qzbudget.cli.common import REFUSED, complain, warnings_as_lines
from qzbudget.errors import QzbudgetError


@click.command("report")
@click.argument("source", type=click.Path(path_type=Path))
@click.option("-o", "--out", default="reports", type=click.Path(path_type=Path), show_default=True, help="报告写到哪里")
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True, help="报告的语言")
def report_command(source: Path, out: Path, lang: str) -> None:
    """由 PDF 或数据集文件夹生成报告（执行过的笔记本和网页）。"""
    from qzbudget.report import report

    try:
        with warnings_as_lines():
            index = report(source, out, lang=lang)
    except QzbudgetError as error:
        complain(error)
        sys.exit(REFUSED)
    click.echo(f"报告：{index}")
