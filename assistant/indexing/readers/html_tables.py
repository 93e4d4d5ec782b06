"""Reads the tables of a page: each data row with the names of its columns."""

from bs4 import Tag
from bs4.element import NavigableString

from assistant.domain import BlockType
from assistant.indexing.readers.html_visibility import Visibility, attribute
from assistant.indexing.readers.pieces import Piece, table_rows

# What no table of data holds: these show that the table only places things on the page.
_LAYOUT_SIGNS = ["table", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "form"]
_MAX_SPAN = 100
_MAX_HEADER_ROWS = 3


def is_data_table(table: Tag) -> bool:
    """Tell whether a table has rows and columns of data, and not a page's layout."""
    if attribute(table, "role") == "presentation" or table.find(_LAYOUT_SIGNS) is not None:
        return False
    rows = table.find_all("tr")
    return len(rows) >= 2 and max(len(_cells(row)) for row in rows) >= 2


def table_pieces(table: Tag, visibility: Visibility) -> list[Piece]:
    """Return the caption of a table and its rows, hidden ones left out."""
    caption = table.find("caption")
    rows = [row for row in table.find_all("tr") if not visibility.is_hidden(row)]
    header_count = _header_rows(rows)
    grid = _grid(rows, visibility)
    header = [
        " – ".join(dict.fromkeys(filter(None, names))) for names in zip(*grid[:header_count], strict=True)
    ]
    pieces = table_rows(header, grid[header_count:])
    if isinstance(caption, Tag) and not visibility.is_hidden(caption):
        text = _visible_text(caption, visibility)
        return [Piece(type=BlockType.PARAGRAPH, text=text), *pieces]
    return pieces


def _cells(row: Tag) -> list[Tag]:
    return [cell for cell in row.find_all(["td", "th"], recursive=False) if isinstance(cell, Tag)]


def _header_rows(rows: list[Tag]) -> int:
    count = 0
    for row in rows[:_MAX_HEADER_ROWS]:
        cells = _cells(row)
        if not cells or any(cell.name != "th" for cell in cells):
            break
        count += 1
    return count


def _grid(rows: list[Tag], visibility: Visibility) -> list[list[str]]:
    """Return the rows at one width: a cell over several rows comes again, over several columns once.

    A header's cell over several columns names each of them.
    """
    header_count = _header_rows(rows)
    grid: list[list[str]] = []
    # Text and rows left of the cells that reach down, by column.
    reaching: dict[int, tuple[str, int]] = {}
    for number, row in enumerate(rows):
        line: list[str] = []
        for cell in _cells(row):
            _place_reaching(line, reaching)
            text = "" if visibility.is_hidden(cell) else _visible_text(cell, visibility)
            width, height = _span(cell, "colspan"), _span(cell, "rowspan")
            if height > 1:
                reaching[len(line)] = (text, height - 1)
            line.extend([text, *([text if number < header_count else ""] * (width - 1))])
        _place_reaching(line, reaching)
        grid.append(line)
    widest = max(map(len, grid), default=0)
    return [line + [""] * (widest - len(line)) for line in grid]


def _place_reaching(line: list[str], reaching: dict[int, tuple[str, int]]) -> None:
    while (column := len(line)) in reaching:
        text, rows_left = reaching.pop(column)
        line.append(text)
        if rows_left > 1:
            reaching[column] = (text, rows_left - 1)


def _span(cell: Tag, name: str) -> int:
    value = attribute(cell, name).strip()
    return max(1, min(int(value), _MAX_SPAN)) if value.isdecimal() and len(value) < 6 else 1


def _visible_text(root: Tag, visibility: Visibility) -> str:
    parts: list[str] = []
    todo: list[object] = [root]
    while todo:
        node = todo.pop()
        if type(node) is NavigableString:
            parts.append(str(node).replace("\n", " "))
        elif isinstance(node, Tag) and (node is root or not visibility.is_furniture(node)):
            if node.name in ("br", "p", "div", "li"):
                parts.append("\n")
            todo.extend(reversed(list(node.children)))
    return "".join(parts)
