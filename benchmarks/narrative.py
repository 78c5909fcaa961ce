"""Recall and precision of the figures and indicators that were set down by hand from pages of real disclosures.

    python -m benchmarks.narrative ../shared/corpus

``tests/narrative_cases/published.csv`` holds sentences that places beyond the corpus have published, with every figure of
each; ``statements.csv`` holds the figures of documents of the corpus, ``whole_pages.csv`` the pages all of whose figures are among
them: what is read on such a page and has no figure set down counts as wrong.  ``tests/performance_cases/corpus`` holds every
indicator of its pages.  A figure or an indicator of which anything is read differently is both missed and wrong.
"""

from __future__ import annotations

import argparse
import csv
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from qzbudget import load, read
from qzbudget.build import read_page
from qzbudget.dataset.records import NONE, OF_THE_YEAR, StatementRecord
from qzbudget.join import join_pages
from qzbudget.know.document import DocumentFacts, document_facts
from qzbudget.narrative import Paragraph, paragraph_statements, statement_records
from qzbudget.pages import open_document
from qzbudget.shapes import Character, Grid, Page
from qzbudget.text import fold_glyphs, match_key

TESTS = Path(__file__).parents[1] / "tests"
FIGURES = TESTS / "narrative_cases"
SHEETS = TESTS / "performance_cases" / "corpus"
YUAN = {"": 1, "元": 1, "万元": 10_000, "亿元": 100_000_000}

Row = dict[str, str]
Pages = list[tuple[Page, list[Grid]]]


@dataclass(frozen=True)
class Score:
    """How the reading of a document compares with what was set down.

    ``missed`` has the literal rows that nothing read states, ``wrong`` what was read on wholly covered pages and is not among
    them; ``sure`` counts the literal rows of those pages that were found.
    """

    document: str
    by_hand: int
    missed: list[Row]
    sure: int
    wrong: list[object]

    @property
    def found(self) -> int:
        return self.by_hand - len(self.missed)


def rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def file_of(corpus: Path, sha256: str) -> Path:
    return next(corpus / row["file"] for row in rows(corpus / "INDEX.csv") if row["sha256"] == sha256)


def statements_of(pdf: Path) -> tuple[Pages, tuple[StatementRecord, ...]]:
    """Read the pages of a document and what its narrative states."""
    with open_document(pdf) as opened:
        pages = [(page, read_page(pdf, page)) for page in opened.pages()]
    lines = [[fold_glyphs(line.text) for line in page.lines] for page, _ in pages]
    facts = document_facts(lines, join_pages(pages))
    return pages, statement_records("document", facts, pages)[0]


def number(text: str) -> Decimal | None:
    return Decimal(text.replace(",", "")) if text else None


def names(statement: StatementRecord, row: Row) -> bool:
    wanted, found = match_key(row["subject"]), match_key(statement.subject or "")
    return any(part in found or (found and found in part) for part in wanted.split("|"))


def is_figure(statement: StatementRecord, row: Row) -> bool:
    """Tell whether a statement is about the figure of a literal row, right or wrong in what else is said of it."""
    printed = number(statement.amount_printed or "")
    unit = statement.count_unit if row["measure"] == "count" else statement.money_unit or ""
    return (statement.measure, printed, unit) == (row["measure"], number(row["printed"]), row["unit"]) and names(statement, row)


def is_right(statement: StatementRecord, row: Row) -> bool:
    """Tell whether change, percentage, direction, base, share and page of a statement are as set down."""
    change = number(row["change"])
    if row["page"] and statement.page != int(row["page"]):
        return False
    return (
        statement.change_yuan,
        statement.change_pct,
        statement.change_direction,
        statement.base_kind or "",
        statement.share_pct,
    ) == (
        None if change is None else change * YUAN[row["unit"]],
        number(row["change_pct"]),
        direction(row),
        row["base_kind"],
        number(row["share_pct"]),
    )


def direction(row: Row) -> str | None:
    """Which way a literal row says that its figure has changed."""
    change = number(row["change"] or row["change_pct"])
    if change is None:
        return row["direction"] or None
    return "increase" if change > 0 else "decrease" if change < 0 else "unchanged"


def compare(document: str, statements: Iterable[StatementRecord]) -> Score:
    """Compare the figures of the year that a document states with its literal rows, one to one.

    Rows that say that there is none of something, or that name another year, state no figure of the year.
    """
    literal = [row for row in rows(FIGURES / "statements.csv") if row["document"] == document]
    whole = {int(row["page"]) for row in rows(FIGURES / "whole_pages.csv") if row["document"] == document}
    left, missed, sure = [s for s in statements if s.measure in OF_THE_YEAR], [], 0
    for row in literal:
        right = next((s for s in left if is_figure(s, row) and is_right(s, row)), None)
        if right is None:
            missed.append(row)
        else:
            left.remove(right)
            sure += right.page in whole
    return Score(document, len(literal), missed, sure, [s for s in left if s.page in whole])


def narrative_scores(corpus: Path) -> Iterator[tuple[str, Score]]:
    """Yield how each document was drawn and its score."""
    for row in rows(FIGURES / "documents.csv"):
        yield row["drawn"], compare(row["document"], statements_of(file_of(corpus, row["sha256"]))[1])


def published() -> Iterator[tuple[Row, list[Row]]]:
    """Yield each published sentence, in the row that has its source, kind and year, and the rows of its figures."""
    sentence: Row | None = None
    figures: list[Row] = []
    for row in rows(FIGURES / "published.csv"):
        if row["sentence"]:
            if sentence is not None:
                yield sentence, figures
            sentence, figures = row, []
        figures += [row] if row["what"] else []
    if sentence is not None:
        yield sentence, figures


def published_score(of: str = "") -> Score:
    """Compare what is read of the published sentences, those of one round or all, with the figures that they print."""
    by_hand, missed, wrong = 0, [], []
    for sentence, figures in published():
        if of and sentence["round"] != of:
            continue
        unit, year = "甲市财政局", int(sentence["year"])
        facts = DocumentFacts(unit, unit, None, "甲市", year, sentence["kind"], "department")
        stated = paragraph_statements("d", facts, plain_paragraphs(*sentence["sentence"].split("¶")))[0]
        left = [s for s in stated if s.measure in OF_THE_YEAR]
        for row in figures:
            right = next((s for s in left if said(s) == literal(row)), None)
            if right is None:
                missed.append(row)
            else:
                left.remove(right)
        by_hand += len(figures)
        wrong += left
    return Score(f"round {of}" if of else "published", by_hand, missed, by_hand - len(missed), wrong)


def plain_paragraphs(*texts: str) -> list[Paragraph]:
    """Set texts as paragraphs, each letter on a page of its own line of glyphs."""
    page = Page(1, 595.0, 842.0, 0, (), (), (), 0)
    glyphs = ((Character(c, 10.0 * i, 100.0, 10.0 * i + 9, 110.0, 110.0) for i, c in enumerate(text)) for text in texts)
    return [Paragraph(text, tuple((page, c) for c in of)) for text, of in zip(texts, glyphs, strict=True)]


def literal(row: Row) -> tuple[object, ...]:
    """What a row of a sentence says of its figure."""
    change = number(row["change"])
    ratios = (number(row[name]) for name in ("change_pct", "share_pct", "completion_pct"))
    yuan = None if change is None else change * YUAN[row["unit"]]
    return (row["what"], row["measure"], row["printed"] or None, row["unit"], yuan, *ratios, row["base_kind"] or None)


def said(s: StatementRecord) -> tuple[object, ...]:
    """The same of a statement."""
    unit = s.count_unit or s.money_unit or ("" if s.measure in ("count", NONE) else "%")
    ratios = (s.change_pct, s.share_pct, s.completion_pct)
    return (s.concept or s.subject, s.measure, s.amount_printed, unit, s.change_yuan, *ratios, s.base_kind)


def printed(text: str | None) -> str:
    """Text without blanks: nobody sees whether a gap on the page is one."""
    return "".join((text or "").split()).replace("(", "（").replace(")", "）").replace("＝", "=")


def indicators(case: Path) -> dict[str, Counter[tuple[object, ...]]]:
    """The literal indicators by page; a page without any has none."""
    by_page: dict[str, Counter[tuple[object, ...]]] = defaultdict(Counter)
    for row in rows(case):
        by_page[row["page"]].update([_literal(row)] if row["target"] else [])
    return by_page


def _literal(row: Row) -> tuple[object, ...]:
    texts = (printed(row[name]) for name in ("project_name", "level1", "level2", "level3", "target"))
    return (*texts, row["comparator"], number(row["value"]), printed(row["unit"]), number(row["weight"]))


def indicators_read(folder: Path, page: str) -> Counter[tuple[object, ...]]:
    """The indicators of a page of a dataset."""
    budget = load(folder, exact=True)
    targets = budget.targets.merge(budget.projects[["project_id", "project_name"]], on="project_id")
    targets = targets[targets["page"] == int(page)].astype(object)
    targets = targets.where(targets.notna(), None)
    return Counter(
        (
            *(printed(getattr(row, name)) for name in ("project_name", "level1", "level2", "level3", "target_printed")),
            row.comparator or "",
            row.target_value,
            printed(row.target_unit),
            row.weight,
        )
        for row in targets.itertuples()
    )


def indicator_scores(corpus: Path) -> Iterator[Score]:
    """Yield the score of each document with performance sheets."""
    with tempfile.TemporaryDirectory() as out:
        for case in sorted(SHEETS.glob("*.csv")):
            pdf = file_of(corpus, case.stem)
            folder = read(pdf, out)
            by_hand = indicators(case)
            found = {page: indicators_read(folder, page) for page in by_hand}
            missed = [dict(zip("123456789", i, strict=True)) for p in by_hand for i in (by_hand[p] - found[p]).elements()]
            wrong = [i for p in by_hand for i in (found[p] - by_hand[p]).elements()]
            count = sum(map(Counter.total, by_hand.values()))
            yield Score(pdf.stem, count, missed, count - len(missed), wrong)


def line(name: str, scores: Iterable[Score]) -> str:
    of = list(scores)
    by_hand, found = sum(s.by_hand for s in of), sum(s.found for s in of)
    sure, wrong = sum(s.sure for s in of), sum(len(s.wrong) for s in of)
    recall = f"{found / by_hand:.3f}" if by_hand else "—"
    precision = f"{sure / (sure + wrong):.3f}" if sure + wrong else "—"
    return f"{name:<16}{by_hand:>8}{found:>8}{by_hand - found:>8}{sure + wrong:>10}{wrong:>8}{recall:>9}{precision:>11}"


HEAD = f"{'':<16}{'by hand':>8}{'found':>8}{'missed':>8}{'on whole':>10}{'wrong':>8}{'recall':>9}{'precision':>11}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--errors", action="store_true", help="print what was missed and what is wrong")
    arguments = parser.parse_args()
    figures: dict[str, list[Score]] = defaultdict(list)
    print("figures of the narrative\n" + HEAD)
    for drawn, score in narrative_scores(arguments.corpus):
        figures[drawn].append(score)
        report(score, arguments.errors)
    for drawn, scores in figures.items():
        print(line(drawn, scores))
    print(line("all", [score for scores in figures.values() for score in scores]))
    print("\npublished sentences of other places\n" + HEAD)
    for of in sorted({sentence["round"] for sentence, _ in published()}):
        report(published_score(of), arguments.errors)
    report(published_score(), errors=False)
    print("\nindicators of performance sheets\n" + HEAD)
    sheets = []
    for score in indicator_scores(arguments.corpus):
        sheets.append(score)
        report(score, arguments.errors)
    print(line("all", sheets))


def report(score: Score, errors: bool) -> None:
    print(line(score.document, [score]))
    if errors:
        for row in score.missed:
            print("    missed", *filter(None, map(str, row.values())))
        for wrong in score.wrong:
            print("    wrong ", _shown(wrong))


def _shown(wrong: object) -> str:
    if not isinstance(wrong, StatementRecord):
        return str(wrong)
    said = (wrong.page, wrong.subject, wrong.measure, wrong.amount_printed, wrong.money_unit or wrong.count_unit)
    return f"{' '.join(map(str, said))} {wrong.change_yuan} {wrong.change_pct} {wrong.base_kind} | {wrong.text}"


if __name__ == "__main__":
    main()
