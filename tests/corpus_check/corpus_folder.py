"""Writes small corpora of real files for the checks to read."""

from pathlib import Path

from assistant.corpus_check.reading import read_corpus
from assistant.corpus_check.record import CheckedDocument

METADATA = {
    "title": "Le jumelage",
    "kind": "guide",
    "jurisdiction": "FR",
    "checked_on": "2026-11-22",
    "url": "https://www.legifrance.gouv.fr/",
}
SENTENCE = "Le jumelage unit dans la durée deux communes et leurs habitants."


def write_document(folder: Path, name: str, body: str = SENTENCE, **metadata: str) -> Path:
    """Write a Markdown document; metadata given as "" are left out."""
    stated = {key: value for key, value in (METADATA | metadata).items() if value}
    lines = ["---", *(f"{key}: {value}" for key, value in stated.items()), "---", "# Le jumelage", "", body]
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def checked_documents(folder: Path) -> tuple[CheckedDocument, ...]:
    """Read a folder whose documents are all sound."""
    corpus = read_corpus([folder])
    assert corpus.problems == ()
    return corpus.documents


def line_of(path: Path, words: str) -> int:
    """Return the line of a file on which some words stand for the first time."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, start=1) if words in line)
