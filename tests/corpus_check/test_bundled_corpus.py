"""The corpus that ships with the project is clean, and its reviewed lists say what they are for."""

from datetime import date
from pathlib import Path

import pytest

from assistant.corpus_check.checking import check_corpus
from assistant.corpus_check.report import corpus_check_text
from assistant.corpus_check.reviewed_lists import read_known_references
from assistant.corpus_check.spelling import is_available

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
# The day of the last review: the age of documents is a matter for the command, not for this test.
REVIEWED_ON = date(2026, 11, 22)


def test_bundled_corpus_is_clean() -> None:
    found = check_corpus([CORPUS], today=REVIEWED_ON)
    assert found.documents >= 300
    assert found.is_clean(), corpus_check_text(found)


@pytest.mark.slow
@pytest.mark.skipif(not is_available(), reason="hunspell is not installed")
def test_bundled_corpus_is_well_spelt() -> None:
    found = check_corpus([CORPUS], today=REVIEWED_ON, with_spelling=True)
    assert found.is_clean(), corpus_check_text(found)


def test_undated_laws_of_the_list_are_documents() -> None:
    stated = "\n".join(path.read_text(encoding="utf-8") for path in CORPUS.rglob("*.md"))
    known = read_known_references(CORPUS)
    assert [name for name in known.undated if f"\nreference: {name}\n" not in stated] == []
