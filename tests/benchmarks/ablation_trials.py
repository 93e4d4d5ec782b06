"""Asks all questions of the full system and of the system without one feature, each part once."""

import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from unittest.mock import patch

from assistant.answering.retrieval import HybridRetriever
from assistant.assembly import assemble
from assistant.dialogue import Evidence, Question
from assistant.evaluation.cases import Case, Expectation
from assistant.evaluation.judging import judge
from assistant.evaluation.metrics import Outcome
from assistant.evaluation.running import relevant_ids
from assistant.protocols import Embedder
from assistant.rendering.answer_shapes import answer_shape
from assistant.settings import Settings
from tests.benchmarks.ablation_features import Feature, Stage
from tests.records import TODAY

# Passages of which one should answer.
FIRST_PASSAGES = 6


class Stopwatch:
    """Measures one answer; what was spared counts at the time it once took."""

    def __init__(self) -> None:
        self.start()

    def start(self) -> None:
        self._started, self._spared_seconds = time.perf_counter(), 0.0

    def spare(self, seconds: float) -> None:
        self._spared_seconds += seconds

    def seconds(self) -> float:
        return time.perf_counter() - self._started + self._spared_seconds


class RememberingEmbedder:
    """Embeds each question once."""

    def __init__(self, embedder: Embedder, stopwatch: Stopwatch) -> None:
        self._embedder = embedder
        self._stopwatch = stopwatch
        self._known: dict[str, tuple[list[float], float]] = {}

    @property
    def name(self) -> str:
        return self._embedder.name

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return self._embedder.embed_documents(texts)

    def embed_query(self, text: str) -> list[float]:
        if text in self._known:
            vector, seconds = self._known[text]
            self._stopwatch.spare(seconds)
            return vector
        started = time.perf_counter()
        vector = self._embedder.embed_query(text)
        self._known[text] = vector, time.perf_counter() - started
        return vector


class RememberingRetriever:
    """Searches once for a question, as long as no feature of the search is left out."""

    def __init__(self, stopwatch: Stopwatch) -> None:
        self._search = HybridRetriever.retrieve
        self._stopwatch = stopwatch
        self._known: defaultdict[str, list[tuple[Evidence, float]]] = defaultdict(list)
        self.searches_anew = True

    def retrieve(self, retriever: HybridRetriever, question: Question) -> Evidence:
        for found, seconds in () if self.searches_anew else self._known[question.standalone_text]:
            if found.question == question:
                self._stopwatch.spare(seconds)
                return found
        before = self._stopwatch.seconds()
        found = self._search(retriever, question)
        if not self.searches_anew:
            self._known[question.standalone_text].append((found, self._stopwatch.seconds() - before))
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """A question as the full system has answered it."""

    outcome: Outcome
    # What each of its searches has found; none for what is no question.
    evidence: tuple[Evidence, ...]
    # Seconds from the last search to the whole answer.
    writing_seconds: float


class SameEvidenceError(Exception):
    """What the full system found was found again: its answer stands."""


class Trials:
    """The full system over one index, and what it answers to all cases."""

    def __init__(self, settings: Settings, embedder: Embedder, cases: Sequence[Case]) -> None:
        self._stopwatch = Stopwatch()
        self._retriever = RememberingRetriever(self._stopwatch)
        self._application = assemble(
            settings, embedder=RememberingEmbedder(embedder, self._stopwatch), today=lambda: TODAY
        )
        self._contact = settings.contact
        self._cases = cases
        _, library = self._application.library()
        self._relevant = {
            case.id: set(relevant_ids(case, library)) for case in cases if case.expect is Expectation.ANSWER
        }
        # Of the question that is being asked: what was found, and when.
        self._found: list[Evidence] = []
        self._found_seconds = 0.0
        self._full: dict[str, Trial] = {}
        # Twice, so that nothing is read for the first time.
        for stage in (Stage.SEARCHING, Stage.READING):
            with self._watched(stage):
                self._full = {case.id: self._ask(case) for case in cases}

    def full(self) -> list[Outcome]:
        """Return what the full system has answered."""
        return [trial.outcome for trial in self._full.values()]

    def without(self, feature: Feature) -> list[Outcome]:
        """Ask every case with a feature left out."""
        with feature.left_out(), self._watched(feature.stage):
            return [self._ask_again(case, feature.stage) for case in self._cases]

    def _ask_again(self, case: Case, stage: Stage) -> Outcome:
        full = self._full[case.id]
        try:
            with self._stopped_at(() if stage.changes_the_writing() else full.evidence):
                return self._ask(case).outcome
        except SameEvidenceError:
            seconds = self._found_seconds + full.writing_seconds
            return replace(full.outcome, milliseconds=seconds * 1000)

    def _ask(self, case: Case) -> Trial:
        self._found = []
        self._stopwatch.start()
        answer = self._application.answer_or_refuse(case.request())
        seconds = self._stopwatch.seconds()
        shape = answer_shape(answer, contact=self._contact)
        outcome = Outcome(
            case=case,
            answer=shape,
            verdict=judge(case, shape),
            recall=self._is_among_first(case),
            ndcg=None,
            milliseconds=seconds * 1000,
        )
        writing_seconds = seconds - self._found_seconds if self._found else 0.0
        return Trial(outcome=outcome, evidence=tuple(self._found), writing_seconds=writing_seconds)

    def _is_among_first(self, case: Case) -> float | None:
        """Return 1 where one of the first passages found answers; None where nothing in the index does."""
        relevant = self._relevant.get(case.id)
        if not relevant:
            return None
        first = self._found[0].passages[:FIRST_PASSAGES] if self._found else ()
        ids = {one for found in first for one in (found.passage.passage_id, found.document.document_id)}
        return float(not relevant.isdisjoint(ids))

    @contextmanager
    def _watched(self, stage: Stage) -> Iterator[None]:
        self._retriever.searches_anew = stage.changes_the_search()

        def retrieve(retriever: HybridRetriever, question: Question) -> Evidence:
            found = self._retriever.retrieve(retriever, question)
            self._note(found)
            return found

        with patch.object(HybridRetriever, "retrieve", retrieve):
            yield

    def _note(self, found: Evidence) -> None:
        self._found.append(found)
        self._found_seconds = self._stopwatch.seconds()

    @contextmanager
    def _stopped_at(self, known: Sequence[Evidence]) -> Iterator[None]:
        """Stop an answer as soon as its one search has found what is known; several are not compared."""
        note = self._note

        def compared(found: Evidence) -> None:
            note(found)
            if len(known) == 1 and _is_same(found, known[0]):
                raise SameEvidenceError

        with patch.object(self, "_note", compared):
            yield


def _is_same(one: Evidence, other: Evidence) -> bool:
    return replace(one, embed_ms=0.0, search_ms=0.0) == replace(other, embed_ms=0.0, search_ms=0.0)
