"""Recognises what a file's bytes say it is, whatever its name says."""

import re
import struct
from enum import StrEnum

_WINDOW_BYTES = 1024
_HTML = re.compile(
    rb"(?:<!--(?:(?!-->).)*-->\s*)*(?:<\?xml[^>]*>\s*)?(?:<!doctype\s+html|<html[\s>])",
    re.IGNORECASE | re.DOTALL,
)


class FileKind(StrEnum):
    """Kinds with a signature of their own."""

    PDF = "pdf"
    HTML = "html"
    DOCX = "docx"
    SPREADSHEET = "spreadsheet"
    PRESENTATION = "presentation"
    OPEN_DOCUMENT = "open_document"
    ZIP = "zip"
    OFFICE = "office"
    RTF = "rtf"
    IMAGE = "image"


_SIGNATURES = (
    (b"%PDF-", FileKind.PDF),
    (b"PK\x03\x04", FileKind.ZIP),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", FileKind.OFFICE),
    (b"{\\rtf", FileKind.RTF),
    (b"\x89PNG", FileKind.IMAGE),
    (b"\xff\xd8\xff", FileKind.IMAGE),
    (b"GIF8", FileKind.IMAGE),
    (b"II*\x00", FileKind.IMAGE),
    (b"MM\x00*", FileKind.IMAGE),
)
# What the names of an archive's entries say of it, in the order in which they are tried.
_ZIP_ENTRIES = (
    (b"META-INF/manifest.xml", FileKind.OPEN_DOCUMENT),
    (b"xl/workbook", FileKind.SPREADSHEET),
    (b"ppt/presentation", FileKind.PRESENTATION),
    (b"word/document", FileKind.DOCX),
)
# The first entry of every Office Open XML file; of one cut short, often the only name left.
_CONTENT_TYPES = b"[Content_Types].xml"
_END_OF_DIRECTORY = b"PK\x05\x06"
# After its mark: four counts, then the directory's size and offset; a comment may follow.
_END_FIELDS = struct.Struct("<4s8xII")
_MAX_END_BYTES = 66_000


def file_kind(data: bytes) -> FileKind | None:
    """Return what the bytes look like; None for plain text and everything unknown."""
    head = data[:_WINDOW_BYTES].removeprefix(b"\xef\xbb\xbf").lstrip()
    for signature, kind in _SIGNATURES:
        if head.startswith(signature):
            return _zip_kind(data) if kind is FileKind.ZIP else kind
    return FileKind.HTML if _HTML.match(head) else None


def _zip_kind(data: bytes) -> FileKind:
    """Tell archives apart by the names they list, without opening any; of one cut short, by any name."""
    directory = _zip_directory(data)
    listed = data if directory is None else directory
    for name, kind in _ZIP_ENTRIES:
        if name in listed:
            return kind
    is_cut_office = directory is None and _CONTENT_TYPES in data[:_WINDOW_BYTES]
    return FileKind.DOCX if is_cut_office else FileKind.ZIP


def _zip_directory(data: bytes) -> bytes | None:
    """Return the part of an archive that lists its entries; None if its end is missing."""
    end = data.rfind(_END_OF_DIRECTORY, max(0, len(data) - _MAX_END_BYTES))
    if end < 0 or end + _END_FIELDS.size > len(data):
        return None
    _, size, offset = _END_FIELDS.unpack_from(data, end)
    return data[offset : offset + size]
