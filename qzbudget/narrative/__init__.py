"""The narrative of a document: its running text, and the figures that its sentences state."""

from qzbudget.narrative.text import Paragraph, Place, running_text

__all__ = ["Paragraph", "Place", "running_text"]
