"""What the last answers of a conversation told: their statements, read back from their Markdown."""

import re
from collections.abc import Iterable

from assistant.dialogue import Role, Turn
from assistant.sentences import split_sentences
from assistant.texts_fr.answers import REFUSALS
from assistant.tokens import fold

_NUMBERS = re.compile(r"(?:\s*\[\d{1,2}\])+")
_HEADING = re.compile(r"^\s*(?:#+\s.*|\*\*[^*]+\*\*\s*:?\s*)$")
_BULLET = re.compile(r"^\s*(?:[-*•]|\d{1,2}[.)])\s+")
_ESCAPE = re.compile(r"\\(?=[\\<(:\[])")
_WORD = re.compile(r"[^\W_]+")


def statements_told(content: str) -> tuple[str, ...]:
    """Return the statements of one answer, in reading order, without headings, numbers and bullets.

    Args:
        content: what the assistant said, as Markdown or plain text.
    """
    lines = (line for line in content.splitlines() if line.strip() and not _HEADING.match(line))
    told: list[str] = []
    for line in lines:
        plain = _BULLET.sub("", _NUMBERS.sub(" ", _ESCAPE.sub("", line))).strip()
        cited = _NUMBERS.search(line) is not None
        told += [plain] if cited else [plain[span.start : span.end] for span in split_sentences(plain)]
    return tuple(" ".join(one.split()) for one in told if one)


def last_told(history: Iterable[Turn]) -> tuple[str, ...]:
    """Return the statements of the last answer of a conversation; none where there is none."""
    answers = [turn.content for turn in history if turn.role is Role.ASSISTANT]
    return statements_told(answers[-1]) if answers else ()


def told_words(history: Iterable[Turn]) -> str:
    """Return all words that the answers of a conversation held, for `was_told`."""
    return "".join(_words(turn.content) for turn in history if turn.role is Role.ASSISTANT)


def was_told(text: str, told: str) -> bool:
    """Tell whether a sentence stands, word for word, among the words already told."""
    return _words(text) in told


def answered_questions(history: Iterable[Turn]) -> tuple[str, ...]:
    """Return the questions of a conversation, oldest first, without those that were refused after another.

    A refused question is no ground to lean on while there is one that was answered.
    """
    questions: list[str] = []
    refused: list[str] = []
    for turn in history:
        if turn.role is Role.USER and turn.content.strip():
            questions.append(turn.content.strip())
        elif turn.role is Role.ASSISTANT and questions and _is_refusal(turn.content):
            refused.append(questions.pop())
    return tuple(questions or refused)


def _is_refusal(content: str) -> bool:
    return any(_words(text) in _words(content) for text in REFUSALS.values())


def _words(text: str) -> str:
    return f" {' '.join(_WORD.findall(fold(_NUMBERS.sub(' ', text))))} "
