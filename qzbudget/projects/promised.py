"""What a document buys and promises, in one sentence."""

from __future__ import annotations

from qzbudget.change.frame import each
from qzbudget.change.words import Teller
from qzbudget.cited.marks import NO_MARKS, Marks
from qzbudget.cited.numbers import sum_of
from qzbudget.dataset.load import Dataset
from qzbudget.naming import document_name
from qzbudget.projects.plans import sheets
from qzbudget.projects.targets import with_status
from qzbudget.purchases.lines import printed_whole, purchase_lines
from qzbudget.purchases.stated import stated_whole
from qzbudget.wording import phrase, plain


def promised(budget: Dataset, lang: str = "zh", marks: Marks = NO_MARKS) -> str:
    """Tell how much is bought, how many projects have which budget, and how many of their targets can be measured.

    Parameters
    ----------
    budget : Dataset
        The document.
    lang : {"zh", "en"}
        Language.
    marks : Marks, optional
        What casts doubt on numbers.
    """
    tell = Teller(lang, marks)
    told = [_purchases(budget, tell), _projects(budget, tell), _targets(budget, lang)]
    document = plain(document_name(budget.document, lang))
    return phrase("promised.all", lang, document=document, list=phrase("semicolon", lang).join(told))


def _purchases(budget: Dataset, tell: Teller) -> str:
    lines = purchase_lines(budget)
    if len(lines):
        first = next(each(lines))
        return phrase("promised.purchases", tell.lang, money=tell.money(first.whole_yuan, first.whole_cells))
    for found in (printed_whole(budget), stated_whole(budget)):
        if len(found):
            row = next(each(found))
            return phrase("promised.purchases", tell.lang, money=tell.money(row.amount_yuan, row.cells))
    return phrase("promised.no_purchases", tell.lang)


def _projects(budget: Dataset, tell: Teller) -> str:
    found = sheets(budget.projects)
    known = found[found["amount_yuan"].notna()]
    if found.empty or known.empty:
        return phrase("promised.no_projects" if found.empty else "promised.sheets", tell.lang, n=len(found))
    money = tell.money(float(known["amount_yuan"].sum()), sum_of(known["cells"]))
    return phrase("promised.projects", tell.lang, n=len(found), money=money)


def _targets(budget: Dataset, lang: str) -> str:
    found = with_status(budget.targets)
    if found.empty:
        return phrase("promised.no_targets", lang)
    return phrase("promised.targets", lang, n=len(found), measured=int((found["status"] == "measured").sum()))
