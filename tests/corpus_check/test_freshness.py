from datetime import date
from pathlib import Path

import pytest

from assistant.corpus_check.freshness import find_stale
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
