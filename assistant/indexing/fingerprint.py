"""What an index was built from, in one hash: equal hashes mean that a rebuild would change nothing."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from assistant.indexing.corpus_files import CorpusFile

# Code that shapes passages and indexes, relative to the package.
_SHAPING_CODE = (
    "indexing",
    "mentions",
    "cleaning.py",
    "domain.py",
    "legal_references.py",
    "sentences.py",
    "texts_fr/locators.py",
    "tokens.py",
)


def corpus_fingerprint(
    files: Iterable[CorpusFile], *, embedder: str | None, questions: Iterable[str] = ()
) -> str:
    """Hash the corpus, the embedding model, and the code that makes passages and indexes of them.

    Args:
        files: as found, with their content hashes.
        embedder: name of the model; None: no vectors.
        questions: typical ones of its documents, and examples of what it does not answer.
    """
    hashed = hashlib.sha256(_code_hash())
    described = (f"{file.path}\n{file.content_hash}" for file in files)
    for part in (embedder or "", *described, *questions):
        hashed.update(f"{len(part)}:{part}".encode())
    return hashed.hexdigest()


def _code_hash() -> bytes:
    package = Path(__file__).resolve().parent.parent
    hashed = hashlib.sha256()
    for name in _SHAPING_CODE:
        target = package / name
        for module in sorted(target.rglob("*.py")) if target.is_dir() else (target,):
            hashed.update(module.read_bytes())
    return hashed.digest()
