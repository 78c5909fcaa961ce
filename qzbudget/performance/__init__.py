"""Performance sheets (绩效目标表) read into projects and indicators."""

from qzbudget.dataset.records import ProjectRecord, TargetRecord
from qzbudget.performance.tidy import performance_records

__all__ = ["ProjectRecord", "TargetRecord", "performance_records"]
