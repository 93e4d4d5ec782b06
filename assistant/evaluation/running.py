"""Puts every case to the assistant and measures what comes back."""

import re
import time
from collections.abc import Iterator, Sequence
from typing import Protocol

from assistant.dialogue import Answer, AskRequest, Evidence
from assistant.domain import Document, IndexBuild, Library, Passage
from assistant.errors import QuestionError
from assistant.evaluation.cases import Case
from assistant.evaluation.judging import judge
from assistant.evaluation.metrics import RANKING_DEPTH, Outcome, ndcg_at, recall_at
from assistant.facts import plain_typography
from assistant.protocols import Progress
from assistant.rendering.answer_shapes import answer_shape


class EvaluatedService(Protocol):
    """An assistant whose retrieval can be looked at."""

    def library(self) -> tuple[IndexBuild, Library]:
        """Return the present build and its documents."""
        ...

    def answer_or_refuse(self, request: AskRequest) -> Answer:
        """Return the whole answer."""
        ...

    def evidence(self, request: AskRequest) -> Evidence:
        """Return what an answer to the request would rest on."""
        ...


def run_cases(
    cases: Sequence[Case], service: EvaluatedService, *, contact: str, progress: Progress
) -> tuple[Outcome, ...]:
    """Ask every question, one after the other.

    Args:
        cases: in any order.
        service: the assistant under evaluation.
        contact: whom its refusals name.
        progress: called with (done, total).

    Raises:
        IndexStoreError: if no usable index is there.
    """
    _, library = service.library()
    outcomes = []
    for done, case in enumerate(cases, start=1):
        outcomes.append(_outcome(case, service, library, contact=contact))
        progress(done, len(cases))
    return tuple(outcomes)


def _outcome(case: Case, service: EvaluatedService, library: Library, *, contact: str) -> Outcome:
    started = time.perf_counter()
    answer = answer_shape(service.answer_or_refuse(case.request()), contact=contact)
    milliseconds = (time.perf_counter() - started) * 1000
    recall, ndcg = _ranking_quality(case, service, library)
    return Outcome(
        case=case,
        answer=answer,
        verdict=judge(case, answer),
        recall=recall,
        ndcg=ndcg,
        milliseconds=milliseconds,
    )


def _ranking_quality(
    case: Case, service: EvaluatedService, library: Library
) -> tuple[float | None, float | None]:
    relevant = set(relevant_ids(case, library))
    if not relevant:
        return None, None
    try:
        found = service.evidence(case.request()).passages
    except QuestionError:
        return 0.0, 0.0
    ids = [one.document.document_id if case.gold_documents else one.passage.passage_id for one in found]
    ranked = list(dict.fromkeys(ids))
    return (
        recall_at(ranked, relevant, depth=RANKING_DEPTH),
        ndcg_at(ranked, relevant, depth=RANKING_DEPTH),
    )


def relevant_ids(case: Case, library: Library) -> Iterator[str]:
    """Yield what answers a case: documents where it names some, else passages by its patterns."""
    if case.gold_documents:
        gold = set(case.gold_documents)
        yield from (
            document.document_id
            for document in library.documents.values()
            if document.document_id in gold or document.path in gold
        )
    elif case.must_cite and case.must_include:
        for passage in library.passages.values():
            if _answers(case, passage, library.documents[passage.document_id]):
                yield passage.passage_id


def _answers(case: Case, passage: Passage, document: Document) -> bool:
    known = (document.title, document.reference, passage.locator, *document.references, passage.text)
    cited = plain_typography(" ".join(part for part in known if part))
    text = plain_typography(passage.text)
    return any(re.search(one, cited, re.IGNORECASE) for one in case.must_cite) and any(
        re.search(one, text, re.IGNORECASE) for one in case.must_include
    )
