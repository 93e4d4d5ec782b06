import pytest

from assistant.answering.question_order import asked_directly


@pytest.mark.parametrize(
    ("asked", "direct"),
    [
        ("Est-ce que la convention est obligatoire ?", "La convention est-elle obligatoire ?"),
        ("Est-ce que le maire peut signer ?", "Le maire peut-il signer ?"),
        ("Est-ce que le conseil a voté ?", "Le conseil a-t-il voté ?"),
        ("Est-ce que je peux accepter ?", "Puis-je accepter ?"),
        ("Combien est-ce qu'on peut donner ?", "Combien peut-on donner ?"),
        ("Est-ce qu'il y a un délai ?", "Y a-t-il un délai ?"),
        ("Qu'est-ce qu'il faut voter ?", "Que faut-il voter ?"),
        ("Qui est-ce qui signe ?", "Qui signe ?"),
        ("Quelles sont les dépenses qui entrent dans l'aide ?", "Quelles dépenses entrent dans l'aide ?"),
        # Whether « notre commune » takes « il » or « elle » is not known.
        ("Est-ce que notre commune peut donner ?", "Notre commune peut donner ?"),
        # The first verb is not that of the question.
        ("Est-ce que le maire qui a signé doit revenir ?", "Le maire qui a signé doit revenir ?"),
    ],
)
def test_est_ce_que_becomes_an_inversion(asked: str, direct: str) -> None:
    assert asked_directly(asked) == direct


@pytest.mark.parametrize(
    "text",
    [
        "La convention est-elle obligatoire ?",
        "Est-ce le cas ?",
        "Qu'est-ce que la coopération décentralisée ?",
        "Quelle est la loi ?",
        "Je demande ce que la loi prévoit.",
        "",
    ],
)
def test_other_questions_stay(text: str) -> None:
    assert asked_directly(text) == text
