"""Finds European acts by their number and treaties by their name in use."""

import re
from collections.abc import Iterator

from assistant.mentions.dates import DATE, parse_date
from assistant.mentions.record import NUMBER_MARK, LegalReference, ReferenceKind, span_of

_BODY = r"(?:\(?(?:CE|UE|CEE|EU)\b(?:,\s?Euratom)?\)?\s*)?"
_DATED = rf"(?:[\s,(]+du\s+(?P<date>{DATE}))?"
_NUMBER = rf"{_BODY}(?:{NUMBER_MARK})?(?P<number>\d{{1,4}}/\d{{1,4}})(?:/(?:CE|UE|CEE))?\b(?!/)"
# A short name in capitals may come first: « règlement GECT (CE) n° 1082/2006 ».
_EUROPEAN = re.compile(
    rf"(?i:\b(?P<type>r[èe]glement|directive)s?\s*(?:(?-i:[A-Z]{{3,6}})\s+)?{_NUMBER}{_DATED})"
)
_AND_EUROPEAN = re.compile(rf"(?i:(?:\s*,|\s+et|\s+ou)\s+{_NUMBER}{_DATED})")

_OF = r"\s+d(?:e\s+|['’]\s?)"
# Name in use → how it is written. « accord de Paris » or « traité de Rome » are none of this field.
_TREATIES = {
    "convention-cadre de Madrid": rf"conventions?(?:[-‐‑\s]cadre)?(?:\s+européenne)?{_OF}Madrid",
    "accord de Karlsruhe": rf"accords?{_OF}Karlsruhe",
    "accord de Rome": rf"accords?{_OF}Rome",
    "traité de Bayonne": rf"traités?{_OF}Bayonne",
    "traité d'Aix-la-Chapelle": rf"traités?{_OF}Aix[-‐‑\s]la[-‐‑\s]Chapelle",
}
_TREATY = re.compile(
    rf"(?i:\b(?:{'|'.join(f'(?P<t{rank}>{pattern})' for rank, pattern in enumerate(_TREATIES.values()))})\b"
    rf"{_DATED})"
)


def find_international(text: str) -> Iterator[LegalReference]:
    """Yield the European acts and the treaties that a text names."""
    for match in _EUROPEAN.finditer(text):
        name = "directive" if match["type"].lower().startswith("d") else "règlement"
        found: re.Match[str] | None = match
        while found:
            yield _reference(ReferenceKind.EU_ACT, f"{name} {found['number']}", found)
            found = _AND_EUROPEAN.match(text, found.end())
    for match in _TREATY.finditer(text):
        names = (name for rank, name in enumerate(_TREATIES) if match[f"t{rank}"])
        yield _reference(ReferenceKind.TREATY, next(names), match)


def _reference(kind: ReferenceKind, canonical: str, match: re.Match[str]) -> LegalReference:
    return LegalReference(
        kind=kind, canonical=canonical, span=span_of(match), dated_on=parse_date(match["date"])
    )
