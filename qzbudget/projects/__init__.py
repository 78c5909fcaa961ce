"""Performance sheets (绩效目标表) as a reader wants them: projects, their plans of spending, and what they promise."""

from qzbudget.projects.plans import MONTHS, plans, sheet_marks, sheets, summed_plan
from qzbudget.projects.targets import STATUSES, by_level, in_words, with_status

__all__ = [
    "MONTHS",
    "STATUSES",
    "by_level",
    "in_words",
    "plans",
    "sheet_marks",
    "sheets",
    "summed_plan",
    "with_status",
]
