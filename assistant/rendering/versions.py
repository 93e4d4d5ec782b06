"""How the wording of a cited document stands on the day asked about, and whether it needs a review."""

import re
from datetime import date

from assistant.dialogue import Question
from assistant.domain import Authority, Document
from assistant.legal_references import ReferenceKind, find_references
from assistant.texts_fr import labels as texts
from assistant.texts_fr.labels import french_date, version_label

# Newer wordings that are named; more would hide what matters.
_NAMED_LIMIT = 3


def document_version(document: Document, question: Question) -> str | None:
    """Say how a document's wording stands for a question; None for an undated document."""
    return wording_label(document, on=question.as_of, today=question.asked_on)


def wording_label(document: Document, *, on: date, today: date | None) -> str | None:
    """Say how a document's wording stands on a day; None for an undated document.

    Args:
        document: any document.
        on: the day asked about.
        today: the day on which it is read; None: unknown.
    """
    return version_label(document.version, on=on, is_replaced=is_replaced(document), today=today)


def is_replaced(document: Document) -> bool | None:
    """Tell whether another wording follows; None where none does and the document is no text of law.

    A guide or a call that has ended is over, not repealed.
    """
    if document.successor_id is not None:
        return True
    return False if document.authority <= Authority.REGULATION else None


def review_sentence(document: Document) -> str | None:
    """Say why a document is to be reviewed: « Vérifié le …, avant la version de … ». None: it is not."""
    return _review(document, texts.REVIEW_SENTENCE)


def review_note(document: Document) -> str | None:
    """Say that a document is to be reviewed, and why, among other facts on a line; None: it is not."""
    return _review(document, texts.REVIEW_NOTE)


def _review(document: Document, template: str) -> str | None:
    if document.checked_on is None or not document.newer_wordings:
        return None
    named = document.newer_wordings[:_NAMED_LIMIT]
    versions = [
        (texts.NEXT_NEWER_VERSION if rank else texts.NEWER_VERSION).format(
            text=_named(wording.reference), day=french_date(wording.in_force_from)
        )
        for rank, wording in enumerate(named)
    ]
    more = len(document.newer_wordings) - len(named)
    if more:
        rest = texts.ANOTHER_NEWER_VERSION if more == 1 else texts.MORE_NEWER_VERSIONS.format(count=more)
        versions.append(rest)
    listed = texts.LISTED.join(versions[:-1])
    said = texts.LISTED_LAST.join(part for part in (listed, versions[-1]) if part)
    return template.format(checked=french_date(document.checked_on), versions=said)


def _named(reference: str) -> str:
    """Write a reference of the metadata as a reader says it: « l’article L. 1115-1 du CGCT »."""
    mentions = find_references(reference)
    only = mentions[0] if len(mentions) == 1 else None
    if only is None or only.kind is not ReferenceKind.ARTICLE or only.within is None:
        return texts.OTHER_TEXT.format(reference=reference)
    number = re.fullmatch(r"(?P<letters>LO|[LRDA])(?P<figures>\d.*)", only.canonical)
    if number is None:
        return texts.OTHER_TEXT.format(reference=reference)
    letters = "".join(f"{letter}." for letter in number["letters"])
    return texts.ARTICLE_OF_CODE.format(number=f"{letters} {number['figures']}", code=only.within)
