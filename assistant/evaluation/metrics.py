"""Figures over many outcomes: ranking quality, accuracy, refusals, support, latency."""

import math
import statistics
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from assistant.dialogue import Status
from assistant.evaluation.cases import Case, Expectation
from assistant.evaluation.judging import Verdict
from assistant.rendering.answer_shapes import AnswerShape

RANKING_DEPTH = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One question, its answer, and what it was worth."""

    case: Case
    answer: AnswerShape
    verdict: Verdict
    # None: nothing in the index is relevant, or nothing should be found.
    recall: float | None
    ndcg: float | None
    milliseconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Figures over some outcomes; shares are 0 to 1, and 1 over nothing."""

    n: int
    answerable: int
    right_answers: int
    accuracy_answer: float
    # Of the questions that must be refused, the share that was, rightly.
    refusal_recall: float
    # Of the refusals given, the share that a refusal may answer.
    refusal_precision: float
    right: int
    accuracy: float
    statements: int
    supported: float
    recall_at_10: float
    ndcg_at_10: float
    median_ms: float
    p95_ms: float


def recall_at(ranked: Sequence[str], relevant: Collection[str], *, depth: int) -> float:
    """Return the share of the relevant items that stand among the first `depth`.

    At most `depth` items can be found: of more relevant ones, `depth` count as all.

    Raises:
        ValueError: if nothing is relevant.
    """
    if not relevant:
        raise ValueError("recall of nothing is not defined")
    found = sum(item in relevant for item in ranked[:depth])
    return found / min(depth, len(relevant))


def ndcg_at(ranked: Sequence[str], relevant: Collection[str], *, depth: int) -> float:
    """Return the normalised discounted cumulative gain of the first `depth` items, binary relevance.

    Järvelin and Kekäläinen (2002): a relevant item at rank r gains 1 / log2(r + 1); divided by the best sum.

    Raises:
        ValueError: if nothing is relevant.
    """
    if not relevant:
        raise ValueError("nDCG of nothing is not defined")
    gains = sum(1 / math.log2(rank + 1) for rank, item in enumerate(ranked[:depth], 1) if item in relevant)
    best = sum(1 / math.log2(rank + 1) for rank in range(1, min(depth, len(relevant)) + 1))
    return gains / best


def figures(outcomes: Sequence[Outcome]) -> Figures:
    """Count some outcomes; at least one.

    Raises:
        ValueError: if there is none.
    """
    if not outcomes:
        raise ValueError("no outcome to count")
    answerable = [one for one in outcomes if one.case.expect is Expectation.ANSWER]
    refusable = [one for one in outcomes if one.case.expect is Expectation.REFUSE]
    refused = [one for one in outcomes if one.answer.status is Status.REFUSED]
    statements = sum(one.verdict.statements for one in outcomes)
    unsupported = sum(one.verdict.unsupported for one in outcomes)
    times = sorted(one.milliseconds for one in outcomes)
    return Figures(
        n=len(outcomes),
        answerable=len(answerable),
        right_answers=_count(answerable, lambda one: one.verdict.is_right),
        accuracy_answer=_share(answerable, lambda one: one.verdict.is_right),
        refusal_recall=_share(refusable, lambda one: one.verdict.is_right),
        refusal_precision=_share(refused, lambda one: one.case.expect is not Expectation.ANSWER),
        right=_count(outcomes, lambda one: one.verdict.is_right),
        accuracy=_share(outcomes, lambda one: one.verdict.is_right),
        statements=statements,
        supported=1 - unsupported / statements if statements else 1.0,
        recall_at_10=_mean(one.recall for one in outcomes),
        ndcg_at_10=_mean(one.ndcg for one in outcomes),
        median_ms=statistics.median(times),
        p95_ms=times[math.ceil(0.95 * len(times)) - 1],
    )


def by_category(outcomes: Iterable[Outcome]) -> dict[str, Figures]:
    """Count outcomes by category, in alphabetical order."""
    groups: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        groups.setdefault(outcome.case.category, []).append(outcome)
    return {category: figures(groups[category]) for category in sorted(groups)}


def _count(outcomes: Iterable[Outcome], holds: Callable[[Outcome], bool]) -> int:
    return sum(map(holds, outcomes))


def _share(outcomes: Sequence[Outcome], holds: Callable[[Outcome], bool]) -> float:
    return _count(outcomes, holds) / len(outcomes) if outcomes else 1.0


def _mean(values: Iterable[float | None]) -> float:
    known = [value for value in values if value is not None]
    return statistics.fmean(known) if known else 0.0
