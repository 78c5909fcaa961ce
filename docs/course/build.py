"""Build the notebooks of the course from one source: ``python docs/course/build.py``.

``docs/course/lesson-N.md`` holds text, code cells (``python``), the parameters (``parameters``) and exercises (``exercise
1.1``: the solution).  Of it are made ``notebooks/course/lesson-N.ipynb`` for the student, with empty answers and the
solution closed, and ``docs/course/solved/lesson-N.ipynb`` with the solutions filled in; both are run, outputs kept.

``python docs/course/build.py FOLDER`` writes copies to hand out instead: no solutions, not run yet.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pypdfium2 as pdfium
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from PIL import ImageOps

from qzbudget.course.lesson import SHA_DIGITS
from qzbudget.dataset.load import Dataset
from qzbudget.source import open_source

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
STUDENT = ROOT / "notebooks" / "course"
SOLVED = HERE / "solved"
SOURCES = sorted(HERE.glob("lesson-*.md"))
SOLUTION = "solution"
MARGIN = 40
"""Pixels left below what a page prints."""

METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
_BLOCK = re.compile(r"^```(parameters|python|exercise (\S+))\n(.*?)^```\n", re.M | re.S)


def build(text: str, *, solved: bool, solutions: bool = True) -> nbformat.NotebookNode:
    """Return the notebook of a lesson's source: the student's, with or without ``solutions``, or the one where they are filled in."""
    cells = [cell for cell in _cells(text, solved) if solutions or SOLUTION not in cell.metadata.get("tags", [])]
    for number, cell in enumerate(cells):
        cell["id"] = f"cell-{number}"
    return new_notebook(cells=cells, metadata=METADATA)


def _cells(text: str, solved: bool) -> Iterator[nbformat.NotebookNode]:
    at = 0
    for block in _BLOCK.finditer(text):
        yield from _prose(text[at : block.start()])
        kind, key, code = block[1], block[2], block[3].rstrip("\n")
        if key is None:
            yield new_code_cell(code, metadata={"tags": ["parameters"]} if kind == "parameters" else {})
        else:
            yield from _exercise(key, code, solved)
        at = block.end()
    yield from _prose(text[at:])


def _prose(text: str) -> Iterator[nbformat.NotebookNode]:
    if text.strip():
        yield new_markdown_cell(text.strip())


def _exercise(key: str, solution: str, solved: bool) -> Iterator[nbformat.NotebookNode]:
    yield new_code_cell(f'lesson.ask("{key}")')
    written = solution if solved else "answer = ..."
    yield new_code_cell(f'{written}\nlesson.check("{key}", answer)', metadata={"tags": ["answer"]})
    if not solved:
        summary = f"练习 {key} 的解法（先自己做）Solution of {key} (try first)"
        closed = f"<details><summary>{summary}</summary>\n\n```python\n{solution}\n```\n\n</details>"
        yield new_markdown_cell(closed, metadata={"tags": [SOLUTION]})


def write(folder: Path, source: Path, *, solved: bool) -> Path:
    """Build, run and write one notebook; only cells, outputs and execution counts are kept."""
    from qzbudget.report.execute import execute  # noqa: PLC0415  building alone needs no kernel

    path = folder / f"{source.stem}.ipynb"
    path.parent.mkdir(parents=True, exist_ok=True)
    notebook = build(source.read_text(encoding="utf-8"), solved=solved)
    nbformat.write(notebook, path)
    for cell, run in zip(notebook.cells, execute(path, {}).cells, strict=True):
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = run.outputs, run.execution_count
    nbformat.write(notebook, path)
    return path


def hand_out(folder: Path) -> list[Path]:
    """Write the student's lessons without solutions, not run yet."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"{source.stem}.ipynb" for source in SOURCES]
    for source, path in zip(SOURCES, paths, strict=True):
        nbformat.write(build(source.read_text(encoding="utf-8"), solved=False, solutions=False), path)
    return paths


def picture(pdf: Path, budget: Dataset, role: str) -> Path:
    """Draw the page that a table begins on, for lessons that run without the PDF."""
    page = int(budget.tables.loc[budget.tables["role"] == role, "page_first"].iloc[0])
    path = STUDENT / "pages" / f"{budget.source['sha256'][:SHA_DIGITS]}-{page}.png"
    path.parent.mkdir(parents=True, exist_ok=True)
    with pdfium.PdfDocument(pdf) as document:
        drawn = document[page - 1].render(scale=1.6).to_pil()
    printed = ImageOps.invert(drawn.convert("L")).getbbox() or (0, 0, *drawn.size)
    drawn.convert("L").crop((0, 0, drawn.width, printed[3] + MARGIN)).quantize(16).save(path, optimize=True)
    return path


def main() -> None:
    """Write the copies to hand out where a folder is named, else both notebooks of every lesson."""
    if len(sys.argv) > 1:
        sys.stdout.writelines(f"{path}\n" for path in hand_out(Path(sys.argv[1])))
        return
    qingdao = open_source(ROOT / "data/processed/青岛市人民政府办公厅-2023-budget-unit")
    picture(ROOT / "data/raw" / qingdao.source["path"], qingdao, "three_public_expenses")
    for source in SOURCES:
        for folder, is_solved in ((STUDENT, False), (SOLVED, True)):
            sys.stdout.write(f"{write(folder, source, solved=is_solved)}\n")


if __name__ == "__main__":
    main()
