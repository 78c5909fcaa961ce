"""The ledger of checks as a reader wants it: what was checked, what holds, what does not, and the pages that show it."""

from qzbudget.reconcile.evidence import FEW, SOME, evidence
from qzbudget.reconcile.ledger import by_category, by_rule, corrected, ledger_of, unchecked, with_status

__all__ = ["FEW", "SOME", "by_category", "by_rule", "corrected", "evidence", "ledger_of", "unchecked", "with_status"]
