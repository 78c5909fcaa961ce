"""Figures of compositions; the one module that imports matplotlib.

Each function takes a frame and returns a Figure, or None where there is nothing to draw.
"""

from __future__ import annotations

import io
import textwrap
from collections.abc import Callable, Mapping, Sequence
from functools import cache, wraps
from typing import Any, ParamSpec

import matplotlib as mpl
import pandas as pd
from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch, Rectangle

from qzbudget.analysis import per_hundred
from qzbudget.font import font_path
from qzbudget.naming import name_of, scope_of, table_of
from qzbudget.wording import MoneyUnit, in_unit, label, money_unit, percent, phrase

PALETTE = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#8C6D31", "#F0E442")
"""Okabe and Ito's colours, which the colour-blind tell apart (Okabe & Ito 2008, Color Universal Design)."""

KIND_COLOURS = {"basic": "#0072B2", "personnel": "#0072B2", "operating": "#56B4E9", "project": "#E69F00"}
"""Basic expenditure and its parts share one hue, here and in every figure."""

REST, INK, FAINT = "#B4B4B4", "#222222", "#666666"
WIDTH, BAR, MARGIN = 8.6, 0.44, 1.15
DPI = 200
MOST_BARS = 12
LETTERS_A_LINE = 16
NARROW = 0.14
"""A segment below this part of the whole has no room for its label."""

P = ParamSpec("P")


@cache
def _style() -> Mapping[str, Any]:
    """Settings of every figure.  The font is added to matplotlib's list; its global settings stay as they are."""
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
        "axes.titlelocation": "left",
        "axes.titlesize": 14,
        "axes.titlepad": 16,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.spines.bottom": False,
        "figure.facecolor": "white",
    }


def _styled(draw: Callable[P, Figure | None]) -> Callable[P, Figure | None]:
    """Draw in the package's style, and leave matplotlib's own settings alone."""

    @wraps(draw)
    def styled(*args: P.args, **kwargs: P.kwargs) -> Figure | None:
        with mpl.rc_context(dict(_style())):
            return draw(*args, **kwargs)

    return styled


def png(figure: Figure) -> bytes:
    """Render a figure as a PNG picture, the same bytes for the same figure."""
    buffer = io.BytesIO()
    with mpl.rc_context(dict(_style())):
        figure.savefig(buffer, dpi=DPI, bbox_inches="tight", pad_inches=0.12, metadata={"Software": None})
    return buffer.getvalue()


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
    bars = _bars(positive, lang)
    unit = money_unit(bars["amount"].max(), lang)
    figure, axes = _canvas(len(bars), _title(composed, by, level, lang))
    axes.barh(range(len(bars)), bars["amount"], color=bars["colour"], height=0.68)
    _name_rows(axes, bars["name"])
    for place, (amount, share) in enumerate(zip(bars["amount"], bars["share"], strict=True)):
        text = f"{in_unit(amount, unit)}　{percent(share)}"
        axes.annotate(text, (amount, place), (6, 0), textcoords="offset points", va="center", fontsize=10.5)
    axes.set_xlim(0, bars["amount"].max() * 1.32)
    if bars["class"].nunique() > 1 and level != "class":
        _legend(axes, dict(zip(bars["class"], bars["colour"], strict=True)), lang)
    _footnote(figure, positive, unit, lang)
    return figure


def _bars(positive: pd.DataFrame, lang: str) -> pd.DataFrame:
    """Return name, amount, share, class and colour of each bar; the smallest beyond the limit become one."""
    code = positive["code"].fillna("").astype(str)
    classes = code.where(code.str.isdigit(), "").str[:3]
    colours = dict(zip(classes.unique(), PALETTE * len(positive), strict=False)) if (code.str.len() > 3).any() else {}
    bars = pd.DataFrame(
        {
            "name": [name_of(n, c, lang) for n, c in zip(positive["name"], positive["code"], strict=True)],
            "amount": positive["amount_yuan"].astype(float),
            "share": positive["share_pct"].astype(float),
            "class": classes,
            "colour": [colours.get(c, PALETTE[0]) if c else PALETTE[0] for c in classes],
        }
    )
    if len(bars) <= MOST_BARS:
        return bars
    rest = bars.iloc[MOST_BARS - 1 :]
    name = phrase("row.others", lang, n=len(rest))
    others = {"name": name, "amount": rest["amount"].sum(), "share": rest["share"].sum(), "class": "", "colour": REST}
    return pd.concat([bars.iloc[: MOST_BARS - 1], pd.DataFrame([others])], ignore_index=True)


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
    kinds = kinds.sort_values("code", key=lambda code: ~code.str.endswith("basic"), kind="stable")
    rows = [kinds, basic[basic["amount_yuan"] > 0]] if kinds["code"].iloc[0].endswith("basic") else [kinds]
    unit = money_unit(float(kinds["amount_yuan"].max()), lang)
    rows = [row for row in rows if not row.empty]
    figure, axes = _canvas(2.1 * len(rows), _title(kinds, "kind", "class", lang))
    axes.set_xlim(0, float(kinds["amount_yuan"].sum()))
    for place, row in enumerate(rows):
        _stack(axes, 1.9 * place, row, unit, lang)
    axes.set_ylim(1.9 * len(rows) - 0.7, -0.75)
    axes.set_axis_off()
    _footnote(figure, pd.concat(rows), unit, lang)
    return figure


def _stack(axes: Axes, place: float, row: pd.DataFrame, unit: MoneyUnit, lang: str) -> None:
    """Draw one bar of segments; a label that has no room in its segment stands below it."""
    whole, left, narrow = axes.get_xlim()[1], 0.0, 0
    for index, part in enumerate(row.itertuples(index=False)):
        amount = float(part.amount_yuan)
        colour = KIND_COLOURS.get(str(part.code).rpartition(".")[2], PALETTE[(index + 2) % len(PALETTE)])
        axes.add_patch(Rectangle((left, place - 0.5), amount, 1, facecolor=colour, edgecolor="white", linewidth=1.5))
        lines = (name_of(part.name, part.code, lang), f"{in_unit(amount, unit)}　{percent(float(part.share_pct))}")
        centre = left + amount / 2
        if amount >= NARROW * whole:
            axes.text(centre, place, "\n".join(lines), ha="center", va="center", color=_ink_on(colour), linespacing=1.5)
        else:
            below = place + 0.62 + 0.3 * narrow
            side = "right" if centre > 0.8 * whole else "left"
            axes.text(centre, below, "　".join(lines), ha=side, va="top", fontsize=10)
            narrow += 1
        left += amount


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
        One bar per function, largest on top; None where no part is positive.
    """
    parts = parts[parts["amount_yuan"] > 0]
    if parts.empty:
        return None
    table = parts.pivot_table(
        index="code", columns="kind", values="amount_yuan", aggfunc="sum", fill_value=0.0, sort=False
    )
    table = table.loc[table.sum(axis=1).sort_values(ascending=False, kind="stable").index].head(MOST_BARS)
    names = dict(zip(parts["code"], parts["name"], strict=True))
    kinds = dict(zip(parts["kind"], parts["kind_name"], strict=True))
    unit = money_unit(float(table.to_numpy().max()), lang)
    figure, axes = _canvas(len(table), phrase("title.function_kind", lang, scope=scope_of(parts, "kind", lang)))
    left = pd.Series(0.0, index=table.index)
    handles = []
    for index, kind in enumerate(kinds):
        colour = KIND_COLOURS.get(str(kind).rpartition(".")[2], PALETTE[(index + 2) % len(PALETTE)])
        axes.barh(range(len(table)), table[kind], left=left, color=colour, height=0.68)
        handles.append(Patch(color=colour, label=name_of(kinds[kind], kind, lang)))
        left = left + table[kind]
    _name_rows(axes, [name_of(names[code], code, lang) for code in table.index])
    for place, amount in enumerate(left):
        axes.annotate(in_unit(amount, unit), (amount, place), (6, 0), textcoords="offset points", va="center")
    axes.set_xlim(0, float(left.max()) * 1.2)
    axes.legend(handles=handles, loc="lower right", frameon=False)
    _footnote(figure, parts, unit, lang)
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
    codes = [str(code).rpartition(".")[2] for code in whole["code"]]
    colours = [KIND_COLOURS.get(code, PALETTE[(i + 2) % len(PALETTE)]) for i, code in enumerate(codes)]
    squares = [c for c, n in zip(colours, whole["of_100"], strict=True) for _ in range(int(n))]
    figure = Figure(figsize=(WIDTH * 0.8, 4.3))
    axes = figure.add_axes((0.0, 0.05, 0.55, 0.82), aspect="equal")
    for place, colour in enumerate(squares):
        axes.add_patch(Rectangle((place % 10 + 0.06, place // 10 + 0.06), 0.88, 0.88, color=colour))
    axes.set(xlim=(0, 10), ylim=(10, 0))
    axes.set_axis_off()
    axes.set_title(phrase("title.uses", lang))
    texts = [
        phrase("of_100", lang, name=name_of(part.name, part.code, lang), amount=f"{part.of_100:.2f}")
        for part in exact.itertuples(index=False)
    ]
    handles = [Patch(color=colour, label=text) for colour, text in zip(colours, texts, strict=True)]
    figure.legend(handles=handles, loc="center left", bbox_to_anchor=(0.56, 0.46), frameon=False, fontsize=12)
    return figure


def _canvas(rows: float, title: str) -> tuple[Figure, Axes]:
    figure = Figure(figsize=(WIDTH, MARGIN + BAR * rows))
    axes = figure.add_subplot()
    axes.set_title(title, x=0)
    axes.set_xticks([])
    return figure, axes


def _name_rows(axes: Axes, names: Sequence[str]) -> None:
    axes.set_yticks(range(len(names)), ["\n".join(textwrap.wrap(name, LETTERS_A_LINE)) for name in names])
    axes.tick_params(axis="y", length=0)
    axes.invert_yaxis()


def _title(composed: pd.DataFrame, by: str, level: str, lang: str) -> str:
    return phrase(f"title.{by}", lang, scope=scope_of(composed, by, lang), level=label(level, lang))


def _legend(axes: Axes, colours: Mapping[str, str], lang: str) -> None:
    """Name the classes that the colours stand for; lines without a class need no entry."""
    handles = [
        Patch(color=colour, label=f"{code} {label(code, lang) or ''}") for code, colour in colours.items() if code
    ]
    axes.legend(handles=handles, loc="lower right", frameon=False, fontsize=10)


def _footnote(figure: Figure, composed: pd.DataFrame, unit: MoneyUnit, lang: str) -> None:
    """Say where the numbers stand and in which unit they are drawn."""
    keys = composed[["role", "number_printed", "page"]].drop_duplicates(["role", "number_printed"])
    places = [
        phrase("place", lang, table=table_of(key.role, key.number_printed, lang), page=key.page)
        for key in keys.itertuples(index=False)
    ]
    text = phrase(
        "figure.source", lang, places=phrase("separator", lang).join(places), unit=phrase(f"unit.{unit.name}", lang)
    )
    figure.text(0.01, 0.0, text, fontsize=9, color=FAINT, va="top")


def _ink_on(colour: str) -> str:
    """Return white on dark colours and ink on light ones (relative luminance of sRGB, WCAG 2)."""
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return "white" if 0.2126 * red**2.2 + 0.7152 * green**2.2 + 0.0722 * blue**2.2 < 0.3 else INK
