"""What the finder marks and finds over a build: reviewed errors, wrong days, and what answers them."""

from dataclasses import replace
from datetime import date

from assistant.answering.disagreements.stated import with_subject
from assistant.dialogue import EvidencePassage
from assistant.domain import Document, Kind, Passage, Span
from tests.answering.disagreements.finders import THIOLLIERE, Shelf, premise
from tests.records import TODAY, evidence, question

RIGHT = "Le préfet ne vise pas les conventions : elles lui sont transmises et il en contrôle la légalité."
WRONG = "Les conventions fixent le but. Elles sont visées par le préfet avant toute signature."
VISA = premise(
    "visa",
    "conventions (?:[a-z]+ ){0,3}?visees par le prefet",
    corrected_by="controle",
    quote="ne vise pas les conventions",
)
ASKED = "Les conventions sont-elles visées par le préfet ?"


def shelf() -> Shelf:
    made = Shelf()
    made.add(RIGHT, name="controle", checked_on=TODAY)
    made.add(
        "La loi n° 2007-147 du 2 février 2007, dite loi Thiollière, récrit le code.",
        name="loi",
        kind=Kind.STATUTE,
        reference=THIOLLIERE,
        title="Loi n° 2007-147, dite Thiollière",
        checked_on=TODAY,
    )
    return made


def as_evidence(found: tuple[Document, Passage]) -> EvidencePassage:
    return EvidencePassage(passage=found[1], document=found[0], score=1.0)


def test_pronoun_takes_the_subject_of_the_sentence_before() -> None:
    assert (
        with_subject("Elles sont visées.", "Les conventions fixent le but.") == "Les conventions sont visées."
    )
    assert with_subject("Il la vise.", "Le préfet reçoit l'acte.") == "Le préfet la vise."
    assert with_subject("L’aide est votée.", "Le préfet reçoit l'acte.") == "L’aide est votée."


def test_pronoun_of_another_number_keeps_its_place() -> None:
    assert with_subject("Elles sont visées.", "La mairie écrit.") == "Elles sont visées."


def test_reviewed_error_disagrees_with_its_correction() -> None:
    made = shelf()
    wrong = made.add(WRONG, name="page", kind=Kind.WEB, checked_on=None)
    right = (made.documents["controle"], made.passages["controle.0"])
    (found,) = made.finder((VISA,)).between((right, wrong), asked=ASKED)
    assert found.kind is None
    assert (found.one.text, found.other.text) == (RIGHT, WRONG.split(". ")[1])


def test_sentence_that_names_an_error_to_correct_it_states_none() -> None:
    made = shelf()
    text = "C'est une erreur : on lit que les conventions sont visées par le préfet."
    guide = made.add(text, name="page", kind=Kind.WEB, checked_on=None)
    right = (made.documents["controle"], made.passages["controle.0"])
    assert made.finder((VISA,)).between((right, guide), asked=ASKED) == ()


def test_error_and_wrong_day_of_an_unreviewed_document_are_marked() -> None:
    made = shelf()
    wrong = made.add(WRONG, name="page", kind=Kind.WEB, checked_on=None)
    dated = made.add(
        "Les villes s'entendent. Il faut attendre 2008 et la loi Thiollière.",
        name="histoire",
        kind=Kind.WEB,
        checked_on=None,
    )
    given = evidence(as_evidence(wrong), as_evidence(dated), asked=question(ASKED))
    examined = made.finder((VISA,)).examine(given)
    assert examined.may_be_contradicted
    marked = {made.passages[passage_id].text[span.start : span.end] for passage_id, span in examined.disputed}
    assert marked == {
        "Elles sont visées par le préfet avant toute signature.",
        "Il faut attendre 2008 et la loi Thiollière.",
    }


def test_nothing_is_marked_where_all_was_checked_together() -> None:
    made = shelf()
    given = evidence(as_evidence((made.documents["controle"], made.passages["controle.0"])))
    assert made.finder((VISA,)).examine(given) is given


def test_text_that_obliges_is_never_marked() -> None:
    made = shelf()
    made.add("Une page parle de voirie.", name="page", kind=Kind.WEB, checked_on=None)
    code = made.add(WRONG, name="code", kind=Kind.CODE, checked_on=date(2010, 1, 1))
    examined = made.finder((VISA,)).examine(evidence(as_evidence(code)))
    assert examined.disputed == frozenset()


def test_answer_is_set_against_what_no_one_reviewed() -> None:
    made = shelf()
    wrong = made.add(WRONG, name="page", kind=Kind.WEB, checked_on=None)
    right = as_evidence((made.documents["controle"], made.passages["controle.0"]))
    given = evidence(right, as_evidence(wrong), asked=question(ASKED))
    stated = ((right, Span(start=0, end=len(RIGHT))),)
    (found,) = made.finder((VISA,)).with_answer(given, stated)
    assert found.one.document.document_id == "controle"
    assert found.other.document.document_id == "page"


def test_answer_with_a_figure_is_set_against_another_figure_for_the_whole_question() -> None:
    made = shelf()
    asked = "Quel montant la ville de Brest a-t-elle versé pour le port de Saponé ?"
    right = made.add("Pour le port de Saponé, la ville de Brest a versé 20 000 euros.", checked_on=TODAY)
    made.add("Saponé et son port : Brest, notre ville, a versé 25 000 euros.", kind=Kind.WEB, checked_on=None)
    made.add("La ville de Brest a payé 90 000 euros un nouveau gymnase.", kind=Kind.WEB, checked_on=None)
    given = evidence(as_evidence(right), asked=question(asked))
    stated = ((as_evidence(right), right[1].quotable_spans[0]),)
    (found,) = made.finder((VISA,)).with_answer(given, stated)
    assert (found.value_of_one, found.value_of_other) == ("20 000 euros", "25 000 euros")


def test_answer_without_a_statement_is_set_against_nothing() -> None:
    made = shelf()
    wrong = made.add(WRONG, name="page", kind=Kind.WEB, checked_on=None)
    given = replace(evidence(as_evidence(wrong)), question=question(ASKED))
    assert made.finder((VISA,)).with_answer(given, ()) == ()


def test_error_on_the_matter_is_no_answer_to_a_question_for_a_figure() -> None:
    made = shelf()
    made.add(WRONG, name="page", kind=Kind.WEB, checked_on=None)
    text = "Treize conventions ont été signées dans le canton."
    counted = as_evidence(made.add(text, name="canton", checked_on=TODAY))
    stated = ((counted, Span(start=0, end=len(text))),)
    finder = made.finder((VISA,))
    figure = evidence(counted, asked=question("Combien de conventions visées par le préfet ?"))
    rule = evidence(counted, asked=question("Les conventions sont-elles visées par le préfet ?"))
    assert finder.with_answer(figure, stated) == ()
    assert [one.kind for one in finder.with_answer(rule, stated)] == [None]


def test_error_that_the_answer_corrects_is_told_whatever_was_asked() -> None:
    made = shelf()
    made.add(WRONG, name="page", kind=Kind.WEB, checked_on=None)
    right = as_evidence((made.documents["controle"], made.passages["controle.0"]))
    given = evidence(right, asked=question("Combien de temps avant la fête du village ?"))
    # A statement leaves out the last sign of its sentence.
    (found,) = made.finder((VISA,)).with_answer(given, ((right, Span(start=0, end=len(RIGHT) - 1)),))
    assert found.other.document.document_id == "page"
