"""Loads the documents of a corpus: metadata, text and structure; one bad file never stops the others."""

import hashlib
import logging
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from assistant.domain import BlockType, Document, ReadText, SkippedDocument
from assistant.errors import CorpusError, MetadataError, UnreadableFileError
from assistant.indexing.corpus_files import (
    MAX_FILE_BYTES,
    SIDECAR_SUFFIX,
    CorpusFile,
    find_corpus_files,
    hash_content,
    not_opened,
)
from assistant.indexing.file_kind import FileKind, file_kind
from assistant.indexing.front_matter import Metadata, read_metadata, split_front_matter
from assistant.indexing.readers import docx, html, markdown, pdf, text
from assistant.indexing.readers.decoding import decode
from assistant.indexing.readers.pieces import MAX_TEXT_BYTES
from assistant.indexing.reading_cache import ReadingCache, reading_key
from assistant.indexing.sandbox import ReadingSandbox
from assistant.protocols import Progress, Reader
from assistant.texts_fr import reading as texts

_log = logging.getLogger(__name__)

_MAX_ID_CHARS = 80
_ID_HASH_CHARS = 8
_MAX_TITLE_CHARS = 120
# A text file this large is read in the sandbox too: parsing takes quadratic time at worst.
_MAX_UNGUARDED_BYTES = 20_000
# Larger plain text is beyond the contract's 2 MB in any encoding; it is not even decoded.
_MAX_PLAIN_BYTES = 8_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class _Format:
    """How files of one kind are read."""

    name: str
    read: Reader
    # Goes up with every change in what the reader, or what it shares with others, makes of a file.
    version: int
    # Whether a hostile file can harm or stall the process that reads it.
    is_risky: bool = False
    has_front_matter: bool = False
    # What its bytes may look like, other than nothing that has a signature.
    kinds: frozenset[FileKind] = frozenset()
    max_bytes: int = MAX_FILE_BYTES


_MARKDOWN = _Format(
    name="markdown", read=markdown.read, version=2, has_front_matter=True, max_bytes=_MAX_PLAIN_BYTES
)
_TEXT = _Format(name="text", read=text.read, version=2, max_bytes=_MAX_PLAIN_BYTES)
_HTML = _Format(name="html", read=html.read, version=2, is_risky=True, kinds=frozenset({FileKind.HTML}))
_PDF = _Format(name="pdf", read=pdf.read, version=2, is_risky=True, kinds=frozenset({FileKind.PDF}))
# Its reader tells locked files and old ones, which share a container, apart.
_DOCX = _Format(
    name="docx", read=docx.read, version=1, is_risky=True, kinds=frozenset({FileKind.DOCX, FileKind.OFFICE})
)
# A new format is one reader and its line here.
_FORMATS: Mapping[str, _Format] = {
    ".md": _MARKDOWN,
    ".markdown": _MARKDOWN,
    ".txt": _TEXT,
    ".html": _HTML,
    ".htm": _HTML,
    ".pdf": _PDF,
    ".docx": _DOCX,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedCorpus:
    """What could be loaded, and what could not."""

    # By corpus folder and path; ids are unique.
    documents: tuple[Document, ...]
    skipped: tuple[SkippedDocument, ...]


def find_files(corpus_dirs: Sequence[Path]) -> tuple[CorpusFile, ...]:
    """Return the files of some corpus folders, those that cannot be documents with their defect.

    Raises:
        CorpusError: if a folder does not exist.
    """
    return find_corpus_files(corpus_dirs, suffixes=_FORMATS)


def load_documents(
    files: Sequence[CorpusFile],
    *,
    sandbox: ReadingSandbox,
    cache: ReadingCache,
    previous: Mapping[str, Document] | None = None,
    progress: Progress | None = None,
) -> LoadedCorpus:
    """Load every file that can be loaded.

    Args:
        files: as found; where two documents state one id, the first keeps it.
        sandbox: runs the readers of risky formats.
        cache: spares reading bytes read before.
        previous: documents indexed before, by path. A file that fails keeps its former document,
            marked with the reason, and is listed as skipped all the same.
        progress: called with (files done, files in all).
    """
    former = previous or {}
    owners: dict[str, str] = {}
    documents: list[Document] = []
    skipped: list[SkippedDocument] = []
    for done, file in enumerate(files, start=1):
        document: Document | None
        try:
            document = _with_own_id(load_document(file, sandbox=sandbox, cache=cache), owners)
        except CorpusError as error:
            _log.warning("skipped %s: %s", file.path, error)
            skipped.append(SkippedDocument(path=file.path, reason=str(error)))
            document = _stale(former.get(file.path), str(error), owners)
        if document is not None:
            owners[document.document_id] = file.path
            documents.append(document)
        if progress is not None:
            progress(done, len(files))
    return LoadedCorpus(documents=tuple(documents), skipped=tuple(skipped))


def load_document(file: CorpusFile, *, sandbox: ReadingSandbox, cache: ReadingCache) -> Document:
    """Load one file.

    Raises:
        CorpusError: a MetadataError, UnsupportedFormatError or UnreadableFileError with the reason alone
            (a MetadataError names its file and line, which may be the sidecar's).
    """
    if file.defect is not None:
        raise file.defect
    data, sidecar = _bytes_of(file.location), _bytes_of(file.sidecar) if file.sidecar else None
    format_ = _format_of(file, data)
    metadata, body = _metadata(file, data, sidecar, has_front_matter=format_.has_front_matter)
    read_text = _read(format_, data, body, sandbox=sandbox, cache=cache)
    return _document(file, metadata, read_text, content_hash=hash_content(data, sidecar))


def default_id(path: str) -> str:
    """Return the id of a document that states none: its path without extension, in plain letters."""
    folded = unicodedata.normalize("NFKD", str(PurePosixPath(path).with_suffix(""))).lower()
    plain = "".join(character for character in folded if not unicodedata.combining(character))
    spelt = plain.replace("œ", "oe").replace("æ", "ae")
    slug = re.sub(r"[^a-z0-9]+", "-", spelt).strip("-")
    return slug if 0 < len(slug) <= _MAX_ID_CHARS else _hashed_id(slug, path)


def _hashed_id(slug: str, path: str) -> str:
    """Return a slug made different by its path's hash, within the length of an id."""
    mark = hashlib.sha256(path.encode()).hexdigest()[:_ID_HASH_CHARS]
    return "-".join(filter(None, (slug[: _MAX_ID_CHARS - _ID_HASH_CHARS - 1].strip("-"), mark)))


def _bytes_of(location: Path) -> bytes:
    try:
        with location.open("rb") as stream:
            data = stream.read(MAX_FILE_BYTES + 1)
    except OSError as error:
        raise not_opened(error) from error
    if len(data) > MAX_FILE_BYTES:
        raise UnreadableFileError(
            texts.FILE_TOO_LARGE.format(size=len(data) / 1e6, limit=MAX_FILE_BYTES / 1e6)
        )
    return data


def _format_of(file: CorpusFile, data: bytes) -> _Format:
    format_ = _FORMATS[file.suffix]
    if not data:
        raise UnreadableFileError(texts.EMPTY_FILE)
    kind = file_kind(data)
    if kind is not None and kind not in format_.kinds:
        raise UnreadableFileError(
            texts.MISLABELLED.format(found=texts.FILE_KINDS[kind.value], suffix=file.suffix)
        )
    if len(data) > format_.max_bytes:
        raise UnreadableFileError(
            texts.TEXT_TOO_LONG.format(size=len(data) / 1e6, limit=MAX_TEXT_BYTES / 1e6)
        )
    return format_


def _metadata(
    file: CorpusFile, data: bytes, sidecar: bytes | None, *, has_front_matter: bool
) -> tuple[Metadata, bytes]:
    """Return the metadata, and the bytes that remain to be read as text."""
    stated, body = split_front_matter(decode(data)) if has_front_matter else (None, "")
    if stated is not None and sidecar is not None:
        raise MetadataError(texts.METADATA_TWICE.format(file=file.path))
    rest = body.encode() if stated is not None else data
    if stated is not None:
        return read_metadata(stated, file_name=file.path, first_line=2), rest
    if sidecar is not None:
        name = file.path + SIDECAR_SUFFIX
        return read_metadata(_sidecar_text(sidecar, name), file_name=name), rest
    return Metadata(), rest


def _sidecar_text(sidecar: bytes, name: str) -> str:
    try:
        return decode(sidecar) if sidecar else ""
    except UnreadableFileError as error:
        fault = texts.METADATA_LINE.format(line=1, reason=error)
        raise MetadataError(texts.METADATA.format(file=name, faults=fault)) from error


def _read(
    format_: _Format, data: bytes, body: bytes, *, sandbox: ReadingSandbox, cache: ReadingCache
) -> ReadText:
    key = reading_key(data, reader_name=format_.name, reader_version=format_.version)
    known = cache.find(key)
    if known is not None:
        return known
    if not body.strip():
        raise UnreadableFileError(texts.NO_TEXT)
    is_guarded = format_.is_risky or len(body) > _MAX_UNGUARDED_BYTES
    read_text = sandbox.read(format_.read, body) if is_guarded else format_.read(body)
    cache.store(key, read_text)
    return read_text


def _document(file: CorpusFile, metadata: Metadata, read_text: ReadText, *, content_hash: str) -> Document:
    return Document(
        document_id=metadata.id or default_id(file.path),
        path=file.path,
        title=metadata.title or _title(read_text, file.path),
        kind=metadata.kind,
        authority=metadata.stated_authority(),
        wording=metadata.wording,
        reference=metadata.reference,
        former_numbers=metadata.numbers_before(),
        references=metadata.references,
        version=metadata.version(),
        jurisdiction=metadata.jurisdiction,
        checked_on=metadata.checked_on,
        language=metadata.language,
        url=metadata.url,
        publisher=metadata.publisher,
        licence=metadata.licence,
        source_urls=metadata.sources,
        text=read_text.text,
        blocks=read_text.blocks,
        content_hash=content_hash,
    )


def _title(read_text: ReadText, path: str) -> str:
    """Return the first heading, else the first plain line, else the file's name."""
    headings = (block for block in read_text.blocks if block.type is BlockType.HEADING)
    block = next(headings, None) or next(iter(read_text.blocks), None)
    words = read_text.text[block.start : block.end].split("\n")[0] if block else ""
    title = words.rstrip(" :\xa0\u202f") or PurePosixPath(path).stem
    return title if len(title) <= _MAX_TITLE_CHARS else title[: _MAX_TITLE_CHARS - 1].rsplit(" ", 1)[0] + "…"


def _with_own_id(document: Document, owners: Mapping[str, str]) -> Document:
    """Return the document under an id that no earlier one has; a stated id is not changed but refused."""
    owner = owners.get(document.document_id)
    if owner is None:
        return document
    if document.document_id == default_id(document.path):
        other = _hashed_id(document.document_id, document.path)
        if other not in owners:
            return replace(document, document_id=other)
    raise MetadataError(
        texts.DUPLICATE_ID.format(file=document.path, document_id=document.document_id, other=owner)
    )


def _stale(former: Document | None, reason: str, owners: Mapping[str, str]) -> Document | None:
    """Return the former document of a file that failed, marked; None if its id now belongs to another."""
    if former is None or former.document_id in owners:
        return None
    return replace(former, stale_reason=reason)
