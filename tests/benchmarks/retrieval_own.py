"""Our own questions over the bundled corpus, with the same ways of ranking."""

import statistics
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from assistant.answering.conversation import understand
from assistant.dialogue import SearchQuery
from assistant.evaluation.cases import Case, Expectation, Split, read_cases
from assistant.evaluation.metrics import RANKING_DEPTH, ndcg_at, recall_at
from assistant.evaluation.running import relevant_ids
from assistant.indexing.build_store import BuildStore
from assistant.indexing.chunking import index_entry
from assistant.indexing.document_store import read_library
from assistant.protocols import Embedder
from tests.benchmarks.retrieval_systems import Opened, Search, opened_build
from tests.records import TODAY

RECALL_DEPTH = 6


@contextmanager
def own_build(index: Path) -> Iterator[Opened]:
    """Open a built index of the bundled corpus.

    Raises:
        IndexStoreError: if none is there.
    """
    folder, _ = BuildStore(index).verified_folder()
    library = read_library(folder)
    entries = [index_entry(library.documents[one.document_id], one) for one in library.passages.values()]
    with opened_build(folder, library, entries=entries) as build:
        yield build


class OwnQuestions:
    """Questions that have an answer in the corpus, and may be tuned on; each once."""

    def __init__(self, files: Sequence[Path], build: Opened, embedder: Embedder) -> None:
        self._build = build
        cases = {case.id: case for path in files for case in read_cases(path)}
        self._judged: list[tuple[Case, SearchQuery, set[str]]] = []
        for case in cases.values():
            relevant = set(relevant_ids(case, build.library))
            if case.expect is Expectation.ANSWER and case.split is Split.TUNED and relevant:
                self._judged.append((case, _query(case, embedder), relevant))

    def __len__(self) -> int:
        return len(self._judged)

    def texts(self) -> list[str]:
        return [query.text for _, query, _ in self._judged]

    def quality(self, search: Search) -> tuple[float, float]:
        """Return mean recall@6 and nDCG@10, over documents where a question names some, else passages."""
        recalls, gains = [], []
        for case, query, relevant in self._judged:
            found = [self._build.library.passages[hit.passage_id] for hit in search(query)]
            ids = [one.document_id if case.gold_documents else one.passage_id for one in found]
            distinct = list(dict.fromkeys(ids))
            recalls.append(recall_at(distinct, relevant, depth=RECALL_DEPTH))
            gains.append(ndcg_at(distinct, relevant, depth=RANKING_DEPTH))
        return statistics.fmean(recalls), statistics.fmean(gains)


def _query(case: Case, embedder: Embedder) -> SearchQuery:
    request = case.request()
    text = understand(request, today=TODAY).standalone_text
    return SearchQuery(text=text, vector=tuple(embedder.embed_query(text)), filters=request.filters)
