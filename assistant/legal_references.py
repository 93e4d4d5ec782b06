"""Finds and normalises mentions of legal texts and decisions in French prose.

Canonical forms, one for every way of writing:

=====================================  ==============================================================
« article L. 1115-1 du CGCT »          ``L1115-1`` (``within`` = ``CGCT``); ``LO6462-3``, ``R1115-8``
« 1115-1 du CGCT »                     ``L1115-1``: the letter that people leave out
« L. 1115-1 à L. 1115-7 »              ``L1115-1`` with ``through`` = ``L1115-7``, then ``L1115-7``
« article 6 de la loi n° 2021-1031 »   ``loi 2021-1031 art. 6``, then ``loi 2021-1031``
« article 72 de la Constitution »      ``Constitution art. 72``; ``CGI art. 238bis``
« loi n° 92-125 du 6 février 1992 »    ``loi 92-125``; years before 2000 keep two digits
« loi Thiollière »                     ``loi 2007-147`` (names in use are resolved)
« loi du 6 février 1992 »              ``loi du 1992-02-06``
« décret n° 2017-939 »                 ``décret 2017-939``; likewise ``ordonnance``, ``arrêté``
« circulaire du 24 mai 2018 »          ``circulaire du 2018-05-24``; ``instruction du …``
« NOR INTB1809792C »                   ``NOR INTB1809792C``; likewise « NOR/INT/B/18/09792/C »
« règlement (CE) n° 1082/2006 »        ``règlement 1082/2006``; ``directive 2016/680``
« convention-cadre de Madrid »         ``convention-cadre de Madrid``; the treaties of this field
« CE, 13 mai 2024, n° 472155 »         ``CE 472155``; without a number ``CE 2024-05-13``
« CAA Lyon, 24 juin 2021 »             ``CAA Lyon 2021-06-24``; with its number ``CAA 19LY04159``
« TA Nantes, … n° 2012829 »            ``TA Nantes 2012829``
« n° 2013-687 DC »                     ``CC 2013-687 DC``
=====================================  ==============================================================

« du même code » and « de cette loi » take up the text named before. A doubtful mention (« article 3 » or
« 1115-1 » alone, « loi de 1901 », « page L. 12 ») is not returned.
"""

import re

from assistant.mentions.acts import find_acts
from assistant.mentions.articles import find_articles
from assistant.mentions.decisions import find_decisions
from assistant.mentions.international import find_international
from assistant.mentions.record import LegalReference, ReferenceKind

__all__ = ["LegalReference", "ReferenceKind", "canonical_article", "expand_range", "find_references"]

# Longest range that is written out; a longer one keeps its two ends.
_MAX_EXPANDED = 60


def find_references(text: str) -> tuple[LegalReference, ...]:
    """Find the legal mentions of a text.

    Args:
        text: any text, with any kind of space, hyphen or apostrophe.

    Returns:
        Mentions in the order of the text. Spans may nest where one mention holds another (a circular
        and its NOR number) and coincide where one mention names several decisions.
    """
    acts = (*find_acts(text), *find_international(text))
    found = (*acts, *find_articles(text, acts), *find_decisions(text))
    return tuple(sorted(found, key=lambda reference: (reference.span.start, -reference.span.end)))


def canonical_article(text: str) -> str | None:
    """Return the canonical number of the only article that a short text names.

    Args:
        text: a reference as front matter gives it, such as "CGCT L1115-1".

    Returns:
        "L1115-1"; None when no article of a code, or more than one, is named.
    """
    numbers = {
        reference.canonical
        for reference in find_references(text)
        if reference.kind is ReferenceKind.ARTICLE and " " not in reference.canonical
    }
    return numbers.pop() if len(numbers) == 1 else None


def expand_range(reference: LegalReference) -> tuple[str, ...]:
    """Write out a range of articles whose ends differ by their last number alone.

    Returns:
        "L1115-1", "L1115-2", … up to the last; the ends alone where they share no prefix; the
        reference itself where it opens no range.
    """
    if reference.through is None:
        return (reference.canonical,)
    first = re.fullmatch(r"(.*?)(\d+)", reference.canonical)
    last = re.fullmatch(r"(.*?)(\d+)", reference.through)
    if first and last and first[1] == last[1] and 0 < int(last[2]) - int(first[2]) <= _MAX_EXPANDED:
        return tuple(f"{first[1]}{number}" for number in range(int(first[2]), int(last[2]) + 1))
    return (reference.canonical, reference.through)
