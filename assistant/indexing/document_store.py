"""The documents and passages of a build, as JSON lines."""

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from assistant.domain import Document, Library, Passage, with_successors
from assistant.errors import IndexDamagedError
from assistant.newer_wordings import with_newer_wordings
from assistant.texts_fr import indexes as texts_fr

_DOCUMENTS_FILE = "documents.jsonl"
_PASSAGES_FILE = "passages.jsonl"

_Record = TypeVar("_Record")


def write_documents(folder: Path, documents: Iterable[Document], passages: Iterable[Passage]) -> None:
    """Write what a build is about: one line per document and per passage, in the order given.

    Args:
        folder: made where missing; what stood there under these names is replaced.
        documents: no id twice.
        passages: no id twice; each of a document given here.
    """
    folder.mkdir(parents=True, exist_ok=True)
    _write_lines(folder / _DOCUMENTS_FILE, documents, TypeAdapter(Document))
    _write_lines(folder / _PASSAGES_FILE, passages, TypeAdapter(Passage))


def read_library(folder: Path, *, today: date | None = None) -> Library:
    """Read what `write_documents` has written.

    Args:
        folder: of the build.
        today: the day by which guides are found to be older than the texts that they name; None: not
            looked for.

    Raises:
        IndexDamagedError: if a file is missing, a line is not what was written, or an id is wrong.
    """
    documents = with_successors(_read_lines(folder / _DOCUMENTS_FILE, TypeAdapter(Document)))
    if today is not None:
        documents = with_newer_wordings(documents.values(), today=today)
    passages: dict[str, Passage] = {}
    passages_of: dict[str, list[Passage]] = {document_id: [] for document_id in documents}
    for passage in _read_lines(folder / _PASSAGES_FILE, TypeAdapter(Passage)):
        if passage.passage_id in passages or passage.document_id not in documents:
            reason = texts_fr.DOCUMENTS_INCONSISTENT.format(passage_id=passage.passage_id)
            raise _damaged(folder, reason)
        passages[passage.passage_id] = passage
        passages_of[passage.document_id].append(passage)
    in_order = {
        document_id: tuple(sorted(some, key=lambda passage: passage.position))
        for document_id, some in passages_of.items()
    }
    return Library(
        documents=MappingProxyType(documents),
        passages=MappingProxyType(passages),
        passages_of=MappingProxyType(in_order),
    )


def _write_lines(path: Path, records: Iterable[_Record], adapter: TypeAdapter[_Record]) -> None:
    with path.open("wb") as file:
        file.writelines(adapter.dump_json(record) + b"\n" for record in records)


def _read_lines(path: Path, adapter: TypeAdapter[_Record]) -> Iterator[_Record]:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise _damaged(path.parent, texts_fr.FILE_MISSING.format(file=path.name)) from error
    lines = content.removesuffix(b"\n").split(b"\n") if content else []
    for number, line in enumerate(lines, start=1):
        try:
            yield adapter.validate_json(line)
        except ValidationError as error:
            reason = texts_fr.DOCUMENTS_UNREADABLE.format(file=path.name, line=number)
            raise _damaged(path.parent, reason) from error


def _damaged(folder: Path, reason: str) -> IndexDamagedError:
    return IndexDamagedError(texts_fr.INDEX_DAMAGED.format(folder=folder, reason=reason))
