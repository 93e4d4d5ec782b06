"""The records of the answering flow: question, evidence, draft, answer, and its events."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from assistant.conflicts import Conflict
from assistant.domain import Document, Kind, Passage, Span
from assistant.question_words import QuestionWords, ScopeMargins


class Role(StrEnum):
    """Who speaks in a turn."""

    USER = "user"
    ASSISTANT = "assistant"


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One message of a conversation."""

    role: Role
    content: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """Limits that the asker sets on the documents."""

    jurisdiction: str | None = None
    # Day on which the law is asked for; None: today, nothing hidden.
    on_date: date | None = None
    # Kinds to keep; empty: all.
    kinds: frozenset[Kind] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question as put, and as understood alone."""

    text: str
    # The same question made independent of the conversation, its slips mended.
    standalone_text: str
    # Day whose law is asked for: the filter's date, else today.
    as_of: date
    filters: Filters = Filters()
    history: tuple[Turn, ...] = ()
    # Day on which it is asked; None: not known apart from `as_of`.
    asked_on: date | None = None
    words: QuestionWords = field(default_factory=QuestionWords)
    # Whether it was put anew with what was asked or told before it.
    leans_on_history: bool = False


class EngineName(StrEnum):
    """Which engine writes."""

    EXTRACTIVE = "extractive"
    LLM = "llm"


class EngineChoice(StrEnum):
    """Which engine the asker wants."""

    AUTO = "auto"
    EXTRACTIVE = "extractive"
    LLM = "llm"


@dataclass(frozen=True, slots=True, kw_only=True)
class AskRequest:
    """What a door takes from a user, before anything is understood of it."""

    text: str
    filters: Filters = Filters()
    history: tuple[Turn, ...] = ()
    engine: EngineChoice = EngineChoice.AUTO


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchQuery:
    """What an index is searched with."""

    text: str
    # Unit vector of the text; None: no embedder, the lexical leg alone searches.
    vector: tuple[float, ...] | None
    filters: Filters
    # Terms of the passages found first, which count less than those of the text.
    related_terms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A passage found, with a score that compares only within its ranking."""

    passage_id: str
    score: float


# Hits, best first; no passage twice, no score of zero or below.
Ranking = tuple[Hit, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundPassage:
    """A passage found by a plain search, for a list without an answer."""

    rank: int
    score: float
    passage: Passage
    document: Document


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidencePassage:
    """A passage given to an engine, with its document and how well it was found."""

    passage: Passage
    document: Document
    # In [0, 1] within one evidence; 1 is the best found.
    score: float
    # True when the question names the document's text.
    is_named: bool = False


class Section(StrEnum):
    """The blocks of an answer, in reading order."""

    SHORT_ANSWER = "short_answer"
    LEGAL_BASIS = "legal_basis"
    IN_PRACTICE = "in_practice"
    TO_CHECK = "to_check"


class Support(StrEnum):
    """Why a statement may be shown."""

    QUOTE = "quote"
    VERIFIED = "verified"


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftStatement:
    """A sentence that an engine proposes, with the passages it claims to rest on."""

    text: str
    passage_ids: tuple[str, ...]
    section: Section


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The passages an answer may rest on, best first."""

    question: Question
    passages: tuple[EvidencePassage, ...]
    # Found too, too far down to rest on; they may contradict.
    also_found: tuple[EvidencePassage, ...] = ()
    # Sentences, as (passage id, span), that state a known error: nothing rests on them.
    disputed: frozenset[tuple[str, Span]] = frozenset()
    # Whether a document found was not checked with the corpus' own: it may say otherwise.
    may_be_contradicted: bool = False
    # Sentences of these passages that correct what the question takes for granted.
    corrections: tuple[DraftStatement, ...] = ()
    # Highest cosine between the question and a passage, by the model `embedder`; None: no vectors.
    best_similarity: float | None = None
    # None: no questions outside to compare with.
    scope: ScopeMargins | None = None
    embedder: str | None = None
    # Time spent on the question's vector and on searching, in milliseconds.
    embed_ms: float = 0.0
    search_ms: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """The link of a statement to a source, with the words that carry it."""

    # Number of the source, from 1.
    source_number: int
    # Span of the carrying words in the source's excerpt.
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One sentence of an answer that has passed the guard."""

    text: str
    citations: tuple[Citation, ...]
    support: Support
    section: Section
    # The question that it answers, of those asked at once; empty: there is one.
    part: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A cited passage, numbered from 1 in the answer."""

    number: int
    document: Document
    passage: Passage


class Status(StrEnum):
    """How an answer ended."""

    ANSWERED = "answered"
    PARTIAL = "partial"
    REFUSED = "refused"


class RefusalReason(StrEnum):
    """Why there is no answer."""

    OUT_OF_SCOPE = "out_of_scope"
    NO_SOURCE = "no_source"
    INVALID_QUESTION = "invalid_question"


class Clarification(StrEnum):
    """What a question leaves open and its answer depends on."""

    BODY = "which_body"
    COUNTRY = "which_country"
    DATE = "which_date"


@dataclass(frozen=True, slots=True, kw_only=True)
class RelatedDocument:
    """A document near to a question, shown by title only."""

    document_id: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Timings:
    """Durations of one answer, in milliseconds."""

    total: float
    embed: float
    search: float
    compose: float
    first_text: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What may be shown: statements that passed the guard, or a refusal with its reason."""

    answer_id: str
    question: Question
    status: Status
    refusal_reason: RefusalReason | None
    statements: tuple[Statement, ...]
    sources: tuple[Source, ...]
    see_also: tuple[RelatedDocument, ...]
    conflicts: tuple[Conflict, ...]
    follow_ups: tuple[str, ...]
    # Questions, of those asked at once, that no source answers.
    unanswered: tuple[str, ...]
    # What the answer depends on and the question leaves open; None: nothing.
    clarification: Clarification | None
    engine: EngineName
    model: str | None
    # Statements that the guard rejected.
    rejected_count: int
    timings: Timings
