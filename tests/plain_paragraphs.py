"""Paragraphs from plain text, each letter on a page of its own line of glyphs."""

from qzbudget.narrative import Paragraph
from qzbudget.shapes import Character, Page

PAGE = Page(1, 595.0, 842.0, 0, (), (), (), 0)


def paragraph(text):
    glyphs = (Character(letter, 10.0 * i, 100.0, 10.0 * i + 9, 110.0, 110.0) for i, letter in enumerate(text))
    return Paragraph(text, tuple((PAGE, glyph) for glyph in glyphs))


def paragraphs(*texts):
    return [paragraph(text) for text in texts]
