"""Money from its sources through the total to the kinds of expenditure and the functions, as bands as high as the amounts."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from qzbudget.breakdown.flow import DEFICIT, EXCESS, FUNCTION, KIND, SOURCE, SURPLUS
from qzbudget.breakdown.flow_words import FlowPart, flow_parts, flow_wholes
from qzbudget.cited.marks import NO_MARKS, Marks
from qzbudget.figures.canvas import BAR, WIDTH, Axes, Figure, band, canvas, drawable, haloed, hatched, segment, styled
from qzbudget.figures.captions import broken, figure_footnote, marked, marks_note, noted, wrapped
from qzbudget.figures.colours import FAINT, INK, REST, kind_colour, tint
from qzbudget.figures.layout import LINE, Bar, Layout, Link, Node, laid_out
from qzbudget.number_format import MoneyUnit, common_unit, in_unit, percent
from qzbudget.wording import phrase

WHOLE = 3.4
"""Inches that the whole is high."""

ACROSS, NODE, LABEL, LETTERS = WIDTH - 0.16, 0.12, 1.7, 11
"""Inches of the axes, of a node, of a label beside a node; letters of a line of a label."""

BESIDE, HEADING = 0.08, 1.2
"""Inches between a node and its label, and of a line above the bar of the total."""

MOST_NODES, SMALLEST = 8, 1.0
"""Nodes of one column that can be read, and the per cent of the whole below which two and more parts are one node."""

TOTAL, JOINT, OTHERS = "total", "joint", "others"


@styled
def flow_bands(found: pd.DataFrame, lang: str = "zh", marks: Marks = NO_MARKS) -> Figure | None:
    """Draw where the money comes from and goes to: sources, the total, kinds of expenditure, functions.

    Parameters
    ----------
    found : DataFrame
        As :func:`qzbudget.breakdown.flow.flow` gives it.
    lang : {"zh", "en"}
        Language.
    marks : Marks, optional
        What casts doubt on numbers.

    Returns
    -------
    Figure or None
        All sources run into one bar of the total, since no table prints which of them pays for what; so do the kinds into a
        second bar where no table prints their functions.  Differences are slanted lines with a name; what the parts have beyond
        their whole is slanted at the end of the bar.  Beyond eight parts, and below one per cent, the smallest are one band.
        None where no expenditure is broken down, or nothing is positive.
    """
    positive = found[found["amount_yuan"] > 0]
    spent = positive[(positive["step"] != SOURCE) & (positive["gap"] == "")]
    if spent.empty:
        return None
    rows = [*flow_parts(positive, lang, marks)]
    whole = float(positive["whole_yuan"].max())
    unit = common_unit([whole, *positive["amount_yuan"]], lang)
    columns, links = _graph(rows, lang, unit, whole)
    placed = laid_out([column for column in columns if column], links, WHOLE / whole)
    slanted = phrase("figure.flow", lang) if (positive["gap"] != "").any() else ""
    footnote = noted(lang, figure_footnote(positive, unit, lang), slanted, marks_note((row.part.mark for row in rows), lang))
    wholes = _wholes(positive, unit, lang)
    above = max(0.0, LINE * len(wholes) + 2 * BESIDE - placed.bars[TOTAL].top)
    height = placed.height + above
    figure, axes = canvas(height / BAR, phrase("title.flow", lang), footnote)
    axes.set(xlim=(0, ACROSS), ylim=(placed.height, -above))
    axes.set_axis_off()
    _draw(axes, placed, _places(placed), wholes)
    return figure


def _wholes(found: pd.DataFrame, unit: MoneyUnit, lang: str) -> list[str]:
    """Return the lines above the bar of the total: revenue and expenditure, told once where they are the same."""
    told = [(whole.name, in_unit(whole.yuan, unit)) for whole in flow_wholes(found, lang).values()]
    differ = set(found["gap"]) & {SURPLUS, DEFICIT}
    if differ or len(told) == 1:
        texts = [" ".join(pair) for pair in told]
    else:
        texts = [phrase("flow.same", lang, revenue=told[0][0], expenditure=told[1][0]), told[-1][1]]
    return [line for text in texts for line in broken(drawable(text), HEADING).splitlines()]


def _graph(rows: Sequence[FlowPart], lang: str, unit: MoneyUnit, whole: float) -> tuple[list[list[Node]], list[Link]]:
    """Return the columns of nodes and the links between them."""
    steps = {step: [row for row in rows if row.step == step and row.gap != EXCESS] for step in (SOURCE, KIND, FUNCTION)}
    kinds = sorted(steps[KIND], key=lambda row: (row.gap != "", row.part.key != "basic"))
    colours = {row.part.cells: kind_colour(row.part.key, place) for place, row in enumerate(kinds)}
    named = {row.part.full: row for row in kinds if not row.gap}
    columns: list[list[Node]] = []
    links: list[Link] = []

    sources = _grouped(steps[SOURCE], SOURCE, whole, lang)
    columns.append([_node(key, group, unit, lang, REST) for key, group in sources])
    links += [Link(key, TOTAL, _sum(group), tint(REST), gap=bool(group[0].gap)) for key, group in sources]

    spent = steps[KIND] or [row for row in steps[FUNCTION] if not row.kind]
    into = _sum(steps[SOURCE])
    columns.append([Node(TOTAL, max(into, _sum(spent)), colour=INK)])
    columns.append([_node(_key(row), [row], unit, lang, colours[row.part.cells]) for row in kinds])
    links += [Link(TOTAL, _key(row), row.part.amount, tint(colours[row.part.cells]), gap=bool(row.gap)) for row in kinds]

    joint = bool(kinds) and any(not row.kind for row in steps[FUNCTION])
    if joint:
        merged = [row for row in kinds if row.gap != SURPLUS]
        columns.append([Node(JOINT, _sum(merged), colour=INK)])
        links += [Link(_key(row), JOINT, row.part.amount, tint(colours[row.part.cells]), gap=bool(row.gap)) for row in merged]
    functions = _grouped(steps[FUNCTION], FUNCTION, whole, lang)
    columns.append([_node(key, group, unit, lang, FAINT) for key, group in functions])
    for key, group in functions:
        for kind in dict.fromkeys(row.kind for row in group):
            of = [row for row in group if row.kind == kind]
            from_kind = named.get(kind)
            start = _key(from_kind) if from_kind else JOINT if joint else TOTAL
            colour = tint(colours[from_kind.part.cells]) if from_kind else tint(REST)
            links.append(Link(start, key, _sum(of), colour, gap=bool(group[0].gap)))
    return columns, links


def _key(row: FlowPart) -> str:
    return f"{row.step}:{row.gap or row.part.full or row.part.name}"


def _sum(rows: Sequence[FlowPart]) -> float:
    return sum(row.part.amount for row in rows)


def _grouped(rows: Sequence[FlowPart], step: str, whole: float, lang: str) -> list[tuple[str, list[FlowPart]]]:
    """Return the rows of each node, largest first, then the smallest together, then the differences."""
    groups: dict[str, list[FlowPart]] = {}
    for row in rows:
        groups.setdefault(_key(row), []).append(row)
    printed = sorted((item for item in groups.items() if not item[1][0].gap), key=lambda item: -_sum(item[1]))
    gaps = [item for item in groups.items() if item[1][0].gap]
    room = MOST_NODES - (len(printed) > MOST_NODES)
    small = [item for place, item in enumerate(printed) if place >= room or _sum(item[1]) < SMALLEST / 100 * whole]
    if len(small) < 2:
        return [*printed, *gaps]
    kept = [item for item in printed if item not in small]
    return [*kept, (f"{step}:{OTHERS}:{len(small)}", [row for _, group in small for row in group]), *gaps]


def _node(key: str, group: Sequence[FlowPart], unit: MoneyUnit, lang: str, colour: str) -> Node:
    first = group[0]
    _, _, others = key.partition(f":{OTHERS}:")
    name = phrase("row.others", lang, n=others) if others else first.start if first.step == SOURCE else first.end
    mark = next((row.part.mark for row in group if row.part.mark), "")
    lines = wrapped(marked(drawable(name), mark), LETTERS).splitlines()
    number = f"{in_unit(_sum(group), unit)}　{percent(sum(row.part.share for row in group))}"
    return Node(key, _sum(group), (*lines, number), colour, gap=bool(first.gap))


def _places(placed: Layout) -> dict[str, float]:
    """Return where each column begins; one with labels before it, inside the figure, is farther from the one before."""
    columns = placed.columns
    labelled = [bool(placed.bars[column[0]].node.label) for column in columns]
    left = LABEL + BESIDE if labelled[0] else 0.5
    right = ACROSS - LABEL - BESIDE - NODE
    wide = [0.0, *(1.9 if inside else 1.0 for inside in labelled[1:-1]), 1.3]
    return {
        key: left + (right - left) * sum(wide[: place + 1]) / sum(wide) for place, column in enumerate(columns) for key in column
    }


def _draw(axes: Axes, placed: Layout, lefts: dict[str, float], wholes: Sequence[str]) -> None:
    for link in placed.bands:
        start, end = (lefts[link.link.start] + NODE, link.start), (lefts[link.link.end], link.end)
        band(axes, start, end, link.height, link.link.colour, gap=link.link.gap)
    first, last = placed.columns[0], placed.columns[-1]
    for key, bar in placed.bars.items():
        _bar(axes, bar, lefts[key])
        if key == TOTAL:
            x, side = (lefts[key], "left") if key in first else (lefts[key] + NODE, "right")
            haloed(axes, x, bar.top - BESIDE, "\n".join(wholes), ha=side, va="bottom")
        elif bar.node.label:
            outside = key in last and key not in first
            _label(axes, bar, lefts[key] + NODE + BESIDE if outside else lefts[key] - BESIDE, "left" if outside else "right")


def _bar(axes: Axes, bar: Bar, left: float) -> None:
    """Draw a node; what its bands need beyond its amount is a difference."""
    if bar.node.gap:
        hatched(axes, left, bar.top, NODE, bar.height)
        return
    segment(axes, left, bar.top, NODE, bar.height, bar.node.colour)
    if bar.reach > bar.height * 1.0001:
        hatched(axes, left, bar.top + bar.height, NODE, bar.reach - bar.height)


def _label(axes: Axes, bar: Bar, x: float, side: str) -> None:
    behind = {"facecolor": "white", "edgecolor": "none", "pad": 0.6} if bar.node.gap else None
    haloed(axes, x, bar.middle, "\n".join(bar.node.label), ha=side, va="center", bbox=behind)
