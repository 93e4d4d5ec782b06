"""What a file is, whatever it is called."""

import pytest

from assistant.indexing.file_kind import FileKind, file_kind
from tests.indexing.readers.docx_files import docx_of, paragraph, zip_of
from tests.indexing.readers.pdf_files import pdf_of

WORD = docx_of(paragraph("Un texte."))


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (WORD, FileKind.DOCX),
        (WORD[: len(WORD) // 2], FileKind.DOCX),
        (WORD[:80], FileKind.DOCX),
        (zip_of({"[Content_Types].xml": "x", "xl/workbook.xml": "x"}), FileKind.SPREADSHEET),
        (zip_of({"ppt/presentation.xml": "x"}), FileKind.PRESENTATION),
        (zip_of({"mimetype": "x", "META-INF/manifest.xml": "x"}), FileKind.OPEN_DOCUMENT),
        (zip_of({"notes.txt": "word/document.xml"}), FileKind.ZIP),
        (zip_of({"guide.docx": WORD}), FileKind.ZIP),
        (b"PK\x03\x04", FileKind.ZIP),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", FileKind.OFFICE),
        (pdf_of([["x"]]), FileKind.PDF),
        (b"\xef\xbb\xbf \n<!-- x --><!DOCTYPE html>", FileKind.HTML),
        (b"\x89PNG\r\n", FileKind.IMAGE),
        (b"{\\rtf1", FileKind.RTF),
        (b"Une phrase sur les archives PK.", None),
    ],
)
def test_bytes_tell_their_kind(data: bytes, expected: FileKind | None) -> None:
    assert file_kind(data) is expected
