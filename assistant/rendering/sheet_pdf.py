"""A sheet as PDF: embedded fonts, bookmarks, links, page numbers; the same bytes for the same answer."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import assert_never
from unicodedata import bidirectional, normalize
from urllib.parse import quote

import pymupdf_fonts
from fpdf import FPDF, ViewerPreferences
from fpdf.enums import XPos, YPos
from fpdf.fonts import TTFFont
from fpdf.util import Padding

from assistant.dialogue import Answer
from assistant.domain import IndexBuild
from assistant.rendering.sheet_content import (
    Block,
    Bullets,
    Code,
    Facts,
    Heading,
    Labelled,
    Line,
    Link,
    Number,
    Paragraph,
    Quote,
    sheet_content,
)
from assistant.texts_fr import sheet as texts
from assistant.texts_fr.typography import typeset

# FiraGO has the Latin letters of every language, Greek and Cyrillic; Noto Sans the narrow spaces and the
# replacement mark, Cascadia Mono ticks and boxes.
_FONT, _SPARE_FONTS = "figo", ("notos", "cascadia")
_BOLD_FONT = "figbo"
# Shown for a letter that no font has, or that needs more than a glyph: joined letters, from right to left.
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_RIGHT_TO_LEFT = frozenset({"R", "AL", "AN"})
# Stands for a number of at most four digits that is known last; no letter of a document is set as these.
_PAGES_COUNT = "\N{OBJECT REPLACEMENT CHARACTER}" * 4
# Lengths in millimetres, sizes in points.
_MARGIN = 20.0
_FACT_INDENT = 34.0
_QUOTE_INDENT, _QUOTE_PADDING = 4.0, 2.0
_GAP = 2.5
_LINE_HEIGHT = 5.2
_BODY_SIZE, _NOTE_SIZE = 10.0, 8.0
_HEADING_SIZES = {1: 17.0, 2: 12.5, 3: 10.5}
# A heading stays with at least this much of what follows.
_KEPT_TOGETHER = 40.0
_INK, _SOFT_INK, _LINK_INK = (28, 34, 48), (77, 86, 107), (27, 58, 133)
_ADDRESS_MARKS = "!#$%&'()*+,/:;=?@[]~"


def sheet_pdf(answer: Answer, build: IndexBuild, *, contact: str) -> bytes:
    """Write the sheet as a PDF file.

    Args:
        answer: the verified answer, or a refusal.
        build: the index that answered.
        contact: whom a refusal names; may be empty.

    Returns:
        The file, dated on the day whose law the answer gives.

    Raises:
        OSError: if the fonts find no place among the temporary files.
    """
    sheet = sheet_content(answer, build, contact=contact)
    with TemporaryDirectory() as folder:
        paper = _Paper(_font_files(Path(folder)))
        paper.set_title(sheet.title)
        paper.set_lang(texts.LANGUAGE)
        paper.set_creation_date(datetime.combine(sheet.as_of, time(), tzinfo=UTC))
        paper.viewer_preferences = ViewerPreferences(display_doc_title=True)
        paper.add_page()
        for block in sheet.blocks:
            paper.add_block(block)
        return bytes(paper.output())


def _font_files(folder: Path) -> dict[str, Path]:
    files = {name: folder / f"{name}.ttf" for name in (_FONT, _BOLD_FONT, *_SPARE_FONTS)}
    for name, file in files.items():
        file.write_bytes(pymupdf_fonts.myfont(name))
    return files


class _Paper(FPDF):
    """A4 pages that blocks are set on, one below the other."""

    def __init__(self, fonts: dict[str, Path]) -> None:
        super().__init__(format="A4")
        self.alias_nb_pages(_PAGES_COUNT)
        self.set_margin(_MARGIN)
        self.set_auto_page_break(True, margin=_MARGIN)
        self.add_font(_FONT, fname=fonts[_FONT])
        self.add_font(_FONT, style="B", fname=fonts[_BOLD_FONT])
        for name in _SPARE_FONTS:
            self.add_font(name, fname=fonts[name])
        self.set_fallback_fonts(list(_SPARE_FONTS), exact_match=False)
        self.set_font(_FONT, size=_BODY_SIZE)
        self.set_text_color(_INK)

    def footer(self) -> None:
        """Number the page."""
        self.set_y(-_MARGIN / 2 - _LINE_HEIGHT)
        self.set_font(_FONT, size=_NOTE_SIZE)
        self.set_text_color(_SOFT_INK)
        number = texts.PAGE.format(page=self.page_no(), pages=_PAGES_COUNT)
        self.cell(0, _LINE_HEIGHT, number, align="C")

    def add_block(self, block: Block) -> None:
        """Set one block below the others."""
        match block:
            case Heading(level, text):
                self._add_heading(level, text)
            case Labelled(name, line):
                self._add_bold(f"{_name(name)} ")
                self._add_line(line)
                self.ln(_GAP / 2)
            case Paragraph(text):
                self._add_text(text)
                self.ln(_LINE_HEIGHT + _GAP)
            case Facts(rows):
                self._add_facts(rows)
            case Bullets(items):
                self._add_bullets(items)
            case Quote(text):
                self._add_quote(text)
            case _:
                assert_never(block)

    def _add_heading(self, level: int, text: str) -> None:
        if level > 1:
            self.ln(_GAP)
        if self.will_page_break(_KEPT_TOGETHER):
            self.add_page()
        self.start_section(self._shown(text), level=level - 1)
        size = _HEADING_SIZES[level]
        with self.local_context(font_style="B", font_size_pt=size):
            height = size * 0.5
            self.multi_cell(0, height, self._shown(text), align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        self.ln(_GAP)

    def _add_facts(self, rows: tuple[tuple[str, Line], ...]) -> None:
        for name, line in rows:
            with self.local_context(text_color=_SOFT_INK):
                self._add_text(_name(name))
            with self._indented(_FACT_INDENT):
                self._add_line(line)
        self.ln(_GAP)

    def _add_bullets(self, items: tuple[str, ...]) -> None:
        for item in items:
            self._add_text("•")
            with self._indented(_QUOTE_INDENT):
                self._add_line((item,))
        self.ln(_GAP)

    def _add_quote(self, text: str) -> None:
        with self._indented(_QUOTE_INDENT), self.local_context(draw_color=_LINK_INK, line_width=0.6):
            self.multi_cell(
                0,
                _LINE_HEIGHT,
                self._shown(text),
                align="L",
                border="L",
                padding=Padding(left=_QUOTE_PADDING),
                new_x=XPos.LMARGIN,
                new_y=YPos.NEXT,
            )
        self.ln(_GAP)

    def _add_bold(self, text: str) -> None:
        with self.local_context(font_style="B"):
            self._add_text(text)

    def _add_line(self, line: Line) -> None:
        for rank, piece in enumerate(line):
            if rank:
                self._add_text(" ")
            self._add_piece(piece)
        self.ln(_LINE_HEIGHT)

    def _add_piece(self, piece: str | Number | Code | Link) -> None:
        match piece:
            case Number(value):
                self._add_text(f"[{value}]")
            case Code(text):
                self._start_line_for(text)
                self._add_text(text)
            case Link(url):
                self._start_line_for(url)
                with self.local_context(text_color=_LINK_INK, underline=True):
                    self.write(_LINE_HEIGHT, self._shown(url), link=quote(url, safe=_ADDRESS_MARKS))
            case _:
                self._add_text(piece)

    def _start_line_for(self, word: str) -> None:
        """Go to the next line where a word has no room on this one; a longer word breaks where it must."""
        room = self.w - self.r_margin - self.x
        if self.x > self.l_margin and self.get_string_width(self._shown(word)) > room:
            self.ln(_LINE_HEIGHT)

    def _add_text(self, text: str) -> None:
        self.write(_LINE_HEIGHT, self._shown(text))

    @contextmanager
    def _indented(self, indent: float) -> Iterator[None]:
        self.set_left_margin(_MARGIN + indent)
        self.set_x(_MARGIN + indent)
        yield
        self.set_left_margin(_MARGIN)
        self.set_x(_MARGIN)

    def _shown(self, text: str) -> str:
        """Return a text with accents joined to their letters, and a mark for each letter we cannot set."""
        composed = normalize("NFC", text).expandtabs(4)
        return "".join(letter if self._has(letter) else _REPLACEMENT for letter in composed)

    def _has(self, letter: str) -> bool:
        if letter == "\n":
            return True
        if letter in _PAGES_COUNT or bidirectional(letter) in _RIGHT_TO_LEFT:
            return False
        return any(ord(letter) in font.cmap for font in self.fonts.values() if isinstance(font, TTFFont))


def _name(name: str) -> str:
    return typeset(texts.NAME.format(name=name))
