from datetime import date
from pathlib import Path

from assistant.corpus_check.checking import check_corpus
from assistant.corpus_check.record import Check
from assistant.corpus_check.report import corpus_check_shape, corpus_check_text
from tests.corpus_check.corpus_folder import SENTENCE, write_document

TODAY = date(2026, 11, 22)


def test_clean_corpus_has_nothing_to_mend(tmp_path: Path) -> None:
    write_document(tmp_path, "a.md")
    found = check_corpus([tmp_path], today=TODAY)
    assert found.is_clean()
    assert corpus_check_text(found) == "Documents lus : 1. Rien à corriger."
    assert corpus_check_shape(found).model_dump() == {"documents": 1, "problems": (), "clean": True}


def test_every_check_reports_in_the_order_of_files_and_lines(tmp_path: Path) -> None:
    write_document(tmp_path, "0.md", kinde="guide")
    write_document(
        tmp_path,
        "a.md",
        "Cela vaut selon l'article L. 9999-9 du CGCT et [un lien](absent.md) pour la commune.\n\n"
        "Le ministère paie au plus 70 % du budget de la commune.",
        title="",
        checked_on="2020-01-01",
    )
    long = "La commune qui veut aider une ville étrangère écrit à son partenaire pour savoir ses besoins."
    write_document(tmp_path, "b.md", long, reference="CGCT L1115-1", in_force="{from: 2014-07-09}")
    write_document(tmp_path, "c.md", SENTENCE, reference="CGCT L1115-1", in_force="{from: 2021-08-06}")
    write_document(tmp_path, "d.md", long)
    (tmp_path / "questions-proposees.yaml").write_text("absent: [Que dit la loi ?]\n", encoding="utf-8")
    found = check_corpus([tmp_path], today=TODAY)
    assert found.documents == 4
    assert {problem.check for problem in found.problems} == set(Check) - {Check.SPELLING}
    places = [(problem.path, problem.line) for problem in found.problems]
    assert places == sorted(places)
    assert corpus_check_text(found).splitlines()[0].startswith("0.md:7: document non lu")


def test_lists_of_several_folders_are_joined(tmp_path: Path) -> None:
    for name, known in (("un", "CGCT L2131-1"), ("deux", "CGCT L2131-2")):
        write_document(
            tmp_path / name,
            f"{name}.md",
            f"Le vote de la commune suit les articles L. 2131-1 et L. 2131-2 du CGCT depuis l'an {name}.",
        )
        (tmp_path / name / "references-connues.yaml").write_text(
            f"outside:\n  {known}: transmission\n", encoding="utf-8"
        )
    found = check_corpus([tmp_path / "un", tmp_path / "deux"], today=TODAY)
    assert {problem.check for problem in found.problems} <= {Check.DUPLICATES}
