"""``qzbudget check``."""

from __future__ import annotations

import csv
import json
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qzbudget.cli.common import REFUSED, complain, knowledge_option
from qzbudget.errors import QzbudgetError

if TYPE_CHECKING:
    from qzbudget.check.material import Material
    from qzbudget.dataset.records import CheckRecord

FAILED = 1
"""Exit status when a check fails."""

_SHOWN = ("fail", "insufficient_data", "rounding")


@click.command("check")
@click.argument("sources", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="SOURCE...")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "json"]),
    default="table",
    show_default=True,
    help="输出的样子",
)
@click.option("--all", "everything", is_flag=True, help="相符、不适用和未核对的也列出")
@click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True, help="语言")
@knowledge_option
def check_command(
    sources: tuple[Path, ...], form: str, everything: bool, lang: str, own_knowledge: Path | None
) -> None:
    """核对 PDF 或数据集：各表、正文和绩效目标表是否对得上；有不符时退出码为 1。"""
    from qzbudget.check import check_material
    from qzbudget.check.years import cross_checks
    from qzbudget.cli.materials import materials

    try:
        documents = list(materials(sources, own_knowledge))
        ledgers = [(document, check_material(document)) for document in documents]
        between = cross_checks(documents)
    except QzbudgetError as error:
        complain(error)
        sys.exit(REFUSED)
    records = [record for _, ledger in ledgers for record in ledger] + between
    if form == "table":
        for document, ledger in ledgers:
            own = [record for record in between if record.document_id == document.document.document_id]
            _show(document, [*ledger, *own], everything, lang)
    else:
        _write(records, form)
    sys.exit(FAILED if any(record.status == "fail" for record in records) else 0)


def _show(document: Material, ledger: Sequence[CheckRecord], everything: bool, lang: str) -> None:
    from qzbudget.check.findings import in_language, worst_first
    from qzbudget.check.places import places
    from qzbudget.wording import phrase

    counts = Counter(record.status for record in ledger)
    words = phrase("comma", lang).join(f"{phrase(f'status.{status}', lang)} {n}" for status, n in counts.most_common())
    click.echo(phrase("check.summary", lang, document=document.document.document_id, counts=words))
    shown = [record for record in worst_first(ledger) if everything or record.status in _SHOWN]
    for record in shown:
        message = in_language(record.rule, record.message, lang)
        click.echo(f"{phrase(f'status.{record.status}', lang)}  {record.check_id}  {record.subject}".rstrip())
        click.echo(f"    {message}")
        for side, where in (("left", record.left_where), ("right", record.right_where)):
            if where:
                side_name = phrase(f"check.head.{side}", lang)
                click.echo(f"    {phrase('reconcile.side', lang, side=side_name, places=places(where, document, lang))}")
    if len(shown) < len(ledger):
        click.echo(phrase("check.hidden", lang, n=len(ledger) - len(shown)))


def _write(records: Iterable[CheckRecord], form: str) -> None:
    rows = [{name: "" if v is None else str(v) for name, v in asdict(record).items()} for record in records]
    if form == "json":
        click.echo(json.dumps([{k: v or None for k, v in row.items()} for row in rows], ensure_ascii=False, indent=1))
        return
    writer = csv.DictWriter(sys.stdout, list(rows[0]) if rows else [], lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
