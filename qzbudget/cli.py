"""The command ``qzbudget``: read PDFs, make reports."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from tqdm import tqdm

from qzbudget.errors import QzbudgetError
from qzbudget.version import __version__

REFUSED = 2
"""Exit status of wrong usage and of refused input."""


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="qzbudget")
def main() -> None:
    """把政府单位公开的预算 PDF 读成可核对的数据，并生成报告。"""


@main.command("read")
@click.argument("pdfs", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PDF...")
@click.option(
    "-o",
    "--out",
    default="data/processed",
    type=click.Path(path_type=Path),
    show_default=True,
    help="数据集文件夹所在的位置",
)
@click.option("--force", is_flag=True, help="已经读过的文件也重新读")
def read_command(pdfs: tuple[Path, ...], out: Path, force: bool) -> None:
    """把一个或多个 PDF 读成数据集文件夹。"""
    from qzbudget.build import read

    refused = 0
    for pdf in pdfs:
        try:
            with _page_progress(pdf) as progress:
                folder = read(pdf, out, force=force, page_done=progress)
        except QzbudgetError as error:
            _complain(error)
            refused += 1
        else:
            click.echo(_summary(folder))
    sys.exit(REFUSED if refused else 0)


@main.command("report")
@click.argument("source", type=click.Path(path_type=Path))
@click.option("-o", "--out", default="reports", type=click.Path(path_type=Path), show_default=True, help="报告写到哪里")
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True, help="报告的语言")
def report_command(source: Path, out: Path, lang: str) -> None:
    """由 PDF 或数据集文件夹生成报告（执行过的笔记本和网页）。"""
    from qzbudget.report import report

    try:
        index = report(source, out, lang=lang)
    except QzbudgetError as error:
        _complain(error)
        sys.exit(REFUSED)
    click.echo(f"报告：{index}")


def _complain(error: QzbudgetError) -> None:
    click.echo(" ".join(str(error).split("\n")), err=True)


def _summary(folder: Path) -> str:
    from qzbudget.load import load

    dataset = load(folder)
    amounts = int(dataset.tables["amounts"].sum())
    proved = int(dataset.tables["proved"].sum())
    return f"{folder}：{len(dataset.tables)} 张表，{amounts:,} 个金额，{proved} 张表的读取得到证明"


@contextmanager
def _page_progress(pdf: Path) -> Iterator[Callable[[int, int], None]]:
    with tqdm(total=None, desc=pdf.name, unit="页", file=sys.stderr, leave=False, disable=None) as bar:

        def page_done(number: int, count: int) -> None:
            bar.total = count
            bar.update(1)

        yield page_done


if __name__ == "__main__":
    main()
