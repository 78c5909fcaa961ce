"""Performance sheets (绩效目标表) read into projects and indicators."""

from qzbudget.performance.tidy import performance_records
from qzbudget.records import ProjectRecord, TargetRecord

__all__ = ["ProjectRecord", "TargetRecord", "performance_records"]
