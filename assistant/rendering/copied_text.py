"""An answer as plain text with its references, ready for a letter or a message."""

from assistant.dialogue import Answer, Question, Section, Source, Statement
from assistant.rendering.markdown import question_parts
from assistant.rendering.versions import document_version, review_note
from assistant.texts_fr import page as texts
from assistant.texts_fr.answers import NO_SOURCE_FOR_PART
from assistant.texts_fr.labels import checked_label, french_date, label


def answer_text(answer: Answer) -> str:
    """Write question, statements with their numbers, sources with reference, version and link."""
    question = answer.question
    blocks = [texts.COPY_QUESTION.format(question=question.text)]
    parts = question_parts(answer)
    blocks += [_part(part, answer) for part in parts] or [_section(section, answer) for section in Section]
    blocks.append("\n".join([texts.COPY_SOURCES, *(_source(source, question) for source in answer.sources)]))
    blocks.append(texts.COPY_NOTE.format(day=french_date(question.as_of)))
    return "\n\n".join(block for block in blocks if block)


def _part(part: str, answer: Answer) -> str:
    lines = [_statement(statement) for statement in answer.statements if statement.part == part]
    return "\n".join([part, *(lines or [NO_SOURCE_FOR_PART])])


def _section(section: Section, answer: Answer) -> str:
    lines = [_statement(statement) for statement in answer.statements if statement.section is section]
    return "\n".join([label(section), *lines]) if lines else ""


def _statement(statement: Statement) -> str:
    numbers = dict.fromkeys(citation.source_number for citation in statement.citations)
    words = "\n  ".join(line.strip() for line in statement.text.splitlines() if line.strip())
    return f"- {words} " + "".join(f"[{number}]" for number in numbers)


def _source(source: Source, question: Question) -> str:
    document, passage = source.document, source.passage
    parts = (
        document.title,
        document.reference,
        passage.locator,
        document_version(document, question) or texts.UNDATED,
        review_note(document) or checked_label(document.checked_on),
        document.url,
    )
    return f"[{source.number}] " + ", ".join(part for part in parts if part)
