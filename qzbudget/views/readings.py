"""Both readings of the functions of government side by side, in a sentence and in a table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from qzbudget.breakdown.naming import NamedPart, named_parts
from qzbudget.cited.marks import NO_MARKS, Marks
from qzbudget.cited.numbers import cited, less, share_of
from qzbudget.cited.rows import Cell, Table, laid_out
from qzbudget.dataset.load import FEN
from qzbudget.number_format import WAN, in_unit, money, percent
from qzbudget.views.regroup import UNLISTED, UNMAPPED
from qzbudget.views.view import holds_employer_cost
from qzbudget.wording import phrase, plain

LEFT_OVER = (UNMAPPED, UNLISTED)
"""Rows that are no heading."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading in both readings; None where a reading has nothing of it."""

    code: str
    name: str
    booked: NamedPart | None
    returned: NamedPart | None
    confidence: str

    @property
    def size(self) -> float:
        """The larger of both amounts."""
        return max(part.amount for part in (self.booked, self.returned) if part)

    @property
    def mark(self) -> str:
        """What is against either number."""
        return next((part.mark for part in (self.booked, self.returned) if part and part.mark), "")


def headings(booked: pd.DataFrame, returned: pd.DataFrame, lang: str = "zh", marks: Marks = NO_MARKS) -> list[Heading]:
    """Put both readings of a view side by side, the largest heading first and what is no heading last.

    Parameters
    ----------
    booked, returned : DataFrame
        As :func:`qzbudget.view` gives it with ``reading="as_booked"`` and ``reading="employer_cost_returned"``.
    lang : {"zh", "en"}
        Language.
    marks : Marks, optional
        What casts doubt on numbers.
    """
    parts = [dict(zip(of["code"], named_parts(of, lang, marks), strict=True)) for of in (booked, returned)]
    doubts = dict(zip(returned["code"], returned["confidence"], strict=True)) | dict(zip(booked["code"], booked["confidence"], strict=True))
    found = [
        Heading(code, part.name, parts[0].get(code), parts[1].get(code), str(doubts[code]))
        for code, part in (parts[1] | parts[0]).items()
    ]
    return sorted(found, key=lambda heading: (heading.code in LEFT_OVER, -heading.size))


def same_readings(booked: pd.DataFrame, returned: pd.DataFrame) -> bool:
    """Tell whether nothing is returned, so that both readings are one."""
    return booked["code"].tolist() == returned["code"].tolist() and booked["amount_yuan"].tolist() == returned["amount_yuan"].tolist()


def told_readings(booked: pd.DataFrame, returned: pd.DataFrame, lang: str = "zh", marks: Marks = NO_MARKS) -> str:
    """Tell the largest heading as booked, and what it is once the cost of the own staff is returned to it.

    Parameters
    ----------
    booked, returned, lang, marks
        As in :func:`headings`.
    """
    found = [heading for heading in headings(booked, returned, lang, marks) if heading.code not in LEFT_OVER]
    if not found:
        return phrase("cofog.none", lang)
    first = max(found, key=lambda heading: heading.booked.amount if heading.booked else 0.0)
    told = [_largest(first, lang)] if first.booked else []
    hidden = holds_employer_cost(code for codes in booked["from_codes"] for code in codes.split("+") if code)
    told += [phrase("cofog.coarse", lang)] if hidden else []
    told += [*_returned(found, lang)] if not same_readings(booked, returned) else [] if hidden else [phrase("cofog.same", lang)]
    told += [
        phrase("cofog.left_over", lang, name=plain(part.name), money=_money(part, lang), share=_share(part))
        for part in (heading.booked or heading.returned for heading in headings(booked, returned, lang, marks) if heading.code in LEFT_OVER)
        if part
    ]
    return (" " if lang == "en" else "").join(told)


def _largest(first: Heading, lang: str) -> str:
    part = first.booked
    return phrase("cofog.booked", lang, name=plain(first.name), money=_money(part, lang), share=_share(part)) if part else ""


def _returned(found: list[Heading], lang: str) -> Iterator[str]:
    """Tell of each heading that grows by how much it does."""
    for heading in found:
        before, after = heading.booked, heading.returned
        if after is None or after.amount <= (before.amount if before else 0.0):
            continue
        more = round(after.amount - (before.amount if before else 0.0), FEN)
        cells = less(after.cells, before.cells) if before else after.cells
        gain = cited(money(more, lang), cells)
        yield phrase("cofog.returned", lang, name=plain(heading.name), money=_money(after, lang), share=_share(after), more=gain)


def _money(part: NamedPart, lang: str) -> str:
    return " ".join(filter(None, (cited(money(part.amount, lang), part.cells), part.mark)))


def _share(part: NamedPart) -> str:
    return cited(percent(part.share), share_of(part.cells, part.whole_cells))


def readings_table(booked: pd.DataFrame, returned: pd.DataFrame, lang: str = "zh", marks: Marks = NO_MARKS) -> Table | None:
    """Lay out both readings as a table: a row for each heading.

    Parameters
    ----------
    booked, returned, lang, marks
        As in :func:`headings`.

    Returns
    -------
    Table or None
        Amounts in 万元; an empty cell is a heading that a reading has nothing of.  None without rows.
    """
    found = headings(booked, returned, lang, marks)
    if not found:
        return None
    unit = phrase(f"unit.{WAN.name}", lang)
    numbers = ("booked", "share", "returned", "share")
    head = [Cell(phrase(f"column.{name}", lang)) for name in ("code", "name")]
    head += [Cell(phrase(f"column.{name}", lang, unit=unit), is_number=True) for name in numbers]
    head += [Cell(phrase(f"column.{name}", lang)) for name in ("confidence", "place")]
    whole = booked if len(booked) else returned
    amount = Cell(in_unit(float(whole["whole_yuan"].iloc[0]), WAN), is_number=True, cells=str(whole["whole_cells"].iloc[0]))
    share = Cell(percent(100), is_number=True)
    mark = marks.of(str(whole["whole_cells"].iloc[0]), lang)
    foot = [[Cell(""), Cell(phrase("row.whole", lang)), amount, share, amount, share, Cell(""), Cell(mark)]]
    return laid_out("qz-cofog", head, [_row(heading, lang) for heading in found], foot)


def _row(heading: Heading, lang: str) -> list[Cell]:
    numbers = [cell for part in (heading.booked, heading.returned) for cell in _numbers(part)]
    part = heading.booked or heading.returned
    place = " ".join(filter(None, (part.place if part else "", heading.mark)))
    confidence = phrase(f"confidence.{heading.confidence}", lang) if heading.confidence else ""
    code = "" if heading.code in LEFT_OVER else heading.code
    return [Cell(code), Cell(heading.name), *numbers, Cell(confidence), Cell(place)]


def _numbers(part: NamedPart | None) -> Iterator[Cell]:
    if part is None:
        yield from (Cell("", is_number=True), Cell("", is_number=True))
        return
    yield Cell(in_unit(part.amount, WAN), is_number=True, cells=part.cells)
    yield Cell(percent(part.share), is_number=True, cells=share_of(part.cells, part.whole_cells))
