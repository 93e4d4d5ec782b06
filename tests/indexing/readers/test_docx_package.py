"""Each Word file that cannot be read has its own reason, found before it does harm."""

import resource
import time

import pytest

from assistant.errors import UnreadableFileError
from assistant.indexing.readers import docx, docx_package
from tests.indexing.readers.docx_files import docx_of, markup, paragraph, zip_of
from tests.indexing.readers.hostile_docx import (
    bomb_docx,
    deep_docx,
    entities_docx,
    heavy_docx,
    locked_docx,
    lying_docx,
    many_parts_docx,
    nested_bomb,
    old_container,
    strict_docx,
)

WHOLE = docx_of(paragraph("La convention est transmise."))


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "fichier vide"),
        (b"bonjour", "pas un document Word"),
        (zip_of({"a.txt": "x"}), "pas un document Word"),
        (zip_of({"[Content_Types].xml": "<Types/>", "_rels/.rels": "<x/>"}), "pas un document Word"),
        (locked_docx(), "chiffré par un mot de passe"),
        (old_container("WordDocument", "1Table"), "ancien document Office"),
        (strict_docx(), "Open XML strict"),
        (WHOLE[: len(WHOLE) // 2], "endommagé ou incomplet"),
        (WHOLE[:-30], "endommagé ou incomplet"),
        (docx_of("<w:p>"), "endommagé ou incomplet"),
        (docx_of("", parts={"word/_rels/document.xml.rels": "<rien"}), "endommagé ou incomplet"),
        (lying_docx(), "endommagé ou incomplet"),
        (docx_of(""), "aucun texte"),
        (deep_docx(depth=3_000), "imbriquée trop profondément"),
        (entities_docx(), "entités XML"),
        (entities_docx(encoding="utf-16"), "entités XML"),
        (many_parts_docx(count=6_000), "6008 fichiers internes, limite 5000"),
        (heavy_docx(markup_bytes=60_000_000), "60 Mo de balises, limite 50 Mo"),
        (nested_bomb(), "pas un document Word"),
        (docx_of(paragraph("mot " * 600_000)), r"trop long \(2\.4 Mo"),
    ],
)
def test_each_failure_has_its_reason(data: bytes, reason: str) -> None:
    started = time.process_time()
    with pytest.raises(UnreadableFileError, match=reason):
        docx.read(data)
    assert time.process_time() - started < 5


def test_a_small_file_that_would_fill_the_memory_is_not_inflated() -> None:
    bomb = bomb_docx(inflated_bytes=4 << 30)
    assert len(bomb) < 45_000
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started = time.process_time()
    with pytest.raises(UnreadableFileError, match="4295 Mo une fois décompressé, limite 300 Mo"):
        docx.read(bomb)
    assert time.process_time() - started < 1
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 20_000


def test_archives_inside_a_document_stay_closed() -> None:
    parts = {"word/embeddings/piege.zip": nested_bomb(), "word/embeddings/piege.docx": entities_docx()}
    assert docx.read(docx_of(paragraph("Le texte."), parts=parts)).text == "Le texte."


def test_pictures_may_hold_what_markup_may_not() -> None:
    parts = {"word/media/image1.svg": "<!DOCTYPE svg><svg/>"}
    assert docx.read(docx_of(paragraph("Le texte."), parts=parts)).text == "Le texte."


def test_a_document_within_the_bounds_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docx_package, "MAX_INFLATED_BYTES", 10_000)
    assert docx.read(WHOLE).text == "La convention est transmise."
    with pytest.raises(UnreadableFileError, match="une fois décompressé"):
        docx.read(docx_of(paragraph("x" * 20_000)))


def test_a_part_hidden_behind_a_wrong_file_is_no_document() -> None:
    macros = {"[Content_Types].xml": markup("Types", "macroEnabled")}
    with pytest.raises(UnreadableFileError, match="pas un document Word"):
        docx.read(docx_of(paragraph("x"), parts=macros))
