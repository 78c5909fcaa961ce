"""Where the nodes and bands of a flow lie: columns of nodes whose labels have room, bands that meet the nodes without a gap."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

LINE, BETWEEN = 0.22, 0.1
"""Inches: height of a line of a label, and what lies between two nodes at least."""


@dataclass(frozen=True, slots=True)
class Node:
    """A node of a flow: its amount, and the lines of its label; ``gap`` tells a difference from an amount."""

    key: str
    amount: float
    label: tuple[str, ...] = ()
    colour: str = ""
    gap: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """What flows from one node to another."""

    start: str
    end: str
    amount: float
    colour: str = ""
    gap: bool = False


@dataclass(frozen=True, slots=True)
class Bar:
    """A placed node: top, its height as its amount has it, and the larger height that its bands need."""

    node: Node
    top: float
    height: float
    reach: float

    @property
    def middle(self) -> float:
        """Height of its middle."""
        return self.top + self.reach / 2


@dataclass(frozen=True, slots=True)
class Band:
    """A placed link: where its upper edge starts and ends, and its height."""

    link: Link
    start: float
    end: float
    height: float


@dataclass(frozen=True, slots=True)
class Layout:
    """Every node by its key, every band, and the height that they need together."""

    bars: Mapping[str, Bar]
    bands: Sequence[Band]
    height: float
    columns: Sequence[Sequence[str]] = field(default=())


def laid_out(columns: Sequence[Sequence[Node]], links: Sequence[Link], whole: float) -> Layout:
    """Place the nodes of each column below each other, and the links between them.

    Parameters
    ----------
    columns : sequence of sequence of Node
        Columns from the left to the right, in each the nodes from the top.
    links : sequence of Link
        Links between nodes of neighbouring columns.
    whole : float
        Inches that one unit of an amount is high.

    Returns
    -------
    Layout
        Every label has the room that its lines need; columns are as far down as each other in their middle.

    Examples
    --------
    >>> placed = laid_out([[Node("甲", 2.0)], [Node("乙", 1.5), Node("丙", 0.5)]], [Link("甲", "乙", 1.5), Link("甲", "丙", 0.5)], 1.0)
    >>> [(band.start, band.height) for band in placed.bands] == [(placed.bars["甲"].top, 1.5), (placed.bars["甲"].top + 1.5, 0.5)]
    True
    """
    reach = {node.key: _reach(node, links) * whole for column in columns for node in column}
    heights = [sum(_slot(node, reach[node.key]) for node in column) + BETWEEN * (len(column) - 1) for column in columns]
    most = max(heights)
    bars: dict[str, Bar] = {}
    for column, height in zip(columns, heights, strict=True):
        top = (most - height) / 2
        for node in column:
            slot = _slot(node, reach[node.key])
            bars[node.key] = Bar(node, top + (slot - reach[node.key]) / 2, node.amount * whole, reach[node.key])
            top += slot + BETWEEN
    return Layout(bars, _bands(links, bars, whole), most, [[node.key for node in column] for column in columns])


def _reach(node: Node, links: Iterable[Link]) -> float:
    into = sum(link.amount for link in links if link.end == node.key)
    out_of = sum(link.amount for link in links if link.start == node.key)
    return max(node.amount, into, out_of)


def _slot(node: Node, height: float) -> float:
    return max(height, LINE * len(node.label))


def _bands(links: Sequence[Link], bars: Mapping[str, Bar], whole: float) -> list[Band]:
    """Let the bands of each node lie below each other in the order of the nodes that they lead to."""
    starts, ends = {key: bar.top for key, bar in bars.items()}, {key: bar.top for key, bar in bars.items()}
    left: dict[tuple[str, str], float] = {}
    right: dict[tuple[str, str], float] = {}
    for link in sorted(links, key=lambda link: bars[link.end].top):
        left[link.start, link.end] = starts[link.start]
        starts[link.start] += link.amount * whole
    for link in sorted(links, key=lambda link: bars[link.start].top):
        right[link.start, link.end] = ends[link.end]
        ends[link.end] += link.amount * whole
    keys = [(link.start, link.end) for link in links]
    return [Band(link, left[key], right[key], link.amount * whole) for link, key in zip(links, keys, strict=True)]
