from datetime import date

import pytest

from assistant.answering.guard import MAX_STATEMENTS, Ending, Verification, find_words
from assistant.dialogue import (
    Answer,
    DraftStatement,
    EngineName,
    RefusalReason,
    Section,
    Status,
    Support,
    Timings,
)
from assistant.domain import Version
from tests.records import document, evidence, found

RULE = "La convention entre en vigueur dès sa transmission au préfet."


def draft(text: str, *passage_ids: str) -> DraftStatement:
    return DraftStatement(text=text, passage_ids=passage_ids or ("guide.0",), section=Section.SHORT_ANSWER)


def finish(verification: Verification, reason: RefusalReason | None = None) -> Answer:
    timings = Timings(total=0, embed=0, search=0, compose=0, first_text=0)
    return verification.finish(
        Ending(
            answer_id="a" * 8,
            engine=EngineName.EXTRACTIVE,
            model=None,
            refusal_reason=reason,
            timings=timings,
        )
    )


def test_verbatim_sentence_passes_as_quote_with_its_span() -> None:
    verification = Verification(evidence=evidence(found(f"Avant. {RULE} Après.")))
    statement = verification.verify(draft(RULE))
    assert statement is not None
    assert statement.support is Support.QUOTE
    span = statement.citations[0].span
    assert verification.sources[0].passage.text[span.start : span.end] == RULE.rstrip(".")


@pytest.mark.parametrize(
    "altered",
    [
        "La convention entre en vigueur après sa transmission au préfet.",
        "La convention n'entre pas en vigueur dès sa transmission au préfet.",
        "La convention entre en vigueur dès sa transmission au préfet de région.",
        "convention en vigueur",
        "...",
    ],
)
def test_altered_sentence_is_rejected(altered: str) -> None:
    verification = Verification(evidence=evidence(found(RULE)))
    assert verification.verify(draft(altered)) is None
    assert verification.rejected_count == 1


def test_unknown_or_missing_passage_is_rejected() -> None:
    verification = Verification(evidence=evidence(found(RULE)))
    assert verification.verify(draft(RULE, "elsewhere.0")) is None
    assert verification.verify(draft(RULE, "guide.0", "elsewhere.0")) is None
    assert verification.verify(DraftStatement(text=RULE, passage_ids=(), section=Section.TO_CHECK)) is None


@pytest.mark.parametrize(
    "version", [Version(in_force_to=date(2021, 8, 6)), Version(in_force_from=date(2027, 1, 1))]
)
def test_wording_that_does_not_hold_is_rejected(version: Version) -> None:
    verification = Verification(evidence=evidence(found(RULE, of=document(version=version))))
    assert verification.verify(draft(RULE)) is None


def test_sources_are_numbered_by_first_use_and_once() -> None:
    first, second = found("Un fait établi ici.", position=0), found("Un autre fait établi là.", position=1)
    verification = Verification(evidence=evidence(first, second))
    verification.verify(draft("Un autre fait établi là.", "guide.1"))
    verification.verify(draft("Un fait établi ici.", "guide.0"))
    verification.verify(draft("Un autre fait établi là.", "guide.1"))
    assert [source.passage.passage_id for source in verification.sources] == ["guide.1", "guide.0"]
    assert [one.citations[0].source_number for one in verification.statements] == [1, 2, 1]


def test_answer_never_exceeds_its_length() -> None:
    sentences = [f"Le fait numéro {n} est établi par un texte " + "clair " * 20 + "." for n in range(30)]
    verification = Verification(evidence=evidence(found(" ".join(sentences))))
    for sentence in sentences:
        verification.verify(draft(sentence))
    assert 0 < len(verification.statements) <= MAX_STATEMENTS
    assert sum(len(one.text) for one in verification.statements) <= 1_400


def test_answer_without_statement_is_a_refusal_with_nearest_documents() -> None:
    verification = Verification(evidence=evidence(found(RULE), found("Autre.", of=document("autre"))))
    answer = finish(verification)
    assert (answer.status, answer.refusal_reason) == (Status.REFUSED, RefusalReason.NO_SOURCE)
    assert [one.document_id for one in answer.see_also] == ["guide", "autre"]
    assert answer.sources == ()


def test_rejected_statement_makes_the_answer_partial() -> None:
    verification = Verification(evidence=evidence(found(RULE)))
    verification.verify(draft(RULE))
    verification.verify(draft("Le préfet vise la convention."))
    answer = finish(verification)
    assert (answer.status, answer.rejected_count) == (Status.PARTIAL, 1)
    assert [one.text for one in answer.statements] == [RULE]


def test_words_are_whole_and_in_order() -> None:
    assert find_words("transmis au préfet", "transmission au préfet") is None
    assert find_words("préfet au", "au préfet") is None
    list_found = find_words("Trois cas :\n- un\n- deux", "Trois cas :\n\n- un\n\n- deux\n\n- trois")
    assert list_found is not None
    assert (list_found.start, list_found.end) == (0, len("Trois cas :\n\n- un\n\n- deux"))
