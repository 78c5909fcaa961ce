"""The narrative of a document: its running text, and the figures that its sentences state."""

from qzbudget.narrative.statements import paragraph_statements, statement_records
from qzbudget.narrative.text import Paragraph, Place, running_text

__all__ = ["Paragraph", "Place", "paragraph_statements", "running_text", "statement_records"]
