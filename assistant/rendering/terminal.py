"""Answers, searches, reports and document lists as plain text for a terminal."""

from collections.abc import Iterable

from assistant.dialogue import Answer, FoundPassage, Source
from assistant.domain import Document, IndexReport, Library
from assistant.rendering.markdown import answer_markdown
from assistant.rendering.versions import document_version, review_note
from assistant.texts_fr import answers as answer_texts
from assistant.texts_fr import cli as texts
from assistant.texts_fr import page as page_texts
from assistant.texts_fr.labels import checked_label, french_date, label


def answer_text(answer: Answer, *, contact: str) -> str:
    """Write an answer with its numbered sources, or a refusal with the nearest documents.

    The day whose law was asked for, by a filter or in words, stands first; what to ask next stands last.
    """
    day = answer.question.filters.on_date
    parts = [] if day is None else [texts.AS_OF.format(day=french_date(day))]
    parts.append(answer_markdown(answer, contact=contact))
    if answer.sources:
        lines = [_source_line(source, answer) for source in answer.sources]
        parts.append("\n".join([texts.SOURCES_TITLE, *lines]))
    if answer.see_also:
        parts.append("\n".join([answer_texts.NEAREST, *(f"- {one.title}" for one in answer.see_also)]))
    if answer.clarification is not None:
        parts.append(label(answer.clarification))
    if answer.follow_ups:
        parts.append("\n".join([page_texts.FOLLOW_UPS_TITLE, *(f"- {one}" for one in answer.follow_ups)]))
    return "\n\n".join(parts)


def found_text(found: Iterable[FoundPassage]) -> str:
    """Write the passages of a plain search."""
    lines = [
        texts.SEARCH_LINE.format(
            rank=one.rank,
            title=one.document.title,
            locator=f", {one.passage.locator}" if one.passage.locator else "",
            score=one.score,
        )
        + f"\n{one.passage.text}\n"
        for one in found
    ]
    return "\n".join(lines) or texts.NOTHING_FOUND


def sources_text(library: Library) -> str:
    """Write one line per indexed document."""
    documents = sorted(library.documents.values(), key=lambda document: document.path)
    return "\n".join(map(_document_line, documents))


def index_text(report: IndexReport) -> str:
    """Write what an indexing run did, in one line."""
    return texts.INDEX_DONE.format(
        build=report.build,
        documents=report.documents,
        passages=report.passages,
        added=report.added,
        updated=report.updated,
        deleted=report.deleted,
        unchanged=report.unchanged,
        seconds=report.seconds,
    )


def _document_line(document: Document) -> str:
    warnings = "".join(f" ⚠ {one}" for one in (document.stale_reason, review_note(document)) if one)
    return f"{document.document_id}  {label(document.kind)}  {document.title}  ({document.path}){warnings}"


def _source_line(source: Source, answer: Answer) -> str:
    document, question = source.document, answer.question
    # A document without dates stays beside those of the day asked for, and says so.
    undated = page_texts.UNDATED if question.filters.on_date else None
    known = (
        source.passage.locator,
        label(document.kind),
        document_version(document, question) or undated,
        review_note(document) or checked_label(document.checked_on),
        document.url,
    )
    details = "".join(f", {detail}" for detail in known if detail)
    return texts.SOURCE_LINE.format(number=source.number, title=document.title, details=details)
