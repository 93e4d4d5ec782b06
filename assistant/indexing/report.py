"""What one run of the indexing flow did, told from the documents before and after."""

from collections.abc import Mapping, Sequence

from assistant.domain import Document, IndexBuild, IndexReport


def index_report(
    build: IndexBuild,
    *,
    previous: Mapping[str, Document],
    documents: Sequence[Document],
    seconds: float,
    embedding_seconds: float,
) -> IndexReport:
    """Compare the documents of a build with those before it.

    Args:
        build: what was built, or what still serves.
        previous: documents of the build before, by path.
        documents: documents of this build.
        seconds: time of the whole run.
        embedding_seconds: part of it spent in the embedder.
    """
    present = {document.path: document for document in documents}
    kept = present.keys() & previous.keys()
    unchanged = sum(present[path] == previous[path] for path in kept)
    return IndexReport(
        documents=build.documents_count,
        passages=build.passages_count,
        added=len(present.keys() - previous.keys()),
        updated=len(kept) - unchanged,
        deleted=len(previous.keys() - present.keys()),
        unchanged=unchanged,
        skipped=build.skipped,
        seconds=seconds,
        embedding_seconds=embedding_seconds,
        build=build.build_id,
    )


def unchanged_report(build: IndexBuild, *, seconds: float) -> IndexReport:
    """Report a run that found nothing to do."""
    return IndexReport(
        documents=build.documents_count,
        passages=build.passages_count,
        added=0,
        updated=0,
        deleted=0,
        unchanged=build.documents_count,
        skipped=build.skipped,
        seconds=seconds,
        embedding_seconds=0.0,
        build=build.build_id,
    )
