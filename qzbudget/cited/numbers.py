"""A number with its cells: how sentences and tables say where each of their numbers stands.

A **formula** names the cells behind a number:

===================  =========================================================================
``a``                one cell: ``table_id:row:col``, a ``statement_id`` or ``project_id:budget``,
                     with ``document_id#`` before those of another document
``a+b-c``            a sum of cells, of which the last is taken off
``a/b``              a share: the cells of the part, then those of the whole
``a~b``              a difference: the cells that are taken, then those that are taken off
``a=b``              a check: the cells of its left side, then those of its right side
===================  =========================================================================

In a sentence (Markdown) such a number is a link, ``[17,332.62 万元](#revenue_summary:0:3)``, which :func:`cited` writes; in
a table it is an element with ``data-cells``.  A report makes both open the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from urllib.parse import quote, unquote

import mistune

RELATIONS = {"/": "share", "~": "difference", "=": "check"}
"""What stands between the two sides of a formula, and what it says."""

_LINK = re.compile(r"(?<!\\)\[((?:\\.|[^\\\]])*)\]\(#[^)\s]*\)")
_SIDES = re.compile(f"[{''.join(RELATIONS)}]")
_TAKEN_OFF = re.compile(r"(:\d+)-")
"""A minus stands behind a cell; a hyphen elsewhere is part of a table or of a document."""


@dataclass(frozen=True, slots=True)
class Formula:
    """The cells behind a number.

    ``relation`` is empty for a cell or a sum, which has one side; the others have two.  ``taken_off`` are the cells that
    count with a minus.
    """

    relation: str
    sides: tuple[tuple[str, ...], ...]
    taken_off: frozenset[str] = frozenset()

    @property
    def cells(self) -> tuple[str, ...]:
        """Every cell, in order, once."""
        return tuple(dict.fromkeys(cell for side in self.sides for cell in side))


def formula(text: str) -> Formula:
    """Take a formula apart.

    Examples
    --------
    >>> formula("a:0:1+a:1:1=b:0:2")
    Formula(relation='check', sides=(('a:0:1', 'a:1:1'), ('b:0:2',)), taken_off=frozenset())
    >>> formula("a-2:0:1-a-2:1:1").taken_off
    frozenset({'a-2:1:1'})
    """
    found = _SIDES.search(text)
    texts = [text] if found is None else [text[: found.start()], text[found.end() :]]
    terms = [_terms(side) for side in texts]
    sides = tuple(tuple(term.removeprefix("-") for term in side) for side in terms)
    taken_off = frozenset(term[1:] for side in terms for term in side if term.startswith("-"))
    return Formula(RELATIONS[found[0]] if found else "", sides, taken_off)


def _terms(cells: str) -> list[str]:
    """Split a sum into its cells; those that are taken off keep their minus."""
    return [term for term in _TAKEN_OFF.sub(r"\1+-", cells).split("+") if term]


def cancelled(cells: str) -> str:
    """Return a sum without the cells that it both holds and takes off.

    Examples
    --------
    >>> cancelled("a:2:1+a:1:1-a:2:1")
    'a:1:1'
    """
    terms = _terms(cells)
    for term in [term for term in terms if term.startswith("-")]:
        if term[1:] in terms:
            terms.remove(term)
            terms.remove(term[1:])
    return "+".join(terms).replace("+-", "-")


def less(cells: str, taken_off: str) -> str:
    """Return a sum less another one, as one sum.

    Examples
    --------
    >>> less("a:0:1", "a:1:1+a:2:1-a:3:1")
    'a:0:1-a:1:1-a:2:1+a:3:1'
    """
    turned = (f"+{term[1:]}" if term.startswith("-") else f"-{term}" for term in _terms(taken_off))
    return cancelled("".join([cells, *turned]))


def sum_of(cells: Iterable[str]) -> str:
    """Return the formula of a sum of cells or sums.

    Examples
    --------
    >>> sum_of(["a:0:1+a:1:1", "a:2:1"])
    'a:0:1+a:1:1+a:2:1'
    """
    return "+".join(filter(None, cells))


def share_of(part: str, whole: str) -> str:
    """Return the formula of a share; that of the part where the whole stands nowhere.

    Examples
    --------
    >>> share_of("a:1:1", "a:0:1"), share_of("a:0:1~a:1:1", "a:0:1")
    ('a:1:1/a:0:1', 'a:0:1-a:1:1/a:0:1')
    """
    if not part or not whole:
        return part
    left, difference, right = part.partition("~")
    return f"{less(left, right) if difference else part}/{whole}"


def difference_of(left: str, right: str) -> str:
    """Return the formula of what one sum is larger than another.

    Examples
    --------
    >>> difference_of("a:0:1", "a:1:1+a:2:1")
    'a:0:1~a:1:1+a:2:1'
    """
    return f"{left}~{right}" if left and right else left or right


def check_of(left: str, right: str) -> str:
    """Return the formula of a check: ``left_where`` and ``right_where`` of ``checks.csv``.

    Examples
    --------
    >>> check_of("a:0:1", "b:0:2")
    'a:0:1=b:0:2'
    """
    return f"{left}={right}" if left and right else left or right


def cited(text: str, cells: str) -> str:
    """Return a number for a sentence, with the formula of its cells; just the number where none stands behind it.

    Parameters
    ----------
    text : str
        The number as it is shown, such as :func:`qzbudget.wording.money` prints it.
    cells : str
        A formula, such as the ``cells`` of a composition.

    Returns
    -------
    str
        Markdown for :func:`qzbudget.wording.phrase`; :func:`qzbudget.notebook.show` shows it.

    Examples
    --------
    >>> cited("17,332.62 万元", "revenue_summary:0:3")
    '[17,332.62 万元](#revenue_summary:0:3)'
    """
    return f"[{text}](#{quote(cells, safe=':+/~=#')})" if cells else text


def without_cells(markdown: str) -> str:
    """Return a sentence as plain Markdown, its numbers without their cells.

    Examples
    --------
    >>> without_cells("支出合计 **[400.00 万元](#expenditure_summary:0:3)**。")
    '支出合计 **400.00 万元**。'
    """
    return _LINK.sub(r"\1", markdown)


def sentence_html(markdown: str) -> str:
    r"""Return a sentence as HTML in which each number carries its cells; markup that it holds is shown, not obeyed.

    Examples
    --------
    >>> sentence_html("支出合计 **[400.00 万元](#expenditure_summary:0:3)**。")
    '<p>支出合计 <strong><span data-cells="expenditure_summary:0:3">400.00 万元</span></strong>。</p>'
    """
    return str(mistune.create_markdown(renderer=_CitedRenderer(escape=True))(markdown)).strip()


class _CitedRenderer(mistune.HTMLRenderer):
    """Writes links to cells as elements that carry them."""

    def link(self, text: str, url: str, title: str | None = None) -> str:
        if not url.startswith("#"):
            return super().link(text, url, title)
        return f'<span data-cells="{escape(unquote(url[1:]))}">{text}</span>'
