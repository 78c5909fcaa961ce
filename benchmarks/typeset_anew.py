"""Whether a document's tables read the same when another program sets them: other widths, page breaks, rules and fonts.

    python -m benchmarks.typeset_anew ../shared/corpus                      # printed by Chromium
    python -m benchmarks.typeset_anew ../shared/corpus --with soffice       # by LibreOffice Writer
    python -m benchmarks.typeset_anew ../shared/corpus --rules level        # without vertical rules

The tables of each PDF are written as a web page, printed, read again, and compared amount by amount: role, measure, code and name
of the line, and the amount as printed.  Needs the program, and a Chinese font that it finds.
"""

from __future__ import annotations

import argparse
import html
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, takewhile
from pathlib import Path

from qzbudget.amounts import is_number
from qzbudget.build import Reading, read_document, read_page
from qzbudget.errors import QzbudgetError
from qzbudget.join import BodyRow, PrintedTable, join_pages
from qzbudget.pages import open_document

PRINT = {
    "chromium": ["chromium", "--headless=new", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"],
    "soffice": ["soffice", "--headless", "--convert-to", "pdf:writer_web_pdf_Export", "--outdir"],
}
SIDES = {"all": "border:0.75pt solid #000", "level": "border-top:0.75pt solid #000;border-bottom:0.75pt solid #000"}
STYLE = """<!doctype html><meta charset=utf-8><style>
@page {{size: A3 landscape; margin: 12mm}}
table {{border-collapse: collapse; width: 100%; font-size: 8pt}}
td {{{sides}; padding: 1px 6px; font-size: 8pt}} thead td {{text-align: center}} .number {{text-align: right; white-space: nowrap}}
p {{margin: 1px; font-size: 9pt}} .leaf {{break-before: page; page-break-before: always}}
</style>"""


@dataclass(frozen=True)
class Score:
    """How many amounts a document prints, how many of them are read the same again, and how many others are read."""

    amounts: int
    same: int
    others: int
    others_proved: int


def web_page(pdf: Path, rules: str) -> str:
    """Write the first page's lines and every table of a PDF as a web page, each table with a caption on a leaf of its own."""
    with open_document(pdf) as document:
        read = [(page, read_page(pdf, page)) for page in document.pages()]
    cover = [line.text for line in read[0][0].lines if not read[0][1]]
    parts = [STYLE.format(sides=SIDES[rules]), *map(_paragraph, cover)]
    border = " border=1" if rules == "all" else ""
    for table in join_pages(read):
        parts += ['<p class="leaf"></p>'] if table.captions else []
        parts += [*map(_paragraph, table.captions), *_table(table, border), *map(_paragraph, table.notes)]
    return "\n".join(parts)


def _paragraph(text: str) -> str:
    return f"<p>{html.escape(text)}</p>"


def _table(table: PrintedTable, border: str) -> Iterator[str]:
    yield f"<table cellspacing=0{border}><thead>"
    yield from _heads([column.path for column in table.columns])
    yield "</thead><tbody>"
    for index in range(len(table.rows)):
        yield f"<tr>{''.join(_cells(table.rows, index))}</tr>"
    yield "</tbody></table>"


def _heads(paths: Sequence[tuple[str, ...]]) -> Iterator[str]:
    """Write header words over the columns: a word over neighbours that share all words down to it."""
    levels = max(map(len, paths), default=0)
    for level in range(levels):
        cells = []
        for _, run in groupby(range(len(paths)), key=lambda col: (paths[col][: level + 1], len(paths[col]) <= level + 1 and col)):
            path, width = paths[(cols := list(run))[0]], len(cols)
            if level < len(path):
                height = levels - level if level == len(path) - 1 else 1
                cells.append(f"<td colspan={width} rowspan={height}>{html.escape(path[level])}</td>")
            elif level == 0:
                cells.append(f"<td colspan={width} rowspan={levels}></td>")
        yield f"<tr>{''.join(cells)}</tr>"


def _cells(rows: Sequence[BodyRow], index: int) -> Iterator[str]:
    """Write the cells of a row that begin in it; a merged one reaches over the rows and columns that hold it."""
    col = 0
    for cell, run in groupby(rows[index].cells):
        width, height = len(list(run)), len(list(takewhile(lambda row, at=(col, cell): row.cells[at[0]] == at[1], rows[index:])))
        if index == 0 or rows[index - 1].cells[col] != cell:
            kind = ' class="number"' if is_number(cell.text) else ""
            yield f"<td colspan={width} rowspan={height}{kind}>{html.escape(cell.text)}</td>"
        col += width


def printed(page: Path, program: str) -> Path:
    """Let a program print a web page."""
    pdf = page.with_suffix(".pdf")
    target = [f"--print-to-pdf={pdf}", str(page)] if program == "chromium" else [str(page.parent), str(page)]
    subprocess.run([*PRINT[program], *target], check=True, capture_output=True, timeout=300)
    return pdf


def amounts(reading: Reading, *, proved: bool = False) -> Counter[tuple[str | None, ...]]:
    """Count what the tables of a document say; only those that are proved where ``proved``."""
    return Counter(
        (a.role, a.measure, a.item_code, a.item_name, a.amount_printed)
        for table in reading.tables
        for a in table.amounts
        if a.amount_printed and (table.table.proved or not proved)
    )


def compared(first: Reading, again: Reading) -> Score:
    """Compare two readings of a document."""
    here, there = amounts(first), amounts(again)
    return Score(here.total(), (here & there).total(), (there - here).total(), (amounts(again, proved=True) - here).total())


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--with", dest="program", choices=PRINT, default="chromium")
    arguments.add_argument("--rules", choices=SIDES, default="all")
    asked = arguments.parse_args()
    if shutil.which(asked.program) is None:
        sys.exit(f"{asked.program} is not installed")
    scores = []
    with tempfile.TemporaryDirectory() as folder:
        for pdf in sorted(asked.folder.glob("*.pdf")):
            page = Path(folder, f"{pdf.stem}.html")
            page.write_text(web_page(pdf, asked.rules), encoding="utf-8")
            try:
                score = compared(read_document(pdf), read_document(printed(page, asked.program)))
            except QzbudgetError as error:
                print(f"{pdf.name}: {error}", flush=True)
                continue
            scores.append(score)
            print(f"{pdf.name}: {score}", flush=True)
    total = Score(*(sum(getattr(score, name) for score in scores) for name in Score.__dataclass_fields__))
    print(f"{len(scores)} documents: {total}")


if __name__ == "__main__":
    main()
