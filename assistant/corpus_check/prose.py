"""Walks the paragraphs and sentences of a document, with what stands around them."""

from collections.abc import Iterator
from dataclasses import dataclass

from assistant.domain import BlockType, Document
from assistant.indexing.sections import Section, Unit, document_sections
from assistant.sentences import split_sentences


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence of the document's text."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph, an item of a list or a row of a table."""

    text: str
    start: int
    type: BlockType
    # The sentence that introduces the list, for an item; else empty.
    introduction: str
    headings: tuple[str, ...]
    sentences: tuple[Sentence, ...]


def paragraphs(document: Document) -> Iterator[Paragraph]:
    """Yield what a document says outside its headings, in order."""
    for section in document_sections(document):
        introduction = ""
        for unit in section.units:
            if not unit.is_enumerated:
                introduction = ""
            yield _paragraph(document.text, unit, section, introduction=introduction)
            if unit.is_introduction:
                introduction = document.text[unit.words_start : unit.end]


def _paragraph(text: str, unit: Unit, section: Section, *, introduction: str) -> Paragraph:
    words = text[unit.words_start : unit.end]
    spans = () if unit.type is BlockType.TABLE_ROW else split_sentences(words)
    return Paragraph(
        text=words,
        start=unit.words_start,
        type=unit.type,
        introduction=introduction,
        headings=section.heading_path,
        sentences=tuple(
            Sentence(
                text=words[span.start : span.end],
                start=unit.words_start + span.start,
                end=unit.words_start + span.end,
            )
            for span in spans
        ),
    )
