"""The tables of a document that stand in no lattice: found, read where that is certain, else told."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from qzbudget.prove import faults
from qzbudget.read.pieces import pieces
from qzbudget.read.stretches import IsTitle, Stretch, ends_with, stretches
from qzbudget.read.white import read_white
from qzbudget.shapes import Grid, Page, character_rows

_AMOUNTS = re.compile(r"\d[.．]\d|\d[,，]\d{3}")
_FEWEST = 3
"""So many lines with several amounts in one cell show that a frame has no columns."""


@dataclass(frozen=True)
class LookedThrough:
    """A page, its ruled tables, and the stretches beside them that look like tables, in the frame of its upright text."""

    page: Page
    grids: tuple[Grid, ...]
    stretches: tuple[Stretch, ...]


def look_through(
    page: Page, grids: Sequence[Grid], is_title: IsTitle, before: LookedThrough | None
) -> LookedThrough:
    """Find what looks like a table on a page beside its ruled tables.

    A frame with horizontal rules alone is no ruled table: nothing parts its columns.

    Parameters
    ----------
    page : Page
        The page.
    grids : sequence of Grid
        Its ruled tables as they were read.
    is_title : callable
        Tells whether a line is the title of a disclosure table.
    before : LookedThrough or None
        The page before, whose last table may go on.
    """
    ruled = [grid for grid in grids if _has_columns(page, grid)]
    last = before.stretches[-1] if before and ends_with(before.page, before.grids, before.stretches) else None
    return LookedThrough(page, tuple(ruled), tuple(stretches(page, ruled, is_title, last)))


def _has_columns(page: Page, grid: Grid) -> bool:
    """Tell whether vertical rules part the amounts of a grid; lines that print several in one cell say that none do."""
    glued = 0
    for cell in grid.cells:
        if len(_AMOUNTS.findall(cell.text)) > 1:
            inside = [c for c in page.characters if cell.box.contains(*c.middle)]
            glued += sum(sum(piece.is_amount for piece in pieces(row)) > 1 for row in character_rows(inside))
    return glued < _FEWEST


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
        if not grids and read and _may_be_its_rest(read[-1], chain[0][1]):
            read[-1] = _without_rest(read[-1], [chain[0][1].page])
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
    return [_without_rest(grid, [page.number for page, _ in chain[1:]]) for grid in _proved(chain[:1])]


def _without_rest(grid: Grid, pages: Sequence[int]) -> Grid:
    lost = "、".join(map(str, pages))
    return replace(grid, faults=(*grid.faults, f"第 {lost} 页像是这张表的续页，没有读出"))


def _may_be_its_rest(grid: Grid, stretch: Stretch) -> bool:
    """Tell whether a stretch that was not read stands on the page after a table and has no caption of its own."""
    return not stretch.is_captioned and stretch.page - grid.page in (0, 1)


def _is_of(grid: Grid, stretch: Stretch) -> bool:
    return grid.page == stretch.page and grid.box.top <= stretch.box.top <= grid.box.bottom


def _chains(pages: Sequence[LookedThrough]) -> list[list[tuple[Page, Stretch]]]:
    """Gather the stretches that may be one table: at the end of a page, and at the beginning of the next."""
    chains: list[list[tuple[Page, Stretch]]] = []
    last: LookedThrough | None = None
    for here in pages:
        for number, stretch in enumerate(here.stretches):
            follows = number == 0 and last is not None and bool(chains) and _follows(chains[-1], last, here)
            rest = _rest(chains[-1][0][1], stretch) if follows else None
            if rest:
                chains[-1].append((here.page, rest))
            else:
                chains.append([(here.page, stretch)])
        last = here
    return chains


def _follows(chain: Sequence[tuple[Page, Stretch]], before: LookedThrough, here: LookedThrough) -> bool:
    """Tell whether nothing stands between a table at the end of a page and the first stretch of the next."""
    (_, last), first = chain[-1], here.stretches[0]
    return (
        last.page == before.page.number == here.page.number - 1
        and all(grid.box.top < last.box.bottom for grid in before.grids)
        and all(grid.box.bottom > first.box.top for grid in here.grids)
    )


def _rest(first: Stretch, here: Stretch) -> Stretch | None:
    """Return a stretch as the rest of a table, None where it is another: it repeats the header or has none."""
    said, again = ([row.text for row in of.head] for of in (first, here))
    if said and again[: len(said)] == said:
        return replace(here, head=here.head[: len(said)], body=(*here.head[len(said) :], *here.body))
    if said and not here.is_captioned and len({len(row.pieces) for row in here.head}) < 2:
        return replace(here, head=(), body=(*here.head, *here.body))
    return None
