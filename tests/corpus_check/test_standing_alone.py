from pathlib import Path

import pytest

from assistant.corpus_check.standing_alone import count_words, find_dependent_sentences
from tests.corpus_check.corpus_folder import SENTENCE, checked_documents, line_of, write_document


def messages(folder: Path) -> list[str]:
    return [problem.message for problem in find_dependent_sentences(checked_documents(folder))]


@pytest.mark.parametrize(
    "body",
    [
        SENTENCE,
        "Il est possible de signer une convention avec une ville étrangère.",
        "La mairie garde trois pièces au dossier :\n\n- Le vote est gardé.\n- La convention est gardée.",
        "| Pays | Règle |\n| --- | --- |\n| Maroc | Visa |",
        "Le Conseil d'État a rendu sa dernière décision sur le sujet le 17 février 2026.",
        "Les taux étaient plus hauts en 2024 pour les pays les moins avancés.",
    ],
)
def test_sentences_that_stand_alone_pass(body: str, tmp_path: Path) -> None:
    write_document(tmp_path, "a.md", body)
    assert messages(tmp_path) == []


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("Oui, la commune peut signer une convention avec une ville étrangère.", "par oui ou non"),
        ("Non : le préfet ne donne aucun feu vert avant la signature.", "par oui ou non"),
        ("Cela permet à la commune de signer une convention à l'étranger.", "renvoie à ce qui précède"),
        ("Elle est transmise au préfet dans les quinze jours de sa signature.", "renvoie à ce qui précède"),
        ("Le préfet reçoit la convention, et ce dernier peut saisir le juge.", "« ce dernier »"),
        ("La règle exposée ci-dessus vaut aussi pour les départements et les régions.", "« ci-dessus »"),
        ("La procédure décrite dans la partie voir plus haut est aussi suivie.", "« voir plus haut »"),
        ("Le maire signe la convention.", "moins que 8"),
        ("La convention de coopération avec une ville partenaire à l'étranger", "phrase entière"),
    ],
)
def test_sentence_that_needs_another_is_found(sentence: str, said: str, tmp_path: Path) -> None:
    path = write_document(tmp_path, "a.md", f"{SENTENCE}\n\n{sentence}")
    problems = list(find_dependent_sentences(checked_documents(tmp_path)))
    assert any(said in problem.message for problem in problems)
    assert {problem.line for problem in problems} == {line_of(path, sentence)}


@pytest.mark.parametrize(("last", "expected"), [("", 0), (" encore", 1)])
def test_sentence_of_more_than_thirty_five_words_is_too_long(
    last: str, expected: int, tmp_path: Path
) -> None:
    write_document(tmp_path, "a.md", "La commune signe" + " et paie" * 15 + " enfin tout" + last + ".")
    assert sum("plus que 35" in message for message in messages(tmp_path)) == expected


def test_official_wording_is_left_alone(tmp_path: Path) -> None:
    write_document(tmp_path, "a.md", "Elle entre en vigueur dès sa transmission.", wording="official")
    assert messages(tmp_path) == []


def test_numbers_elisions_and_signs_count_as_a_reader_counts() -> None:
    assert count_words("L'aide de 1 500 000 € va à l'école : elle suffit.") == 8
