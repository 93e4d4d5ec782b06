"""What the page shows of one question: its answer as it grows, event after event."""

from dataclasses import dataclass, replace
from datetime import date
from typing import assert_never

from assistant.answer_events import (
    AnswerEvent,
    AnswerFinished,
    SourcesAdded,
    StatementAdded,
    Step,
    StepStarted,
)
from assistant.dialogue import Answer, Role, Source, Statement, Status, Turn
from assistant.domain import IndexBuild
from assistant.rendering.markdown import refusal_text

# How long a conversation is kept for a tab that stays open.
STATE_SECONDS = 6 * 3600


# Compared by identity: the page keeps views between requests and only asks whether one was replaced.
@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class AnswerView:
    """One question and what is shown of its answer so far."""

    # Rank in the conversation, from 1; never used twice.
    number: int
    question: str
    # Day whose law the labels of the sources speak of.
    as_of: date
    # None: nothing is running any more.
    step: Step | None = Step.UNDERSTANDING
    statements: tuple[Statement, ...] = ()
    sources: tuple[Source, ...] = ()
    # The whole answer; None: not finished, or never to be.
    answer: Answer | None = None
    # The index that answers; None: not known yet.
    build: IndexBuild | None = None
    # A French sentence in place of an answer.
    error: str | None = None
    is_stopped: bool = False

    def after(self, event: AnswerEvent) -> "AnswerView":
        """Return the view with one event taken in."""
        match event:
            case StepStarted():
                return replace(self, step=event.step)
            case SourcesAdded():
                return replace(self, sources=self.sources + event.sources)
            case StatementAdded():
                return replace(self, statements=(*self.statements, event.statement))
            case AnswerFinished():
                return self._finished(event.answer)
            case _:
                assert_never(event)

    def over(self, build: IndexBuild) -> "AnswerView":
        """Return the view with the index that answers."""
        return replace(self, build=build)

    def failed(self, message: str) -> "AnswerView":
        """Return the view ended by an error, said in French; what was shown stays."""
        return replace(self, step=None, error=message)

    @property
    def today(self) -> date:
        """Return the day on which the answer is read, as far as it is known."""
        asked_on = self.answer.question.asked_on if self.answer else None
        return asked_on or self.as_of

    def stopped(self) -> "AnswerView":
        """Return the view as its asker stopped it; a view that has ended stays as it is."""
        return self if self.step is None else replace(self, step=None, is_stopped=True)

    def turns(self) -> tuple[Turn, ...]:
        """Return the two messages that a later question may refer to; none where nothing was answered."""
        said = self._said()
        if self.error is not None or not said:
            return ()
        return (Turn(role=Role.USER, content=self.question), Turn(role=Role.ASSISTANT, content=said))

    def _said(self) -> str:
        if self.answer is not None and self.answer.status is Status.REFUSED:
            return refusal_text(self.answer)[0]
        return " ".join(statement.text for statement in self.statements)

    def _finished(self, answer: Answer) -> "AnswerView":
        return replace(
            self,
            step=None,
            as_of=answer.question.as_of,
            statements=answer.statements,
            sources=answer.sources,
            answer=answer,
        )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Conversation:
    """The questions of one visitor and their answers, oldest first."""

    views: tuple[AnswerView, ...] = ()

    def next_number(self) -> int:
        """Return the number of the question to come."""
        return self.views[-1].number + 1 if self.views else 1

    def with_new(self, view: AnswerView, *, limit: int) -> "Conversation":
        """Return the conversation with one more question, its oldest ones dropped beyond `limit`."""
        return Conversation(views=(*self.views, view)[-limit:])

    def with_last(self, view: AnswerView) -> "Conversation":
        """Return the conversation with its last question's view replaced."""
        return Conversation(views=(*self.views[:-1], view))

    def history(self, *, limit: int) -> tuple[Turn, ...]:
        """Return at most `limit` messages, the latest ones, oldest first."""
        turns = tuple(turn for view in self.views for turn in view.turns())
        return turns[-limit:]
