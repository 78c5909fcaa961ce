"""How stock camelot and the fed lattice read the same page, cell by cell.

    python -m benchmarks.agreement

reads every page of the source document in all four drawings with both engines of stock camelot (about a minute) and
prints the pages where stock camelot does not prove itself, or proves itself and differs.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from qzbudget.pages import open_document
from qzbudget.prove import faults
from qzbudget.read.lattice import read_fed, read_stock
from qzbudget.shapes import Cell, Grid, Page
from typeset.draw import draw
from typeset.transcription import load_transcription

DRAWINGS = {
    "strokes": ("strokes", 0),
    "rectangles": ("rectangles", 0),
    "polygons": ("polygons", 0),
    "rotated": ("strokes", 90),
}
ENGINES = "vector", "combined"

NEAR = 2.0
"""Edges of a cell that are no further apart than this many points are the same edge; camelot's own tolerance."""


def save_drawing(name: str, folder: Path) -> Path:
    """Typeset the source document in one of the four drawings."""
    rules, rotate = DRAWINGS[name]
    path = folder / f"{name}.pdf"
    path.write_bytes(draw(load_transcription(), rules=rules, rotate=rotate))
    return path


def differences(one: Sequence[Grid], other: Sequence[Grid]) -> list[str]:
    """List where two readings of a page differ in position, span, text without blanks or box of a cell."""
    if len(one) != len(other):
        return [f"{len(one)} tables, {len(other)} tables"]
    return [sentence for pair in zip(one, other, strict=True) for sentence in _differences(*pair)]


def _differences(one: Grid, other: Grid) -> Iterator[str]:
    ones, others = ({_place(cell): cell for cell in grid.cells} for grid in (one, other))
    yield from (f"only one reading has a cell at {place}" for place in sorted(ones.keys() ^ others.keys()))
    for place in sorted(ones.keys() & others.keys()):
        a, b = ones[place], others[place]
        if without_blanks(a) != without_blanks(b):
            yield f"{place}: {a.text!r}, {b.text!r}"
        if any(abs(x - y) > NEAR for x, y in zip(a.box, b.box, strict=True)):
            yield f"{place}: {a.box}, {b.box}"


def _place(cell: Cell) -> tuple[int, int, int, int]:
    return cell.row, cell.col, cell.row_span, cell.col_span


def without_blanks(cell: Cell) -> str:
    """Return the text of a cell, all blanks left out: readers differ in the blanks that they see."""
    return "".join(cell.text.split())


def proves_itself(page: Page, grids: Sequence[Grid]) -> bool:
    """Tell whether tables were found and nothing speaks against the reading of any."""
    return bool(grids) and not any(faults(page, grid) for grid in grids)


def misread(right: Sequence[Grid], wrong: Sequence[Grid]) -> str:
    """Say what a reading has wrong: it finds nothing, glues cells (the first such cell), or loses words."""
    if not wrong:
        return "finds nothing"
    expected, read = ([without_blanks(cell) for grid in grids for cell in grid.cells] for grids in (right, wrong))
    if glued := [text for text in read if text and text not in expected]:
        return f"glues {glued[0]}"
    return f"loses {''.join((Counter(expected) - Counter(read)).elements())}"


def compare(path: Path, engine: str, numbers: Sequence[int] | None = None) -> Iterator[tuple[int, str]]:
    """Yield the pages where stock camelot does not prove itself or differs from the fed lattice, with what it does."""
    with open_document(path) as document:
        for number in numbers or range(1, len(document) + 1):
            page = document.page(number)
            fed, stock = read_fed(page), read_stock(path, page, engine)
            if not fed and not stock:
                continue
            if not proves_itself(page, stock):
                yield number, misread(fed, stock)
            elif unlike := differences(fed, stock):
                yield number, f"differs: {unlike[0]}"


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        for drawing in DRAWINGS:
            path = save_drawing(drawing, Path(folder))
            for engine in ENGINES:
                for number, what in compare(path, engine):
                    print(f"{drawing:10}  {engine:8}  {number:2}  {what}", flush=True)


if __name__ == "__main__":
    main()
