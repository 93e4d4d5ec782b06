"""Finds the disagreements among passages: of values, and of reviewed errors with what corrects them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import combinations

from assistant.answering.disagreements.act_dates import ActDates
from assistant.answering.disagreements.asked_values import VALUES_ASKED, Asked, asked_of
from assistant.answering.disagreements.comparing import (
    Disagreement,
    compare,
    compare_answers,
    compare_figures,
    covered,
    overlap,
)
from assistant.answering.disagreements.stated import (
    Scope,
    Stated,
    Words,
    may_be_compared,
    scope_of,
    state,
    with_subject,
)
from assistant.answering.premises.correcting import PremiseChecker
from assistant.answering.premises.record import Correction
from assistant.dialogue import Evidence, EvidencePassage
from assistant.domain import Authority, Document, Library, Passage, Span
from assistant.sentences import split_sentences

# Passages whose reading is remembered: some kilobytes each.
_PASSAGES_READ = 2_000
# Up to as many passages that were not checked with the others, all of them are compared.
_FEW_PASSAGES = 300
# Weighted share of the words of the shorter sentence that both have, and the weight of these words at least:
# one answers the reviewed error of the other.
_ANSWERS_ERROR = 0.25
_ANSWERS_ERROR_WEIGHT = 5.0
# Weighted share of the question's words that a sentence holds whose error bears on it.
_BEARS_ON_QUESTION = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class _Witness:
    """A sentence, and the reviewed errors that it states."""

    stated: Stated
    errors: tuple[Correction, ...]


def _sentences(witnesses: Sequence[_Witness]) -> tuple[Stated, ...]:
    return tuple(witness.stated for witness in witnesses)


class _Place:
    """A passage in its document, hashed by the passage alone."""

    __slots__ = ("document", "passage")

    def __init__(self, document: Document, passage: Passage) -> None:
        self.document = document
        self.passage = passage

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Place) and self.passage.passage_id == other.passage.passage_id

    def __hash__(self) -> int:
        return hash(self.passage.passage_id)


class DisagreementFinder:
    """Compares passages over one open build; safe under any number of threads."""

    def __init__(
        self,
        library: Library,
        *,
        words: Words,
        premises: PremiseChecker,
        search: Callable[[str], Sequence[str]] = lambda _: (),
    ) -> None:
        """Prepare over the documents of one build.

        Args:
            library: its documents give the days of known texts.
            words: reads and weighs words.
            premises: knows the errors that circulate, and the sentences that correct them.
            search: finds the ids of passages by words, best first.
        """
        self._library = library
        self._words = words
        self._premises = premises
        self._search = search
        self._act_dates = ActDates(library.documents.values())
        self._unreviewed = tuple(
            _Place(document, passage)
            for document in library.documents.values()
            if not self._was_reviewed(document)
            for passage in library.passages_of.get(document.document_id, ())
        )
        self._read = lru_cache(maxsize=_PASSAGES_READ)(self._witnesses)
        self._anchor = lru_cache(maxsize=_PASSAGES_READ)(self._read_anchor)

    def between(self, found: Sequence[tuple[Document, Passage]], *, asked: str) -> tuple[Disagreement, ...]:
        """Return what passages disagree about, one disagreement for each pair of passages at most.

        Args:
            found: passages with their documents, the best first.
            asked: the question that brought them up.
        """
        scope = scope_of(asked, words=self._words)
        question = asked_of(asked, scope)
        disagreements: list[Disagreement] = []
        for (first, one), (second, other) in combinations(found, 2):
            some, others = self._read(_Place(first, one)), self._read(_Place(second, other))
            disagreement = next(self._compared(some, others, asked=scope), None) or compare_answers(
                _sentences(some), _sentences(others), asked=question, words=self._words
            )
            if disagreement is not None:
                disagreements.append(disagreement)
        return tuple(disagreements)

    def with_answer(
        self, evidence: Evidence, stated: Sequence[tuple[EvidencePassage, Span]]
    ) -> tuple[Disagreement, ...]:
        """Return what the passages found say against an answer: its side first, one for each passage at most.

        Args:
            evidence: all that was found for the question, examined.
            stated: the sentences of the answer, in their passages.
        """
        if not self._unreviewed or not stated:
            return ()
        text = evidence.question.standalone_text
        asked = asked_of(text, scope_of(text, words=self._words))
        anchors = [self._anchor(_Place(found.document, found.passage), span) for found, span in stated]
        disagreements = (
            self._against(anchors, place, asked=asked) for place in self._challengers(evidence, anchors)
        )
        return tuple(one for one in disagreements if one is not None)

    def examine(self, evidence: Evidence) -> Evidence:
        """Mark the sentences of an evidence that state a reviewed error or a wrong day of a known text."""
        if not self._unreviewed:
            return evidence
        disputed = frozenset(
            (one.passage.passage_id, witness.stated.span)
            for one in evidence.passages
            if not self._was_reviewed(one.document)
            for witness in self._read(_Place(one.document, one.passage))
            if witness.errors or self._act_dates.is_wrong_in(witness.stated.values)
        )
        return replace(evidence, disputed=disputed, may_be_contradicted=True)

    def _was_reviewed(self, document: Document) -> bool:
        """Tell whether a document was checked with those that correct errors, so that it holds none."""
        return (
            document.authority <= Authority.DECISION or document.checked_on in self._premises.checked_days()
        )

    def _challengers(self, evidence: Evidence, anchors: Sequence[_Witness]) -> tuple[_Place, ...]:
        """Return the passages that may say otherwise: found too, or naming a text that the answer dates."""
        if len(self._unreviewed) <= _FEW_PASSAGES:
            return self._unreviewed
        found = [(one.document, one.passage) for one in (*evidence.passages, *evidence.also_found)]
        dated = (one.stated for one in anchors if self._act_dates.dates_in(one.stated.values))
        words = (evidence.question.standalone_text, *(one.document.title for one in dated))
        for text in dict.fromkeys(words):
            passages = (self._library.passages[one] for one in self._search(text))
            found += [(self._library.documents[one.document_id], one) for one in passages]
        places = dict.fromkeys(_Place(document, passage) for document, passage in found)
        return tuple(place for place in places if not self._was_reviewed(place.document))

    def _against(self, anchors: Sequence[_Witness], place: _Place, *, asked: Asked) -> Disagreement | None:
        witnesses = self._read(place)
        for anchor in anchors:
            for witness in witnesses:
                found = compare(anchor.stated, witness.stated, asked=asked.scope, words=self._words)
                if found is not None:
                    return found
        for anchor in anchors:
            found = compare_figures((anchor.stated,), _sentences(witnesses), asked=asked, words=self._words)
            if found is not None:
                return found
        return next(self._errors_against(anchors, witnesses, asked=asked), None)

    def _errors_against(
        self, anchors: Sequence[_Witness], witnesses: Sequence[_Witness], *, asked: Asked
    ) -> Iterator[Disagreement]:
        """Yield the errors that bear on the question, or that the answer cites or corrects."""
        # A statement may leave out the last sign of its sentence.
        stated = {(one.stated.passage.passage_id, one.stated.span.start) for one in anchors}
        cited = {passage_id for passage_id, _ in stated}
        for witness in witnesses:
            bears = witness.stated.passage.passage_id in cited or self._bears(witness.stated, asked)
            for correction in witness.errors:
                if bears or (correction.passage_id, correction.span.start) in stated:
                    yield Disagreement.of_error(witness.stated, self._corrected(correction)).turned()

    def _bears(self, wrong: Stated, asked: Asked) -> bool:
        """Tell whether an error is about what is asked; no error answers a question for a figure or a day."""
        is_for_a_value = bool(asked.kinds) and asked.kinds[0] in VALUES_ASKED
        return (
            not is_for_a_value and covered(asked.scope, wrong.scope, words=self._words) >= _BEARS_ON_QUESTION
        )

    def _compared(
        self, some: Sequence[_Witness], others: Sequence[_Witness], *, asked: Scope
    ) -> Iterator[Disagreement]:
        for one in some:
            for other in others:
                found = compare(one.stated, other.stated, asked=asked, words=self._words)
                if found is None and self._answers(one, other):
                    found = Disagreement.of_error(one.stated, other.stated)
                if found is None and self._answers(other, one):
                    found = Disagreement.of_error(other.stated, one.stated).turned()
                if found is not None:
                    yield found

    def _answers(self, wrong: _Witness, other: _Witness) -> bool:
        """Tell whether a sentence answers the reviewed error of another: on the same subject, without it."""
        if not wrong.errors or not may_be_compared(wrong.stated, other.stated):
            return False
        stated = {one.premise_id for one in other.errors}
        return any(
            self._is_about(other.stated, self._corrected(one), wrong.stated)
            for one in wrong.errors
            if one.premise_id not in stated
        )

    def _is_about(self, stated: Stated, corrected: Stated, wrong: Stated) -> bool:
        about = stated.document.reference
        if about is not None and about in {corrected.document.reference, *corrected.document.references}:
            return True
        return any(
            overlap(stated.scope, one.scope, words=self._words, least=_ANSWERS_ERROR_WEIGHT) >= _ANSWERS_ERROR
            for one in (corrected, wrong)
        )

    def _corrected(self, correction: Correction) -> Stated:
        document = self._library.documents[correction.document_id]
        return self._state(correction.span, self._library.passages[correction.passage_id], document)

    def _read_anchor(self, place: _Place, span: Span) -> _Witness:
        return _Witness(stated=self._state(span, place.passage, place.document), errors=())

    def _witnesses(self, place: _Place) -> tuple[_Witness, ...]:
        # All sentences: what may not be quoted alone may still contradict.
        spans = split_sentences(place.passage.text)
        stated = [self._state(span, place.passage, place.document) for span in spans]
        before = ("", *(one.text for one in stated))
        return tuple(
            _Witness(stated=one, errors=self._errors(one, with_subject(one.text, previous)))
            for one, previous in zip(stated, before, strict=False)
        )

    def _state(self, span: Span, passage: Passage, document: Document) -> Stated:
        return state(span, passage, document, words=self._words, act_dates=self._act_dates)

    def _errors(self, stated: Stated, text: str) -> tuple[Correction, ...]:
        # What obliges by itself states no error; nor does a sentence that names one to correct it.
        if stated.document.authority <= Authority.DECISION or stated.is_about_an_error:
            return ()
        return self._premises.errors_in(text)
