"""An executed notebook → a page that needs nothing but itself: no request, its letters and pictures inside.

Text is escaped by the templates; only what a notebook shows as HTML goes in as it is, and a content security policy in
the page keeps even that from running or fetching anything: the one script that runs is named by its hash.
"""

from __future__ import annotations

import base64
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib import resources
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from nbconvert.filters import Highlight2HTML, strip_ansi
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from nbformat import NotebookNode
from PIL import Image

from qzbudget.report.bilingual import in_one_language
from qzbudget.version import __version__
from qzbudget.wording import phrase

GENERATOR = f"qzbudget {__version__}"
FONT_PLACE = "qz:font"
"""Stands in a page for the address of its font until the letters of all pages are known."""

SOURCES_PLACE = "qz:sources"
"""Stands in a page for what its numbers open until all of them are known; see :mod:`qzbudget.report.numbers`."""

NOT_SHOWN = {"parameters", "injected-parameters"}
"""Tags of cells that set the parameters: a page says in its head what it is about."""

_WORDS = ("index", "code", "source", "pages", "download", "title", "lead")


@dataclass(frozen=True, slots=True)
class Output:
    """One output of a cell: ``kind`` is ``picture``, ``html``, ``sentence`` or ``text``; ``alt`` describes a picture."""

    kind: str
    content: str
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell as a page shows it: rendered Markdown, or highlighted code and its outputs."""

    markdown: str = ""
    code: str = ""
    outputs: tuple[Output, ...] = ()


def notebook_page(notebook: NotebookNode, heading: str, source: Mapping[str, Any], download: str, lang: str) -> str:
    """Render an executed notebook as a page; its Markdown in one language where it says everything in two.

    Parameters
    ----------
    notebook : NotebookNode
        The executed notebook.
    heading : str
        Unit and year.
    source : mapping
        ``path``, ``pages`` and ``sha256`` of the document.
    download : str
        File name of the executed notebook beside the page.
    lang : {"zh", "en"}
        Language of the words around the notebook.

    Returns
    -------
    str
        HTML in which :data:`FONT_PLACE` and :data:`SOURCES_PLACE` still stand for the font and the sources.
    """
    return _render(
        "notebook.html.j2",
        lang,
        title=title_of(notebook, lang),
        heading=heading,
        cells=list(_cells(notebook, lang)),
        source=source,
        download=download,
        sources=SOURCES_PLACE,
    )


def index_page(entries: Sequence[Mapping[str, Any]], lang: str) -> str:
    """Render the index of all reports: for each document its notebooks and its facts.

    Parameters
    ----------
    entries : sequence of mapping
        ``heading``, ``notebooks`` (``title``, ``page``, ``file``) and ``facts`` (pairs of name and value).
    lang : {"zh", "en"}
        Language.
    """
    return _render("index.html.j2", lang, entries=entries)


def title_of(notebook: NotebookNode, lang: str | None = None) -> str:
    """Return the first heading of a notebook; in one language where it has two and one is asked for."""
    lines = (line for cell in notebook.cells if cell.cell_type == "markdown" for line in cell.source.splitlines())
    title = next((line for line in lines if line.startswith("# ")), "")
    return (in_one_language(title, lang) if lang else title).lstrip("#").strip()


@cache
def _templates() -> Environment:
    return Environment(
        loader=PackageLoader("qzbudget.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _render(template: str, lang: str, **values: object) -> str:
    words = {"lang": {"zh": "zh-CN"}.get(lang, lang)} | {word: phrase(f"page.{word}", lang) for word in _WORDS}
    words |= {word: phrase(f"number.{word}", lang) for word in ("hint", "close")}
    script = _text_of("source.js")
    return (
        _templates()
        .get_template(template)
        .render(
            words=words,
            style=Markup(_text_of("style.css")),
            script=Markup(script),
            script_hash=_hash(script),
            font=FONT_PLACE,
            generator=GENERATOR,
            **values,
        )
    )


def _text_of(name: str) -> str:
    return (resources.files("qzbudget.report") / "templates" / name).read_text(encoding="utf-8")


def _hash(script: str) -> str:
    """Return the source expression that lets exactly this script run (CSP Level 2, 4.2.5)."""
    return f"'sha256-{base64.b64encode(sha256(script.encode()).digest()).decode('ascii')}'"


def _cells(notebook: NotebookNode, lang: str) -> Iterator[Cell]:
    highlight = Highlight2HTML(pygments_lexer="ipython3")  # type: ignore[no-untyped-call]
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            yield Cell(markdown=_markdown(in_one_language(cell.source, lang), escape=False))
        elif cell.cell_type == "code" and NOT_SHOWN.isdisjoint(cell.metadata.get("tags", [])):
            yield Cell(code=Markup(highlight(cell.source)), outputs=tuple(map(_output, cell.outputs)))


def _output(output: NotebookNode) -> Output:
    """Choose the richest form of an output that a page without scripts can show."""
    if output.output_type == "stream":
        return Output("text", strip_ansi(output.text))  # type: ignore[no-untyped-call]
    if output.output_type == "error":
        return Output("text", strip_ansi("\n".join(output.traceback)))  # type: ignore[no-untyped-call]
    data = output.data
    plain = data.get("text/plain", "")
    if "image/png" in data:
        return Output("picture", _smaller(data["image/png"]), alt=plain)
    if "text/html" in data:
        return Output("sentence" if "text/markdown" in data else "html", Markup(data["text/html"]))
    if "text/markdown" in data:
        return Output("sentence", _markdown(data["text/markdown"], escape=True))
    return Output("text", plain)


def _smaller(picture: str) -> str:
    """Return a PNG picture as a WebP file without loss, a third smaller; both in base64."""
    webp = io.BytesIO()
    with Image.open(io.BytesIO(base64.b64decode(picture))) as opened:
        opened.convert("RGB").save(webp, "WEBP", lossless=True, method=4)
    return base64.b64encode(webp.getvalue()).decode("ascii")


def _markdown(text: str, *, escape: bool) -> Markup:
    """Render Markdown; what a cell printed may hold text of a document, so HTML in it is shown and not obeyed."""
    renderer = IPythonRenderer(escape=escape, exclude_anchor_links=True)
    return Markup(MarkdownWithMath(renderer=renderer).render(text))
