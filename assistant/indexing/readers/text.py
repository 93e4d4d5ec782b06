"""Reads plain text files: prose, Markdown under another name, web pages saved as text."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from assistant.domain import ReadText
from assistant.indexing.readers.decoding import decode
from assistant.indexing.readers.furniture import furniture_positions, repeats
from assistant.indexing.readers.markdown import markdown_pieces
from assistant.indexing.readers.pieces import assemble, check_text_size
from assistant.indexing.readers.plain_lines import (
    Paragraph,
    ends_sentence,
    pieces_of,
    starts_division,
    starts_item,
)

_MARKDOWN_HEADING = re.compile(r"^#{1,6} +\S", re.MULTILINE)
_MARKDOWN_INLINE = re.compile(
    r"\*\*[^*\n]+\*\*|\[[^\[\]\n]{1,200}\]\([^()\s]{1,500}\)|^\|?(?: *:?-{3,}:? *\|)+", re.MULTILINE
)
# One heading and one more sign, or three signs, make a text Markdown.
_MARKDOWN_SIGNS = 3
_HEADING_WEIGHT = 2

# A text broken at a fixed width has lines of nearly one length, no longer than a page is wide.
_WRAP_CHARS = range(45, 131)
_WRAP_FILL = 0.6
_WRAP_SHARE = 0.8
# Two lines alone may be two captions; this long, the first is the beginning of the second.
_MIN_WRAP_OF_TWO = 60


def read(data: bytes) -> ReadText:
    """Read a text file, whatever was saved in it, without the furniture of a web page.

    Raises:
        UnreadableFileError: if the file is empty, binary, without text or too long.
    """
    text = decode(data)
    if _is_markdown(text):
        pieces = markdown_pieces(text)
        furniture = furniture_positions([piece.marker + piece.text for piece in pieces])
        return assemble(piece for position, piece in enumerate(pieces) if position not in furniture)
    check_text_size(text)
    lines = (paragraph for group in _groups(text) for paragraph in _paragraphs(group))
    paragraphs = list(_without_repetition(lines))
    furniture = furniture_positions([paragraph.text for paragraph in paragraphs])
    matter = [paragraph for position, paragraph in enumerate(paragraphs) if position not in furniture]
    return assemble(pieces_of(matter))


def _is_markdown(text: str) -> bool:
    signs = len(_MARKDOWN_HEADING.findall(text)) * _HEADING_WEIGHT + len(_MARKDOWN_INLINE.findall(text))
    return signs >= _MARKDOWN_SIGNS


def _groups(text: str) -> Iterator[list[str]]:
    """Yield the runs of lines between blank lines."""
    group: list[str] = []
    for line in text.split("\n"):
        if line.strip():
            group.append(line)
        elif group:
            yield group
            group = []
    if group:
        yield group


def _paragraphs(lines: Sequence[str]) -> Iterator[Paragraph]:
    """Yield the paragraphs of a run of lines, broken lines joined again."""
    title, body = _split_title(lines)
    if title:
        yield Paragraph(text=title, indent=_indent(lines[0]))
    is_wrapped = _is_wrapped(body)
    indent = 0
    joined: list[str] = []
    for line in body:
        words = line.strip()
        if joined and not _continues(joined[-1], words, is_wrapped=is_wrapped):
            yield Paragraph(text=" ".join(joined), indent=indent)
            joined = []
        if not joined:
            indent = _indent(line)
        joined.append(words)
    if joined:
        yield Paragraph(text=" ".join(joined), indent=indent)


def _without_repetition(paragraphs: Iterable[Paragraph]) -> Iterator[Paragraph]:
    """Yield the paragraphs, a picture's description and its equal caption as one."""
    previous: Paragraph | None = None
    for paragraph in paragraphs:
        if previous is not None and repeats(previous.text, paragraph.text):
            previous = replace(previous, is_caption=True)
            continue
        if previous is not None:
            yield previous
        previous = paragraph
    if previous is not None:
        yield previous


def _split_title(lines: Sequence[str]) -> tuple[str, Sequence[str]]:
    """Part a short first line from wrapped prose that follows it without a blank line."""
    title, body = lines[0].strip(), lines[1:]
    stands_out = len(title) < _WRAP_FILL * max((len(line) for line in body), default=0)
    if stands_out and _is_wrapped(body) and body[0].strip()[0].isupper() and not ends_sentence(title):
        return title, body
    return "", lines


def _is_wrapped(lines: Sequence[str]) -> bool:
    inner = [
        len(line.strip())
        for line, following in zip(lines, lines[1:], strict=False)
        if not starts_item(following.strip())
    ]
    if not inner or max(inner) not in _WRAP_CHARS:
        return False
    if len(lines) == 2 and inner[0] < max(_MIN_WRAP_OF_TWO, len(lines[1].strip())):
        return False
    return sum(length >= _WRAP_FILL * max(inner) for length in inner) >= _WRAP_SHARE * len(inner)


def _continues(previous: str, line: str, *, is_wrapped: bool) -> bool:
    if starts_item(line) or starts_division(line) or starts_division(previous):
        return False
    return is_wrapped or (line[0].islower() and not ends_sentence(previous))


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
