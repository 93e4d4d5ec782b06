"""Finds the guides that were checked before the present wording of a text that they name."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from assistant.domain import Authority, Document, NewerWording, Version
from assistant.legal_references import LegalReference, ReferenceKind, expand_range, find_references

# What has wordings: a decision is of its day alone, a guide is no text that one goes by.
_TEXTS = frozenset(
    {
        Authority.CONSTITUTION_OR_TREATY,
        Authority.STATUTE,
        Authority.REGULATION,
        Authority.DOCTRINE,
    }
)
# Between an act and the number of its article in a canonical form.
_ARTICLE_MARK = " art. "
# « l'ancien article L. 1115-1 », « l'ancienne rédaction de l'article … ».
_OLD_BEFORE = re.compile(
    r"\b(?:anciens?|ex|anciennes?\s+(?:versions?|r[ée]dactions?)\s+(?:de\s+l['’]?|des?|du))[\s-]*\Z",
    re.IGNORECASE,
)
# « l'article L. 1115-1 du CGCT, dans sa rédaction antérieure à … », « … alors en vigueur ».
_OLD_AFTER = re.compile(
    r"""[\s,(]*(?:d[ue]s?\s[^,;.()]{2,60}?)?[\s,(]*
    (?:ancien(?:ne)?\b
    |alors\s+(?:en\s+vigueur|applicables?)\b
    |dans\s+(?:sa|son|leurs?)\s+(?:ancien(?:ne)?\b
      |(?:version|r[ée]daction)s?\s+(?:ant[ée]rieure|ancienne|initiale|d['’]origine|alors
        |(?:(?:en\s+vigueur|applicable)s?\s+)?(?:avant\b|jusqu)))
    )""",
    re.IGNORECASE | re.VERBOSE,
)
# Longest part of a text that the words before and after a mention are looked for in.
_BEFORE_CHARS, _AFTER_CHARS = 50, 150


def with_newer_wordings(documents: Iterable[Document], *, today: date) -> dict[str, Document]:
    """Tell each guide which texts that it names have another wording than when it was checked.

    A guide is any document below the decisions of courts: doctrine, guides, testimony. It names what stands
    in its references, and what its text mentions otherwise than as a former wording. What may be one text
    or another, such as an act named by its day alone or an article whose code is not said, is passed over
    where the library does not tell. A guide that bears no day of checking says nothing of when it held.

    Args:
        documents: all of a library; no id twice.
        today: the day whose wordings are the present ones.

    Returns:
        The same documents by id, in the order given.
    """
    given = tuple(documents)
    texts = [
        (_plain(one.reference), one.version) for one in given if one.reference and one.authority in _TEXTS
    ]
    starts = _present_starts(texts, today)
    references_by_name = _references_by_name({reference for reference, _ in texts})
    return {
        one.document_id: replace(one, newer_wordings=_newer_wordings(one, starts, references_by_name))
        for one in given
    }


def _present_starts(texts: Iterable[tuple[str, Version]], today: date) -> dict[str, date]:
    """Return the first day of the wording that holds, by text; the latest where several hold."""
    starts: dict[str, date] = {}
    for reference, version in texts:
        start = version.in_force_from
        if start is not None and version.holds_on(today):
            starts[reference] = max(start, starts.get(reference, start))
    return starts


def _references_by_name(references: Iterable[str]) -> Mapping[str, frozenset[str]]:
    """Return the texts by what a mention may call them: as written, in full, by an article's number alone."""
    named: dict[str, set[str]] = defaultdict(set)
    for reference in references:
        mentions = find_references(reference)
        articles = [mention for mention in mentions if mention.kind is ReferenceKind.ARTICLE]
        named[reference].add(reference)
        for mention in articles or mentions:
            for name in (_full_name(mention.canonical, mention.within), mention.canonical):
                named[name].add(reference)
    return {name: frozenset(found) for name, found in named.items()}


def _newer_wordings(
    document: Document, starts: Mapping[str, date], references_by_name: Mapping[str, frozenset[str]]
) -> tuple[NewerWording, ...]:
    checked_on = document.checked_on
    if checked_on is None or document.authority < Authority.DOCTRINE:
        return ()
    own = _plain(document.reference or "")
    newer = {
        reference: start for reference, start in starts.items() if start > checked_on and reference != own
    }
    # Texts are long and most libraries hold nothing newer.
    if not newer:
        return ()
    named = {reference for name in _names(document) for reference in _only(references_by_name.get(name))}
    found = [
        NewerWording(reference=reference, in_force_from=start)
        for reference, start in sorted(newer.items())
        if reference in named
    ]
    return tuple(sorted(found, key=lambda one: one.in_force_from, reverse=True))


def _names(document: Document) -> Iterator[str]:
    """Yield the names under which a document calls the texts that it is about today."""
    for reference in document.references:
        yield _plain(reference)
        for mention in find_references(reference):
            yield from _names_of(mention)
    for mention in find_references(document.text):
        if not _is_former(mention, document.text):
            yield from _names_of(mention)


def _names_of(mention: LegalReference) -> Iterator[str]:
    for number in expand_range(mention):
        yield _full_name(number, mention.within)


def _full_name(number: str, owner: str | None) -> str:
    """Write the number of an article with its code: « CGCT L1115-1 »; other texts say their own in full."""
    return number if owner is None or _ARTICLE_MARK in number else f"{owner} {number}"


def _is_former(mention: LegalReference, text: str) -> bool:
    """Tell whether the words around a mention say that they mean a former wording."""
    before = text[max(0, mention.span.start - _BEFORE_CHARS) : mention.span.start]
    after = text[mention.span.end : mention.span.end + _AFTER_CHARS]
    return _OLD_BEFORE.search(before) is not None or _OLD_AFTER.match(after) is not None


def _only(references: frozenset[str] | None) -> frozenset[str]:
    """Return the text that a name means; nothing where it may mean several."""
    return references if references is not None and len(references) == 1 else frozenset()


def _plain(reference: str) -> str:
    return " ".join(reference.split())
