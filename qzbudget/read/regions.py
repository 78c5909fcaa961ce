"""Merged cells: grid positions with no rule between them are one region."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

Position = tuple[int, int]


class Edged(Protocol):
    """A grid position that knows on which sides a rule bounds it."""

    left: bool
    right: bool
    top: bool
    bottom: bool


@dataclass(frozen=True)
class Region:
    """Grid positions that form one cell, sorted from the top left."""

    positions: tuple[Position, ...]

    @property
    def top(self) -> int:
        """First grid row."""
        return self.positions[0][0]

    @property
    def bottom(self) -> int:
        """Last grid row."""
        return self.positions[-1][0]

    @property
    def left(self) -> int:
        """First grid column."""
        return min(col for _, col in self.positions)

    @property
    def right(self) -> int:
        """Last grid column."""
        return max(col for _, col in self.positions)

    @property
    def is_rectangle(self) -> bool:
        """Whether the positions fill their bounding rectangle."""
        return len(self.positions) == (self.bottom - self.top + 1) * (self.right - self.left + 1)


def regions(cells: Sequence[Sequence[Edged]]) -> list[Region]:
    """Gather grid positions into the regions that rules bound, from the top left to the bottom right.

    Parameters
    ----------
    cells : sequence of sequence of Edged
        Rows of grid positions; every row has the same length.
    """
    seen: set[Position] = set()
    found = []
    for row in range(len(cells)):
        for col in range(len(cells[row])):
            if (row, col) not in seen:
                region = _flood(cells, (row, col))
                seen |= region
                found.append(Region(tuple(sorted(region))))
    return found


def _flood(cells: Sequence[Sequence[Edged]], start: Position) -> set[Position]:
    region, border = {start}, [start]
    while border:
        for neighbour in _open_neighbours(cells, *border.pop()):
            if neighbour not in region:
                region.add(neighbour)
                border.append(neighbour)
    return region


def _open_neighbours(cells: Sequence[Sequence[Edged]], row: int, col: int) -> Iterator[Position]:
    here = cells[row][col]
    if col + 1 < len(cells[row]) and not here.right and not cells[row][col + 1].left:
        yield row, col + 1
    if col > 0 and not here.left and not cells[row][col - 1].right:
        yield row, col - 1
    if row + 1 < len(cells) and not here.bottom and not cells[row + 1][col].top:
        yield row + 1, col
    if row > 0 and not here.top and not cells[row - 1][col].bottom:
        yield row - 1, col
