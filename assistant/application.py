"""The assistant, ready to answer: what every door talks to."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from assistant.answer_events import AnswerEvent, AnswerFinished
from assistant.answering.compound import parts_of
from assistant.answering.conversation import clean_question, understand
from assistant.answering.engines.extractive import ExtractiveEngine
from assistant.answering.guard import refuse_question
from assistant.answering.obligations import Obligations
from assistant.answering.premises.correcting import with_corrections
from assistant.answering.relevance import refusal_reason
from assistant.answering.retrieval import HybridRetriever, Legs, query_vector, search_legs
from assistant.dialogue import (
    Answer,
    AskRequest,
    EngineChoice,
    Evidence,
    Filters,
    FoundPassage,
    Hit,
    Question,
    SearchQuery,
)
from assistant.domain import IndexBuild, Library
from assistant.errors import QuestionError, UnusableQuestionError
from assistant.live_index import LiveIndex, OpenIndex
from assistant.pipeline import AnsweringParts, answer_question
from assistant.protocols import Embedder
from assistant.texts_fr import answers as texts

_SEVERAL = 2


class Application:
    """An `AssistantService` over the index that serves now; safe to use from many threads."""

    def __init__(self, *, live: LiveIndex, embedder: Embedder | None, today: Callable[[], date]) -> None:
        """Join the index that serves with what embeds a question.

        Args:
            live: lends the current build.
            embedder: None where no model loads: the lexical leg answers alone.
            today: the day that counts when no date is asked for.
        """
        self._live = live
        self._embedder = embedder
        self._today = today

    def answer(self, request: AskRequest) -> Iterator[AnswerEvent]:
        """Yield the events of one answer; see `AssistantService`."""
        if request.engine is EngineChoice.LLM:
            raise QuestionError(texts.NO_LANGUAGE_MODEL)
        # What cannot be a question is one, index or none.
        clean_question(request.text)
        with self._live.lease() as opened:
            question = self._question(request, opened)
            obligations = Obligations(
                library=opened.library, vocabulary=opened.vocabulary, named_texts=opened.named_texts
            )
            parts = AnsweringParts(
                retriever=HybridRetriever(legs=self._legs(opened), as_of=question.as_of),
                engine=ExtractiveEngine(opened.vocabulary, obligations=obligations),
                correct=lambda evidence: with_corrections(
                    evidence, opened.premises.corrections(evidence.question), library=opened.library
                ),
                disagreements=opened.disagreements,
                obligations=obligations,
                refuse=lambda evidence: refusal_reason(evidence, vocabulary=opened.vocabulary),
                suggest=opened.suggestions.after,
                split=lambda asked: _split(asked, opened),
            )
            yield from answer_question(question, parts)

    def answer_or_refuse(self, request: AskRequest) -> Answer:
        """Return the whole answer; a question that cannot be put is refused, not an error.

        Raises:
            IndexStoreError: if no usable index is there.
        """
        try:
            *_, last = self.answer(request)
        except UnusableQuestionError:
            return refuse_question(request, engine=ExtractiveEngine.name, today=self._today())
        if not isinstance(last, AnswerFinished):
            raise AssertionError("the last event of an answer is AnswerFinished")
        return last.answer

    def evidence(self, request: AskRequest) -> Evidence:
        """Return what an answer to the request would rest on; raises as `answer` does."""
        with self._live.lease() as opened:
            question = self._question(request, opened)
            return HybridRetriever(legs=self._legs(opened), as_of=question.as_of).retrieve(question)

    def search(self, text: str, *, filters: Filters, limit: int) -> tuple[FoundPassage, ...]:
        """Return ranked passages without an answer; see `AssistantService`."""
        wanted = clean_question(text)
        with self._live.lease() as opened:
            legs = self._legs(opened)
            query = SearchQuery(text=wanted, vector=query_vector(wanted, legs), filters=filters)
            ranking = search_legs(query, legs)[:limit]
            return tuple(_found(rank, hit, opened.library) for rank, hit in enumerate(ranking, start=1))

    def library(self) -> tuple[IndexBuild, Library]:
        """Return the present build and its documents; see `AssistantService`."""
        with self._live.lease() as opened:
            return opened.build, opened.library

    def notices(self) -> tuple[str, ...]:
        """Return what a user should know of a reduced service; usually nothing."""
        return () if self._embedder is not None else (texts.LEXICAL_ONLY,)

    def close(self) -> None:
        """Release the open index."""
        self._live.close()

    def _question(self, request: AskRequest, opened: OpenIndex) -> Question:
        mend = opened.lay_language.corrected
        return opened.lay_language.read(understand(request, today=self._today(), mend=mend))

    def _legs(self, opened: OpenIndex) -> Legs:
        return Legs(
            library=opened.library,
            vocabulary=opened.vocabulary,
            named_texts=opened.named_texts,
            lexical=opened.lexical,
            dense=opened.dense,
            embedder=self._embedder,
            questions=opened.questions,
            ranker=opened.ranker,
        )


def _split(question: Question, opened: OpenIndex) -> tuple[Question, ...]:
    """Return the questions that are asked at once, each read in everyday words; none where it is one.

    What a follow-up brings along was answered before it: it is one question.
    """
    parts = () if question.leans_on_history else parts_of(question.standalone_text)
    if len(parts) < _SEVERAL:
        return ()
    alone = (replace(question, standalone_text=part) for part in parts)
    return tuple(map(opened.lay_language.read, alone))


def _found(rank: int, hit: Hit, library: Library) -> FoundPassage:
    passage = library.passages[hit.passage_id]
    return FoundPassage(
        rank=rank, score=hit.score, passage=passage, document=library.documents[passage.document_id]
    )
