"""Makes small PDF files for tests."""

from collections.abc import Sequence
from io import BytesIO

from fpdf import FPDF
from pypdf import PdfReader, PdfWriter


def pdf_of(pages: Sequence[Sequence[str]], *, title: str = "") -> bytes:
    """Return a PDF with the given lines on each page."""
    document = FPDF()
    if title:
        document.set_title(title)
    for lines in pages:
        document.add_page()
        document.set_font("Helvetica", size=10)
        for line in lines:
            document.cell(0, 5, line, new_x="LMARGIN", new_y="NEXT")
    return bytes(document.output())


def encrypted(data: bytes, *, user_password: str) -> bytes:
    """Return a PDF encrypted with AES."""
    writer = PdfWriter()
    writer.append(PdfReader(BytesIO(data)))
    writer.encrypt(user_password, "owner", algorithm="AES-256")
    output = BytesIO()
    writer.write(output)
    return output.getvalue()
