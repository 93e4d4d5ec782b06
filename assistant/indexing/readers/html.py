"""Reads web pages: the visible matter of a page, without what surrounds it."""

import re
import warnings
from collections.abc import Iterator

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString
from bs4.exceptions import ParserRejectedMarkup

from assistant.domain import BlockType, ReadText
from assistant.errors import UnreadableFileError
from assistant.indexing.readers.decoding import decode
from assistant.indexing.readers.furniture import furniture_positions
from assistant.indexing.readers.html_tables import is_data_table, table_pieces
from assistant.indexing.readers.html_visibility import Visibility
from assistant.indexing.readers.pieces import Piece, assemble
from assistant.indexing.readers.plain_lines import drop_ornament
from assistant.texts_fr import reading as texts

_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_CHARSET_WINDOW_BYTES = 4096
_XML_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
_BLANKS = re.compile(r"[ \t\n]+")
_EMPTY_LINE = re.compile(r"\n[ \t]*\n")

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_LISTS = frozenset({"ul", "ol", "menu", "dir"})
_BLOCKS = frozenset(
    # fmt: off
    {
        "address",
        "article",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "header",
        "hr",
        "legend",
        "li",
        "main",
        "option",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
    }
    # fmt: on
)
_MIN_MAIN_CHARS = 50
_MAX_MAIN_CANDIDATES = 5
# Twice what browsers follow; tags that a page forgets to close pile up too.
_MAX_DEPTH = 1_000
# Tables nested deeper are layout; looking into each would take quadratic time.
_MAX_TABLE_DEPTH = 10
# A list outside the main part with this many short items, nearly all of it links, is a menu.
_MENU_ITEMS = 3
_MENU_LINK_SHARE = 0.8
_MENU_ITEM_CHARS = 40


def read(data: bytes) -> ReadText:
    """Read an HTML page.

    Raises:
        UnreadableFileError: if the page is empty, binary, too deep, without visible text or too long.
    """
    declared = _CHARSET.search(data[:_CHARSET_WINDOW_BYTES])
    source = decode(data, declared=declared.group(1).decode("ascii", "replace") if declared else None)
    soup = _parse(_XML_DECLARATION.sub("", source, count=1))
    visibility = Visibility(soup)
    root, is_main = _main_part(soup, visibility)
    pieces = _Walk(visibility, keeps_link_lists=is_main).pieces(root)
    furniture = furniture_positions([piece.marker + piece.text for piece in pieces])
    kept = (piece for position, piece in enumerate(pieces) if position not in furniture)
    return assemble(kept, title=soup.title.get_text() if soup.title else None)


def _parse(source: str) -> BeautifulSoup:
    try:
        with warnings.catch_warnings():
            # The library warns of pages that look like an address or like XML; both are read all the same.
            warnings.simplefilter("ignore")
            return BeautifulSoup(source, "lxml")
    except (ParserRejectedMarkup, RecursionError) as error:
        raise UnreadableFileError(texts.BROKEN_HTML) from error


def _main_part(soup: BeautifulSoup, visibility: Visibility) -> tuple[Tag, bool]:
    """Return the element that holds the page's matter, and whether the page itself says so."""
    candidates = [
        *soup.find_all("main", limit=_MAX_MAIN_CANDIDATES),
        *soup.select("[role=main]", limit=_MAX_MAIN_CANDIDATES),
    ]
    articles = soup.find_all("article", limit=2)
    for element in (*candidates, *(articles if len(articles) == 1 else ())):
        if visibility.is_seen(element) and len(element.get_text(strip=True)) >= _MIN_MAIN_CHARS:
            return element, True
    return soup.body or soup, False


class _Walk:
    """One pass over an element's tree, without recursion: hostile pages nest without end."""

    def __init__(self, visibility: Visibility, *, keeps_link_lists: bool) -> None:
        self._visibility = visibility
        self._keeps_link_lists = keeps_link_lists
        self._pieces: list[Piece] = []
        self._buffer: list[str] = []
        self._heading = 0
        # Number of the next item of each open list, outermost first; None: bullets.
        self._lists: list[int | None] = []
        self._marker = ""
        # Term of a definition list that waits for its definition.
        self._term = ""
        self._verbatim_depth = 0
        self._article_depth = 0
        self._table_depth = 0
        self._depth = 0

    def pieces(self, root: Tag) -> list[Piece]:
        """Return the visible pieces under an element, in order.

        Raises:
            UnreadableFileError: if elements are nested deeper than any page's need.
        """
        todo: list[tuple[Tag | NavigableString, bool]] = [(root, False)]
        while todo:
            node, is_leaving = todo.pop()
            if not isinstance(node, Tag):
                self._add_text(node)
            elif is_leaving:
                self._leave(node)
            elif node is root or not self._is_left_out(node):
                self._enter(node)
                todo.append((node, True))
                if not self._take_table(node):
                    todo.extend((child, False) for child in reversed(list(_children(node))))
        self._flush()
        return self._pieces

    def _is_left_out(self, tag: Tag) -> bool:
        if tag.name == "header" and self._article_depth:
            return self._visibility.is_hidden(tag)
        if self._visibility.is_furniture(tag):
            return True
        return tag.name in _LISTS and not self._lists and not self._keeps_link_lists and _is_link_menu(tag)

    def _take_table(self, tag: Tag) -> bool:
        if tag.name != "table" or self._table_depth > _MAX_TABLE_DEPTH or not is_data_table(tag):
            return False
        self._pieces.extend(table_pieces(tag, self._visibility))
        return True

    def _add_text(self, node: NavigableString) -> None:
        self._buffer.append(str(node) if self._verbatim_depth else _BLANKS.sub(" ", str(node)))

    def _enter(self, tag: Tag) -> None:
        name = tag.name
        self._depth += 1
        if self._depth > _MAX_DEPTH:
            raise UnreadableFileError(texts.NESTED_TOO_DEEP)
        if name == "br":
            self._buffer.append("\n")
            return
        if name in _BLOCKS or name in _LISTS or name in _HEADINGS:
            self._flush()
        if name in _LISTS or name == "dl":
            self._lists.append(1 if name == "ol" else None)
        elif name in ("li", "dd", "dt"):
            self._open_item(name)
        elif name in _HEADINGS:
            self._heading = int(name[1])
        self._verbatim_depth += name == "pre"
        self._table_depth += name == "table"
        self._article_depth += name in ("main", "article")

    def _leave(self, tag: Tag) -> None:
        name = tag.name
        self._depth -= 1
        if name == "dt":
            self._term = "".join(self._buffer).strip()
            self._buffer.clear()
            return
        if name in _BLOCKS or name in _LISTS or name in _HEADINGS:
            self._flush()
        if (name in _LISTS or name == "dl") and self._lists:
            self._end_term()
            self._lists.pop()
        elif name in _HEADINGS:
            self._heading = 0
        elif name == "li":
            self._marker = ""
        self._verbatim_depth -= name == "pre"
        self._table_depth -= name == "table"
        self._article_depth -= name in ("main", "article")

    def _open_item(self, name: str) -> None:
        if not self._lists or name == "dd":
            return
        self._end_term()
        number = self._lists[-1]
        self._marker = "- " if number is None else f"{number}. "
        self._lists[-1] = None if number is None else number + 1

    def _end_term(self) -> None:
        """Write a term that no definition follows."""
        if self._term:
            self._pieces.append(self._prose(self._term))
            self._term = ""

    def _flush(self) -> None:
        """Turn the text gathered so far into a piece of the present role."""
        text = "".join(self._buffer).strip()
        self._buffer.clear()
        if not text:
            return
        if self._term:
            text, self._term = f"{self._term} : {text}", ""
        if self._heading:
            heading = drop_ornament(_BLANKS.sub(" ", text))
            self._pieces.append(Piece(type=BlockType.HEADING, text=heading, level=self._heading))
            return
        for part in _EMPTY_LINE.split(text):
            self._pieces.append(self._prose(part))

    def _prose(self, text: str) -> Piece:
        if not self._lists:
            return Piece(type=BlockType.PARAGRAPH, text=text)
        marker, self._marker = self._marker, ""
        text = drop_ornament(text)
        return Piece(type=BlockType.LIST_ITEM, text=text, level=len(self._lists), marker=marker)


def _children(tag: Tag) -> Iterator[Tag | NavigableString]:
    """Yield elements and text; comments, declarations and instructions are no text."""
    for child in tag.children:
        if isinstance(child, Tag) or type(child) is NavigableString:
            yield child


def _is_link_menu(tag: Tag) -> bool:
    items = tag.find_all("li")
    if len(items) < _MENU_ITEMS:
        return False
    chars = len(tag.get_text(strip=True))
    linked = sum(len(link.get_text(strip=True)) for link in tag.find_all("a"))
    return linked >= _MENU_LINK_SHARE * chars and chars <= _MENU_ITEM_CHARS * len(items)
