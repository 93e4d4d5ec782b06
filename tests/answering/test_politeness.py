import pytest

from assistant.answering.politeness import without_courtesy

ASKED = "La convention est-elle obligatoire ?"


@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        ("Bonjour, ", ""),
        ("Bonjour Madame, bonjour Monsieur, ", " Bien cordialement."),
        ("Bonjour, je me permets de vous écrire au sujet de la question suivante : ", " Merci d'avance !"),
        ("Bonsoir, pourriez-vous m'aider s'il vous plaît ? ", " Merci beaucoup et bonne journée !"),
        ("Excusez-moi de vous déranger, j'ai une petite question : ", " Je vous remercie de votre réponse."),
        ("", " Dans l'attente de votre retour, je vous prie d'agréer mes salutations distinguées."),
    ],
)
def test_courtesy_around_a_question_is_left_out(opening: str, closing: str) -> None:
    assert without_courtesy(f"{opening}{ASKED}{closing}") == ASKED


def test_english_courtesy_is_left_out() -> None:
    text = "Hello, I am writing to you about this: is a treaty needed? Thank you in advance for your help."
    assert without_courtesy(text.replace("this", "the following question")) == "Is a treaty needed?"


@pytest.mark.parametrize(
    "text",
    [
        ASKED,
        # Nothing else is said.
        "Bonjour, merci !",
        "Merci.",
        # A question asked for help is one.
        "Pouvez-vous m'aider à rédiger une convention ?",
        "Monsieur le maire doit-il signer ?",
        "Quelle est votre question ?",
        "L'article L. 1115-1 du CGCT suffit-il, et depuis quand ?",
        "",
    ],
)
def test_what_is_asked_stays(text: str) -> None:
    assert without_courtesy(text) == text


def test_courtesy_between_two_sentences_stays() -> None:
    text = "Notre commune aide Tunis. Merci de votre aide. La convention est-elle obligatoire ?"
    assert without_courtesy(text) == text
