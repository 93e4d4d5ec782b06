from pathlib import Path

import pytest

from assistant.corpus_check.known_texts import known_texts
from assistant.corpus_check.record import Problem
from assistant.corpus_check.references import find_unknown_references
from assistant.corpus_check.reviewed_lists import KnownReferences
from tests.corpus_check.corpus_folder import checked_documents, line_of, write_document

KNOWN = KnownReferences(
    outside={
        "loi 2000-321 du 12 avril 2000, art. 10-1": "contrat d'engagement républicain",
        "CAA Toulouse, 28 mars 2023, n° 21TL04824": "appel dans l'affaire de l'Hérault",
        "loi sénégalaise 2013-10 du 28 décembre 2013": "code sénégalais",
        "CGCT L2131-1": "caractère exécutoire",
    }
)


def problems(folder: Path, known: KnownReferences = KNOWN) -> list[Problem]:
    documents = checked_documents(folder)
    return list(find_unknown_references(documents, texts_known=known_texts(documents, known=known)))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    law = {"kind": "code", "former_numbers": "[{number: L1112-1}]"}
    write_document(tmp_path, "l1115-1.md", reference="CGCT L1115-1", **law)
    write_document(tmp_path, "montpellier.md", kind="decision", reference="CE, 13 mai 2024, n° 474652")
    write_document(tmp_path, "thiolliere.md", kind="statute", reference="loi 2007-147 du 2 février 2007")
    return tmp_path


@pytest.mark.parametrize(
    "sentence",
    [
        "L'article L. 1115-1 du CGCT le permet, comme les articles L. 1115-1 et L. 2131-1.",
        "L'ancien article L. 1112-1 du CGCT le permettait.",
        "La loi Thiollière, soit la loi du 2 février 2007, le permettait.",
        "Le Conseil d'État l'a jugé le 13 mai 2024 (n° 474652).",
        "L'article 10-1 de la loi n° 2000-321 du 12 avril 2000 l'exige.",
        "La cour a rejeté l'appel (CAA Toulouse, 28 mars 2023).",
    ],
)
def test_known_texts_pass_under_every_name(sentence: str, folder: Path) -> None:
    write_document(folder, "guide.md", sentence)
    assert problems(folder) == []


@pytest.mark.parametrize(
    ("sentence", "canonical"),
    [
        ("L'article L. 1115-9 du CGCT le permet.", "L1115-9"),
        ("L'article L. 1115-1 du CGFP le permet.", "L1115-1"),
        ("L'article 99 de la loi n° 2000-321 l'exige.", "loi 2000-321 art. 99"),
        ("Le Conseil d'État l'a jugé le 14 mai 2024 (n° 474652 et 474653).", "474653"),
        ("L'appel est rejeté (CE, 14 mai 2024, n° 474653).", "CE 474653"),
        ("La loi du 25 janvier 2007 le permettait.", "loi du 2007-01-25"),
    ],
)
def test_unknown_text_is_found_once_at_its_line(sentence: str, canonical: str, folder: Path) -> None:
    path = write_document(folder, "guide.md", f"Un début.\n\n{sentence}\n\n{sentence}")
    (problem,) = problems(folder)
    assert canonical in problem.message
    assert problem.line == line_of(path, sentence)


def test_known_text_with_another_day_is_found(folder: Path) -> None:
    path = write_document(folder, "guide.md", "La loi n° 2007-147 du 25 janvier 2007 le permettait.")
    (problem,) = problems(folder)
    assert "ce texte est du 2007-02-02" in problem.message
    assert problem.line == line_of(path, "25 janvier")


def test_day_of_a_neighbouring_text_is_no_wrong_day(folder: Path) -> None:
    write_document(
        folder,
        "guide.md",
        "Paris avait raison (CE, 24 mai 2024). Montpellier perd le 13 mai 2024 (n° 474652).",
    )
    assert problems(folder) == []


def test_last_word_of_a_heading_makes_no_mention_with_the_next_line(folder: Path) -> None:
    write_document(folder, "guide.md", "## Fallait-il un décret\n\nDu 30 juillet 2004 à 2005, il le fallait.")
    assert problems(folder) == []


def test_listed_references_pass_and_others_are_found_at_their_line(folder: Path) -> None:
    cited = "\n  - CGCT L1115-1\n  - loi sénégalaise 2013-10 du 28 décembre 2013, art. 243\n  - CGCT L1115-9"
    path = write_document(folder, "guide.md", references=cited)
    (problem,) = problems(folder)
    assert "CGCT L1115-9" in problem.message
    assert problem.line == line_of(path, "L1115-9")


def test_reference_that_no_form_fits_is_malformed(folder: Path) -> None:
    write_document(folder, "guide.md", reference="le jumelage", references="[la loi de la ville]")
    assert [problem.message.split(" — ")[0] for problem in problems(folder)] == [
        "référence « le jumelage » non reconnue",
        "référence « la loi de la ville » non reconnue",
    ]


def test_nothing_is_known_outside_without_a_list(folder: Path) -> None:
    write_document(folder, "guide.md", "L'article L. 2131-1 du CGCT le dit.")
    assert len(problems(folder, KnownReferences())) == 1
