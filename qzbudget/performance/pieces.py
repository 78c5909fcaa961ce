"""Sheets cut into pieces: rows of the form, rows of the indicator table, rows of a list of projects."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from qzbudget.performance.heads import Head, head_at
from qzbudget.performance.lines import Line, Source
from qzbudget.performance.words import OPENERS, Words


@dataclass(frozen=True)
class Piece:
    """Rows that stand together: of a form (``head`` is None) or below a head.

    ``heads`` has the head that holds on the page of each row; ``opens`` tells that a table with a title begins here.
    """

    source: Source
    opens: bool
    head: Head | None
    lines: tuple[Line, ...]
    heads: tuple[Head, ...] = ()


@dataclass
class _Open:
    """A piece that is still being gathered."""

    source: Source
    opens: bool
    head: Head | None = None
    lines: list[Line] = field(default_factory=list)
    heads: list[Head] = field(default_factory=list)

    def done(self) -> Piece:
        return Piece(self.source, self.opens, self.head, tuple(self.lines), tuple(self.heads))


def pieces(sources: Iterable[Source], words: Words) -> Iterator[Piece]:
    """Cut the rows of the sheets of a document into pieces, in order.

    A part without a title goes on where the part before it ended: below the same head, or in the same form.  A head that
    a page repeats does not end a piece.
    """
    carried: Head | None = None
    for source in sources:
        titled = source.table.title is not None
        piece = _Open(source, titled, None if titled else carried)
        for lines in source.pages():
            for line, head in _with_heads(lines, piece.head, words):
                following = _following(piece, line, head, words)
                if following is not piece:
                    yield from _closed(piece)
                    piece = following
        yield from _closed(piece)
        carried = piece.head


def _with_heads(lines: Sequence[Line], current: Head | None, words: Words) -> Iterator[tuple[Line, Head | None]]:
    """Walk the rows of a grid, with the head where one begins; the other rows of a head are left out."""
    row = 0 if current is None else _repeated_head(lines, current, words)
    while row < len(lines):
        head = head_at(lines[row], words)
        yield lines[row], head
        row += head.depth if head else 1


def _repeated_head(lines: Sequence[Line], current: Head, words: Words) -> int:
    """Return the row where a page repeats the head, 0 where it does not; above it stand a title and a money unit, no data."""
    for line in lines:
        again = head_at(line, words)
        if again is not None and again.kinds == current.kinds:
            return line.row
        if again is not None or openers([line], words):
            return 0
    return 0


def _following(piece: _Open, line: Line, head: Head | None, words: Words) -> _Open:
    """Return the piece that a row belongs to: the one that is open, with the row in it, or a new one."""
    if head is not None:
        if piece.head is None or head.kinds != piece.head.kinds:
            return _Open(piece.source, piece.opens and not piece.lines, head)
        piece.head = head
        return piece
    if _opens_again(piece, line, words) if piece.head is None else _ends_table(line, words):
        return _Open(piece.source, opens=False, lines=[line])
    piece.lines.append(line)
    if piece.head is not None:
        piece.heads.append(piece.head)
    return piece


def _closed(piece: _Open) -> Iterator[Piece]:
    if piece.lines:
        yield piece.done()


def openers(lines: Iterable[Line], words: Words) -> set[str]:
    """Return the kinds of label among some rows that open a sheet."""
    return {kind for line in lines for cell in line.own if (kind := words.label(cell.text)) in OPENERS}


def _opens_again(piece: _Open, line: Line, words: Words) -> bool:
    return bool(openers([line], words) & openers(piece.lines, words))


def _ends_table(line: Line, words: Words) -> bool:
    """Tell whether a row below a head is a row of a form again: the next sheet begins, or a remark follows."""
    first = line.own[0] if line.own else None
    return first is not None and words.label(first.text) in OPENERS | {"remark"}
