"""Finds statutes, ordinances, decrees, orders and circulars."""

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
    r"oudin(?:\s?[-‐‑–/]\s?santini|\s+santini)?|santini": "2005-95",
    r"lop-?dsi": "2014-773",
    r"letchimy": "2016-1657",
    r"lop-?dslim": "2021-1031",
    r"3\s?ds": "2022-217",
    r"a\.?t\.?r|joxe": "92-125",
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
    rf"(?i:dites?|organique|constitutionnelle|ordinaire|rectificative|française|modifi[ée]e|pr[ée]cit[ée]e|"
    rf"susvis[ée]e|d['’]orientation|de\s+programmation|de\s+finances|(?:{_NAMES})\b)|"
    rf"(?!(?i:{NUMBER_MARK})\d)[A-ZÀ-ÖØ-Þ][\w’'-]*"
)
# After a number mark, spaces around the hyphen are slips of typing.
_NUMBER = (
    rf"(?P<mark>(?i:{NUMBER_MARK}))?(?P<number>(?<![\d-])\d{{2,4}}(?(mark)\s?){DASH}(?(mark)\s?)\d{{1,5}})"
    rf"(?![\w/]|{DASH}\d)"
)
_DATED = rf"(?:[\s,(]+du\s+(?P<date>{DATE}))?"
_STATUTE = re.compile(
    rf"\b(?:[Ll]oi|LOI)(?P<plural>[sS])?\b(?P<words>(?:\s+(?:[«“\"]\s?)?(?:{_QUALIFIER})(?:\s?[»”\"])?){{0,4}})"
    rf"(?:[\s,(]*{_NUMBER})?{_DATED}"
)
# « loi relative à l'action extérieure du 2 février 2007 »: no other text may come in between.
_TITLED_STATUTE = re.compile(
    r"\b[Ll]oi\s+(?:relative\s+(?:à|aux?)|portant|sur)\b"
    r"(?:(?!(?i:\s(?:(?:de\s+)?[ld]['’])?(?:lois?|codes?|articles?|d[ée]cret|convention|accord|trait[ée]|"
    r"protocole|circulaire|instruction|arr[êe]t|ordonnance|directive|d[ée]cision|d[ée]lib[ée]ration|avis|date)))"
    rf"[^.;:()\n]){{1,90}}?(?:\s(?:{_NUMBER}{_DATED})|\sdu\s+(?P<lone_date>{DATE}))"
)
# « décrets n° 2017-939 et n° 2020-634 »: after a plural, further numbers.
_ANOTHER = re.compile(rf"(?:\s*,|\s+et|\s+ou)\s+{_NUMBER}{_DATED}")

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
# What a judge orders is no act: « ordonnance de référé », « ordonnance du tribunal ».
_NO_ACT_WORD = (
    r"lois?\b|codes?\b|articles?\b|d[ée]crets?\b|circulaires?\b|r[ée]f[ée]r[ée]s?\b|juges?\b|tribunal\b|cour\b|"
    r"du\s+\d"
)
_ACT = re.compile(
    r"(?i:\b(?P<type>ordonnance|d[ée]cret|arr[êe]t[ée]|circulaire|instruction)(?P<plural>s)?\b"
    rf"(?:\s+(?!{_NO_ACT_WORD})[^\s.;,()]+){{0,6}}?"
    rf"[\s,(]+(?:{_NUMBER}{_DATED}|du\s+(?P<lone_date>{DATE})))"
)
# Identifier of the Journal officiel: ministry and service, year, rank, sort of act; once with strokes.
_NOR = re.compile(
    r"\b(?P<plain>[A-Z]{4}\d{7}[A-Z])\b|\bNOR[\s:/]+(?P<spaced>[A-Z]{3}[\s/][A-Z][\s/]\d\d[\s/]\d{5}[\s/][A-Z])\b"
)


def find_acts(text: str) -> Iterator[LegalReference]:
    """Yield the acts that a text names by number, by date or by a name in use."""
    yield from _statutes(text)
    for match in _ACT.finditer(text):
        key = match["type"].lower()[:3].replace("dec", "déc")
        yield _act(match, key, match["lone_date"])
        if match["plural"]:
            yield from (_act(another, key, None) for another in _others(text, match.end()))
    for match in _NOR.finditer(text):
        group = match.lastgroup or "plain"
        number = re.sub(r"[\s/]", "", match[group])
        yield LegalReference(
            kind=ReferenceKind.CIRCULAR, canonical=f"NOR {number}", span=span_of(match, group)
        )


def statute_number(number: str) -> str:
    """Write a statute's number as the Journal officiel does: two digits of year before 2000."""
    return re.sub(r"^19(\d\d-)", r"\1", plain_number(number))


def _others(text: str, position: int) -> Iterator[re.Match[str]]:
    match = _ANOTHER.match(text, position)
    while match:
        yield match
        match = _ANOTHER.match(text, match.end())


def _statutes(text: str) -> Iterator[LegalReference]:
    for match in _STATUTE.finditer(text):
        canonical = _statute_name(match)
        if canonical is not None:
            yield _statute(canonical, match, match["date"])
            if match["plural"]:
                yield from (
                    _statute(f"loi {statute_number(another['number'])}", another, another["date"])
                    for another in _others(text, match.end())
                )
    for match in _TITLED_STATUTE.finditer(text):
        day = match["date"] or match["lone_date"]
        named = f"loi {statute_number(match['number'])}" if match["number"] else _statute_of(day)
        if named:
            yield _statute(named, match, day)
    for match in _SELF_STANDING.finditer(text):
        if not re.search(
            r"(?i:\bloi\s+(?:dite\s+)?[«“\"]?\s?)$", text[max(0, match.start() - 20) : match.start()]
        ):
            yield _statute(f"loi {_popular_number(match[0])}", match, None)


def _statute(canonical: str, match: re.Match[str], day: str | None) -> LegalReference:
    return LegalReference(
        kind=ReferenceKind.STATUTE, canonical=canonical, span=span_of(match), dated_on=parse_date(day)
    )


def _statute_name(match: re.Match[str]) -> str | None:
    number = match["number"]
    if number and (match["mark"] or not _is_span_of_years(number)):
        return f"loi {statute_number(number)}"
    popular = _popular_number(match["words"])
    return f"loi {popular}" if popular else _statute_of(match["date"])


def _statute_of(day_text: str | None) -> str | None:
    day = parse_date(day_text)
    return f"loi du {day.isoformat()}" if day else None


def _popular_number(words: str) -> str | None:
    for name, number in _POPULAR_NAMES.items():
        if re.search(rf"\b(?:{name})(?![\w-])", words, re.IGNORECASE):
            return number
    return None


def _is_span_of_years(number: str) -> bool:
    """« 2014-2020 » after « loi » is a period unless a number mark says otherwise."""
    return re.fullmatch(rf"(?:19|20)\d\d{DASH}(?:19|20)\d\d", number) is not None


def _act(match: re.Match[str], key: str, lone_date: str | None) -> LegalReference:
    day = parse_date(match["date"] or lone_date)
    if match["number"]:
        label = statute_number(match["number"])
    else:
        label = f"du {day.isoformat()}" if day else f"du {lone_date}"
    return LegalReference(
        kind=_ACT_KINDS[key], canonical=f"{_ACT_NAMES[key]} {label}", span=span_of(match), dated_on=day
    )
