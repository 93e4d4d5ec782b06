"""The features that the ablation leaves out one by one, and what the program does instead."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from enum import Enum, auto
from unittest.mock import patch

from assistant import application
from assistant.answering import (
    conversation,
    follow_up,
    guard,
    lay_language,
    obligations,
    question_terms,
    relevance,
    retrieval,
)
from assistant.answering.disagreements.finding import DisagreementFinder
from assistant.answering.engines import extractive
from assistant.answering.lay_language import LayLanguage
from assistant.answering.named_texts import NamedTexts
from assistant.answering.premises.correcting import PremiseChecker
from assistant.answering.ranking import Ranker
from assistant.answering.spelling import Speller
from assistant.answering.vocabulary import Vocabulary
from assistant.answering.written_forms import WrittenForms
from assistant.dialogue import Section
from assistant.indexing import question_index
from assistant.indexing.question_index import QuestionIndex
from assistant.question_words import Language
from tests.benchmarks import ablation_stand_ins as stand_ins
from tests.benchmarks.ablation_stand_ins import StandIn


class Stage(Enum):
    """What a feature acts on: the question, what is found for it, the answer, or the last two."""

    READING = auto()
    SEARCHING = auto()
    WRITING = auto()
    BOTH = auto()

    def changes_the_search(self) -> bool:
        """Tell whether the same question may find something else."""
        return self in (Stage.SEARCHING, Stage.BOTH)

    def changes_the_writing(self) -> bool:
        """Tell whether the same evidence may be answered otherwise."""
        return self in (Stage.WRITING, Stage.BOTH)


@dataclass(frozen=True, slots=True, kw_only=True)
class Feature:
    """Something that the program does for a question, and the program without it."""

    name: str
    # What the program does instead.
    instead: str
    stage: Stage
    parts: tuple[StandIn, ...]

    @contextmanager
    def left_out(self) -> Iterator[None]:
        """Leave the feature out of the program for a while.

        Raises:
            AttributeError: if the program has no such part any more.
        """
        with ExitStack() as stack:
            for owner, part, stand_in in self.parts:
                stack.enter_context(patch.object(owner, part, stand_in))
            yield


def features() -> tuple[Feature, ...]:
    """Return every feature that can be left out, in the order in which a question meets them."""
    return (*_reading(), *_searching(), *_judging(), *_weighing(), *_composing())


def _reading() -> Iterator[Feature]:
    yield _reads(
        "follow-ups put anew", "the follow-up alone", (conversation, "stand_alone", stand_ins.text_alone)
    )
    yield _reads(
        "follow-ups not just joined", "all questions, joined", (conversation, "stand_alone", stand_ins.joined)
    )
    yield _reads(
        "other body or place carried over",
        "both questions joined",
        (follow_up, "carry_over", lambda *_: None),
    )
    yield _reads("asked days", "today's law", (conversation, "find_asked_day", lambda *_, **__: None))
    yield _reads("several questions at once", "one question", (application, "parts_of", lambda text: (text,)))
    yield _reads("spelling", "as spelled", (Speller, "correct", stand_ins.same_text))
    yield _reads("missing accents", "as typed", (WrittenForms, "accented", stand_ins.same_text))
    yield _reads("capitals throughout", "as typed", (WrittenForms, "quietened", stand_ins.same_text))
    yield _reads("courtesy left out", "the whole text", (lay_language, "without_courtesy", lambda text: text))
    yield _reads("« est-ce que » turned", "as asked", (lay_language, "asked_directly", lambda text: text))
    yield _reads("English", "read as French", (lay_language, "language_of", lambda _: Language.FRENCH))
    yield _reads("glossary", "no entry", (LayLanguage, "_found", lambda *_: iter(())))
    yield _reads(
        "glossary in the search", "the question's words alone", stand_ins.understood_with(expansion_text="")
    )
    yield _reads(
        "glossary in judging and writing",
        "no word stands in for another",
        stand_ins.understood_with(alternative_groups={}),
    )
    yield _reads(
        "empty words by language", "all words count", stand_ins.understood_with(empty_terms=frozenset())
    )
    yield _weighs("words of any question", "all words count", (Vocabulary, "wanted_terms", Vocabulary.terms))


def _searching() -> Iterator[Feature]:
    yield _searches("dense leg", "words alone are fused", (retrieval, "fuse_legs", stand_ins.lexical_alone))
    yield _searches("lexical leg", "vectors alone are fused", (retrieval, "fuse_legs", stand_ins.dense_alone))
    yield _searches(
        "vectors wholly",
        "as where no model loads",
        (retrieval, "query_vector", lambda *_: None),
        (QuestionIndex, "search", stand_ins.no_documents),
    )
    yield _searches(
        "second search and sections of codes", "one search", (Ranker, "teaches", lambda *_: False)
    )
    yield _searches(
        "typical questions", "no document is lifted", (QuestionIndex, "search", stand_ins.no_documents)
    )
    yield _searches("typical questions by vector", "by words", (question_index, "_DENSE_WEIGHT", 0.0))
    yield _searches("typical questions by words", "by vector", (question_index, "_LEXICAL_WEIGHT", 0.0))
    yield _searches("named texts", "no text is named", (NamedTexts, "named_in", lambda *_: ()))
    yield _searches(
        "countries not asked about left out",
        "all countries",
        (retrieval, "is_about_another_country", lambda *_: False),
    )
    yield _searches("near-duplicates folded", "all kept", (retrieval, "fold_duplicates", stand_ins.unfolded))
    yield _searches(
        "articles referred to",
        "passages found alone",
        (retrieval, "with_referred_articles", lambda passages, **_: passages),
    )


def _judging() -> Iterator[Feature]:
    yield _writes("refusals", "nothing is refused", stand_ins.refuse_with(lambda _: None))
    yield _writes(
        "signs of vectors",
        "words alone decide",
        (relevance, "_calibration_for", lambda _: relevance._BY_WORDS),
    )
    yield _writes(
        "questions outside", "the other signs decide", stand_ins.refuse_with(stand_ins.without_margins)
    )
    yield _writes(
        "unknown texts, names and years refused",
        "the signs decide",
        (relevance, "names_the_unknown", lambda *_, **__: False),
    )
    yield _writes(
        "added words of a follow-up looked for",
        "the signs decide",
        (relevance, "tells_what_is_added", lambda *_, **__: True),
    )
    yield _writes("premises corrected", "no correction", (PremiseChecker, "corrections", lambda *_: ()))
    yield _writes(
        "obligations stand on a text",
        "a guide alone may oblige",
        (obligations, "needs_basis", lambda *_: False),
        (guard, "needs_basis", lambda *_: False),
    )
    yield _writes(
        "disagreements",
        "none is looked for",
        (DisagreementFinder, "examine", lambda _, evidence: evidence),
        (DisagreementFinder, "with_answer", lambda *_: ()),
    )


def _weighing() -> Iterator[Feature]:
    told = {
        "coverage": "weight of the words in the sentence",
        "headings": "weight of the words in the headings",
        "passage": "weight of the passage's score",
        "lead": "weight of a document's opening",
        "expected": "weight of what the question word expects",
    }
    for name, meaning in told.items():
        rest = {one: weight for one, weight in extractive._WEIGHTS.items() if one != name}
        weights = {one: weight / sum(rest.values()) for one, weight in rest.items()}
        yield _writes(meaning, "0", (extractive, "_WEIGHTS", weights | {name: 0.0}))
    yield _writes("bonus of a named text", "0", (extractive, "_NAMED_BONUS", 0.0))
    yield _writes("bonus of law that held on a past day", "0", (extractive, "_HELD_THEN_BONUS", 0.0))
    yield _writes(
        "undated guides weigh less on a past day",
        "full weight",
        (extractive, "_UNDATED_IN_THE_PAST", 1.0),
        (extractive, "_DATED_SENTENCE_IN_THE_PAST", 1.0),
    )
    yield _writes("told before weighs less", "full weight", (extractive, "_TOLD_BEFORE", 1.0))
    yield _weighs(
        "added words of a follow-up weigh more", "same weight", (question_terms, "_ADDED_WEIGHT", 1.0)
    )


def _composing() -> Iterator[Feature]:
    one_sentence = extractive._LIMITS | {Section.SHORT_ANSWER: 1}
    yield _writes("short answer of three sentences", "of one", (extractive, "_LIMITS", one_sentence))
    yield _writes("keep ratio", "0: what has room", (extractive, "_KEEP_RATIO", 0.0))
    yield _writes(
        "keep ratio of other documents",
        "that of the first document",
        (extractive, "_KEEP_RATIO_ELSEWHERE", extractive._KEEP_RATIO),
    )
    yield _writes(
        "sentences of other documents", "the first document alone", (extractive, "_KEEP_RATIO_ELSEWHERE", 9.0)
    )
    yield _writes("each fact once", "repeated", (extractive, "_SAME_FACT", 1.0))
    yield _writes("no calls, no questions", "quoted too", (extractive, "_calls_or_wonders", lambda _: False))
    yield _writes("legal basis by legal force", "by score", (extractive, "arrange", stand_ins.by_score_alone))
    yield _writes("sentence before the best may open", "the best opens", (extractive, "_OPENING_RATIO", 1.0))


def _reads(name: str, instead: str, *parts: StandIn) -> Feature:
    return Feature(name=name, instead=instead, stage=Stage.READING, parts=parts)


def _searches(name: str, instead: str, *parts: StandIn) -> Feature:
    return Feature(name=name, instead=instead, stage=Stage.SEARCHING, parts=parts)


def _writes(name: str, instead: str, *parts: StandIn) -> Feature:
    return Feature(name=name, instead=instead, stage=Stage.WRITING, parts=parts)


def _weighs(name: str, instead: str, *parts: StandIn) -> Feature:
    return Feature(name=name, instead=instead, stage=Stage.BOTH, parts=parts)
