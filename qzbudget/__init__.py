"""Chinese government unit budgets: from the published PDF to proven data to a report.

>>> import qzbudget as qz
>>> folder = qz.read("data/raw/qingdao-government-office-2023-unit-budget.pdf")  # doctest: +SKIP
>>> budget = qz.load(folder)  # doctest: +SKIP
>>> qz.composition(budget, by="function")  # doctest: +SKIP
"""

from qzbudget.breakdown.cells import leaves
from qzbudget.breakdown.composition import composition
from qzbudget.build import read
from qzbudget.check.datasets import check
from qzbudget.cited.cite import cite
from qzbudget.cited.show import show_source
from qzbudget.codebook.book import name_of
from qzbudget.codebook.frame import codes
from qzbudget.dataset.load import Dataset, load
from qzbudget.errors import QzbudgetError
from qzbudget.source import open_source as open  # noqa: A004 - qz.open reads like the built-in on purpose
from qzbudget.version import __version__
from qzbudget.views.crossed import cross
from qzbudget.views.crossing_sums import crossing_sums
from qzbudget.views.view import view

__all__ = ["Dataset", "QzbudgetError", "__version__", "check", "cite", "codes", "composition", "cross", "crossing_sums"]
__all__ += ["leaves", "load", "name_of", "open", "read", "show_source", "view"]
