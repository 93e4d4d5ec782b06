"""Joins the pieces that a reader finds into one text with the spans of its blocks."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.cleaning import clean_text
from assistant.domain import Block, BlockType, ReadText
from assistant.errors import UnreadableFileError
from assistant.texts_fr import reading as texts

# The contract's bound on one document's extracted text, in UTF-8 bytes.
MAX_TEXT_BYTES = 2_000_000
# The longest code has some twenty thousand; each becomes at least a part of a passage to embed.
MAX_BLOCKS = 50_000

_BLANKS = re.compile(r"[ \t]+")
_SEPARATOR = "\n\n"
_INDENT = "  "


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A run of text with one role, before it has a place in the document's text."""

    type: BlockType
    text: str
    # Heading: depth from 1. List item: nesting from 1. Otherwise 0.
    level: int = 0
    page: int | None = None
    # List item: what stands before the text ("- ", "2. "); empty for a later paragraph of an item.
    marker: str = ""


def assemble(pieces: Iterable[Piece], *, title: str | None = None) -> ReadText:
    """Write pieces one after the other, a blank line between two, and note their spans.

    Args:
        pieces: in reading order; empty ones are left out.
        title: the title that the format itself states.

    Returns:
        A text in which every block's span is stripped and not empty, without its marker.

    Raises:
        UnreadableFileError: if nothing is left, or more text or blocks than the bounds.
    """
    parts: list[str] = []
    blocks: list[Block] = []
    length = 0
    for piece in pieces:
        content = tidy(piece.text)
        if not content:
            continue
        lead = (_SEPARATOR if parts else "") + _margin(piece)
        start = length + len(lead)
        length = start + len(content)
        parts.extend((lead, content))
        blocks.append(Block(type=piece.type, start=start, end=length, level=piece.level, page=piece.page))
    if not blocks:
        raise UnreadableFileError(texts.NO_TEXT)
    text = "".join(parts)
    check_text_size(text)
    if len(blocks) > MAX_BLOCKS:
        raise UnreadableFileError(texts.TOO_MANY_BLOCKS.format(blocks=len(blocks), limit=MAX_BLOCKS))
    return ReadText(text=text, blocks=tuple(blocks), title=tidy(title or "") or None)


def tidy(text: str) -> str:
    """Return a cleaned text without blank lines, outer blanks and runs of plain spaces."""
    cleaned = clean_text(text, max_chars=len(text) * 4)
    lines = (_BLANKS.sub(" ", line).strip() for line in cleaned.split("\n"))
    return "\n".join(line for line in lines if line)


def check_text_size(text: str) -> None:
    """Refuse a text beyond the contract's bound.

    Raises:
        UnreadableFileError: if the text takes more than `MAX_TEXT_BYTES` in UTF-8.
    """
    size = len(text.encode())
    if size > MAX_TEXT_BYTES:
        raise UnreadableFileError(texts.TEXT_TOO_LONG.format(size=size / 1e6, limit=MAX_TEXT_BYTES / 1e6))


def table_rows(header: Sequence[str], rows: Iterable[Sequence[str]]) -> list[Piece]:
    """Write each data row so that it reads alone: "En-tête : valeur ; En-tête : valeur".

    Args:
        header: names of the columns; shorter than a row, or empty, where there are none.
        rows: cells of each data row, left to right. Without any, the header itself is written.
    """
    written = [_row_text(header, row) for row in rows]
    if not any(written):
        written = [_row_text((), header)]
    return [Piece(type=BlockType.TABLE_ROW, text=row) for row in written if row]


def _row_text(header: Sequence[str], row: Sequence[str]) -> str:
    cells = []
    for column, cell in enumerate(row):
        name = _one_line(header[column]).rstrip(" :\xa0\u202f") if column < len(header) else ""
        value = _one_line(cell)
        if value:
            cells.append(f"{name} : {value}" if name and name != value else value)
    return " ; ".join(cells)


def _one_line(text: str) -> str:
    return tidy(text).replace("\n", ", ")


def _margin(piece: Piece) -> str:
    if piece.type is not BlockType.LIST_ITEM:
        return ""
    return _INDENT * (piece.level - 1) + (piece.marker or _INDENT)
