"""Tables of a comparison: the documents, and the shares of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pandas as pd

from qzbudget.change.documents import in_document
from qzbudget.change.frame import each
from qzbudget.cited.marks import NO_MARKS, Marks
from qzbudget.cited.numbers import share_of, sum_of
from qzbudget.cited.rows import Cell, Table, heads, laid_out
from qzbudget.comparison.missing import missing
from qzbudget.comparison.peers import Peers, unlike
from qzbudget.comparison.shares import WHOLES, by_size, foremost, whole_expenditure
from qzbudget.comparison.words import Share, share_name, share_text, unit_of, unlike_words
from qzbudget.dataset.load import Dataset
from qzbudget.number_format import WAN, in_unit
from qzbudget.wording import label, phrase, visible


def documents_table(peers: Peers, found: pd.DataFrame, lang: str = "zh", marks: Marks = NO_MARKS) -> Table:
    """Lay out the documents: what each is, its whole expenditure, in what it is not like, and what it does not print.

    Parameters
    ----------
    peers : Peers
        The documents.
    found : DataFrame
        As :func:`qzbudget.comparison.shares` gives it.
    lang : {"zh", "en"}
        Language.
    marks : Marks, optional
        What casts doubt on numbers.
    """
    names = ("unit", "place_of_unit", "year", "document", "expenditure", "unlike", "missing")
    head = heads(names, lang, {"expenditure"})
    lacking = missing(found, peers.listed).groupby("document_id")["aspect"].agg(list).to_dict()
    wholes = found[found["role"].isin(WHOLES) & found["aspect"].isin(("kind", "function"))].drop_duplicates("document_id")
    known = {row.document_id: (row.whole_yuan, row.whole_cells) for row in each(wholes)}
    body = [
        _document(
            data, peers.own, known.get(data.document["document_id"]), lacking.get(data.document["document_id"], []), lang, marks
        )
        for data in peers.every
    ]
    return laid_out("qz-documents", head, body)


def _document(
    data: Dataset, own: Dataset, known: tuple[float, str] | None, lacking: Sequence[str], lang: str, marks: Marks
) -> list[Cell]:
    document = data.document
    yuan, cells = known or _whole(data)
    told = phrase("overview.not_reported", lang) if yuan is None else in_unit(yuan, WAN)
    differs = "" if data is own else "+".join(unlike(own.document, document))
    doubts = (phrase("compare.own", lang) if data is own else unlike_words(differs, lang), marks.of(cells, lang))
    return [
        Cell(visible(document["unit_name"] or phrase("overview.no_unit", lang))),
        Cell(visible(document["place"] or "")),
        Cell(str(document["fiscal_year"] or "")),
        Cell(f"{label(document['level'], lang)}{'' if lang == 'zh' else ' '}{label(document['kind'], lang)}"),
        Cell(told, is_number=True, cells=cells),
        Cell(" ".join(filter(None, doubts))),
        Cell(phrase("separator", lang).join(phrase(f"compare.aspect.{aspect}", lang) for aspect in lacking)),
    ]


def _whole(data: Dataset) -> tuple[float | None, str]:
    """Return the whole expenditure of a document that has no share of it, such as one of zero."""
    whole = whole_expenditure(data)
    return (None, "") if whole.empty else (float(whole["whole_yuan"].iloc[0]), in_document(data, str(whole["whole_cells"].iloc[0])))


def shares_table(found: pd.DataFrame, aspects: Sequence[str], lang: str = "zh", marks: Marks = NO_MARKS) -> Table | None:
    """Lay out shares: a row for each document, a column for each share, the own document first.

    Parameters
    ----------
    found : DataFrame
        As :func:`qzbudget.comparison.shares` gives it.
    aspects : sequence of str
        Which shares.
    lang, marks
        As in :func:`documents_table`.

    Returns
    -------
    Table or None
        Shares in per cent; what a document does not print is said in words.  The foremost shares have a column,
        the others one together, unless all of them are zero.  None without shares.
    """
    of = by_size(found[found["aspect"].isin(aspects)])
    if of.empty:
        return None
    order = list(dict.fromkeys(of["aspect"]))
    columns = sorted(foremost(of), key=lambda pair: order.index(pair[0]))
    named = list(_heads(of, columns, lang))
    scopes = dict.fromkeys(scope for _, scope in named)
    head = [Cell(phrase("compare.unit", lang, scope=next(iter(scopes))))] if len(scopes) == 1 else heads(("unit",), lang)
    one = len(scopes) == 1
    head += [Cell(name if one else phrase("compare.of", lang, name=name, scope=scope), is_number=True) for name, scope in named]
    rest = of[~_in(of, columns)]
    others = rest[["aspect", "key"]].drop_duplicates() if rest["share_pct"].any() else rest.head(0)
    head += [Cell(phrase("row.others", lang, n=len(others)), is_number=True)] if len(others) else []
    head += heads(("remark",), lang)
    body = [_line(rows, columns, len(others) > 0, lang, marks) for _, rows in of.groupby("document_id", sort=False)]
    return laid_out("qz-shares", head, body)


def _in(of: pd.DataFrame, columns: Sequence[tuple[str, str]]) -> pd.Series[bool]:
    return pd.Series([pair in columns for pair in zip(of["aspect"], of["key"], strict=True)], index=of.index, dtype=bool)


def _together(rest: pd.DataFrame, lang: str) -> Cell:
    """Return the shares without a column of their own as one."""
    if rest.empty:
        return Cell(phrase("compare.not_listed", lang), is_number=True)
    cells = share_of(sum_of(rest["part_cells"]), str(rest["whole_cells"].iloc[0]))
    return Cell(share_text(float(rest["share_pct"].sum())), is_number=True, cells=cells)


def _heads(of: pd.DataFrame, columns: Sequence[tuple[str, str]], lang: str) -> Iterator[tuple[str, str]]:
    for aspect, key in columns:
        first = of[(of["aspect"] == aspect) & (of["key"] == key)].iloc[0]
        yield share_name(key, first["name"], lang), phrase(f"compare.whole.{aspect}", lang)


def _line(rows: pd.DataFrame, columns: Sequence[tuple[str, str]], others: bool, lang: str, marks: Marks) -> list[Cell]:
    by_key = {(row.aspect, row.key): row for row in each(rows)}
    first = next(each(rows))
    return [
        Cell(unit_of(first, lang)),
        *(_share(by_key.get(column), column[0] in set(rows["aspect"]), lang) for column in columns),
        *([_together(rows[~_in(rows, columns)], lang)] if others else []),
        Cell(_remark(rows, lang, marks)),
    ]


def _share(row: Share | None, has_aspect: bool, lang: str) -> Cell:
    if row is None:
        return Cell(phrase("compare.not_listed" if has_aspect else "overview.not_reported", lang), is_number=True)
    return Cell(share_text(row.share_pct), is_number=True, cells=row.cells)


def _remark(rows: pd.DataFrame, lang: str, marks: Marks) -> str:
    """Return what must be known of the shares of one document."""
    first = next(each(rows))
    differs = "+".join(dict.fromkeys(name for text in rows["differs"] for name in text.split("+") if name))
    scopes = dict.fromkeys(row.scope for row in each(rows) if "scope" in row.differs.split("+"))
    told = [phrase("compare.own", lang) if first.own else unlike_words(differs, lang)]
    told += [phrase("compare.scope", lang, scope=scope) for scope in scopes] if lang == "zh" else []
    told += [] if rows["complete"].all() else [phrase("compare.incomplete", lang)]
    told += dict.fromkeys(mark for row in each(rows) if (mark := marks.of(row.cells, lang)))
    return " ".join(filter(None, told))
