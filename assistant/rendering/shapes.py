"""The JSON that the outside relies on, as pydantic models made from our records."""

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict

from assistant.answer_markdown import answer_markdown
from assistant.dialogue import (
    Answer,
    Conflict,
    FoundPassage,
    RefusalReason,
    Source,
    Statement,
    Status,
    Support,
)
from assistant.domain import Document, IndexBuild, IndexReport, Kind, Library, Wording


class Shape(BaseModel):
    """Root of the shapes."""

    model_config = ConfigDict(frozen=True, from_attributes=True)


class StatementShape(Shape):
    """One sentence of an answer."""

    text: str
    citations: tuple[int, ...]
    support: Support
    section: str


class DocumentShape(Shape):
    """What is said of a document wherever it appears."""

    document_id: str
    title: str
    kind: Kind
    wording: Wording
    jurisdiction: str | None
    authority: int
    reference: str | None
    references: tuple[str, ...]
    in_force_from: date | None
    in_force_to: date | None
    checked_on: date | None
    url: str | None


class SourceShape(DocumentShape):
    """A cited passage."""

    n: int
    locator: str | None
    page: int | None
    passage_id: str
    excerpt: str


class ListedDocumentShape(DocumentShape):
    """A line of the list of documents."""

    path: str
    passages: int
    stale_reason: str | None


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
    engine: Literal["extractive", "llm"]
    model: str | None
    as_of: date
    timings_ms: TimingsShape


class FoundShape(Shape):
    """One passage of a search."""

    rank: int
    passage_id: str
    document_id: str
    path: str
    title: str
    locator: str | None
    score: float
    text: str


class SearchTimingsShape(Shape):
    """Duration in milliseconds."""

    total: float


class SearchShape(Shape):
    """`assistant search --json` and `GET /api/v1/search`."""

    query: str
    results: tuple[FoundShape, ...]
    timings_ms: SearchTimingsShape


class SourcesShape(Shape):
    """`assistant sources --json` and `GET /api/v1/sources`."""

    build: str
    documents: tuple[ListedDocumentShape, ...]


class SkippedShape(Shape):
    """A file that could not be taken in."""

    path: str
    reason: str


class IndexShape(Shape):
    """`assistant index --json`."""

    documents: int
    passages: int
    added: int
    updated: int
    deleted: int
    unchanged: int
    skipped: tuple[SkippedShape, ...]
    seconds: float
    embedding_seconds: float
    index: str
    build: str


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
        sources=tuple(map(source_shape, answer.sources)),
        see_also=tuple(map(RelatedShape.model_validate, answer.see_also)),
        conflicts=tuple(map(_conflict, answer.conflicts)),
        follow_ups=answer.follow_ups,
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
        support=statement.support,
        section=statement.section.value,
    )


def source_shape(source: Source) -> SourceShape:
    """Shape one cited passage."""
    return SourceShape(
        **_document(source.document).model_dump(),
        n=source.number,
        locator=source.passage.locator,
        page=source.passage.page,
        passage_id=source.passage.passage_id,
        excerpt=source.passage.text,
    )


def search_shape(query: str, found: tuple[FoundPassage, ...], *, total_ms: float) -> SearchShape:
    """Shape the result of a plain search."""
    results = tuple(
        FoundShape(
            rank=one.rank,
            passage_id=one.passage.passage_id,
            document_id=one.document.document_id,
            path=one.document.path,
            title=one.document.title,
            locator=one.passage.locator,
            score=one.score,
            text=one.passage.text,
        )
        for one in found
    )
    return SearchShape(query=query, results=results, timings_ms=SearchTimingsShape(total=total_ms))


def sources_shape(build: IndexBuild, library: Library) -> SourcesShape:
    """Shape the list of the indexed documents, by path."""
    documents = sorted(library.documents.values(), key=lambda document: document.path)
    return SourcesShape(
        build=build.build_id,
        documents=tuple(
            ListedDocumentShape(
                **_document(document).model_dump(),
                path=document.path,
                passages=len(library.passages_of.get(document.document_id, ())),
                stale_reason=document.stale_reason,
            )
            for document in documents
        ),
    )


def index_shape(report: IndexReport, *, index: str) -> IndexShape:
    """Shape the report of an indexing run over the folder `index`."""
    skipped = tuple(map(SkippedShape.model_validate, report.skipped))
    return IndexShape(
        documents=report.documents,
        passages=report.passages,
        added=report.added,
        updated=report.updated,
        deleted=report.deleted,
        unchanged=report.unchanged,
        skipped=skipped,
        seconds=round(report.seconds, 3),
        embedding_seconds=round(report.embedding_seconds, 3),
        index=index,
        build=report.build,
    )


def _document(document: Document) -> DocumentShape:
    return DocumentShape(
        document_id=document.document_id,
        title=document.title,
        kind=document.kind,
        wording=document.wording,
        jurisdiction=document.jurisdiction,
        authority=int(document.authority),
        reference=document.reference,
        references=document.references,
        in_force_from=document.version.in_force_from,
        in_force_to=document.version.in_force_to,
        checked_on=document.checked_on,
        url=document.url,
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
