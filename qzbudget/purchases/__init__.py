"""Government procurement (政府采购) as a reader wants it: the purchases, their kinds, and what is reserved for small firms."""

from qzbudget.purchases.kinds import KINDS, purchase_kinds
from qzbudget.purchases.lines import few_lines, purchase_lines
from qzbudget.purchases.reserved import reserved

__all__ = ["KINDS", "few_lines", "purchase_kinds", "purchase_lines", "reserved"]
