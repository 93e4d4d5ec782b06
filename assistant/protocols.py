"""The sockets: one or two methods each, nothing to inherit."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Protocol

from assistant.answer_events import AnswerEvent
from assistant.dialogue import (
    AskRequest,
    DraftStatement,
    EngineName,
    Evidence,
    Filters,
    FoundPassage,
    Question,
    Ranking,
    SearchQuery,
)
from assistant.domain import IndexBuild, Library, ReadText
from assistant.question_words import ScopeMargins

# Bytes of one file → its text with its structure.
# Raises UnreadableFileError with a French reason when the bytes defeat it.
Reader = Callable[[bytes], ReadText]

# Called with (done, total) while a long step runs.
Progress = Callable[[int, int], None]


class Embedder(Protocol):
    """Turns texts into unit vectors; the shape of LangChain's `Embeddings`, with a name."""

    @property
    def name(self) -> str:
        """Name of the model, part of every cache key."""
        ...

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Embed passages: one unit vector per text, in order.

        Raises:
            ServiceError: if the model is served elsewhere and fails.
        """
        ...

    def embed_query(self, text: str) -> list[float]:
        """Embed one question as a unit vector."""
        ...


class PassageIndex(Protocol):
    """Finds passages; one implementation per way of finding."""

    def search(self, query: SearchQuery, *, limit: int) -> Ranking:
        """Return at most `limit` hits that satisfy the query's filters, best first.

        Filters apply before the limit. Nothing found is an empty ranking.

        Raises:
            ValueError: if `limit` is below 1.
        """
        ...


class DocumentFinder(Protocol):
    """Finds documents by the questions they are there to answer."""

    def search(self, query: SearchQuery, *, limit: int) -> Mapping[str, float]:
        """Return at most `limit` document ids with their scores, from 0 to 1, best first; no filter applies.

        Raises:
            ValueError: if `limit` is below 1.
        """
        ...

    def margins(self, vector: Sequence[float]) -> ScopeMargins | None:
        """Return how near a question's unit vector is to the corpus; None: nothing to compare with."""
        ...


class Retriever(Protocol):
    """Finds the evidence for a question."""

    def retrieve(self, question: Question) -> Evidence:
        """Return the passages an answer may rest on, best first; none is an empty evidence."""
        ...


class AnswerEngine(Protocol):
    """Writes a draft, sentence by sentence, from evidence alone."""

    @property
    def name(self) -> EngineName:
        """Which engine this is."""
        ...

    @property
    def model(self) -> str | None:
        """Name of the language model, if one writes."""
        ...

    def write(self, evidence: Evidence) -> Iterator[DraftStatement]:
        """Yield proposed statements in reading order; none means that nothing answers."""
        ...


class AssistantService(Protocol):
    """What every door (page, API, command line) talks to; safe to call from many threads."""

    def answer(self, request: AskRequest) -> Iterator[AnswerEvent]:
        """Yield the events of one answer; the last is `AnswerFinished`.

        Closing the iterator stops the work.

        Raises:
            QuestionError: if the question or a filter cannot be used.
            IndexStoreError: if no usable index is there.
        """
        ...

    def search(self, text: str, *, filters: Filters, limit: int) -> tuple[FoundPassage, ...]:
        """Return ranked passages without an answer.

        Raises:
            QuestionError: if the text is empty or too long.
            IndexStoreError: if no usable index is there.
        """
        ...

    def library(self) -> tuple[IndexBuild, Library]:
        """Return the present build and its documents.

        Raises:
            IndexStoreError: if no usable index is there.
        """
        ...

    def notices(self) -> tuple[str, ...]:
        """Return what a user should know about the present state, one French sentence each; usually none."""
        ...
