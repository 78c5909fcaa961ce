"""Change from one year to another: what a document states, what its tables print, what two documents say.

Every source gives the same frame (:mod:`qzbudget.change.frame`).  A change is always told with its base: last year's budget,
last year's execution, last year without saying which, or this year's own budget.
"""

from qzbudget.change.confirmed import confirmed
from qzbudget.change.contributions import coded_contributions, contributions, stated_contributions
from qzbudget.change.documents import between, execution, previous, related
from qzbudget.change.lines import execution_changes, function_changes, kind_contributions
from qzbudget.change.printed import printed_changes
from qzbudget.change.stated import executions, stated_changes
from qzbudget.change.three_public import three_public_changes
from qzbudget.change.years import by_year

__all__ = [
    "between",
    "by_year",
    "coded_contributions",
    "confirmed",
    "contributions",
    "execution",
    "execution_changes",
    "executions",
    "function_changes",
    "kind_contributions",
    "previous",
    "printed_changes",
    "related",
    "stated_changes",
    "stated_contributions",
    "three_public_changes",
]
