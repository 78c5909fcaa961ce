"""The shares of many documents: a whole bar for each, and a dot for each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from qzbudget.change.frame import each
from qzbudget.cited.marks import NO_MARKS, Marks
from qzbudget.comparison.position import ranked
from qzbudget.comparison.shares import by_size, foremost
from qzbudget.comparison.words import Share, share_name, share_text, unit_of
from qzbudget.figures.canvas import Axes, Figure, canvas, drawable, legend, name_rows, panels, segment, styled
from qzbudget.figures.captions import marked, marks_note, noted
from qzbudget.figures.colours import FAINT, INK, LESS, MORE, PALETTE, REST, ink_on, kind_colour
from qzbudget.wording import phrase

MOST_DOCUMENTS = 24
"""Bars of documents that one figure can hold and still be read."""

NARROWEST = 7.0
"""Per cent of a bar that its share needs to be written in it."""

STYLES: Mapping[str, Any] = {
    "own": {"marker": "D", "color": LESS, "markeredgecolor": INK},
    "alike": {"marker": "o", "color": MORE, "markeredgecolor": "white", "markeredgewidth": 0.6},
    "unlike": {"marker": "o", "color": FAINT, "markerfacecolor": "white", "markeredgewidth": 1.2},
}
"""The dots: the own document, those that are like it, and the others; form and filling tell them apart in grey too."""

CROSS: Mapping[str, Any] = {"marker": "x", "linestyle": "", "color": INK, "markeredgewidth": 1.1}
WIDER = 1.25
"""What goes over a dot whose share has marks, and how much larger it is."""

LANES = (0.0, 0.22, -0.22, 0.44, -0.44)
NEAR = 0.018
SIZES = {"own": 10.0, "alike": 8.0, "unlike": 7.0}
MANY, SMALLER = 40, 0.66
"""Dots of a strip from which they are drawn smaller, so that they can still be told apart."""


@styled
def share_bars(found: pd.DataFrame, aspect: str, lang: str = "zh", marks: Marks = NO_MARKS) -> Figure | None:
    """Draw for each document a bar of 100 %, divided by its shares; the own document on top, of the others the like ones first.

    Parameters
    ----------
    found : DataFrame
        As :func:`qzbudget.comparison.shares` gives it.
    aspect : {"kind", "basic", "function"}
        Which shares.
    lang : {"zh", "en"}
        Language.
    marks : Marks, optional
        What casts doubt on numbers.

    Returns
    -------
    Figure or None
        What the parts leave of the whole stays empty.  A document without shares has no bar.  None with fewer than two.
    """
    of = by_size(found[(found["aspect"] == aspect) & (found["share_pct"] > 0)])
    documents = list(dict.fromkeys(of["document_id"]))
    if len(documents) < 2:
        return None
    shown, more = documents[:MOST_DOCUMENTS], len(documents) - MOST_DOCUMENTS
    of = of[of["document_id"].isin(shown)]
    parts = _parts(of)
    doubts = [_doubt(of[of["document_id"] == document], marks, lang) for document in shown]
    left_out = phrase("figure.compare.more", lang, n=more) if more > 0 else ""
    footnote = noted(lang, phrase("figure.compare", lang), left_out, marks_note(doubts, lang))
    figure, axes = canvas(len(shown) + 1.6, phrase(f"title.compare.{aspect}", lang), footnote)
    names = []
    for place, document in enumerate(shown):
        rows = of[of["document_id"] == document]
        names.append(_bar(axes, place, rows, parts))
    name_rows(axes, [marked(_name(row, lang), doubt) for row, doubt in zip(names, doubts, strict=True)])
    axes.set_xlim(0, 100)
    first = of.drop_duplicates("key").set_index("key")["name"]
    told = {share_name(key, first[key], lang): colour for key, colour in parts.items()}
    rest = {phrase("legend.rest", lang): REST} if of["key"].nunique() > len(parts) else {}
    legend(axes, told | rest, loc="upper left", bbox_to_anchor=(-0.28, -0.01), ncols=2, fontsize=9)
    return figure


def _doubt(rows: pd.DataFrame, marks: Marks, lang: str) -> str:
    """Return what is against any of the shares of a document."""
    return next((mark for cells in rows["cells"] if (mark := marks.of(cells, lang))), "")


def _parts(of: pd.DataFrame) -> dict[str, str]:
    """Give the foremost parts their colours."""
    keys = [key for _, key in foremost(of)]
    if any(key.isdigit() for key in keys):
        return dict(zip(keys, PALETTE, strict=False))
    return {key: kind_colour(key, place) for place, key in enumerate(sorted(keys, key=lambda key: key == "project"))}


def _bar(axes: Axes, place: int, rows: pd.DataFrame, parts: dict[str, str]) -> Share:
    left, ordered = 0.0, {**dict.fromkeys(parts, 0.0)}
    for row in each(rows):
        if row.key in ordered:
            ordered[row.key] = float(row.share_pct)
    rest = float(rows["share_pct"].sum()) - sum(ordered.values())
    for key, share in [*ordered.items(), ("", rest)]:
        colour = parts.get(key, REST)
        segment(axes, left, place - 0.36, share, 0.72, colour, edge=0.5)
        if share >= NARROWEST:
            axes.text(left + share / 2, place, f"{share:.0f}", ha="center", va="center", fontsize=9.5, color=ink_on(colour))
        left += share
    own = next(each(rows))
    if own.own:
        edges = [place + shift for shift in (-0.42, 0.42, 0.42, -0.42, -0.42)]
        axes.plot([0, 0, 100, 100, 0], edges, color=INK, linewidth=1.6, clip_on=False)
    return own


def _name(row: Share, lang: str) -> str:
    return f"{unit_of(row, lang)}{' *' if row.differs else ''}"


@styled
def share_strips(found: pd.DataFrame, keys: Sequence[str], lang: str = "zh", marks: Marks = NO_MARKS) -> Figure | None:
    """Draw for each share a strip on which each document is a dot and the own one is marked.

    Parameters
    ----------
    found : DataFrame
        As :func:`qzbudget.comparison.shares` gives it.
    keys : sequence of str
        The shares, such as ``["project", "operating", "three_public"]``.
    lang : {"zh", "en"}
        Language.
    marks : Marks, optional
        What casts doubt on numbers.

    Returns
    -------
    Figure or None
        Like documents are full dots, others empty ones, and a share with marks is crossed; a line is the median of those that are
        ranked.  A share that fewer than two documents have is left out; None where all are.
    """
    groups = [(key, found[found["key"] == key].drop_duplicates("document_id")) for key in keys]
    drawn = [(key, rows) for key, rows in groups if len(rows) > 1]
    if not drawn:
        return None
    figure, every = panels([1.7] * len(drawn), phrase("title.compare.strips", lang), phrase("figure.strips", lang))
    for axes, (key, rows) in zip(every, drawn, strict=True):
        _strip(axes, key, rows, lang, marks)
    _strip_legend(every[0], lang, crossed=any(_doubt(rows, marks, lang) for _, rows in drawn))
    return figure


def _strip(axes: Axes, key: str, rows: pd.DataFrame, lang: str, marks: Marks) -> None:
    first = next(each(rows))
    name = phrase("compare.of", lang, name=share_name(key, first.name, lang), scope=phrase(f"compare.whole.{first.aspect}", lang))
    axes.set_title(drawable(name), loc="left", fontsize=11)
    axes.set_yticks([])
    ordered = rows.sort_values("share_pct", kind="stable")
    least, most = min(0.0, float(ordered["share_pct"].min())), float(ordered["share_pct"].max()) or 1.0
    room = (most - least) * 0.06
    axes.set_xlim(least - room, most + room)
    axes.set_ylim(-1.0, 1.1)
    axes.axhline(-0.72, color=FAINT, linewidth=0.8)
    axes.set_xticks([least, most], [share_text(least), share_text(most)], fontsize=9, color=FAINT)
    axes.tick_params(axis="x", length=0)
    middle = float(ranked(rows)["share_pct"].median())
    axes.axvline(middle, ymin=0.13, ymax=0.66, color=INK, linewidth=1.2)
    for row, lane in zip(each(ordered), _lanes([float(s) for s in ordered["share_pct"]], most - least), strict=True):
        kind = "own" if row.own else "unlike" if row.differs else "alike"
        scale = SMALLER if len(ordered) > MANY and not row.own else 1.0
        _dot(axes, float(row.share_pct), 0.0 if row.own else lane, kind, scale)
        if marks.of(row.cells, lang):
            axes.plot([row.share_pct], [0.0 if row.own else lane], markersize=SIZES[kind] * scale * WIDER, zorder=5, **CROSS)


def _lanes(places: Sequence[float], width: float) -> list[float]:
    """Move dots that would cover each other up and down, as many as there are lanes for."""
    lanes: list[float] = []
    taken = [float("-inf")] * len(LANES)
    for place in places:
        free = [lane for lane, last in enumerate(taken) if place - last > NEAR * width]
        lane = free[0] if free else taken.index(min(taken))
        taken[lane] = place
        lanes.append(LANES[lane])
    return lanes


def _dot(axes: Axes, share: float, lane: float, kind: str, scale: float) -> None:
    axes.plot([share], [lane], linestyle="", markersize=SIZES[kind] * scale, zorder=4 if kind == "own" else 3, **STYLES[kind])
    if kind == "own":
        back = {"facecolor": "white", "edgecolor": "none", "pad": 0.8}
        axes.annotate(share_text(share), (share, 0.72), ha="center", va="center", fontsize=10.5, bbox=back, zorder=5)


def _strip_legend(axes: Axes, lang: str, *, crossed: bool) -> None:
    for kind, style in STYLES.items():
        axes.plot([], [], linestyle="", markersize=SIZES[kind], label=drawable(phrase(f"legend.{kind}", lang)), **style)
    if crossed:
        axes.plot([], [], label=phrase("legend.crossed", lang), markersize=SIZES["alike"], **CROSS)
    place: Any = {"loc": "lower right", "bbox_to_anchor": (1, 0.98), "borderaxespad": 0.1}
    axes.legend(frameon=False, fontsize=9, handletextpad=0.2, columnspacing=1.2, ncols=len(STYLES) + crossed, **place)
