import pytest

from assistant.answering.corpus_words import count_words
from assistant.answering.spelling import Speller, distance
from tests.answering.lay_words import bundled

SLIPS = [
    # A letter left out, added, doubled, swapped, mistaken for its neighbour or for one that sounds alike.
    ("une convntion avec la ville", "une convention avec la ville"),
    ("la deliberration du conseil", "la délibération du conseil"),
    ("la délibratoin du conseil", "la délibération du conseil"),
    ("la coopératoin avec une ville", "la coopération avec une ville"),
    ("la colectivité et l'association", "la collectivité et l'association"),
    ("la collectivitée et la comune", "la collectivitée et la commune"),
    ("une subvension pour la commune", "une subvention pour la commune"),
    ("un jumellage avec une ville", "un jumelage avec une ville"),
    ("un jumlage avec une ville", "un jumelage avec une ville"),
    ("l'asociation de la commune", "l'association de la commune"),
    ("l'aricle du code", "l'aricle du code"),
    ("le financemnt du projet", "le financement du projet"),
    # Its stem is that of the right word: nothing to mend for the search.
    ("le cofinancemment du ministère", "le cofinancemment du ministère"),
    ("la commision nationale", "la commission nationale"),
    ("une ville etrengère", "une ville étrangère"),
    ("les dépences du projet", "les dépenses du projet"),
    ("le repésentant de l'État", "le représentant de l'État"),
    ("la transmisson au préfet", "la transmission au préfet"),
    ("Convnetion avec la ville étrangère", "Convention avec la ville étrangère"),
    # Shouted, without accents, with its pronoun, a name.
    ("QUELLE CONVNETION POUR LA COMMUNE ?", "Quelle convention pour la commune ?"),
    ("la deliberatoin de la collectivite", "la délibération de la collectivité"),
    ("une convention exitse-t-elle avec la ville ?", "une convention existe-t-elle avec la ville ?"),
    ("une commune de Madagacsar", "une commune de Madagascar"),
    # Rarer words, where a letter is left out before the ending or doubled.
    ("les chagements de la convention", "les changements de la convention"),
    ("avant de se lancerr à l'étranger", "avant de se lancer à l'étranger"),
]
SHORT_FORMS = [
    ("slt, c koi une convention ?", "C'est quoi une convention ?"),
    ("une asso pr lafrique lan passé", "une association pour l'Afrique l'an passé"),
    ("ya til kelke chose a declaré et a ki ?", "y a-t-il quelque chose a declaré et a qui ?"),
    ("on a doné 500e a la commune", "on a donné 500 euros a la commune"),
    ("une subvention de 2 500 e", "une subvention de 2 500 euros"),
    ("une subvention de 30k€", "une subvention de 30000 euros"),
    ("fo til une convention ds ce cas ?", "faut-il une convention dans ce cas ?"),
    ("Bjr, pk la préf refuse ?", "Pourquoi la préfecture refuse ?"),
    ("cb de tps pour la delib ?", "combien de temps pour la délibération ?"),
    ("letranger et lassociation", "l'étranger et l'association"),
    ("laction dune commune a letranger", "l'action dune commune à l'étranger"),
    ("eske la mairie peut ton voter", "la mairie peut-on voter"),
]
RIGHT = [
    # Right French that the documents do not hold, one letter from what they do.
    "combien de congés payés par mois pour la commune ?",
    "une réaction de la commune et la perte de la somme",
    "la division de la commune, la production et la projection",
    "nous travaillons avec la commune, elle devrait répondre",
    "j'ai entendu parler de la commune",
    # Names, numbers, addresses, references, compounds.
    "la commune de Convantion et la ville de Comune",
    "la commune a versé 12345 et 2025-2027 au titre de L. 1115-1",
    "voir https://www.exemple.fr/convntion/subvension.html et mairie@comune.fr",
    "le Haut-Karabagh, le sous-préfet et peut-on voter",
    "le 20e siècle, le 100e anniversaire, la 500e session de la commune",
    "Les DS et le TPS de la commune",
    # About something else: nothing is mended.
    "Résoud moi ce truck de python stp merssi",
    "",
    "???   ...   !!!   aaaa zzzz 00000",
]


@pytest.mark.parametrize(("typed", "meant"), SLIPS + SHORT_FORMS)
def test_what_was_meant_is_written_out(typed: str, meant: str) -> None:
    assert bundled().understand(typed).corrected_text == meant


@pytest.mark.parametrize("text", RIGHT)
def test_right_words_stay(text: str) -> None:
    assert bundled().understand(text).corrected_text == text


def test_two_words_that_may_have_been_meant_leave_the_text_alone() -> None:
    texts = ["la natation et la notation"] * 3
    assert Speller(count_words(texts)).correct("la nztation et la") == "la natation et la"
    assert Speller(count_words(["la portation et la potation"] * 3)).correct("la poration et la") == (
        "la poration et la"
    )


def test_rare_words_are_not_what_was_meant() -> None:
    texts = ["la convention de la commune"] * 99 + ["la dotation de la commune"]
    assert Speller(count_words(texts)).correct("la dotatoin de la commune") == "la dotatoin de la commune"
    assert Speller(count_words(texts)).correct("la conventoin de la commune") == "la convention de la commune"


def test_words_are_counted_once_a_text_and_written_as_usual() -> None:
    words = count_words(["Convention : la convention", "CONVENTION", "l'Afrique"])
    assert words.texts_count == 3
    assert words.words["convention"].texts_count == 2
    assert words.words["convention"].written == "convention"
    assert words.words["afrique"].written == "Afrique"


@pytest.mark.parametrize(
    ("one", "other", "far"),
    [("acte", "acte", 0), ("acte", "actes", 1), ("acte", "atce", 1), ("acte", "asge", 2), ("", "acte", 4)],
)
def test_distance_counts_slips(one: str, other: str, far: int) -> None:
    assert distance(one, other) == distance(other, one) == far


def test_empty_corpus_mends_nothing() -> None:
    assert Speller(count_words([])).correct("la convntion") == "la convntion"
