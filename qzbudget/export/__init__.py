"""Datasets for other programs: one workbook for spreadsheets, files for Stata."""

from qzbudget.export.stata import to_stata
from qzbudget.export.workbook import to_xlsx

__all__ = ["to_stata", "to_xlsx"]
