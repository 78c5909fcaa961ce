"""Everything that qzbudget refuses to do, as one small tree of errors.

Each message names the file, the page or cell, what was found, what was expected, and what to do.
"""


class QzbudgetError(Exception):
    """Root of every error that this package raises on purpose."""


class SourceError(QzbudgetError):
    """The input is no document that can be read: not a PDF, damaged, locked, scanned, without tables."""


class LayoutError(QzbudgetError):
    """A page or table is laid out in a way that the reader cannot follow."""


class AmountError(QzbudgetError):
    """A printed amount is neither a number nor a recognised blank."""


class KnowledgeError(QzbudgetError):
    """A row of the knowledge CSVs contradicts itself or names something unknown."""


class DatasetError(QzbudgetError):
    """A dataset folder is missing, incomplete, or does not keep the contract."""


class ReportError(QzbudgetError):
    """A notebook cannot be run or rendered."""


class UsageError(QzbudgetError):
    """A command or function was called with something that it cannot take."""
