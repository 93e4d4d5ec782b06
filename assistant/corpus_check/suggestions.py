"""Finds the questions to suggest that no document answers any more."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from assistant.answering.suggested_questions import FILE_NAME, read_suggested_questions
from assistant.corpus_check.record import Check, CheckedDocument, Problem
from assistant.texts_fr import corpus_check as texts


def find_suggestions_without_document(
    documents: Iterable[CheckedDocument], *, folders: Iterable[Path]
) -> Iterator[Problem]:
    """Yield the entries of the lists of questions to suggest whose document is in none of the folders.

    Args:
        documents: all that could be read.
        folders: the corpus folders, each with or without a list.

    Raises:
        MetadataError: if a list is malformed; names it and the line.
    """
    known = {checked.document.document_id for checked in documents}
    for folder in folders:
        for entry in read_suggested_questions(folder / FILE_NAME):
            if entry.document_id not in known:
                message = texts.SUGGESTION_WITHOUT_DOCUMENT.format(document=entry.document_id)
                yield Problem(path=FILE_NAME, line=entry.line, check=Check.SUGGESTIONS, message=message)
