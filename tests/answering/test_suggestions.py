"""Which questions an answer suggests: near, answerable, new, and of no other country."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from assistant.answering.suggestions import MAX_SUGGESTIONS, Suggestions
from assistant.answering.vocabulary import Vocabulary
from assistant.dialogue import (
    Citation,
    Evidence,
    EvidencePassage,
    Filters,
    Role,
    Section,
    Source,
    Statement,
    Support,
    Turn,
)
from assistant.domain import Document, Kind, Library, Span, Version
from tests.records import document, evidence, found, question

GIFT = "Une commune peut donner de l'argent après un séisme, sans partenaire sur place."
BUDGET = "Le budget du projet compte les imprévus et le temps des agents de la commune."
VOTE = "Le vote du conseil précède la signature de la convention par le maire."
TWINNING = "Le jumelage unit dans la durée deux communes et leurs habitants."
SENEGAL = "La commune sénégalaise vote son accord avant que le maire ne le signe."
TEXTS = {"don": GIFT, "budget": BUDGET, "vote": VOTE, "jumelage": TWINNING, "senegal": SENEGAL}
QUESTIONS = {
    "don": ("Comment donner de l'argent après un séisme ?",),
    "budget": ("Que compte le budget du projet ?",),
    "vote": ("Faut-il un vote du conseil avant la signature ?",),
    "jumelage": ("Que veut dire un jumelage durable ?",),
    "senegal": ("Qui signe pour une commune sénégalaise ?",),
}
DOCUMENTS = {
    **{name: document(name, text=text, path=f"{name}/{name}.md") for name, text in TEXTS.items()},
    "senegal": document(
        "senegal", kind=Kind.COUNTRY, text=SENEGAL, title="Sénégal : qui signe ?", jurisdiction="SN"
    ),
}
ASKED = question("Peut-on aider un village sinistré ?")


def suggestions(
    documents: Mapping[str, Document] = DOCUMENTS, questions: Mapping[str, Sequence[str]] = QUESTIONS
) -> Suggestions:
    library = Library(documents=documents, passages={}, passages_of={})
    vocabulary = Vocabulary([*(one.text for one in documents.values()), ASKED.text])
    return Suggestions(questions, library=library, vocabulary=vocabulary)


def passages(*names: str, of: Mapping[str, Document] = DOCUMENTS) -> tuple[EvidencePassage, ...]:
    return tuple(found(of[name].text, of=of[name]) for name in names)


def cited(first: EvidencePassage) -> tuple[list[Statement], list[Source]]:
    """Return what an answer that quotes one passage shows."""
    text = first.passage.text
    citation = Citation(source_number=1, span=Span(start=0, end=len(text)))
    told = Statement(text=text, citations=(citation,), support=Support.QUOTE, section=Section.SHORT_ANSWER)
    return [told], [Source(number=1, document=first.document, passage=first.passage)]


def after(given: Evidence, *, chooser: Suggestions | None = None) -> tuple[str, ...]:
    """Return the suggestions after an answer that quotes the first passage."""
    return (chooser or suggestions()).after(given, *cited(given.passages[0]))


def test_other_documents_of_the_evidence_are_suggested_in_its_order() -> None:
    given = evidence(*passages("don", "vote", "budget", "don"), asked=ASKED)
    assert after(given) == (QUESTIONS["vote"][0], QUESTIONS["budget"][0])


def test_no_more_than_three_are_suggested() -> None:
    names = ("canal", "verger", "stade", "phare", "moulin", "jardin")
    documents = {name: document(name, text=f"Un {name} compte.") for name in names}
    listed = {name: (f"Et pour un {name} ?",) for name in names}
    given = evidence(*passages(*names, of=documents), asked=ASKED)
    found_after = after(given, chooser=suggestions(documents, listed))
    assert found_after == tuple(listed[name][0] for name in names[1 : MAX_SUGGESTIONS + 1])


def test_question_just_asked_is_not_suggested_but_the_next_of_its_document_is() -> None:
    listed = QUESTIONS | {"vote": (*QUESTIONS["vote"], "Quel maire signe la convention ?")}
    given = evidence(*passages("don", "vote"), asked=question("Le vote du conseil avant la signature ?"))
    assert after(given) == ()
    assert after(given, chooser=suggestions(questions=listed)) == ("Quel maire signe la convention ?",)


def test_question_of_an_earlier_turn_is_not_suggested() -> None:
    turns = (Turn(role=Role.USER, content="Que compte le budget d'un projet ?"),)
    given = evidence(*passages("don", "vote", "budget"), asked=replace(ASKED, history=turns))
    assert after(given) == QUESTIONS["vote"]


def test_document_that_an_earlier_answer_quotes_is_not_suggested() -> None:
    turns = (
        Turn(role=Role.USER, content="Et nos dépenses ?"),
        Turn(role=Role.ASSISTANT, content=f"**Réponse courte**\n\n{BUDGET} [1]"),
    )
    given = evidence(*passages("don", "vote", "budget"), asked=replace(ASKED, history=turns))
    assert after(given) == QUESTIONS["vote"]


def test_what_a_statement_has_told_is_not_suggested() -> None:
    listed = QUESTIONS | {"vote": ("Une commune peut-elle donner après un séisme ?",)}
    given = evidence(*passages("don", "vote", "budget"), asked=ASKED)
    assert after(given, chooser=suggestions(questions=listed)) == QUESTIONS["budget"]


def test_two_suggestions_do_not_say_the_same() -> None:
    listed = QUESTIONS | {"jumelage": ("Le conseil vote-t-il avant la signature ?",)}
    given = evidence(*passages("don", "vote", "jumelage"), asked=ASKED)
    assert after(given, chooser=suggestions(questions=listed)) == QUESTIONS["vote"]


def test_country_is_suggested_only_where_it_is_spoken_of() -> None:
    given = evidence(*passages("don", "senegal"), asked=ASKED)
    assert after(given) == ()
    given = evidence(*passages("don", "senegal"), asked=question("Aider un village du Sénégal ?"))
    assert after(given) == QUESTIONS["senegal"]


def test_question_that_names_another_country_is_not_suggested() -> None:
    listed = QUESTIONS | {"vote": ("Que vaut le fonds franco-sénégalais ?",)}
    given = evidence(*passages("don", "vote"), asked=ASKED)
    assert after(given, chooser=suggestions(questions=listed)) == ()


def test_rare_reference_in_common_makes_a_document_near_and_a_frequent_one_does_not() -> None:
    linked = {name: replace(DOCUMENTS[name], references=("loi 2000-321",)) for name in ("don", "budget")}
    documents = DOCUMENTS | linked
    given = evidence(*passages("don", "vote", of=documents), asked=ASKED)
    assert after(given, chooser=suggestions(documents)) == (QUESTIONS["vote"][0], QUESTIONS["budget"][0])
    crowd = {f"d{number}": replace(DOCUMENTS["budget"], document_id=f"d{number}") for number in range(40)}
    of_crowd = {name: replace(one, references=("loi 2000-321",)) for name, one in (DOCUMENTS | crowd).items()}
    listed = QUESTIONS | {name: (f"Que vaut le sujet {name} ?",) for name in crowd}
    given = evidence(*passages("don", "vote", of=of_crowd), asked=ASKED)
    assert after(given, chooser=suggestions(of_crowd, listed)) == QUESTIONS["vote"]


def test_documents_outside_the_asker_s_limits_are_not_suggested() -> None:
    documents = DOCUMENTS | {
        "vote": replace(DOCUMENTS["vote"], version=Version(in_force_from=date(2014, 7, 9)))
    }
    asked = replace(ASKED, filters=Filters(on_date=date(2010, 1, 1)))
    given = evidence(*passages("don", "vote", "budget", of=documents), asked=asked)
    assert after(given, chooser=suggestions(documents)) == QUESTIONS["budget"]


def test_refusal_suggests_from_its_nearest_documents_what_has_a_word_of_the_question() -> None:
    names = ("jumelage", "budget", "don", "vote")
    asked = question("Quel budget pour un séisme après la signature ?")
    given = evidence(*passages(*names), asked=asked)
    assert suggestions().after(given, (), ()) == (QUESTIONS["budget"][0], QUESTIONS["don"][0])


def test_questions_of_documents_that_are_not_there_are_left_out() -> None:
    assert (
        after(
            evidence(*passages("don", "vote"), asked=ASKED),
            chooser=suggestions(questions={"absent": ("Que dit la loi ?",)}),
        )
        == ()
    )
