"""Knows what a Word file's styles make of its paragraphs and runs: headings, lists, what is not seen."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields
from functools import cache, reduce

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

MAX_HEADING_LEVEL = 9

_HEADING_NAME = re.compile(r"(?:heading|titre)\s*([1-9])", re.IGNORECASE)
_TITLE_NAME = re.compile(r"title|titre", re.IGNORECASE)
_LIST_NAME = re.compile(r"(?:list bullet|list number|liste à puces|liste à numéros)\s*(\d)?", re.IGNORECASE)
# A table of contents says the headings again.
_CONTENTS_NAME = re.compile(
    r"(?:toc|contents|tm)\s*\d|toc heading|en-tête de table des matières", re.IGNORECASE
)
_VALUE = qn("w:val")
_SHADE, _BOLD, _COLOUR_TAG, _SIZE = qn("w:shd"), qn("w:b"), qn("w:color"), qn("w:sz")
_VANISH_TAGS = (qn("w:vanish"), qn("w:specVanish"))
_LOOK_TAGS = frozenset({_SHADE, qn("w:highlight"), _BOLD, _COLOUR_TAG, _SIZE, *_VANISH_TAGS})
_OFF = frozenset({"0", "false", "off", "none"})
_COLOUR = re.compile(r"[0-9a-fA-F]{6}")
# On the white of a page, nothing paler can be read.
_PALEST_CHANNEL = 0xF0
# Half-points: text of two points and less is a line of dust.
_TINIEST_HALF_POINTS = 4
_MAX_HALF_POINTS = 10_000
_BODY_TEXT_LEVEL = 9
# Word itself stops at eleven.
_MAX_STYLES_IN_A_ROW = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How a run is shown; None: not stated here."""

    is_vanished: bool | None = None
    is_pale: bool | None = None
    is_tiny: bool | None = None
    is_bold: bool | None = None
    is_shaded: bool | None = None

    def over(self, other: "Look") -> "Look":
        """Return this look, with what it leaves unstated taken from another."""
        if self is _PLAIN or other is _PLAIN:
            return other if self is _PLAIN else self
        own = {field.name: getattr(self, field.name) for field in fields(self)}
        return Look(**{name: getattr(other, name) if value is None else value for name, value in own.items()})


_PLAIN = Look()


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPlace:
    """The list that a paragraph belongs to, and how deep in it, from 0."""

    number_id: str
    depth: int


class Styles:
    """The styles of one file, by identifier."""

    def __init__(self, root: BaseOxmlElement) -> None:
        """Take in the styles part's root element."""
        found = list(root.iterchildren(qn("w:style")))
        self._by_id = {style.get(qn("w:styleId"), ""): style for style in found}
        self._default = next(
            (name for name, style in self._by_id.items() if _is_default_paragraph(style)), ""
        )
        self._chains: dict[str, tuple[_Style, ...]] = {}
        self._looks: dict[str, Look] = {}

    def heading_level(self, paragraph: BaseOxmlElement) -> int:
        """Return the depth of a heading from 1, 0 for anything else."""
        for properties, name in self._levels_of(paragraph):
            stated = value_of(child(properties, "w:outlineLvl"))
            if stated.isdecimal():
                return int(stated) + 1 if int(stated) < _BODY_TEXT_LEVEL else 0
            match = _HEADING_NAME.fullmatch(name)
            if match or _TITLE_NAME.fullmatch(name):
                return int(match[1]) if match else 1
        return 0

    def list_place(self, paragraph: BaseOxmlElement) -> ListPlace | None:
        """Return the numbered or bulleted list of a paragraph, None outside any."""
        number_id = depth = ""
        for properties, _ in self._levels_of(paragraph):
            numbering = child(properties, "w:numPr")
            number_id = number_id or value_of(child(numbering, "w:numId"))
            depth = depth or value_of(child(numbering, "w:ilvl"))
        if number_id in ("", "0"):
            return None
        return ListPlace(number_id=number_id, depth=bounded_number(depth, limit=MAX_HEADING_LEVEL - 1))

    def plain_list_level(self, paragraph: BaseOxmlElement) -> int:
        """Return the depth from 1 of an item whose style alone, by its name, makes it one; 0 otherwise."""
        names = (name for _, name in self._levels_of(paragraph))
        match = next(filter(None, map(_LIST_NAME.fullmatch, names)), None)
        return int(match[1] or 1) if match else 0

    def is_contents(self, paragraph: BaseOxmlElement) -> bool:
        """Tell whether a paragraph is a line of a table of contents."""
        return any(_CONTENTS_NAME.fullmatch(name) for _, name in self._levels_of(paragraph))

    def paragraph_look(self, paragraph: BaseOxmlElement) -> Look:
        """Return how a paragraph's style shows its runs."""
        return self._style_look(self._style_id(paragraph))

    def look(self, run: BaseOxmlElement, paragraph_look: Look) -> Look:
        """Return how a run is shown, by its own properties, then its style's, then its paragraph's."""
        properties = child(run, "w:rPr")
        if properties is None:
            return paragraph_look
        own = _look_of(properties)
        style = child(properties, "w:rStyle")
        named = own if style is None else own.over(self._style_look(value_of(style)))
        return named.over(paragraph_look)

    def shades_paragraph(self, paragraph: BaseOxmlElement) -> bool:
        """Tell whether a paragraph, by itself or by its style, has a colour behind it."""
        return any(is_shaded(properties) for properties, _ in self._levels_of(paragraph))

    def first_row_stands_out(self, style_id: str) -> bool:
        """Tell whether a table's style sets its first row off by weight or shade."""
        for style in self._chain(style_id):
            for part in style.element.iterchildren(qn("w:tblStylePr")):
                is_first = part.get(qn("w:type")) == "firstRow"
                is_bold = _look_of(child(part, "w:rPr")).is_bold
                if is_first and (is_bold or is_shaded(child(part, "w:tcPr"))):
                    return True
        return False

    def shades_cells(self, style_id: str) -> bool:
        """Tell whether a table's style puts a colour behind some of its text."""
        shades = (shade for style in self._chain(style_id) for shade in style.element.iter(_SHADE))
        return any(_is_filled(shade) for shade in shades)

    def _levels_of(self, paragraph: BaseOxmlElement) -> Iterator[tuple[BaseOxmlElement | None, str]]:
        """Yield a paragraph's own properties, then those of its styles with their names, nearest first."""
        yield child(paragraph, "w:pPr"), ""
        for style in self._chain(self._style_id(paragraph)):
            yield style.properties, style.name

    def _style_id(self, paragraph: BaseOxmlElement) -> str:
        style = child(child(paragraph, "w:pPr"), "w:pStyle")
        return value_of(style) or self._default

    def _style_look(self, style_id: str) -> Look:
        if style_id not in self._looks:
            looks = (_look_of(child(style.element, "w:rPr")) for style in self._chain(style_id))
            self._looks[style_id] = reduce(Look.over, looks, _PLAIN)
        return self._looks[style_id]

    def _chain(self, style_id: str) -> tuple["_Style", ...]:
        """Return a style and those it is based on; a file may make a ring of them."""
        if style_id not in self._chains:
            chain: list[_Style] = []
            next_id = style_id
            while next_id in self._by_id and len(chain) < _MAX_STYLES_IN_A_ROW:
                element = self._by_id[next_id]
                name = value_of(child(element, "w:name"))
                properties = child(element, "w:pPr")
                chain.append(_Style(element=element, name=name, properties=properties))
                next_id = value_of(child(element, "w:basedOn"))
            self._chains[style_id] = tuple(chain)
        return self._chains[style_id]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Style:
    """One style of a file."""

    element: BaseOxmlElement
    name: str
    # Of its paragraphs, where it states some.
    properties: BaseOxmlElement | None


def child(element: BaseOxmlElement | None, name: str) -> BaseOxmlElement | None:
    """Return the first child of a name such as "w:pPr", None without any."""
    return None if element is None else element.find(_tag(name))


@cache
def _tag(name: str) -> str:
    """Return the tag of a name; asking the library each time would take a third of a reading."""
    return qn(name)


def value_of(element: BaseOxmlElement | None) -> str:
    """Return the value attribute of a property, empty where it is absent."""
    return "" if element is None else str(element.get(_VALUE, ""))


def is_on(element: BaseOxmlElement | None) -> bool | None:
    """Return what a switch says, None where it is absent."""
    return None if element is None else value_of(element).lower() not in _OFF


def bounded_number(text: str, *, limit: int) -> int:
    """Return a whole number from 0 to a limit; 0 for what is no number."""
    return min(int(text), limit) if text.isascii() and text.isdecimal() and len(text) < 10 else 0


def is_shaded(properties: BaseOxmlElement | None) -> bool:
    """Tell whether properties put a colour behind their text."""
    shade = child(properties, "w:shd")
    highlight = value_of(child(properties, "w:highlight")).lower()
    return (shade is not None and _is_filled(shade)) or highlight not in ("", "none", "white")


def is_pale(colour: str) -> bool:
    """Tell whether a colour such as "FFFFFF" cannot be told from the white of a page."""
    return bool(_COLOUR.fullmatch(colour)) and min(bytes.fromhex(colour)) >= _PALEST_CHANNEL


def _is_filled(shade: BaseOxmlElement) -> bool:
    fill = str(shade.get(qn("w:fill"), "auto"))
    pattern = value_of(shade).lower()
    return pattern == "solid" or bool(_COLOUR.fullmatch(fill) and not is_pale(fill))


def _look_of(properties: BaseOxmlElement | None) -> Look:
    stated = {} if properties is None else {element.tag: element for element in properties}
    if stated.keys().isdisjoint(_LOOK_TAGS):
        return _PLAIN
    colour = value_of(stated.get(_COLOUR_TAG))
    half_points = bounded_number(value_of(stated.get(_SIZE)), limit=_MAX_HALF_POINTS)
    switches = [is_on(stated[tag]) for tag in _VANISH_TAGS if tag in stated]
    return Look(
        is_vanished=any(switches) if switches else None,
        is_pale=is_pale(colour) if colour else None,
        is_tiny=half_points <= _TINIEST_HALF_POINTS if half_points else None,
        is_bold=is_on(stated.get(_BOLD)),
        is_shaded=is_shaded(properties) or None,
    )


def _is_default_paragraph(style: BaseOxmlElement) -> bool:
    return style.get(qn("w:type")) == "paragraph" and style.get(qn("w:default")) in ("1", "true")
