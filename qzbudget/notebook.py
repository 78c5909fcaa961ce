"""What a cell of a notebook shows: a sentence, a figure, a table."""

from __future__ import annotations

from typing import Any

from IPython.display import display

from qzbudget.cited import sentence_html, without_cells
from qzbudget.figures import png
from qzbudget.figures.canvas import Figure
from qzbudget.tables import Table

PIXELS = 860
"""Width at which a figure is shown, half of its own width, so that it stays sharp on fine screens and in print."""


def show(*shown: str | Figure | Table | None) -> None:
    """Show sentences (Markdown), figures and tables in their order; what is None is left out.

    Parameters
    ----------
    *shown : str, Figure, Table or None
        As :mod:`qzbudget.sentences`, :mod:`qzbudget.figures` and :mod:`qzbudget.tables` give them.
    """
    for part in shown:
        if part is not None:
            data, metadata = _bundle(part)
            display(data, metadata=metadata, raw=True)  # type: ignore[no-untyped-call]


def _bundle(part: str | Figure | Table) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return what is shown by media type; plain text stands for it where nothing else can be shown."""
    match part:
        case str():
            plain = without_cells(part)
            return {"text/markdown": plain, "text/html": sentence_html(part), "text/plain": plain}, {}
        case Table():
            return {"text/html": part.html, "text/plain": part.text}, {}
        case _:
            return {"image/png": png(part), "text/plain": part.get_suptitle()}, {"image/png": {"width": PIXELS}}
