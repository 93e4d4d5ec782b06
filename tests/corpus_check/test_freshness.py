from datetime import date
from pathlib import Path

import pytest

from assistant.corpus_check.checking import check_corpus
from assistant.corpus_check.freshness import find_outdated, find_stale
from tests.corpus_check.corpus_folder import checked_documents, line_of, write_document


@pytest.mark.parametrize(
    ("checked_on", "today"),
    [
        ("2026-11-22", date(2026, 11, 22)),
        ("2025-05-23", date(2026, 11, 22)),
        ("2026-08-31", date(2028, 2, 29)),
    ],
)
def test_document_checked_in_the_last_eighteen_months_passes(
    checked_on: str, today: date, tmp_path: Path
) -> None:
    write_document(tmp_path, "a.md", checked_on=checked_on)
    assert list(find_stale(checked_documents(tmp_path), today=today)) == []


@pytest.mark.parametrize(
    ("checked_on", "said"), [("", "aucune date"), ("2026-11-23", "après"), ("2025-05-22", "18 mois")]
)
def test_missing_future_and_old_days_are_found(checked_on: str, said: str, tmp_path: Path) -> None:
    path = write_document(tmp_path, "a.md", checked_on=checked_on)
    (problem,) = find_stale(checked_documents(tmp_path), today=date(2026, 11, 22))
    assert said in problem.message
    assert problem.line == (line_of(path, "checked_on") if checked_on else 1)


def test_age_can_be_set(tmp_path: Path) -> None:
    write_document(tmp_path, "a.md", checked_on="2026-09-01")
    documents = checked_documents(tmp_path)
    assert len(list(find_stale(documents, today=date(2026, 11, 22), max_age_months=2))) == 1
    assert list(find_stale(documents, today=date(2026, 11, 22), max_age_months=3)) == []


ARTICLE = {"kind": "code", "reference": "CGCT L1115-1", "in_force": "{from: 2021-08-06}"}
NAMING = "La commune se fonde sur l'article L. 1115-1 du CGCT pour aider une ville étrangère."


def test_guide_checked_before_the_version_of_an_article_that_it_names_is_found(tmp_path: Path) -> None:
    write_document(tmp_path, "article.md", **ARTICLE)
    old = write_document(tmp_path, "vieux.md", NAMING, checked_on="2021-08-05")
    write_document(tmp_path, "neuf.md", NAMING, checked_on="2021-08-06")
    write_document(tmp_path, "muet.md", checked_on="2021-08-05")
    (problem,) = find_outdated(checked_documents(tmp_path), today=date(2026, 11, 22))
    assert (problem.path, problem.line) == ("vieux.md", line_of(old, "checked_on"))
    assert problem.message == (
        "vérifié le 2021-08-05, avant la version de « CGCT L1115-1 » en vigueur depuis le 2021-08-06 "
        "— relisez le document, puis changez « checked_on »"
    )


def test_check_of_a_corpus_tells_what_is_outdated(tmp_path: Path) -> None:
    write_document(tmp_path, "article.md", **ARTICLE)
    write_document(tmp_path, "vieux.md", NAMING, checked_on="2021-08-05")
    found = check_corpus([tmp_path], today=date(2021, 9, 1))
    assert ["avant la version" in one.message for one in found.problems if one.path == "vieux.md"] == [True]
