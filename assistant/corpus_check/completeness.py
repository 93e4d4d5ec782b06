"""Finds documents whose metadata leave out what a reader of the answer needs."""

from collections.abc import Iterator, Sequence

from assistant.corpus_check.record import Check, CheckedDocument, Problem
from assistant.corpus_check.reviewed_lists import KnownReferences
from assistant.domain import Authority, Document, Kind
from assistant.indexing.sections import LEGAL_KINDS
from assistant.texts_fr import corpus_check as texts

_ALWAYS_STATED = ("title", "kind")


def find_incomplete(documents: Sequence[CheckedDocument], *, known: KnownReferences) -> Iterator[Problem]:
    """Yield what is missing: title, kind, an address, the law that applies, the first day in force.

    Args:
        documents: the documents to check.
        known: names under `undated` the texts whose first day in force no source tells.
    """
    for checked in documents:
        for message in (*_unstated(checked), *_missing(checked.document, known)):
            yield Problem(path=checked.document.path, line=1, check=Check.COMPLETENESS, message=message)


def _unstated(checked: CheckedDocument) -> Iterator[str]:
    for key in _ALWAYS_STATED:
        if key not in checked.stated_keys:
            yield texts.KEY_MISSING.format(key=key)


def _missing(document: Document, known: KnownReferences) -> Iterator[str]:
    is_law = document.kind in LEGAL_KINDS
    if document.url is None and not document.source_urls:
        yield texts.SOURCE_MISSING
    if document.jurisdiction is None and _needs_jurisdiction(document):
        yield texts.JURISDICTION_MISSING
    if document.reference is None and (is_law or document.kind is Kind.DECISION):
        yield texts.REFERENCE_MISSING
    if is_law and document.version.in_force_from is None and document.reference not in known.undated:
        yield texts.START_MISSING


def _needs_jurisdiction(document: Document) -> bool:
    return document.authority <= Authority.DOCTRINE or document.kind is Kind.COUNTRY
