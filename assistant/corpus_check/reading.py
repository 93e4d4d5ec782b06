"""Reads the documents to lint through the loader of the indexing flow, with the files that they come from."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.corpus_check.record import Check, CheckedDocument, Problem
from assistant.domain import Document, SkippedDocument
from assistant.indexing.corpus import find_files, load_documents
from assistant.indexing.corpus_files import CorpusFile
from assistant.indexing.front_matter import read_metadata, split_front_matter
from assistant.indexing.readers.decoding import decode
from assistant.indexing.reading_cache import ReadingCache
from assistant.indexing.sandbox import ReadingSandbox
from assistant.texts_fr import corpus_check as texts

_MARKDOWN_SUFFIXES = frozenset({".md", ".markdown"})
# The loader names the line inside its reason.
_LINE = re.compile(r"\bligne (\d+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadCorpus:
    """What could be read, and why the rest could not."""

    documents: tuple[CheckedDocument, ...]
    problems: tuple[Problem, ...]


def read_corpus(folders: Sequence[Path]) -> ReadCorpus:
    """Read every document of some corpus folders; metadata are held to the indexing flow's own schema.

    Raises:
        CorpusError: if a folder does not exist.
    """
    # The cache stays in memory: a check leaves nothing behind.
    with ReadingSandbox() as sandbox, ReadingCache(Path(":memory:")) as cache:
        files = find_files(folders)
        loaded = load_documents(files, sandbox=sandbox, cache=cache)
    by_content = {(file.path, file.content_hash): file for file in files}
    return ReadCorpus(
        documents=tuple(
            _checked(document, by_content[document.path, document.content_hash], folders)
            for document in loaded.documents
        ),
        problems=tuple(_unreadable(one) for one in loaded.skipped),
    )


def _unreadable(skipped: SkippedDocument) -> Problem:
    reason = skipped.reason.removeprefix(skipped.path).lstrip(" ,:")
    line = _LINE.search(reason)
    return Problem(
        path=skipped.path,
        line=int(line[1]) if line else 1,
        check=Check.READING,
        message=texts.NOT_READ.format(reason=reason),
    )


def _checked(document: Document, file: CorpusFile, folders: Sequence[Path]) -> CheckedDocument:
    source, body_start, metadata = document.text, 0, ""
    if file.suffix in _MARKDOWN_SUFFIXES:
        source = decode(file.location.read_bytes())
        stated, body = split_front_matter(source)
        metadata, body_start = stated or "", len(source) - len(body)
    if file.sidecar is not None:
        written = file.sidecar.read_bytes()
        metadata = decode(written) if written else ""
    return CheckedDocument(
        document=document,
        location=file.location,
        source=source,
        body_start=body_start,
        stated_keys=frozenset(read_metadata(metadata, file_name=file.path).model_fields_set),
        folder=next(root for root in map(Path.resolve, folders) if file.location.is_relative_to(root)),
    )
