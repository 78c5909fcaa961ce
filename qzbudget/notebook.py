"""What a cell of a notebook shows: a sentence, a figure, a table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeAlias

from IPython.display import display

from qzbudget.cited.numbers import sentence_html, without_cells
from qzbudget.cited.rows import Table
from qzbudget.cited.show import Source, picture_png
from qzbudget.figures import png
from qzbudget.figures.canvas import Figure
from qzbudget.wording import plain

PIXELS = 860
"""Width at which a figure is shown, half of its own width, so that it stays sharp on fine screens and in print."""


Shown: TypeAlias = "str | Figure | Table | Source | None"
"""What a notebook shows."""


def show(*shown: Shown) -> None:
    """Show sentences (Markdown), figures, tables and page pictures in their order; what is None is left out.

    What two sentences would say in the same words, such as that something is not disclosed, is said once.

    Parameters
    ----------
    *shown : str, Figure, Table, Source or None
        As :mod:`qzbudget.breakdown.sentences`, :mod:`qzbudget.figures`, :mod:`qzbudget.breakdown.tables` and
        :func:`qzbudget.show_source` give them.
    """
    for place, part in enumerate(shown):
        said = isinstance(part, str) and part in shown[:place]
        if part is not None and not said:
            for data, metadata in _bundles(part):
                display(data, metadata=metadata, raw=True)  # type: ignore[no-untyped-call]


def _bundles(part: str | Figure | Table | Source) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Return the outputs of what is shown: a source is its words and then its pictures."""
    if not isinstance(part, Source):
        yield _bundle(part)
        return
    if part.words:
        yield _bundle("  \n".join(map(plain, part.words.splitlines())))
    for picture in part.pictures:
        width = min(PIXELS, picture.width)
        yield {"image/png": picture_png(picture), "text/plain": part.words.partition("\n")[0]}, {"image/png": {"width": width}}


def _bundle(part: str | Figure | Table) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return what is shown by media type; plain text stands for it where nothing else can be shown."""
    match part:
        case str():
            text = without_cells(part)
            return {"text/markdown": text, "text/html": sentence_html(part), "text/plain": text}, {}
        case Table():
            return {"text/html": part.html, "text/plain": part.text}, {}
        case _:
            return {"image/png": png(part), "text/plain": part.get_suptitle()}, {"image/png": {"width": PIXELS}}
