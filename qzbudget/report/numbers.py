"""Numbers that open their source: the formulas on a page → the cells, and the pictures of the pages that print them.

What a page knows of its numbers is data (JSON): the script writes it as text, so nothing in a document becomes markup.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from qzbudget.cited.numbers import formula
from qzbudget.cited.places import Library, Place
from qzbudget.cited.show import source_pdf
from qzbudget.dataset.load import Dataset
from qzbudget.errors import SourceError
from qzbudget.pages import open_document
from qzbudget.pages.picture import whole_page
from qzbudget.wording import phrase

_WORDS: tuple[str, ...] = (
    "left.check",
    "right.check",
    "left.share",
    "right.share",
    "left.difference",
    "right.difference",
)
_WORDS += ("cells", "unknown", "page", "row", "column", "blank", "unproved", "words_alone", "picture")


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A page of a document: its address as a data URI, and its size in points."""

    src: str
    width: float
    height: float


PageKey = tuple[str, int]
"""``document_id`` and page."""


def formulas_in(html: str) -> list[str]:
    """Return the formula of every number on a page that carries its cells, each once.

    Examples
    --------
    >>> formulas_in('<td data-cells="a:0:1">1.00</td><td data-cells="a:0:1/a:2:1">50%</td>')
    ['a:0:1', 'a:0:1/a:2:1']
    """
    parser = _Formulas()
    parser.feed(html)
    return list(dict.fromkeys(parser.found))


class _Formulas(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value for name, value in attrs if name == "data-cells" and value]


def places_in(library: Library, formulas: Iterable[str]) -> dict[str, Place]:
    """Return the places of all cells behind some numbers, as far as the datasets hold them."""
    return library.places(cell for text in formulas for cell in formula(text).cells)


def page_pictures(library: Library, places: Iterable[Place], pdf: Path | None) -> dict[PageKey, PagePicture]:
    """Draw each page on which a cited number stands, once.

    Parameters
    ----------
    library : Library
        The datasets.
    places : iterable of Place
        Where the numbers stand.
    pdf : Path or None
        The PDF of the library's own document where the reader gave it; otherwise it is looked for.

    Returns
    -------
    dict
        Pages of documents that are not at hand are not in it.
    """
    wanted: dict[str, set[int]] = {}
    for place in places:
        wanted.setdefault(place.document_id, set()).add(place.page)
    drawn: dict[PageKey, PagePicture] = {}
    for document_id, numbers in wanted.items():
        dataset = library.dataset(document_id)
        path = _pdf_of(dataset, pdf if dataset is library.budget else None) if dataset else None
        if path is not None:
            drawn.update(((document_id, number), picture) for number, picture in _drawn(path, sorted(numbers)))
    return drawn


def _pdf_of(dataset: Dataset, given: Path | None) -> Path | None:
    for candidate in dict.fromkeys((given, None)):
        try:
            return source_pdf(dataset, candidate)
        except SourceError:
            continue
    return None


def _drawn(pdf: Path, numbers: Iterable[int]) -> Iterator[tuple[int, PagePicture]]:
    with open_document(pdf) as document:
        for number in numbers:
            content, width, height = whole_page(document, number)
            src = f"data:image/webp;base64,{base64.b64encode(content).decode('ascii')}"
            yield number, PagePicture(src, width, height)


def sources_json(
    library: Library, places: Mapping[str, Place], pictures: Mapping[PageKey, PagePicture], lang: str
) -> str:
    """Return what the script of a page needs to open its numbers, safe inside a ``script`` element.

    Parameters
    ----------
    library : Library
        The datasets.
    places : mapping
        Places by reference, those of one page only.
    pictures : mapping
        Pictures by document and page.
    lang : {"zh", "en"}
        Language of the words.
    """
    keys = dict.fromkeys((place.document_id, place.page) for place in places.values())
    names = {key: f"p{number}" for number, key in enumerate(keys) if key in pictures}
    data = {
        "words": {word: phrase(f"number.{word}", lang, **{n: f"{{{n}}}" for n in ("n", "text")}) for word in _WORDS},
        "cells": {reference: _cell(library, place, names, lang) for reference, place in places.items()},
        "pages": {name: asdict(pictures[key]) for key, name in names.items()},
    }
    return json.dumps(data, ensure_ascii=False).replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _cell(library: Library, place: Place, names: Mapping[PageKey, str], lang: str) -> dict[str, Any]:
    picture = names.get((place.document_id, place.page))
    other = place.document_id != library.budget.document["document_id"]
    told = {
        "document": place.document_id if other else "",
        "table": place.table,
        "page": place.page,
        "row": place.row,
        "column": place.column,
        "printed": place.said(lang) if place.printed else "",
        "doubt": place.doubt,
        "box": place.box,
        "picture": picture,
    }
    return told if picture else {**told, "missing": _without_picture(library, place, lang)}


def _without_picture(library: Library, place: Place, lang: str) -> str:
    dataset = library.dataset(place.document_id) or library.budget
    box = [phrase("source.box", lang, page=place.page, box=" ".join(f"{e:g}" for e in place.box))] if place.box else []
    source = dataset.source
    told = phrase("source.no_pdf", lang, file=source["path"], sha256=source["sha256"])
    return " ".join([*box, told])
