"""The matrices of a page: each form holds objects in coordinates of its own."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator

import pypdfium2.raw as pdfium_c

Matrix = tuple[float, float, float, float, float, float]

IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def matrix_of(item: ctypes.c_void_p) -> Matrix:
    """Return the matrix of a page object."""
    matrix = pdfium_c.FS_MATRIX()
    pdfium_c.FPDFPageObj_GetMatrix(item, matrix)
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def times(inner: Matrix, outer: Matrix) -> Matrix:
    """Return the matrix that applies one matrix and then another."""
    a, b, c, d, e, f = inner
    oa, ob, oc, od, oe, of = outer
    return (
        a * oa + b * oc, a * ob + b * od,
        c * oa + d * oc, c * ob + d * od,
        e * oa + f * oc + oe, e * ob + f * od + of,
    )  # fmt: skip


def applied(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    """Return where a matrix puts a point."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def form_matrices(raw_page: ctypes.c_void_p) -> dict[int, Matrix]:
    """Return for each text object in a form, by its address, the matrix from the form to the page."""
    found: dict[int, Matrix] = {}
    for index in range(pdfium_c.FPDFPage_CountObjects(raw_page)):
        item = pdfium_c.FPDFPage_GetObject(raw_page, index)
        if pdfium_c.FPDFPageObj_GetType(item) == pdfium_c.FPDF_PAGEOBJ_FORM:
            found.update(_texts(item, IDENTITY))
    return found


def _texts(form: ctypes.c_void_p, outer: Matrix) -> Iterator[tuple[int, Matrix]]:
    matrix = times(matrix_of(form), outer)
    for index in range(pdfium_c.FPDFFormObj_CountObjects(form)):
        item = pdfium_c.FPDFFormObj_GetObject(form, index)
        kind = pdfium_c.FPDFPageObj_GetType(item)
        if kind == pdfium_c.FPDF_PAGEOBJ_FORM:
            yield from _texts(item, matrix)
        elif kind == pdfium_c.FPDF_PAGEOBJ_TEXT:
            yield ctypes.cast(item, ctypes.c_void_p).value or 0, matrix
