"""Writes a corpus of hostile files with good neighbours: `python -m tests.hostile_corpus FOLDER`."""

import os
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from assistant.domain import Kind
from assistant.indexing.corpus_files import MAX_FILE_BYTES
from assistant.indexing.file_kind import FileKind
from assistant.indexing.readers.docx_package import MAX_INFLATED_BYTES, MAX_MARKUP_BYTES, MAX_PARTS
from assistant.indexing.readers.pdf import MAX_PAGES
from assistant.indexing.readers.pieces import MAX_BLOCKS, MAX_TEXT_BYTES
from assistant.texts_fr import reading as texts
from tests.indexing.readers import hostile_docx, hostile_pdf
from tests.indexing.readers.docx_files import docx_of, paragraph, zip_of
from tests.indexing.readers.pdf_files import encrypted, pdf_of

_SENTENCE = "La convention de coopération est transmise au préfet avant son exécution."
_PAGE = f"<!DOCTYPE html><html><body><h1>Guide</h1><p>{_SENTENCE}</p></body></html>"
_PDF = pdf_of([["Guide de la convention", _SENTENCE]])
_DOCX = docx_of(paragraph("Guide", style="Titre1") + paragraph(_SENTENCE))
_LIMIT_MB = MAX_TEXT_BYTES / 1e6
_LOLS = "\n".join(
    [
        'a0: &a0 ["lol", "lol"]',
        *(f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 9)}]" for level in range(1, 9)),
    ]
)


@dataclass(frozen=True, slots=True, kw_only=True)
class HostileCorpus:
    """What indexing a written corpus must come to."""

    # The one right reason of each file that cannot be taken in, by path.
    reasons: Mapping[str, str]
    # Title and kind of each document that must be indexed all the same, by path.
    documents: Mapping[str, tuple[str, Kind]]


def write_hostile_corpus(folder: Path) -> HostileCorpus:
    """Fill a folder, made where it is missing.

    Args:
        folder: empty or missing; files are also written beside it, in `FOLDER-dehors`.
    """
    reasons: dict[str, str] = {}
    for path, content, reason in (*_pdf_cases(), *_docx_cases(), *_text_cases(), *_metadata_cases()):
        _write(folder / path, content)
        if reason is not None:
            reasons[path] = reason
    reasons.update(_write_odd_files(folder))
    return HostileCorpus(reasons=reasons, documents=_write_good_files(folder))


# Path, content, and the reason for which it is skipped; None: it belongs to another file.
_Case = tuple[str, str | bytes, str | None]


def _pdf_cases() -> Iterator[_Case]:
    yield "pdf/chiffre.pdf", encrypted(_PDF, user_password="secret"), texts.LOCKED_PDF
    yield "pdf/numerise.pdf", hostile_pdf.scanned_pdf(), texts.SCANNED_PDF.format(pages=1)
    yield "pdf/tronque.pdf", _PDF[: len(_PDF) // 3], texts.BROKEN_PDF
    yield "pdf/vide.pdf", b"", texts.EMPTY_FILE
    yield "pdf/page.pdf", _PAGE, _mislabelled(FileKind.HTML, ".pdf")
    yield "pdf/texte.pdf", _SENTENCE, texts.NOT_A_PDF
    yield "pdf/word.pdf", _DOCX, _mislabelled(FileKind.DOCX, ".pdf")
    bomb = hostile_pdf.inflating_pdf(inflated_bytes=4 << 30)
    yield "pdf/bombe.pdf", bomb, texts.PAGE_TOO_LARGE.format(page=1)
    yield "pdf/cercle.pdf", hostile_pdf.circular_pdf(), texts.BROKEN_PDF
    yield "pdf/million.pdf", hostile_pdf.million_pages_pdf(), texts.PDF_STRUCTURE_TOO_LARGE
    too_long = texts.TOO_MANY_PAGES.format(pages=MAX_PAGES + 1, limit=MAX_PAGES)
    yield "pdf/long.pdf", hostile_pdf.long_pdf(pages=MAX_PAGES + 1), too_long
    yield "pdf/sans-fin.pdf", hostile_pdf.endless_pdf(), texts.TIME_LIMIT.format(seconds=10)


def _docx_cases() -> Iterator[_Case]:
    yield "docx/chiffre.docx", hostile_docx.locked_docx(), texts.LOCKED_DOCX
    yield "docx/ancien.docx", hostile_docx.old_container("WordDocument"), texts.OLD_OFFICE
    yield "docx/strict.docx", hostile_docx.strict_docx(), texts.STRICT_DOCX
    yield "docx/tronque.docx", _DOCX[: len(_DOCX) // 2], texts.BROKEN_DOCX
    yield "docx/vide.docx", b"", texts.EMPTY_FILE
    yield "docx/page.docx", _PDF, _mislabelled(FileKind.PDF, ".docx")
    yield "docx/archive.docx", zip_of({"notes.txt": _SENTENCE}), _mislabelled(FileKind.ZIP, ".docx")
    sheet = zip_of({"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<workbook/>"})
    yield "docx/tableur.docx", sheet, _mislabelled(FileKind.SPREADSHEET, ".docx")
    yield "docx/texte.docx", _SENTENCE, texts.NOT_A_DOCX
    yield "docx/images.docx", docx_of("", parts={"word/media/image1.png": b"\x89PNG"}), texts.NO_TEXT
    inflated = texts.DOCX_BOMB.format(size=(4 << 30) / 1e6, limit=MAX_INFLATED_BYTES / 1e6)
    yield "docx/bombe.docx", hostile_docx.bomb_docx(inflated_bytes=4 << 30), inflated
    yield "docx/poupees.docx", hostile_docx.nested_bomb(), _mislabelled(FileKind.ZIP, ".docx")
    many = texts.DOCX_TOO_MANY_PARTS.format(parts=8 + MAX_PARTS, limit=MAX_PARTS)
    yield "docx/parties.docx", hostile_docx.many_parts_docx(count=MAX_PARTS), many
    heavy = texts.DOCX_TOO_MUCH_MARKUP.format(size=60, limit=MAX_MARKUP_BYTES / 1e6)
    yield "docx/balises.docx", hostile_docx.heavy_docx(markup_bytes=60_000_000), heavy
    yield "docx/memoire.docx", docx_of("<w:p/>" * 8_000_000), texts.MEMORY_LIMIT
    yield "docx/entites.docx", hostile_docx.entities_docx(), texts.DOCX_ENTITIES
    yield "docx/profond.docx", hostile_docx.deep_docx(depth=10_000), texts.NESTED_TOO_DEEP
    long = docx_of(paragraph("mot " * 749_999 + "mot"))
    yield "docx/enorme.docx", long, texts.TEXT_TOO_LONG.format(size=3.0, limit=_LIMIT_MB)


def _text_cases() -> Iterator[_Case]:
    for name in ("vide.md", "vide.txt", "vide.html"):
        yield f"texte/{name}", b"", texts.EMPTY_FILE
    yield "texte/image.txt", b"\x89PNG\r\n\x1a\n" + bytes(200), _mislabelled(FileKind.IMAGE, ".txt")
    yield "texte/binaire.txt", bytes(range(256)) * 20, texts.BINARY_FILE
    too_long = texts.TEXT_TOO_LONG.format(size=3.0, limit=_LIMIT_MB)
    yield "texte/enorme.txt", "mot " * 750_000, too_long
    yield "texte/enorme.html", f"<p>{'mot ' * 749_999}mot</p>", too_long
    yield "texte/enorme.md", "mot " * 5_000_000, texts.TEXT_TOO_LONG.format(size=20.0, limit=_LIMIT_MB)
    pieces = texts.TOO_MANY_BLOCKS.format(blocks=MAX_BLOCKS + 1, limit=MAX_BLOCKS)
    yield "texte/morcele.txt", "a.\n\n" * (MAX_BLOCKS + 1), pieces
    yield "texte/profond.html", "<div>" * 100_000 + "fond" + "</div>" * 100_000, texts.NESTED_TOO_DEEP
    yield "texte/citations.md", "> " * 10_000 + "fond", texts.NESTED_TOO_DEEP
    yield "texte/listes.md", "* " * 10_000 + "fond", texts.NESTED_TOO_DEEP
    yield "texte/script.html", "<html><script>alert(1)</script></html>", texts.NO_TEXT
    formats = ", ".join([".docx", ".htm", ".html", ".markdown", ".md", ".pdf", ".txt"])
    yield "texte/inconnu.odt", _SENTENCE, texts.UNSUPPORTED.format(suffix=".odt", formats=formats)


def _metadata_cases() -> Iterator[_Case]:
    yield "fiches/bombe.txt", _SENTENCE, _faulty("fiches/bombe.txt.yaml", 1, texts.YAML_ALIAS)
    yield "fiches/bombe.txt.yaml", _LOLS, None
    day = texts.METADATA_FAULTS["french"].format(
        key="checked_on", reason=texts.BAD_DATE.format(value="2026-02-30")
    )
    yield (
        "fiches/date.md",
        f"---\nchecked_on: 2026-02-30\n---\n{_SENTENCE}",
        _faulty("fiches/date.md", 2, day),
    )
    near = texts.METADATA_NEAREST.format(key="title")
    key = texts.METADATA_FAULTS["extra_forbidden"].format(key="titel", near=near)
    yield "fiches/cle.pdf", _PDF, _faulty("fiches/cle.pdf.yaml", 2, key)
    yield "fiches/cle.pdf.yaml", "kind: guide\ntitel: Guide\n", None
    yield "fiches/yaml.docx", _DOCX, _faulty("fiches/yaml.docx.yaml", 1, texts.YAML_MALFORMED)
    yield "fiches/yaml.docx.yaml", "title: un : deux\n", None
    twice = texts.DUPLICATE_ID.format(file="fiches/double.md", document_id="guide-md", other="bons/guide.md")
    yield "fiches/double.md", f"---\nid: guide-md\n---\n{_SENTENCE}", twice
    both = texts.METADATA_TWICE.format(file="fiches/deux.md")
    yield "fiches/deux.md", f"---\nid: deux\n---\n{_SENTENCE}", both
    yield "fiches/deux.md.yaml", "id: deux\n", None
    alone = texts.SIDECAR_ALONE.format(file="fiches/seule.pdf.yaml", document="seule.pdf")
    yield "fiches/seule.pdf.yaml", "title: seule\n", alone


def _write_odd_files(folder: Path) -> dict[str, str]:
    """Write what a system can do to a file, and return the reasons."""
    odd = folder / "fichiers"
    outside = folder.with_name(f"{folder.name}-dehors")
    _write(outside / "secret.md", "SECRET")
    odd.mkdir()
    (odd / "dehors.md").symlink_to(outside / "secret.md")
    (odd / "mort.md").symlink_to(odd / "absent.md")
    (odd / "rond.md").symlink_to(odd / "rond.md")
    os.mkfifo(odd / "tube.md")
    for name in ("creux.pdf", "creux.md.yaml"):
        with (odd / name).open("wb") as stream:
            stream.truncate(5 * MAX_FILE_BYTES)
    _write(odd / "creux.md", _SENTENCE)
    failures = {code: texts.NOT_OPENED.format(reason=text) for code, text in texts.OPENING_FAILURES.items()}
    reasons = {
        "fichiers/dehors.md": texts.LINK_LEAVES,
        "fichiers/mort.md": failures["ENOENT"],
        "fichiers/rond.md": failures["ELOOP"],
        "fichiers/tube.md": texts.NOT_A_FILE,
        "fichiers/creux.pdf": texts.FILE_TOO_LARGE.format(size=1_000, limit=200),
        "fichiers/creux.md": texts.SIDECAR_TOO_LARGE.format(
            file="fichiers/creux.md.yaml", size=1_000_000, limit=256
        ),
    }
    if os.geteuid() != 0:  # Nothing is closed to the superuser.
        _write(odd / "ferme.md", _SENTENCE)
        (odd / "ferme.md").chmod(0)
        reasons["fichiers/ferme.md"] = failures["EACCES"]
    return reasons


def _write_good_files(folder: Path) -> dict[str, tuple[str, Kind]]:
    """Write a document of every format, each with a sidecar, and some that only look hostile."""
    documents: dict[str, tuple[str, Kind]] = {}
    contents = {"pdf": _PDF, "docx": _DOCX, "html": _PAGE, "txt": _SENTENCE, "md": f"# Guide\n\n{_SENTENCE}"}
    for suffix, content in contents.items():
        path = f"bons/guide.{suffix}"
        _write(folder / path, content)
        _write(
            folder / f"{path}.yaml",
            f"id: guide-{suffix}\ntitle: Guide au format {suffix}\nkind: method\njurisdiction: FR\n",
        )
        documents[path] = (f"Guide au format {suffix}", Kind.METHOD)
    looks = {
        "bons/mot-de-passe-vide.pdf": encrypted(_PDF, user_password=""),
        "bons/archive-dedans.docx": docx_of(
            paragraph("Titre", style="Titre1") + paragraph(_SENTENCE),
            parts={"word/embeddings/piege.zip": hostile_docx.nested_bomb()},
        ),
    }
    for path, data in looks.items():
        _write(folder / path, data)
    documents["bons/mot-de-passe-vide.pdf"] = ("Guide de la convention", Kind.GUIDE)
    documents["bons/archive-dedans.docx"] = ("Titre", Kind.GUIDE)
    # A name whose last letter is not valid text.
    odd_name = os.fsdecode(os.fsencode(folder) + b"/bons/caf\xe9.md")
    _write(Path(odd_name), f"# Café\n\n{_SENTENCE}")
    documents["bons/caf\ufffd.md"] = ("Café", Kind.GUIDE)
    return documents


def _mislabelled(kind: FileKind, suffix: str) -> str:
    return texts.MISLABELLED.format(found=texts.FILE_KINDS[kind.value], suffix=suffix)


def _faulty(file: str, line: int, reason: str) -> str:
    return texts.METADATA.format(file=file, faults=texts.METADATA_LINE.format(line=line, reason=reason))


def _write(path: Path, content: str | bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)


if __name__ == "__main__":
    write_hostile_corpus(Path(sys.argv[1]))
