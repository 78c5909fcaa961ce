"""Sentences whose every number is computed and carries its cells, in Markdown; the words stand in ``phrases.csv``.

A number is written by :func:`qzbudget.cited.numbers.cited`, so that it opens its page in a report.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from qzbudget.breakdown.analysis import basic_apart, concentration, per_hundred, unlisted
from qzbudget.breakdown.composition import composition
from qzbudget.breakdown.naming import NamedPart, name_of, named_parts, pages_of, scope_of, tables_for
from qzbudget.cited.marks import NO_MARKS, Marks
from qzbudget.cited.numbers import cited, difference_of, share_of, sum_of
from qzbudget.dataset.load import Dataset
from qzbudget.number_format import money, percent
from qzbudget.wording import label, phrase, plain

SHA_DIGITS = 12


def overview(budget: Dataset, lang: str = "zh", marks: Marks = NO_MARKS) -> str:
    """Tell whose budget it is, how large, and what it was read from.

    Parameters
    ----------
    budget : Dataset
        A loaded dataset.
    lang : {"zh", "en"}
        Language.
    marks : Marks, optional
        What casts doubt on numbers.
    """
    document = budget.document
    year = phrase("overview.year", lang, year=document["fiscal_year"]) if document["fiscal_year"] else ""
    head = phrase(
        "overview",
        lang,
        unit=plain(document["unit_name"] or phrase("overview.no_unit", lang)),
        year=year,
        level=label(document["level"], lang),
        kind=label(document["kind"], lang),
        revenue=_whole(budget, "source", lang, marks),
        expenditure=_whole(budget, "function", lang, marks),
    )
    return f"{head}\n\n{read_from(budget, lang)}"


def read_from(budget: Dataset, lang: str = "zh") -> str:
    """Tell which document the data were read from, how much, and whether the reading proved itself."""
    source, with_amounts = budget.source, budget.tables[budget.tables["amounts"] > 0]
    return phrase(
        "overview.source",
        lang,
        file=plain(source["path"]),
        pages=source["pages"],
        sha256=source["sha256"][:SHA_DIGITS],
        tables=len(with_amounts),
        amounts=f"{int(with_amounts['amounts'].sum()):,}",
        proved=proof(budget, lang),
    )


def _whole(budget: Dataset, by: str, lang: str, marks: Marks) -> str:
    composed = composition(budget, by)
    return phrase("overview.not_reported", lang) if composed.empty else _whole_money(composed, lang, marks)


def _whole_money(composed: pd.DataFrame, lang: str, marks: Marks) -> str:
    cells = str(composed["whole_cells"].iloc[0])
    return _marked(cited(money(composed["whole_yuan"].iloc[0], lang), cells), marks.of(cells, lang), lang)


def _money(part: NamedPart, lang: str) -> str:
    return _marked(cited(money(part.amount, lang), part.cells), part.mark, lang)


def _marked(number: str, mark: str, lang: str) -> str:
    return phrase("marked", lang, number=number, mark=mark) if mark else number


def _share(parts: Sequence[NamedPart]) -> str:
    """Return the share of one or more parts of the same whole."""
    share = percent(sum(part.share for part in parts))
    return cited(share, _share_cells(parts)) if parts else share


def _share_cells(parts: Sequence[NamedPart]) -> str:
    return share_of(sum_of(part.cells for part in parts), parts[0].whole_cells)


def proof(budget: Dataset, lang: str = "zh") -> str:
    """Tell whether the reading of every table proved itself, else name those that did not."""
    unproved = budget.tables[~budget.tables["proved"]]
    if unproved.empty:
        return phrase("overview.proved", lang)
    named = unproved["number_printed"].fillna(unproved["table_id"])
    names = phrase("separator", lang).join(plain(name) for name in named)
    return phrase("overview.unproved", lang, n=len(unproved), tables=names)


def parts(composed: pd.DataFrame, by: str, level: str = "class", lang: str = "zh", marks: Marks = NO_MARKS) -> str:
    """Tell the whole, the two largest parts and the rest of a composition; or that the document does not print it.

    Parameters
    ----------
    composed : DataFrame
        As :func:`qzbudget.composition` gives it.
    by, level : str
        What it was composed by.
    lang : {"zh", "en"}
        Language.
    marks : Marks, optional
        What casts doubt on numbers.

    Returns
    -------
    str
        Markdown.  Parts that do not make the whole, and a table whose reading did not prove itself, are told too.

    Examples
    --------
    >>> frame = pd.DataFrame({
    ...     "table_id": "expenditure_summary", "role": "expenditure_summary", "measure": "total", "col": 3,
    ...     "row": [0, 1, 2], "parent_row": [None, 0, 0], "item_code": [None, "201", "221"],
    ...     "item_name": ["合计", "一般公共服务支出", "住房保障支出"], "row_type": ["total", "class", "class"],
    ...     "amount_yuan": [4e8, 3e8, 1e8], "page": 13,
    ... })
    >>> from qzbudget.cited.numbers import without_cells
    >>> without_cells(parts(composition(frame, by="function"), by="function"))
    '支出合计 **40,000.00 万元**：**一般公共服务支出** 30,000.00 万元，占 **75.0%**；住房保障支出 10,000.00 万元，占 25.0%。'
    """
    if composed.empty:
        names = phrase("separator", lang).join(tables_for(by, lang))
        return phrase("missing", lang, question=phrase(f"question.{by}", lang), tables=names)
    told = [_told(composed, by, level, lang, marks), _gap(composed, lang), _caution(composed, lang)]
    return (" " if lang == "en" else "").join(filter(None, told))


def _told(composed: pd.DataFrame, by: str, level: str, lang: str, marks: Marks) -> str:
    named = named_parts(composed, lang, marks)
    first, second, third = (named[min(place, len(named) - 1)] for place in range(3))
    rest = named[2:]
    if not any(part.amount for part in named):
        key = "parts.zero"
    elif len(named) == 1:
        key = "parts.one" if unlisted(composed) == 0 else "parts.one_of"
    else:
        key = {2: "parts.two", 3: "parts.three"}.get(len(named), "parts.many")
    return phrase(
        key,
        lang,
        level=phrase(f"level.{level}", lang) if first.code else "",
        scope=scope_of(composed, by, lang),
        whole=_whole_money(composed, lang, marks),
        n=len(named),
        first=plain(first.name),
        first_money=_money(first, lang),
        first_share=_share([first]),
        second=plain(second.name),
        second_money=_money(second, lang),
        second_share=_share([second]),
        third=plain(third.name),
        third_money=_money(third, lang),
        third_share=_share([third]),
        rest_n=len(rest),
        rest_share=_share(rest),
    )


def _gap(composed: pd.DataFrame, lang: str) -> str:
    gap, whole = unlisted(composed), float(composed["whole_yuan"].iloc[0])
    if not gap:
        return ""
    share = percent(abs(gap) / whole * 100) if whole else percent(float("nan"))
    cells = difference_of(str(composed["whole_cells"].iloc[0]), sum_of(composed["cells"]))
    told = cited(money(abs(gap), lang), cells)
    return phrase("unlisted" if gap > 0 else "overlisted", lang, gap=told, gap_share=cited(share, cells))


def _caution(composed: pd.DataFrame, lang: str) -> str:
    unproved = composed[~composed["proved"].fillna(True).astype(bool)]
    return "" if unproved.empty else phrase("caution.unproved", lang, page=unproved["page"].iloc[0])


def other_scope(kinds: pd.DataFrame, found: pd.DataFrame, lang: str = "zh") -> str | None:
    """Tell that a table of basic expenditure has another amount of it than the table of the kinds; None where both have the same.

    Parameters
    ----------
    kinds : DataFrame
        The composition by ``"kind"``.
    found : DataFrame
        A composition of basic expenditure, such as by ``"basic"``.
    lang : {"zh", "en"}
        Language.
    """
    if kinds.empty or found.empty:
        return None
    basic = kinds[kinds["code"].str.rpartition(".")[2] == "basic"]
    whole = float(found["whole_yuan"].iloc[0])
    apart = basic_apart(kinds, pd.DataFrame({"amount_yuan": [whole]}))
    if basic.empty or not apart:
        return None
    cells, whole_cells = sum_of(basic["cells"]), str(found["whole_cells"].iloc[0])
    return phrase(
        "other_scope",
        lang,
        here=pages_of(found.head(1), lang),
        there=pages_of(basic, lang),
        whole=cited(money(whole, lang), whole_cells),
        basic=cited(money(float(basic["amount_yuan"].sum()), lang), cells),
        gap=cited(money(abs(apart), lang), difference_of(cells, whole_cells)),
    )


def by_kind(parts: pd.DataFrame, lang: str = "zh", marks: Marks = NO_MARKS) -> str:
    """Tell for each kind of expenditure which function has most of it.

    Parameters
    ----------
    parts : DataFrame
        As :func:`qzbudget.breakdown.analysis.function_by_kind` gives it.
    lang : {"zh", "en"}
        Language.
    marks : Marks, optional
        What casts doubt on numbers.
    """
    if parts.empty:
        return phrase("missing.by_kind", lang)
    largest = parts.loc[parts.groupby("kind", sort=False)["rank"].idxmin()]
    told = [
        phrase("by_kind", lang, kind=name_of(name, kind, lang), first=plain(part.name), share=_marked(_share([part]), part.mark, lang))
        for part, kind, name in zip(named_parts(largest, lang, marks), largest["kind"], largest["kind_name"], strict=True)
    ]
    return phrase("by_kind.all", lang, list=phrase("semicolon", lang).join(told))


def concentrated(composed: pd.DataFrame, level: str = "item", lang: str = "zh", marks: Marks = NO_MARKS) -> str:
    """Tell how far an amount is concentrated: the largest share and the Herfindahl–Hirschman index.

    Parameters
    ----------
    composed : DataFrame
        A composition by a classification.
    level : {"class", "section", "item"}
        Its level.
    lang : {"zh", "en"}
        Language.
    marks : Marks, optional
        What casts doubt on numbers.
    """
    found = concentration(composed)
    if found is None:
        return phrase("missing.concentration", lang)
    largest = named_parts(composed[composed["name"] == found.largest_name].head(1), lang, marks)[0]
    every = sum_of(composed.loc[composed["amount_yuan"] > 0, "cells"])
    return phrase(
        "concentration",
        lang,
        parts=found.parts,
        level=label(level, lang),
        largest=plain(largest.name),
        share=_marked(cited(percent(found.largest_share_pct), share_of(largest.cells, every)), largest.mark, lang),
        hhi=_marked(cited(f"{found.hhi:.2f}", every), marks.of(every, lang), lang),
        even=f"{1 / found.parts:.2f}",
    )


def hundred(uses: pd.DataFrame, lang: str = "zh", marks: Marks = NO_MARKS) -> str:
    """Tell what each 100 yuan of expenditure goes to.

    Parameters
    ----------
    uses : DataFrame
        As :func:`qzbudget.breakdown.analysis.uses` gives it.
    lang : {"zh", "en"}
        Language.
    marks : Marks, optional
        What casts doubt on numbers.
    """
    divided = per_hundred(uses)
    if divided.empty:
        return phrase("missing.uses", lang)
    told = [
        _marked(
            phrase("of_100", lang, name=f"**{plain(part.name)}**", amount=cited(f"{amount:.2f}", _share_cells([part]))),
            part.mark,
            lang,
        )
        for part, amount in zip(named_parts(divided, lang, marks), divided["of_100"], strict=True)
    ]
    return phrase("uses", lang, list=phrase("separator", lang).join(told))
