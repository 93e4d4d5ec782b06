import pytest

from assistant.answering.follow_up import leans, own_words, stand_alone
from assistant.texts_fr.answers import NEXT_STEPS

OBLIGED = "La convention est-elle obligatoire ?"


@pytest.mark.parametrize(
    ("before", "follow_up", "alone"),
    [
        (
            "Une commune peut-elle signer un accord avec une ville étrangère ?",
            "et pour un département ?",
            "Un département peut-il signer un accord avec une ville étrangère ?",
        ),
        (
            "Le département peut-il financer un puits au Mali ?",
            "Et si c’est une association ?",
            "L'association peut-elle financer un puits au Mali ?",
        ),
        (
            "Qui paie le voyage d'un maire ?",
            "Et pour une conseillère départementale ?",
            "Qui paie le voyage d'une conseillère départementale ?",
        ),
        ("Qui signe au Maroc ?", "et en Tunisie ?", "Qui signe en Tunisie ?"),
        ("Quel taux en 2024 au Togo ?", "et en 2025, combien ?", "Quel taux en 2025 au Togo ?"),
        ("En 2024, quel taux ?", "et cette année ?", "Cette année, quel taux ?"),
        (
            "Qui approuve l'accord d'une province marocaine ?",
            "Et au Sénégal ?",
            "Qui approuve l'accord d'une province au Sénégal ?",
        ),
    ],
)
def test_what_a_follow_up_names_takes_the_place_of_what_stood(
    before: str, follow_up: str, alone: str
) -> None:
    found = stand_alone(follow_up, [before])
    assert (found.text, found.leans) == (alone, True)


def test_the_foreign_partner_is_not_the_body_that_changes() -> None:
    asked = "Avec une ville étrangère, une région doit-elle signer ?"
    assert stand_alone("Et une commune ?", [asked]).text == (
        "Avec une ville étrangère, une commune doit-elle signer ?"
    )


@pytest.mark.parametrize(
    "follow_up",
    [
        *(
            "Et avant 2014 ?",
            "pourquoi ?",
            "c'est dans quel article ?",
            "depuis quand ?",
            "d'accord, et la suite ?",
        ),
        *("Qui signe ?", "Peut-elle la dénoncer ?", "Que dit cet article ?", "Et les déchets ?", "Combien ?"),
        *("Ce délai est-il prévu par la loi ?", "Et si l'État refuse de répondre à la demande du maire ?"),
    ],
)
def test_elliptic_follow_up_is_joined_to_the_question_before(follow_up: str) -> None:
    found = stand_alone(follow_up, [OBLIGED])
    assert found.leans
    assert found.text.startswith(OBLIGED)


@pytest.mark.parametrize(
    "question",
    [
        "Comment financer un projet de coopération au Sénégal ?",
        "Quelles mentions la convention doit-elle contenir ?",
        "Merci. Et quel restaurant réserver pour le dîner de la délégation ?",
        "Qui contrôle les fonds versés au partenaire ?",
    ],
)
def test_full_question_is_a_new_subject(question: str) -> None:
    found = stand_alone(question, [OBLIGED])
    assert not found.leans
    assert question.endswith(found.text)


def test_announced_subject_leaves_the_one_before() -> None:
    found = stand_alone("Autre chose : qu'est-ce que la FICOL ?", [OBLIGED])
    assert (found.text, found.leans) == ("qu'est-ce que la FICOL ?", False)


def test_thanks_ask_nothing_and_are_leant_on_by_nothing() -> None:
    assert not stand_alone("Merci !", [OBLIGED]).leans
    assert stand_alone("Et avant 2014 ?", [OBLIGED, "Merci !"]).text == f"{OBLIGED} Et avant 2014 ?"


def test_chain_of_follow_ups_keeps_its_subject() -> None:
    asked = ["Une région peut-elle aider une ONG ?", "et pour une commune ?"]
    assert stand_alone("combien ?", asked).text == "Une commune peut-elle aider une ONG ? Combien ?"


def test_long_chain_stays_bounded() -> None:
    asked = [OBLIGED, *(f"Et en {year} ?" for year in range(1990, 2020))]
    assert stand_alone("Et en 2020 ?", asked).text.count("?") <= 3


def test_point_of_the_last_answer_becomes_the_question() -> None:
    told = ("Le maire signe.", "Le préfet contrôle après la signature.", "La convention suffit.")
    for text in ("Peux-tu préciser le deuxième point ?", "point 2 ?", "détaille la 2e phrase"):
        found = stand_alone(text, [OBLIGED], told=told)
        assert (found.text, found.names_a_point) == (told[1], True)
    assert stand_alone("et le dernier point ?", [OBLIGED], told=told).text == told[2]


def test_point_that_was_not_told_is_a_plain_follow_up() -> None:
    found = stand_alone("Peux-tu préciser le cinquième point ?", [OBLIGED], told=("Le maire signe.",))
    assert not found.names_a_point


def test_point_asked_about_is_no_subject_to_go_on_with() -> None:
    asked = [OBLIGED, "Peux-tu préciser le deuxième point ?"]
    assert stand_alone("Et si elle ne coûte rien ?", asked).text == f"{OBLIGED} Et si elle ne coûte rien ?"


@pytest.mark.parametrize(
    ("before", "said", "alone"),
    [
        (
            "Qui donne son accord avant la signature ?",
            "c'est avec une commune tunisienne",
            "Qui donne son accord avant la signature avec une commune tunisienne ?",
        ),
        (
            "Une commune peut-elle cotiser à un réseau européen ?",
            "non, nous sommes un département",
            "Un département peut-il cotiser à un réseau européen ?",
        ),
        (
            "Quel délai l'État du Kazakhstan a-t-il pour lire l'accord d'une ville kazakhe ?",
            "Pardon, je voulais dire le Sénégal",
            "Quel délai l'État du Sénégal a-t-il pour lire l'accord d'une ville ?",
        ),
        (
            "Qui signe avec le Maroc ?",
            "je voulais dire l’Algérie",
            "Qui signe avec l'Algérie ?",
        ),
        ("Qui signe au Maroc ?", "non, je parle de la Tunisie", "Qui signe en Tunisie ?"),
    ],
)
def test_what_was_left_unsaid_or_said_wrong_is_put_into_the_question(
    before: str, said: str, alone: str
) -> None:
    found = stand_alone(said, [before])
    assert (found.text, found.leans) == (alone, True)


def test_what_comes_next_is_asked_in_full() -> None:
    for text in ("d'accord, et la suite ?", "et après ?", "Bon, on fait quoi ensuite ?"):
        assert stand_alone(text, [OBLIGED]).text == f"{OBLIGED} {NEXT_STEPS}"


@pytest.mark.parametrize(
    "follow_up",
    [
        "c'est fait pour une petite commune ?",
        "il faut combien de participants ?",
        "faut-il voter avant d'y verser quelque chose ?",
        "peut-on en créer un sans vote ?",
        "Ah au fait, et si on n'a rien versé cette année ?",
        "on est une association de douze bénévoles",
    ],
)
def test_question_that_leaves_its_subject_unsaid_leans(follow_up: str) -> None:
    assert stand_alone(follow_up, [OBLIGED]).leans


@pytest.mark.parametrize(
    "question",
    [
        "C'est quoi un groupement européen de coopération territoriale ?",
        "Au fait, c'est quoi un comité de jumelage exactement ?",
        "C'est possible pour une région de financer un puits au Togo ?",
        "Il y a combien de communes jumelées avec l'Allemagne ?",
        "Nous sommes une région, pouvons-nous adhérer à un réseau européen ?",
    ],
)
def test_question_that_names_its_subject_does_not_lean(question: str) -> None:
    assert not stand_alone(question, [OBLIGED]).leans


@pytest.mark.parametrize(
    "before",
    ["Que dit la loi n° 2014-773 ?", "Que dit la loi du 7 juillet 2014 ?", "Quel taux en 2023 et en 2024 ?"],
)
def test_day_of_a_text_and_two_days_stay(before: str) -> None:
    assert stand_alone("Et avant 2010 ?", [before]).text == f"{before} Et avant 2010 ?"


def test_first_question_stands_alone_however_short() -> None:
    assert stand_alone("Qui signe ?", []).text == "Qui signe ?"


def test_words_of_any_question_are_not_its_own() -> None:
    assert own_words("Et pour son passeport à elle ?") == "son passeport"
    assert own_words("Et depuis quand ?") == ""
    assert own_words("D'accord, peux-tu préciser le deuxième point ?") == ""


def test_question_with_words_of_its_own_does_not_lean() -> None:
    assert leans("Pourquoi ?")
    assert not leans("Le comité de jumelage peut-il recevoir une subvention municipale ?")
