"""PDF → pages: characters and rules as PDFium sees them.  The only room that imports pypdfium2."""

from qzbudget.pages.document import Document, open_document

__all__ = ["Document", "open_document"]
