"""The folder of indexes: builds side by side, one of them published, none ever changed."""

import contextlib
import errno
import fcntl
import hashlib
import logging
import os
import re
import resource
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from assistant.domain import IndexBuild
from assistant.errors import IndexBusyError, IndexDamagedError, IndexMissingError, IndexStoreError
from assistant.texts_fr import indexes as texts_fr

_log = logging.getLogger(__name__)

_CURRENT_FILE = "CURRENT"
_LOCK_FILE = "lock"
_BUILDS_FOLDER = "builds"
_CACHE_FOLDER = "cache"
_MANIFEST_FILE = "manifest.json"

# Largest file of a build. A store whose writing went wrong has been seen to fill a disk with one file.
MAX_FILE_BYTES = 8 * 1024**3
_NO_ROOM = frozenset({errno.EFBIG, errno.ENOSPC, errno.EDQUOT})

# Also what keeps a damaged CURRENT from naming a folder elsewhere.
_BUILD_ID = re.compile(r"[0-9A-Za-z][0-9A-Za-z._:-]{0,99}")


@dataclass(frozen=True, slots=True, kw_only=True)
class _StoredFile:
    """One file of a build as it was when published."""

    # Relative to the build's folder, with "/".
    path: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Manifest:
    """What a build was made from, and every file it consists of."""

    build: IndexBuild
    files: tuple[_StoredFile, ...]


def new_build_id(started_at: datetime, *, token: str) -> str:
    """Return an id such as « 2026-11-22T10:11:12Z-3f2a9c01 »; the token tells builds of one second apart."""
    return f"{started_at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}-{token}"


class BuildStore:
    """Publishes builds and hands out the current one; safe across processes and against their deaths."""

    def __init__(self, root: Path) -> None:
        """Note the folder; nothing is read or made yet."""
        self._root = root

    @property
    def cache_folder(self) -> Path:
        """Folder for what builds may reuse; outlives them."""
        return self._root / _CACHE_FOLDER

    def current_build_id(self) -> str | None:
        """Return the id of the published build, without looking at its files; None: no usable id."""
        try:
            return self._read_current()
        except IndexStoreError:
            return None

    def current_build(self) -> IndexBuild | None:
        """Return what the published build was made from, without checking its files.

        None where nothing is published, or where it is damaged: a new build is the mend of both.
        """
        try:
            return self._read_manifest(self._read_current()).build
        except IndexDamagedError as error:
            _log.warning("%s", error)
        except IndexMissingError:
            pass
        return None

    def verified_folder(self) -> tuple[Path, IndexBuild]:
        """Return the published build's folder once every file has been found as it was published.

        Raises:
            IndexMissingError: if nothing has been published.
            IndexDamagedError: if a file is missing or has changed.
        """
        while True:
            build_id = self._read_current()
            try:
                return self._folder_of(build_id), self._verify(build_id)
            except IndexDamagedError:
                # Two newer builds have been published meanwhile, and the older one was removed.
                if self._read_current() == build_id:
                    raise

    @contextlib.contextmanager
    def new_build(self, build_id: str) -> Iterator[Path]:
        """Give a fresh folder, alone in all processes; without `publish` it is removed at the end.

        While it is open, no file of this process grows beyond `MAX_FILE_BYTES`.

        Args:
            build_id: never used before; see `new_build_id`.

        Raises:
            IndexBusyError: if another build is under way.
            IndexStoreError: if the folder cannot be used, the disk is full, or a file grows too large.
            ValueError: if the id is malformed or taken.
        """
        folder = self._folder_of(build_id)
        with self._translated_errors(), self._exclusive_lock(), limited_file_size(MAX_FILE_BYTES):
            if folder.exists():
                raise ValueError(f"a build {build_id} has already been made")
            self._remove_unfinished()
            folder.mkdir(parents=True)
            try:
                yield folder
            finally:
                if self.current_build_id() != build_id:
                    _remove(folder)

    def publish(self, folder: Path, build: IndexBuild) -> None:
        """Make a finished build the current one; to be called inside `new_build`, with its files closed.

        The build published before stays for who still reads it; older ones are removed.

        Raises:
            ValueError: if the folder is not the build's own.
            OSError: if it cannot be written; `new_build` translates it.
        """
        if folder != self._folder_of(build.build_id):
            raise ValueError(f"the build {build.build_id} does not live in {folder}")
        previous = self.current_build_id()
        paths = sorted(folder.rglob("*"))
        for path in (folder, *paths):
            _sync(path)
        files = tuple(_stored_file(folder, path) for path in paths if path.is_file())
        manifest = TypeAdapter(_Manifest).dump_json(_Manifest(build=build, files=files), indent=1)
        _replace(folder / _MANIFEST_FILE, manifest)
        _sync(folder.parent)
        _replace(self._root / _CURRENT_FILE, build.build_id.encode("ascii") + b"\n")
        kept = {folder, self._folder_of(previous)} if previous else {folder}
        for other in self._build_folders():
            if other not in kept:
                _remove(other)

    def _folder_of(self, build_id: str) -> Path:
        if not _BUILD_ID.fullmatch(build_id):
            raise ValueError(f"malformed build id {build_id!r}")
        return self._root / _BUILDS_FOLDER / build_id.replace(":", "")

    def _read_current(self) -> str:
        try:
            build_id = (self._root / _CURRENT_FILE).read_bytes().decode("ascii", errors="replace").strip()
        except FileNotFoundError as error:
            raise IndexMissingError(texts_fr.INDEX_MISSING.format(folder=self._root)) from error
        except OSError as error:
            raise self._damaged(texts_fr.CURRENT_UNREADABLE) from error
        if not _BUILD_ID.fullmatch(build_id):
            raise self._damaged(texts_fr.CURRENT_UNREADABLE)
        return build_id

    def _read_manifest(self, build_id: str) -> _Manifest:
        folder = self._folder_of(build_id)
        if not folder.is_dir():
            raise self._damaged(texts_fr.BUILD_FOLDER_MISSING.format(build_id=build_id))
        try:
            manifest = TypeAdapter(_Manifest).validate_json((folder / _MANIFEST_FILE).read_bytes())
        except (OSError, ValidationError) as error:
            raise self._damaged(texts_fr.MANIFEST_UNREADABLE.format(file=_MANIFEST_FILE)) from error
        if manifest.build.build_id != build_id:
            raise self._damaged(
                texts_fr.MANIFEST_OF_ANOTHER_BUILD.format(found=manifest.build.build_id, expected=build_id)
            )
        return manifest

    def _verify(self, build_id: str) -> IndexBuild:
        manifest = self._read_manifest(build_id)
        folder = self._folder_of(build_id)
        for expected in manifest.files:
            try:
                size, sha256 = _size_and_hash(folder / expected.path)
            except OSError as error:
                raise self._damaged(texts_fr.FILE_MISSING.format(file=expected.path)) from error
            if size != expected.size:
                raise self._damaged(
                    texts_fr.FILE_SIZE_CHANGED.format(file=expected.path, found=size, expected=expected.size)
                )
            if sha256 != expected.sha256:
                raise self._damaged(texts_fr.FILE_CONTENT_CHANGED.format(file=expected.path))
        return manifest.build

    def _damaged(self, reason: str) -> IndexDamagedError:
        return IndexDamagedError(texts_fr.INDEX_DAMAGED.format(folder=self._root, reason=reason))

    @contextlib.contextmanager
    def _exclusive_lock(self) -> Iterator[None]:
        self._root.mkdir(parents=True, exist_ok=True)
        # The system lets the lock go when its process dies, however it dies.
        with (self._root / _LOCK_FILE).open("ab") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise IndexBusyError(texts_fr.INDEX_BUSY.format(folder=self._root)) from error
            yield

    @contextlib.contextmanager
    def _translated_errors(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            if error.errno in _NO_ROOM:
                limit_gib = MAX_FILE_BYTES // 1024**3
                message = texts_fr.INDEX_NO_ROOM.format(folder=self._root, limit_gib=limit_gib)
            elif str(error.filename).startswith(str(self._root)):
                message = texts_fr.INDEX_UNUSABLE.format(folder=self._root, reason=error.strerror)
            else:
                raise
            raise IndexStoreError(message) from error

    def _build_folders(self) -> list[Path]:
        builds = self._root / _BUILDS_FOLDER
        return [path for path in builds.iterdir() if path.is_dir()] if builds.is_dir() else []

    def _remove_unfinished(self) -> None:
        """Remove what dead builders left; the lock is held, so nobody is at work in there."""
        for folder in self._build_folders():
            if not (folder / _MANIFEST_FILE).exists():
                _log.warning("removing %s, left by a build that did not finish", folder)
                _remove(folder)


@contextlib.contextmanager
def limited_file_size(limit_bytes: int) -> Iterator[None]:
    """Keep every file that this process writes below a size; beyond, writing fails with EFBIG.

    The limit is the process's, all threads included; the former one holds again afterwards.
    """
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    stricter = limit_bytes if soft == resource.RLIM_INFINITY else min(soft, limit_bytes)
    resource.setrlimit(resource.RLIMIT_FSIZE, (stricter, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def _stored_file(folder: Path, path: Path) -> _StoredFile:
    size, sha256 = _size_and_hash(path)
    return _StoredFile(path=path.relative_to(folder).as_posix(), size=size, sha256=sha256)


def _size_and_hash(path: Path) -> tuple[int, str]:
    with path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        return file.tell(), sha256


def _sync(path: Path) -> None:
    """Have a file, or the names in a folder, on disk before going on."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _replace(path: Path, content: bytes) -> None:
    """Give a file new content, which a reader sees whole or not at all."""
    fresh = path.with_name(path.name + ".new")
    fresh.write_bytes(content)
    _sync(fresh)
    fresh.replace(path)
    _sync(path.parent)


def _remove(folder: Path) -> None:
    try:
        shutil.rmtree(folder)
    except OSError as error:
        _log.warning("%s cannot be removed: %s", folder, error)
