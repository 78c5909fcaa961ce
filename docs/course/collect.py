"""List how the exercises stand in the notebooks that students handed in: ``python docs/course/collect.py FOLDER``.

Reads what each notebook shows below its answers, runs nothing, and writes ``FOLDER/marks.csv``: a row per notebook, a column
per exercise, and how many are right.  Excel opens it as it is.
"""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

import nbformat

from qzbudget.course.exercises import KEYS
from qzbudget.course.verdict import RIGHT, SIGNS

NOT_RUN = "not run"
UNREADABLE = "unreadable"
MARKS = "marks.csv"
_CHECKED = re.compile(r"""lesson\.check\(\s*["'](\d\.\d+)["']""")


def marks(notebook: nbformat.NotebookNode) -> dict[str, str]:
    """Return by exercise how its last answer was marked: right, wrong, blank, absent, or not run."""
    found = {}
    for cell in notebook.cells:
        key = _CHECKED.search(cell.source) if cell.cell_type == "code" else None
        if key:
            found[key[1]] = _shown(cell)
    return found


def _shown(cell: nbformat.NotebookNode) -> str:
    texts = [str(output.get("data", {}).get("text/markdown", "")) for output in cell.outputs]
    status = {text: name for text in texts for name, sign in SIGNS.items() if text.startswith(sign)}
    return next(reversed(status.values()), NOT_RUN)


def collected(folder: Path) -> list[dict[str, str]]:
    """Return a row for each notebook below a folder, in the order of their names; one that cannot be read says so."""
    return [_row(folder, path) for path in sorted(folder.rglob("*.ipynb")) if ".ipynb_checkpoints" not in path.parts]


def _row(folder: Path, path: Path) -> dict[str, str]:
    name = {"notebook": str(path.relative_to(folder))}
    try:
        found = marks(nbformat.read(path, as_version=4))
    except (ValueError, AttributeError, nbformat.reader.NotJSONError):
        return name | {"right": UNREADABLE}
    return name | {"right": str(list(found.values()).count(RIGHT))} | found


def write(rows: Iterable[Mapping[str, str]], path: Path) -> None:
    """Write the rows; exercises that no notebook holds have no column."""
    rows = list(rows)
    asked = [key for key in KEYS if any(key in row for row in rows)]
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, ["notebook", "right", *asked], restval="")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    if len(sys.argv) != 2 or not Path(sys.argv[1]).is_dir():
        sys.exit("用法 · usage: python docs/course/collect.py 交来的笔记本所在的文件夹 · folder of the notebooks handed in")
    handed_in = Path(sys.argv[1])
    write(collected(handed_in), handed_in / MARKS)
    sys.stdout.write(f"{handed_in / MARKS}\n")
