"""What a sheet says, apart from any file format: the writers of Markdown, HTML and PDF all follow it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from assistant.conflicts import Claim, Conflict
from assistant.dialogue import Answer, Source, Statement, Status
from assistant.domain import IndexBuild, Wording
from assistant.rendering.markdown import refusal_text
from assistant.rendering.versions import document_version, review_sentence
from assistant.texts_fr import answers as answer_texts
from assistant.texts_fr import sheet as texts
from assistant.texts_fr.labels import french_date, label

_LINE_BREAKS = re.compile(r"\r\n|[\r\v\f\x85\u2028\u2029]")
# Control characters, halves of surrogate pairs and non-characters: some format or other cannot carry them.
_UNWRITABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_WEB_ADDRESS = re.compile(r"https?://[^\s\x00-\x1f]+", re.IGNORECASE)
_ENCODED = str.maketrans({"<": "%3C", ">": "%3E"})


@dataclass(frozen=True, slots=True)
class Number:
    """The number of a source, shown in brackets."""

    value: int


@dataclass(frozen=True, slots=True)
class Code:
    """A string for machines: letters, digits and dashes of ours."""

    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """A web address, shown and linked: http or https, without space or angle bracket."""

    url: str


# A plain string is text to show as it is, whatever markup it holds; it has no line break.
Line = tuple[str | Number | Code | Link, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A title; level 1 opens the sheet, no level is skipped."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Labelled:
    """A line of the head, after its name."""

    name: str
    line: Line


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words that may hold line breaks."""

    text: str


@dataclass(frozen=True, slots=True)
class Facts:
    """Named facts, one a line."""

    rows: tuple[tuple[str, Line], ...]


@dataclass(frozen=True, slots=True)
class Bullets:
    """A plain list."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """A passage, word for word; may hold line breaks."""

    text: str


Block = Heading | Labelled | Paragraph | Facts | Bullets | Quote


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A whole sheet."""

    title: str
    # The day whose law it gives; it dates the file too.
    as_of: date
    blocks: tuple[Block, ...]


def sheet_content(answer: Answer, build: IndexBuild, *, contact: str) -> Sheet:
    """Say what the sheet of an answer holds, in reading order.

    Args:
        answer: the verified answer, or a refusal.
        build: the index that answered.
        contact: whom a refusal names; may be empty.
    """
    asked = _line(answer.question.text)
    return Sheet(
        title=texts.DOCUMENT_TITLE.format(title=texts.TITLE, question=asked),
        as_of=answer.question.as_of,
        blocks=(
            *_head(answer, build, asked),
            *_body(answer, contact=contact),
            *_conflicts(answer),
            *_see_also(answer),
            Paragraph(texts.NOTICE),
        ),
    )


def _head(answer: Answer, build: IndexBuild, asked: str) -> Iterator[Block]:
    yield Heading(1, texts.TITLE)
    yield Labelled(texts.QUESTION, (asked,))
    yield Labelled(texts.AS_OF, (french_date(answer.question.as_of),))
    yield Labelled(texts.STATUS, (label(answer.status),))
    counted = texts.BUILT_FROM.format(build=build.build_id, documents=build.documents_count)
    yield Labelled(texts.BUILD, (counted, Code(build.fingerprint)))


def _body(answer: Answer, *, contact: str) -> Iterator[Block]:
    if answer.status is Status.REFUSED:
        yield from (Paragraph(_text(paragraph)) for paragraph in refusal_text(answer, contact=contact))
        return
    part = ""
    for number, statement in enumerate(answer.statements, start=1):
        if statement.part != part:
            part = statement.part
            yield Heading(2, _line(part))
        yield from _statement(number, statement, answer)
    for part in answer.unanswered:
        yield Heading(2, _line(part))
        yield Paragraph(answer_texts.NO_SOURCE_FOR_PART)


def _statement(number: int, statement: Statement, answer: Answer) -> Iterator[Block]:
    sources = {source.number: source for source in answer.sources}
    title = texts.STATEMENT.format(number=number, section=label(statement.section))
    yield Heading(3 if statement.part else 2, title)
    yield Paragraph(_text(statement.text))
    yield Paragraph(label(statement.support) + ".")
    for citation in statement.citations:
        yield from _source(sources[citation.source_number], answer)


def _source(source: Source, answer: Answer) -> Iterator[Block]:
    document = source.document
    wording = texts.SUMMARY if document.wording is Wording.SUMMARY else texts.OFFICIAL
    rows: tuple[tuple[str, Line], ...] = (
        (texts.SOURCE, (Number(source.number), _line(document.title))),
        (texts.REFERENCE, _words(document.reference)),
        (texts.LOCATOR, _words(source.passage.locator)),
        (texts.AUTHORITY, (f"{int(document.authority)} ({label(document.authority)})",)),
        (texts.WORDING, (wording,)),
        (texts.VERSION, (document_version(document, answer.question) or texts.UNDATED,)),
        (
            texts.CHECKED,
            (french_date(document.checked_on) if document.checked_on else texts.UNCHECKED,),
        ),
        (texts.REVIEW, _words(review_sentence(document))),
        (texts.LINK, (_link(document.url),)),
    )
    yield Facts(tuple(row for row in rows if row[1]))
    yield Paragraph(texts.PASSAGE)
    yield Quote(_text(source.passage.text))


def _conflicts(answer: Answer) -> Iterator[Block]:
    if not answer.conflicts:
        return
    yield Heading(2, answer_texts.CONFLICTS)
    for conflict in answer.conflicts:
        yield from _conflict(conflict)
    # A source that no statement cites is shown here, so that every number leads to its passage.
    shown = {citation.source_number for one in answer.statements for citation in one.citations}
    claimed = {claim.source_number for conflict in answer.conflicts for claim in conflict.claims}
    for source in answer.sources:
        if source.number in claimed - shown:
            yield from _source(source, answer)


def _conflict(conflict: Conflict) -> Iterator[Block]:
    yield Heading(3, _line(conflict.about))
    retained: Line = (texts.NOT_RETAINED,) if conflict.retained is None else (Number(conflict.retained),)
    why = _words(conflict.why)
    reason: Iterable[tuple[str, Line]] = ((texts.WHY, why),) if why else ()
    yield Facts((*map(_claim, conflict.claims), (texts.RETAINED, retained), *reason))


def _claim(claim: Claim) -> tuple[str, Line]:
    return texts.CLAIM, (texts.VALUE.format(value=_line(claim.value)), Number(claim.source_number))


def _see_also(answer: Answer) -> Iterator[Block]:
    if answer.see_also:
        yield Paragraph(answer_texts.NEAREST)
        yield Bullets(tuple(_line(document.title) for document in answer.see_also))


def _link(url: str | None) -> str | Link:
    if url is None or not _WEB_ADDRESS.fullmatch(url):
        return texts.NO_LINK
    return Link(_UNWRITABLE.sub("", url.translate(_ENCODED)))


def _words(text: str | None) -> Line:
    words = _line(text or "")
    return (words,) if words else ()


def _line(text: str) -> str:
    """Put a text on one line."""
    return re.sub(r"\s*\n\s*", " ", _text(text)).strip()


def _text(text: str) -> str:
    """Return a text that every format can carry, its line breaks all of one kind."""
    return _UNWRITABLE.sub("\ufffd", _LINE_BREAKS.sub("\n", text))
