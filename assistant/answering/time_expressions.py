"""Finds the points and periods of time that a French question names, without judging what they are for."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from assistant.domain import Span
from assistant.legal_references import LegalReference, ReferenceKind, find_references
from assistant.mentions.dates import DATE, parse_date


class TimeForm(StrEnum):
    """How a time is said."""

    # « en 2010 », « début 2014 », « dans les années 90 »
    PERIOD = "period"
    # « le 12 mars 2009 », « au 1er mai 2010 »
    EXACT_DAY = "exact_day"
    # « avant 2014 », « jusqu'en 2008 », « avant la loi du 7 juillet 2014 »
    BEFORE = "before"
    # « avant le 31 mars 2025 », which may be a deadline
    BEFORE_DAY = "before_day"
    # « il y a dix ans », « l'an dernier »
    RELATIVE = "relative"
    # « de 2005 », « du 12 mars 2009 »: the date of the noun before it
    OF_NOUN = "of_noun"


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeExpression:
    """A time named in a text."""

    # The day that stands for it.
    day: date
    form: TimeForm
    # The words that name it.
    span: Span


# Not part of a number (« 2 000 »), of a span of years (« 2014-2020 ») or of a text's number (« 2012-18 »).
_YEAR = r"(?<![\d/])(?<!\d[.-])(?:19[89]|20\d)\d(?![\d/]|-\d)"
_MONTH = r"\b(?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre)"
_WHEN = rf"(?:{DATE}|{_MONTH}\s+{_YEAR}|{_YEAR})"
_OF = r"(?:de\s+l'annee\s+|de\s+|du\s+|d'|des\s+)"
# A word between a noun and its date; none that opens a date of its own.
_WORD = r"(?!(?:en|le|au|[aà]|avant|courant|durant|pendant|dans|debut|fin|mi)\b)[^\s,;:.?!]+\s+"

_WORK = (
    r"\b(?:lois?|ordonnances?|decrets?|arretes?|circulaires?|instructions?|reformes?|codes?|reglements?|"
    r"directives?|decisions?|arrets?|jugements?|avis|rapports?|traites?|guides?|constitution|convention-cadre|"
    r"editions?|programmes?|campagnes?|budgets?|mandats?|elections?|appels?|changements?|modifications?)\s+"
)
_ISSUED = r"(?:votee?|adoptee?|promulguee?|publiee?|parue?|signee?|rendue?|entree?\s+en\s+vigueur)s?\s+"
# Times that are the name of something, the bounds of a period, or the start of what lasts until now.
_NOT_ASKED = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_WORK}(?:{_WORD}){{0,3}}?(?:{_OF}|en\s+date\s+du\s+|pour\s+)?{_WHEN}",
        rf"{_WORK}(?:{_WORD}){{0,3}}?{_ISSUED}(?:(?:en|le|au|fin|debut)\s+){{0,2}}{_WHEN}",
        rf"\b(?:entre|de)\s+{_WHEN}\s+(?:et|[aà])\s+{_WHEN}",
        rf"\b(?:depuis|[aà]\s+(?:partir|compter|dater)\s+d[eu])\s+(?:(?:le|fin|debut)\s+)?(?:{_WORD}){{0,5}}?{_WHEN}",
        rf"\b(?:des|apres|posterieure?s?\s+[aà]|d'ici|pour|vers)\s+(?:(?:le|fin|debut)\s+)?{_WHEN}",
    )
)
# « l'accord de Karlsruhe de 1996 »
_NAMED_TREATY = re.compile(
    r"\b(?i:accord|convention|traité|protocole|déclaration|pacte)s?\s+(?:de\s+|d['’])[A-ZÉÎ]\S*\s+de\s+\d{4}\b"
)

_BEFORE = r"\b(?:avant|jusqu'(?:en|au|[aà])|anterieure?(?:ment)?s?\s+[aà])\s+"
_BEFORE_WHEN = re.compile(rf"{_BEFORE}(?:le\s+|l'an(?:nee)?\s+)?(?P<when>{_WHEN})")
_BEFORE_WORK = re.compile(
    rf"{_BEFORE}(?:(?:la\s+|le\s+|les\s+|l'|cette\s+)(?:{_WORD}){{1,5}}?|(?:que\s+|qu')(?:{_WORD}){{1,8}}?)"
    rf"(?:{_OF}|en\s+)(?P<when>{_WHEN})"
)
# What leads from « avant » to the text that it names.
_LEAD_CHARS = 120
_TO_A_TEXT = re.compile(rf"{_BEFORE}(?!de\s|d')(?:[^\s\d,;:.?!]+\s+){{0,6}}(?:\S*l')?$")
_NUMBERED_ACT = re.compile(r"(?:loi|ordonnance|décret|arrêté|circulaire) (\d{4}|\d\d)-\d")

_IN = r"(?:\ben|\bau\s+cours\s+de|\bcourant|\bdurant|\bpendant|\bdans|\bau\s+mois\s+(?:de|d'))\s*"
_PERIOD = re.compile(rf"{_IN}(?:l'an(?:nee)?\s+)?(?P<when>{_MONTH}\s+{_YEAR}|{_YEAR})")
_PART = re.compile(rf"\b(?P<part>debut|fin|mi)[\s-]+(?:de\s+)?(?:l'annee\s+)?(?P<when>{_YEAR})")
_DECADE = re.compile(
    r"\b(?:dans|durant|pendant|au\s+cours\s+d)(?:es|\s+les)\s+annees\s+(?:19|20)?(?P<tens>[0189]0)\b"
)
_EXACT_DAY = re.compile(
    rf"\b(?:le|au|[aà]\s+la\s+date\s+du|au\s+jour\s+du|en\s+date\s+du)\s+(?P<when>{DATE})"
)
_OF_NOUN = re.compile(rf"(?:\b{_OF}|\()\s*(?P<when>{_WHEN})")
_AGO = re.compile(
    r"\b(?:il\s+y\s+[aà]|voici|voil[aà])\s+(?:environ\s+)?(?:une\s+)?(?P<count>\d{1,2}|[a-z-]+)\s+(?:d')?an(?:nee)?s?\b"
)
_LAST_YEAR = re.compile(r"\bl'an(?:nee)?\s+(?:derniere?|passee?)\b")
_COUNTS = {
    "un": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8, "neuf": 9,
    "dix": 10, "dizaine": 10, "onze": 11, "douze": 12, "treize": 13, "quatorze": 14, "quinze": 15,
    "quinzaine": 15, "seize": 16, "dix-sept": 17, "dix-huit": 18, "dix-neuf": 19, "vingt": 20,
    "vingtaine": 20, "vingt-cinq": 25, "trente": 30, "trentaine": 30,
}  # fmt: skip
# Month and day that stand for a part of a year.
_PART_DAYS = {"debut": (1, 15), "mi": (7, 1), "fin": (12, 15)}


def plain_words(text: str) -> str:
    """Return a text in small letters, apostrophes straight, without accents: character for character.

    « à » keeps its own: it is another word than « a ».
    """
    return "".join(_plain(char.lower()[0]) for char in text.replace("’", "'"))


def _plain(char: str) -> str:
    return char if char == "à" else unicodedata.normalize("NFD", char)[0]


def find_time_expressions(text: str, *, today: date) -> tuple[TimeExpression, ...]:
    """Find the times that a text names, in the order of the text.

    A date in the name of a text, a treaty or a decision is none, nor is the bound of a period
    (« entre 2014 et 2020 ») or the start of what lasts (« depuis 2021 »).

    Args:
        text: a question in French.
        today: what « il y a dix ans » counts from.
    """
    found: list[TimeExpression] = []
    left = plain_words(text)
    references = find_references(text)
    for expression in _befores(left, references):
        left = _without(left, expression.span)
        found.append(expression)
    left = masked_names(left, text=text, references=references)
    for finder in (_exact_days, _periods, _of_nouns):
        for expression in finder(left):
            left = _without(left, expression.span)
            found.append(expression)
    found.extend(_relatives(left, today))
    return tuple(sorted(found, key=lambda one: one.span.start))


def masked_names(plain: str, *, text: str, references: Iterable[LegalReference]) -> str:
    """Blank out the names of texts and decisions, and periods: their years are no time asked about.

    Args:
        plain: the text's plain words, as long as the text.
        text: the same text as it was written.
        references: the legal mentions of the text.
    """
    # An article bears no date, and tells that a rule is asked for.
    spans = [reference.span for reference in references if reference.kind is not ReferenceKind.ARTICLE]
    spans += [Span(start=one.start(), end=one.end()) for one in _NAMED_TREATY.finditer(text)]
    spans += [Span(start=one.start(), end=one.end()) for name in _NOT_ASKED for one in name.finditer(plain)]
    for span in spans:
        plain = _without(plain, span)
    return plain


def _without(text: str, span: Span) -> str:
    return text[: span.start] + " " * (span.end - span.start) + text[span.end :]


def _befores(plain: str, references: Iterable[LegalReference]) -> Iterator[TimeExpression]:
    """Yield the last day of what ended with a year, a day or a text."""
    taken = plain
    for pattern in (_BEFORE_WHEN, _BEFORE_WORK):
        for match in pattern.finditer(taken):
            bounds = _bounds(match["when"])
            if bounds is not None:
                form = TimeForm.BEFORE_DAY if bounds[0] == bounds[1] else TimeForm.BEFORE
                form = TimeForm.BEFORE if pattern is _BEFORE_WORK else form
                span = Span(start=match.start(), end=match.end())
                taken = _without(taken, span)
                yield TimeExpression(day=bounds[0] - timedelta(days=1), form=form, span=span)
    for reference in references:
        lead = _TO_A_TEXT.search(taken, max(0, reference.span.start - _LEAD_CHARS), reference.span.start)
        first = _first_day_of(reference)
        if lead is not None and first is not None:
            span = Span(start=lead.start(), end=reference.span.end)
            taken = _without(taken, span)
            yield TimeExpression(day=first - timedelta(days=1), form=TimeForm.BEFORE, span=span)


def _first_day_of(reference: LegalReference) -> date | None:
    """Return the day of a text; by its number alone, the first day of its year."""
    if reference.dated_on is not None:
        return reference.dated_on
    number = _NUMBERED_ACT.match(reference.canonical)
    if number is None:
        return None
    return date(int(number[1]) if len(number[1]) == 4 else 1900 + int(number[1]), 1, 1)


def _exact_days(plain: str) -> Iterator[TimeExpression]:
    yield from _at(_EXACT_DAY.finditer(plain), TimeForm.EXACT_DAY)


def _periods(plain: str) -> Iterator[TimeExpression]:
    for match in _PART.finditer(plain):
        day = date(int(match["when"]), *_PART_DAYS[match["part"]])
        yield _expression(match, day, TimeForm.PERIOD)
    yield from _at(_PERIOD.finditer(plain), TimeForm.PERIOD)
    for match in _DECADE.finditer(plain):
        tens = int(match["tens"])
        yield _expression(match, date((1900 if tens >= 80 else 2000) + tens + 5, 7, 1), TimeForm.PERIOD)


def _of_nouns(plain: str) -> Iterator[TimeExpression]:
    yield from _at(_OF_NOUN.finditer(plain), TimeForm.OF_NOUN)


def _relatives(plain: str, today: date) -> Iterator[TimeExpression]:
    for match in _AGO.finditer(plain):
        years = _count(match["count"])
        if years:
            yield _expression(match, _years_before(today, years), TimeForm.RELATIVE)
    for match in _LAST_YEAR.finditer(plain):
        yield _expression(match, date(today.year - 1, 7, 1), TimeForm.RELATIVE)


def _at(matches: Iterable[re.Match[str]], form: TimeForm) -> Iterator[TimeExpression]:
    for match in matches:
        bounds = _bounds(match["when"])
        if bounds is not None:
            yield _expression(match, bounds[1], form)


def _expression(match: re.Match[str], day: date, form: TimeForm) -> TimeExpression:
    return TimeExpression(day=day, form=form, span=Span(start=match.start(), end=match.end()))


def _bounds(words: str) -> tuple[date, date] | None:
    """Return the first day of a day, month or year, and the day that stands for it."""
    if words.isdigit():
        return date(int(words), 1, 1), date(int(words), 7, 1)
    day = parse_date(words)
    if day is not None:
        return day, day
    first = parse_date(f"1 {words}")
    return None if first is None else (first, first.replace(day=15))


def _count(word: str) -> int | None:
    return int(word) if word.isdigit() else _COUNTS.get(word)


def _years_before(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        # 29 February of a year that has none.
        return day.replace(year=day.year - years, day=28)
