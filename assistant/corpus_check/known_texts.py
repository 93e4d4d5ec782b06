"""Knows the texts and decisions that a corpus may cite, and resolves mentions of them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.corpus_check.record import CheckedDocument
from assistant.corpus_check.reviewed_lists import KnownReferences
from assistant.domain import Document
from assistant.legal_references import LegalReference, ReferenceKind, expand_range, find_references

_ARTICLE_OF = re.compile(r",?\s+art\.\s.*$")
# « L'ordonnance du 16 septembre 2025 » is a judge's as often as the Government's.
_SAME_HEADS = {
    "ordonnance": ("ordonnance", "CE", "CAA", "TA"),
    "instruction": ("instruction", "circulaire"),
    "circulaire": ("circulaire", "instruction"),
}
_DAY_NAMED = re.compile(r"(?P<owner>.+ (?:du )?(?P<day>\d{4}-\d{2}-\d{2}))(?P<article> art\. .+)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Name:
    """What a mention by day alone has in common with the text's full reference."""

    kind: ReferenceKind
    # First word of the canonical form: the court, or the sort of act.
    head: str
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownTexts:
    """The texts that may be cited."""

    # As written in front matter and in the reviewed list, with plain spaces.
    literal: frozenset[str]
    # Canonical forms of acts, decisions and articles of acts.
    canonical: frozenset[str]
    # Articles of codes: number and code.
    articles: frozenset[tuple[str, str | None]]
    # Canonical forms of what was made on a day.
    of_day: dict[_Name, frozenset[str]]

    def knows_wording(self, reference: str) -> bool:
        """Tell whether a reference, or the text whose article it names, is known as it is written."""
        plain = " ".join(reference.split())
        return plain in self.literal or _ARTICLE_OF.sub("", plain) in self.literal

    def knows(self, mention: LegalReference) -> bool:
        """Tell whether a mention names a known text; a range is known if both its ends are."""
        if _is_code_article(mention):
            return any(
                number == mention.canonical and (mention.within is None or code == mention.within)
                for number, code in self.articles
            )
        return any(name in self.canonical for name in (mention.canonical, *self._full_names(mention)))

    def knows_number(self, number: str) -> bool:
        """Tell whether a case number is that of a known decision."""
        return any(name.endswith(f" {number}") for name in self.canonical)

    def other_day(self, mention: LegalReference) -> date | None:
        """Return the day that a text bears where a mention gives it another one; else None."""
        days = [name.day for name, owners in self.of_day.items() if mention.canonical in owners]
        return days[0] if mention.dated_on and days and mention.dated_on not in days else None

    def _full_names(self, mention: LegalReference) -> Iterable[str]:
        """Return the canonical forms with number of a mention that names a text by its day."""
        by_day = _DAY_NAMED.fullmatch(mention.canonical)
        if by_day is None:
            return ()
        day, head = date.fromisoformat(by_day["day"]), _head(mention.canonical)
        article = by_day["article"] or ""
        heads = _SAME_HEADS.get(head, (head,))
        return tuple(
            owner + article
            for name, owners in self.of_day.items()
            if name.day == day and name.head in heads
            for owner in owners
        )


def known_texts(documents: Sequence[CheckedDocument], *, known: KnownReferences) -> KnownTexts:
    """Gather what a corpus may cite: what its documents are about, and what the reviewed list names."""
    stated = [*known.outside, *(name for checked in documents for name in _names(checked.document))]
    literal = {" ".join(name.split()) for name in stated}
    mentions = [mention for name in stated for mention in find_references(name)]
    full = {one.canonical for one in mentions if not _is_code_article(one)}
    return KnownTexts(
        literal=frozenset(literal),
        canonical=frozenset(full),
        articles=frozenset(
            (number, one.within) for one in mentions if _is_code_article(one) for number in expand_range(one)
        ),
        of_day=_by_day((*mentions, *_mentions_within(documents)), full),
    )


def _names(document: Document) -> Iterable[str]:
    """Return what a document is about, under its present and its former numbers."""
    if document.reference is None:
        return ()
    code = document.reference.split()[0]
    return (document.reference, *(f"{code} {former.number}" for former in document.former_numbers))


def _mentions_within(documents: Sequence[CheckedDocument]) -> Iterable[LegalReference]:
    """Yield the mentions of all `references`, which give number and day together."""
    for checked in documents:
        for reference in checked.document.references:
            yield from find_references(reference)


def _by_day(mentions: Iterable[LegalReference], full: set[str]) -> dict[_Name, frozenset[str]]:
    of_day: dict[_Name, set[str]] = {}
    for mention in mentions:
        if mention.dated_on is not None and mention.canonical in full:
            name = _Name(kind=mention.kind, head=_head(mention.canonical), day=mention.dated_on)
            of_day.setdefault(name, set()).add(mention.canonical)
    return {name: frozenset(owners) for name, owners in of_day.items()}


def _head(canonical: str) -> str:
    return canonical.split()[0]


def _is_code_article(mention: LegalReference) -> bool:
    return mention.kind is ReferenceKind.ARTICLE and " art. " not in mention.canonical
