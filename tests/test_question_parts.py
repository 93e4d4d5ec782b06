"""Questions asked at once are answered one by one, and what has no source is said."""

import pytest

from assistant.answer_events import StatementAdded
from assistant.application import Application
from assistant.dialogue import Answer, AskRequest, Status
from assistant.rendering.markdown import answer_markdown
from assistant.texts_fr.answers import NO_SOURCE_FOR_PART

KEPT = (
    "La mairie garde-t-elle au dossier la preuve de la transmission de la convention de coopération "
    "au préfet, selon l'article L. 1115-1 ?"
)
UNKNOWN = "Combien coûte une piscine municipale ?"


def ask(application: Application, *questions: str) -> Answer:
    return application.answer_or_refuse(AskRequest(text=" ".join(questions)))


@pytest.mark.parametrize("questions", [(KEPT, UNKNOWN), (UNKNOWN, KEPT)], ids=["last", "first"])
def test_part_without_a_source_is_said_and_the_other_is_answered(
    application: Application, questions: tuple[str, str]
) -> None:
    given = ask(application, *questions)
    assert (given.status, given.refusal_reason, given.rejected_count) == (Status.PARTIAL, None, 0)
    assert given.unanswered == (UNKNOWN,)
    assert {statement.part for statement in given.statements} == {KEPT}
    assert given.statements[0].text.startswith("La mairie garde au dossier la preuve")
    assert f"**{UNKNOWN}**\n\n{NO_SOURCE_FOR_PART}" in answer_markdown(given)


def test_questions_without_any_source_are_refused_as_one(application: Application) -> None:
    given = ask(application, UNKNOWN, "Quelle recette pour les crêpes bretonnes ?")
    assert given.status is Status.REFUSED
    assert (given.statements, given.unanswered) == ((), ())


def test_statements_come_with_the_question_that_they_answer(application: Application) -> None:
    events = list(application.answer(AskRequest(text=f"{KEPT} {UNKNOWN}")))
    streamed = [event.statement.part for event in events if isinstance(event, StatementAdded)]
    assert streamed
    assert set(streamed) == {KEPT}


def test_one_question_has_no_parts(application: Application) -> None:
    given = ask(application, KEPT)
    assert (given.status, given.unanswered) == (Status.ANSWERED, ())
    assert {statement.part for statement in given.statements} == {""}
