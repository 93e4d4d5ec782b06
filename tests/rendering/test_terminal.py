"""An answer in the terminal: the day asked for, and what dates each source."""

from dataclasses import replace
from datetime import date

from assistant.dialogue import Answer, Filters, Question
from assistant.domain import Version
from assistant.rendering.terminal import answer_text
from tests.scripted_service import TODAY, answer, cite, document, sample_answer, source, statement

DAY = date(2010, 5, 1)


def asked_on_day(made: Answer) -> Answer:
    question = Question(
        text="?", standalone_text="?", as_of=DAY, filters=Filters(on_date=DAY), asked_on=TODAY
    )
    return replace(made, question=question)


def former_article() -> Answer:
    version = Version(in_force_from=date(2007, 2, 6), in_force_to=date(2014, 7, 9))
    cited = source(1, replace(document(version=version), successor_id="cgct-l1115-1"))
    return answer("?", statement("Oui.", cite(cited, "France")), sources=(cited,))


def test_day_asked_for_stands_first() -> None:
    assert answer_text(asked_on_day(sample_answer("?")), contact="").startswith(
        "Droit demandé au 1er mai 2010"
    )
    assert "Droit demandé" not in answer_text(sample_answer("?"), contact="")


def test_former_wording_shows_both_bounds_and_what_became_of_it() -> None:
    shown = answer_text(asked_on_day(former_article()), contact="")
    assert (
        "en vigueur du 6 février 2007 au 8 juillet 2014, modifié depuis, vérifié le 20 novembre 2026" in shown
    )


def test_undated_source_says_so_beside_a_day_asked_for() -> None:
    assert "sans date d’effet connue" in answer_text(asked_on_day(sample_answer("?")), contact="")
    assert "sans date d’effet connue" not in answer_text(sample_answer("?"), contact="")
