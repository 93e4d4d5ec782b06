"""The articles and questions of the retrieval benchmark, as the documents and passages of the product."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.domain import (
    Authority,
    Block,
    BlockType,
    Document,
    IndexEntry,
    Kind,
    Library,
    Version,
    Wording,
)
from assistant.indexing.chunking import chunk_document, index_entry

# Innermost section titles that are embedded with a passage; the words of all of them are indexed.
EMBEDDED_SECTIONS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article in force."""

    article_id: str
    number: str
    # Titles of the sections that hold it, outermost first.
    path: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedQuery:
    """One question, and the articles that its editors cite."""

    kind: str
    text: str
    gold: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """What is searched: one document an article, cut and indexed as the product does."""

    library: Library
    # Entries for words hold the whole section path, those to embed its innermost titles.
    entries: tuple[IndexEntry, ...]
    embedded_texts: tuple[str, ...]
    article_of: dict[str, str]


def read_articles(path: Path) -> tuple[Article, ...]:
    """Read one article a line."""
    rows = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return tuple(
        Article(article_id=row["id"], number=row["num"], path=tuple(row["path"]), text=row["text"])
        for row in rows
    )


def read_queries(path: Path) -> tuple[JudgedQuery, ...]:
    """Read one question a line."""
    rows = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return tuple(JudgedQuery(kind=row["kind"], text=row["text"], gold=frozenset(row["gold"])) for row in rows)


def subset(articles: Sequence[Article], queries: Sequence[JudgedQuery], *, count: int) -> tuple[Article, ...]:
    """Keep every cited article and others up to `count`, the same ones each time, in the code's order."""
    gold = {article_id for query in queries for article_id in query.gold}
    ranked = sorted(articles, key=lambda one: (one.article_id not in gold, _digest(one.article_id)))
    chosen = {one.article_id for one in ranked[: max(count, len(gold))]}
    return tuple(one for one in articles if one.article_id in chosen)


def collect(articles: Sequence[Article]) -> Collection:
    """Make the passages of some articles."""
    documents = [_document(article) for article in articles]
    passages_of = {document.document_id: chunk_document(document) for document in documents}
    article_ids = dict(zip(passages_of, (article.article_id for article in articles), strict=True))
    entries = tuple(
        index_entry(document, passage)
        for document in documents
        for passage in passages_of[document.document_id]
    )
    passages = {passage.passage_id: passage for group in passages_of.values() for passage in group}
    library = Library(
        documents={document.document_id: document for document in documents},
        passages=passages,
        passages_of=passages_of,
    )
    return Collection(
        library=library,
        entries=entries,
        embedded_texts=tuple(_embedded_text(entry) for entry in entries),
        article_of={one.passage_id: article_ids[one.document_id] for one in passages.values()},
    )


def _embedded_text(entry: IndexEntry) -> str:
    title, *sections = entry.headings
    return replace(entry, headings=(title, *sections[-EMBEDDED_SECTIONS:])).searched_text()


def _document(article: Article) -> Document:
    lines = [*article.path, *article.text.split("\n")]
    blocks, start = [], 0
    for rank, line in enumerate(lines):
        is_heading = rank < len(article.path)
        blocks.append(
            Block(
                type=BlockType.HEADING if is_heading else BlockType.PARAGRAPH,
                start=start,
                end=start + len(line),
                level=rank + 1 if is_heading else 0,
            )
        )
        start += len(line) + 1
    return Document(
        document_id=article.article_id.lower(),
        path=f"{article.article_id}.txt",
        title=f"Article {article.number}",
        kind=Kind.CODE,
        authority=Authority.STATUTE,
        wording=Wording.OFFICIAL,
        reference=f"Code du travail {article.number}",
        former_numbers=(),
        references=(),
        version=Version(),
        jurisdiction="FR",
        checked_on=None,
        language="fr",
        url=None,
        publisher=None,
        licence=None,
        source_urls=(),
        text="\n".join(lines),
        blocks=tuple(blocks),
        content_hash=_digest(article.article_id),
    )


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
