"""Run the notebooks and keep their outputs in them: ``python docs/notebooks.py``.

Only cells, outputs and execution counts are kept, so that a second run changes nothing but what the data change.
"""

from __future__ import annotations

from pathlib import Path

import nbformat

from qzbudget.report.execute import execute

NOTEBOOKS = Path(__file__).resolve().parent.parent / "notebooks"


def refresh(path: Path) -> None:
    """Execute a notebook with its own parameters and write it back."""
    notebook = nbformat.read(path, as_version=4)
    executed = execute(path, {})
    for cell, run in zip(notebook.cells, executed.cells, strict=True):
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = run.outputs, run.execution_count
    nbformat.write(notebook, path)


if __name__ == "__main__":
    for path in sorted(NOTEBOOKS.glob("*.ipynb")):
        refresh(path)
