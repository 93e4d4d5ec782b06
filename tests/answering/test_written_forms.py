import pytest

from assistant.answering.corpus_words import count_words
from assistant.answering.written_forms import WrittenForms, is_shouted
from tests.answering.lay_words import bundled

TEXTS = [
    "Le préfet de l'État contrôle la délibération ; la Tunisie a été aidée par le Conseil d'État.",
    "La commune transmet sa délibération à la préfecture, à une école, à la fin. Elle a signé l'accord.",
    "L'association a créé un comité ; le comité crée un poste. La liberté affirmée, l'action extérieure.",
]


@pytest.fixture
def forms() -> WrittenForms:
    return WrittenForms(count_words(TEXTS))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("La deliberation du prefet", "La délibération du préfet"),
        ("Le comite et la liberte", "Le comité et la liberté"),
        ("L'Etat et la prefecture", "L'État et la préfecture"),
        ("elle transmet a la prefecture", "elle transmet à la préfecture"),
        ("la deliberation est a signer", "la délibération est à signer"),
        ("jusqu'a la deliberation de la-bas", "jusqu'à la délibération de là-bas"),
        ("elle a signe la deliberation", "elle a signé la délibération"),
        # The feminine of a word that the texts have.
        ("une deliberation exterieure", "une délibération extérieure"),
    ],
)
def test_accents_that_were_not_typed_are_written(forms: WrittenForms, typed: str, meant: str) -> None:
    assert forms.accented(typed) == meant


@pytest.mark.parametrize(
    "text",
    [
        # A present tense is no participle.
        "Le préfet affirme cela",
        # Nothing lacks an accent: the verb stays.
        "La commune a la convention",
        "a@etat.fr et www.etat.fr",
        "GECT, ETAT et APD",
        "",
    ],
)
def test_words_that_may_be_right_keep_their_letters(forms: WrittenForms, text: str) -> None:
    assert forms.accented(text) == text


@pytest.mark.parametrize(
    ("shouted", "meant"),
    [
        ("LE PRÉFET DE L'ÉTAT ET LA TUNISIE", "Le préfet de l'État et la Tunisie"),
        ("QUE DIT L. 1115-1 ? ET LE PRÉFET ?", "Que dit L. 1115-1 ? Et le préfet ?"),
        ("ET AVANT 2014 ?", "Et avant 2014 ?"),
        ("LE CONSEIL D'ÉTAT M'A AIDÉ", "Le Conseil d'État m'a aidé"),
    ],
)
def test_shouted_text_is_written_small_but_for_names(forms: WrittenForms, shouted: str, meant: str) -> None:
    assert forms.quietened(shouted) == meant


@pytest.mark.parametrize("text", ["GECT FICOL APD", "Le GECT et la FICOL", "CGCT", "?? 12", ""])
def test_names_and_acronyms_are_not_shouted(forms: WrittenForms, text: str) -> None:
    assert not is_shouted(text)
    assert forms.quietened(text) == text


def test_acronyms_of_the_documents_stay_in_capitals() -> None:
    asked = "QUI CRÉE UN GECT ET QUE DIT LE CGCT ?"
    assert bundled().understand(asked).corrected_text == "Qui crée un GECT et que dit le CGCT ?"
