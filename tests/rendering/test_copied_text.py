"""The plain text that is copied with an answer."""

from dataclasses import replace
from datetime import date

from assistant.domain import NewerWording
from assistant.rendering.copied_text import answer_text
from tests.scripted_service import sample_answer


def test_copied_text_has_question_numbered_statements_and_references() -> None:
    lines = answer_text(sample_answer("Faut-il une convention ?")).splitlines()
    assert lines[0] == "Question : Faut-il une convention ?"
    assert lines[2:4] == [
        "Réponse courte",
        "- La convention n’est pas obligatoire : elle se conclut le cas échéant. [1]",
    ]
    assert "- Vérifiez que le montant prévisionnel figure dans la convention transmise. [1][2]" in lines
    assert lines[-4:-2] == [
        "[1] Article L. 1115-1 du code général des collectivités territoriales, CGCT L1115-1, art. L1115-1, "
        "al. 1 et 2, en vigueur depuis le 6 août 2021, vérifié le 20 novembre 2026, "
        "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000043974911",
        "[2] Préparer et signer une convention de coopération, Avant la délibération, "
        "sans date d’effet connue, vérifié le 20 novembre 2026",
    ]
    assert "droit au 22 novembre 2026" in lines[-1]


def test_a_source_cited_twice_by_a_statement_is_numbered_once() -> None:
    text = answer_text(sample_answer("?"))
    assert "[1][1]" not in text


def test_source_to_review_says_so() -> None:
    made = sample_answer("?")
    newer = (NewerWording(reference="CGCT L1115-1", in_force_from=date(2021, 8, 6)),)
    guide = replace(made.sources[1], document=replace(made.sources[1].document, newer_wordings=newer))
    lines = answer_text(replace(made, sources=(made.sources[0], guide))).splitlines()
    assert [
        line for line in lines if "à revoir : vérifié le 20 novembre 2026, avant la version de" in line
    ] == [line for line in lines if line.startswith("[2]")]
