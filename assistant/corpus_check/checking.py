"""Runs every check over the folders of a corpus."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from assistant.corpus_check.completeness import find_incomplete
from assistant.corpus_check.duplicates import find_duplicates
from assistant.corpus_check.figures import find_undated_figures
from assistant.corpus_check.freshness import find_outdated, find_stale
from assistant.corpus_check.known_texts import known_texts
from assistant.corpus_check.links import find_dead_links
from assistant.corpus_check.reading import read_corpus
from assistant.corpus_check.record import CheckedDocument, CorpusCheck, Problem
from assistant.corpus_check.references import find_unknown_references
from assistant.corpus_check.reviewed_lists import (
    KnownReferences,
    read_accepted_words,
    read_known_references,
)
from assistant.corpus_check.spelling import find_misspelt
from assistant.corpus_check.standing_alone import find_dependent_sentences
from assistant.corpus_check.suggestions import find_suggestions_without_document
from assistant.corpus_check.versions import find_version_faults


def check_corpus(folders: Sequence[Path], *, today: date, with_spelling: bool = False) -> CorpusCheck:
    """Lint the documents of some corpus folders.

    Args:
        folders: the corpus folders; each may hold the reviewed lists at its top.
        today: the day that documents' ages are counted to.
        with_spelling: look at the spelling as well, with an outside program.

    Raises:
        CorpusError: if a folder does not exist or one of its lists is malformed.
        ServiceError: if the spelling program is asked for and missing.
    """
    corpus = read_corpus(folders)
    known = _joined([read_known_references(folder) for folder in folders])
    problems = [*corpus.problems, *_problems(corpus.documents, known, today)]
    problems.extend(find_suggestions_without_document(corpus.documents, folders=folders))
    if with_spelling:
        accepted = frozenset(word for folder in folders for word in read_accepted_words(folder).words())
        problems.extend(find_misspelt(corpus.documents, accepted=accepted))
    problems.sort(key=lambda problem: (problem.path, problem.line, problem.check, problem.message))
    return CorpusCheck(documents=len(corpus.documents), problems=tuple(problems))


def _problems(documents: Sequence[CheckedDocument], known: KnownReferences, today: date) -> Iterator[Problem]:
    yield from find_incomplete(documents, known=known)
    yield from find_unknown_references(documents, texts_known=known_texts(documents, known=known))
    yield from find_version_faults(documents, known=known)
    yield from find_dead_links(documents)
    yield from find_dependent_sentences(documents)
    yield from find_undated_figures(documents)
    yield from find_stale(documents, today=today)
    yield from find_outdated(documents, today=today)
    yield from find_duplicates(documents)


def _joined(lists: Sequence[KnownReferences]) -> KnownReferences:
    """Join the lists of several folders; a folder's line wins over those before it."""
    return KnownReferences(
        outside={name: what for one in lists for name, what in one.outside.items()},
        undated={name: why for one in lists for name, why in one.undated.items()},
        gaps={name: why for one in lists for name, why in one.gaps.items()},
    )
