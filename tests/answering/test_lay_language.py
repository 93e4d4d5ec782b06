import threading
import time

import pytest

from assistant.answering.corpus_words import count_words
from assistant.answering.glossary import Direction, Glossary, GlossaryEntry, Relation
from assistant.answering.lay_language import LayLanguage, language_of
from assistant.question_words import Language
from assistant.tokens import analyse
from tests.answering.lay_words import bundled, knowing_all

MEANINGS = [
    # Acronyms, both ways.
    ("Que déclarer au titre de l'APD ?", "aide publique au développement"),
    ("Que déclarer comme aide publique au développement ?", "APD"),
    ("Que fait la CNCD ?", "Commission nationale de la coopération décentralisée"),
    ("À quoi sert la commission nationale de la coopération décentralisée ?", "CNCD"),
    ("créer un gect", "groupement européen de coopération territoriale"),
    ("groupement local de coopération transfrontalière", "GLCT"),
    ("Notre EPCI", "intercommunalité"),
    ("Nos ODD", "objectifs de développement durable"),
    ("Un PMA", "pays moins avancés"),
    ("La DAECT", "DCTCIV"),
    # Everyday words, terms of the law.
    ("Qui donne le feu vert ?", "autorisation"),
    ("Le préfet doit-il tamponner ?", "approbation"),
    ("deux papiers différents", "acte"),
    ("Un habitant peut-il attaquer le vote ?", "déférer"),
    ("déférer la délibération", "attaquer"),
    ("donner des sous", "subvention"),
    ("notre argent", "subvention"),
    ("l'agglo", "intercommunalité"),
    ("notre comcom", "EPCI"),
    ("la mairie", "commune"),
    ("une ville étrangère", "autorité locale étrangère"),
    ("une mairie de là-bas", "autorité locale étrangère"),
    ("un pays pauvre", "pays en développement"),
    ("une famine", "humanitaire"),
    ("un tremblement de terre", "séisme"),
    ("les sinistrés", "humanitaire"),
    ("un bateau de sauvetage", "SOS Méditerranée"),
    ("le réseau de bus", "mobilité"),
    ("les poubelles", "déchets"),
    ("creuser un puits", "eau"),
    ("des latrines", "assainissement"),
    ("sur nos factures", "ressources du service"),
    ("un voyage du maire", "mandat spécial"),
    ("les écoles relèvent des communes", "compétence"),
    ("un avantage pour la commune", "intérêt public local"),
    ("hisser un drapeau", "neutralité"),
    ("le Quai d'Orsay", "ministère des Affaires étrangères"),
    ("la loi Oudin-Santini", "1 % eau"),
    ("le un pour cent", "1 %"),
    # Countries and their people.
    ("une commune malgache", "Madagascar"),
    ("notre partenaire ivoirien", "Côte d'Ivoire"),
    ("une ville burkinabè", "Burkina Faso"),
    ("une mairie de Tunisie", "tunisien"),
]
ENGLISH = [
    ("Is there a grant for town twinning events?", "rencontre de jumelage"),
    ("Must the prefect give approval to the agreement?", "autorisation"),
    ("What must a town council vote?", "conseil municipal"),
    ("Can the mayor sign with a foreign government?", "État étranger"),
    ("How much is the humanitarian fund of the ministry?", "humanitaire"),
    ("Which waste and water projects can we fund?", "déchets"),
    ("What is the ODA declaration?", "APD"),
    ("What does CNCD stand for in this law?", "Commission nationale de la coopération décentralisée"),
]


@pytest.mark.parametrize(("question", "counterpart"), MEANINGS + ENGLISH)
def test_words_of_a_question_lead_to_those_of_the_documents(question: str, counterpart: str) -> None:
    groups = knowing_all().understand(question).words.alternative_groups
    assert frozenset(analyse(counterpart)) in {group for found in groups.values() for group in found} or (
        counterpart in knowing_all().understand(question).words.expansion_text
    )


@pytest.mark.parametrize(
    ("question", "counterpart"),
    [
        ("Que dit le Conseil d'État ?", "conseil municipal"),
        ("une subvention", "argent"),
        ("Is there a rule for us and what is it?", "eau"),
        ("L'aide humanitaire", "famine"),
        ("Quelle part du budget ?", "mission"),
    ],
)
def test_what_only_looks_alike_leads_nowhere(question: str, counterpart: str) -> None:
    understood = knowing_all().understand(question)
    assert frozenset(analyse(counterpart)) not in {
        group for found in understood.words.alternative_groups.values() for group in found
    }
    assert counterpart not in understood.words.expansion_text


def test_a_phrase_within_a_longer_one_does_not_speak() -> None:
    groups = knowing_all().understand("une ville étrangère").words.alternative_groups
    (ville,) = analyse("ville")
    assert groups[ville] == (frozenset(analyse("autorité locale étrangère")),)


def test_a_term_is_there_when_a_whole_group_stands_in_for_it() -> None:
    understood = knowing_all().understand("L'APD de la mairie")
    (apd,) = analyse("APD")
    assert understood.words.stands_in(apd, frozenset({apd}))
    assert understood.words.stands_in(apd, frozenset(analyse("l'aide publique au développement")))
    assert not understood.words.stands_in(apd, frozenset(analyse("une aide")))


def test_counterparts_that_no_document_holds_are_left_out() -> None:
    entry = GlossaryEntry(
        terms=("feu vert",),
        counterparts=("autorisation", "nihil obstat"),
        relation=Relation.SYNONYM,
        direction=Direction.BOTH,
    )
    held = analyse("autorisation")
    understood = LayLanguage(
        Glossary(entries=(entry,)), knows=held.__contains__, words=count_words([])
    ).understand("feu vert")
    assert understood.words.expansion_text == "autorisation"
    groups = set(understood.words.alternative_groups.values())
    assert groups == {(frozenset(held),)}


def test_only_what_the_documents_hardly_use_widens_the_search() -> None:
    assert "autorité locale" not in bundled().understand("une convention avec une ville").words.expansion_text
    assert "mobilité" in bundled().understand("un réseau de tramway").words.expansion_text


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Is there a European Union grant for town twinning events?", Language.ENGLISH),
        ("What is a GECT?", Language.ENGLISH),
        ("Le fonds « Europe for Citizens » existe-t-il encore ?", Language.FRENCH),
        ("on a doné 500e a une asso lan passé", Language.FRENCH),
        ("GECT ?", Language.FRENCH),
        ("", Language.FRENCH),
    ],
)
def test_language_shows_in_the_words_of_grammar(text: str, language: Language) -> None:
    assert language_of(text) is language


def test_grammar_of_an_english_question_is_empty_and_its_spelling_is_left() -> None:
    text = "How much can a town get for its conventon?"
    understood = bundled().understand(text)
    assert understood.corrected_text == text
    assert understood.words.empty_terms >= {"how", "much", "can", "get", "for"}
    assert not understood.words.empty_terms & set(analyse("town conventon"))


def test_fillers_of_a_french_question_are_empty() -> None:
    understood = bundled().understand("slt ya til kelke chose sur la convention ?")
    assert understood.words.empty_terms == frozenset(analyse("salut quelque chose"))


def test_threads_understand_alike_and_quickly() -> None:
    questions = [question for question, _ in MEANINGS + ENGLISH]
    expected = [bundled().understand(question) for question in questions]
    different: list[str] = []

    def understand_all() -> None:
        for question, once in zip(questions, expected, strict=True):
            if bundled().understand(question) != once:
                different.append(question)

    threads = [threading.Thread(target=understand_all) for _ in range(4)]
    started = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not different
    # Some 0.2 ms each alone; a loaded machine is given ten times that.
    assert (time.perf_counter() - started) / (4 * len(questions)) < 0.003
