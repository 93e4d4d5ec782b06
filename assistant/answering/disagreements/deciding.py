"""Which of two documents that disagree is retained, and why."""

import re
from datetime import date

from assistant.answering.disagreements.comparing import Disagreement
from assistant.answering.disagreements.values import ValueKind
from assistant.domain import Document, Wording
from assistant.texts_fr import disagreements as texts

_KINDS = {
    ValueKind.AMOUNT: texts.AMOUNT,
    ValueKind.PERCENT: texts.PERCENT,
    ValueKind.DELAY: texts.DELAY,
    ValueKind.COUNT: texts.COUNT,
    ValueKind.ARTICLE: texts.ARTICLE,
    ValueKind.AUTHORITY: texts.AUTHORITY,
    ValueKind.RULE: texts.RULE,
    ValueKind.DAY: texts.DAY,
    ValueKind.THRESHOLD: texts.AMOUNT,
}
# « loi 2007-147 »: a reader knows it as « loi n° 2007-147 ».
_NUMBERED = re.compile(r"^\w+ (?=\d)")
# A title beyond this is cut: the source's card holds the whole.
_MAX_TITLE_CHARS = 60


def retained_of(one: Document, other: Document) -> Document | None:
    """Return the document retained: the stronger, the later, then the official wording; None: neither."""
    if one.authority is not other.authority:
        return min(one, other, key=lambda document: document.authority)
    if _day(one) != _day(other):
        return max(one, other, key=_day)
    if one.wording is not other.wording:
        return one if one.wording is Wording.OFFICIAL else other
    return None


def why_retained(one: Document, other: Document) -> str:
    """Say in French which of two documents is retained, and by what rule."""
    retained = retained_of(one, other)
    if retained is None:
        return texts.UNDECIDED
    title = f"« {_shortened(retained.title)} »"
    if one.authority is not other.authority:
        return texts.BY_AUTHORITY.format(retained=title, force=texts.FORCES[retained.authority])
    if one.wording is other.wording or _day(one) != _day(other):
        return texts.BY_DATE.format(retained=title)
    return texts.BY_WORDING.format(retained=title)


def why_corrected(retained: Document) -> str:
    """Say in French why the document that corrects a reviewed error is retained."""
    return texts.BY_REVIEW.format(retained=f"« {_shortened(retained.title)} »")


def about(disagreement: Disagreement) -> str:
    """Name in French what two sentences disagree about."""
    if disagreement.kind is None:
        return texts.ERROR
    if disagreement.kind is ValueKind.ACT_DATE:
        return texts.DATE_OF.format(named=_NUMBERED.sub(r"\g<0>n° ", disagreement.unit))
    return _KINDS[disagreement.kind]


def _day(document: Document) -> date:
    # Of an undated document nobody knows that it is the later.
    return document.version.in_force_from or document.checked_on or date.min


def _shortened(title: str) -> str:
    if len(title) <= _MAX_TITLE_CHARS:
        return title
    return title[:_MAX_TITLE_CHARS].rsplit(" ", 1)[0].rstrip(" ,:;") + "…"
