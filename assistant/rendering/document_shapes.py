"""The JSON of documents, searches and indexing runs, as pydantic models made from our records."""

from datetime import date

from pydantic import BaseModel, ConfigDict

from assistant.dialogue import FoundPassage
from assistant.domain import Document, IndexBuild, IndexReport, Kind, Library, Wording
from assistant.rendering.versions import review_sentence


class Shape(BaseModel):
    """Root of the shapes."""

    model_config = ConfigDict(frozen=True, from_attributes=True)


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
    # Why it is to be reviewed, a French sentence; null: no text that it names is known to be newer than it.
    needs_review: str | None
    url: str | None


class ListedDocumentShape(DocumentShape):
    """A line of the list of documents."""

    path: str
    passages: int
    stale_reason: str | None


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
                **document_shape(document).model_dump(),
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


def document_shape(document: Document) -> DocumentShape:
    """Shape what is said of a document wherever it appears."""
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
        needs_review=review_sentence(document),
        url=document.url,
    )
