import json
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from assistant.answering.guard import Verification, find_words
from assistant.answering.premises.correcting import PremiseChecker, with_corrections
from assistant.answering.premises.record import Correction
from assistant.dialogue import Filters, Question, Role, Section, Turn
from assistant.domain import Kind
from tests.answering.bundled_premises import checker, library, premises
from tests.records import TODAY, evidence, question

CASES = Path(__file__).parents[1] / "data" / "premises.jsonl"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    question: str
    # Pattern of the correcting sentence; None: nothing is to be corrected.
    match: str | None = None
    document: str | None = None


def cases() -> list[Case]:
    return [Case(**json.loads(line)) for line in CASES.read_text(encoding="utf-8").splitlines()]


def corrections(
    text: str, *, as_of: date = TODAY, by: PremiseChecker | None = None
) -> tuple[Correction, ...]:
    return (by or checker()).corrections(question(text, as_of=as_of))


def test_cases_hold_enough_of_both_sorts() -> None:
    wrong = [one for one in cases() if one.match is not None]
    right = [one for one in cases() if one.match is None]
    assert len(wrong) >= 30
    assert len(right) >= 15


@pytest.mark.parametrize(
    "case", [one for one in cases() if one.match is not None], ids=lambda one: one.question
)
def test_false_premise_is_corrected_by_a_sentence_that_says_what_is_right(case: Case) -> None:
    (correction,) = corrections(case.question)
    assert case.document in (None, correction.document_id)
    assert case.match is not None
    assert re.search(case.match, correction.text)


@pytest.mark.parametrize("case", [one for one in cases() if one.match is None], ids=lambda one: one.question)
def test_true_premise_or_open_question_is_left_alone(case: Case) -> None:
    assert corrections(case.question) == ()


def test_every_reviewed_premise_has_its_one_correcting_sentence() -> None:
    assert len(premises()) >= 40
    assert checker().inert_ids() == ()


@pytest.mark.parametrize(
    "case", [one for one in cases() if one.match is not None], ids=lambda one: one.question
)
def test_correction_passes_the_guard_word_for_word(case: Case) -> None:
    (correction,) = corrections(case.question)
    passage = library().passages[correction.passage_id]
    assert correction.span in passage.quotable_spans
    assert find_words(correction.text, passage.text) is not None
    assert re.match(r"(?i)(?:oui|non)\b", correction.text) is None
    draft = correction.draft()
    assert draft.section is Section.SHORT_ANSWER
    held = with_corrections(evidence(asked=question(case.question)), [correction], library=library())
    shown = Verification(evidence=held).verify(draft)
    assert shown is not None
    assert shown.text == correction.text


def test_passage_that_was_found_is_not_added_again() -> None:
    (correction,) = corrections("La loi Thiollière de 2008 est-elle longue ?")
    once = with_corrections(evidence(), [correction], library=library())
    assert with_corrections(once, [correction], library=library()) == once


@pytest.mark.parametrize(
    ("affirmed", "denied"),
    [
        ("Le 1 % eau est obligatoire : qui paie ?", "Le 1 % eau n'est pas obligatoire : qui décide ?"),
        (
            "La convention est visée par le préfet : quand ?",
            "La convention n'est pas visée par le préfet : pourquoi ?",
        ),
        (
            "La coopération décentralisée est réservée aux régions : pourquoi ?",
            "La coopération décentralisée n'est pas réservée aux régions : depuis quand ?",
        ),
    ],
)
def test_denied_error_is_not_corrected(affirmed: str, denied: str) -> None:
    assert corrections(affirmed)
    assert corrections(denied) == ()


@pytest.mark.parametrize(
    ("asked", "asked_with_a_negation"),
    [
        ("La convention est-elle obligatoire ?", "La convention n'est-elle pas obligatoire ?"),
        ("Le préfet doit-il viser la convention ?", "Le préfet ne doit-il pas viser la convention ?"),
        ("Le 1 % eau est-il obligatoire ?", "Le 1 % eau n'est-il plus obligatoire ?"),
    ],
)
def test_question_and_its_negation_are_told_the_same_fact(asked: str, asked_with_a_negation: str) -> None:
    (correction,) = corrections(asked)
    assert corrections(asked_with_a_negation) == (correction,)


def test_document_of_another_day_corrects_nothing() -> None:
    asked = "La convention avec une ville partenaire est obligatoire : qui la signe ?"
    assert corrections(asked)
    assert corrections(asked, as_of=date(2009, 3, 1)) == ()


def test_undated_guide_corrects_nothing_about_a_day_before_its_check() -> None:
    asked = "Le 1 % eau est obligatoire : pour qui ?"
    assert corrections(asked)
    assert corrections(asked, as_of=date(2012, 6, 30)) == ()


def test_document_outside_the_askers_limits_corrects_nothing() -> None:
    text = "La loi Thiollière de 2008 est-elle longue ?"
    limited = Question(
        text=text,
        standalone_text=text,
        as_of=TODAY,
        filters=Filters(kinds=frozenset({Kind.DECISION})),
    )
    assert corrections(text)
    assert checker().corrections(limited) == ()


def test_premise_of_an_earlier_question_is_not_corrected_again() -> None:
    first = "La loi Thiollière de 2008 vise-t-elle l'urgence ?"
    follow_up = Question(
        text="Et les départements ?",
        standalone_text=f"{first} Et les départements ?",
        as_of=TODAY,
        history=(Turn(role=Role.USER, content=first), Turn(role=Role.ASSISTANT, content="…")),
    )
    assert checker().corrections(follow_up) == ()


def test_one_question_gets_one_correction() -> None:
    asked = "Puisque la loi Thiollière de 2008 impose une convention visée par le préfet, qui la signe ?"
    assert [one.premise_id for one in corrections(asked)] == ["loi 2007-147"]
