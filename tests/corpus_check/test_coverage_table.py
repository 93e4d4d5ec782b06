from pathlib import Path

from tests.corpus_check.coverage_table import NOT_REVIEWED, cover, read_facts, read_reasons, table

DOSSIER = """# Un dossier

## 1. Jumelages

- Le comité de **jumelage** de la ville organise chaque année des échanges scolaires. — https://www.senat.fr/
- Court.

| Jour | Texte | Objet du texte |
| --- | --- | --- |
| 9 juillet 2014 | Loi de 2014 | Toute action internationale devient possible |
"""
DOCUMENTS = {
    "jumelage.md": frozenset({"comit", "jumelag", "vill", "organis", "anne", "echang", "scolair"}),
    "loi.md": frozenset({"loi", "préfet"}),
}


def test_lists_and_rows_are_facts_under_their_heading(tmp_path: Path) -> None:
    (tmp_path / "dossier.md").write_text(DOSSIER, encoding="utf-8")
    first, second = read_facts(tmp_path / "dossier.md")
    assert (first.dossier, first.topic) == ("dossier", "1. Jumelages")
    assert first.text.startswith("Le comité de jumelage")
    assert "senat" not in first.text
    assert second.text.startswith("9 juillet 2014 | Loi de 2014")


def test_page_counts_what_is_held_and_names_what_is_not(tmp_path: Path) -> None:
    (tmp_path / "dossier.md").write_text(DOSSIER, encoding="utf-8")
    coverages = cover(tuple(read_facts(tmp_path / "dossier.md")), DOCUMENTS)
    assert [one.is_held for one in coverages] == [True, False]
    page = table(coverages, documents_count=2)
    assert "The 2 documents hold 1 of 2 facts." in page
    assert "| 1. Jumelages | 2 | 1 | `jumelage.md` |" in page
    assert f"| {NOT_REVIEWED} | 1 | 9 juillet 2014 Loi de 2014 |" in page


def test_reviewed_reasons_name_what_facts_begin_with() -> None:
    reasons = read_reasons()
    assert all(beginning and why for beginning, why in reasons)
    assert len({beginning for beginning, _ in reasons}) == len(reasons)
