"""An answer in the terminal: the day asked for, and what dates each source."""

from dataclasses import replace
from datetime import date

from assistant.dialogue import Answer, Filters, Question
from assistant.domain import Document, Kind, Library, NewerWording, Version
from assistant.rendering.terminal import answer_text, sources_text
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


def test_questions_to_go_on_with_stand_last() -> None:
    shown = answer_text(sample_answer("?"), contact="")
    assert shown.endswith(
        "Pour aller plus loin\n- Qui signe la convention ?\n- Faut-il transmettre la convention au préfet ?"
    )
    assert "Pour aller plus loin" not in answer_text(former_article(), contact="")


def outdated_guide() -> Document:
    newer = NewerWording(reference="CGCT L1115-1", in_force_from=date(2021, 8, 6))
    guide = document("guide", kind=Kind.GUIDE, reference=None, version=Version(), title="Un guide")
    return replace(guide, checked_on=date(2020, 3, 3), newer_wordings=(newer,))


def test_source_to_review_says_so_in_place_of_its_day_of_checking() -> None:
    cited = source(1, outdated_guide())
    shown = answer_text(answer("?", statement("Oui.", cite(cited, "France")), sources=(cited,)), contact="")
    assert (
        "[1] Un guide, Guide, à revoir : vérifié le 3 mars 2020, avant la version de "
        "l’article L. 1115-1 du CGCT en vigueur depuis le 6 août 2021, https"
    ) in shown
    assert "à revoir" not in answer_text(sample_answer("?"), contact="")


def test_list_of_documents_marks_those_to_review() -> None:
    listed = {one.document_id: one for one in (outdated_guide(), document())}
    lines = sources_text(Library(documents=listed, passages={}, passages_of={})).splitlines()
    assert ["⚠ à revoir : vérifié le 3 mars 2020" in line for line in lines] == [False, True]
