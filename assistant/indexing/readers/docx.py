"""Reads Word files (.docx): their text with headings, lists, tables and notes, without what is hidden."""

import re
from collections.abc import Iterator

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement

from assistant.domain import BlockType, ReadText
from assistant.errors import UnreadableFileError
from assistant.indexing.readers.docx_numbering import Numbering
from assistant.indexing.readers.docx_package import STRUCTURE_ERRORS, open_document
from assistant.indexing.readers.docx_runs import ShownText, children, shown_text
from assistant.indexing.readers.docx_styles import Styles
from assistant.indexing.readers.docx_tables import is_data_table, shown_rows, table_pieces
from assistant.indexing.readers.pieces import Piece, assemble, tidy
from assistant.indexing.readers.plain_lines import Paragraph, drop_ornament, pieces_of
from assistant.texts_fr import reading as texts

_PARAGRAPH, _TABLE = qn("w:p"), qn("w:tbl")
_CONTAINERS = frozenset(
    qn(f"w:{name}")
    for name in ("body", "sdt", "sdtContent", "customXml", "ins", "moveTo", "tr", "tc", "txbxContent")
)
_NOTE_PARTS = {"footnote": RELATIONSHIP_TYPE.FOOTNOTES, "endnote": RELATIONSHIP_TYPE.ENDNOTES}
# "Article 3": a label that belongs to the words, other than "3." or "b)".
_WORD_LABEL = re.compile(r"[^\W\d_]{4,}")
# The title that a new file is born with.
_EMPTY_TITLES = frozenset({"", "word document", "document word"})


def read(data: bytes) -> ReadText:
    """Read a Word file.

    Raises:
        UnreadableFileError: if the file is empty, no Word file, locked by a password, broken, harmful,
            without text or too long; each with its own reason.
    """
    if not data:
        raise UnreadableFileError(texts.EMPTY_FILE)
    document = open_document(data)
    try:
        return assemble(_Walk(document).pieces(), title=_title(document))
    except STRUCTURE_ERRORS as error:
        raise UnreadableFileError(texts.BROKEN_DOCX) from error


def _title(document: WordDocument) -> str | None:
    """Return the title that the file's properties state."""
    # Asking for properties that are not there would make some.
    package = document.part.package
    relations = package.rels.values() if package else ()
    if not any(relation.reltype == RELATIONSHIP_TYPE.CORE_PROPERTIES for relation in relations):
        return None
    title = document.core_properties.title
    return None if title.strip().lower() in _EMPTY_TITLES else title


class _Walk:
    """One pass over a document's body, without recursion."""

    def __init__(self, document: WordDocument) -> None:
        self._body = document.element.body
        self._styles = Styles(document.styles.element)
        parts = {relation.reltype: relation for relation in document.part.rels.values()}
        has_lists = RELATIONSHIP_TYPE.NUMBERING in parts
        self._numbering = Numbering(document.part.numbering_part.element if has_lists else None)
        # Notes not yet written, by kind and identifier.
        self._notes = {
            (kind, note.get(qn("w:id"), "")): note
            for kind, relation in _NOTE_PARTS.items()
            if relation in parts
            for note in parse_xml(parts[relation].target_part.blob)
        }
        # Paragraphs wait for their role until it is known whether the document has headings of its own.
        self._found: list[Piece | Paragraph] = []

    def pieces(self) -> list[Piece]:
        """Return the document's pieces, in order."""
        todo = [self._body]
        while todo:
            element = todo.pop()
            if element.tag == _PARAGRAPH:
                todo.extend(reversed(self._take_paragraph(element)))
            elif element.tag == _TABLE:
                todo.extend(reversed(self._take_table(element)))
            elif element.tag in _CONTAINERS:
                todo.extend(reversed(list(children(element))))
        return list(self._with_roles())

    def _take_paragraph(self, paragraph: BaseOxmlElement) -> tuple[BaseOxmlElement, ...]:
        """Take in a paragraph and its notes; return the text boxes that stand beside it."""
        shown = shown_text(paragraph, self._styles)
        if not self._styles.is_contents(paragraph):
            self._found.append(self._piece(paragraph, shown.text))
            self._take_notes(shown)
        return shown.boxes

    def _take_table(self, table: BaseOxmlElement) -> list[BaseOxmlElement]:
        """Take in a table of data with its notes; return the rows of any other, to be read as prose."""
        if not is_data_table(table, self._styles):
            return shown_rows(table)
        notes: list[ShownText] = []
        self._found.extend(
            table_pieces(table, self._styles, cell_text=lambda cell: self._cell_text(cell, notes))
        )
        for shown in notes:
            self._take_notes(shown)
        return []

    def _cell_text(self, cell: BaseOxmlElement, notes: list[ShownText]) -> str:
        lines: list[str] = []
        todo = [cell]
        while todo:
            element = todo.pop()
            if element.tag == _PARAGRAPH:
                shown = shown_text(element, self._styles)
                notes.append(shown)
                lines.append(_labelled(self._label(element).removeprefix("- "), shown.text))
                todo.extend(reversed(shown.boxes))
            elif element.tag in _CONTAINERS:
                todo.extend(reversed(list(children(element))))
        return "\n".join(lines)

    def _take_notes(self, shown: ShownText) -> None:
        for key in shown.notes:
            note = self._notes.pop(key, None)
            if note is not None:
                lines = [shown_text(one, self._styles).text for one in note.iter(_PARAGRAPH)]
                self._found.append(Piece(type=BlockType.PARAGRAPH, text="\n".join(lines)))

    def _piece(self, paragraph: BaseOxmlElement, text: str) -> Piece | Paragraph:
        label = self._label(paragraph)
        level = self._styles.heading_level(paragraph)
        if level:
            heading = _labelled(label.removeprefix("- "), drop_ornament(" ".join(text.split())))
            return Piece(type=BlockType.HEADING, text=heading, level=level)
        place = self._styles.list_place(paragraph)
        depth = place.depth + 1 if place else self._styles.plain_list_level(paragraph)
        if depth and not _WORD_LABEL.search(label):
            marker = f"{label.strip()} " if label else ""
            return Piece(type=BlockType.LIST_ITEM, text=drop_ornament(text), level=depth, marker=marker)
        return Paragraph(text=tidy(_labelled(label, text)))

    def _label(self, paragraph: BaseOxmlElement) -> str:
        """Count a list's paragraph and return what stands before it, empty outside lists."""
        place = self._styles.list_place(paragraph)
        if place is not None:
            return self._numbering.next_label(place)
        return "- " if self._styles.plain_list_level(paragraph) else ""

    def _with_roles(self) -> Iterator[Piece]:
        """Yield all pieces; plain paragraphs are read as lines of text are.

        Where styles mark no heading, they are read together, so that short lines before prose become
        headings.
        """
        has_headings = any(
            isinstance(one, Piece) and one.type is BlockType.HEADING and one.text for one in self._found
        )
        waiting: list[Paragraph] = []
        for one in self._found:
            if isinstance(one, Piece) or has_headings:
                yield from pieces_of(waiting)
                waiting.clear()
            if isinstance(one, Piece):
                yield one
            elif one.text:
                waiting.append(one)
        yield from pieces_of(waiting)


def _labelled(label: str, text: str) -> str:
    """Put a number before its text as Word shows it; one that is a word and alone is a text of its own."""
    if not label or not text.strip():
        return label if _WORD_LABEL.search(label) else text
    joint = " – " if _WORD_LABEL.search(label) and label[-1].isalnum() else " "
    return f"{label}{joint}{text}"
