"""The system on one page: build_indexes(), from files to indexes; answer_question(), to an answer."""

import time
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from assistant.answer_events import (
    AnswerEvent,
    AnswerFinished,
    SourcesAdded,
    StatementAdded,
    Step,
    StepStarted,
)
from assistant.answering.clarification import clarification_for
from assistant.answering.compound import ask_apart
from assistant.answering.disagreements.finding import DisagreementFinder
from assistant.answering.disagreements.telling import tell_conflicts
from assistant.answering.guard import Ending, Verification
from assistant.answering.obligations import Obligations
from assistant.dialogue import Evidence, Question, RefusalReason, Source, Statement, Timings
from assistant.domain import Document, IndexBuild, IndexReport, Passage
from assistant.errors import IndexStoreError
from assistant.indexing.build_store import BuildStore, new_build_id
from assistant.indexing.corpus import LoadedCorpus
from assistant.indexing.report import index_report, unchanged_report
from assistant.protocols import AnswerEngine, Retriever


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexingParts:
    """What turns the files of a corpus into one build."""

    store: BuildStore
    # Hash of the corpus and of all that shapes its indexes.
    fingerprint: str
    # Name of the embedding model; None: no vectors.
    embedder: str | None
    # Documents of the serving build by path; none where there is no sound one.
    previous: Callable[[], Mapping[str, Document]]
    # Reads the files; what cannot be read now stays as it was in `previous`.
    load: Callable[[Mapping[str, Document]], LoadedCorpus]
    chunk: Callable[[Document], Sequence[Passage]]
    # Writes documents and indexes into the folder; returns the seconds spent embedding.
    write: Callable[[Path, Sequence[Document], Sequence[Passage]], float]


def build_indexes(parts: IndexingParts) -> IndexReport:
    """Build the index anew if anything has changed since the serving build, and publish it.

    Raises:
        IndexStoreError: if another build is under way, or the folder cannot be used.
        ServiceError: if a configured embedding server fails; the old build goes on serving.
    """
    started = time.perf_counter()
    serving = _sound_build(parts.store)
    if serving is not None and serving.fingerprint == parts.fingerprint:
        return unchanged_report(serving, seconds=time.perf_counter() - started)
    build_id = new_build_id(datetime.now(UTC), token=uuid.uuid4().hex[:8])
    with parts.store.new_build(build_id) as folder:
        previous = parts.previous()
        corpus = parts.load(previous)
        passages = [passage for document in corpus.documents for passage in parts.chunk(document)]
        embedding_seconds = parts.write(folder, corpus.documents, passages)
        build = IndexBuild(
            build_id=build_id,
            fingerprint=parts.fingerprint,
            embedder=parts.embedder,
            documents_count=len(corpus.documents),
            passages_count=len(passages),
            skipped=corpus.skipped,
        )
        parts.store.publish(folder, build)
    return index_report(
        build,
        previous=previous,
        documents=corpus.documents,
        seconds=time.perf_counter() - started,
        embedding_seconds=embedding_seconds,
    )


def _sound_build(store: BuildStore) -> IndexBuild | None:
    try:
        return store.verified_folder()[1]
    except IndexStoreError:
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnsweringParts:
    """What answers one question, over one open build."""

    retriever: Retriever
    engine: AnswerEngine
    # Adds to evidence the sentences that correct what the question takes for granted.
    correct: Callable[[Evidence], Evidence]
    # Finds what the sources disagree about.
    disagreements: DisagreementFinder
    # Finds the texts that obligations stand on.
    obligations: Obligations
    # Tells why evidence cannot carry an answer; None: it can.
    refuse: Callable[[Evidence], RefusalReason | None]
    # Chooses the questions to go on with, from what was found, stated and cited.
    suggest: Callable[[Evidence, Sequence[Statement], Sequence[Source]], tuple[str, ...]]
    # Tells the questions that are asked at once, each standing alone; none where it is one.
    split: Callable[[Question], tuple[Question, ...]]

    def asked(self, question: Question) -> tuple[Evidence, ...]:
        """Return the evidence of a question, or of each of those that it asks at once."""
        whole = self._evidence(question)
        parts = tuple(map(self._evidence, self.split(question)))
        refused = [self.refuse(one) is not None for one in parts]
        if all(refused):
            return (whole,)
        is_apart = any(refused) or self.refuse(whole) is not None or ask_apart(whole, parts)
        return parts if is_apart else (whole,)

    def _evidence(self, question: Question) -> Evidence:
        return self.disagreements.examine(self.correct(self.retriever.retrieve(question)))


def answer_question(question: Question, parts: AnsweringParts) -> Iterator[AnswerEvent]:
    """Answer a question: evidence, then statements one by one as the guard lets them pass.

    Args:
        question: understood alone, with its date and filters.
        parts: what finds, judges and writes.

    Yields:
        Steps, new sources before the statement that cites them, statements, and the whole answer last.
    """
    started = time.perf_counter()
    yield StepStarted(step=Step.SEARCHING)
    asked = parts.asked(question)
    reasons = [parts.refuse(evidence) for evidence in asked]
    yield StepStarted(step=Step.WRITING)
    composing = time.perf_counter()
    first_text = None
    verification = Verification(
        question=question, evidence=asked[0], obligations=parts.obligations, parts_count=len(asked)
    )
    for evidence, reason in zip(asked, reasons, strict=True):
        verification.turn_to(evidence, part=evidence.question.standalone_text if len(asked) > 1 else "")
        for event in _verified_statements(verification, evidence, parts.engine if reason is None else None):
            first_text = first_text or time.perf_counter()
            yield event
    known = len(verification.sources)
    conflicts = tell_conflicts(
        parts.disagreements.with_answer(asked[0], verification.stated()),
        number=verification.number,
        room_chars=verification.room_chars(),
    )
    if new := tuple(verification.sources[known:]):
        yield SourcesAdded(sources=new, question=question)
    ended = time.perf_counter()
    timings = Timings(
        total=(ended - started) * 1000,
        embed=sum(evidence.embed_ms for evidence in asked),
        search=sum(evidence.search_ms for evidence in asked),
        compose=(ended - composing) * 1000,
        first_text=((first_text or ended) - started) * 1000,
    )
    ending = Ending(
        answer_id=uuid.uuid4().hex,
        engine=parts.engine.name,
        model=parts.engine.model,
        refusal_reason=reasons[0],
        timings=timings,
        follow_ups=parts.suggest(asked[0], verification.statements, verification.sources),
        clarification=clarification_for(asked[0]) if len(asked) == 1 else None,
        unanswered=verification.unanswered([one.question.standalone_text for one in asked]),
    )
    yield AnswerFinished(answer=verification.finish(ending, conflicts=conflicts))


def _verified_statements(
    verification: Verification, evidence: Evidence, engine: AnswerEngine | None
) -> Iterator[AnswerEvent]:
    if engine is None:
        return
    for proposed in engine.write(evidence):
        known = len(verification.sources)
        statement = verification.verify(proposed)
        if statement is None:
            continue
        if new := tuple(verification.sources[known:]):
            yield SourcesAdded(sources=new, question=evidence.question)
        yield StatementAdded(statement=statement)
