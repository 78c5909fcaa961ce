"""Parts of the running text that are lists: the unit's duties and offices, and the document's own terms."""

from qzbudget.sections.glossary import glossary_records
from qzbudget.sections.organisation import organisation_records

__all__ = ["glossary_records", "organisation_records"]
