"""The ways of ranking that the retrieval benchmark compares, over one set of open indexes."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields, replace
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from assistant.answering.ranking import Ranker, RankingWeights
from assistant.answering.retrieval import LEG_LIMIT, fuse_legs
from assistant.answering.vocabulary import Vocabulary
from assistant.dialogue import Filters, Ranking, SearchQuery
from assistant.domain import IndexEntry, Library
from assistant.indexing.lexical_index import LexicalIndex
from assistant.indexing.vector_index import VectorIndex
from assistant.protocols import Embedder

Search = Callable[[SearchQuery], Ranking]

DENSE, WORDS, FUSION, FULL = "dense alone", "BM25 alone", "fusion of both", "full ranking"
# Fields of the weights, and how a table calls them.
FEATURES = {
    "related_terms": "related terms",
    "vector_shift": "moved vector",
    "section_mass": "section mass",
    "named_section": "named section",
}
_NOTHING = RankingWeights(**{field.name: 0 for field in fields(RankingWeights)})


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """Open indexes of one build."""

    library: Library
    vocabulary: Vocabulary
    lexical: LexicalIndex
    dense: VectorIndex


@contextmanager
def opened(
    folder: Path, library: Library, *, entries: Sequence[IndexEntry], vectors: npt.NDArray[np.float32]
) -> Iterator[Opened]:
    """Write the product's two indexes of some passages, and open them."""
    LexicalIndex.write(folder / "lexical", entries)
    VectorIndex.write(folder / "vectors", entries, vectors)
    with opened_build(folder, library, entries=entries) as build:
        yield build


@contextmanager
def opened_build(folder: Path, library: Library, *, entries: Sequence[IndexEntry]) -> Iterator[Opened]:
    """Open the two indexes of a folder."""
    lexical, dense = LexicalIndex.open(folder / "lexical"), VectorIndex.open(folder / "vectors")
    vocabulary = Vocabulary(entry.searched_text() for entry in entries)
    try:
        yield Opened(library=library, vocabulary=vocabulary, lexical=lexical, dense=dense)
    finally:
        lexical.close()
        dense.close()


def systems(build: Opened) -> dict[str, Search]:
    """Return every way of ranking by name; searches that several of them share run once a question."""
    search_words = cache(lambda query: build.lexical.search(query, limit=LEG_LIMIT))
    by_vector = cache(lambda vector, filters: build.dense.search(_bare(vector, filters), limit=LEG_LIMIT))
    search_dense: Search = lambda query: by_vector(query.vector, query.filters)  # noqa: E731
    search_both: Search = lambda query: fuse_legs(search_words(query), search_dense(query))  # noqa: E731
    full = RankingWeights()
    used = [name for name in FEATURES if getattr(full, name)]
    rankings = {FULL: full}
    rankings |= {f"fusion + {FEATURES[one]}": replace(_NOTHING, **{one: getattr(full, one)}) for one in used}
    rankings |= {f"full - {FEATURES[one]}": replace(full, **{one: 0}) for one in used}
    found: dict[str, Search] = {DENSE: search_dense, WORDS: search_words, FUSION: search_both}
    return found | {name: ranked(build, search_both, weights=one) for name, one in rankings.items()}


def ranked(build: Opened, search_both: Search, *, weights: RankingWeights) -> Search:
    """Return the product's ranking with some weights."""
    ranker = Ranker(build.library, build.vocabulary, vectors=build.dense.vectors, weights=weights)

    def search(query: SearchQuery) -> Ranking:
        first = search_both(query)
        second = ranker.second_query(query, first)
        return ranker.lift(first if second == query else search_both(second), query)

    return search


def milliseconds(build: Opened, embedder: Embedder, *, texts: Sequence[str]) -> dict[str, float]:
    """Return the medians of the parts of a search, and of the whole, without the question's vector."""
    search_both: Search = lambda query: fuse_legs(  # noqa: E731
        build.lexical.search(query, limit=LEG_LIMIT), build.dense.search(query, limit=LEG_LIMIT)
    )
    whole = ranked(build, search_both, weights=RankingWeights())
    times: dict[str, list[float]] = {}
    for text in texts:
        started = time.perf_counter()
        query = SearchQuery(text=text, vector=tuple(embedder.embed_query(text)), filters=Filters())
        marks = [("question's vector", time.perf_counter() - started)]
        for name, search in (
            ("BM25", lambda query: build.lexical.search(query, limit=LEG_LIMIT)),
            ("dense", lambda query: build.dense.search(query, limit=LEG_LIMIT)),
            ("full ranking", whole),
        ):
            started = time.perf_counter()
            search(query)
            marks.append((name, time.perf_counter() - started))
        for name, seconds in marks:
            times.setdefault(name, []).append(seconds * 1000)
    return {name: float(np.median(values)) for name, values in times.items()}


def _bare(vector: tuple[float, ...], filters: Filters) -> SearchQuery:
    return SearchQuery(text="", vector=vector, filters=filters)
