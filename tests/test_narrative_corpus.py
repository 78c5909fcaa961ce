"""Narratives of real disclosures read as a reader of the page understands them.

``narrative_cases/statements.csv`` holds figures that were set down by hand from the text of the pages:

* ``随机``: one document of each of the twelve places whose documents have a narrative, drawn by
  ``random.Random(2026).choice(sorted(documents of the place))``, places in order;
* ``复核``: five more with other wordings (a department's final accounts, budgets of 2017 and 2022), set down after the
  patterns had been written;
* ``再抽``: one each of eight places, ``random.Random(2027).sample`` of the places that had documents with a narrative left
  over, set down with their pages before the program was run on them;
* ``盲抽``: two pages each of ten of the documents left over, ``random.Random(2028)``, set down from pictures of the pages
  before the program was run on them.

A figure is read right where measure, printed number, unit, change, percentage, direction, base, share and page (where there
is one) are as set down, and the subject holds the words set down or the other way round.  ``change`` is in the printed unit,
``direction`` stands only where no figure tells it.  ``whole_pages.csv`` has the pages all of whose figures are set down.
"""

import re
from collections import Counter
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from benchmarks.narrative import FIGURES, compare, file_of, rows, statements_of
from qzbudget.text import match_key

CORPUS = Path(__file__).parents[2] / "shared" / "corpus"
DOCUMENTS = {row["document"]: row for row in rows(FIGURES / "documents.csv")}

pytestmark = pytest.mark.skipif(not CORPUS.exists(), reason=f"the corpus of real disclosures is not at {CORPUS}")


@cache
def read(document):
    """The pages and the statements of a document, each read once for all tests."""
    return statements_of(file_of(CORPUS, DOCUMENTS[document]["sha256"]))


@pytest.mark.parametrize("drawn", ["随机", "复核", "再抽", "盲抽"])
def test_at_least_ninety_five_in_a_hundred_figures_are_read_right(drawn):
    scores = [compare(document, read(document)[1]) for document, row in DOCUMENTS.items() if row["drawn"] == drawn]
    by_hand = sum(score.by_hand for score in scores)
    assert by_hand > 150
    assert sum(score.found for score in scores) / by_hand >= 0.95, [score.missed for score in scores if score.missed]


@pytest.mark.parametrize("drawn", ["随机", "复核", "再抽", "盲抽"])
def test_at_most_one_in_a_hundred_figures_on_wholly_covered_pages_is_wrong_or_invented(drawn):
    scores = [compare(document, read(document)[1]) for document, row in DOCUMENTS.items() if row["drawn"] == drawn]
    sure, wrong = sum(score.sure for score in scores), [s for score in scores for s in score.wrong]
    assert sure > 150
    assert len(wrong) / (sure + len(wrong)) <= 0.01, [(s.page, s.subject, s.text) for s in wrong]


@pytest.mark.parametrize("document", DOCUMENTS)
def test_the_box_of_a_figure_holds_its_digits_and_nothing_else(document):
    pages, statements = read(document)
    by_number = {page.number: page for page, _ in pages if page.turn == 0}
    for s in statements:
        page = by_number.get(s.page)
        if page is None or s.amount_printed is None:
            continue
        x0, top, x1, bottom = (float(edge) for edge in (s.x0, s.top, s.x1, s.bottom))
        inside = [c for c in page.characters if x0 <= c.middle[0] <= x1 and top <= c.middle[1] <= bottom]
        text = match_key("".join(c.text for c in sorted(inside, key=lambda c: c.x0)))
        assert text == s.amount_printed, (s.page, s.text)


PERCENTAGES_THAT_CONTRADICT_THEIR_DOCUMENT = {
    ("central-01", "31.35"),
    ("jiangsu-03", "79.05"),
    ("jiangsu-06", "2.31"),
    ("jiangsu-06", "129.97"),
    ("xian-03", "92.82"),
    ("putuo-01", "314.82"),
    ("putuo-01", "60.54"),
}
"""In print, and looked at: 1,391.68 with +333.83 is 31.56 %, 13,656.34 with +309.03 is 2.315 %, and so on."""


@pytest.mark.parametrize("document", DOCUMENTS)
def test_a_stated_percentage_follows_from_amount_and_change(document):
    contradicting = set()
    for s in read(document)[1]:
        if s.change_pct is None or not s.prior_year_yuan or s.amount_yuan is None:
            continue
        change = s.change_yuan if s.change_yuan is not None else s.amount_yuan - s.prior_year_yuan
        rounding = Decimal(1).scaleb(s.change_pct.as_tuple().exponent) / 2 + Decimal(100) / s.prior_year_yuan * 100
        if abs(change / s.prior_year_yuan * 100 - s.change_pct) > rounding:
            contradicting.add((document, str(s.change_pct)))
    assert contradicting == {case for case in PERCENTAGES_THAT_CONTRADICT_THEIR_DOCUMENT if case[0] == document}


@pytest.mark.parametrize(
    ("whole", "parts"),
    [
        ("three_public", ("three_public.overseas", "three_public.vehicles", "three_public.reception")),
        ("three_public.vehicles", ("three_public.vehicles.purchase", "three_public.vehicles.operation")),
        ("procurement", ("procurement.goods", "procurement.works", "procurement.services")),
    ],
)
def test_parts_that_are_all_stated_add_up(whole, parts):
    sums = 0
    for document in DOCUMENTS:
        amounts = {s.concept: s.amount_yuan for s in reversed(read(document)[1]) if s.measure in ("budget", "executed")}
        if whole in amounts and all(part in amounts for part in parts):
            assert abs(sum(amounts[part] for part in parts) - amounts[whole]) <= len(parts) * 50, document
            sums += 1
    assert sums >= 7


def test_the_literals_are_of_twelve_places():
    places = Counter(re.sub(r"-\d+$", "", d) for d, row in DOCUMENTS.items() if row["drawn"] == "随机")
    assert set(places.values()) == {1}
    assert len(places) == 12
