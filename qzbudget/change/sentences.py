"""Sentences about change; every number is computed and carries its cells."""

from __future__ import annotations

from types import SimpleNamespace

import pandas as pd

from qzbudget.change.contributions import WHOLES
from qzbudget.change.documents import Related
from qzbudget.change.frame import each
from qzbudget.change.words import Change, Teller, base_name, by_base, plain_name
from qzbudget.cited.marks import NO_MARKS, Marks
from qzbudget.naming import document_name
from qzbudget.number_format import percent, signed_percent
from qzbudget.wording import phrase, plain

_TOTALS = {*WHOLES, "total_revenue", "fiscal_appropriation", "general_budget_appropriation", "total"}
_MOST = 4


def overview(stated: pd.DataFrame, documents: Related, lang: str = "zh") -> str:
    """Tell how many changes the narrative states, against what, and which other documents of the unit are at hand.

    Parameters
    ----------
    stated : DataFrame
        As :func:`qzbudget.change.stated_changes` gives it.
    documents : Related
        As :func:`qzbudget.change.related` gives it.
    lang : {"zh", "en"}
        Language.
    """
    own = plain(document_name(documents.own.document, lang))
    bases = [
        phrase("change.overview.base", lang, base=base_name(base, lang), n=len(rows)) for base, rows in by_base(stated)
    ]
    key = {0: "change.overview.none", 1: "change.overview.same"}.get(len(bases), "change.overview")
    base = base_name(by_base(stated)[0][0], lang) if bases else ""
    told = phrase(key, lang, document=own, n=len(stated), base=base, bases=phrase("comma", lang).join(bases))
    separator = phrase("separator", lang)
    names = separator.join(plain(document_name(d.document, lang)) for d in documents.others)
    others = phrase("change.others" if names else "change.alone", lang, documents=names)
    strange = separator.join(plain(document_name(d.document, lang)) for d in documents.strangers)
    strangers = [phrase("change.strangers", lang, documents=strange)] if strange else []
    return "\n\n".join([told, others, *strangers])


def stated(found: pd.DataFrame, lang: str = "zh", marks: Marks = NO_MARKS) -> str:
    """Tell for each base the change of the whole, and what grew and shrank most.

    Parameters
    ----------
    found : DataFrame
        A frame of changes.
    lang : {"zh", "en"}
        Language.
    marks : Marks, optional
        What casts doubt on numbers.

    Examples
    --------
    >>> from qzbudget.change.frame import changes, each
    >>> from qzbudget.cited.numbers import without_cells
    >>> found = changes([{"key": "project", "name": "项目支出", "amount_yuan": 9e6, "base_yuan": 1e7,
    ...                   "base_kind": "prior_budget"}])
    >>> without_cells(stated(found))
    '与上年预算相比：**项目支出** 900.00 万元，减少 100.00 万元（-10.00%）。'
    """
    teller = Teller(lang, marks)
    told = []
    for base, rows in by_base(found):
        moved = rows[(rows["change_yuan"] != 0) | rows["change_yuan"].isna()]
        listed = phrase("semicolon", lang).join(_one(row, teller) for row in each(_foremost(moved)))
        listed = listed or phrase("change.all_same", lang, n=len(rows))
        told.append(phrase("change.told", lang, base=base_name(base, lang), list=listed))
    return "\n\n".join(told) or phrase("change.missing", lang)


def _foremost(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the whole and the largest changes of its parts, in the order of the document."""
    once = rows.drop_duplicates("key")
    whole = once[once["key"].isin(_TOTALS)].head(1)
    parts = once[~once["key"].isin(_TOTALS)]
    largest = parts["change_yuan"].abs().sort_values(ascending=False, kind="stable").head(_MOST - len(whole)).index
    return once.loc[[*whole.index, *sorted(largest)]]


def _one(row: Change, teller: Teller) -> str:
    key = "change.one_only" if pd.isna(row.amount_yuan) else "change.one"
    amount = "" if pd.isna(row.amount_yuan) else teller.amount(row)
    return phrase(key, teller.lang, name=plain_name(row, teller.lang), amount=amount, moved=teller.moved(row))


def contributed(found: pd.DataFrame | None, missing: str = "kinds", lang: str = "zh", marks: Marks = NO_MARKS) -> str:
    """Tell how the whole changed, and what the parts contributed to it.

    Parameters
    ----------
    found : DataFrame or None
        As :func:`qzbudget.change.contributions` gives it.
    missing : {"kinds", "function"}
        What is missing where there is nothing to tell.
    lang, marks
        As in :func:`stated`.
    """
    if found is None or found.empty:
        return phrase(f"change.missing.{missing}", lang)
    teller = Teller(lang, marks)
    first = next(each(found))
    told = [
        phrase(
            "change.part",
            lang,
            name=plain_name(row, lang),
            moved=teller.moved(row),
            points=teller.number(_points(row.points, lang), row.change_cells),
        )
        for row in each(found.head(_MOST))
    ]
    whole = _whole_of(first)
    return phrase(
        "change.whole",
        lang,
        name=plain_name(whole, lang),
        base=base_name(whole.base_kind, lang),
        base_money=teller.base(whole),
        amount=teller.amount(whole),
        moved=teller.moved(whole),
        list=phrase("semicolon", lang).join(told),
    )


def _points(points: float, lang: str) -> str:
    return "—" if pd.isna(points) else phrase("change.points", lang, points=signed_percent(points).removesuffix("%"))


def _whole_of(row: Change) -> Change:
    base = row.whole_base_yuan
    pct = row.whole_change_yuan / base * 100 if base > 0 else float("nan")
    names = (
        "base_yuan",
        "amount_yuan",
        "change_yuan",
        "base_cells",
        "amount_cells",
        "change_cells",
        "key",
        "name",
        "role",
    )
    values = {name: getattr(row, f"whole_{name}") for name in names}
    return SimpleNamespace(**values, change_pct=pct, base_kind=row.base_kind)


def three_public(found: pd.DataFrame, lang: str = "zh", marks: Marks = NO_MARKS) -> str:
    """Tell how the “three public” expenses and their parts changed.

    Parameters
    ----------
    found : DataFrame
        As :func:`qzbudget.change.three_public_changes` gives it.
    lang, marks
        As in :func:`stated`.
    """
    if found.empty:
        return phrase("change.missing.three_public", lang)
    teller = Teller(lang, marks)
    told = phrase("semicolon", lang).join(_one(row, teller) for row in each(found))
    return phrase("change.told", lang, base=base_name(found["base_kind"].iloc[0], lang), list=told)


def recoded(found: pd.DataFrame, lang: str = "zh") -> str | None:
    """Name the codes that stand for something else than in the year of the base; None where there are none.

    Parameters
    ----------
    found : DataFrame
        A frame of changes.
    lang : {"zh", "en"}
        Language.
    """
    moved = found[found["renamed_from"] != ""]
    if moved.empty:
        return None
    told = [
        phrase("change.renamed.one", lang, code=row.code, old=plain(row.renamed_from), new=plain(row.name))
        for row in each(moved)
    ]
    return phrase("change.renamed.note", lang, n=len(told), list=phrase("semicolon", lang).join(told))


def executed(found: pd.DataFrame, lang: str = "zh", marks: Marks = NO_MARKS) -> str:
    """Tell how far a budget was executed.

    Parameters
    ----------
    found : DataFrame
        A frame of changes whose base is the budget of the same year.
    lang, marks
        As in :func:`stated`.
    """
    known = found[found["amount_yuan"].notna() & (found["base_yuan"] > 0)]
    if known.empty:
        return phrase("change.missing.execution", lang)
    teller = Teller(lang, marks)
    told = [
        phrase(
            "change.executed",
            lang,
            name=plain_name(row, lang),
            budget=teller.base(row),
            done=teller.amount(row),
            pct=teller.number(percent(row.amount_yuan / row.base_yuan * 100), _shares(row)),
        )
        for row in each(_foremost(known))
    ]
    return phrase("change.told", lang, base=base_name("budget", lang), list=phrase("semicolon", lang).join(told))


def _shares(row: Change) -> str:
    return f"{row.amount_cells}/{row.base_cells}" if row.amount_cells and row.base_cells else ""


def years(found: pd.DataFrame, documents: Related, lang: str = "zh", marks: Marks = NO_MARKS) -> str:
    """Tell the expenditure of each document of a unit.

    Parameters
    ----------
    found : DataFrame
        As :func:`qzbudget.change.by_year` gives it.
    documents : Related
        The documents.
    lang, marks
        As in :func:`stated`.
    """
    wholes = found[found["key"] == "total_expenditure"]
    if len(wholes) < 2:
        return phrase("change.missing.years", lang)
    teller = Teller(lang, marks)
    names = {str(d.document["document_id"]): plain(document_name(d.document, lang)) for d in documents.every}
    told = [
        phrase("change.years", lang, document=names[row.document_id], amount=teller.money(row.amount_yuan, row.cells))
        for row in each(wholes)
    ]
    return phrase("change.years.all", lang, list=phrase("semicolon", lang).join(told))
