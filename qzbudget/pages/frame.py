"""From PDF coordinates to the page as displayed, and on to the frame in which its text stands upright."""

from __future__ import annotations

from collections.abc import Callable

Transform = Callable[[float, float], tuple[float, float]]


def displayed(bounds: tuple[float, float, float, float], rotation: int) -> tuple[Transform, float, float]:
    """Return the map from PDF coordinates to the page as displayed, and its width and height.

    ``bounds`` are left, bottom, right, top of the visible part in PDF coordinates, ``rotation`` is the page's /Rotate.
    """
    left, bottom, right, top = bounds
    width, height = right - left, top - bottom
    if rotation == 90:
        return (lambda x, y: (y - bottom, x - left)), height, width
    if rotation == 180:
        return (lambda x, y: (right - x, y - bottom)), width, height
    if rotation == 270:
        return (lambda x, y: (top - y, right - x)), height, width
    return (lambda x, y: (x - left, top - y)), width, height


def upright(to_page: Transform, width: float, height: float, turn: int) -> tuple[Transform, float, float]:
    """Return the map to the frame in which text that is turned clockwise by ``turn`` degrees stands upright."""
    if turn == 90:
        return (lambda x, y: _swap(to_page(x, y), lambda px, py: (py, width - px))), height, width
    if turn == 180:
        return (lambda x, y: _swap(to_page(x, y), lambda px, py: (width - px, height - py))), width, height
    if turn == 270:
        return (lambda x, y: _swap(to_page(x, y), lambda px, py: (height - py, px))), height, width
    return to_page, width, height


def _swap(point: tuple[float, float], move: Transform) -> tuple[float, float]:
    return move(*point)
