"""Corrects a question: the quotable sentence that stands against what the question takes for granted."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from assistant.answering.premises.dating import Misdating, find_misdated, own_days
from assistant.answering.premises.record import Correction, ReviewedPremise
from assistant.answering.premises.wording import folded_text, is_stated, takes_for_granted
from assistant.dialogue import Evidence, EvidencePassage, Question
from assistant.domain import Document, Library, Passage, Span
from assistant.facts import stated_facts
from assistant.filtering import entry_matches
from assistant.legal_references import find_references

# At most one correction opens an answer.
_LIMIT = 1
_WORD = re.compile(r"[a-z]{3,}")
_NO_NAME = frozenset({"loi", "lois", "decret", "decision", "conseil", "etat", "circulaire", "dite"})


class PremiseChecker:
    """Finds what a question takes for granted wrongly, over one open build; read-only once made."""

    def __init__(self, premises: Sequence[ReviewedPremise], library: Library) -> None:
        """Prepare over the reviewed premises and the documents of one build.

        Args:
            premises: in order of precedence; one whose document or sentence is not there stays inert.
            library: the documents and passages of the build.
        """
        self._library = library
        self._reviewed = tuple((one, _quoted(one, library)) for one in premises)
        self._days = own_days(library.documents.values())
        correcting = (library.documents[one.document_id] for _, one in self._reviewed if one is not None)
        self._checked_days = frozenset(one.checked_on for one in correcting if one.checked_on is not None)
        self._about = _documents_about(library.documents.values())

    def inert_ids(self) -> tuple[str, ...]:
        """Return the reviewed premises that correct nothing, since no one sentence carries their quote."""
        return tuple(premise.premise_id for premise, quoted in self._reviewed if quoted is None)

    def checked_days(self) -> frozenset[date]:
        """Return the days on which the documents that correct errors were checked."""
        return self._checked_days

    def corrections(self, question: Question) -> tuple[Correction, ...]:
        """Return the sentence that corrects what a question takes for granted; at most one, mostly none.

        A document corrects nothing when the asker's limits leave it out, when its wording does not hold on
        the day asked about, or when it is undated and was checked after that day.

        Args:
            question: its own text is read; after other turns, what was asked before is not corrected again.
        """
        text = question.text if question.history else question.standalone_text
        found = (one for one in self._found(text) if self._may_correct(one, question))
        return tuple(one for one, _ in zip(found, range(_LIMIT), strict=False))

    def errors_in(self, text: str) -> tuple[Correction, ...]:
        """Return what corrects each reviewed error that a sentence of a document states.

        Args:
            text: one sentence; a sentence that names the error to deny it states none.
        """
        return tuple(
            quoted for premise, quoted in self._reviewed if quoted is not None and is_stated(text, premise)
        )

    def _found(self, text: str) -> Iterator[Correction]:
        for misdating in find_misdated(text, self._days):
            dated = self._dated(misdating)
            if dated is not None:
                yield dated
        for premise, quoted in self._reviewed:
            if quoted is not None and takes_for_granted(text, premise):
                yield quoted

    def _may_correct(self, correction: Correction, question: Question) -> bool:
        document = self._library.documents[correction.document_id]
        return (
            entry_matches(document.kind, document.jurisdiction, document.version, question.filters)
            and document.version.holds_on(question.as_of)
            and not _tells_a_later_day(document, question.as_of)
        )

    def _dated(self, misdating: Misdating) -> Correction | None:
        """Return the sentence that gives a text its own date, from a document about it where there is one."""
        number = misdating.canonical.rsplit(" ", 1)[-1].lower()
        name = set(_WORD.findall(misdating.named_as)) - _NO_NAME
        best: tuple[int, Correction] | None = None
        for document_id in self._about.get(misdating.canonical, ()):
            for passage, span in _quotable(document_id, self._library):
                words = passage.text[span.start : span.end]
                if number not in words.lower() or misdating.day.isoformat() not in stated_facts(words):
                    continue
                shared = len(name & set(_WORD.findall(folded_text(words))))
                if best is None or shared > best[0]:
                    best = (shared, _correction(misdating.canonical, passage, span))
        return None if best is None else best[1]


def with_corrections(evidence: Evidence, corrections: Sequence[Correction], *, library: Library) -> Evidence:
    """Return an evidence with corrections, and with their passages, so that the guard can find their words.

    A passage that was not found comes last and without score: the engine's own choice stays as it was.
    """
    held = {found.passage.passage_id for found in evidence.passages}
    added = tuple(
        EvidencePassage(
            passage=library.passages[one.passage_id],
            document=library.documents[one.document_id],
            score=0.0,
        )
        for one in corrections
        if one.passage_id not in held
    )
    drafts = tuple(one.draft() for one in corrections)
    return replace(evidence, passages=(*evidence.passages, *added), corrections=drafts)


def _documents_about(documents: Iterable[Document]) -> dict[str, list[str]]:
    """Return the documents about each text, by its canonical form: those it is the subject of come first."""
    about: dict[str, list[str]] = defaultdict(list)
    citing: dict[str, list[str]] = defaultdict(list)
    for document in documents:
        subjects = {one.canonical for one in find_references(document.reference or "")}
        cited = {one.canonical for text in document.references for one in find_references(text)}
        for canonical in subjects:
            about[canonical].append(document.document_id)
        for canonical in cited - subjects:
            citing[canonical].append(document.document_id)
    return {canonical: about.get(canonical) or citing[canonical] for canonical in {*about, *citing}}


def _quotable(document_id: str, library: Library) -> Iterator[tuple[Passage, Span]]:
    for passage in library.passages_of.get(document_id, ()):
        for span in passage.quotable_spans:
            yield passage, span


def _quoted(premise: ReviewedPremise, library: Library) -> Correction | None:
    """Return the one sentence of the correcting document that holds the quote; a pair of sentences yields."""
    quote = folded_text(premise.quote)
    holding = [
        (passage, span)
        for passage, span in _quotable(premise.corrected_by, library)
        if quote in folded_text(passage.text[span.start : span.end])
    ]
    if not holding:
        return None
    passage, span = min(holding, key=lambda one: one[1].end - one[1].start)
    is_one_sentence = all(
        one.passage_id == passage.passage_id and other.start <= span.start and span.end <= other.end
        for one, other in holding
    )
    return _correction(premise.premise_id, passage, span) if is_one_sentence else None


def _correction(premise_id: str, passage: Passage, span: Span) -> Correction:
    lines = passage.text[span.start : span.end].splitlines()
    return Correction(
        premise_id=premise_id,
        document_id=passage.document_id,
        passage_id=passage.passage_id,
        span=span,
        text="\n".join(" ".join(line.split()) for line in lines if line.strip()),
    )


def _tells_a_later_day(document: Document, as_of: date) -> bool:
    """Tell whether a document without dates of its own was checked after the day asked about."""
    return document.checked_on is not None and as_of < document.checked_on and not document.version.is_dated()
