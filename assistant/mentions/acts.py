"""Finds statutes, ordinances, decrees, orders, circulars and European acts."""

import re
from collections.abc import Iterator

from assistant.mentions.dates import DATE, parse_date
from assistant.mentions.record import (
    DASH,
    NUMBER_MARK,
    LegalReference,
    ReferenceKind,
    plain_number,
    span_of,
)

# Names in use for a statute, with its number.
_POPULAR_NAMES = {
    r"thiolli[eè]re": "2007-147",
    r"oudin(?:\s?[-‐‑–/]\s?santini|\s+santini)?": "2005-95",
    r"lop-?dsi": "2014-773",
    r"letchimy": "2016-1657",
    r"lop-?dslim": "2021-1031",
    r"3\s?ds": "2022-217",
    r"atr": "92-125",
    r"notre": "2015-991",
    r"maptam": "2014-58",
    r"defferre": "82-213",
}
# Names that nothing else bears, so that they need no « loi » before them.
_SELF_STANDING = re.compile(
    rf"\b(?:[Oo]udin\s?{DASH}\s?[Ss]antini|LOP-?DSI|LOP-?DSLIM|MAPTAM|NOTRe)\b", re.UNICODE
)
_NAMES = "|".join(_POPULAR_NAMES)
_QUALIFIER = (
    rf"(?i:dite|organique|constitutionnelle|ordinaire|française|d['’]orientation|de\s+programmation|"
    rf"de\s+finances|(?:{_NAMES})\b)|[A-ZÀ-ÖØ-Þ][\w’'-]*"
)
_STATUTE = re.compile(
    rf"\b(?:[Ll]ois?|LOIS?)\b(?P<words>(?:\s+(?:[«“\"]\s?)?(?:{_QUALIFIER})(?:\s?[»”\"])?){{0,4}})"
    rf"(?:[\s,(]*(?P<mark>(?i:{NUMBER_MARK}))?(?P<number>(?<![\d-])\d{{2,4}}{DASH}\d{{1,4}})(?![\w/]|{DASH}\d))?"
    rf"(?:[\s,(]+du\s+(?P<date>{DATE}))?"
)

_ACT_KINDS = {
    "ord": ReferenceKind.ORDINANCE,
    "déc": ReferenceKind.DECREE,
    "arr": ReferenceKind.ORDER,
    "cir": ReferenceKind.CIRCULAR,
    "ins": ReferenceKind.CIRCULAR,
}
_ACT_NAMES = {
    "ord": "ordonnance",
    "déc": "décret",
    "arr": "arrêté",
    "cir": "circulaire",
    "ins": "instruction",
}
_ACT = re.compile(
    rf"(?i:\b(?P<type>ordonnance|d[ée]cret|arr[êe]t[ée]|circulaire|instruction)s?\b"
    r"(?:\s+(?!lois?\b|codes?\b|articles?\b|d[ée]crets?\b|circulaires?\b|du\s+\d)[^\s.;,()]+){0,6}?"
    rf"[\s,(]+(?:(?P<mark>{NUMBER_MARK})?(?P<number>(?<![\d-])\d{{2,4}}{DASH}\d{{1,5}})(?![\w/]|{DASH}\d)"
    rf"(?:[\s,(]+du\s+(?P<date>{DATE}))?|du\s+(?P<lone_date>{DATE})))"
)
_EUROPEAN = re.compile(
    r"(?i:\b(?P<type>r[èe]glement|directive)s?\s*(?:\((?P<body>CE|UE|CEE|EU)(?:,\s?Euratom)?\)\s*)?"
    rf"(?:{NUMBER_MARK})?(?P<number>\d{{1,4}}/\d{{1,4}})(?:/(?:CE|UE|CEE))?\b(?!/))"
)
# Identifier of the Journal officiel: ministry and service, year, rank, sort of act.
_NOR = re.compile(r"\b[A-Z]{4}\d{7}[A-Z]\b")


def find_acts(text: str) -> Iterator[LegalReference]:
    """Yield the acts that a text names by number, by date or by a name in use."""
    yield from _statutes(text)
    for match in _ACT.finditer(text):
        yield _act(match)
    for match in _EUROPEAN.finditer(text):
        name = "directive" if match["type"].lower().startswith("d") else "règlement"
        yield LegalReference(
            kind=ReferenceKind.EU_ACT, canonical=f"{name} {match['number']}", span=span_of(match)
        )
    for match in _NOR.finditer(text):
        yield LegalReference(kind=ReferenceKind.CIRCULAR, canonical=f"NOR {match[0]}", span=span_of(match))


def statute_number(number: str) -> str:
    """Write a statute's number as the Journal officiel does: two digits of year before 2000."""
    return re.sub(r"^19(\d\d-)", r"\1", plain_number(number))


def _statutes(text: str) -> Iterator[LegalReference]:
    for match in _STATUTE.finditer(text):
        canonical = _statute_name(match)
        if canonical is not None:
            yield LegalReference(
                kind=ReferenceKind.STATUTE,
                canonical=canonical,
                span=span_of(match),
                dated_on=parse_date(match["date"]),
            )
    for match in _SELF_STANDING.finditer(text):
        if not re.search(
            r"(?i:\bloi\s+(?:dite\s+)?[«“\"]?\s?)$", text[max(0, match.start() - 20) : match.start()]
        ):
            number = _popular_number(match[0])
            yield LegalReference(kind=ReferenceKind.STATUTE, canonical=f"loi {number}", span=span_of(match))


def _statute_name(match: re.Match[str]) -> str | None:
    number = match["number"]
    if number and (match["mark"] or not _is_span_of_years(number)):
        return f"loi {statute_number(number)}"
    popular = _popular_number(match["words"])
    if popular is not None:
        return f"loi {popular}"
    day = parse_date(match["date"])
    return f"loi du {day.isoformat()}" if day else None


def _popular_number(words: str) -> str | None:
    for name, number in _POPULAR_NAMES.items():
        if re.search(rf"\b(?:{name})\b", words, re.IGNORECASE):
            return number
    return None


def _is_span_of_years(number: str) -> bool:
    """« 2014-2020 » after « loi » is a period unless a number mark says otherwise."""
    return re.fullmatch(rf"(?:19|20)\d\d{DASH}(?:19|20)\d\d", number) is not None


def _act(match: re.Match[str]) -> LegalReference:
    key = match["type"].lower()[:3].replace("dec", "déc")
    day = parse_date(match["date"] or match["lone_date"])
    if match["number"]:
        label = statute_number(match["number"])
    else:
        label = f"du {day.isoformat()}" if day else f"du {match['lone_date']}"
    return LegalReference(
        kind=_ACT_KINDS[key], canonical=f"{_ACT_NAMES[key]} {label}", span=span_of(match), dated_on=day
    )
