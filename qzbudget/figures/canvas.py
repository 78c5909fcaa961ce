"""What every figure stands on: size, font, names, labels, legend; the one module that imports matplotlib."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from functools import cache, wraps
from typing import Any, ParamSpec

import matplotlib as mpl
from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch, PathPatch, Rectangle
from matplotlib.path import Path
from matplotlib.patheffects import withStroke
from PIL import Image

from qzbudget.cited.marks import MARK
from qzbudget.figures.captions import FIRST_CJK, WIDE, broken, shortened, width_of
from qzbudget.figures.colours import FAINT, INK
from qzbudget.font import font_path

__all__ = [
    "BAR",
    "BARS_WIDTH",
    "WIDTH",
    "Axes",
    "Figure",
    "band",
    "canvas",
    "drawable",
    "haloed",
    "hatched",
    "label_beside",
    "label_ends",
    "label_right",
    "label_sides",
    "legend",
    "name_rows",
    "panels",
    "png",
]
__all__ += ["segment", "side_by_side", "square_canvas", "styled"]

WIDTH, BAR, MARGIN = 8.6, 0.4, 1.05
"""Inches: width of a figure, height of a bar with its gap, height of title and footnote together."""

STRAIGHT = str.maketrans("“”‘’", "\"\"''")

TITLE, NOTE, LETTER = 14.0, 9.0, 10.5
"""Points of a title, of a footnote, and of a label."""

BARS_WIDTH = 6.2
"""Inches that the names of the bars leave of the figure."""

HATCH = "/////"
"""How a difference is filled."""

DPI, COLOURS = 200, 64

P = ParamSpec("P")


@cache
def _style() -> Any:
    """Return the settings of every figure; the font joins matplotlib's list, its own settings stay as they are."""
    path = font_path()
    font_manager.fontManager.addfont(path)
    return {
        "font.family": [font_manager.FontProperties(fname=path).get_name(), "DejaVu Sans"],
        "axes.unicode_minus": False,
        "text.parse_math": False,
        "font.size": 11,
        "text.color": INK,
        "ytick.color": INK,
        "axes.edgecolor": FAINT,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.spines.bottom": False,
        "figure.facecolor": "white",
        "figure.constrained_layout.use": True,
        "figure.constrained_layout.h_pad": 0.09,
        "figure.constrained_layout.w_pad": 0.08,
    }


def styled(draw: Callable[P, Figure | None]) -> Callable[P, Figure | None]:
    """Draw in the package's style, and leave matplotlib's own settings alone."""

    @wraps(draw)
    def drawn(*args: P.args, **kwargs: P.kwargs) -> Figure | None:
        with mpl.rc_context(_style()):
            return draw(*args, **kwargs)

    return drawn


@cache
def _letters() -> frozenset[str]:
    return frozenset(map(chr, font_manager.get_font(font_path()).get_charmap()))


def drawable(text: str) -> str:
    """Replace the letters that the font cannot draw: a name may hold any, such as an emoji; the second font has the mark.

    The font has quotation marks as wide as a Chinese letter alone, so that a text without Chinese letters gets straight ones.
    """
    if all(ord(letter) < FIRST_CJK or letter.isspace() for letter in text):
        text = text.translate(STRAIGHT)
    return "".join(letter if letter in _letters() or letter == MARK else "?" for letter in text)


def png(figure: Figure) -> bytes:
    """Render a figure as a PNG picture of few colours, a quarter of the size; the same bytes for the same figure."""
    drawn, small = io.BytesIO(), io.BytesIO()
    with mpl.rc_context(_style()):
        figure.savefig(drawn, dpi=DPI)
    with Image.open(drawn) as picture:
        picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(small, "PNG", optimize=True)
    return small.getvalue()


def _framed(height: float, title: str, footnote: str) -> Figure:
    """Return a figure with a title above and a footnote below so many inches, both in as many lines as they need."""
    above, below = (broken(drawable(text), (WIDTH - 0.3) * LETTER / size) for text, size in ((title, TITLE), (footnote, NOTE)))
    more = above.count("\n") * TITLE + below.count("\n") * NOTE
    figure = Figure(figsize=(WIDTH, MARGIN + height + more * 1.4 / 72))
    figure.suptitle(above, x=0.01, ha="left", fontsize=TITLE)
    if below:
        figure.supxlabel(below, x=0.01, ha="left", fontsize=NOTE, color=FAINT)
    return figure


def canvas(rows: float, title: str, footnote: str) -> tuple[Figure, Axes]:
    """Return a figure with room for so many bars, and the axes to draw them on."""
    figure = _framed(BAR * rows, title, footnote)
    axes = figure.add_subplot()
    axes.set_xticks([])
    return figure, axes


def panels(rows: Sequence[float], title: str, footnote: str) -> tuple[Figure, list[Axes]]:
    """Return a figure of panels above each other, each with room for so many bars and for a heading."""
    heights = [count + 1.2 for count in rows]
    figure = _framed(BAR * sum(heights), title, footnote)
    every = [*figure.subplots(len(heights), 1, squeeze=False, height_ratios=heights).flat]
    for axes in every:
        axes.set_xticks([])
        axes.spines["left"].set_visible(False)
    return figure, every


def side_by_side(count: int, rows: float, title: str, footnote: str) -> tuple[Figure, list[Axes]]:
    """Return a figure of panels beside each other that share their bars, each with room for so many."""
    figure = _framed(BAR * (rows + 0.8), title, footnote)
    every = [*figure.subplots(1, count, squeeze=False, sharey=True).flat]
    for axes in every:
        axes.set_xticks([])
        axes.tick_params(axis="y", length=0)
    return figure, every


def square_canvas(title: str, footnote: str = "") -> tuple[Figure, Axes]:
    """Return a figure with axes of one scale both ways on its left, and room for a legend on its right."""
    figure = _framed(4.2 - MARGIN, title, footnote)
    axes = figure.add_subplot(aspect="equal", anchor="W")
    axes.set_axis_off()
    return figure, axes


def segment(axes: Axes, left: float, top: float, width: float, height: float, colour: str, edge: float = 0.0) -> None:
    """Draw one filled rectangle with a white edge of so many points; one without width is not drawn."""
    if not width:
        return
    line = {"edgecolor": "white", "linewidth": edge} if edge else {"edgecolor": colour}
    axes.add_patch(Rectangle((left, top), width, height, facecolor=colour, **line))


def hatched(axes: Axes, left: float, top: float, width: float, height: float) -> None:
    """Draw one rectangle of slanted lines: a difference, not an amount."""
    style: dict[str, Any] = {"facecolor": "white", "edgecolor": FAINT, "hatch": HATCH, "linewidth": 0.6}
    axes.add_patch(Rectangle((left, top), width, height, **style))


def band(
    axes: Axes, start: tuple[float, float], end: tuple[float, float], height: float, colour: str, *, gap: bool = False
) -> None:
    """Draw a band of one height that leads from one place to another; the places are its upper corners."""
    (left, top), (right, bottom) = start, end
    middle = (left + right) / 2
    upper = [(left, top), (middle, top), (middle, bottom), (right, bottom)]
    lower = [(x, y + height) for x, y in reversed(upper)]
    codes = [Path.MOVETO, *[Path.CURVE4] * 3, Path.LINETO, *[Path.CURVE4] * 3, Path.CLOSEPOLY]
    style: dict[str, Any] = {"facecolor": colour, "linewidth": 0}
    if gap:
        style = {"facecolor": "white", "edgecolor": FAINT, "hatch": HATCH, "linewidth": 0.6}
    axes.add_patch(PathPatch(Path([*upper, *lower, upper[0]], codes), **style))


def haloed(axes: Axes, x: float, y: float, text: str, **place: Any) -> None:
    """Write a label that bands may run below: a white edge keeps it readable."""
    halo = [withStroke(linewidth=2.2, foreground="white", alpha=0.75)]
    axes.text(x, y, text, fontsize=10, linespacing=1.25, path_effects=halo, **place)


def name_rows(axes: Axes, names: Sequence[str]) -> None:
    """Name the bars on their left, the first on top; a name that would need a third line is cut."""
    axes.set_yticks(range(len(names)), [shortened(drawable(name)) for name in names])
    axes.tick_params(axis="y", length=0)
    axes.set_ylim(len(names) - 0.5, -0.5)


def label_ends(
    axes: Axes, amounts: Sequence[float], texts: Sequence[str], places: Sequence[float] | None = None
) -> None:
    """Write a text at the end of each bar, and leave room for it."""
    for place, (amount, text) in zip(places or range(len(amounts)), zip(amounts, texts, strict=True), strict=True):
        axes.annotate(text, (amount, place), (6, 0), textcoords="offset points", va="center", fontsize=10.5)
    axes.set_xlim(0, max(amounts) * 1.35)


def label_beside(axes: Axes, places: Sequence[float], amounts: Sequence[float], texts: Sequence[str], most: float) -> None:
    """Write a text at the end of each bar of a panel, whose scale goes to ``most``."""
    for place, amount, text in zip(places, amounts, texts, strict=True):
        axes.annotate(text, (amount, place), (5, 0), textcoords="offset points", va="center", fontsize=10)
    axes.set_xlim(0, most)


def label_sides(axes: Axes, ends: Sequence[float], texts: Sequence[str]) -> None:
    """Write a text beyond the end of each bar, on the side that it points to, and leave room for it."""
    for place, (end, text) in enumerate(zip(ends, texts, strict=True)):
        shift, side = ((6, 0), "left") if end >= 0 else ((-6, 0), "right")
        axes.annotate(text, (end, place), shift, textcoords="offset points", va="center", ha=side, fontsize=10.5)
    _leave_room(axes, min(0.0, *ends), max(0.0, *ends), texts, left=min(ends) < 0, right=max(ends) >= 0)


def label_right(axes: Axes, ends: Sequence[float], texts: Sequence[str], least: float) -> None:
    """Write a text on the right of each bar, wherever it lies; the leftmost bar begins at ``least``."""
    for place, (end, text) in enumerate(zip(ends, texts, strict=True)):
        axes.annotate(text, (end, place), (6, 0), textcoords="offset points", va="center", fontsize=10.5)
    _leave_room(axes, least, max(0.0, *ends), texts, left=False, right=True)


def _leave_room(axes: Axes, least: float, most: float, texts: Sequence[str], *, left: bool, right: bool) -> None:
    """Set the limits so that the longest text has room beyond the bars, on each side that has texts."""
    wide = max(map(width_of, texts)) + WIDE
    part = min(wide / BARS_WIDTH, 0.42)
    room = part / (1 - part * (left + right)) * (most - least or 1.0)
    axes.set_xlim(least - room * left, most + room * right)
    axes.axvline(0, color=FAINT, linewidth=0.8)


def legend(axes: Axes, colours: Mapping[str, str], *, above: bool = False, **place: Any) -> None:
    """Say what the colours mean, by default in the lower right corner; ``above`` the bars where they need all the room."""
    handles = [Patch(color=colour, label=drawable(text[:1].upper() + text[1:])) for text, colour in colours.items()]
    corner = {"loc": "lower right"}
    outside = {"loc": "lower right", "bbox_to_anchor": (1, 1), "ncols": len(handles), "borderaxespad": 0.2}
    axes.legend(handles=handles, frameon=False, **{"fontsize": 10, **(outside if above else corner), **place})
