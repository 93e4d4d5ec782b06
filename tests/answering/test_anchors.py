import pytest

from assistant.answering.anchors import names_the_unknown
from assistant.answering.vocabulary import Vocabulary
from tests.records import evidence, found, question

TEXTS = (
    "Selon l'article L. 1115-1 du CGCT, la loi française permet un jumelage ; la loi n° 2007-147 l'a élargi.",
    "Le Conseil d'État a jugé le 13 mai 2024 qu'une subvention est légale.",
    "Les taux de 2025 ne valent que pour 2025 ; le programme court jusqu'en 2027 et vise l'Agenda 2030.",
)
VOCABULARY = Vocabulary(TEXTS)


def is_unknown(text: str) -> bool:
    passages = (found(one, position=rank) for rank, one in enumerate(TEXTS))
    return names_the_unknown(evidence(*passages, asked=question(text)), vocabulary=VOCABULARY)


@pytest.mark.parametrize(
    "text",
    [
        "Que dit l'article L. 1115-12 du CGCT sur le jumelage ?",
        "Que change la loi n° 2025-1847 sur le jumelage ?",
        "Résumez l'arrêt du Conseil d'État du 3 mars 2019 sur le jumelage.",
        "Quels taux en 2028 pour une subvention ?",
        "Que dit la loi roumaine sur le jumelage ?",
        "Quel montant le fonds Passerelle Nord donne-t-il pour un jumelage ?",
        "L'agrément « Commune du monde » vaut-il pour un jumelage ?",
        "Combien la ville de Rivemont verse-t-elle en subvention ?",
    ],
)
def test_question_about_what_no_document_knows_is_seen(text: str) -> None:
    assert is_unknown(text)


@pytest.mark.parametrize(
    "text",
    [
        "Que dit l'article L. 1115-1 du CGCT sur le jumelage ?",
        "Que change la loi n° 2007-147 sur le jumelage ?",
        "Qu'a jugé le Conseil d'État le 13 mai 2024 ?",
        "Quels taux en 2025 pour une subvention ?",
        "Le programme vaut-il encore en 2027 ?",
        "Que demande l'Agenda 2030 ?",
        "Que dit la loi française sur le jumelage ?",
        "Notre village de Casamance attend une subvention.",
        "La ville de Rivemont veut un jumelage : est-ce permis ?",
        "Le programme de l'Agenda 2030 vaut-il pour un jumelage ?",
        "Quels taux pour une subvention ?",
        "Quel texte permet un jumelage ?",
        "Quelle est la date du jugement sur la subvention ?",
    ],
)
def test_question_about_what_documents_know_passes(text: str) -> None:
    assert not is_unknown(text)
