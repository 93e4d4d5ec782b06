"""Nothing is shown that has not passed here: drafts go in, verified statements and the answer come out."""

import re
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from assistant.answering.obligations import Obligations, needs_basis
from assistant.cleaning import clean_text
from assistant.conflicts import Conflict
from assistant.dialogue import (
    Answer,
    AskRequest,
    Citation,
    Clarification,
    DraftStatement,
    EngineName,
    Evidence,
    EvidencePassage,
    Question,
    RefusalReason,
    RelatedDocument,
    Source,
    Statement,
    Status,
    Support,
    Timings,
)
from assistant.domain import Document, Passage, Span

# Contract: an answer's statements, and its characters without citation numbers.
MAX_STATEMENTS = 8
MAX_ANSWER_CHARS = 1_600
# Kept free for block headings, notes and spaces.
RESERVED_CHARS = 200
# Of a question that is refused for its length, what its answer repeats.
MAX_ECHOED_CHARS = 4_000
# Kept free besides, where documents may contradict one another.
CONFLICT_CHARS = 350
# Documents named by a refusal.
RELATED_LIMIT = 3

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """What the flow knows of an answer beside its statements."""

    answer_id: str
    engine: EngineName
    model: str | None
    # Why nothing was written; None: the engine was asked.
    refusal_reason: RefusalReason | None
    timings: Timings
    # Questions to go on with.
    follow_ups: tuple[str, ...] = ()
    # Questions, of those asked at once, that no source answers.
    unanswered: tuple[str, ...] = ()
    # What the answer depends on and the question leaves open.
    clarification: Clarification | None = None


@dataclass(slots=True, kw_only=True)
class Verification:
    """The verification of one answer: checks statements one by one, then closes the answer."""

    evidence: Evidence
    # As it was asked; None: the evidence's own.
    question: Question | None = None
    # Finds the texts that obligations stand on; None: no library to find them in.
    obligations: Obligations | None = None
    statements: list[Statement] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)
    rejected_count: int = 0
    # Questions asked at once, and the one that is answered now.
    parts_count: int = 1
    part: str = ""
    _parts_begun: int = 1
    _chars: int = 0

    def turn_to(self, evidence: Evidence, *, part: str) -> None:
        """Go on with the next of the questions asked at once, and with its evidence.

        Each has its share of the answer's statements and characters, and what those before it left.
        """
        self._parts_begun += self.part != ""
        self.evidence, self.part = evidence, part

    def verify(self, proposed: DraftStatement) -> Statement | None:
        """Return the statement if it may be shown, with its citations; None if not.

        A statement may be shown when its words stand, in order, in every passage it cites, when none of these
        passages is a wording that does not hold on the day asked about, when the answer has room for it, and
        when what it obliges to or forbids does not rest on a guide alone: the text it stands on is cited too.

        Args:
            proposed: a sentence with the passages it claims to rest on.
        """
        cited = [_find(self.evidence, passage_id) for passage_id in proposed.passage_ids]
        held = [found for found in cited if found is not None and self._holds(found)]
        spans = [span for found in held if (span := find_words(proposed.text, found.passage.text))]
        if not cited or len(spans) < len(cited) or not self._may_state(proposed.text, held):
            self.rejected_count += 1
            return None
        if not self._has_room(proposed):
            return None
        citations = tuple(
            Citation(source_number=self._number(found), span=span)
            for found, span in (*zip(held, spans, strict=True), *self._basis(proposed.text, held))
        )
        statement = Statement(
            text=proposed.text,
            citations=citations,
            support=Support.QUOTE,
            section=proposed.section,
            part=self.part,
        )
        self.statements.append(statement)
        self._chars += len(proposed.text)
        return statement

    def stated(self) -> tuple[tuple[EvidencePassage, Span], ...]:
        """Return the carrying words of each statement, in the first passage it cites."""
        by_number = {source.number: source for source in self.sources}
        first = (statement.citations[0] for statement in self.statements)
        return tuple((_as_evidence(by_number[one.source_number]), one.span) for one in first)

    def unanswered(self, questions: Sequence[str]) -> tuple[str, ...]:
        """Return the questions, of several asked at once, that no statement answers."""
        answered = {statement.part for statement in self.statements}
        return tuple(one for one in questions if one not in answered) if len(questions) > 1 else ()

    def room_chars(self) -> int:
        """Return how many characters are left for conflicts."""
        return MAX_ANSWER_CHARS - RESERVED_CHARS - self._chars

    def number(self, document: Document, passage: Passage) -> int:
        """Return the number of a passage among the sources; a new one becomes a source."""
        return self._number(EvidencePassage(passage=passage, document=document, score=0.0))

    def finish(self, ending: Ending, *, conflicts: tuple[Conflict, ...] = ()) -> Answer:
        """Close the answer: answered, partial where something was rejected, refused where nothing is left.

        Args:
            ending: what the flow knows besides.
            conflicts: what the sources disagree about, numbered by `number`.
        """
        if self.statements:
            is_partial = self.rejected_count or ending.unanswered
            status = Status.PARTIAL if is_partial else Status.ANSWERED
            reason = None
        else:
            status, reason = Status.REFUSED, ending.refusal_reason or RefusalReason.NO_SOURCE
        return Answer(
            answer_id=ending.answer_id,
            question=self.question or self.evidence.question,
            status=status,
            refusal_reason=reason,
            statements=tuple(self.statements),
            sources=tuple(self.sources),
            see_also=_nearest(self.evidence) if status is Status.REFUSED else (),
            conflicts=conflicts,
            follow_ups=ending.follow_ups,
            unanswered=ending.unanswered if self.statements else (),
            clarification=ending.clarification if self.statements else None,
            engine=ending.engine,
            model=ending.model,
            rejected_count=self.rejected_count,
            timings=ending.timings,
        )

    def _holds(self, found: EvidencePassage) -> bool:
        return found.document.version.holds_on(self.evidence.question.as_of)

    def _may_state(self, text: str, cited: list[EvidencePassage]) -> bool:
        as_of = self.evidence.question.as_of
        return self.obligations is None or any(
            self.obligations.may_state(text, found, as_of=as_of) for found in cited
        )

    def _basis(self, text: str, cited: list[EvidencePassage]) -> list[tuple[EvidencePassage, Span]]:
        """Return the text that an obligation stands on, where guides alone are cited for it."""
        if self.obligations is None or not all(needs_basis(text, found.document) for found in cited):
            return []
        as_of = self.evidence.question.as_of
        found = (self.obligations.basis_of(text, one, as_of=as_of) for one in cited)
        basis = next((one for one in found if one is not None), None)
        return [] if basis is None else [(basis.found, basis.span)]

    def _has_room(self, proposed: DraftStatement) -> bool:
        kept_free = CONFLICT_CHARS if self.evidence.may_be_contradicted else 0
        later_parts = self.parts_count - self._parts_begun
        room = self.room_chars() - kept_free
        share = MAX_ANSWER_CHARS // self.parts_count
        most = MAX_STATEMENTS - later_parts * (MAX_STATEMENTS // self.parts_count)
        return len(self.statements) < most and len(proposed.text) <= room - later_parts * share

    def _number(self, found: EvidencePassage) -> int:
        for source in self.sources:
            if source.passage.passage_id == found.passage.passage_id:
                return source.number
        source = Source(number=len(self.sources) + 1, document=found.document, passage=found.passage)
        self.sources.append(source)
        return source.number


def refuse_question(request: AskRequest, *, engine: EngineName, today: date) -> Answer:
    """Answer a question that cannot be put (empty, endless) with a refusal that says so."""
    text = clean_text(request.text, max_chars=MAX_ECHOED_CHARS).strip()
    question = Question(text=text, standalone_text=text, as_of=request.filters.on_date or today)
    nothing = Timings(total=0, embed=0, search=0, compose=0, first_text=0)
    ending = Ending(
        answer_id=uuid.uuid4().hex,
        engine=engine,
        model=None,
        refusal_reason=RefusalReason.INVALID_QUESTION,
        timings=nothing,
    )
    return Verification(evidence=Evidence(question=question, passages=())).finish(ending)


def find_words(statement: str, passage: str) -> Span | None:
    """Find where the words of a statement stand, in order and without others between them, in a passage.

    Case, punctuation and white space do not count; words do, to the letter.

    Returns:
        The span of the words in the passage; None if they do not stand there.
    """
    words = _WORD.findall(statement)
    if not words:
        return None
    pattern = r"(?<![^\W_])" + r"[\W_]+".join(map(re.escape, words)) + r"(?![^\W_])"
    found = re.search(pattern, passage, re.IGNORECASE)
    return None if found is None else Span(start=found.start(), end=found.end())


def _as_evidence(source: Source) -> EvidencePassage:
    return EvidencePassage(passage=source.passage, document=source.document, score=0.0)


def _find(evidence: Evidence, passage_id: str) -> EvidencePassage | None:
    return next((found for found in evidence.passages if found.passage.passage_id == passage_id), None)


def _nearest(evidence: Evidence) -> tuple[RelatedDocument, ...]:
    titles = {found.document.document_id: found.document.title for found in evidence.passages}
    related = (RelatedDocument(document_id=one, title=title) for one, title in titles.items())
    return tuple(related)[:RELATED_LIMIT]
