"""``qzbudget show``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from qzbudget.cli.common import REFUSED, complain
from qzbudget.errors import QzbudgetError


@click.command("show")
@click.argument("dataset", type=click.Path(path_type=Path))
@click.argument("table")
@click.argument("row", type=int)
@click.argument("col", type=int)
@click.option(
    "-o", "--out", default="cell.png", type=click.Path(path_type=Path), show_default=True, help="图片写到哪里"
)
@click.option("--pdf", type=click.Path(path_type=Path), help="原 PDF；不给时按内容在数据集旁边和 data/raw 里找")
def show_command(dataset: Path, table: str, row: int, col: int, out: Path, pdf: Path | None) -> None:
    """把一个金额在原文件中的位置画成图片：TABLE 是角色或 table_id，ROW、COL 是数据中的行号和列号。"""
    from qzbudget.cited.show import save_cell_picture

    try:
        said = save_cell_picture(dataset, table, row, col, out, pdf=pdf)
    except QzbudgetError as error:
        complain(error)
        sys.exit(REFUSED)
    click.echo(said)
