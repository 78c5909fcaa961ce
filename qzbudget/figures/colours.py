"""The colours of the figures: of classes, of kinds of expenditure, and of the ink on them."""

from __future__ import annotations

from collections.abc import Iterable

PALETTE = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#8C6D31", "#F0E442")
"""Okabe and Ito's colours, which the colour-blind tell apart (Okabe & Ito 2008, Color Universal Design)."""

KIND_COLOURS = {"basic": "#0072B2", "personnel": "#0072B2", "operating": "#56B4E9", "project": "#E69F00"}
"""Basic expenditure and its parts share one hue in every figure."""

REST, INK, FAINT = "#B4B4B4", "#222222", "#666666"


MORE, LESS, LAST = "#0072B2", "#D55E00", "#B4B4B4"
"""Increases, decreases, and last year beside this year; the colour-blind tell them apart, and so does print in grey."""


def class_colours(classes: Iterable[str], *, apart: bool) -> dict[str, str]:
    """Give each class its colour, in the order given; one colour for all where they need not be told apart.

    Beyond the colours of the palette a class is grey.

    Examples
    --------
    >>> class_colours(["201", "208", "201"], apart=True)
    {'201': '#0072B2', '208': '#E69F00'}
    """
    distinct = dict.fromkeys(classes)
    if not apart or list(distinct) == [""]:
        return dict.fromkeys(distinct, PALETTE[0])
    return {code: PALETTE[place] if place < len(PALETTE) else REST for place, code in enumerate(distinct)}


def kind_colour(key: str, place: int) -> str:
    """Return the colour of a kind of expenditure; of one without its own, by its place among the others.

    Examples
    --------
    >>> kind_colour("project", 0), kind_colour("business", 2)
    ('#E69F00', '#56B4E9')
    """
    return KIND_COLOURS.get(key) or PALETTE[(place + 2) % len(PALETTE)]


def tint(colour: str, strength: float = 0.45) -> str:
    """Return a colour mixed with white.

    Examples
    --------
    >>> tint("#000000", 0.5)
    '#808080'
    """
    mixed = (round(255 - (255 - int(colour[i : i + 2], 16)) * strength) for i in (1, 3, 5))
    return "#" + "".join(f"{part:02X}" for part in mixed)


def ink_on(colour: str) -> str:
    """Return white on dark colours and ink on light ones, by the relative luminance of WCAG 2.

    Examples
    --------
    >>> ink_on("#0072B2"), ink_on("#E69F00")
    ('white', '#222222')
    """
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return "white" if 0.2126 * red**2.2 + 0.7152 * green**2.2 + 0.0722 * blue**2.2 < 0.3 else INK
