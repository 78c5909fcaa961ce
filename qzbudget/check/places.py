"""Where the figures of a check stand, in words that lead a reader to the page, the table and the row."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from qzbudget.check.material import Material
from qzbudget.check.reference import named
from qzbudget.wording import phrase

MOST = 3
"""Places that are named one by one; of longer sums the first and the last."""


def places(where: str | None, of: Material, lang: str = "zh") -> str:
    """Return a readable list of places.

    Parameters
    ----------
    where : str or None
        ``left_where`` or ``right_where`` of a check.
    of : Material
        The document.
    lang : {"zh", "en"}
        Language.

    Returns
    -------
    str
        Such as ``公开表3 第 13 页 第 1 行“合计”``; the address itself where it leads to another document.
    """
    addresses = where.split("+") if where else []
    words = _words(of, lang)
    named_ones = [words.get(address, address) for address in addresses]
    if len(named_ones) > MOST:
        return phrase("check.places", lang, first=named_ones[0], last=named_ones[-1], n=len(named_ones))
    return phrase("separator", lang).join(named_ones)


@lru_cache(maxsize=4)
def _words(of: Material, lang: str) -> dict[str, str]:
    return dict(_all_words(of, lang))


def _all_words(of: Material, lang: str) -> Iterator[tuple[str, str]]:
    for table in of.tables:
        name = named(table)
        for cell in table.cells:
            place = phrase(
                "check.cell",
                lang,
                table=name,
                page=cell.page,
                row=cell.line_no or cell.row + 1,
                name=cell.item_name or "",
            )
            yield f"{cell.table_id}:{cell.row}:{cell.col}", place
    for statement in (*(of.statements or ()), *of.beside):
        yield (
            statement.statement_id,
            phrase("check.sentence", lang, page=statement.page, subject=statement.subject or ""),
        )
    for page in of.document.unread_table_pages or ():
        yield f"page:{page}", phrase("check.page", lang, page=page)
    for project in of.projects or ():
        for part in ("budget", "fiscal", "other", "plan_march", "plan_june", "plan_october", "plan_december"):
            place = phrase("check.sheet", lang, page=project.page_first, name=project.project_name or "")
            yield f"{project.project_id}:{part}", place
