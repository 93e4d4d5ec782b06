"""Turns a text file's bytes into characters."""

import codecs
import re

from assistant.cleaning import clean_text
from assistant.errors import UnreadableFileError
from assistant.texts_fr import reading as texts

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark begins it
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What pages and editors that say "latin-1" really write.
_FALLBACK = "cp1252"
_LATIN_1_NAMES = frozenset({"iso8859-1", "ascii"})
# Encodings of pages; Python's registry also holds transformations, and some that refuse any error.
_PAGE_ENCODING = re.compile(r"iso8859-\d+|cp\d+|mac-[a-z]+|koi8-[a-z]|gb\w+|big5\w*|euc_\w+|shift_jis\w*")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
# Above this share of control characters the bytes are no text.
_MAX_CONTROL_SHARE = 0.01


def decode(data: bytes, *, declared: str | None = None) -> str:
    """Return the cleaned text of a file: by its mark, else as UTF-8, else as declared, else as cp1252.

    UTF-8 goes before the declaration: bytes of another encoding are almost never valid UTF-8,
    and pages often declare what they were before a conversion.

    Args:
        data: the file's bytes.
        declared: the encoding that the file says of itself; an unknown name is ignored.

    Raises:
        UnreadableFileError: if the file is empty or binary.
    """
    if not data:
        raise UnreadableFileError(texts.EMPTY_FILE)
    text = _decode(data, declared)
    if len(_CONTROLS.findall(text)) > len(text) * _MAX_CONTROL_SHARE:
        raise UnreadableFileError(texts.BINARY_FILE)
    return clean_text(text, max_chars=len(text) * 4)


def _decode(data: bytes, declared: str | None) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode(_known(declared) or _FALLBACK, "replace")


def _known(declared: str | None) -> str | None:
    """Return the encoding of pages that has a declared name, None for any other."""
    try:
        name = codecs.lookup(declared or "").name
    except LookupError:
        return None
    return name if _PAGE_ENCODING.fullmatch(name) and name not in _LATIN_1_NAMES else None
