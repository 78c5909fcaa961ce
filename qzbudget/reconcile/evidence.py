"""Findings with the pages that show them: both sides of each, its cells framed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pandas as pd

from qzbudget.change.frame import each
from qzbudget.cited.numbers import formula
from qzbudget.cited.places import UNPROVED, Library, Place
from qzbudget.cited.show import Source, source_of
from qzbudget.dataset.load import Dataset
from qzbudget.reconcile.sentences import finding
from qzbudget.reconcile.words import Check, sides_of
from qzbudget.wording import phrase

MOST, FEW = 10, 1
"""Findings that are shown with their pages: of those that matter, and as examples."""

SOME = 12
"""Rows of a table of findings that are examples of many alike; ``checks.csv`` has them all."""

_MOST_NAMED, _MOST_PAGES = 6, 2


def evidence(
    budget: Dataset, found: pd.DataFrame, lang: str = "zh", most: int = MOST, pdf: str = ""
) -> list[str | Source]:
    """Return findings to be shown one below the other, each with the parts of the pages that its two sides stand on.

    Parameters
    ----------
    budget : Dataset
        The document.
    found : DataFrame
        Rows of its ledger, those that matter most first.
    lang : {"zh", "en"}
        Language.
    most : int, default 10
        How many findings are shown.
    pdf : str, optional
        The document; by default, and where this is no file, it is looked for as :func:`qzbudget.show_source` does.

    Returns
    -------
    list
        For each finding a sentence and a :class:`qzbudget.cited.show.Source`, whose words name the places of both sides and whose
        pictures are the first two pages of each; where the PDF is not at hand the words tell page and box, and there are no
        pictures.  A finding without places has no source.
    """
    library = Library(budget, lang)
    path = Path(pdf) if pdf and Path(pdf).is_file() else None
    shown: list[str | Source] = []
    for number, check in enumerate(each(found.head(most)), start=1):
        shown.append(finding(check, number, lang))
        shown += _source(library, check, path, lang)
    return shown


def _source(library: Library, check: Check, pdf: Path | None, lang: str) -> Iterator[Source]:
    sides = [[*library.places(formula(side).cells).values()] for side in sides_of(check)]
    pages = list(dict.fromkeys(_page(place) for side in sides for place in side))
    shown = {page for side in sides for page in list(dict.fromkeys(map(_page, side)))[:_MOST_PAGES]}
    every = {place.reference: place for side in sides for place in side if _page(place) in shown}
    if every:
        words = [_side(name, side, lang) for name, side in zip(("left", "right"), sides, strict=True) if side]
        left_out = len(pages) - len(shown)
        more = [phrase("reconcile.more_pages", lang, shown=len(shown), n=left_out)] if left_out else []
        source = source_of(library, list(every.values()), pdf, lang)
        unseen = [] if source.pictures else source.words.splitlines()[len(every) :]
        yield Source("\n".join([*words, *more, *unseen]), source.pictures)


def _page(place: Place) -> tuple[str, int]:
    return place.document_id, place.page


def _side(name: str, side: Sequence[Place], lang: str) -> str:
    shown = side[:_MOST_NAMED]
    groups: dict[tuple[str, int, str], list[Place]] = {}
    for place in shown:
        groups.setdefault((place.table, place.page, place.column), []).append(place)
    told = [_group(places, lang) for places in groups.values()]
    told += [phrase("reconcile.more_places", lang, n=len(side) - len(shown))] if len(side) > len(shown) else []
    joined = phrase("semicolon", lang).join(told)
    return phrase("reconcile.side", lang, side=phrase(f"check.head.{name}", lang), places=joined)


def _group(places: Sequence[Place], lang: str) -> str:
    """Tell places of one page and column: where they are once, then each row with what is printed there."""
    first = places[0]
    column = phrase("source.column", lang, header=first.column) if first.column else ""
    where = [first.table, phrase("source.page", lang, page=first.page), column]
    rows = [_printed(place, lang) for place in places]
    return phrase(
        "source.cell",
        lang,
        where=phrase("comma", lang).join(filter(None, where)),
        printed=phrase("separator", lang).join(rows),
    )


def _printed(place: Place, lang: str) -> str:
    mark = phrase(place.doubt, lang) if place.doubt == UNPROVED else ""
    return " ".join(filter(None, (place.row, place.said(lang), mark)))
