"""The ruled lines of a page, however they are drawn: strokes, thin filled rectangles and polygons, thin pictures."""

from __future__ import annotations

import ctypes
import itertools
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import pypdfium2.raw as pdfium_c

from qzbudget.pages.frame import Transform
from qzbudget.pages.matrices import IDENTITY, Matrix, applied, matrix_of, times
from qzbudget.shapes import Box, Rule

Point = tuple[float, float]

THIN = 3.0
"""A filled shape up to this many points thick is a rule; anything thicker is shading."""

STRAIGHT = 0.5
"""A stroke may be this many points off its axis and still be a horizontal or vertical rule."""

MERGE = 2.0
"""Rules this close to each other, or gaps this short, are one rule; camelot's own tolerance."""

LONGEST_DASH, DASH_GAP, FEWEST_DASHES = 9.0, 6.0, 5
"""So many strokes or more in a row, each this short with gaps this short (points), are the dashes of one rule."""

_CORNERS = 4
"""A closed stroke with more corners is the outline of a glyph or a figure."""

_KINDS = pdfium_c.FPDF_PAGEOBJ_PATH, pdfium_c.FPDF_PAGEOBJ_FORM, pdfium_c.FPDF_PAGEOBJ_IMAGE


@dataclass
class _Collected:
    """Segments found so far, the shaded areas that they stand on, and the number of pictures that are no rules."""

    horizontal: list[Rule] = field(default_factory=list)
    vertical: list[Rule] = field(default_factory=list)
    shaded: list[Box] = field(default_factory=list)
    pictures: int = 0

    def add(self, start: Point, end: Point) -> None:
        (x0, y0), (x1, y1) = start, end
        if abs(y1 - y0) <= STRAIGHT < abs(x1 - x0):
            self.horizontal.append(Rule((y0 + y1) / 2, min(x0, x1), max(x0, x1)))
        elif abs(x1 - x0) <= STRAIGHT < abs(y1 - y0):
            self.vertical.append(Rule((x0 + x1) / 2, min(y0, y1), max(y0, y1)))

    def add_thin(self, points: list[Point]) -> bool:
        x0, y0, x1, y1 = _around(points)
        if min(x1 - x0, y1 - y0) > THIN or max(x1 - x0, y1 - y0) <= THIN:
            return False
        if x1 - x0 > y1 - y0:
            self.horizontal.append(Rule((y0 + y1) / 2, x0, x1))
        else:
            self.vertical.append(Rule((x0 + x1) / 2, y0, y1))
        return True


    def is_shaded(self, *points: Point) -> bool:
        """Tell whether the middle of a shape stands on a shaded area, where white shows."""
        x0, y0, x1, y1 = _around(points)
        return any(area.contains((x0 + x1) / 2, (y0 + y1) / 2) for area in self.shaded)


def _around(points: Sequence[Point]) -> Box:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Box(min(xs), min(ys), max(xs), max(ys))


class PageRules(NamedTuple):
    """What a page draws beside its text: rules, shaded areas, the number of its pictures."""

    horizontal: tuple[Rule, ...]
    vertical: tuple[Rule, ...]
    shaded: tuple[Box, ...]
    pictures: int


def page_rules(raw_page: ctypes.c_void_p, to_frame: Transform) -> PageRules:
    """Return the rules and shaded areas of a page, and how many pictures it shows."""
    found = _Collected()
    for index in range(pdfium_c.FPDFPage_CountObjects(raw_page)):
        _collect(pdfium_c.FPDFPage_GetObject(raw_page, index), IDENTITY, to_frame, found)
    return PageRules(merged(found.horizontal), merged(found.vertical), tuple(found.shaded), found.pictures)


def _collect(item: ctypes.c_void_p, outer: Matrix, to_frame: Transform, found: _Collected) -> None:
    kind = pdfium_c.FPDFPageObj_GetType(item)
    if kind not in _KINDS:
        return
    matrix = times(matrix_of(item), outer)
    if kind == pdfium_c.FPDF_PAGEOBJ_PATH:
        _collect_path(item, lambda x, y: to_frame(*applied(matrix, x, y)), found)
    elif kind == pdfium_c.FPDF_PAGEOBJ_FORM:
        for index in range(pdfium_c.FPDFFormObj_CountObjects(item)):
            _collect(pdfium_c.FPDFFormObj_GetObject(item, index), matrix, to_frame, found)
    elif not found.add_thin([to_frame(*applied(matrix, x, y)) for x in (0, 1) for y in (0, 1)]):
        found.pictures += 1


def _collect_path(item: ctypes.c_void_p, to_frame: Transform, found: _Collected) -> None:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium_c.FPDFPath_GetDrawMode(item, fill, stroke)
    white_fill, white_stroke = _is_white(item, stroked=False), _is_white(item, stroked=True)
    if _is_curved(item):
        return
    for points, closed in _subpaths(item, to_frame):
        if stroke.value and not (closed and len(set(points)) > _CORNERS):
            ends = [*points, points[0]] if closed else points
            for start, end in itertools.pairwise(ends):
                if not white_stroke or found.is_shaded(start, end):
                    found.add(start, end)
        elif fill.value and len(points) >= 4 and (not white_fill or found.is_shaded(*points)):
            found.add_thin(points)
        if fill.value and points and not white_fill:
            found.shaded.append(_around(points))


def _is_curved(item: ctypes.c_void_p) -> bool:
    """Tell whether a path has a curve anywhere: text drawn as outlines, a figure, never the rules of a table."""
    segments = (pdfium_c.FPDFPath_GetPathSegment(item, i) for i in range(pdfium_c.FPDFPath_CountSegments(item)))
    return any(pdfium_c.FPDFPathSegment_GetType(segment) == pdfium_c.FPDF_SEGMENT_BEZIERTO for segment in segments)


def _subpaths(item: ctypes.c_void_p, to_frame: Transform) -> Iterator[tuple[list[Point], bool]]:
    """Yield the subpaths of a path without curves, with whether they are closed."""
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[Point] = []
    for index in range(pdfium_c.FPDFPath_CountSegments(item)):
        segment = pdfium_c.FPDFPath_GetPathSegment(item, index)
        pdfium_c.FPDFPathSegment_GetPoint(segment, x, y)
        kind = pdfium_c.FPDFPathSegment_GetType(segment)
        if kind == pdfium_c.FPDF_SEGMENT_MOVETO:
            if points:
                yield points, False
            points = [to_frame(x.value, y.value)]
        else:
            points.append(to_frame(x.value, y.value))
        if points and pdfium_c.FPDFPathSegment_GetClose(segment):
            yield points, True
            points = []
    if points:
        yield points, False


def merged(rules: list[Rule], tolerance: float = MERGE) -> tuple[Rule, ...]:
    """Fuse the pieces of each rule: nearly collinear ones that overlap or lie within ``tolerance`` of each other."""
    clusters: list[list[Rule]] = []
    for rule in sorted(rules):
        if clusters and rule.at - clusters[-1][-1].at <= tolerance and rule.at - clusters[-1][0].at <= 2 * tolerance:
            clusters[-1].append(rule)
        else:
            clusters.append([rule])
    return tuple(fused for cluster in clusters for fused in _fused(cluster, tolerance))


def _fused(cluster: list[Rule], tolerance: float) -> Iterator[Rule]:
    pieces: list[list[Rule]] = []
    reach = -math.inf
    for rule in sorted(cluster, key=lambda rule: (rule.start, rule.end)):
        if rule.start > reach + tolerance:
            pieces.append([])
        pieces[-1].append(rule)
        reach = max(reach, rule.end)
    return _undashed([_joined(piece) for piece in pieces])


def _joined(pieces: list[Rule]) -> Rule:
    at = sum(rule.at for rule in pieces) / len(pieces)
    return Rule(at, min(rule.start for rule in pieces), max(rule.end for rule in pieces))


def _undashed(rules: list[Rule]) -> Iterator[Rule]:
    """Join the dashes of a dashed rule, where a producer draws each as a stroke of its own."""
    row: list[Rule] = []
    for rule in rules:
        if row and rule.start - row[-1].end > DASH_GAP:
            yield from _as_one(row)
            row = []
        row.append(rule)
    yield from _as_one(row)


def _as_one(row: list[Rule]) -> list[Rule]:
    is_dashed = len(row) >= FEWEST_DASHES and all(rule.end - rule.start <= LONGEST_DASH for rule in row)
    return [_joined(row)] if is_dashed else row


def _is_white(item: ctypes.c_void_p, *, stroked: bool) -> bool:
    """Tell whether a path is drawn in white: on white paper nobody sees it."""
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    colour = pdfium_c.FPDFPageObj_GetStrokeColor if stroked else pdfium_c.FPDFPageObj_GetFillColor
    return bool(colour(item, red, green, blue, alpha)) and min(red.value, green.value, blue.value) == 255
