"""Answers with sentences that stand verbatim in the passages, chosen for the question, in reading order."""

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.answering.expectations import Expectation, expectations_of, share_met
from assistant.answering.obligations import Obligations
from assistant.answering.question_terms import QuestionTerms
from assistant.answering.told import told_words, was_told
from assistant.answering.vocabulary import Vocabulary
from assistant.dialogue import DraftStatement, EngineName, Evidence, EvidencePassage, Section
from assistant.domain import Authority, Document, Span
from assistant.legal_references import find_references
from assistant.tokens import fold

# Weights of what makes a sentence answer a question; they sum to 1 with the expectation met.
_WEIGHTS = {"coverage": 0.38, "headings": 0.14, "passage": 0.24, "lead": 0.09, "expected": 0.15}
# A named text is what the question is about.
_NAMED_BONUS = 0.20
# Share of the best score below which a sentence no longer bears on the question: one of the document that
# answers completes the answer, one of another document has to answer nearly as well by itself.
_KEEP_RATIO = 0.45
_KEEP_RATIO_ELSEWHERE = 0.7
# Share of the best score from which a sentence beside the best one may open the answer.
_OPENING_RATIO = 0.85
# What is left of an undated guide's score when the law of a day before its last check is asked for: it tells
# the rule of today, as far as it tells; less where a sentence tells of a year up to that day.
_UNDATED_IN_THE_PAST = 0.4
_DATED_SENTENCE_IN_THE_PAST = 0.8
# What is left of the score of a sentence that the conversation has told already, when more is asked.
_TOLD_BEFORE = 0.8
# What a text gains that held on that day: it is the rule of that day.
_HELD_THEN_BONUS = 0.2
# Share of its words that a sentence may have in common with one already chosen.
_SAME_FACT = 0.6
# Sentences per block; together at most the contract's eight.
_LIMITS = {Section.SHORT_ANSWER: 3, Section.LEGAL_BASIS: 2, Section.IN_PRACTICE: 2, Section.TO_CHECK: 1}

_SECTION_HEADINGS = (
    (Section.LEGAL_BASIS, ("base legale", "cadre juridique", "cadre legal", "texte")),
    (Section.TO_CHECK, ("points a verifier", "piege", "erreur", "attention", "limite")),
    (Section.IN_PRACTICE, ("en pratique", "pratique", "etape", "methode", "comment")),
)

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A run of a passage that may be quoted alone, and how well it answers."""

    text: str
    found: EvidencePassage
    section: Section
    score: float
    terms: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wanted:
    """What a question wants of the sentence that answers it."""

    terms: QuestionTerms
    expected: tuple[Expectation, ...]
    as_of: date
    # What the conversation has told already; empty where nothing leans on it.
    told: str


class ExtractiveEngine:
    """Writes with the words of the documents alone; needs no model, no key, no network."""

    name = EngineName.EXTRACTIVE
    model: str | None = None

    def __init__(self, vocabulary: Vocabulary, *, obligations: Obligations | None = None) -> None:
        """Prepare over one open build.

        Args:
            vocabulary: weighs its words.
            obligations: tells which sentences may oblige; None: all may, as far as the engine goes.
        """
        self._vocabulary = vocabulary
        self._obligations = obligations

    def write(self, evidence: Evidence) -> Iterator[DraftStatement]:
        """Yield corrections of the question, then chosen sentences, block by block; maybe none."""
        yield from evidence.corrections
        corrected = {one.text for one in evidence.corrections}
        chosen = arrange(choose(self._candidates(evidence)))
        for candidate in (one for one in chosen if one.text not in corrected):
            yield DraftStatement(
                text=candidate.text,
                passage_ids=(candidate.found.passage.passage_id,),
                section=candidate.section,
            )

    def _candidates(self, evidence: Evidence) -> list[Candidate]:
        question = evidence.question
        wanted = _Wanted(
            terms=QuestionTerms.of(question, vocabulary=self._vocabulary),
            expected=expectations_of(question.standalone_text),
            as_of=question.as_of,
            told=told_words(question.history) if question.leans_on_history else "",
        )
        usable = [one for one in evidence.passages if one.document.version.holds_on(question.as_of)]
        return [
            self._candidate(text, found, wanted)
            for found in usable
            for text in quotable_texts(found, but=evidence.disputed)
            if not _calls_or_wonders(text) and self._may_state(text, found, question.as_of)
        ]

    def _may_state(self, text: str, found: EvidencePassage, as_of: date) -> bool:
        return self._obligations is None or self._obligations.may_state(text, found, as_of=as_of)

    def _candidate(self, text: str, found: EvidencePassage, wanted: _Wanted) -> Candidate:
        terms = self._vocabulary.terms(text)
        headings = self._vocabulary.terms(" ".join((found.document.title, *found.passage.heading_path)))
        features = {
            "coverage": wanted.terms.coverage(terms),
            "headings": wanted.terms.coverage(headings),
            "passage": found.score,
            "lead": float(found.passage.position == 0),
            "expected": share_met(wanted.expected, text),
        }
        score = sum(_WEIGHTS[name] * value for name, value in features.items())
        score += _NAMED_BONUS * found.is_named
        if _has_ended_since(found.document):
            score += _HELD_THEN_BONUS
        if _tells_another_day(found.document, wanted.as_of):
            score *= _DATED_SENTENCE_IN_THE_PAST if _tells_of(wanted.as_of, text) else _UNDATED_IN_THE_PAST
        if wanted.told and was_told(text, wanted.told):
            score *= _TOLD_BEFORE
        return Candidate(text=text, found=found, section=section_of(text, found), score=score, terms=terms)


def quotable_texts(
    found: EvidencePassage, *, but: Container[tuple[str, Span]] = frozenset()
) -> Iterator[str]:
    """Yield the runs of a passage that may be quoted alone, line breaks kept single.

    Args:
        found: a passage.
        but: runs that are left out, as (passage id, span).
    """
    for span in found.passage.quotable_spans:
        if (found.passage.passage_id, span) in but:
            continue
        lines = found.passage.text[span.start : span.end].splitlines()
        yield "\n".join(" ".join(line.split()) for line in lines if line.strip())


def section_of(text: str, found: EvidencePassage) -> Section:
    """Tell to which block of an answer a sentence belongs.

    The heading above decides where it is one of ours; else a legal text or a reference makes a legal basis.
    """
    for heading in reversed(found.passage.heading_path):
        folded = fold(heading)
        for section, words in _SECTION_HEADINGS:
            if any(word in folded for word in words):
                return section
    if found.document.authority <= Authority.DOCTRINE or find_references(text):
        return Section.LEGAL_BASIS
    return Section.IN_PRACTICE


def choose(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Choose the sentences of an answer: the best one answers, the others add a fact each.

    Args:
        candidates: in any order.

    Returns:
        The chosen ones, best first; the first, and what stands beside it in its passage, is the short answer.
    """
    ranked = sorted(candidates, key=lambda one: -one.score)
    if not ranked:
        return []
    best = ranked[0]
    chosen = [_as_short_answer(best)]
    counts = dict.fromkeys(Section, 0) | {Section.SHORT_ANSWER: 1}
    for candidate in ranked[1:]:
        is_at_home = candidate.found.document.document_id == best.found.document.document_id
        if candidate.score < (_KEEP_RATIO if is_at_home else _KEEP_RATIO_ELSEWHERE) * best.score:
            continue
        if any(_tell_the_same(candidate, one) for one in chosen):
            continue
        placed = _place(candidate, best, counts)
        if placed is not None:
            counts[placed.section] += 1
            chosen.append(placed)
    return chosen


def arrange(chosen: Sequence[Candidate]) -> list[Candidate]:
    """Order chosen sentences for reading: blocks in order, and in a block as the documents tell them.

    The legal basis goes by legal force: the text before the decision, the decision before the guide.

    The best sentence opens the answer, unless one just before it in its passage answers nearly as well.
    """
    order = {section: rank for rank, section in enumerate(Section)}
    first_seen = {one.found.passage.passage_id: rank for rank, one in reversed(list(enumerate(chosen)))}
    return sorted(
        chosen,
        key=lambda one: (
            order[one.section],
            one.found.document.authority if one.section is Section.LEGAL_BASIS else 0,
            one.score < _OPENING_RATIO * chosen[0].score,
            first_seen[one.found.passage.passage_id],
            one.found.passage.text.find(one.text.splitlines()[0]),
        ),
    )


def _place(candidate: Candidate, best: Candidate, counts: dict[Section, int]) -> Candidate | None:
    beside_best = candidate.found.passage.passage_id == best.found.passage.passage_id
    if beside_best and counts[Section.SHORT_ANSWER] < _LIMITS[Section.SHORT_ANSWER]:
        return _as_short_answer(candidate)
    return candidate if counts[candidate.section] < _LIMITS[candidate.section] else None


def _as_short_answer(one: Candidate) -> Candidate:
    return Candidate(
        text=one.text, found=one.found, section=Section.SHORT_ANSWER, score=one.score, terms=one.terms
    )


def _tell_the_same(one: Candidate, other: Candidate) -> bool:
    smaller = min(len(one.terms), len(other.terms))
    return smaller == 0 or len(one.terms & other.terms) / smaller > _SAME_FACT


def _calls_or_wonders(text: str) -> bool:
    """Tell a sentence that calls on the reader or asks: it states nothing."""
    return text.rstrip(' »"').endswith(("!", "?"))


def _tells_another_day(document: Document, as_of: date) -> bool:
    """Tell whether a document without dates of its own was checked after the day asked about."""
    is_past = document.checked_on is not None and as_of < document.checked_on
    return is_past and not document.version.is_dated()


def _has_ended_since(document: Document) -> bool:
    """Tell whether a legal text that held on the day asked about had ended when it was checked."""
    ended_on, checked_on = document.version.in_force_to, document.checked_on
    is_law = document.authority <= Authority.REGULATION
    return is_law and ended_on is not None and checked_on is not None and ended_on <= checked_on


def _tells_of(as_of: date, text: str) -> bool:
    """Tell whether a sentence names years, and none after a day."""
    years = [int(year) for year in _YEAR.findall(text)]
    return bool(years) and max(years) <= as_of.year
