from pathlib import Path

import pytest

from assistant.corpus_check.links import find_dead_links
from tests.corpus_check.corpus_folder import checked_documents, line_of, write_document


def test_links_that_lead_somewhere_pass(tmp_path: Path) -> None:
    write_document(tmp_path, "pays/maroc.md")
    write_document(
        tmp_path,
        "guide.md",
        "Voir [le Maroc](pays/maroc.md#base), [Légifrance](https://www.legifrance.gouv.fr/absent.md), "
        "[plus bas](#suite) et [la mairie](mailto:mairie@ville.example).",
    )
    assert list(find_dead_links(checked_documents(tmp_path))) == []


def test_dead_link_is_found_at_its_line(tmp_path: Path) -> None:
    path = write_document(tmp_path, "guide.md", "Un début.\n\nVoir [le Maroc](pays/maroc.md).")
    (problem,) = find_dead_links(checked_documents(tmp_path))
    assert problem.line == line_of(path, "maroc.md")
    assert "pays/maroc.md" in problem.message


@pytest.mark.parametrize("target", ["../dehors.md", "<avec espace.md>"])
def test_link_out_of_the_corpus_or_to_nothing_is_dead(target: str, tmp_path: Path) -> None:
    (tmp_path / "dehors.md").write_text("hors du corpus", encoding="utf-8")
    write_document(tmp_path / "corpus", "guide.md", f"Voir [ailleurs]({target}).")
    assert len(list(find_dead_links(checked_documents(tmp_path / "corpus")))) == 1


def test_reference_style_link_and_image_are_looked_at(tmp_path: Path) -> None:
    write_document(tmp_path, "guide.md", "Voir [le Maroc][m] et ![une carte](carte.png).\n\n[m]: maroc.md")
    found = " ".join(problem.message for problem in find_dead_links(checked_documents(tmp_path)))
    assert "maroc.md" in found
    assert "carte.png" in found
