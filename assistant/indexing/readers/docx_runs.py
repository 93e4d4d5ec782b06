"""Reads what a Word paragraph shows: not its deletions, its hidden runs, its fields' instructions."""

from collections.abc import Iterator
from dataclasses import dataclass

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from assistant.indexing.readers.docx_styles import Look, Styles, child, is_pale, is_shaded, value_of

_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_TEXT = frozenset({qn("w:t"), _MATH_TEXT})
_SIGNS = {
    qn("w:tab"): " ",
    qn("w:ptab"): " ",
    qn("w:br"): "\n",
    qn("w:cr"): "\n",
    qn("w:noBreakHyphen"): "\u2011",
}
_NOTES = {qn("w:footnoteReference"): "footnote", qn("w:endnoteReference"): "endnote"}
_RUN = qn("w:r")
_TEXT_BOX = qn("w:txbxContent")
# Deleted or moved away, properties, and what a field computes from.
_LEFT_OUT = frozenset(
    qn(f"w:{name}") for name in ("del", "moveFrom", "pPr", "rPr", "instrText", "delText", "rt", "sdtPr")
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownText:
    """What one paragraph shows."""

    text: str
    # Kind and identifier of the notes it refers to, in order.
    notes: tuple[tuple[str, str], ...]
    # Text boxes anchored in it, in order.
    boxes: tuple[BaseOxmlElement, ...]


def shown_text(paragraph: BaseOxmlElement, styles: Styles) -> ShownText:
    """Return what a paragraph shows, without recursion."""
    parts: list[str] = []
    notes: list[tuple[str, str]] = []
    boxes: list[BaseOxmlElement] = []
    look = styles.paragraph_look(paragraph)
    todo = [paragraph]
    while todo:
        element = todo.pop()
        tag = element.tag
        if tag in _TEXT:
            parts.append(element.text or "")
        elif tag in _SIGNS:
            parts.append(_SIGNS[tag])
        elif tag in _NOTES:
            notes.append((_NOTES[tag], element.get(qn("w:id"), "")))
        elif tag == _TEXT_BOX:
            boxes.append(element)
        elif tag in _LEFT_OUT or (
            tag == _RUN and not _is_seen(styles.look(element, look), paragraph, styles)
        ):
            continue
        else:
            todo.extend(reversed(list(children(element))))
    return ShownText(text="".join(parts), notes=tuple(notes), boxes=tuple(boxes))


def is_bold(paragraph: BaseOxmlElement, styles: Styles) -> bool:
    """Tell whether every run of a paragraph that holds words is bold; true of one without words."""
    runs = (run for run in paragraph.iter(_RUN) if any(text.text for text in run.iter(*_TEXT)))
    look = styles.paragraph_look(paragraph)
    return all(styles.look(run, look).is_bold for run in runs)


def children(element: BaseOxmlElement) -> Iterator[BaseOxmlElement]:
    """Yield the elements under one; of alternatives for several programs, the first alone."""
    for under in element:
        if under.tag == f"{_COMPATIBILITY}AlternateContent":
            chosen = under.find(f"{_COMPATIBILITY}Choice")
            chosen = under.find(f"{_COMPATIBILITY}Fallback") if chosen is None else chosen
            # The depth of a file's elements is bounded where it is opened.
            yield from () if chosen is None else children(chosen)
        else:
            yield under


def _is_seen(look: Look, paragraph: BaseOxmlElement, styles: Styles) -> bool:
    if look.is_vanished or look.is_tiny:
        return False
    return not look.is_pale or bool(look.is_shaded) or _has_coloured_ground(paragraph, styles)


def _has_coloured_ground(paragraph: BaseOxmlElement, styles: Styles) -> bool:
    """Tell whether pale text can be read here: on a shaded paragraph or cell, in a box, on a tinted page."""
    if styles.shades_paragraph(paragraph):
        return True
    for element in paragraph.iterancestors(
        *(qn(f"w:{name}") for name in ("tc", "tbl", "txbxContent", "document"))
    ):
        name = element.tag.rpartition("}")[2]
        properties = child(element, f"w:{name}Pr")
        if name == "txbxContent" or is_shaded(properties):
            return True
        if name == "tbl" and styles.shades_cells(value_of(child(properties, "w:tblStyle"))):
            return True
        ground = child(element, "w:background")
        if ground is not None and not is_pale(ground.get(qn("w:color"), "FFFFFF")):
            return True
    return False
