"""Plays the conversations of tests/evaluation: ``python -m tests.benchmarks.conversations --index DIR``.

Each turn is asked with the earlier questions and the assistant's own answers as history. Prints how many
conversations and turns are right, in all for both splits and by category for the tuned one. With ``--show``,
tells each tuned turn that fails; nothing of a held conversation is ever printed but totals.
"""

import argparse
import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from assistant.application import Application
from assistant.assembly import assemble, choose_embedder
from assistant.dialogue import Answer, AskRequest, Role, Turn
from assistant.evaluation.cases import Case, Expectation, Split
from assistant.evaluation.judging import Verdict, judge
from assistant.facts import plain_typography
from assistant.rendering.answer_shapes import answer_shape
from assistant.settings import Settings

ROOT = Path(__file__).parents[2]
CONVERSATIONS = ROOT / "tests/evaluation/conversations.jsonl"
SHOWN_STATEMENTS = 3


class AskedTurn(BaseModel):
    """One question of a conversation, with what a right answer holds."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    question: str
    expect: Expectation
    # As in a `Case`.
    must_include: tuple[str, ...]
    must_not_include: tuple[str, ...]
    must_cite: tuple[str, ...]
    gold_documents: tuple[str, ...]
    # Regular expressions, without case, that the standalone question matches, and that it does not.
    standalone_includes: tuple[str, ...]
    standalone_excludes: tuple[str, ...]


class AskedConversation(BaseModel):
    """The turns of one conversation, in order."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    split: Split
    category: str
    turns: tuple[AskedTurn, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlayedTurn:
    """A turn as it was answered and judged."""

    asked: AskedTurn
    answer: Answer
    verdict: Verdict
    # What is wrong with the standalone question, one line a pattern.
    misread: tuple[str, ...]

    @property
    def is_right(self) -> bool:
        """Whether the question was understood and its answer is right."""
        return self.verdict.is_right and not self.misread


@dataclass(frozen=True, slots=True, kw_only=True)
class PlayedConversation:
    """A conversation as it went."""

    asked: AskedConversation
    turns: tuple[PlayedTurn, ...]

    @property
    def is_right(self) -> bool:
        """Whether every turn is right."""
        return all(turn.is_right for turn in self.turns)


def read_conversations(path: Path = CONVERSATIONS) -> tuple[AskedConversation, ...]:
    """Read a file of conversations, one JSON object a line."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return tuple(AskedConversation.model_validate(json.loads(line)) for line in lines)


def play(
    conversation: AskedConversation, ask: Callable[[AskRequest], Answer], *, contact: str
) -> PlayedConversation:
    """Ask every turn, with the questions and answers before it as history.

    Args:
        conversation: what is asked.
        ask: the assistant.
        contact: whom its refusals name.
    """
    history: tuple[Turn, ...] = ()
    turns = []
    for asked in conversation.turns:
        answer = ask(AskRequest(text=asked.question, history=history))
        shape = answer_shape(answer, contact=contact)
        case = Case(id=conversation.id, **asked.model_dump(exclude=set(_STANDALONE)))
        misread = tuple(misreadings(asked, answer.question.standalone_text))
        turns.append(PlayedTurn(asked=asked, answer=answer, verdict=judge(case, shape), misread=misread))
        history += (
            Turn(role=Role.USER, content=asked.question),
            Turn(role=Role.ASSISTANT, content=shape.answer_markdown),
        )
    return PlayedConversation(asked=conversation, turns=tuple(turns))


_STANDALONE = ("standalone_includes", "standalone_excludes")


def misreadings(asked: AskedTurn, standalone: str) -> Iterator[str]:
    """Yield what a standalone question lacks, then what it should have left behind."""
    text = plain_typography(standalone)
    for pattern in asked.standalone_includes:
        if not re.search(pattern, text, re.IGNORECASE):
            yield f"not understood: {pattern}"
    for pattern in asked.standalone_excludes:
        if re.search(pattern, text, re.IGNORECASE):
            yield f"brought along: {pattern}"


def total(played: Sequence[PlayedConversation]) -> str:
    """Return how many conversations and turns are right."""
    turns = [turn for one in played for turn in one.turns]
    unsupported = sum(turn.verdict.unsupported for turn in turns)
    return (
        f"conversations {_share(one.is_right for one in played)}, "
        f"turns {_share(turn.is_right for turn in turns)}, unsupported statements {unsupported}"
    )


def _share(marks: Iterable[bool]) -> str:
    right = list(marks)
    return f"{sum(right)}/{len(right)} = {sum(right) / max(1, len(right)):.3f}"


def report(played: Sequence[PlayedConversation]) -> Iterator[str]:
    """Yield the totals of both splits, and those of the tuned one by category."""
    tuned = [one for one in played if one.asked.split is Split.TUNED]
    yield f"tuned: {total(tuned)}"
    yield f"held: {total([one for one in played if one.asked.split is Split.HELD])}"
    yield f"all: {total(played)}"
    for category in dict.fromkeys(one.asked.category for one in tuned):
        yield f"tuned {category}: {total([one for one in tuned if one.asked.category == category])}"


def failures(played: Iterable[PlayedConversation]) -> Iterator[str]:
    """Yield one block of lines for each wrong turn of the tuned conversations."""
    for one in played:
        if one.asked.split is Split.TUNED:
            for number, turn in enumerate(one.turns, start=1):
                if not turn.is_right:
                    yield "\n".join(_told(f"{one.asked.id}.{number}", turn))


def _told(place: str, turn: PlayedTurn) -> Iterator[str]:
    yield f"\n{place} {turn.asked.question}"
    yield f"  understood as: {turn.answer.question.standalone_text}"
    yield f"  expects {turn.asked.expect}: {' '.join((turn.verdict.why, *turn.misread)).strip()}"
    yield f"  gold: {', '.join(turn.asked.gold_documents)}"
    documents = {source.number: source.document.document_id for source in turn.answer.sources}
    for statement in turn.answer.statements[:SHOWN_STATEMENTS]:
        cited = ", ".join(dict.fromkeys(documents[one.source_number] for one in statement.citations))
        yield f"  - {statement.text} ({cited})"


def load_application(index: Path) -> tuple[Application, str]:
    """Open an index of the bundled corpus; return the assistant over it, and whom its refusals name."""
    settings = Settings(index=index, corpus=(ROOT / "corpus",))
    application = assemble(settings, embedder=choose_embedder(settings), today=date.today)
    return application, settings.contact


def main() -> None:
    """Play every conversation and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--index", type=Path, default=ROOT / "indexes")
    parser.add_argument("--show", action="store_true", help="tells the tuned turns that fail")
    options = parser.parse_args()
    application, contact = load_application(options.index)
    played = [play(one, application.answer_or_refuse, contact=contact) for one in read_conversations()]
    print(*report(played), sep="\n")
    if options.show:
        print(*failures(played), sep="\n")


if __name__ == "__main__":
    main()
