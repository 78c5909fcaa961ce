"""The command ``qzbudget``: read PDFs, show cells, find what the knowledge does not cover, make reports, export."""

from __future__ import annotations

import click

from qzbudget.cli.batch import batch_command
from qzbudget.cli.check import check_command
from qzbudget.cli.common import chinese_help
from qzbudget.cli.export import export_command
from qzbudget.cli.read import read_command
from qzbudget.cli.report import report_command
from qzbudget.cli.show import show_command
from qzbudget.cli.unknown import unknown_command
from qzbudget.version import __version__

__all__ = ["main"]


@click.group()
@click.version_option(__version__, prog_name="qzbudget", help="显示版本")
def main() -> None:
    """把政府单位公开的预算 PDF 读成可核对的数据，并生成报告。"""


_COMMANDS = (
    read_command,
    batch_command,
    check_command,
    show_command,
    unknown_command,
    report_command,
    export_command,
)

for command in _COMMANDS:
    main.add_command(chinese_help(command))
chinese_help(main)
