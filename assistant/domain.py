"""The records of the indexing flow: documents, passages, builds. Frozen, plain, without services."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import IntEnum, StrEnum


class Kind(StrEnum):
    """What sort of work a document is."""

    CONSTITUTION = "constitution"
    TREATY = "treaty"
    CODE = "code"
    STATUTE = "statute"
    DECREE = "decree"
    ORDER = "order"
    DECISION = "decision"
    CIRCULAR = "circular"
    DOCTRINE = "doctrine"
    GUIDE = "guide"
    METHOD = "method"
    QUESTION = "question"
    COUNTRY = "country"
    TESTIMONY = "testimony"
    PRESS = "press"
    WEB = "web"


class Authority(IntEnum):
    """Legal force, lower is stronger; lower wins a conflict."""

    CONSTITUTION_OR_TREATY = 1
    STATUTE = 2
    REGULATION = 3
    DECISION = 4
    DOCTRINE = 5
    GUIDE = 6
    TESTIMONY = 7


_KINDS_OF: dict[Authority, tuple[Kind, ...]] = {
    Authority.CONSTITUTION_OR_TREATY: (Kind.CONSTITUTION, Kind.TREATY),
    Authority.STATUTE: (Kind.CODE, Kind.STATUTE),
    Authority.REGULATION: (Kind.DECREE, Kind.ORDER),
    Authority.DECISION: (Kind.DECISION,),
    Authority.DOCTRINE: (Kind.CIRCULAR, Kind.DOCTRINE),
    Authority.GUIDE: (Kind.GUIDE, Kind.METHOD, Kind.QUESTION, Kind.COUNTRY),
    Authority.TESTIMONY: (Kind.TESTIMONY, Kind.PRESS, Kind.WEB),
}


def authority_of(kind: Kind) -> Authority:
    """Return the authority that a kind has by default."""
    return next(authority for authority, kinds in _KINDS_OF.items() if kind in kinds)


class Wording(StrEnum):
    """Whether a document is the text itself or our words about it."""

    OFFICIAL = "official"
    SUMMARY = "summary"


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One dated wording of a text."""

    # First day on which the wording holds; None: unstated.
    in_force_from: date | None = None
    # First day on which it no longer holds; None: no end known.
    in_force_to: date | None = None

    def is_dated(self) -> bool:
        """Tell whether at least one bound is stated."""
        return self.in_force_from is not None or self.in_force_to is not None

    def holds_on(self, day: date) -> bool:
        """Tell whether the wording holds on a day; an unstated bound excludes nothing."""
        return not self.has_ended_by(day) and not self.is_future_on(day)

    def has_ended_by(self, day: date) -> bool:
        """Tell whether the wording no longer holds on a day."""
        return self.in_force_to is not None and day >= self.in_force_to

    def is_future_on(self, day: date) -> bool:
        """Tell whether the wording does not hold yet on a day."""
        return self.in_force_from is not None and day < self.in_force_from


@dataclass(frozen=True, slots=True, kw_only=True)
class NewerWording:
    """The present wording of a text, which came after a document that names it was checked."""

    reference: str
    in_force_from: date


@dataclass(frozen=True, slots=True, kw_only=True)
class FormerNumber:
    """A number that an article had before, with the days on which it had it (end excluded)."""

    number: str
    from_on: date | None = None
    to_on: date | None = None


class BlockType(StrEnum):
    """What a block of a text is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    TABLE_ROW = "table_row"


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A run of a document's text with one role; spans of blocks never overlap and grow."""

    type: BlockType
    # Character span in the document's text, end excluded; bullets and markup are outside.
    start: int
    end: int
    # Heading: depth from 1. List item: nesting from 1. Otherwise 0.
    level: int = 0
    # Page from 1, for paged formats.
    page: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadText:
    """What a reader makes of a file: its text after the reader's mends, and its structure."""

    text: str
    blocks: tuple[Block, ...]
    # Title that the format itself states (HTML <title>, PDF information); None: none usable.
    title: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One work: code, statute, decision, guide… in one wording."""

    # [a-z0-9-]{1,80}, unique in a build.
    document_id: str
    # Path relative to its corpus folder, with "/".
    path: str
    title: str
    kind: Kind
    authority: Authority
    wording: Wording
    # What the document is about to the letter ("CGCT L1115-1"); ties its versions together.
    reference: str | None
    former_numbers: tuple[FormerNumber, ...]
    # Texts and decisions that it cites.
    references: tuple[str, ...]
    version: Version
    # "FR", "EU", "INT" or a partner country's ISO code; None: unstated.
    jurisdiction: str | None
    checked_on: date | None
    language: str
    url: str | None
    publisher: str | None
    licence: str | None
    # Addresses on which its statements rest.
    source_urls: tuple[str, ...]
    text: str
    blocks: tuple[Block, ...]
    # SHA-256 of the file's bytes, and of its sidecar where there is one.
    content_hash: str
    # Why a newer state of the file could not be read; None: this is the present state.
    stale_reason: str | None = None
    # Document id of the wording that follows under the same reference; None: none in the library, or not
    # looked for. Follows from the documents beside it, so it takes no part in comparisons.
    successor_id: str | None = field(default=None, compare=False)
    # Wordings newer than `checked_on` of texts that it names, newest first: why to review it. As above.
    newer_wordings: tuple[NewerWording, ...] = field(default=(), compare=False)


def with_successors(documents: Iterable[Document]) -> dict[str, Document]:
    """Tell each document which wording of the same reference follows it.

    Args:
        documents: all of a library; no id twice.

    Returns:
        The same documents by id, in the order given. A successor starts on the day on which the document
        ends, or later: the first to do so.
    """
    given = tuple(documents)
    wordings: dict[str, list[tuple[date, str]]] = {}
    for one in given:
        if one.reference is not None and one.version.in_force_from is not None:
            wordings.setdefault(one.reference, []).append((one.version.in_force_from, one.document_id))
    return {one.document_id: replace(one, successor_id=_successor_of(one, wordings)) for one in given}


def _successor_of(document: Document, wordings: Mapping[str, list[tuple[date, str]]]) -> str | None:
    end = document.version.in_force_to
    if document.reference is None or end is None:
        return None
    later = [wording for wording in wordings.get(document.reference, ()) if wording[0] >= end]
    return min(later)[1] if later else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A run of characters, end excluded."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """What is indexed, retrieved and quoted: document.text[start:end], verbatim."""

    # Stable over rebuilds: same document, same place, same text, same id.
    passage_id: str
    document_id: str
    # Rank in the document, from 0.
    position: int
    text: str
    start: int
    end: int
    # Headings above, outermost first; the document's own title is not repeated.
    heading_path: tuple[str, ...]
    # Place for a reader ("art. L1115-1, al. 2", "p. 3", heading); None: the whole document.
    locator: str | None
    page: int | None
    # Runs of `text` that may be quoted alone: whole sentences, or a list with its introduction.
    quotable_spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """The documents of one build with their passages, for look-ups; never changed once made."""

    documents: Mapping[str, Document]
    passages: Mapping[str, Passage]
    # Passages of a document, in reading order.
    passages_of: Mapping[str, tuple[Passage, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class SkippedDocument:
    """A file that could not be taken in, and why, in French."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexBuild:
    """What an index was built from."""

    build_id: str
    # SHA-256 over paths and contents of the corpus and over everything that shapes passages.
    fingerprint: str
    # Name of the embedding model; None: built without vectors.
    embedder: str | None
    documents_count: int
    passages_count: int
    skipped: tuple[SkippedDocument, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexReport:
    """What one run of the indexing flow did."""

    documents: int
    passages: int
    added: int
    updated: int
    deleted: int
    unchanged: int
    skipped: tuple[SkippedDocument, ...]
    seconds: float
    embedding_seconds: float
    build: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexEntry:
    """What an index stores of a passage: the words to find it by, and what filters need."""

    passage_id: str
    # Title of the document and headings above the passage, outermost first.
    headings: tuple[str, ...]
    # The passage's own text.
    body: str
    kind: Kind
    jurisdiction: str | None
    version: Version

    def searched_text(self) -> str:
        """Return headings and body as the one text that is embedded."""
        return "\n".join((" › ".join(self.headings), self.body))
