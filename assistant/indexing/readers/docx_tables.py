"""Reads the tables of a Word file: each data row with the names of its columns."""

from collections.abc import Callable, Iterator
from itertools import zip_longest

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from assistant.indexing.readers.docx_runs import is_bold
from assistant.indexing.readers.docx_styles import (
    Styles,
    bounded_number,
    child,
    is_on,
    is_shaded,
    value_of,
)
from assistant.indexing.readers.pieces import Piece, table_rows

_ROW, _CELL, _TABLE, _PARAGRAPH = (qn(f"w:{name}") for name in ("tr", "tc", "tbl", "p"))
# A row's cells may stand in a content control or another wrapper of its own.
_WRAPPERS = frozenset(qn(f"w:{name}") for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo"))
# Word's own bound on columns is 63.
_MAX_COLUMNS = 100
_MAX_HEADER_ROWS = 3


def is_data_table(table: BaseOxmlElement, styles: Styles) -> bool:
    """Tell whether a table has rows and columns of data, and does not only place things on the page."""
    rows = shown_rows(table)
    if len(rows) < 2 or max(len(_cells(row)) for row in rows) < 2:
        return False
    holds_table = table.find(f".//{_TABLE}") is not None
    return not holds_table and not any(styles.heading_level(one) for one in table.iter(_PARAGRAPH))


def table_pieces(
    table: BaseOxmlElement, styles: Styles, *, cell_text: Callable[[BaseOxmlElement], str]
) -> list[Piece]:
    """Return the rows of a data table.

    Args:
        table: as in the file.
        styles: of the file.
        cell_text: returns what a cell shows.
    """
    rows = shown_rows(table)
    header_count = _header_rows(table, rows, styles)
    grid = _grid(rows, header_count, cell_text)
    header = [
        " – ".join(dict.fromkeys(filter(None, names)))
        for names in zip_longest(*grid[:header_count], fillvalue="")
    ]
    return table_rows(header, grid[header_count:])


def shown_rows(table: BaseOxmlElement) -> list[BaseOxmlElement]:
    """Return the rows of a table but those that are hidden or deleted."""
    return [
        row
        for row in _under(table, _ROW)
        if not is_on(child(child(row, "w:trPr"), "w:hidden")) and child(child(row, "w:trPr"), "w:del") is None
    ]


def _cells(row: BaseOxmlElement) -> list[BaseOxmlElement]:
    return list(_under(row, _CELL))


def _under(element: BaseOxmlElement, tag: str) -> Iterator[BaseOxmlElement]:
    """Yield the nearest elements of a tag under one, through wrappers; their depth is bounded."""
    for under in element:
        if under.tag == tag:
            yield under
        elif under.tag in _WRAPPERS:
            yield from _under(under, tag)


def _header_rows(table: BaseOxmlElement, rows: list[BaseOxmlElement], styles: Styles) -> int:
    """Return how many rows name the columns: those that say so, else a first one that stands out."""
    stated = 0
    for row in rows[:_MAX_HEADER_ROWS]:
        if not is_on(child(child(row, "w:trPr"), "w:tblHeader")):
            break
        stated += 1
    # A table all of whose rows repeat as headers has no data to name.
    if stated:
        return stated if stated < len(rows) else 1
    properties = child(table, "w:tblPr")
    look = child(properties, "w:tblLook")
    has_first_row = look is not None and (
        look.get(qn("w:firstRow")) == "1" or bool(int(value_of(look) or "0", 16) & 0x20)
    )
    if has_first_row and styles.first_row_stands_out(value_of(child(properties, "w:tblStyle"))):
        return 1
    return int(_stands_out(rows[0], styles) and not _stands_out(rows[1], styles))


def _stands_out(row: BaseOxmlElement, styles: Styles) -> bool:
    """Tell whether all cells of a row that hold words are shaded or bold."""
    cells = [cell for cell in _cells(row) if any(text.text for text in cell.iter(qn("w:t")))]
    return bool(cells) and all(
        is_shaded(child(cell, "w:tcPr")) or all(is_bold(one, styles) for one in cell.iter(_PARAGRAPH))
        for cell in cells
    )


def _grid(
    rows: list[BaseOxmlElement], header_count: int, cell_text: Callable[[BaseOxmlElement], str]
) -> list[list[str]]:
    """Return the cells of each row: one over several rows comes again, over several columns once.

    A header's cell over several columns names each of them.
    """
    grid: list[list[str]] = []
    above: dict[int, str] = {}
    for number, row in enumerate(rows):
        before = child(child(row, "w:trPr"), "w:gridBefore")
        line = [""] * bounded_number(value_of(before), limit=_MAX_COLUMNS)
        for cell in _cells(row):
            properties = child(cell, "w:tcPr")
            width = max(1, bounded_number(value_of(child(properties, "w:gridSpan")), limit=_MAX_COLUMNS))
            merge = child(properties, "w:vMerge")
            goes_on = merge is not None and value_of(merge) != "restart"
            text = above.get(len(line), "") if goes_on else cell_text(cell)
            above[len(line)] = text
            line.extend([text, *([text if number < header_count else ""] * (width - 1))])
        grid.append(line)
    return grid
