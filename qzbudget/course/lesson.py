"""A lesson in a notebook: its questions, the tables and pages to look at, and the checking of answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Any

import pandas as pd
from IPython.display import Image, display

from qzbudget.cited.numbers import without_cells
from qzbudget.cited.places import Library
from qzbudget.course.cells import table_named
from qzbudget.course.exercises import KEYS, exercise, said, task
from qzbudget.course.goals import Task
from qzbudget.course.marking import mark
from qzbudget.course.printed import printed_table
from qzbudget.course.verdict import ABSENT, BLANK, RIGHT, SIGNS, WRONG, Verdict
from qzbudget.dataset.load import Dataset
from qzbudget.locate import notebooks_folder
from qzbudget.reconcile.sentences import finding
from qzbudget.source import open_source
from qzbudget.wording import check_language, plain

PICTURES = Path("course", "pages")
SHA_DIGITS = 12
PIXELS = 720
"""Width at which a page is shown."""


_PROGRESS = {RIGHT: "progress.right", WRONG: "progress.wrong", BLANK: "progress.blank", ABSENT: "progress.absent"}
_TOLD = {RIGHT: "told.right", WRONG: "told.wrong", BLANK: "told.blank"}


@dataclass(frozen=True)
class Question:
    """An exercise as a notebook shows it: the hints open one after the other."""

    title: str
    text: str
    hints: tuple[str, ...]
    hint_word: str

    def __repr__(self) -> str:
        return f"{self.title}\n{self.text}"

    def _repr_html_(self) -> str:
        inner = ""
        for number, hint in reversed(list(enumerate(self.hints, start=1))):
            summary = f"<summary>{escape(self.hint_word)} {number}</summary>"
            inner = f'<details style="margin-left:1em">{summary}<p>{escape(hint)}</p>{inner}</details>'
        return f"<p><b>{escape(self.title)}</b></p><p>{escape(self.text)}</p>{inner}"


@dataclass(frozen=True)
class Lines:
    """Sentences in Markdown shown in full, one below the other; a frame would cut them short."""

    lines: tuple[str, ...]

    def __repr__(self) -> str:
        return "\n".join(self.lines)

    def _repr_markdown_(self) -> str:
        return "\n".join(f"- {line}" for line in self.lines)


@dataclass(frozen=True, eq=False)
class Lesson:
    """A lesson on one document, and for some exercises a second one.

    Attributes
    ----------
    budget : Dataset
        The document that the lesson is about.
    other : Dataset or None
        The second document: the one to compare with, or the one with a contradiction of its own.
    lang : {"zh", "en"}
        Language of questions, hints and messages.
    """

    budget: Dataset
    other: Dataset | None = None
    lang: str = "zh"
    _tasks: dict[str, Task | None] = field(default_factory=dict, repr=False)
    _marks: dict[str, str] = field(default_factory=dict, repr=False)

    def ask(self, key: str) -> Question:
        """Return an exercise; one that these documents have nothing for says so.

        Parameters
        ----------
        key : str
            Its number, such as ``"1.3"``.

        Raises
        ------
        UsageError
            If there is no such exercise.
        """
        words = exercise(key, self.lang)
        found = self.task(key)
        title = f"{key}　{words.title}" if self.lang == "zh" else f"{key} {words.title}"
        word = said("hint", self.lang)
        if found is None:
            return Question(title, said("absent", self.lang, why=words.absent), (), word)
        return Question(
            title, words.question.format(**found.facts), tuple(h.format(**found.facts) for h in words.hints), word
        )

    def check(self, key: str, answer: Any) -> Verdict:
        """Tell whether an answer is right, and if not, why.

        Parameters
        ----------
        key : str
            Number of the exercise.
        answer : object
            A number, a text (``"17,332.62 万元"``, ``"91.6%"``), a list or set, a Series, a row or a frame with
            ``amount_yuan``; ``...`` means "not yet".

        Returns
        -------
        Verdict
            A notebook shows it as a sentence.

        Raises
        ------
        UsageError
            If there is no such exercise.
        """
        words = exercise(key, self.lang)
        marked = mark(getattr(self.task(key), "goal", None), answer)
        self._marks[key] = marked.status
        if marked.status == ABSENT:
            return Verdict(ABSENT, said("absent", self.lang, why=words.absent))
        told = said(marked.reason, self.lang, **marked.values)
        return Verdict(marked.status, said(_TOLD[marked.status], self.lang, key=key, told=told))

    def task(self, key: str) -> Task | None:
        """Return what an exercise asks for; it is computed once, for the question and every answer."""
        if key not in self._tasks:
            self._tasks[key] = task(key, self.budget, self.other, self.lang)
        return self._tasks[key]

    def table(self, name: str | int, *, of: Dataset | None = None, zeros: bool = False) -> pd.DataFrame:
        """Return a table as it is printed, see :func:`qzbudget.course.printed.printed_table`.

        Parameters
        ----------
        name : str or int
            Its number (``"公开表3"`` or 3), its title, or its role (``"expenditure_summary"``).
        of : Dataset, optional
            The document, where it is not the one of the lesson.
        zeros : bool, default False
            Show the lines and columns that hold nothing but zero.

        Raises
        ------
        UsageError
            If the name fits no table and is no role.
        """
        budget = of or self.budget
        table_id = table_named(budget, name)
        if table_id is None:
            display(Verdict(ABSENT, said("no_table", self.lang)))  # type: ignore[no-untyped-call]
        return printed_table(budget, table_id, zeros=zeros)

    def sentences(self, concept: str) -> Lines:
        """Return the sentences of the narrative that state a figure about a concept such as ``"three_public"``, each once."""
        stated = self.budget.statements
        about = stated[stated["concept"].fillna("").astype(str).str.startswith(concept)].drop_duplicates("text")
        told = zip(about["page"], about["text"], strict=True)
        lines = tuple(said("sentence", self.lang, page=page, text=plain(text)) for page, text in told)
        return Lines(lines or (said("no_sentence", self.lang),))

    def failures(self, *, of: Dataset | None = None) -> Lines:
        """Return what the ledger found: for each failing check both sides, how far they differ, and where it stands."""
        budget = of or self.budget
        failed = budget.checks[budget.checks["status"] == "fail"]
        library = Library(budget)
        lines = [_failure(library, check, n, self.lang) for n, check in enumerate(failed.itertuples(index=False), start=1)]
        return Lines(tuple(lines) or (said("no_failure", self.lang),))

    def page(self, name: str | int) -> Image | Verdict:
        """Return the picture of the page that a table begins on; where none is at hand, which page to open.

        Parameters
        ----------
        name : str or int
            As for :meth:`table`.
        """
        tables = self.budget.tables
        pages = tables.loc[tables["table_id"] == table_named(self.budget, name), "page_first"]
        if pages.empty:
            return Verdict(ABSENT, said("no_table", self.lang))
        picture = notebooks_folder() / PICTURES / f"{str(self.budget.source['sha256'])[:SHA_DIGITS]}-{int(pages.iloc[0])}.png"
        if picture.is_file():
            return Image(filename=str(picture), width=PIXELS)  # type: ignore[no-untyped-call]
        return Verdict(ABSENT, said("no_picture", self.lang, page=int(pages.iloc[0]), file=self.budget.source["path"]))

    def progress(self) -> Lines:
        """Return how the exercises stand that were asked in this notebook: right, not yet, open, or not in this document."""
        asked = [key for key in KEYS if key in self._tasks]
        status = {key: self._marks.get(key, BLANK if self._tasks[key] else ABSENT) for key in asked}
        counts = {name: list(status.values()).count(name) for name in SIGNS}
        told = [said(_PROGRESS[name], self.lang, n=n) for name, n in counts.items() if n]
        signs = "  ".join(f"{SIGNS[status[key]]} {key}" for key in asked)
        return Lines((" · ".join(told), signs) if asked else ())


def _failure(library: Library, check: Any, number: int, lang: str) -> str:
    told = without_cells(finding(check, number, lang))
    places = library.places(str(check.left_where).split("+"))
    if not places:
        return told
    place = next(iter(places.values()))
    return said("failure", lang, finding=told, table=plain(place.table), page=place.page)


def open_lesson(source: str | Path, other: str | Path | None = None, lang: str = "zh") -> Lesson:
    """Open the documents of a lesson.

    Parameters
    ----------
    source : str or Path
        A dataset folder or a PDF, as :func:`qzbudget.open` takes it.
    other : str or Path, optional
        The second document of lessons 2 and 3.
    lang : {"zh", "en"}
        Language.

    Returns
    -------
    Lesson
        Its questions, tables and checks.

    Raises
    ------
    SourceError
        If a document is not found.
    DatasetError
        If a folder is no dataset.
    """
    check_language(lang)
    return Lesson(open_source(source), open_source(other) if other else None, lang)
