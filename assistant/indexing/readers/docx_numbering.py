"""Writes the numbers and bullets that Word shows before the paragraphs of its lists."""

import re
from dataclasses import dataclass, field

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from assistant.indexing.readers.docx_styles import ListPlace, bounded_number, child, value_of

_MAX_NUMBER = 30_000
_MAX_LABEL_CHARS = 60
_PLACEHOLDER = re.compile(r"%([1-9])")
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Level:
    """How one depth of a list counts."""

    number_format: str = "bullet"
    template: str = ""
    start: int = 1


@dataclass(slots=True, kw_only=True)
class _Counters:
    """The present number at each depth of the lists that count together."""

    numbers: dict[int, int] = field(default_factory=dict)


class Numbering:
    """The lists of one file, counted in reading order."""

    def __init__(self, root: BaseOxmlElement | None) -> None:
        """Take in the numbering part's root element; None where the file has none."""
        kinds = () if root is None else root.iterchildren(qn("w:abstractNum"))
        lists = () if root is None else root.iterchildren(qn("w:num"))
        self._levels = {kind.get(qn("w:abstractNumId"), ""): _levels_of(kind) for kind in kinds}
        self._lists = {one.get(qn("w:numId"), ""): one for one in lists}
        self._counters: dict[str, _Counters] = {}
        self._begun: set[tuple[str, int]] = set()

    def next_label(self, place: ListPlace) -> str:
        """Count the next paragraph of a list and return what stands before it.

        Returns:
            "- " for a bullet; a number as shown, such as "2.", "b)" or "Article 3", without a space after
            it; empty where the list shows nothing.
        """
        kind = value_of(child(self._lists.get(place.number_id), "w:abstractNumId"))
        levels = self._levels.get(kind, {})
        level = levels.get(place.depth, _Level())
        if level.number_format == "bullet":
            return "- "
        numbers = self._counters.setdefault(kind, _Counters()).numbers
        self._count(place, level, numbers)
        return _PLACEHOLDER.sub(
            lambda match: _written(
                levels.get(int(match[1]) - 1, _Level(number_format="decimal")), numbers, int(match[1]) - 1
            ),
            level.template,
        )[:_MAX_LABEL_CHARS].strip()

    def _count(self, place: ListPlace, level: _Level, numbers: dict[int, int]) -> None:
        restart = self._restart(place)
        if restart is not None:
            numbers[place.depth] = restart
        else:
            numbers[place.depth] = min(numbers.get(place.depth, level.start - 1) + 1, _MAX_NUMBER)
        for deeper in [depth for depth in numbers if depth > place.depth]:
            del numbers[deeper]

    def _restart(self, place: ListPlace) -> int | None:
        """Return the number at which a list says that it begins anew, at its first paragraph alone."""
        key = (place.number_id, place.depth)
        if key in self._begun:
            return None
        self._begun.add(key)
        for override in self._lists[place.number_id].iterchildren(qn("w:lvlOverride")):
            start = child(override, "w:startOverride")
            if override.get(qn("w:ilvl")) == str(place.depth) and start is not None:
                return bounded_number(value_of(start), limit=_MAX_NUMBER)
        return None


def _levels_of(kind: BaseOxmlElement) -> dict[int, _Level]:
    levels = {}
    for element in kind.iterchildren(qn("w:lvl")):
        start = child(element, "w:start")
        levels[bounded_number(element.get(qn("w:ilvl"), ""), limit=9)] = _Level(
            number_format=value_of(child(element, "w:numFmt")) or "decimal",
            template=value_of(child(element, "w:lvlText")),
            start=1 if start is None else bounded_number(value_of(start), limit=_MAX_NUMBER),
        )
    return levels


def _written(level: _Level, numbers: dict[int, int], depth: int) -> str:
    number = numbers.get(depth, level.start)
    match level.number_format:
        case "lowerLetter" | "upperLetter":
            letters = chr(ord("a") + (number - 1) % 26) * (1 + (number - 1) // 26)
            return letters[:4] if level.number_format == "lowerLetter" else letters[:4].upper()
        case "lowerRoman" | "upperRoman":
            return _roman(number) if level.number_format == "lowerRoman" else _roman(number).upper()
        case "decimalZero":
            return f"{number:02}"
        case "none" | "bullet":
            return ""
        case _:
            return str(number)


def _roman(number: int) -> str:
    written = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        written += letters * count
    return written
