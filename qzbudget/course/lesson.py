"""A lesson in a notebook: its questions, the tables and pages to look at, and the checking of answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Any

import pandas as pd
from IPython.display import Image

from qzbudget.check.findings import in_language
from qzbudget.course.exercises import exercise, said, task
from qzbudget.course.goals import Task
from qzbudget.course.marking import ABSENT, BLANK, RIGHT, WRONG, Verdict, mark
from qzbudget.course.printed import printed_table
from qzbudget.dataset.load import Dataset
from qzbudget.source import notebooks_folder, open_source
from qzbudget.wording import check_language, plain

PICTURES = Path("course", "pages")
SHA_DIGITS = 12
PIXELS = 720
"""Width at which a page is shown."""


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
    """Sentences shown in full, one below the other; a frame would cut them short."""

    lines: tuple[str, ...]

    def __repr__(self) -> str:
        return "\n".join(self.lines)

    def _repr_markdown_(self) -> str:
        return "\n".join(f"- {plain(line)}" for line in self.lines)


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
        if marked.status == ABSENT:
            return Verdict(ABSENT, said("absent", self.lang, why=words.absent))
        told = said(marked.reason, self.lang, **marked.values)
        return Verdict(marked.status, said(_TOLD[marked.status], self.lang, key=key, told=told))

    def task(self, key: str) -> Task | None:
        """Return what an exercise asks for; it is computed once, for the question and every answer."""
        if key not in self._tasks:
            self._tasks[key] = task(key, self.budget, self.other, self.lang)
        return self._tasks[key]

    def table(self, role: str, *, of: Dataset | None = None, zeros: bool = False) -> pd.DataFrame:
        """Return a table as it is printed, see :func:`qzbudget.course.printed.printed_table`; empty where there is none."""
        return printed_table(of or self.budget, role, zeros=zeros)

    def sentences(self, concept: str) -> Lines:
        """Return the sentences of the narrative that state a figure about a concept such as ``"three_public"``, each once."""
        stated = self.budget.statements
        about = stated[stated["concept"].fillna("").astype(str).str.startswith(concept)].drop_duplicates("text")
        told = zip(about["page"], about["text"], strict=True)
        lines = tuple(said("sentence", self.lang, page=page, text=text) for page, text in told)
        return Lines(lines or (said("no_sentence", self.lang),))

    def failures(self, *, of: Dataset | None = None) -> Lines:
        """Return what the ledger found: for each failing check its rule, its subject, and the sentence about it."""
        checks = (of or self.budget).checks
        failed = checks[checks["status"] == "fail"]
        subjects = failed["subject"].fillna("")
        told = zip(failed["rule"], subjects, failed["message"], strict=True)
        lines = tuple(
            said("failure", self.lang, rule=rule, subject=s, message=in_language(rule, text, self.lang))
            for rule, s, text in told
        )
        return Lines(lines or (said("no_failure", self.lang),))

    def page(self, role: str) -> Image | Verdict:
        """Return the picture of the page that a table begins on; where none is at hand, which page to open."""
        tables = self.budget.tables
        pages = tables.loc[tables["role"] == role, "page_first"]
        if pages.empty:
            return Verdict(ABSENT, said("no_table", self.lang))
        name = f"{str(self.budget.source['sha256'])[:SHA_DIGITS]}-{int(pages.iloc[0])}.png"
        picture = notebooks_folder() / PICTURES / name
        if picture.is_file():
            return Image(filename=str(picture), width=PIXELS)  # type: ignore[no-untyped-call]
        return Verdict(ABSENT, said("no_picture", self.lang, page=int(pages.iloc[0]), file=self.budget.source["path"]))


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
