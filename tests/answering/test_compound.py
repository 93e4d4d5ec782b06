import pytest

from assistant.answering.compound import ask_apart, parts_of
from tests.records import document, evidence, found

SIGNED = "Qui signe la convention ?"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "Qui signe la convention, et combien coûte un jumelage par an ?",
            (SIGNED, "Combien coûte un jumelage par an ?"),
        ),
        (
            "Qui signe la convention ; à quel préfet envoyer la délibération ?",
            (SIGNED, "À quel préfet envoyer la délibération ?"),
        ),
        (
            "Où déposer le dossier FICOL et quand l'appel à projets ferme-t-il ?",
            ("Où déposer le dossier FICOL ?", "Quand l'appel à projets ferme-t-il ?"),
        ),
        (
            "Qui signe la convention ? Combien coûte un jumelage par an ?",
            (SIGNED, "Combien coûte un jumelage par an ?"),
        ),
    ],
)
def test_questions_asked_at_once_are_told_apart(text: str, parts: tuple[str, ...]) -> None:
    assert parts_of(text) == parts


@pytest.mark.parametrize(
    "second",
    [
        "combien cela coûte-t-il",
        "à qui doit-elle rendre compte",
        "qui décide de la créer ou de les dissoudre",
        "qui la signe pour le partenaire étranger",
        "quelles règles lui sont applicables",
        "à quelle date d'effet",
    ],
)
def test_part_that_leans_on_the_one_before_is_put_with_it(second: str) -> None:
    first, leaning = parts_of(f"Une région peut-elle aider une ONG et {second} ?")
    assert first == "Une région peut-elle aider une ONG ?"
    assert leaning == f"{first} {second[0].upper()}{second[1:]} ?"


@pytest.mark.parametrize(
    "text",
    [
        SIGNED,
        "Que dit la loi Thiollière, qui a tant fait pour les communes ?",
        "Comment répondre à un maire qui demande une aide et qui refuse de signer ?",
        "Que faire quand le partenaire se tait et quand la convention expire ?",
        "Faut-il que le maire signe et que le préfet approuve ?",
        "Quand et comment transmettre la convention au préfet ?",
        "Qui peut signer et quand ?",
        "Quels critères et quel préfet saisir ?",
        "Quelle est la différence entre jumelage et coopération décentralisée ?",
        "Quelles sont les étapes et les délais ?",
        "C'est vrai ? Une commune peut-elle aider une ville étrangère ?",
    ],
)
def test_one_question_stays_whole(text: str) -> None:
    assert parts_of(text) == (text,)


def test_what_is_told_beside_the_questions_goes_with_each() -> None:
    told = "Nous sommes une commune de 3 000 habitants."
    assert parts_of(f"{told} {SIGNED} Faut-il consulter les habitants du bourg ?") == (
        f"{told} {SIGNED}",
        f"{told} Faut-il consulter les habitants du bourg ?",
    )
    lead = "Fonds franco-allemand :"
    assert parts_of(f"{lead} quel montant demander et où s'arrête l'aide ?") == (
        f"{lead} quel montant demander ?",
        f"{lead} où s'arrête l'aide ?",
    )


def test_more_than_three_questions_are_taken_as_one() -> None:
    three = [SIGNED, "Qui paie le voyage du maire ?", "Quel préfet contrôle la délibération ?"]
    assert parts_of(" ".join(three)) == tuple(three)
    four = " ".join((*three, "Quel comité organise la fête annuelle ?"))
    assert parts_of(four) == (four,)


def test_each_is_answered_where_what_answers_one_is_not_found_for_all() -> None:
    convention, twinning = (found("Texte.", of=document(name)) for name in ("convention", "jumelage"))
    parts = [evidence(convention), evidence(twinning)]
    assert ask_apart(evidence(convention), parts)
    assert not ask_apart(evidence(convention, twinning), parts)
    assert not ask_apart(evidence(convention), [])
