"""An answer as Markdown: block headings, statements with their numbers, conflicts, refusal text."""

import re
from collections.abc import Iterator

from assistant.conflicts import Conflict
from assistant.dialogue import Answer, Section, Statement, Status
from assistant.texts_fr import answers as texts
from assistant.texts_fr.labels import label

# What would make a tag, a link, an image or a link's target of a document's own text active: also the escape
# that would undo ours.
_ACTIVE = re.compile(r"(?=[\\<])|(?<=\])(?=[(:\[])")


def answer_markdown(answer: Answer, *, contact: str = "") -> str:
    """Write an answer as Markdown.

    Args:
        answer: the verified answer.
        contact: whom a refusal names beside the public services; may be empty.
    """
    if answer.status is Status.REFUSED:
        return _refusal(answer, contact=contact)
    parts = [*_blocks(answer)]
    if answer.conflicts:
        parts.append("\n".join([f"**{texts.CONFLICTS}**", "", *map(_conflict, answer.conflicts)]))
    if answer.rejected_count:
        parts.append(texts.PARTIAL)
    return "\n\n".join(part for part in parts if part)


def question_parts(answer: Answer) -> tuple[str, ...]:
    """Return the questions asked at once, in the order in which they were answered; empty: it was one."""
    answered = dict.fromkeys(statement.part for statement in answer.statements if statement.part)
    return (*answered, *answer.unanswered)


def _blocks(answer: Answer) -> Iterator[str]:
    parts = question_parts(answer)
    if not parts:
        yield from (_section(section, answer.statements) for section in Section)
    for part in parts:
        lines = [_statement(one) for one in answer.statements if one.part == part]
        yield "\n\n".join([f"**{inactive(part)}**", *(lines or [texts.NO_SOURCE_FOR_PART])])


def refusal_text(answer: Answer, *, contact: str = "") -> tuple[str, ...]:
    """Return the paragraphs of a refusal: why, what is covered, whom to ask.

    Raises:
        ValueError: if the answer is not a refusal.
    """
    if answer.refusal_reason is None:
        raise ValueError("this answer is not a refusal")
    whom = [texts.WHOM_TO_ASK]
    if contact:
        whom.append(texts.CONTACT.format(contact=contact))
    return (texts.REFUSALS[answer.refusal_reason], texts.COVERED, " ".join(whom))


def _refusal(answer: Answer, *, contact: str) -> str:
    return "\n\n".join(refusal_text(answer, contact=contact))


def _section(section: Section, statements: tuple[Statement, ...]) -> str:
    lines = [_statement(statement) for statement in statements if statement.section is section]
    return "\n\n".join([f"**{label(section)}**", *lines]) if lines else ""


def _statement(statement: Statement) -> str:
    numbers = "".join(f" [{citation.source_number}]" for citation in statement.citations)
    return inactive(statement.text) + numbers


def inactive(text: str) -> str:
    """Return a text of a document so that Markdown renders no tag, link or image of its own."""
    return _ACTIVE.sub(r"\\", text)


def _conflict(conflict: Conflict) -> str:
    claims = " ; ".join(
        texts.CLAIM.format(value=inactive(claim.value), source=claim.source_number)
        for claim in conflict.claims
    )
    return "- " + texts.RETAINED.format(about=conflict.about, claims=claims, why=conflict.why)
