"""The events of the answering flow, from the first step to the whole answer."""

from dataclasses import dataclass
from enum import StrEnum

from assistant.dialogue import Answer, Question, Source, Statement


class Step(StrEnum):
    """What the answering flow is doing, for a progress line."""

    UNDERSTANDING = "understanding"
    SEARCHING = "searching"
    WRITING = "writing"


@dataclass(frozen=True, slots=True, kw_only=True)
class StepStarted:
    """The flow has begun a step."""

    step: Step


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcesAdded:
    """Sources that the next statements cite; only those not sent before."""

    sources: tuple[Source, ...]
    # As it was understood, its day above all; None: not said.
    question: Question | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementAdded:
    """A statement that has passed the guard."""

    statement: Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerFinished:
    """The whole answer; always the last event."""

    answer: Answer


AnswerEvent = StepStarted | SourcesAdded | StatementAdded | AnswerFinished
