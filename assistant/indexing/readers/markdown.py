"""Reads Markdown: its text without markup, with headings, lists and tables."""

import re
from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

from assistant.domain import BlockType, ReadText
from assistant.errors import UnreadableFileError
from assistant.indexing.readers.decoding import decode
from assistant.indexing.readers.hidden import HiddenRegion
from assistant.indexing.readers.pieces import Piece, assemble, table_rows
from assistant.indexing.readers.plain_lines import drop_ornament
from assistant.texts_fr import reading as texts

# Two levels for a list, one for a quote.
_MAX_NESTING = 60
# Where the parser drops content without a word; beyond what is taken, so that it is noticed.
_PARSER_NESTING = 100
_LINE_BREAK_TAG = re.compile(r"<br\s*/?>", re.IGNORECASE)


def read(data: bytes) -> ReadText:
    """Read a Markdown file whose front matter has been taken off.

    Raises:
        UnreadableFileError: if the file is empty, binary, too deep, without text or too long.
    """
    return assemble(markdown_pieces(decode(data)))


def markdown_pieces(source: str) -> list[Piece]:
    """Return what a Markdown source shows, in order; raw HTML and image descriptions are left out.

    Raises:
        UnreadableFileError: if the source is nested beyond what the parser can follow.
    """
    parser = MarkdownIt("commonmark", {"maxNesting": _PARSER_NESTING}).enable("table")
    try:
        tokens = parser.parse(source)
    except RecursionError as error:
        raise UnreadableFileError(texts.NESTED_TOO_DEEP) from error
    if any(token.level >= _MAX_NESTING for token in tokens):
        raise UnreadableFileError(texts.NESTED_TOO_DEEP)
    return _Walk(tokens).pieces()


class _Walk:
    """One pass over the block tokens of a document."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = iter(tokens)
        self._hidden = HiddenRegion()
        self._list_depth = 0
        self._marker = ""

    def pieces(self) -> list[Piece]:
        """Return the pieces of all tokens, in order."""
        found: list[Piece] = []
        for token in self._tokens:
            self._follow(token)
            if token.type == "html_block":
                self._hidden.feed(token.content)
            elif self._hidden.is_open:
                continue
            elif token.type == "heading_open":
                found.append(self._heading(token))
            elif token.type == "table_open":
                found.extend(self._table())
            elif token.type in ("inline", "fence", "code_block"):
                found.append(self._paragraph(token))
        return found

    def _follow(self, token: Token) -> None:
        """Keep the depth of lists and the marker that the next text takes."""
        if token.type in ("bullet_list_open", "ordered_list_open"):
            self._list_depth += 1
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            self._list_depth -= 1
        elif token.type == "list_item_open":
            self._marker = f"{token.info}. " if token.info else "- "
        elif token.type == "list_item_close":
            self._marker = ""

    def _heading(self, opening: Token) -> Piece:
        text = _inline_text(next(self._tokens))
        return Piece(type=BlockType.HEADING, text=drop_ornament(text), level=int(opening.tag[1:]))

    def _paragraph(self, token: Token) -> Piece:
        text = drop_ornament(_inline_text(token) if token.type == "inline" else token.content)
        if not self._list_depth:
            return Piece(type=BlockType.PARAGRAPH, text=text)
        marker, self._marker = self._marker, ""
        return Piece(type=BlockType.LIST_ITEM, text=text, level=self._list_depth, marker=marker)

    def _table(self) -> list[Piece]:
        header, *rows = list(self._rows()) or [[]]
        return table_rows(header, rows)

    def _rows(self) -> Iterator[list[str]]:
        row: list[str] = []
        for token in self._tokens:
            if token.type == "table_close":
                return
            if token.type == "tr_open":
                row = []
            elif token.type == "inline":
                row.append(_inline_text(token))
            elif token.type == "tr_close":
                yield row


def _inline_text(token: Token) -> str:
    hidden = HiddenRegion()
    parts: list[str] = []
    for child in token.children or ():
        if child.type == "html_inline":
            hidden.feed(child.content)
            parts.append("\n" if _LINE_BREAK_TAG.fullmatch(child.content) else "")
        elif hidden.is_open:
            continue
        elif child.type in ("text", "code_inline"):
            parts.append(child.content)
        elif child.type == "softbreak":
            parts.append(" ")
        elif child.type == "hardbreak":
            parts.append("\n")
    return "".join(parts)
