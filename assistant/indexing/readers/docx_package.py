"""Opens Word files: what could harm is recognised from the archive's own list, before it is inflated."""

import struct
import zipfile
import zlib
from io import BytesIO

from docx import Document
from docx.document import Document as WordDocument
from docx.exceptions import PythonDocxError
from docx.opc.exceptions import OpcError
from lxml import etree

from assistant.errors import UnreadableFileError
from assistant.texts_fr import reading as texts

# Of all parts together, pictures included; the contract's bound on a file is 200 MB.
MAX_INFLATED_BYTES = 300_000_000
# Of the parts that are parsed; a tree takes up to sixteen times its source in memory.
MAX_MARKUP_BYTES = 50_000_000
MAX_PARTS = 5_000

_ZIP = b"PK\x03\x04"
_DIRECTORY_ENTRY = b"PK\x01\x02"
# The container of Office files before 2007, and of the later ones that a password locks.
_OLD_CONTAINER = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED_STREAM = "EncryptedPackage".encode("utf-16-le")
_CONTENT_TYPES = "[Content_Types].xml"
_MAIN_TYPE = b"wordprocessingml.document.main+xml"
_STRICT_NAMESPACE = b"http://purl.oclc.org/ooxml/"
_RELATIONS = "_rels/.rels"
_MARKUP_SUFFIXES = (".xml", ".rels")
# The file format forbids it; it alone can declare entities.
_DECLARATION = b"<!DOCTYPE"
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_IS_ENCRYPTED = 0x1
_STEP_BYTES = 1 << 20
# What the libraries let through, beside their own errors, when a file's structure lies.
STRUCTURE_ERRORS = (
    PythonDocxError,
    OpcError,
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    etree.LxmlError,
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    ArithmeticError,
    AssertionError,
    NotImplementedError,
    EOFError,
    OSError,
    RecursionError,
)


def open_document(data: bytes) -> WordDocument:
    """Open a Word file that holds nothing harmful.

    Raises:
        UnreadableFileError: if the file is no Word document, locked by a password, of another variant,
            broken, or would inflate beyond bounds; each with its own reason.
    """
    if data.startswith(_OLD_CONTAINER):
        raise UnreadableFileError(texts.LOCKED_DOCX if _LOCKED_STREAM in data else texts.OLD_OFFICE)
    if not data.startswith(_ZIP):
        raise UnreadableFileError(texts.NOT_A_DOCX)
    try:
        _check_archive(data)
        return Document(BytesIO(data))
    except STRUCTURE_ERRORS as error:
        if isinstance(error, etree.XMLSyntaxError) and error.code == etree.ErrorTypes.ERR_NO_MEMORY:
            raise MemoryError from error
        raise UnreadableFileError(_reason(error)) from error


def _check_archive(data: bytes) -> None:
    # Counted in the raw bytes: listing millions of entries would already take the memory.
    parts = data.count(_DIRECTORY_ENTRY)
    if parts > MAX_PARTS:
        raise UnreadableFileError(texts.DOCX_TOO_MANY_PARTS.format(parts=parts, limit=MAX_PARTS))
    with zipfile.ZipFile(BytesIO(data)) as archive:
        entries = archive.infolist()
        _check_sizes(entries)
        for entry in entries:
            _check_part(archive, entry)
        _check_variant(archive)


def _check_sizes(entries: list[zipfile.ZipInfo]) -> None:
    inflated = sum(entry.file_size for entry in entries)
    if inflated > MAX_INFLATED_BYTES:
        raise UnreadableFileError(texts.DOCX_BOMB.format(size=inflated / 1e6, limit=MAX_INFLATED_BYTES / 1e6))
    markup = sum(entry.file_size for entry in entries if _is_markup(entry))
    if markup > MAX_MARKUP_BYTES:
        raise UnreadableFileError(
            texts.DOCX_TOO_MUCH_MARKUP.format(size=markup / 1e6, limit=MAX_MARKUP_BYTES / 1e6)
        )


def _check_part(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    """Inflate one part in bounded steps, which also checks its size and sum, and look for entities."""
    if entry.flag_bits & _IS_ENCRYPTED:
        raise UnreadableFileError(texts.LOCKED_DOCX)
    if entry.compress_type not in _METHODS:
        raise UnreadableFileError(texts.BROKEN_DOCX)
    kept: list[bytes] = []
    with archive.open(entry) as stream:
        while step := stream.read(_STEP_BYTES):
            if _is_markup(entry):
                kept.append(step)
    # Without its NULs, UTF-16 shows its plain letters too.
    if _DECLARATION in b"".join(kept).replace(b"\0", b""):
        raise UnreadableFileError(texts.DOCX_ENTITIES)


def _check_variant(archive: zipfile.ZipFile) -> None:
    names = set(archive.namelist())
    if _CONTENT_TYPES not in names or _RELATIONS not in names:
        raise UnreadableFileError(texts.NOT_A_DOCX)
    if _STRICT_NAMESPACE in archive.read(_RELATIONS):
        raise UnreadableFileError(texts.STRICT_DOCX)
    if _MAIN_TYPE not in archive.read(_CONTENT_TYPES):
        raise UnreadableFileError(texts.NOT_A_DOCX)


def _is_markup(entry: zipfile.ZipInfo) -> bool:
    return entry.filename.lower().endswith(_MARKUP_SUFFIXES)


def _reason(error: Exception) -> str:
    is_depth = isinstance(error, RecursionError) or "Excessive depth" in str(error)
    return texts.NESTED_TOO_DEEP if is_depth else texts.BROKEN_DOCX
