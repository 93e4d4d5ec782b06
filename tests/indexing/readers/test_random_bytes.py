"""Whatever bytes a reader is given, it reads them or says why not."""

import random
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assistant.domain import ReadText
from assistant.errors import UnreadableFileError
from assistant.indexing.readers import docx, html, markdown, pdf, text
from tests.indexing.readers.docx_files import NUMBERING, STYLES, docx_of, item, markup, paragraph, table
from tests.indexing.readers.hostile_pdf import long_pdf
from tests.indexing.readers.pdf_files import encrypted, pdf_of

CASES = 200
SEED = 20261122
PAGE = (Path(__file__).parents[2] / "data" / "reading" / "page.html").read_bytes()
MARKDOWN = (
    b"# Titre\n\n- un\n  - deux\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n> *cit\xc3\xa9* <b>gras</b> [x](y)\n"
    * 5
)
PROSE = (
    "Article 1 – Objet\n\nLa convention est transmise.\n1. un\n2. deux\n\nContact\n01 02 03 04 05\n".encode()
)
PDF = pdf_of([["Article 1", "La convention est transmise au représentant de l'État."], ["Fin."]], title="x")
LOCKED = encrypted(PDF, user_password="")
NOTE = '<w:footnote w:id="2"><w:p><w:r><w:t>Note.</w:t></w:r></w:p></w:footnote>'
BODY = (
    paragraph("Titre", style="Titre1")
    + item("un")
    + item("deux", number_id=3)
    + paragraph("blanc", run='<w:color w:val="FFFFFF"/>')
    + table([paragraph("a"), paragraph("b")], [paragraph("1"), paragraph("2")], header=True)
    + '<w:p><w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
)
WORD = docx_of(BODY, numbering=NUMBERING, footnotes=NOTE, title="x")
VALUES = ["", "-1", "0", "9", "99999999999", "Titre1", "A", "\u0663", "FFFFFF", "restart", "%1%9", "false"]
SIGNS = [
    b"<",
    b">",
    b"/",
    b"(",
    b"0",
    b"-1",
    b"99999999999",
    b"\x00",
    b"\xff",
    b"[",
    b"{",
    b"R",
    b"obj",
    b"%",
]


def altered(source: bytes, chance: random.Random) -> bytes:
    """Return the bytes with some changed, taken away, said twice or moved."""
    data = bytearray(source)
    for _ in range(chance.choice((1, 2, 5, 20))):
        place = chance.randrange(len(data) + 1)
        length = chance.choice((1, 1, 4, 40, 400))
        match chance.randrange(5):
            case 0:
                data[place : place + length] = chance.randbytes(length)
            case 1:
                del data[place : place + length]
            case 2:
                data[place:place] = data[place : place + length]
            case 3:
                data[place:place] = chance.choice(SIGNS)
            case _:
                other = chance.randrange(len(data) + 1)
                data[place : place + length] = data[other : other + length]
    return bytes(data) or b"x"


def noise(chance: random.Random, start: bytes) -> bytes:
    return start + chance.randbytes(chance.randrange(1, 3_000))


def altered_word(chance: random.Random) -> bytes:
    """Return a Word file whose archive is whole and one of whose parts is altered."""
    bodies = {"document": f"<w:body>{BODY}</w:body>", "numbering": NUMBERING, "footnotes": NOTE}
    name = chance.choice(sorted(bodies))
    part = altered(markup(name, bodies[name]).encode(), chance)
    return docx_of(BODY, numbering=NUMBERING, footnotes=NOTE, parts={f"word/{name}.xml": part})


def altered_values(chance: random.Random) -> bytes:
    """Return a well-formed Word file some of whose attributes say something else."""

    def with_other_values(source: str) -> str:
        return re.sub(
            r'"[^"]*"',
            lambda match: f'"{chance.choice(VALUES)}"' if chance.random() < 0.2 else match[0],
            source,
        )

    styles, body, numbering = map(with_other_values, (STYLES, BODY, NUMBERING))
    return docx_of(body, styles=styles, numbering=numbering, footnotes=NOTE)


def cases(name: str, chance: random.Random) -> Iterator[bytes]:
    sources = {
        "pdf": [PDF, LOCKED, long_pdf(pages=3)],
        "docx": [WORD],
        "html": [PAGE],
        "markdown": [MARKDOWN],
        "text": [PROSE],
    }
    starts = {"pdf": b"%PDF-1.7\n", "docx": b"PK\x03\x04", "html": b"<html>", "markdown": b"# ", "text": b""}
    for number in range(CASES):
        if number % 4 == 0:
            yield noise(chance, starts[name])
        elif name == "docx" and number % 4 < 3:
            yield altered_word(chance) if number % 2 else altered_values(chance)
        else:
            yield altered(chance.choice(sources[name]), chance)


READERS: dict[str, Callable[[bytes], ReadText]] = {
    "pdf": pdf.read, "docx": docx.read, "html": html.read, "markdown": markdown.read, "text": text.read,
}  # fmt: skip


@pytest.mark.parametrize("name", READERS)
def test_random_and_altered_files_are_read_or_refused(name: str) -> None:
    chance = random.Random(SEED)
    read, refused = 0, 0
    for data in cases(name, chance):
        started = time.process_time()
        try:
            read += bool(READERS[name](data).blocks)
        except UnreadableFileError as error:
            refused += bool(str(error))
        assert time.process_time() - started < 5
    assert read + refused == CASES
    assert min(read, refused) > 0
