"""The record of one legal mention, and the pieces of patterns that every family shares."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from assistant.domain import Span

# Hyphens and dashes met in article and statute numbers.
DASH = r"[-‐‑‒–—−]"
# « n° », « nº », « no », « nos », « n. », « n 92-125 ».
NUMBER_MARK = r"(?:n\s?[°ºᵒ]s?\.?|nos?\b\.?|n\.|\bn(?=\s?\d)|num[ée]ro)\s*"


class ReferenceKind(StrEnum):
    """What a mention points at."""

    ARTICLE = "article"
    STATUTE = "statute"
    ORDINANCE = "ordinance"
    DECREE = "decree"
    ORDER = "order"
    CIRCULAR = "circular"
    EU_ACT = "eu_act"
    TREATY = "treaty"
    DECISION = "decision"


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalReference:
    """A mention in a text, before it is resolved."""

    kind: ReferenceKind
    # Normal form, the same for every way of writing ("L1115-1", "loi 2007-147").
    canonical: str
    # The mention's characters in the text.
    span: Span
    # Article: the text it belongs to where that is said ("CGCT", "loi 2021-1031"); otherwise None.
    within: str | None = None
    # First article of a range: the canonical form of the last one.
    through: str | None = None
    # « L. 1115-1 et suivants ».
    and_following: bool = False
    # Date that the mention states.
    dated_on: date | None = None


def span_of(match: re.Match[str], group: str | int = 0) -> Span:
    """Return the span of a match or of one of its groups."""
    return Span(start=match.start(group), end=match.end(group))


def plain_number(number: str) -> str:
    """Write a number with plain hyphens and no space."""
    return re.sub(DASH, "-", re.sub(r"\s", "", number))
