"""Checks of the lists in the narrative: a sentence that names a whole and then its parts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from qzbudget.check.figures import FAIL, side
from qzbudget.check.findings import Finding, compared, insufficient
from qzbudget.check.material import Material, stated_figure, subject_of
from qzbudget.check.rules import Rule
from qzbudget.dataset.records import StatementRecord

_AMOUNTS = ("budget", "executed")


def stated_list(rule: Rule, of: Material) -> Iterator[Finding]:
    """Compare the amount that a sentence begins with and the sum of the amounts that it lists behind 其中, 包括 and the like.

    A list may leave parts out, so one that comes to less than its whole tells nothing; one that comes to more is wrong, and so is
    one that differs ten thousand times.  Sentences with lists inside lists are left alone.
    """
    words = re.compile("|".join(map(re.escape, rule.left.split(" | "))))
    amounts = [s for s in of.statements or () if s.measure in _AMOUNTS and s.amount_yuan is not None]
    for (text, _), of_sentence in groupby(amounts, key=lambda s: (s.text, s.measure)):
        stated = list(of_sentence)
        if len(stated) > 2 and _is_one_list(text, stated, words):
            yield _compared(stated[0], stated[1:])


def _is_one_list(text: str, stated: Sequence[StatementRecord], words: re.Pattern[str]) -> bool:
    """Tell whether the one word of the sentence that opens a list stands right behind its first amount."""
    first, second = (s.amount_printed or "" for s in stated[:2])
    opening, _, listed = text.partition(first)
    between, _, behind = listed.partition(second)
    return bool(words.search(between)) and not words.search(opening) and not words.search(behind)


def _compared(whole: StatementRecord, parts: Sequence[StatementRecord]) -> Finding:
    key, subject = whole.statement_id, subject_of(whole)
    left, right = side(filter(None, [stated_figure(whole)])), side(filter(None, map(stated_figure, parts)))
    found = compared(key, subject, left, right)
    is_part_of_it = found.status == FAIL and found.why is None and right.yuan < left.yuan
    return insufficient(key, subject, "check.list_open") if is_part_of_it else found
