"""Tells list items and headings from prose in lines of plain text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.domain import BlockType
from assistant.indexing.readers.pieces import Piece

# "ü", "Ø", "o" and the private-use ones are what Wingdings and Symbol bullets become in plain text.
_ORNAMENTS = "•‣⁃∙·▪▫■□●○◦◆◇❖►▶➤➢➔→⇒✓✔☑✗✦★❑❒➜❯\uf0b7\uf0a7\uf0d8\uf0fc\uf0e8\uf076"
_BULLET = re.compile(rf"(?P<sign>[{_ORNAMENTS}]|[-–—*>](?=\s)|[üØ](?=\s)|o(?=[ \t\xa0]{{2,}}))\s*(?=\S)")
# "1.", "2°", "b)", "IV."; not "L." or "M.", which begin references and names.
_NUMBER = re.compile(r"(?P<sign>\(?(?:\d{1,3}[.)°]|[a-zA-Z]\)|[IVX]{1,5}[.)]))\s+(?=\S)")
# "1.2 Portée"; only before headings, for "1.5 million" begins prose.
_SECTION_NUMBER = re.compile(r"\d{1,2}((?:\.\d{1,2}){1,3})\.?\s+(?=[^\W\d_])")
_LEADING_ORNAMENT = re.compile(rf"\A\s*(?:[{_ORNAMENTS}]\s*)+")

_DIVISION = re.compile(
    r"(?:(?P<part>partie|livre|titre)|(?P<chapter>chapitre)|(?P<section>section|sous-section)"
    r"|(?P<article>article|annexe))\s+"
    r"(?:(?-i:(?:[LRDA]\.?\s?\*?\s?)?\d+|[IVXLC]+|[A-Z])(?:er|ère|ème|e)?(?:[-.]\d+)*|unique|premi\w+)"
    r"(?:\s*[.:]|\s*[-–—:.]\s*(?P<name>\S.*))?",
    re.IGNORECASE,
)
_DIVISION_LEVELS = {"part": 2, "chapter": 3, "section": 4, "article": 5}
_MAX_HEADING_CHARS = 100
_MAX_HEADING_WORDS = 14
_ENDS_OPEN = re.compile(r"[.,;:…]\s*$")
_ENDS_SENTENCE = re.compile(r"[.!?…;:][\s»\")]*$")
# From this length on, what follows a short line is taken for the prose it introduces.
_MIN_PROSE_CHARS = 80
_MAX_LIST_DEPTH = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Lines of plain text that belong together, not yet told apart by role."""

    text: str
    # Blanks before its first line.
    indent: int = 0
    # A picture's caption, which looks like a heading and is none.
    is_caption: bool = False
    page: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Marker:
    sign: str
    text: str

    @property
    def is_number(self) -> bool:
        return self.sign[-1] in ".)°" or self.sign[0].isdigit()


def drop_ornament(text: str) -> str:
    """Return a text without the bullets and ticks that stand before its first word."""
    return _LEADING_ORNAMENT.sub("", text)


def starts_item(line: str) -> bool:
    """Tell whether a line begins with the marker of a list item."""
    return _marker_of(line) is not None


def starts_division(line: str) -> bool:
    """Tell whether a line names a division of a text: "Chapitre II", "Article 3 – Objet"."""
    return _division_level(line) > 0


def ends_sentence(line: str) -> bool:
    """Tell whether a line ends with the sign that closes a sentence or a clause."""
    return _ENDS_SENTENCE.search(line) is not None


def pieces_of(paragraphs: Sequence[Paragraph]) -> list[Piece]:
    """Give each paragraph its role, from its marker, its length and what follows it."""
    nesting = _Nesting()
    pieces: list[Piece] = []
    for position, (paragraph, following) in enumerate(zip(paragraphs, _followings(paragraphs), strict=True)):
        level = _heading_level(paragraph, following, is_first=not pieces)
        marker = _marker_of(paragraph.text)
        is_note = marker is not None and marker.sign == "*" and not _has_sibling(paragraphs, position)
        if level:
            nesting.close()
            text = drop_ornament(paragraph.text)
            pieces.append(Piece(type=BlockType.HEADING, text=text, level=level, page=paragraph.page))
        elif marker is None or is_note:
            nesting.close()
            pieces.append(Piece(type=BlockType.PARAGRAPH, text=paragraph.text, page=paragraph.page))
        else:
            pieces.append(_item(marker, nesting.level_of(marker, paragraph.indent), paragraph.page))
    return pieces


def _followings(paragraphs: Sequence[Paragraph]) -> list[Paragraph | None]:
    """Return what each paragraph is followed by, captions passed over; None after the last."""
    followings: list[Paragraph | None] = []
    following: Paragraph | None = None
    for paragraph in reversed(paragraphs):
        followings.append(following)
        following = following if paragraph.is_caption else paragraph
    return followings[::-1]


def _has_sibling(paragraphs: Sequence[Paragraph], position: int) -> bool:
    """Tell whether a starred line stands in a list; alone it is a footnote, whose star is its text."""
    around = (*paragraphs[max(0, position - 1) : position], *paragraphs[position + 1 : position + 2])
    return any(starts_item(paragraph.text) for paragraph in around)


def _item(marker: _Marker, level: int, page: int | None) -> Piece:
    written = f"{marker.sign} " if marker.is_number else "- "
    return Piece(type=BlockType.LIST_ITEM, text=marker.text, level=level, marker=written, page=page)


def _marker_of(text: str) -> _Marker | None:
    match = _BULLET.match(text) or _NUMBER.match(text)
    if match is None:
        return None
    return _Marker(sign=match["sign"], text=drop_ornament(text[match.end() :]))


def _heading_level(paragraph: Paragraph, following: Paragraph | None, *, is_first: bool) -> int:
    """Return the depth of a heading, 0 for anything else; in doubt a line is no heading."""
    text = paragraph.text
    division = _division_level(text)
    if division or following is None or paragraph.is_caption or not _may_be_heading(text):
        return division
    marker = _marker_of(text)
    if marker is None and (is_first or _is_in_capitals(text)):
        return 1 if is_first else 2
    if marker is not None and not (marker.is_number and _may_be_heading(marker.text)):
        return 0
    introduces = len(following.text) >= _MIN_PROSE_CHARS and not starts_item(following.text)
    section = _SECTION_NUMBER.match(text)
    depth = section.group(1).count(".") if section else 0
    return 2 + depth if introduces else 0


def _division_level(text: str) -> int:
    match = _DIVISION.fullmatch(text.strip())
    # In lower case it is the end of a sentence that began on the line before.
    if (
        match is None
        or text[0].islower()
        or len(text) > _MAX_HEADING_CHARS
        or _ENDS_OPEN.search(match["name"] or "")
    ):
        return 0
    return next(level for name, level in _DIVISION_LEVELS.items() if match[name])


def _may_be_heading(text: str) -> bool:
    return (
        "\n" not in text
        and 3 <= len(text) <= _MAX_HEADING_CHARS
        and len(text.split()) <= _MAX_HEADING_WORDS
        and not _ENDS_OPEN.search(text)
        and (text[0].isupper() or text[0].isdigit() or text[0] in "«“\"'(ÉÀ")
        and any(character.isalpha() for character in text)
    )


def _is_in_capitals(text: str) -> bool:
    letters = [character for character in text if character.isalpha()]
    return len(letters) >= 4 and all(character.isupper() for character in letters) and " " in text.strip()


class _Nesting:
    """The markers of the lists that are open, outermost first."""

    def __init__(self) -> None:
        self._open: list[tuple[str, int]] = []

    def close(self) -> None:
        """Forget all lists: prose or a heading has come between."""
        self._open.clear()

    def level_of(self, marker: _Marker, indent: int) -> int:
        """Return the depth of an item, from 1: a marker not seen before in this list opens a deeper one."""
        key = ("number" if marker.is_number else marker.sign, indent)
        if key in self._open:
            del self._open[self._open.index(key) + 1 :]
        else:
            while self._open and indent < self._open[-1][1]:
                self._open.pop()
            self._open.append(key)
        return min(len(self._open), _MAX_LIST_DEPTH)
