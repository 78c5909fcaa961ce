"""Sentences of a comparison; the words stand in ``phrases.csv``."""

from __future__ import annotations

import pandas as pd

from qzbudget.cited.marks import NO_MARKS, Marks
from qzbudget.cited.numbers import cited
from qzbudget.comparison.peers import Peers, unlike
from qzbudget.comparison.position import Position, position
from qzbudget.comparison.shares import ASPECTS
from qzbudget.comparison.words import share_name, share_text
from qzbudget.naming import document_name
from qzbudget.wording import phrase, plain


def overview(peers: Peers, lang: str = "zh") -> str:
    """Tell which document is compared with how many, and how many of them are like it.

    Parameters
    ----------
    peers : Peers
        The documents.
    lang : {"zh", "en"}
        Language.
    """
    own = plain(document_name(peers.own.document, lang))
    if not peers.others:
        return phrase("compare.alone", lang, document=own)
    differs = [unlike(peers.own.document, data.document) for data in peers.others]
    alike = sum(not names for names in differs)
    counts = {name: sum(name in names for names in differs) for name in ("year", "level", "kind")}
    told = [
        phrase("compare.differing", lang, n=n, name=phrase(f"compare.differs.{name}", lang)) for name, n in counts.items() if n
    ]
    rest = phrase("compare.differing.all", lang, list=phrase("separator", lang).join(told)) if told else ""
    return phrase(f"compare.overview{'' if alike else '.none'}", lang, document=own, n=len(peers.others), alike=alike, rest=rest)


def placed(found: pd.DataFrame, aspect: str, lang: str = "zh", marks: Marks = NO_MARKS) -> str:
    """Tell where the largest own shares of an aspect stand among those of the other documents.

    Parameters
    ----------
    found : DataFrame
        As :func:`qzbudget.comparison.shares` gives it.
    aspect : {"kind", "basic", "function", "three_public"}
        Which shares.
    lang : {"zh", "en"}
        Language.
    marks : Marks, optional
        What casts doubt on numbers.
    """
    of = found[found["aspect"] == aspect]
    own = of[of["own"]].sort_values("share_pct", ascending=False, kind="stable").head(2)
    places = [(row, position(of, str(row["key"]))) for _, row in own.iterrows()]
    told = [_told(row, place, lang, marks) for row, place in places if place is not None]
    if not told:
        return phrase("compare.missing" if own.empty else "compare.none", lang, name=phrase(f"compare.aspect.{aspect}", lang))
    among = phrase("compare.among.alike" if all(place.alike for _, place in places if place) else "compare.among.all", lang)
    return phrase("compare.placed", lang, list=phrase("semicolon", lang).join(told), among=among)


def _told(row: pd.Series, place: Position, lang: str, marks: Marks) -> str:
    doubt, share = marks.of(place.cells, lang), cited(share_text(place.share_pct), place.cells)
    return phrase(
        "compare.place",
        lang,
        name=plain(share_name(str(row["key"]), row["name"], lang)),
        scope=phrase(f"compare.whole.{row['aspect']}", lang),
        share=phrase("marked", lang, number=share, mark=doubt) if doubt else share,
        rank=place.rank,
        n=place.n,
        median=cited(share_text(place.median_pct), place.median_cells),
        least=cited(share_text(place.least_pct), place.least_cells),
        most=cited(share_text(place.most_pct), place.most_cells),
    )


def lacking(absent: pd.DataFrame, lang: str = "zh") -> str:
    """Tell how many documents lack each of the figures.

    Parameters
    ----------
    absent : DataFrame
        As :func:`qzbudget.comparison.missing` gives it.
    lang : {"zh", "en"}
        Language.
    """
    counts = absent["aspect"].value_counts()
    told = [
        phrase("compare.lack", lang, name=phrase(f"compare.aspect.{aspect}", lang), n=counts[aspect])
        for aspect in ASPECTS
        if aspect in counts
    ]
    return phrase("compare.lacking", lang, list=phrase("separator", lang).join(told)) if told else phrase("compare.complete", lang)
