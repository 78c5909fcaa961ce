"""Figures, a module for each kind; only ``canvas`` imports matplotlib.

Each function takes a frame and returns a Figure, or None where there is nothing to draw.
"""

from qzbudget.figures.amounts import amount_bars
from qzbudget.figures.canvas import png
from qzbudget.figures.changes import change_bars, waterfall
from qzbudget.figures.flow import flow_bands
from qzbudget.figures.ledger import check_bars
from qzbudget.figures.multiples import kind_panels
from qzbudget.figures.nested import nested_bars
from qzbudget.figures.pairs import paired_bars
from qzbudget.figures.plans import plan_bars
from qzbudget.figures.ranked import MOST_BARS, ranked_bars
from qzbudget.figures.readings import reading_bars
from qzbudget.figures.shares import share_bars, share_strips
from qzbudget.figures.squares import hundred_squares
from qzbudget.figures.targets import target_bars
from qzbudget.figures.years import year_bars

__all__ = [
    "MOST_BARS",
    "amount_bars",
    "change_bars",
    "check_bars",
    "flow_bands",
    "hundred_squares",
    "kind_panels",
    "nested_bars",
    "paired_bars",
    "plan_bars",
    "png",
    "ranked_bars",
    "reading_bars",
    "share_bars",
    "share_strips",
    "target_bars",
    "waterfall",
    "year_bars",
]
