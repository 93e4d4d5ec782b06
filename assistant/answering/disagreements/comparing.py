"""Tells whether two sentences give different values for the same thing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Self

from assistant.answering.disagreements.asked_values import ASKED_FIGURES, UNNAMED, Asked, answers_of, bears_on
from assistant.answering.disagreements.authorities import is_same_authority
from assistant.answering.disagreements.differing import differ, says_too_little
from assistant.answering.disagreements.stated import (
    Scope,
    Stated,
    Words,
    are_apart,
    are_of_other_bodies,
    may_be_compared,
)
from assistant.answering.disagreements.values import Value, ValueKind

# Weighted share of the words of the shorter clause or sentence that both have: they speak of one thing.
_ONE_THING = 0.6
# Weight of these words at least: a word found in one passage of a hundred weighs 4.6.
_LEAST_WEIGHT = 9.0
# Two sentences that both hold this much of the question need less in common.
_BOTH_ANSWER = 0.4
_LEAST_LIKENESS = 0.25

# They hold until they are changed, whatever year the passage tells of besides.
_RULES = frozenset({ValueKind.RULE, ValueKind.AUTHORITY})

# The sentences of a passage, and the values among them that answer a question.
_Answering = tuple[Sequence[Stated], Sequence[tuple[Stated, Value, Scope]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """Two sentences that state different values of one thing."""

    one: Stated
    other: Stated
    # None: a reviewed error, and what corrects it.
    kind: ValueKind | None
    # What is dated or counted; empty where the kind says it.
    unit: str
    # The words that state the value, in each; the whole sentence where the sentences disagree as such.
    value_of_one: str
    value_of_other: str

    @classmethod
    def of_error(cls, wrong: Stated, right: Stated) -> Self:
        """Set a sentence that states a reviewed error against one that does not."""
        return cls(
            one=wrong, other=right, kind=None, unit="", value_of_one=wrong.text, value_of_other=right.text
        )

    def turned(self) -> Self:
        """Return the same with its sentences the other way round."""
        return replace(
            self,
            one=self.other,
            other=self.one,
            value_of_one=self.value_of_other,
            value_of_other=self.value_of_one,
        )


def compare(one: Stated, other: Stated, *, asked: Scope, words: Words) -> Disagreement | None:
    """Return in what two sentences disagree; None where they do not, or speak of different things.

    Args:
        one: a sentence.
        other: a sentence of another passage.
        asked: the question that brings both up.
        words: weighs terms.

    Two values of one sort disagree unless a year, a kind of body, a part of a whole or a limit tells them
    apart, or one of the sentences states both, or names its value only to put it aside.
    """
    if one.passage.passage_id == other.passage.passage_id or not may_be_compared(one, other):
        return None
    if one.is_about_an_error or other.is_about_an_error:
        return None
    for value, scope in one.values:
        for counter, counter_scope in other.values:
            if not differ(value, counter) or _states(one, counter) or _states(other, value):
                continue
            if says_too_little(value) or says_too_little(counter):
                continue
            if value.kind is ValueKind.ACT_DATE or _speak_of_one_thing(
                (one, scope), (other, counter_scope), kind=value.kind, asked=asked, words=words
            ):
                return _disagreement((one, value), (other, counter))
    return None


def compare_answers(
    one: Sequence[Stated], other: Sequence[Stated], *, asked: Asked, words: Words
) -> Disagreement | None:
    """Return in what two passages disagree that both answer one question with a value of a kind asked for.

    Args:
        one: the sentences of a passage.
        other: those of another one.
        asked: the question.
        words: weighs terms.
    """
    for kind in asked.kinds:
        first, second = answers_of(asked, kind, one, words), answers_of(asked, kind, other, words)
        if first and second:
            return _compare_answers((one, first), (other, second), asked=asked, kind=kind)
    unnamed = (
        _compare_answers(
            (one, answers_of(asked, kind, one, words)),
            (other, answers_of(asked, kind, other, words)),
            asked=asked,
            kind=kind,
        )
        for kind in UNNAMED
        if kind not in asked.kinds
    )
    return next((found for found in unnamed if found is not None), None)


def compare_figures(
    one: Sequence[Stated], other: Sequence[Stated], *, asked: Asked, words: Words
) -> Disagreement | None:
    """Return in what two passages disagree that both hold most of a question and answer it with a figure."""
    if not ASKED_FIGURES.intersection(asked.kinds[:1]) or not all(
        bears_on(asked, said, words) for said in (one, other)
    ):
        return None
    kind = asked.kinds[0]
    first, second = answers_of(asked, kind, one, words), answers_of(asked, kind, other, words)
    return _compare_answers((one, first), (other, second), asked=asked, kind=kind)


def _compare_answers(
    some: _Answering, others: _Answering, *, asked: Asked, kind: ValueKind
) -> Disagreement | None:
    (one, first), (other, second) = some, others
    if not first or not second or not may_be_compared(first[0][0], second[0][0]):
        return None
    if kind is ValueKind.AUTHORITY and any(
        is_same_authority(one.canonical, another.canonical) for _, one, _ in first for _, another, _ in second
    ):
        return None
    is_one_each = len(first) == len(second) == 1
    for sentence, value, scope in first:
        for counter_sentence, counter, counter_scope in second:
            alike = _as_asked(value, counter, asked=asked, is_one_each=is_one_each)
            if not differ(*alike) or _is_of_other_limits(
                (sentence, scope), (counter_sentence, counter_scope), kind=value.kind, asked=asked
            ):
                continue
            if not any(_states(said, alike[1]) for said in one) and not any(
                _states(said, value) for said in other
            ):
                return _disagreement((sentence, value), (counter_sentence, counter))
    return None


def _as_asked(value: Value, counter: Value, *, asked: Asked, is_one_each: bool) -> tuple[Value, Value]:
    """Return two values as the question makes them comparable: what it counts, what it limits."""
    if is_one_each and value.kind is counter.kind is ValueKind.COUNT:
        counter = replace(counter, unit=value.unit)
    if asked.is_for_a_limit or value.kind is ValueKind.DELAY:
        # What begins beyond a limit is no figure told rounded.
        value = replace(value, is_rounded=False)
        counter = replace(counter, bound=value.bound, is_rounded=False)
    return value, counter


def _disagreement(one: tuple[Stated, Value], other: tuple[Stated, Value]) -> Disagreement:
    return Disagreement(
        one=one[0],
        other=other[0],
        kind=one[1].kind,
        unit=one[1].unit,
        value_of_one=_words(*one),
        value_of_other=_words(*other),
    )


def _is_of_other_limits(
    one: tuple[Stated, Scope], other: tuple[Stated, Scope], *, kind: ValueKind, asked: Asked
) -> bool:
    """Tell whether a year, a kind of body or a part of a whole tells two values apart."""
    (sentence, scope), (counter, counter_scope) = one, other
    years = scope.years or sentence.years_around, counter_scope.years or counter.years_around
    if kind in _RULES:
        years = sentence.scope.years, counter.scope.years
    if kind is not ValueKind.DAY and are_apart(*years):
        return True
    if kind is ValueKind.DELAY and _are_of_other_actors(scope.actor, counter_scope.actor):
        return True
    if kind is not ValueKind.AUTHORITY and are_of_other_bodies(scope.bodies, counter_scope.bodies):
        return True
    return scope.parts - asked.scope.parts != counter_scope.parts - asked.scope.parts


def _are_of_other_actors(one: str, other: str) -> bool:
    return bool(one) and bool(other) and not is_same_authority(one, other)


def _states(sentence: Stated, value: Value) -> bool:
    return any(
        one.kind is value.kind and one.unit == value.unit and one.canonical == value.canonical
        for one, _ in sentence.values
    )


def _speak_of_one_thing(
    one: tuple[Stated, Scope], other: tuple[Stated, Scope], *, kind: ValueKind, asked: Scope, words: Words
) -> bool:
    (sentence, clause), (counter, counter_clause) = one, other
    if kind is ValueKind.ARTICLE:
        return False
    for first, second in ((clause, counter_clause), (sentence.scope, counter.scope)):
        if are_apart(first.years, second.years) or are_of_other_bodies(first.bodies, second.bodies):
            return False
    if clause.parts != counter_clause.parts:
        return False
    likeness = max(
        overlap(clause, counter_clause, words=words, least=_LEAST_WEIGHT),
        overlap(sentence.scope, counter.scope, words=words, least=_LEAST_WEIGHT),
    )
    if likeness >= _ONE_THING:
        return True
    if kind is ValueKind.DAY:
        return False
    answers = min(covered(asked, one, words=words) for one in (sentence.scope, counter.scope))
    alike = overlap(sentence.scope, counter.scope, words=words, least=0.0)
    return answers >= _BOTH_ANSWER and alike >= _LEAST_LIKENESS


def covered(asked: Scope, scope: Scope, *, words: Words) -> float:
    """Return the weighted share of the question's words that a sentence holds, or words standing for them."""
    total = _weight(asked.terms, words)
    held = asked.terms & (scope.terms | scope.stand_ins)
    return _weight(held, words) / total if total else 0.0


def overlap(one: Scope, other: Scope, *, words: Words, least: float) -> float:
    """Return the weighted share of the shorter one's words that both have, or words that stand for them.

    Args:
        one: a sentence or a clause.
        other: another.
        words: weighs terms.
        least: weight that the shared words have at least; below it the share is 0.
    """
    smaller, larger = sorted((one, other), key=lambda scope: _weight(scope.terms, words))
    shared = smaller.terms & (larger.terms | larger.stand_ins)
    if smaller.stand_ins & larger.terms:
        shared |= {term for term in smaller.terms if words.stand_ins(term) & larger.terms}
    weight = _weight(smaller.terms, words)
    mass = _weight(shared, words)
    return mass / weight if weight and mass >= least else 0.0


def _weight(terms: Iterable[str], words: Words) -> float:
    return sum(map(words.weight, terms))


def _words(sentence: Stated, value: Value) -> str:
    if value.kind is ValueKind.RULE:
        # « doit » alone tells nobody what has to be done.
        return sentence.text
    source = sentence.passage.text[sentence.span.start : sentence.span.end]
    return " ".join(source[value.span.start : value.span.end].split())
