"""``qzbudget read``."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from tqdm import tqdm

from qzbudget.cli.common import REFUSED, complain, knowledge_option, out_option, warnings_as_lines
from qzbudget.errors import QzbudgetError


@click.command("read")
@click.argument("pdfs", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PDF...")
@out_option
@click.option("--force", is_flag=True, help="已经读过的文件也重新读")
@knowledge_option
def read_command(pdfs: tuple[Path, ...], out: Path, force: bool, own_knowledge: Path | None) -> None:
    """把一个或多个 PDF 读成数据集文件夹。"""
    from qzbudget.build import read

    refused = 0
    for pdf in pdfs:
        try:
            with warnings_as_lines(), _page_progress(pdf) as progress:
                folder = read(pdf, out, force=force, own_knowledge=own_knowledge, page_done=progress)
        except QzbudgetError as error:
            complain(error)
            refused += 1
        else:
            click.echo(_summary(folder))
    sys.exit(REFUSED if refused else 0)


def _summary(folder: Path) -> str:
    from qzbudget.dataset.load import load
    from qzbudget.dataset.records import OF_THE_YEAR

    dataset = load(folder)
    amounts = int(dataset.tables["amounts"].sum())
    proved = int(dataset.tables["proved"].sum())
    read = f"{folder}：{len(dataset.tables)} 张表，{amounts:,} 个金额，{proved} 张表的读取得到证明"
    if pages := dataset.document.get("unread_table_pages"):
        read += f"；第 {'、'.join(map(str, dict.fromkeys(pages)))} 页有像表的内容没有读出"
    unread = dataset.document["unread_sentences"]
    if dataset.statements.empty and not unread:
        return read
    figures = dataset.statements[dataset.statements["measure"].isin(OF_THE_YEAR)]
    confirmed = int(figures["proved_by"].notna().sum())
    return f"{read}；叙述里 {len(figures)} 个数，{confirmed} 个由表格或别的数印证，{unread} 句印有金额而没有读出"


@contextmanager
def _page_progress(pdf: Path) -> Iterator[Callable[[int, int], None]]:
    with tqdm(total=None, desc=pdf.name, unit="页", file=sys.stderr, leave=False, disable=None) as bar:

        def page_done(number: int, count: int) -> None:
            bar.total = count
            bar.update(1)

        yield page_done
