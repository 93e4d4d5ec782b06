"""Finds a text that a question names with a day, a month or a year that is not its own."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from assistant.domain import Document
from assistant.legal_references import LegalReference, find_references
from assistant.tokens import fold

_MONTHS = (
    *("janvier", "fevrier", "mars", "avril", "mai", "juin"),
    *("juillet", "aout", "septembre", "octobre", "novembre", "decembre"),
)
_YEAR = r"(?P<year>(?:19|20)\d\d)\b(?![-/]\d)"
_MONTH = rf"(?:(?P<month>{'|'.join(_MONTHS)}) )?"
# « de 2008 », « (2008) », « datant de mai 2007 », « votée en 2018 »; « en 2008 » alone dates the question.
_FOLLOWING = re.compile(
    r"^ ?[,(]? ?(?:(?P<event>vote|adopte|promulgue|publie|paru)e?s? en "
    r"|dat(?:ee?|ant) (?:de |du |d')|(?:c')?est (?:bien )?)?"
    rf"(?:de |d'|du |du mois de )?(?:l'annee )?(?:(?P<number>\d{{1,2}})(?:er)? )?{_MONTH}{_YEAR}"
)
# « loi du 25 janvier 2007, dite loi Thiollière », « loi de 2008 (dite Thiollière) ».
_CALLED = re.compile(
    r"^[\s,(]*(?:dite|appelee|connue sous le nom de)\s+(?:la\s+)?(?:loi\s+)?[«“\"]?\s?(?P<name>[\w-]+)"
)
_LAW_OF_YEAR = re.compile(rf"\blois? de {_MONTH}{_YEAR}")
# How far after its name a text's date is looked for.
_READ_CHARS = 60
_VOTED = frozenset({"vote", "adopte"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Misdating:
    """A text that a question names with a date that is not its own."""

    # Canonical form of the text, and its own day.
    canonical: str
    day: date
    # The words that name it, folded.
    named_as: str


def own_days(documents: Iterable[Document]) -> Mapping[str, date]:
    """Collect the day of each text that documents give with its number; a text with two days is left out."""
    days: dict[str, set[date]] = defaultdict(set)
    for document in documents:
        for text in (document.reference or "", document.title, *document.references):
            for found in find_references(text):
                if found.dated_on is not None:
                    days[found.canonical].add(found.dated_on)
    return {canonical: min(stated) for canonical, stated in days.items() if len(stated) == 1}


def find_misdated(text: str, days: Mapping[str, date]) -> Iterator[Misdating]:
    """Yield the texts that a question names with a date which is not theirs.

    Args:
        text: the question.
        days: the day of each text known, by its canonical form.
    """
    for reference in find_references(text):
        named = text[reference.span.start : reference.span.end]
        after = text[reference.span.end :]
        own = days.get(reference.canonical)
        if own is not None and _is_wrong(reference, after, own):
            yield Misdating(canonical=reference.canonical, day=own, named_as=fold(named))
            continue
        called = _called(after, days) if own is None and reference.dated_on is not None else None
        if called is not None and called.day != reference.dated_on:
            yield called
    yield from _called_with_year(text, days)


def _is_wrong(reference: LegalReference, after: str, own: date) -> bool:
    if reference.dated_on is not None:
        return reference.dated_on != own
    following = _FOLLOWING.match(" ".join(fold(after[:_READ_CHARS]).split()))
    return following is not None and not _may_be(following, own)


def _may_be(stated: re.Match[str], own: date) -> bool:
    """Tell whether a stated month and year can be said of a text; a vote may come the year before."""
    said = stated.groupdict()
    year = int(said["year"])
    if said.get("event") is not None:
        return year == own.year or (said["event"] in _VOTED and year == own.year - 1)
    is_month = said["month"] is None or _MONTHS.index(said["month"]) + 1 == own.month
    is_day = said.get("number") is None or int(said["number"]) == own.day
    return year == own.year and is_month and is_day


def _called(after: str, days: Mapping[str, date]) -> Misdating | None:
    """Return the text that the words after a date call by its name, with its own day."""
    match = _CALLED.match(fold(after[:_READ_CHARS]))
    if match is None:
        return None
    known = (one.canonical for one in find_references(f"loi {match['name']}"))
    canonical = next((one for one in known if one in days), None)
    if canonical is None:
        return None
    return Misdating(canonical=canonical, day=days[canonical], named_as=match["name"])


def _called_with_year(text: str, days: Mapping[str, date]) -> Iterator[Misdating]:
    folded = fold(text)
    for match in _LAW_OF_YEAR.finditer(folded):
        called = _called(folded[match.end() :], days)
        if called is not None and not _may_be(match, called.day):
            yield called
