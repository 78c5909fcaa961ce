"""What the commands share: options, exit statuses, and one clear line for each refusal."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

REFUSED = 2
"""Exit status of wrong usage and of refused input."""

out_option = click.option(
    "-o",
    "--out",
    default="data/processed",
    type=click.Path(path_type=Path),
    show_default=True,
    help="数据集文件夹所在的位置",
)
knowledge_option = click.option(
    "--knowledge",
    "own_knowledge",
    type=click.Path(path_type=Path),
    help="放有自己的知识表（表名、表头、单位名称等）的文件夹，优先于软件自带的知识",
)


def complain(message: object) -> None:
    """Print one line on standard error."""
    click.echo(" ".join(str(message).split("\n")), err=True)


@contextmanager
def warnings_as_lines() -> Iterator[None]:
    """Show each warning as one readable line instead of Python's format."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", UserWarning)
        yield
    for warning in caught:
        complain(warning.message)


def chinese_help(command: click.Command) -> click.Command:
    """Give a command's ``--help`` its description in Chinese."""
    command.params.append(
        click.Option(
            ["-h", "--help"], is_flag=True, is_eager=True, expose_value=False, callback=_show_help, help="显示这份说明"
        )
    )
    command.add_help_option = False
    return command


def _show_help(context: click.Context, parameter: click.Parameter, value: bool) -> None:
    if value and not context.resilient_parsing:
        click.echo(context.get_help(), color=context.color)
        context.exit()
