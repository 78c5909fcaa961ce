"""The words of a change: its base, its direction, its numbers with their cells and marks."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from qzbudget.breakdown.naming import name_of, scope_of
from qzbudget.change.frame import BASES, REST, TOTAL
from qzbudget.cited.marks import Marks
from qzbudget.cited.numbers import cited, sum_of
from qzbudget.naming import table_of
from qzbudget.number_format import money, signed_percent
from qzbudget.wording import label, phrase, plain, visible

_ABOVE = re.compile(r"^.*（[类款]）(?=.+（[款项]）)")

Change = Any
"""A row of a frame of changes, as ``itertuples`` gives it."""


@dataclass(frozen=True, slots=True)
class Teller:
    """Says numbers in a language, each with its cells and the marks that stand against it."""

    lang: str = "zh"
    marks: Marks = field(default_factory=Marks)

    def number(self, text: str, cells: str) -> str:
        """Return a number that opens its cells, with its marks behind it."""
        marks = self.marks.of(cells, self.lang)
        return phrase("marked", self.lang, number=cited(text, cells), mark=marks) if marks else cited(text, cells)

    def money(self, yuan: float, cells: str) -> str:
        """Return an amount."""
        return self.number(money(yuan, self.lang), cells)

    def amount(self, row: Change) -> str:
        """Return this year's amount."""
        return self.money(row.amount_yuan, row.amount_cells)

    def base(self, row: Change) -> str:
        """Return the amount of the base."""
        return self.money(row.base_yuan, row.base_cells)

    def moved(self, row: Change) -> str:
        """Return how an amount changed, such as ``增加 36.27 万元（+0.21%）``; from zero without a percentage."""
        if pd.isna(row.change_yuan):
            return phrase("change.pct_only", self.lang, pct=cited(signed_percent(row.change_pct), row.change_cells))
        way = "same" if row.change_yuan == 0 else "more" if row.change_yuan > 0 else "less"
        told = self.number(money(abs(row.change_yuan), self.lang), row.change_cells)
        known = way != "same" and pd.notna(row.change_pct)
        pct = phrase("change.pct", self.lang, pct=signed_percent(row.change_pct)) if known else ""
        return phrase(f"change.{way}", self.lang, money=told, pct=pct)


def base_name(base_kind: str, lang: str) -> str:
    """Return what a change is measured from, in words.

    Examples
    --------
    >>> base_name("prior_budget", "zh"), base_name("prior_executed", "en")
    ('上年预算', "last year's execution")
    """
    return phrase(f"base.{base_kind}", lang)


def change_name(row: Change, lang: str) -> str:
    """Return the name of what changed: in Chinese as printed, in English translated where the package knows it."""
    known = label(str(row.key), lang)
    if row.key == TOTAL and row.role:
        return scope_of(pd.DataFrame({"role": [row.role], "measure": [TOTAL]}), "function", lang)
    if row.key in (REST, TOTAL) and known:
        return known
    return (known if lang != "zh" and known else None) or name_of(row.name, row.key, lang)


def short_name(row: Change, lang: str) -> str:
    """Return the name without the classes and sections above it: 教育支出（类）进修及培训（款）培训支出（项） is 培训支出（项）."""
    return _ABOVE.sub("", change_name(row, lang))


def against(row: Change, marks: Marks, lang: str) -> str:
    """Return the marks of the numbers of a change; empty where nothing is against any of them."""
    return marks.of(sum_of([row.amount_cells, row.base_cells, row.change_cells]).replace("~", "+"), lang)


def marked_name(row: Change, lang: str) -> str:
    """Return the name, with what must be known of its change: a code of another meaning, a line without the other year."""
    notes = [phrase("change.renamed", lang, name=visible(row.renamed_from))] if row.renamed_from else []
    if row.listed != "both":
        unknown = pd.isna(row.base_yuan if row.listed == "new" else row.amount_yuan)
        notes.append(phrase(f"change.{row.listed}{'_unknown' if unknown else ''}", lang))
    return " ".join([change_name(row, lang), *notes])


def place_of(row: Change, lang: str) -> str:
    """Return where a change is printed: number of its table, or section of the narrative, and page."""
    if pd.isna(row.page):
        return ""
    in_table = bool(row.role)
    where = (
        table_of(row.role, row.number_printed, lang)
        if in_table
        else phrase("change.section", lang, section=row.section)
    )
    return phrase("place", lang, table=where, page=row.page)


def plain_name(row: Change, lang: str) -> str:
    """Return the name for a sentence."""
    return plain(short_name(row, lang))


def by_base(found: pd.DataFrame) -> list[tuple[str, pd.DataFrame]]:
    """Return the changes of each base apart, in the order of :data:`qzbudget.change.frame.BASES`."""
    every = [(base, found[found["base_kind"] == base]) for base in BASES]
    return [(base, rows) for base, rows in every if not rows.empty]
