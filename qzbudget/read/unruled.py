"""The tables of a document that stand in no lattice: found, read where that is certain, else told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from qzbudget.prove import faults
from qzbudget.read.stretches import Stretch
from qzbudget.read.white import read_white
from qzbudget.shapes import Grid, Page


@dataclass(frozen=True)
class LookedThrough:
    """A page, its ruled tables, and the stretches beside them that look like tables, in the frame of its upright text."""

    page: Page
    grids: tuple[Grid, ...]
    stretches: tuple[Stretch, ...]


def read_unruled(pages: Sequence[LookedThrough]) -> tuple[list[Grid], list[int]]:
    """Read the stretches of a document that look like tables.

    Parameters
    ----------
    pages : sequence of LookedThrough
        All its pages in order.

    Returns
    -------
    tuple of (list of Grid, list of int)
        The grids that were read, with what speaks against each, and the page of each stretch that was not read.
    """
    read: list[Grid] = []
    unread: list[int] = []
    for chain in _chains(pages):
        grids = _proved(chain) or [grid for part in chain for grid in _proved([part])]
        read += grids
        unread += [page.number for page, stretch in chain if not any(_is_of(grid, stretch) for grid in grids)]
    return read, unread


def _proved(chain: Sequence[tuple[Page, Stretch]]) -> list[Grid]:
    grids = read_white(chain)
    return [replace(grid, faults=faults(page, grid)) for (page, _), grid in zip(chain, grids, strict=bool(grids))]


def _is_of(grid: Grid, stretch: Stretch) -> bool:
    return grid.page == stretch.page and grid.box.top <= stretch.box.top <= grid.box.bottom


def _chains(pages: Sequence[LookedThrough]) -> list[list[tuple[Page, Stretch]]]:
    """Gather the stretches that may be one table: at the end of a page, and at the beginning of the next."""
    chains: list[list[tuple[Page, Stretch]]] = []
    last: LookedThrough | None = None
    for here in pages:
        for number, stretch in enumerate(here.stretches):
            if number == 0 and last is not None and chains and _goes_on(chains[-1], last, here):
                chains[-1].append((here.page, stretch))
            else:
                chains.append([(here.page, stretch)])
        last = here
    return chains


def _goes_on(chain: Sequence[tuple[Page, Stretch]], before: LookedThrough, here: LookedThrough) -> bool:
    """Tell whether the first stretch of a page may go on with the table at the end of the page before."""
    (_, last), first = chain[-1], here.stretches[0]
    if last.page != before.page.number or before.page.number + 1 != here.page.number or not chain[0][1].head:
        return False
    if any(grid.box.top > last.box.bottom for grid in before.grids):
        return False
    if any(grid.box.bottom < first.box.top for grid in here.grids):
        return False
    return not first.head or [row.text for row in first.head] == [row.text for row in chain[0][1].head]
