"""Plain LangChain as a baseline: its splitter, its Chroma, nothing of ours but the embedding model."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from langchain_core.documents import Document
from langchain_core.embeddings import Embeddings

from tests.benchmarks.retrieval_articles import EMBEDDED_SECTIONS, Article

# What its tutorials take.
CHUNK_CHARS = 1000
OVERLAP_CHARS = 200
# Chunks asked for, so that ten articles are among them.
CHUNKS_WANTED = 50


@contextmanager
def langchain_search(
    folder: Path, articles: Sequence[Article], *, embeddings: Embeddings
) -> Iterator[Callable[[str], list[str]]]:
    """Index articles, and yield a search that returns ids of articles, best first.

    Raises:
        ImportError: if langchain-text-splitters is not installed.
    """
    from langchain_chroma import Chroma  # noqa: PLC0415 - two seconds
    from langchain_text_splitters import RecursiveCharacterTextSplitter  # noqa: PLC0415 - optional

    splitter = RecursiveCharacterTextSplitter(chunk_size=CHUNK_CHARS, chunk_overlap=OVERLAP_CHARS)
    chunks = splitter.split_documents([_document(article) for article in articles])
    store = Chroma(persist_directory=str(folder), embedding_function=embeddings)
    batch = store._client.get_max_batch_size()
    for start in range(0, len(chunks), batch):
        store.add_documents(chunks[start : start + batch])
    yield lambda text: [
        str(found.metadata["article_id"]) for found in store.similarity_search(text, k=CHUNKS_WANTED)
    ]


def _document(article: Article) -> Document:
    """Give LangChain the words that our passages are embedded with."""
    titles = " › ".join((f"Article {article.number}", *article.path[-EMBEDDED_SECTIONS:]))
    return Document(f"{titles}\n{article.text}", metadata={"article_id": article.article_id})
