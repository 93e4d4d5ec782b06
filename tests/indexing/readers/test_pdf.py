"""PDF files give their text page by page, or a reason of their own."""

import re

import pytest

from assistant.errors import UnreadableFileError
from assistant.indexing.readers import pdf
from tests.indexing.readers.blocks import outline
from tests.indexing.readers.hostile_pdf import (
    circular_pdf,
    inflating_pdf,
    long_pdf,
    million_pages_pdf,
    scanned_pdf,
)
from tests.indexing.readers.pdf_files import encrypted, pdf_of

LINES = [
    "1. Objet de la convention",
    "Les collectivités territoriales peuvent mettre en œuvre ou soutenir toute action annuelle".replace(
        "œ", "oe"
    ),
    "ou pluriannuelle de coopération, d'aide au développement ou à caractère humanitaire.",
    "- premier point",
    "- second point",
]
SECOND_PAGE = [
    "La convention est conclue pour trois ans à compter de sa transmission au représentant",
    "de l'État dans le département ; elle peut être reconduite par avenant.",
]


def test_blocks_have_their_role_and_page() -> None:
    read_text = pdf.read(pdf_of([LINES, ["2. Durée", *SECOND_PAGE]], title="Guide"))
    assert [kind for kind, _, _ in outline(read_text)] == [
        "heading", "paragraph", "list_item", "list_item", "heading", "paragraph",
    ]  # fmt: skip
    assert [block.page for block in read_text.blocks] == [1, 1, 1, 1, 2, 2]
    assert outline(read_text)[0] == ("heading", 2, "1. Objet de la convention")
    assert outline(read_text)[1][2] == " ".join(LINES[1:3])
    assert read_text.title == "Guide"


def test_an_encrypted_file_without_user_password_opens() -> None:
    assert "premier point" in pdf.read(encrypted(pdf_of([LINES]), user_password="")).text


WHOLE = pdf_of([LINES])


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "fichier vide"),
        (b"bonjour", "pas un fichier PDF"),
        (encrypted(WHOLE, user_password="secret"), "chiffré"),
        (WHOLE[: len(WHOLE) // 3], "endommagé"),
        (b"%PDF-1.7\n", "endommagé"),
        (WHOLE.replace(b"/Kids", b"/Kidz"), "endommagé"),
        (long_pdf(pages=1).replace(b">>stream", b"/Filter/Fl>>stream"), "endommagé à la page 1"),
        (scanned_pdf(), "numérisé sans texte"),
        (inflating_pdf(inflated_bytes=2 << 30), "volumineux à la page 1"),
        (circular_pdf(), "endommagé"),
        (million_pages_pdf(), "nombre démesuré"),
        (long_pdf(pages=2_500), "2500 pages, limite 2000"),
    ],
)
def test_each_failure_has_its_reason(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableFileError, match=reason):
        pdf.read(data)


def test_too_many_pages_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MAX_PAGES", 2)
    with pytest.raises(UnreadableFileError, match=re.escape("3 pages, limite 2")):
        pdf.read(pdf_of([["a"], ["b"], ["c"]]))


def test_a_page_with_a_broken_stream_names_its_page() -> None:
    start = WHOLE.index(b"stream\n") + len(b"stream\n")
    broken = WHOLE[:start] + b"\xff" * 40 + WHOLE[start + 40 :]
    with pytest.raises(UnreadableFileError, match=r"endommagé|numérisé"):
        pdf.read(broken)
