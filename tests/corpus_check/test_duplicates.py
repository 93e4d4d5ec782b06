from pathlib import Path

from assistant.corpus_check.duplicates import find_duplicates
from tests.corpus_check.corpus_folder import checked_documents, write_document

FIRST = (
    "La commune qui veut aider une ville étrangère écrit d'abord à son partenaire pour savoir ses besoins. "
    "Le conseil municipal vote ensuite une délibération qui décrit l'action, le lieu et la somme. "
    "La mairie envoie enfin la délibération à la préfecture et garde la preuve de cet envoi."
)
OTHER = (
    "Un département choisit ses thèmes avec les associations de son territoire, puis il publie un appel. "
    "Les dossiers reçus passent devant une commission d'élus, qui propose les montants à l'assemblée."
)


def test_different_documents_pass(tmp_path: Path) -> None:
    write_document(tmp_path, "a.md", FIRST)
    write_document(tmp_path, "b.md", OTHER)
    assert list(find_duplicates(checked_documents(tmp_path))) == []


def test_near_duplicate_is_found(tmp_path: Path) -> None:
    write_document(tmp_path, "a.md", FIRST)
    write_document(
        tmp_path, "b.md", FIRST.replace("ville étrangère", "commune d'Afrique").replace("enfin", "puis")
    )
    problems = list(find_duplicates(checked_documents(tmp_path)))
    assert {problem.path for problem in problems} == {"b.md"}
    assert "% des suites de mots sont aussi dans a.md" in problems[0].message


def test_long_sentence_that_stands_twice_is_found(tmp_path: Path) -> None:
    write_document(tmp_path, "a.md", FIRST)
    write_document(tmp_path, "b.md", f"{OTHER} {OTHER.upper()}\n\n{FIRST.split('. ')[1]}.")
    (problem,) = find_duplicates(checked_documents(tmp_path))
    assert "« Le conseil municipal vote ensuite une délibération qui… »" in problem.message


def test_versions_of_one_text_may_repeat_each_other(tmp_path: Path) -> None:
    write_document(tmp_path, "a.md", FIRST, reference="CGCT L1115-1")
    write_document(tmp_path, "b.md", FIRST, reference="CGCT L1115-1")
    assert list(find_duplicates(checked_documents(tmp_path))) == []


def test_shared_dates_and_references_are_no_repetition(tmp_path: Path) -> None:
    formula = "la loi n° 2008-352 du 16 avril 2008 et l'article L. 1115-4 du CGCT du 18 avril 2008"
    write_document(tmp_path, "a.md", f"Une commune adhère à un organisme voisin selon {formula}.")
    write_document(tmp_path, "b.md", f"Les districts européens naissent avec {formula}.")
    assert list(find_duplicates(checked_documents(tmp_path))) == []
