"""The reviewed premises over the bundled corpus, read and cut once, without an index and without vectors."""

import tempfile
from functools import cache
from pathlib import Path

from assistant.answering.premises.correcting import PremiseChecker
from assistant.answering.premises.record import ReviewedPremise
from assistant.answering.premises.reviewed_file import FILE_NAME, load_premises_file
from assistant.domain import Library
from assistant.indexing.chunking import chunk_document
from assistant.indexing.corpus import find_files, load_documents
from assistant.indexing.reading_cache import ReadingCache
from assistant.indexing.sandbox import ReadingSandbox

CORPUS = Path(__file__).parents[2] / "corpus"


@cache
def premises() -> tuple[ReviewedPremise, ...]:
    return load_premises_file(CORPUS / FILE_NAME)


@cache
def library() -> Library:
    with tempfile.TemporaryDirectory() as folder:
        files = find_files((CORPUS,))
        with ReadingSandbox() as sandbox, ReadingCache(Path(folder) / "readings.sqlite") as cached:
            documents = load_documents(files, sandbox=sandbox, cache=cached).documents
    passages_of = {document.document_id: chunk_document(document) for document in documents}
    return Library(
        documents={document.document_id: document for document in documents},
        passages={one.passage_id: one for passages in passages_of.values() for one in passages},
        passages_of=passages_of,
    )


@cache
def checker() -> PremiseChecker:
    return PremiseChecker(premises(), library())
