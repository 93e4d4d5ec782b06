"""Finds the files of a corpus, with their sidecars, without reading what they say."""

import errno
import hashlib
import os
import stat
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import CorpusError, MetadataError, UnreadableFileError, UnsupportedFormatError
from assistant.texts_fr import reading as texts

# The contract's bound on one file.
MAX_FILE_BYTES = 200_000_000
SIDECAR_SUFFIX = ".yaml"
# Four bytes for each character that metadata may have.
MAX_SIDECAR_BYTES = 256_000

_DATA_SUFFIXES = frozenset({".yaml", ".yml"})
# What describes a corpus to its keepers, and what systems leave in folders.
_NOT_DOCUMENTS = frozenset({"readme", "lisezmoi", "license", "thumbs", "desktop"})
_NOT_DOCUMENT_SUFFIXES = frozenset({"", ".md", ".txt", ".db", ".ini"})
_HASH_STEP_BYTES = 1 << 20
# Controls, which a terminal obeys, and signs that change the direction of a line.
_UNSHOWN = frozenset({"Cc", "Cf"})


@dataclass(frozen=True, slots=True, kw_only=True)
class CorpusFile:
    """One file of a corpus that is, or should be, a document."""

    # Relative to its corpus folder, with "/".
    path: str
    location: Path
    # The file that holds its metadata, where there is one.
    sidecar: Path | None = None
    # SHA-256 of the file's bytes, and of its sidecar where there is one; empty for a file with a defect.
    content_hash: str = ""
    # Why it cannot be taken in, known without reading it.
    defect: CorpusError | None = None

    @property
    def suffix(self) -> str:
        """Return the extension in lower case, with its point."""
        return self.location.suffix.lower()


def find_corpus_files(corpus_dirs: Sequence[Path], *, suffixes: Iterable[str]) -> tuple[CorpusFile, ...]:
    """Return the files under some folders, folder after folder, by path.

    Hidden files, README, LICENSE and YAML data at the top of a folder are no documents. Links that
    leave their corpus folder are not followed. All else that cannot be a document comes with its defect.

    Args:
        corpus_dirs: folders to look through, below any depth.
        suffixes: extensions that a reader exists for.

    Raises:
        CorpusError: if a folder does not exist.
    """
    readable = frozenset(suffixes)
    return tuple(file for folder in corpus_dirs for file in _files_of(folder, readable))


def hash_content(data: bytes, sidecar: bytes | None) -> str:
    """Return the hash of a file's bytes and its sidecar's."""
    return _joint_hash(hashlib.sha256(data).hexdigest(), sidecar)


def _joint_hash(file_hash: str, sidecar: bytes | None) -> str:
    if sidecar is None:
        return file_hash
    return hashlib.sha256(f"{file_hash}\n{hashlib.sha256(sidecar).hexdigest()}".encode()).hexdigest()


def _files_of(folder: Path, readable: frozenset[str]) -> Iterator[CorpusFile]:
    if not folder.is_dir():
        raise CorpusError(texts.NO_CORPUS_FOLDER.format(folder=folder))
    root = folder.resolve()
    found = sorted((_shown_path(location, root), location) for location in _locations(root))
    names = {location for _, location in found}
    previous = ""
    for path, location in found:
        document = location.with_suffix("")
        if location.suffix == SIDECAR_SUFFIX and document.suffix.lower() in readable:
            if document not in names:
                missing = path.rpartition("/")[2].removesuffix(SIDECAR_SUFFIX)
                defect = MetadataError(texts.SIDECAR_ALONE.format(file=path, document=missing))
                yield CorpusFile(path=path, location=location, defect=defect)
        elif path == previous:
            yield CorpusFile(path=path, location=location, defect=UnreadableFileError(texts.SAME_NAME))
        elif not _is_data(location, root):
            sidecar = location.with_name(location.name + SIDECAR_SUFFIX)
            yield _checked(path, location, sidecar if sidecar in names else None, (root, readable))
        previous = path


def _locations(root: Path) -> Iterator[Path]:
    for directory, folders, names in os.walk(root):
        folders[:] = [name for name in folders if not _is_hidden(name)]
        for name in names:
            location = Path(directory, name)
            if not _is_hidden(name) and not _is_about_corpus(location):
                yield location


def _is_hidden(name: str) -> bool:
    return name.startswith((".", "~$", "__MACOSX")) or name.endswith("~")


def _is_about_corpus(location: Path) -> bool:
    return location.stem.lower() in _NOT_DOCUMENTS and location.suffix.lower() in _NOT_DOCUMENT_SUFFIXES


def _is_data(location: Path, root: Path) -> bool:
    return location.parent == root and location.suffix.lower() in _DATA_SUFFIXES


def _shown_path(location: Path, root: Path) -> str:
    """Return a path that any screen and any file can take, also where the disk's name is not valid text."""
    relative = os.fsencode(location.relative_to(root).as_posix()).decode("utf-8", "replace")
    shown = "".join("\ufffd" if unicodedata.category(sign) in _UNSHOWN else sign for sign in relative)
    return unicodedata.normalize("NFC", shown)


def _checked(
    path: str, location: Path, sidecar: Path | None, bounds: tuple[Path, frozenset[str]]
) -> CorpusFile:
    """Return the file with its hash, or with the defect that keeps it out."""
    try:
        _check(location, sidecar, bounds)
        with location.open("rb") as stream:
            digest = hashlib.sha256()
            while step := stream.read(_HASH_STEP_BYTES):
                digest.update(step)
        content_hash = _joint_hash(digest.hexdigest(), sidecar.read_bytes() if sidecar else None)
    except CorpusError as error:
        return CorpusFile(path=path, location=location, sidecar=sidecar, defect=error)
    except OSError as error:
        return CorpusFile(path=path, location=location, sidecar=sidecar, defect=not_opened(error))
    return CorpusFile(path=path, location=location, sidecar=sidecar, content_hash=content_hash)


def _check(location: Path, sidecar: Path | None, bounds: tuple[Path, frozenset[str]]) -> None:
    root, readable = bounds
    for path in (location, sidecar):
        # Not `Path.resolve`, which gives up on links that lead in a circle.
        if path is not None and not Path(os.path.realpath(path)).is_relative_to(root):
            raise UnreadableFileError(texts.LINK_LEAVES)
    if location.suffix.lower() not in readable:
        formats = ", ".join(sorted(readable))
        raise UnsupportedFormatError(
            texts.UNSUPPORTED.format(suffix=location.suffix or texts.NO_SUFFIX, formats=formats)
        )
    state = location.stat()
    if not stat.S_ISREG(state.st_mode) or (sidecar is not None and not sidecar.is_file()):
        raise UnreadableFileError(texts.NOT_A_FILE)
    if state.st_size > MAX_FILE_BYTES:
        raise UnreadableFileError(
            texts.FILE_TOO_LARGE.format(size=state.st_size / 1e6, limit=MAX_FILE_BYTES / 1e6)
        )
    if sidecar is not None and (size := sidecar.stat().st_size) > MAX_SIDECAR_BYTES:
        raise MetadataError(
            texts.SIDECAR_TOO_LARGE.format(
                file=_shown_path(sidecar, root), size=size / 1e3, limit=MAX_SIDECAR_BYTES / 1e3
            )
        )


def not_opened(error: OSError) -> UnreadableFileError:
    """Return the error that says why the system does not open a file."""
    code = errno.errorcode.get(error.errno or 0, type(error).__name__)
    reason = texts.OPENING_FAILURES.get(code) or texts.OTHER_OPENING_FAILURE.format(code=code)
    return UnreadableFileError(texts.NOT_OPENED.format(reason=reason))
