import pytest

from assistant.answering.disagreements.stances import (
    ALLOWED,
    ASKED,
    FORBIDDEN,
    FREE,
    are_opposed,
    stated_stances,
)


def stances(text: str) -> list[str]:
    return [one.canonical for one in stated_stances(text)]


@pytest.mark.parametrize(
    "text",
    [
        "La convention est facultative.",
        "La convention n'est pas obligatoire.",
        "La convention n'est subordonnée à aucun visa : elle n'est pas exigée.",
        "La loi n'impose aucune convention.",
        "Le texte ne soumet leur signature à aucun agrément.",
        "Rien n'oblige le conseil à se prononcer.",
        "La mairie n'a pas à prévenir le ministère.",
        "Une ville n'a besoin d'aucune autorisation : c'est sans autorisation qu'elle signe.",
        "La commune reste libre de verser sa subvention.",
        "La commune y va si elle le souhaite.",
        "L'annexe n'a rien d'obligatoire.",
        "La commune n'y est pas obligée.",
        "Elle peut ne pas être signée.",
        "Un jumelage sans serment reste valable.",
        "La présence du maire n'est jamais imposée.",
        "Peu importe la durée.",
    ],
)
def test_what_is_not_asked_for_is_free(text: str) -> None:
    assert stances(text) == [FREE]


@pytest.mark.parametrize(
    "text",
    [
        "La convention est obligatoire.",
        "Le conseil doit délibérer.",
        "Le conseil devra délibérer.",
        "Il faut délibérer.",
        "La commune est tenue de déclarer.",
        "La commune y est tenue.",
        "Toute aide suppose une délibération.",
        "Toute aide requiert un vote.",
        "L'aide est subordonnée à un vote.",
        "La mairie agit uniquement si une autre ville le demande.",
        "Pas de convention sans annexe.",
        "La commune ne peut aider sans avoir délibéré.",
        "Sans délibération, la signature est irrégulière.",
        "L'agent ne peut partir que pendant ses congés.",
        "La mise en ligne s'impose.",
    ],
)
def test_what_is_asked_for_is_asked(text: str) -> None:
    assert ASKED in stances(text)
    assert FREE not in stances(text)


@pytest.mark.parametrize(
    "text",
    [
        "La loi interdit cet accord.",
        "Il est défendu à une commune de s'engager avec un État.",
        "Aucune commune n'a le droit de payer un édifice du culte.",
        "Une commune ne peut pas garantir cet emprunt.",
        "Nul ne peut signer pour le conseil.",
        "La loi ne permet pas cette garantie.",
        "Une telle aide est illégale.",
        "Le budget de l'eau ne saurait payer cela.",
        "Cette aide sort du rôle d'une commune.",
    ],
)
def test_what_may_not_be_done_is_forbidden(text: str) -> None:
    assert stances(text) == [FORBIDDEN]


@pytest.mark.parametrize(
    "text",
    [
        "La commune peut aider une ville étrangère.",
        "La commune a le droit d'aider une ville étrangère.",
        "Rien n'interdit à une commune de contracter.",
        "Cet accord est permis.",
        "Cet accord n'est pas interdit.",
        "Rien ne s'y oppose.",
        "Votre ville la signe sans crainte.",
    ],
)
def test_what_may_be_done_is_allowed(text: str) -> None:
    assert stances(text) == [ALLOWED]


def test_rule_with_an_exception_is_neither_allowed_nor_forbidden() -> None:
    assert stances("Une commune ne peut pas contracter, sauf avec un État fédéré.") == []


def test_plain_fact_takes_no_stance() -> None:
    assert stances("Le comité anime les échanges scolaires.") == []


def test_stances_that_exclude_one_another() -> None:
    assert are_opposed(FREE, ASKED)
    assert are_opposed(FORBIDDEN, ALLOWED)
    assert are_opposed(FREE, FORBIDDEN)
    assert not are_opposed(ASKED, ASKED)
    assert not are_opposed(ALLOWED, FREE)
    assert not are_opposed(ALLOWED, ASKED)
