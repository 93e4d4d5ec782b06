"""The days of known texts, and the days that a sentence gives them."""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from assistant.answering.disagreements.values import Value, ValueKind
from assistant.answering.premises.dating import find_misdated, own_days
from assistant.answering.time_expressions import plain_words
from assistant.domain import Document, Span
from assistant.legal_references import LegalReference, find_references
from assistant.mentions.dates import DATE, parse_date

# How far behind its name the year of a text is looked for.
_READ_CHARS = 60
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_LAW = re.compile(rf"\b(?:loi|lois)\s+du\s+(?P<day>{DATE})")
_YEAR_BEFORE = re.compile(
    r"\b(?P<year>(?:19|20)\d\d)\s*,?\s*(?:(?:et|avec|c'est|voici|vient|arrive|paraît"
    r"|est votee)\s+)?(?:avec\s+)?(?:la\s+)?$"
)
# Words of a law on the external action of local authorities, where it is given by a day alone.
_SUBJECT = re.compile(
    r"\b(?:action exterieure|cooperation decentralisee|hors de nos frontieres|a l'etranger|à l'etranger)\b"
)


class ActDates:
    """What days the documents of one build give to the texts they name."""

    def __init__(self, documents: Iterable[Document]) -> None:
        """Collect the days; see `own_days`."""
        self._days = own_days(documents)
        self._known = frozenset(self._days.values())

    def stated_in(self, text: str) -> Iterator[Value]:
        """Yield the days that a sentence gives to known texts, right or wrong."""
        wrong = {found.canonical for found in find_misdated(text, self._days)}
        days = [
            (parse_date(match[0]), Span(start=match.start(), end=match.end()))
            for match in re.finditer(DATE, text)
        ]
        for reference in find_references(text):
            own = self._days.get(reference.canonical)
            if own is None:
                continue
            for day, span in days:
                if day == own:
                    yield _value(reference.canonical, own.isoformat(), span)
            year = _YEAR_BEFORE.search(plain_words(text[: reference.span.start]))
            if year is not None and int(year["year"]) != own.year:
                span = Span(start=year.start("year"), end=year.end("year"))
                yield _value(reference.canonical, year["year"], span)
            if reference.canonical in wrong and reference.dated_on not in {None, own}:
                dated = re.search(DATE, text[reference.span.start : reference.span.end])
                start = reference.span.start + (dated.start() if dated else 0)
                span = Span(start=start, end=reference.span.end)
                yield _value(reference.canonical, str(reference.dated_on), span)
            elif reference.canonical in wrong:
                yield from _year_after(text, reference, own)
        yield from self._of_unnamed_laws(text, wrong)

    def dates_in(self, values: Iterable[tuple[Value, object]]) -> bool:
        """Tell whether one of the values of a sentence is a day of a known text."""
        return any(value.kind is ValueKind.ACT_DATE for value, _ in values)

    def is_wrong_in(self, values: Iterable[tuple[Value, object]]) -> bool:
        """Tell whether one of the values of a sentence is a day that a known text does not have."""
        return any(
            value.kind is ValueKind.ACT_DATE
            and not self._days[value.unit].isoformat().startswith(value.canonical)
            for value, _ in values
        )

    def _of_unnamed_laws(self, text: str, wrong: set[str]) -> Iterator[Value]:
        """Yield the day of a law given by its day alone, which no known law bears, where the year has one."""
        for match in _LAW.finditer(text):
            day = parse_date(match["day"])
            if day is None or day in self._known:
                continue
            called = [one for one in wrong if self._days[one].year == day.year]
            same_year = [
                one for one, own in self._days.items() if own.year == day.year and one.startswith("loi")
            ]
            about = _SUBJECT.search(plain_words(text)) is not None
            for canonical in called or (same_year if about and len(same_year) == 1 else ()):
                span = Span(start=match.start("day"), end=match.end("day"))
                yield _value(canonical, day.isoformat(), span)


def _year_after(text: str, reference: LegalReference, own: date) -> Iterator[Value]:
    """Yield the wrong year that stands behind the name of a text: « la loi Thiollière de 2008 »."""
    year = _YEAR.search(text, reference.span.end, reference.span.end + _READ_CHARS)
    if year is not None and int(year[0]) != own.year:
        yield _value(reference.canonical, year[0], Span(start=year.start(), end=year.end()))


def _value(canonical: str, day: str, span: Span) -> Value:
    return Value(kind=ValueKind.ACT_DATE, unit=canonical, canonical=day, span=span)
