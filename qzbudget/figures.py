"""Figures of compositions; the one module that imports matplotlib.

Each function takes a frame and returns a Figure, or None where there is nothing to draw.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from functools import cache, wraps
from typing import Any, ParamSpec

import matplotlib as mpl
import pandas as pd
from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch, Rectangle
from PIL import Image

from qzbudget.analysis import per_hundred
from qzbudget.captions import figure_footnote, figure_title, wrapped
from qzbudget.colours import FAINT, INK, REST, class_colours, ink_on, kind_colour
from qzbudget.font import font_path
from qzbudget.naming import NamedPart, name_of, named_parts, scope_of
from qzbudget.wording import MoneyUnit, in_unit, label, money_unit, percent, phrase

WIDTH, BAR, MARGIN = 8.6, 0.4, 1.05
"""Inches: width of a figure, height of a bar with its gap, height of title and footnote together."""

DPI, COLOURS = 200, 128
MOST_BARS = 12
NARROW = 0.14
"""A segment below this part of the whole has no room for its label."""

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


def _styled(draw: Callable[P, Figure | None]) -> Callable[P, Figure | None]:
    """Draw in the package's style, and leave matplotlib's own settings alone."""

    @wraps(draw)
    def styled(*args: P.args, **kwargs: P.kwargs) -> Figure | None:
        with mpl.rc_context(_style()):
            return draw(*args, **kwargs)

    return styled


@cache
def _letters() -> frozenset[str]:
    return frozenset(map(chr, font_manager.get_font(font_path()).get_charmap()))


def _drawable(text: str) -> str:
    """Replace the letters that the font cannot draw: a name may hold any, such as an emoji."""
    return "".join(letter if letter in _letters() else "?" for letter in text)


def png(figure: Figure) -> bytes:
    """Render a figure as a PNG picture of few colours, a quarter of the size; the same bytes for the same figure."""
    drawn, small = io.BytesIO(), io.BytesIO()
    with mpl.rc_context(_style()):
        figure.savefig(drawn, dpi=DPI)
    with Image.open(drawn) as picture:
        picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(small, "PNG", optimize=True)
    return small.getvalue()


@_styled
def ranked_bars(composed: pd.DataFrame, by: str, level: str = "class", lang: str = "zh") -> Figure | None:
    """Draw the parts of a composition as bars, largest on top.

    Parameters
    ----------
    composed : DataFrame
        As :func:`qzbudget.composition` gives it.
    by, level : str
        What it was composed by, for the title.
    lang : {"zh", "en"}
        Language.

    Returns
    -------
    Figure or None
        One bar per part, labelled with amount and share; beyond twelve parts the smallest are one bar.  Classification
        codes below class level are coloured by class.  None where no part is positive.
    """
    positive = composed[composed["amount_yuan"] > 0]
    if positive.empty:
        return None
    parts = named_parts(positive, lang)
    colours = class_colours((part.code[:3] for part in parts), apart=level != "class")
    bars, rest = (parts, []) if len(parts) <= MOST_BARS else (parts[: MOST_BARS - 1], parts[MOST_BARS - 1 :])
    names = [part.name for part in bars] + [phrase("row.others", lang, n=len(rest))] * bool(rest)
    amounts = [part.amount for part in bars] + [sum(part.amount for part in rest)] * bool(rest)
    shares = [part.share for part in bars] + [sum(part.share for part in rest)] * bool(rest)
    unit = money_unit(max(amounts), lang)
    figure, axes = _canvas(len(names), figure_title(composed, by, level, lang), figure_footnote(positive, unit, lang))
    axes.barh(range(len(bars)), amounts[: len(bars)], color=[colours[p.code[:3]] for p in bars], height=0.7)
    axes.barh(range(len(bars), len(amounts)), amounts[len(bars) :], color=REST, height=0.7)
    _name_rows(axes, names)
    texts = [f"{in_unit(amount, unit)}　{percent(share)}" for amount, share in zip(amounts, shares, strict=True)]
    _label_ends(axes, amounts, texts)
    if len(set(colours.values())) > 1:
        shown = dict.fromkeys(part.code[:3] for part in bars if part.code)
        _legend(axes, {f"{code} {label(code, lang) or ''}": colours[code] for code in shown})
    return figure


@_styled
def nested_bars(kinds: pd.DataFrame, basic: pd.DataFrame, lang: str = "zh") -> Figure | None:
    """Draw expenditure by kind as one bar, and below its basic part the personnel and operating expenditure in it.

    Parameters
    ----------
    kinds, basic : DataFrame
        Compositions by ``"kind"`` and by ``"basic"``; without rows in ``basic`` the lower bar is left out.
    lang : {"zh", "en"}
        Language.

    Returns
    -------
    Figure or None
        Both bars in one scale; None where ``kinds`` has no positive part.
    """
    kinds = kinds[kinds["amount_yuan"] > 0]
    if kinds.empty:
        return None
    upper = sorted(named_parts(kinds, lang), key=lambda part: part.key != "basic")
    whole = sum(part.amount for part in upper)
    lower = named_parts(basic[basic["amount_yuan"] > 0], lang) if upper[0].key == "basic" else []
    unit = money_unit(max(part.amount for part in upper), lang)
    source = pd.concat([kinds, basic]) if lower else kinds
    figure, axes = _canvas(
        4.8 if lower else 2.4, figure_title(kinds, "kind", "class", lang), figure_footnote(source, unit, lang)
    )
    axes.set_xlim(0, whole)
    axes.set_ylim(2.75 if lower else 1.1, -0.55)
    _stack(axes, 0, upper, unit, "{share}")
    if lower:
        axes.plot([0, 0], [0.5, 1.1], [upper[0].amount] * 2, [0.5, 1.1], color=FAINT, linewidth=0.8, linestyle=":")
        _stack(axes, 1.6, lower, unit, phrase("share.of", lang, scope=upper[0].name, share="{share}"))
    axes.set_axis_off()
    return figure


def _stack(axes: Axes, place: float, parts: Sequence[NamedPart], unit: MoneyUnit, share: str) -> None:
    """Draw one bar of segments; a label that has no room in its segment stands below it."""
    whole, left, below = axes.get_xlim()[1], 0.0, place + 0.62
    for index, part in enumerate(parts):
        colour = kind_colour(part.key, index)
        axes.add_patch(
            Rectangle((left, place - 0.5), part.amount, 1, facecolor=colour, edgecolor="white", linewidth=1.5)
        )
        lines = (_drawable(part.name), f"{in_unit(part.amount, unit)}　{share.format(share=percent(part.share))}")
        centre = left + part.amount / 2
        if part.amount >= NARROW * whole:
            ink = ink_on(colour)
            axes.text(centre, place, "\n".join(lines), ha="center", va="center", color=ink, linespacing=1.5)
        else:
            side = "right" if centre > 0.75 * whole else "left"
            axes.text(centre, below, "　".join(lines), ha=side, va="top", fontsize=10)
            below += 0.3
        left += part.amount


@_styled
def stacked_bars(parts: pd.DataFrame, lang: str = "zh") -> Figure | None:
    """Draw expenditure by function, each bar stacked by kind of expenditure.

    Parameters
    ----------
    parts : DataFrame
        As :func:`qzbudget.analysis.function_by_kind` gives it.
    lang : {"zh", "en"}
        Language.

    Returns
    -------
    Figure or None
        One bar per function, the largest twelve on top of each other; None where no part is positive.
    """
    parts = parts[parts["amount_yuan"] > 0]
    if parts.empty:
        return None
    cells = parts.assign(amount=parts["amount_yuan"].astype(float))
    table = cells.pivot_table(index="code", columns="kind", values="amount", aggfunc="sum", fill_value=0.0, sort=False)
    table = table.loc[table.sum(axis=1).sort_values(ascending=False, kind="stable").index].head(MOST_BARS)
    names = dict(zip(parts["code"], parts["name"], strict=True))
    pairs = zip(parts["kind"], parts["kind_name"], strict=True)
    kinds = dict(sorted(pairs, key=lambda pair: not pair[0].endswith("basic")))
    unit = money_unit(float(table.to_numpy().max()), lang)
    title = phrase("title.function_kind", lang, scope=scope_of(parts, "kind", lang))
    figure, axes = _canvas(len(table), title, figure_footnote(parts, unit, lang))
    left = [0.0] * len(table)
    colours = {kind: kind_colour(str(kind).rpartition(".")[2], index) for index, kind in enumerate(kinds)}
    for kind, colour in colours.items():
        axes.barh(range(len(table)), table[kind], left=left, color=colour, height=0.7)
        left = [start + amount for start, amount in zip(left, table[kind], strict=True)]
    _name_rows(axes, [name_of(names[code], code, lang) for code in table.index])
    _label_ends(axes, left, [in_unit(amount, unit) for amount in left])
    _legend(axes, {name_of(kinds[kind], kind, lang): colour for kind, colour in colours.items()})
    return figure


@_styled
def hundred_squares(uses: pd.DataFrame, lang: str = "zh") -> Figure | None:
    """Draw 100 squares, one for each yuan of 100, in the colour of the use that it goes to.

    Parameters
    ----------
    uses : DataFrame
        As :func:`qzbudget.analysis.uses` gives it.
    lang : {"zh", "en"}
        Language.

    Returns
    -------
    Figure or None
        Squares in whole yuan, amounts in the legend to the fen; None where no part is positive.
    """
    whole, exact = per_hundred(uses, places=0), per_hundred(uses)
    if whole.empty:
        return None
    parts = named_parts(exact, lang)
    colours = [kind_colour(part.key, index) for index, part in enumerate(parts)]
    squares = [c for c, n in zip(colours, whole["of_100"], strict=True) for _ in range(int(n))]
    figure = Figure(figsize=(WIDTH, 4.2))
    figure.suptitle(phrase("title.uses", lang), x=0.01, ha="left", fontsize=14)
    axes = figure.add_subplot(aspect="equal", anchor="W")
    for place, colour in enumerate(squares):
        axes.add_patch(Rectangle((place % 10 + 0.05, place // 10 + 0.05), 0.9, 0.9, color=colour))
    axes.set(xlim=(0, 10), ylim=(10, 0))
    axes.set_axis_off()
    amounts = [f"{amount:.2f}" for amount in exact["of_100"]]
    texts = [phrase("of_100", lang, name=_drawable(p.name), amount=a) for p, a in zip(parts, amounts, strict=True)]
    handles = [Patch(color=colour, label=text) for colour, text in zip(colours, texts, strict=True)]
    axes.legend(handles=handles, loc="center left", bbox_to_anchor=(1.05, 0.5), frameon=False, fontsize=12)
    return figure


def _canvas(rows: float, title: str, footnote: str) -> tuple[Figure, Axes]:
    figure = Figure(figsize=(WIDTH, MARGIN + BAR * rows))
    figure.suptitle(_drawable(title), x=0.01, ha="left", fontsize=14)
    figure.supxlabel(_drawable(footnote), x=0.01, ha="left", fontsize=9, color=FAINT)
    axes = figure.add_subplot()
    axes.set_xticks([])
    return figure, axes


def _name_rows(axes: Axes, names: Sequence[str]) -> None:
    axes.set_yticks(range(len(names)), [wrapped(_drawable(name)) for name in names])
    axes.tick_params(axis="y", length=0)
    axes.set_ylim(len(names) - 0.5, -0.5)


def _label_ends(axes: Axes, amounts: Sequence[float], texts: Sequence[str]) -> None:
    """Write a text at the end of each bar, and leave room for it."""
    for place, (amount, text) in enumerate(zip(amounts, texts, strict=True)):
        axes.annotate(text, (amount, place), (6, 0), textcoords="offset points", va="center", fontsize=10.5)
    axes.set_xlim(0, max(amounts) * 1.35)


def _legend(axes: Axes, colours: Mapping[str, str]) -> None:
    handles = [Patch(color=colour, label=_drawable(text)) for text, colour in colours.items()]
    axes.legend(handles=handles, loc="lower right", frameon=False, fontsize=10)
