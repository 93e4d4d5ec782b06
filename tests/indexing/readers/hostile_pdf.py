"""Makes PDF files that harm or cannot be read, for tests, object by object."""

import struct
import zlib
from collections.abc import Sequence

from fpdf import FPDF

_CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"
_FONT = b"<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>"
_WORDS = b"BT /F1 12 Tf 50 700 Td (La convention est transmise.) Tj ET"
_BLOCK_BYTES = 1 << 20


def pdf_of_objects(objects: Sequence[bytes]) -> bytes:
    """Return a file of the given objects, numbered from 1; the first is the catalogue."""
    written, offsets = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    entries = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    table = b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, entries)
    trailer = b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, len(written))
    return written + table + trailer


def scanned_pdf() -> bytes:
    """Return a page that holds a drawing and no text."""
    document = FPDF()
    document.add_page()
    document.rect(10, 10, 50, 50)
    return bytes(document.output())


def inflating_pdf(*, inflated_bytes: int) -> bytes:
    """Return a small file whose page inflates, twice over, to so many blanks."""
    compressor = zlib.compressobj(9, zlib.DEFLATED, -15)
    # Flushed in full, a block says nothing of those before it: the same bytes serve again and again.
    block = compressor.compress(b" " * _BLOCK_BYTES) + compressor.flush(zlib.Z_FULL_FLUSH)
    once = b"\x78\x9c" + block * (inflated_bytes // _BLOCK_BYTES) + b"\x03\x00" + struct.pack(">I", 1)
    content = _stream(zlib.compress(once, 9), b"/Filter[/FlateDecode/FlateDecode]")
    return pdf_of_objects([_CATALOG, b"<</Type/Pages/Kids[3 0 R]/Count 1>>", _page(4), content])


def circular_pdf() -> bytes:
    """Return a file whose pages' tree leads back to itself."""
    pages = b"<</Type/Pages/Kids[3 0 R 5 0 R]/Count 2>>"
    back = b"<</Type/Pages/Parent 2 0 R/Kids[2 0 R]/Count 1>>"
    return pdf_of_objects([_CATALOG, pages, _page(4), _stream(_WORDS), back])


def million_pages_pdf() -> bytes:
    """Return a kilobyte whose tree, six levels of ten times the same branch, is a million pages."""
    levels = [
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (b"%d 0 R " % (level + 3) * 10, 10 ** (6 - level))
        for level in range(6)
    ]
    return pdf_of_objects([_CATALOG, *levels, _page(9), _stream(_WORDS)])


def long_pdf(*, pages: int) -> bytes:
    """Return a file of many times the same page."""
    kids = b"<</Type/Pages/Kids[%s]/Count %d>>" % (b"3 0 R " * pages, pages)
    return pdf_of_objects([_CATALOG, kids, _page(4), _stream(_WORDS)])


def endless_pdf() -> bytes:
    """Return a page whose drawing calls ten drawings, each of which calls ten, and so on."""
    forms = [_stream(b"/X Do " * 10, _form(b"<</XObject<</X %d 0 R>>>>" % (6 + level))) for level in range(8)]
    page = b"<</Type/Page/Parent 2 0 R/Resources<</XObject<</X 5 0 R>>>>/Contents 4 0 R>>"
    pages = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
    words = _stream(_WORDS, _form(_FONT))
    return pdf_of_objects([_CATALOG, pages, page, _stream(b"/X Do "), *forms, words])


def _page(content: int) -> bytes:
    return b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources%s/Contents %d 0 R>>" % (_FONT, content)


def _form(resources: bytes) -> bytes:
    return b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources%s" % resources


def _stream(content: bytes, extra: bytes = b"") -> bytes:
    return b"<</Length %d%s>>stream\n%s\nendstream" % (len(content), extra, content)
