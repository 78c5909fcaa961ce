"""``qzbudget report``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from qzbudget.cli.common import REFUSED, complain, warnings_as_lines
from qzbudget.errors import QzbudgetError


def _help_notebooks(context: click.Context, parameter: click.Parameter, value: bool) -> None:
    if not value or context.resilient_parsing:
        return
    from qzbudget.report import notebooks_help

    try:
        click.echo(notebooks_help())
    except QzbudgetError as error:
        complain(error)
        context.exit(REFUSED)
    context.exit()


@click.command("report")
@click.argument("source", type=click.Path(path_type=Path))
@click.option("-o", "--out", default="reports", type=click.Path(path_type=Path), show_default=True, help="报告写到哪里")
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True, help="报告的语言")
@click.option(
    "-p",
    "--parameter",
    "parameters",
    nargs=2,
    multiple=True,
    metavar="NAME VALUE",
    help="笔记本的参数，可以给多次；像编码的值仍是字符串",
)
@click.option(
    "-n",
    "--notebook",
    "notebooks",
    multiple=True,
    type=click.Path(path_type=Path),
    help="只运行这个笔记本（文件，或自带笔记本的名称），可以给多次；默认运行全部自带的笔记本",
)
@click.option(
    "--help-notebooks",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_help_notebooks,
    help="列出自带的笔记本和它们的参数",
)
def report_command(
    source: Path, out: Path, lang: str, parameters: tuple[tuple[str, str], ...], notebooks: tuple[Path, ...]
) -> None:
    """由 PDF 或数据集文件夹生成报告（执行过的笔记本和网页）。"""
    from qzbudget.report import report

    try:
        with warnings_as_lines():
            index = report(source, out, notebooks or None, dict(parameters), lang)
    except QzbudgetError as error:
        complain(error)
        sys.exit(REFUSED)
    click.echo(f"报告：{index}")
