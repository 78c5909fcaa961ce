"""``qzbudget export``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from qzbudget.cli.common import REFUSED, complain, warnings_as_lines
from qzbudget.errors import QzbudgetError


@click.command("export")
@click.argument("source", type=click.Path(path_type=Path))
@click.option("-o", "--out", default="exports", type=click.Path(path_type=Path), show_default=True, help="文件写到哪里")
@click.option("--xlsx", is_flag=True, help="写一个工作簿：每张表一个工作表，<document_id>.xlsx")
@click.option("--dta", is_flag=True, help="写 Stata 文件：<document_id>/*.dta")
@click.option("--pdf", type=click.Path(path_type=Path), help="原 PDF；不给时按内容在数据集旁边和 data/raw 里找")
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True, help="说明和标签的语言")
def export_command(source: Path, out: Path, xlsx: bool, dta: bool, pdf: Path | None, lang: str) -> None:
    """由 PDF 或数据集文件夹写出电子表格或 Stata 能打开的文件。"""
    from qzbudget.export import to_stata, to_xlsx
    from qzbudget.locate import find_source
    from qzbudget.source import open_source

    if not (xlsx or dta):
        complain("请指明写哪一种文件：--xlsx、--dta，可以同时给。")
        sys.exit(REFUSED)
    try:
        with warnings_as_lines():
            found = find_source(source)
            budget = open_source(found)
        document_id = str(budget.document["document_id"])
        written = []
        if xlsx:
            own = found if found.is_file() else None
            written.append(to_xlsx(budget, out / f"{document_id}.xlsx", pdf=pdf or own, lang=lang))
        if dta:
            written += to_stata(budget, out / document_id, lang=lang)
    except QzbudgetError as error:
        complain(error)
        sys.exit(REFUSED)
    for path in written:
        click.echo(path)
