"""The JSON of an answer, as pydantic models made from our records."""

from datetime import date
from typing import Literal

from assistant.conflicts import Conflict
from assistant.dialogue import Answer, Question, RefusalReason, Source, Statement, Status, Support
from assistant.rendering.document_shapes import DocumentShape, Shape, document_shape
from assistant.rendering.markdown import answer_markdown
from assistant.rendering.versions import document_version
from assistant.texts_fr.labels import label


class SpanShape(Shape):
    """Cited words: `source` is their source's `n`; `start` and `end` count code points of its excerpt."""

    source: int
    start: int
    end: int


class StatementShape(Shape):
    """One sentence of an answer."""

    text: str
    citations: tuple[int, ...]
    spans: tuple[SpanShape, ...]
    support: Support
    section: str
    # The question that it answers, of those asked at once; null: there is one.
    part: str | None = None


class SourceShape(DocumentShape):
    """A cited passage."""

    n: int
    locator: str | None
    page: int | None
    passage_id: str
    excerpt: str
    # Document id of the wording that follows under the same reference; null: none is known.
    successor_id: str | None
    # How the wording stands on the day asked about, in French; null: undated, or the day is not known yet.
    version_label: str | None


class RelatedShape(Shape):
    """A document near to a question."""

    document_id: str
    title: str


class ClaimShape(Shape):
    """One of the values that disagree."""

    value: str
    citation: int


class ConflictShape(Shape):
    """A disagreement between sources."""

    about: str
    claims: tuple[ClaimShape, ...]
    retained: int | None
    why: str


class TimingsShape(Shape):
    """Durations in milliseconds."""

    total: float
    embed: float
    search: float
    compose: float
    first_text: float


class AnswerShape(Shape):
    """`assistant ask --json` and `POST /api/v1/ask`."""

    answer_id: str
    question: str
    standalone_question: str
    status: Status
    refusal_reason: RefusalReason | None
    answer_markdown: str
    statements: tuple[StatementShape, ...]
    sources: tuple[SourceShape, ...]
    see_also: tuple[RelatedShape, ...]
    conflicts: tuple[ConflictShape, ...]
    follow_ups: tuple[str, ...]
    # Questions, of those asked at once, that no source answers.
    unanswered: tuple[str, ...] = ()
    # A question back, where the answer depends on what is left open; null: nothing is.
    clarification: str | None = None
    engine: Literal["extractive", "llm"]
    model: str | None
    as_of: date
    timings_ms: TimingsShape


def answer_shape(answer: Answer, *, contact: str) -> AnswerShape:
    """Shape an answer; `contact` is whom a refusal names."""
    return AnswerShape(
        answer_id=answer.answer_id,
        question=answer.question.text,
        standalone_question=answer.question.standalone_text,
        status=answer.status,
        refusal_reason=answer.refusal_reason,
        answer_markdown=answer_markdown(answer, contact=contact),
        statements=tuple(map(statement_shape, answer.statements)),
        sources=tuple(source_shape(source, question=answer.question) for source in answer.sources),
        see_also=tuple(map(RelatedShape.model_validate, answer.see_also)),
        conflicts=tuple(map(_conflict, answer.conflicts)),
        follow_ups=answer.follow_ups,
        unanswered=answer.unanswered,
        clarification=label(answer.clarification) if answer.clarification else None,
        engine=answer.engine.value,
        model=answer.model,
        as_of=answer.question.as_of,
        timings_ms=TimingsShape.model_validate(answer.timings),
    )


def statement_shape(statement: Statement) -> StatementShape:
    """Shape one statement."""
    return StatementShape(
        text=statement.text,
        citations=tuple(dict.fromkeys(citation.source_number for citation in statement.citations)),
        spans=tuple(
            SpanShape(source=citation.source_number, start=citation.span.start, end=citation.span.end)
            for citation in statement.citations
        ),
        support=statement.support,
        section=statement.section.value,
        part=statement.part or None,
    )


def source_shape(source: Source, *, question: Question | None = None) -> SourceShape:
    """Shape one cited passage; without the question, how its wording stands on the day is left out."""
    return SourceShape(
        **document_shape(source.document).model_dump(),
        n=source.number,
        locator=source.passage.locator,
        page=source.passage.page,
        passage_id=source.passage.passage_id,
        excerpt=source.passage.text,
        successor_id=source.document.successor_id,
        version_label=document_version(source.document, question) if question else None,
    )


def _conflict(conflict: Conflict) -> ConflictShape:
    return ConflictShape(
        about=conflict.about,
        claims=tuple(
            ClaimShape(value=claim.value, citation=claim.source_number) for claim in conflict.claims
        ),
        retained=conflict.retained,
        why=conflict.why,
    )
