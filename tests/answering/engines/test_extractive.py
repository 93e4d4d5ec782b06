from datetime import date

import pytest

from assistant.answering.engines.extractive import Candidate, ExtractiveEngine, arrange, section_of
from assistant.answering.vocabulary import Vocabulary
from assistant.dialogue import DraftStatement, EvidencePassage, Section
from assistant.domain import Kind, Span, Version
from tests.records import TODAY, document, evidence, found, question

LEAD = "Le préfet n'approuve pas la convention avant la signature."
BASIS = "La convention entre en vigueur dès sa transmission au préfet, selon l'article L. 1115-1 du CGCT."
ADVICE = "Le maire garde au dossier la preuve de la transmission de la convention au préfet."
CALL = "Rejoignez les communes qui signent une convention !"
OTHER = "Le jumelage unit deux communes et leurs habitants."


def write(asked: str, *passages: EvidencePassage) -> list[DraftStatement]:
    vocabulary = Vocabulary([LEAD, BASIS, ADVICE, CALL, OTHER])
    return list(ExtractiveEngine(vocabulary).write(evidence(*passages, asked=question(asked))))


def test_answer_reads_short_answer_then_basis_then_practice() -> None:
    passages = (
        found(ADVICE, position=2, score=0.6, heading_path=("En pratique",)),
        found(BASIS, position=1, score=0.8, heading_path=("Base légale",)),
        found(LEAD, position=0, score=1.0),
    )
    written = write("La convention au préfet : signature, transmission, preuve ?", *passages)
    assert [(one.section, one.text) for one in written] == [
        (Section.SHORT_ANSWER, LEAD),
        (Section.LEGAL_BASIS, BASIS),
        (Section.IN_PRACTICE, ADVICE),
    ]


def test_every_statement_names_the_passage_it_stands_in() -> None:
    written = write("La convention et le préfet", found(LEAD, position=0), found(BASIS, position=1))
    texts = {"guide.0": LEAD, "guide.1": BASIS}
    assert written
    assert all(texts[one.passage_ids[0]] == one.text for one in written)


def test_legal_basis_goes_by_legal_force() -> None:
    def candidate(text: str, kind: Kind, section: Section, score: float) -> Candidate:
        origin = found(text, of=document(kind.value, kind=kind))
        return Candidate(text=text, found=origin, section=section, score=score, terms=frozenset())

    chosen = [
        candidate(LEAD, Kind.GUIDE, Section.SHORT_ANSWER, 1.0),
        candidate(OTHER, Kind.DECISION, Section.LEGAL_BASIS, 0.9),
        candidate(BASIS, Kind.CODE, Section.LEGAL_BASIS, 0.8),
    ]
    assert [one.text for one in arrange(chosen)] == [LEAD, BASIS, OTHER]


def test_same_fact_is_not_told_twice() -> None:
    again = "Avant la signature, le préfet n'approuve pas la convention."
    written = write(
        "Le préfet approuve-t-il la convention ?", found(LEAD, position=0), found(again, position=1)
    )
    assert len(written) == 1


def test_call_to_the_reader_does_not_answer() -> None:
    written = write(
        "Quelles communes signent une convention ?", found(CALL), found(BASIS, position=1, score=0.9)
    )
    assert written[0].text == BASIS


def test_number_answers_how_many() -> None:
    vague = "De nombreuses communes françaises mènent des actions de coopération."
    exact = "En 2009, 3 250 communes françaises mènent des actions de coopération."
    written = write(
        "Combien de communes françaises mènent des actions de coopération ?",
        found(vague, position=0),
        found(exact, position=0, of=document("autre")),
    )
    assert written[0].text == exact


def test_wording_that_does_not_hold_is_never_proposed() -> None:
    ended = document("ancien", version=Version(in_force_to=TODAY))
    assert write("La convention et le préfet", found(BASIS, of=ended)) == []


def test_past_day_is_answered_by_what_held_then_before_undated_guides() -> None:
    past = question("Quand la convention entre-t-elle en vigueur ?", as_of=date(2010, 5, 1))
    old_rule = "En 2010, la convention entrait en vigueur dès sa transmission au préfet."
    then = document(
        "alors", kind=Kind.CODE, version=Version(in_force_from=date(2007, 2, 6), in_force_to=date(2014, 7, 9))
    )
    passages = (found(BASIS, position=0, score=1.0), found(old_rule, of=then, position=1, score=0.9))
    vocabulary = Vocabulary([BASIS, old_rule])
    written = list(ExtractiveEngine(vocabulary).write(evidence(*passages, asked=past)))
    assert written[0].text == old_rule


def test_past_day_opens_with_the_text_that_held_then_before_a_guide_that_tells_of_those_years() -> None:
    past = question("Quand la convention entrait-elle en vigueur ?", as_of=date(2010, 5, 1))
    told = "Depuis 1992, la convention entre en vigueur dès sa transmission au préfet."
    old_rule = "Du 6 février 2007 au 8 juillet 2014, la convention entrait en vigueur après transmission."
    then = document(
        "alors", kind=Kind.CODE, version=Version(in_force_from=date(2007, 2, 6), in_force_to=date(2014, 7, 9))
    )
    passages = (found(told, position=0, score=1.0), found(old_rule, of=then, position=1, score=0.9))
    written = list(ExtractiveEngine(Vocabulary([told, old_rule])).write(evidence(*passages, asked=past)))
    assert written[0].text == old_rule


def test_passage_without_quotable_run_is_never_proposed() -> None:
    assert write("La convention et le préfet", found(BASIS, quotable_spans=())) == []


def test_list_is_quoted_with_its_introduction_and_single_line_breaks() -> None:
    text = "La convention comporte deux mentions :\n\n- L'objet des actions.\n\n- Le montant prévu."
    written = write(
        "Quelles mentions la convention comporte-t-elle ?",
        found(text, quotable_spans=(Span(start=0, end=len(text)),)),
    )
    assert (
        written[0].text
        == "La convention comporte deux mentions :\n- L'objet des actions.\n- Le montant prévu."
    )


@pytest.mark.parametrize(
    ("text", "headings", "kind", "section"),
    [
        (ADVICE, ("Base légale", "Qui signe ?"), Kind.GUIDE, Section.LEGAL_BASIS),
        (BASIS, ("En pratique", "Quels papiers ?"), Kind.GUIDE, Section.IN_PRACTICE),
        (LEAD, ("Points à vérifier",), Kind.CODE, Section.TO_CHECK),
        (LEAD, (), Kind.CODE, Section.LEGAL_BASIS),
        (BASIS, (), Kind.GUIDE, Section.LEGAL_BASIS),
        (ADVICE, (), Kind.GUIDE, Section.IN_PRACTICE),
    ],
)
def test_section_follows_heading_then_text(
    text: str, headings: tuple[str, ...], kind: Kind, section: Section
) -> None:
    assert section_of(text, found(text, of=document(kind=kind), heading_path=headings)) is section
