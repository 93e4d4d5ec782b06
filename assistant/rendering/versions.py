"""How the wording of a cited document stands on the day asked about, and when it was checked."""

from datetime import date

from assistant.dialogue import Question
from assistant.domain import Authority, Document
from assistant.texts_fr.labels import version_label


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
