"""Sentences about procurement; every number is computed and carries its cells."""

from __future__ import annotations

from typing import Any

import pandas as pd

from qzbudget.change.frame import each
from qzbudget.change.words import Teller
from qzbudget.cited.marks import NO_MARKS, Marks
from qzbudget.cited.numbers import cited, difference_of, share_of, sum_of
from qzbudget.dataset.load import FEN, Dataset
from qzbudget.naming import table_of
from qzbudget.number_format import percent
from qzbudget.purchases.lines import few_lines, printed_whole
from qzbudget.purchases.stated import stated_whole
from qzbudget.wording import phrase, plain


def listed(budget: Dataset, lines: pd.DataFrame, lang: str = "zh", marks: Marks = NO_MARKS) -> str:
    """Tell the whole, the largest purchase, and how few of them make most of it; or that they are not listed.

    Parameters
    ----------
    budget : Dataset
        The document.
    lines : DataFrame
        As :func:`qzbudget.purchases.purchase_lines` gives it.
    lang : {"zh", "en"}
        Language.
    marks : Marks, optional
        What casts doubt on numbers.
    """
    tell = Teller(lang, marks)
    if lines.empty:
        return _not_listed(budget, tell)
    first = next(each(lines))
    told = phrase(
        "purchases.told" if first.amount_yuan > 0 and first.whole_yuan > 0 else "purchases.zero",
        lang,
        title=_title(first, lang),
        whole=tell.money(first.whole_yuan, first.whole_cells),
        n=len(lines),
        name=plain(first.name),
        money=tell.money(first.amount_yuan, first.cells),
        share=_share(first),
    )
    return (" " if lang == "en" else "").join(filter(None, (told, _few(lines, tell), _gap(lines, tell))))


def _not_listed(budget: Dataset, tell: Teller) -> str:
    """Tell the total of a table without lines, else what the narrative says of all purchases, else that nothing does."""
    for found, key in (
        (printed_whole(budget), "purchases.total_only"),
        (stated_whole(budget), "purchases.none_stated"),
    ):
        if len(found):
            row = next(each(found))
            whole = tell.money(row.amount_yuan, row.cells)
            return phrase(key, tell.lang, title=_title(row, tell.lang) if row.role else "", whole=whole, page=row.page)
    return phrase("purchases.none", tell.lang)


def _title(row: Any, lang: str) -> str:
    return plain((row.title if lang == "zh" else "") or table_of(row.role, "", lang))


def _few(lines: pd.DataFrame, tell: Teller) -> str:
    few = few_lines(lines)
    if not 1 < len(few) < len(lines):
        return ""
    cells, whole = sum_of(few["cells"]), str(few["whole_cells"].iloc[0])
    share = cited(percent(few["share_pct"].sum()), share_of(cells, whole))
    return phrase(
        "purchases.few", tell.lang, few=len(few), money=tell.money(few["amount_yuan"].sum(), cells), share=share
    )


def _gap(lines: pd.DataFrame, tell: Teller) -> str:
    """Tell what the lines leave of the printed total, or list too much."""
    gap = round(float(lines["whole_yuan"].iloc[0] - lines["amount_yuan"].sum()), FEN)
    if not gap:
        return ""
    cells = difference_of(str(lines["whole_cells"].iloc[0]), sum_of(lines["cells"]))
    return phrase("purchases.gap" if gap > 0 else "purchases.excess", tell.lang, gap=tell.money(abs(gap), cells))


def kinds(found: pd.DataFrame, lang: str = "zh", marks: Marks = NO_MARKS) -> str:
    """Tell what goods, works and services are; or that the document does not.

    Parameters
    ----------
    found : DataFrame
        As :func:`qzbudget.purchases.purchase_kinds` gives it.
    lang, marks
        As in :func:`listed`.
    """
    if found.empty:
        return phrase("purchases.kinds.none", lang)
    first = next(each(found))
    source = phrase("purchases.source.lines" if first.role else "purchases.source.stated", lang, page=first.page)
    tell = Teller(lang, marks)
    known = pd.notna(first.whole_yuan)
    whole = phrase("purchases.whole", lang, whole=tell.money(first.whole_yuan, first.whole_cells)) if known else ""
    return f"{whole}{_said(found, source, tell)}"


def reserved(found: pd.DataFrame, lang: str = "zh", marks: Marks = NO_MARKS) -> str:
    """Tell what is reserved for, or awarded to, smaller firms; or that the document does not.

    Parameters
    ----------
    found : DataFrame
        As :func:`qzbudget.purchases.reserved` gives it.
    lang, marks
        As in :func:`listed`.
    """
    if found.empty:
        return phrase("purchases.reserved.none", lang)
    first = next(each(found))
    table = table_of(first.role, first.number_printed, lang) if first.role else ""
    source = phrase(
        "purchases.source.table" if table else "purchases.source.stated", lang, table=table, page=first.page
    )
    return _said(found, source, Teller(lang, marks))


def _said(found: pd.DataFrame, source: str, tell: Teller) -> str:
    told = [
        phrase(
            "purchases.kind",
            tell.lang,
            name=phrase(f"purchase.{row.key}", tell.lang),
            money=tell.money(row.amount_yuan, row.cells),
            share="" if pd.isna(row.share_pct) else phrase("purchases.share", tell.lang, share=_share(row)),
        )
        for row in each(found)
    ]
    return phrase("purchases.kinds", tell.lang, list=phrase("semicolon", tell.lang).join(told), source=source)


def _share(row: Any) -> str:
    return cited(percent(row.share_pct), share_of(row.cells, row.whole_cells))
