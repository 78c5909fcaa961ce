"""The rules of the ledger as ``knowledge/check_rules.csv`` states them."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib import resources

FILE = "check_rules"
RELATIONS = ("", "=", "<=")


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: a kind of check, what it is applied to, and the sentence that a reader needs.

    ``left``, ``right`` and ``applies_if`` are written as :mod:`qzbudget.check.reference` reads them; ``relation`` is ``=``
    or ``<=``.  ``roles`` limits the rules about single tables, empty for tables of every role.
    """

    rule: str
    kind: str
    category: str
    severity: str
    roles: frozenset[str]
    left: str
    relation: str
    right: str
    applies_if: str
    sentence: str
    sentence_en: str
    see_also: str
    source: str

    def said(self, lang: str) -> str:
        """Return the rule's sentence in a language."""
        return self.sentence if lang == "zh" else self.sentence_en


@cache
def rules() -> dict[str, Rule]:
    """Every rule by its name, in the order of the file.

    Examples
    --------
    >>> rules()["rows_add_up"].sentence_en
    'Each line is the sum of its parts'
    """
    text = (resources.files("qzbudget.knowledge") / f"{FILE}.csv").read_text(encoding="utf-8")
    return {row["rule"]: _rule(row) for row in csv.DictReader(text.splitlines())}


def _rule(row: dict[str, str]) -> Rule:
    return Rule(**{**row, "roles": frozenset(filter(None, row["roles"].split("|")))})  # type: ignore[arg-type]


def expression_of(concept: str | None) -> str | None:
    """Return where the tables print a concept or a code, as the rule says that compares what the narrative states of it.

    Examples
    --------
    >>> expression_of("government_fund")
    'government_fund_expenditure/total'
    """
    if concept is not None and concept.isdigit():
        return rules()["stated_codes"].right.replace("{code}", concept)
    return next((rule.right for rule in rules().values() if rule.kind == "stated" and rule.left == concept), None)


def concept_of(role: str) -> str | None:
    """Return the concept that a whole table is about.

    Examples
    --------
    >>> concept_of("government_fund_expenditure")
    'government_fund'
    """
    stated = (rule for rule in rules().values() if rule.kind == "stated")
    return next((rule.left for rule in stated if rule.right.partition("/")[0] == role), None)
