"""Reads PDF files that hold text, page by page."""

import struct
import zlib
from io import BytesIO

from pypdf import PasswordType, PdfReader
from pypdf.errors import DependencyError, DeprecationError, LimitReachedError, PyPdfError

from assistant.domain import ReadText
from assistant.errors import UnreadableFileError
from assistant.indexing.readers.pdf_lines import page_paragraphs
from assistant.indexing.readers.pieces import MAX_TEXT_BYTES, assemble, check_text_size
from assistant.indexing.readers.plain_lines import pieces_of
from assistant.texts_fr import reading as texts

MAX_PAGES = 2_000

_HEADER = b"%PDF-"
# Readers accept a file whose header stands within its first kilobyte.
_HEADER_WINDOW_BYTES = 1024
# What the library lets through, beside its own errors, when a file's structure lies.
_STRUCTURE_ERRORS = (
    PyPdfError,
    DeprecationError,  # also for a name of a filter that files may use no more
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    ArithmeticError,
    AssertionError,
    NotImplementedError,
    OSError,
    RecursionError,
    struct.error,
    zlib.error,
)


def read(data: bytes) -> ReadText:
    """Read a PDF file's text layer.

    Raises:
        UnreadableFileError: if the file is empty, no PDF, locked by a password, broken, too long,
            or made of pictures alone; each with its own reason.
    """
    if not data:
        raise UnreadableFileError(texts.EMPTY_FILE)
    if _HEADER not in data[:_HEADER_WINDOW_BYTES]:
        raise UnreadableFileError(texts.NOT_A_PDF)
    pages, title = _page_texts(data)
    paragraphs = page_paragraphs(pages)
    if not any(character.isalpha() for paragraph in paragraphs for character in paragraph.text):
        raise UnreadableFileError(texts.SCANNED_PDF.format(pages=len(pages)))
    return assemble(pieces_of(paragraphs), title=title)


def _page_texts(data: bytes) -> tuple[list[str], str | None]:
    """Return each page's text and the title that the file states."""
    try:
        reader = PdfReader(BytesIO(data))
        _unlock(reader)
        count = len(reader.pages)
        title = reader.metadata.title if reader.metadata else None
    except DependencyError as error:
        raise UnreadableFileError(texts.LOCKED_PDF) from error
    except LimitReachedError as error:
        raise UnreadableFileError(texts.PDF_STRUCTURE_TOO_LARGE) from error
    except _STRUCTURE_ERRORS as error:
        raise UnreadableFileError(texts.BROKEN_PDF) from error
    if count > MAX_PAGES:
        raise UnreadableFileError(texts.TOO_MANY_PAGES.format(pages=count, limit=MAX_PAGES))
    if count == 0:
        raise UnreadableFileError(texts.BROKEN_PDF)
    return _extract(reader, count), title if isinstance(title, str) else None


def _unlock(reader: PdfReader) -> None:
    """Open a file that needs no password to be read, although it may say that it is encrypted."""
    if reader.is_encrypted and reader.decrypt("") == PasswordType.NOT_DECRYPTED:
        raise UnreadableFileError(texts.LOCKED_PDF)


def _extract(reader: PdfReader, count: int) -> list[str]:
    pages: list[str] = []
    chars = 0
    for number in range(count):
        try:
            text = reader.pages[number].extract_text()
        except LimitReachedError as error:
            raise UnreadableFileError(texts.PAGE_TOO_LARGE.format(page=number + 1)) from error
        except _STRUCTURE_ERRORS as error:
            raise UnreadableFileError(texts.BROKEN_PAGE.format(page=number + 1)) from error
        chars += len(text)
        if chars > MAX_TEXT_BYTES:
            check_text_size("".join((*pages, text)))
        pages.append(text)
    return pages
