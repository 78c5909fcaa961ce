"""The tables of a document that stand in no lattice: found, read where that is certain, else told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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


def read_unruled(pages: Sequence[LookedThrough]) -> tuple[list[Grid], list[Stretch]]:
    """Read the stretches of a document that look like tables.

    Parameters
    ----------
    pages : sequence of LookedThrough
        All its pages in order.

    Returns
    -------
    tuple of (list of Grid, list of Stretch)
        The grids that were read, with what speaks against each, and the stretches that were not read.
    """
    read: list[Grid] = []
    unread: list[Stretch] = []
    for chain in _chains(pages):
        grids = _proved(chain) or _first_alone(chain)
        read += grids
        unread += [stretch for _, stretch in chain if not any(_is_of(grid, stretch) for grid in grids)]
    return read, unread


def without(page: Page, unread: Sequence[Stretch]) -> Page:
    """Return a page without the stretches that were not read: their captions shall not be those of the next table."""
    gone = {c for s in unread if s.page == page.number for row in s.rows for p in row.pieces for c in p.characters}
    return replace(page, characters=tuple(c for c in page.characters if c not in gone)) if gone else page


def _proved(chain: Sequence[tuple[Page, Stretch]]) -> list[Grid]:
    grids = read_white(chain)
    return [
        replace(grid, faults=(*faults(page, grid), *_left_over(stretch)))
        for (page, stretch), grid in zip(chain, grids, strict=bool(grids))
    ]


def _left_over(stretch: Stretch) -> Iterator[str]:
    if stretch.left_over:
        yield f"表的上下还有 {len(stretch.left_over)} 行印着金额，没有读出：{stretch.left_over[0].text!r}"


def _first_alone(chain: Sequence[tuple[Page, Stretch]]) -> list[Grid]:
    """Read the first page of a table that cannot be read as a whole; the pages that may go on with it speak against it."""
    if len(chain) < 2:
        return []
    lost = "、".join(str(page.number) for page, _ in chain[1:])
    fault = f"第 {lost} 页像是这张表的续页，没有读出"
    return [replace(grid, faults=(*grid.faults, fault)) for grid in _proved(chain[:1])]


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
    if not first.head and not first.is_captioned:
        return True
    return bool(first.head) and [row.text for row in first.head] == [row.text for row in chain[0][1].head]
