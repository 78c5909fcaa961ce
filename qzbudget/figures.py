"""Figures of compositions; the one module that imports matplotlib."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache, wraps
from typing import Any, ParamSpec

import matplotlib as mpl
from matplotlib import font_manager
from matplotlib.figure import Figure

from qzbudget.font import font_path

PALETTE = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#8C6D31", "#F0E442")
"""Okabe and Ito's colours, which the colour-blind tell apart."""

REST, INK, FAINT = "#B8B8B8", "#222222", "#6B6B6B"
WIDTH = 8.6
DPI = 200
MOST_BARS = 12
_WRAP = 15
_SQUARES = 10

P = ParamSpec("P")


@cache
def _style() -> Mapping[str, Any]:
    """Settings of every figure.  The font is added to matplotlib's list; its global settings stay as they are."""
    path = font_path()
    font_manager.fontManager.addfont(path)
    family = font_manager.FontProperties(fname=path).get_name()
    return {
        "font.family": [family, "DejaVu Sans"],
        "axes.unicode_minus": False,
        "font.size": 11,
        "text.color": INK,
        "axes.edgecolor": FAINT,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.spines.bottom": False,
        "text.parse_math": False,
        "figure.facecolor": "white",
    }


@contextmanager
def _styled() -> Iterator[None]:
    with mpl.rc_context(dict(_style())):
        yield


def _drawn(draw: Callable[P, Figure | None]) -> Callable[P, Figure | None]:
    """Draw in the package's style, and leave matplotlib's own settings alone."""

    @wraps(draw)
    def styled(*args: P.args, **kwargs: P.kwargs) -> Figure | None:
        with _styled():
            return draw(*args, **kwargs)

    return styled


def png(figure: Figure) -> bytes:
    """Render a figure as a PNG picture, the same bytes for the same figure."""
    buffer = io.BytesIO()
    with _styled():
        figure.savefig(buffer, format="png", dpi=DPI, bbox_inches="tight", pad_inches=0.12, metadata={"Software": None})
    return buffer.getvalue()
