"""The report of a unit's budget: executed notebooks, a self-contained page for each, and an index."""

from qzbudget.report.execute import known_parameters
from qzbudget.report.make import notebooks_help, report

__all__ = ["known_parameters", "notebooks_help", "report"]
