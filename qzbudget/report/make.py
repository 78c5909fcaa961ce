"""A source → a folder of executed notebooks and pages, and an index of all reports beside it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from qzbudget.breakdown.sentences import proof
from qzbudget.check.figures import STATUSES
from qzbudget.cited.places import Library
from qzbudget.dataset.folders import replaced_folder
from qzbudget.dataset.load import Dataset
from qzbudget.errors import ReportError
from qzbudget.locate import find_source, notebooks_folder
from qzbudget.naming import document_name
from qzbudget.report.execute import execute, known_parameters, read_notebook, refuse_unknown, typed
from qzbudget.report.glyphs import embedded_font
from qzbudget.report.numbers import formulas_in, page_pictures, places_in, sources_json
from qzbudget.report.page import FONT_PLACE, GENERATOR, SOURCES_PLACE, index_page, notebook_page, title_of
from qzbudget.source import open_source
from qzbudget.wording import check_language, phrase

RECORD = "report.json"
"""What the index says of one report; it marks a folder as a report, too."""

INDEX = "index.html"

OWN = ("source", "lang", "pdf")
"""Parameters that every notebook gets from the report itself."""


def report(
    source: str | Path,
    out: str | Path = "reports",
    notebooks: Iterable[str | Path] | None = None,
    parameters: Mapping[str, Any] | None = None,
    lang: str = "zh",
) -> Path:
    """Make the report of one budget: run the notebooks and render each as a page.

    Parameters
    ----------
    source : str or Path
        A PDF, which is read into a dataset folder first (see :func:`qzbudget.open`), or a dataset folder.
    out : str or Path, default "reports"
        Where reports stand: ``<out>/<document_id>/`` gets the executed notebooks and a self-contained HTML page for each,
        ``<out>/index.html`` lists the reports of all documents there.  A report is replaced as a whole or not at all.
    notebooks : iterable of path, optional
        The notebooks to run: files, or names of notebooks of the package, such as ``01-spending-composition``; by default
        all of the package.
    parameters : mapping, optional
        Further parameters; each notebook gets those that it has, in the type that it states.
    lang : {"zh", "en"}
        Language of sentences, figures, tables and pages.

    Returns
    -------
    Path
        The index.

    Raises
    ------
    SourceError, DatasetError
        If the source cannot be opened.
    ReportError
        If a notebook fails, no notebook has a given parameter, or something else stands where the report should go.

    Examples
    --------
    >>> from qzbudget.report import report
    >>> report("data/processed/青岛市人民政府办公厅-2023-budget-unit")  # doctest: +SKIP
    PosixPath('reports/index.html')
    """
    check_language(lang)
    out = Path(out)
    chosen = _chosen(notebooks)
    known = {notebook: known_parameters([notebook]) for notebook in chosen}
    every = {name: parameter for names in known.values() for name, parameter in names.items()}
    _refuse_own(parameters or {})
    refuse_unknown(parameters or {}, {name: parameter for name, parameter in every.items() if name not in OWN})
    given = typed(parameters or {}, every)
    found = find_source(source)
    budget = open_source(found)
    folder = out / str(budget.document["document_id"])
    _refuse_strangers(folder, out / INDEX)
    pdf = str(found) if found.is_file() else ""
    values = {"source": str(budget.folder), "lang": lang, "pdf": pdf, **given}
    executed = {n: execute(n, {name: v for name, v in values.items() if name in known[n]}) for n in chosen}
    with replaced_folder(folder) as new:
        _write(new, budget, executed, found if found.is_file() else None, lang)
    return _write_index(out, lang)


def notebooks_help() -> str:
    """Return the notebooks of the package with their titles, and the parameters as their own cells explain them."""
    chosen = _chosen(None)
    listed = [f"{n.stem}  {title_of(read_notebook(n))}" for n in chosen]
    parameters = [
        f"-p {p.name} {p.type.upper() or 'VALUE'}（默认 {p.default}）  {p.help}"
        for p in known_parameters(chosen).values()
        if p.name not in OWN
    ]
    parameters = parameters or ["没有；source 由 SOURCE 给出，lang 由 --lang 给出"]
    return "\n".join(["笔记本：", *(f"  {line}" for line in listed), "参数：", *(f"  {line}" for line in parameters)])


def _chosen(notebooks: Iterable[str | Path] | None) -> list[Path]:
    folder = notebooks_folder()
    own = sorted(folder.glob("*.ipynb"))
    by_name = {notebook.stem: notebook for notebook in own}
    chosen = own if notebooks is None else [by_name.get(str(named), Path(named)) for named in notebooks]
    missing = [notebook for notebook in chosen if not notebook.is_file()]
    if missing or not chosen:
        names = "、".join(map(str, missing)) or f"{folder}/*.ipynb"
        known = f"自带的有：{'、'.join(by_name)}。" if by_name else "请重新安装 qzbudget。"
        near = get_close_matches(str(missing[0]), by_name, n=1, cutoff=0.5) if missing else []
        hint = f"是不是 {near[0]!r}？" if near else ""
        raise ReportError(f"{names}：找不到笔记本。{hint}请检查路径。{known}")
    return chosen


def _refuse_own(parameters: Iterable[str]) -> None:
    """Refuse what would make the notebooks tell of another document, or in another language, than the page says."""
    own = [name for name in parameters if name in OWN]
    if own:
        raise ReportError(f"参数 {'、'.join(own)} 由报告自己给出（source 和 pdf 是 SOURCE，lang 是 --lang），不能另给。")


def _refuse_strangers(folder: Path, index: Path) -> None:
    """Refuse to replace what is no report: a dataset folder of the same name, or somebody's own index page."""
    if folder.exists() and not (folder / RECORD).is_file():
        raise ReportError(f"{folder}：已经存在，但不是报告。请换一个输出文件夹（-o），或把它移走。")
    if index.exists() and "qzbudget" not in index.read_text(encoding="utf-8", errors="replace")[:2000]:
        raise ReportError(f"{index}：已有别的网页。请换一个输出文件夹（-o），或把它移走。")


def _write(folder: Path, budget: Dataset, executed: Mapping[Path, NotebookNode], pdf: Path | None, lang: str) -> None:
    heading = document_name(budget.document, lang)
    pages = {n: notebook_page(e, heading, budget.source, n.name, lang) for n, e in executed.items()}
    pages = _with_sources(pages, budget, pdf, lang)
    for notebook, page in pages.items():
        nbformat.write(executed[notebook], folder / notebook.name)  # type: ignore[no-untyped-call]
        whole = page.replace(FONT_PLACE, embedded_font([page]))
        (folder / notebook.name).with_suffix(".html").write_text(whole, encoding="utf-8")
    record = {
        "generator": GENERATOR,
        "heading": heading,
        "facts": facts(budget, lang),
        "notebooks": [
            {"title": title_of(e, lang), "page": n.with_suffix(".html").name, "file": n.name} for n, e in executed.items()
        ],
    }
    text = json.dumps(record, ensure_ascii=False, indent=2)
    (folder / RECORD).write_text(f"{text}\n", encoding="utf-8")


def _with_sources(pages: Mapping[Path, str], budget: Dataset, pdf: Path | None, lang: str) -> dict[Path, str]:
    """Put into each page where its numbers stand; a PDF page that several of them cite is drawn once."""
    library = Library(budget, lang)
    places = {notebook: places_in(library, formulas_in(page)) for notebook, page in pages.items()}
    pictures = page_pictures(library, (place for found in places.values() for place in found.values()), pdf)
    return {
        notebook: page.replace(SOURCES_PLACE, sources_json(library, places[notebook], pictures, lang))
        for notebook, page in pages.items()
    }


def facts(budget: Dataset, lang: str) -> list[tuple[str, str]]:
    """Return what the index says of a document: pairs of name and value."""
    source = budget.source
    with_amounts = budget.tables[budget.tables["amounts"] > 0]
    ended = list(budget.checks["status"])
    values = {
        "file": source["path"],
        "sha256": source["sha256"],
        "pages": phrase("count.pages", lang, n=source["pages"]),
        "tables": phrase("count.tables", lang, n=len(with_amounts)),
        "amounts": phrase("count.amounts", lang, n=f"{int(with_amounts['amounts'].sum()):,}"),
        "proof": proof(budget, lang),
        "checks": phrase("count.checks", lang, **{status: f"{ended.count(status):,}" for status in STATUSES}),
    }
    return [(phrase(f"fact.{name}", lang), value) for name, value in values.items()]


def _write_index(out: Path, lang: str) -> Path:
    """List every report that stands in the folder, in the order of their names."""
    entries = [_entry(record) for record in sorted(out.glob(f"*/{RECORD}"))]
    page = index_page(entries, lang)
    new = out / f".{INDEX}"
    new.write_text(page.replace(FONT_PLACE, embedded_font([page])), encoding="utf-8")
    return new.replace(out / INDEX)


def _entry(record: Path) -> dict[str, Any]:
    entry: dict[str, Any] = json.loads(record.read_text(encoding="utf-8"))
    folder = record.parent.name
    notebooks: Sequence[Mapping[str, str]] = entry["notebooks"]
    links = [{**n, "page": f"{folder}/{n['page']}", "file": f"{folder}/{n['file']}"} for n in notebooks]
    return {**entry, "notebooks": links}
