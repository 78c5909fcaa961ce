"""The ledger of checks: what a document says twice must agree, what it adds up must add up.

Rules are rows of ``knowledge/check_rules.csv``; each names a kind of check, and each kind is a pure function from what was
read of a document to its findings.
"""

from qzbudget.check.ledger import check_document, check_material
from qzbudget.check.material import Material, material
from qzbudget.check.proofs import with_proofs

__all__ = ["Material", "check_document", "check_material", "material", "with_proofs"]
