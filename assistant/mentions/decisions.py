"""Finds court decisions: Conseil d'État, administrative courts, Conseil constitutionnel."""

import re
from collections.abc import Iterator

from assistant.domain import Span
from assistant.mentions.dates import DATE, parse_date
from assistant.mentions.record import NUMBER_MARK, LegalReference, ReferenceKind, plain_number, span_of

# Numbers of the courts of appeal carry the court's letters: 19LY04159.
_APPEAL_NUMBER = r"\d{2}(?:LY|PA|BX|NT|NC|MA|DA|VE|TL|DO)\d{5}"
_CASE_NUMBER = rf"(?:{_APPEAL_NUMBER}|\d{{5,7}})"
_COURT = (
    r"(?:(?P<ce>\bCE\b|\b(?i:conseil\s+d['’][ée]tat)\b)"
    r"|(?:(?P<caa>\bCAA|(?i:\bcour\s+administrative\s+d['’]appel))|(?P<ta>\bTA|(?i:\btribunal\s+administratif)))"
    r"(?:\s+d(?:e\s+|['’]))?\s*(?P<town>[A-ZÉÎ][\w’'-]+(?:\s[A-ZÉ][\w’'-]+){0,3})?)"
)
_FORMATION = (
    r"(?:\s*[,(]?\s*(?i:sect(?:ion)?|ass(?:emblée)?|avis|ord(?:onnance)?|r[ée]f(?:[ée]r[ée]s?)?|pl[ée]ni[èe]re|"
    r"\d{1,2}\s?(?:e|[èe]re|[èe]me)?(?:\s?[-/et]+\s?\d{1,2}\s?(?:e|[èe]me)?)*\s+"
    r"(?:ch(?:ambres?)?|s\.?-?s)(?:\.?\s+r[ée]unies)?)"
    r"\b\.?\)?)*"
)
_LEAD = (
    r"(?i:\s*,?\s*\(?\s*(?:a\s+\w+é\s+(?=le\s))?(?:(?:dans|par)\s+(?:sa|son|une?|ses)\s+(?:d[ée]cision|arr[êe]t|avis)s?\s+)?"
    r"(?:en\s+date\s+)?(?:du|le)?\s*)"
)
_PARTIES = r"(?:,\s*[^,;.\n]{1,60})?"
_NUMBERS = (
    rf"(?:[\s,(]*(?i:{NUMBER_MARK})(?P<numbers>{_CASE_NUMBER}"
    rf"(?:(?:\s*,\s*|\s+et\s+)(?i:{NUMBER_MARK})?{_CASE_NUMBER})*)\b)"
)
# Right after the court, the usual length of its numbers tells them from others: « CE 472155 ».
_UNMARKED = re.compile(rf"{_COURT}\s+(?P<numbers>(?(ce)\d{{6}}|\d{{7}}))\b")
_DATED = re.compile(
    rf"{_COURT}{_FORMATION}(?:{_LEAD}|{_PARTIES},\s*)(?P<date>{DATE})(?:[^;\n]{{0,120}}?{_NUMBERS})?"
)
_NUMBERED = re.compile(rf"{_COURT}{_FORMATION}{_PARTIES}{_NUMBERS}")
_LONE_APPEAL = re.compile(rf"\b{_APPEAL_NUMBER}\b")
_LONE_STATE_COUNCIL = re.compile(
    rf"(?i:\b(?:d[ée]cision|arr[êe]t|requ[êe]te|pourvoi)s?\s+{NUMBER_MARK})"
    r"(?P<numbers>\d{6}\b(?:(?:\s*,\s*|\s+et\s+)\d{6}\b)*)"
)
_CONSTITUTIONAL = re.compile(r"\b(?P<number>\d{2,4}[-‐‑–]\d{1,4})\s+(?P<sort>DC|QPC)\b")
# A second court between date and number starts another mention.
_ANOTHER = re.compile(r"\b(?:CE|CAA|TA|Cass)\b|\b(?:[Ll]oi|[Dd]écret|[Cc]irculaire)s?\b")


def find_decisions(text: str) -> Iterator[LegalReference]:
    """Yield the decisions that a text names by court with date or number, or by a telling number."""
    by_court: list[LegalReference] = []
    for pattern in (_DATED, _NUMBERED, _UNMARKED):
        for match in pattern.finditer(text):
            if not _overlaps(match, by_court):
                by_court.extend(_court_references(match))
    yield from by_court
    yield from (one for one in _lone_numbers(text) if not _overlaps(one.span, by_court))


def _lone_numbers(text: str) -> Iterator[LegalReference]:
    """Yield the decisions whose number tells the court without its name."""
    for match in _LONE_APPEAL.finditer(text):
        yield _decision(f"CAA {match[0]}", match)
    for match in _LONE_STATE_COUNCIL.finditer(text):
        for number in re.findall(r"\d{6}", match["numbers"]):
            yield _decision(f"CE {number}", match)
    for match in _CONSTITUTIONAL.finditer(text):
        yield _decision(f"CC {plain_number(match['number'])} {match['sort']}", match)


def _overlaps(found: re.Match[str] | Span, others: list[LegalReference]) -> bool:
    span = found if isinstance(found, Span) else span_of(found)
    return any(other.span.start < span.end and span.start < other.span.end for other in others)


def _decision(canonical: str, match: re.Match[str]) -> LegalReference:
    return LegalReference(kind=ReferenceKind.DECISION, canonical=canonical, span=span_of(match))


def _court_references(match: re.Match[str]) -> Iterator[LegalReference]:
    """Yield one reference per case number, or one with the date where no number is given."""
    groups = match.groupdict()
    date_text, numbers = groups.get("date"), groups["numbers"]
    end = match.end()
    if date_text and numbers and _ANOTHER.search(match.string[match.end("date") : match.start("numbers")]):
        numbers, end = None, match.end("date")
    day = parse_date(date_text)
    labels = re.findall(_CASE_NUMBER, numbers) if numbers else [day.isoformat()] if day else []
    for label in labels:
        yield LegalReference(
            kind=ReferenceKind.DECISION,
            canonical=f"{_court_name(groups, label)} {label}",
            span=Span(start=match.start(), end=end),
            dated_on=day,
        )


def _court_name(groups: dict[str, str | None], label: str) -> str:
    if groups["ce"]:
        return "CE"
    name = "CAA" if groups["caa"] else "TA"
    is_self_telling = re.fullmatch(_APPEAL_NUMBER, label) is not None
    return name if is_self_telling or not groups["town"] else f"{name} {groups['town']}"
