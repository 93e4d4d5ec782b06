from pathlib import Path

import pytest

from assistant.corpus_check.reviewed_lists import (
    ACCEPTED_WORDS_FILE,
    KNOWN_REFERENCES_FILE,
    read_accepted_words,
    read_known_references,
)
from assistant.errors import MetadataError


def test_missing_and_empty_lists_are_empty(tmp_path: Path) -> None:
    assert read_known_references(tmp_path).outside == {}
    (tmp_path / ACCEPTED_WORDS_FILE).write_text("# rien\n", encoding="utf-8")
    assert read_accepted_words(tmp_path).words() == frozenset()


def test_references_and_words_are_read(tmp_path: Path) -> None:
    (tmp_path / KNOWN_REFERENCES_FILE).write_text(
        "outside:\n  CGCT L2131-1: caractère exécutoire\ngaps:\n  CGCT L1115-2: abrogé puis recréé\n",
        encoding="utf-8",
    )
    (tmp_path / ACCEPTED_WORDS_FILE).write_text("groups:\n  sigles: [CGCT, AFD]\n", encoding="utf-8")
    known = read_known_references(tmp_path)
    assert known.outside == {"CGCT L2131-1": "caractère exécutoire"}
    assert known.gaps == {"CGCT L1115-2": "abrogé puis recréé"}
    assert read_accepted_words(tmp_path).words() == {"CGCT", "AFD"}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("outsides: {a: b}", "outsides"),
        ("outside: [a, b]", "outside"),
        ("outside:\n  a: b\n  a: c\n", "ligne 3"),
        ("outside: {a: ''}", "outside"),
    ],
)
def test_malformed_list_is_an_error_that_names_the_place(content: str, said: str, tmp_path: Path) -> None:
    (tmp_path / KNOWN_REFERENCES_FILE).write_text(content, encoding="utf-8")
    with pytest.raises(MetadataError, match=KNOWN_REFERENCES_FILE) as caught:
        read_known_references(tmp_path)
    assert said in str(caught.value)


def test_list_that_is_no_file_is_an_error(tmp_path: Path) -> None:
    (tmp_path / KNOWN_REFERENCES_FILE).mkdir()
    with pytest.raises(MetadataError, match="ne s’ouvre pas"):
        read_known_references(tmp_path)


def test_list_that_is_not_text_is_an_error(tmp_path: Path) -> None:
    (tmp_path / KNOWN_REFERENCES_FILE).write_bytes(b"\xff\xfe\xff")
    with pytest.raises(MetadataError, match="ne s’ouvre pas"):
        read_known_references(tmp_path)
