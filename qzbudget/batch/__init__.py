"""Many PDFs into many dataset folders, in processes that are watched from outside."""

from qzbudget.batch.entries import Entry
from qzbudget.batch.run import CROSS_CHECKS, SUMMARY, batch
from qzbudget.batch.workers import Limits

__all__ = ["CROSS_CHECKS", "SUMMARY", "Entry", "Limits", "batch"]
