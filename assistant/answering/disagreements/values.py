"""The values that a sentence states, such as amounts, delays, articles, days; each as it can be compared."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from assistant.answering.disagreements.bounds import Bound, bound_of, is_told_rounded
from assistant.answering.disagreements.written_numbers import NUMBER, SCALE, SPACE, find_shares, read_number
from assistant.answering.time_expressions import plain_words
from assistant.domain import Span
from assistant.mentions.dates import DATE, parse_date


class ValueKind(StrEnum):
    """What sort of value it is; only values of one sort and unit can disagree."""

    AMOUNT = "amount"
    PERCENT = "percent"
    DELAY = "delay"
    COUNT = "count"
    ARTICLE = "article"
    ACT_DATE = "act_date"
    AUTHORITY = "authority"
    RULE = "rule"
    # A day, with the event it is of as its unit.
    DAY = "day"
    # Asked for alone: an amount, a share or a count that is a limit.
    THRESHOLD = "threshold"


# They may be rounded, and may be limits.
FIGURES = frozenset({ValueKind.AMOUNT, ValueKind.PERCENT, ValueKind.COUNT, ValueKind.DELAY})


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """One value as a sentence states it."""

    kind: ValueKind
    # What is counted or dated: « membre », « loi 2007-147 »; empty where the kind says it.
    unit: str
    # Comparable form: « 1500000 », « 2007-02-02 ».
    canonical: str
    # The words of the sentence.
    span: Span
    # How it limits (« jusqu'à », « au moins »), where it is not the value itself.
    bound: Bound = Bound.NONE
    # Whether the sentence says that it is about that much (« près de », « environ »).
    is_rounded: bool = False


_CURRENCY = r"(?P<unit>€|euros?|eur|francs?(?: cfa)?|f ?cfa|dollars?|\$|dirhams?|dinars?)"
_AMOUNT = re.compile(rf"{NUMBER}{SCALE}{SPACE}?(?:d'|de )?{_CURRENCY}(?![a-z])")
_PERCENT = re.compile(rf"{NUMBER}{SPACE}?(?:%|pour{SPACE}?cents?\b)")
_DELAY = re.compile(
    rf"{NUMBER}{SPACE}?(?P<unit>jours?|j|mois|ans?|annees?|semaines?|heures?|h|trimestres?|semestres?)\b(?!')"
    r"(?P<half> et demie?)?"
)
_ABOUT_DELAY = re.compile(r"\b(?P<name>huitaine|quinzaine de jours|une quinzaine|trimestre|semestre)\b")
_NAMED_DELAYS = {
    "huitaine": 8,
    "quinzaine de jours": 15,
    "une quinzaine": 15,
    "trimestre": 90,
    "semestre": 180,
}
# What is counted: its noun tells whether two counts are of the same thing.
_COUNT = re.compile(rf"{NUMBER}{SCALE}{SPACE}(?:d'|de )?(?P<unit>[a-z]{{4,}})")
# « au nombre de 39 », « à partir de 3 500 »: nothing is named behind.
_BARE = re.compile(
    rf"\b(?:au nombre de|nombre (?:est|s'eleve à|atteint)|effectif de|fixee? à|s'eleve à|a partir de"
    rf"|à partir de|des"
    rf"|au-delà de|depass\w+|atteint|seuil (?:de|est de)) {NUMBER}(?!\d|[,.]\d|{SPACE}?(?:[a-z%€$]|\d))"
)
_ARTICLE = re.compile(
    r"\b(?P<unit>[lrd])(?:\.[ \u00a0\u202f]?\*?|[ \u00a0\u202f]?\*?(?=\d{3}))(?P<number>\d{1,4}(?:[-‑–]\d+)*)"
    r"|\b(?:articles?|art\.) (?P<bare>\d{1,4}(?:[-‑–]\d+)*|premier|1er)(?! (?:euros?|membres?))"
    # Nor a year, nor the number of a law.
    r"|(?<![\d-])(?P<alone>(?!19|20)\d{4}[-‑–]\d{1,2}(?:[-‑–]\d+)*)(?![\d-])"
)
_DAYS = {
    **{
        "jour": 1,
        "j": 1,
        "semaine": 7,
        "mois": 30,
        "trimestre": 90,
        "semestre": 180,
        "an": 365,
        "annee": 365,
    },
    **{"heure": 1 / 24, "h": 1 / 24},
}
# What a day is of, by the words before it; else it is that of the act itself.
_EVENTS = {
    "fin": re.compile(r"\b(?:jusqu'au|jusqu'en|avant|fin|abrog\w+)\W+(?:\w+\W+){0,3}$"),
    "vote": re.compile(r"\b(?:vot\w+|adopt\w+|depos\w+|delibe\w+)\W+(?:\w+\W+){0,4}$"),
    "publication": re.compile(r"\b(?:publi\w+|paru\w*|parait|journal officiel|jo)\W+(?:\w+\W+){0,4}$"),
    "effet": re.compile(r"\b(?:vigueur|effets?|applicable\w*|depuis|à compter|à partir)\W+(?:\w+\W+){0,3}$"),
}
_EVENT_CHARS = 60
# Behind a day: it is part of the name of a decision.
_IDENTITY = re.compile(r",? ?\(?(?:[a-z]+ [a-z]+, )?n[°o] ?\d")
_NOT_COUNTED = frozenset(
    {
        "mois",
        "fois",
        "ans",
        "jours",
        "annee",
        "annees",
        "semaine",
        "semaines",
        "heure",
        "heures",
        "euro",
        "euros",
        "franc",
        "francs",
        "dollars",
        "dirhams",
        "pour",
        "dans",
        "avec",
        "sans",
        "sous",
        "sur",
        "mais",
        "dont",
        "elle",
        "elles",
        "sont",
        "etait",
        "seule",
        "seul",
        "autre",
        "autres",
        "chacun",
        "chacune",
        "a-t",
        "janvier",
        "fevrier",
        "mars",
        "avril",
        "juin",
        "juillet",
        "aout",
        "septembre",
        "octobre",
        "novembre",
        "decembre",
        "premier",
        "premiere",
        "premieres",
        "premiers",
        "deuxieme",
        "dernier",
        "derniers",
        "derniere",
        "dernieres",
        "entre",
        "leur",
        "leurs",
        "tiers",
        "quart",
        "quarts",
        "cinquieme",
        "cinquiemes",
        "dixieme",
        "dixiemes",
        "moitie",
        "centime",
        "centimes",
    }
)
_READERS = (
    (_AMOUNT, ValueKind.AMOUNT),
    (_PERCENT, ValueKind.PERCENT),
    (_ARTICLE, ValueKind.ARTICLE),
    (_DELAY, ValueKind.DELAY),
    (_COUNT, ValueKind.COUNT),
    (_BARE, ValueKind.COUNT),
)


def stated_values(text: str) -> Iterator[Value]:
    """Yield the values of one sentence.

    Args:
        text: a sentence; positions are those of the text as it stands, folding keeps them.
    """
    folded = plain_words(text)
    taken: set[int] = set()
    for value in (*_days(folded), *_shares(folded), *_named_delays(folded)):
        taken.update(range(value.span.start, value.span.end))
        yield value
    for pattern, kind in _READERS:
        for match in pattern.finditer(folded):
            read = _value(kind, match, folded)
            if read is None or not taken.isdisjoint(range(read.span.start, read.span.end)):
                continue
            taken.update(range(read.span.start, read.span.end))
            yield read


def _days(folded: str) -> Iterator[Value]:
    """Yield the days of a sentence, each with the event that the words before it name."""
    for match in re.finditer(DATE, folded):
        day = parse_date(match[0])
        if day is not None and not _IDENTITY.match(folded, match.end()):
            before = folded[max(0, match.start() - _EVENT_CHARS) : match.start()]
            event = next((name for name, words in _EVENTS.items() if words.search(before)), "")
            yield Value(kind=ValueKind.DAY, unit=event, canonical=day.isoformat(), span=_span(match))


def _shares(folded: str) -> Iterator[Value]:
    for share, match in find_shares(folded):
        yield _limited(ValueKind.PERCENT, "", share, match, folded)


def _named_delays(folded: str) -> Iterator[Value]:
    for match in _ABOUT_DELAY.finditer(folded):
        if not re.search(rf"(?:\d|\b(?:deux|trois|quatre)){SPACE}$", folded[: match.start()]):
            yield _limited(ValueKind.DELAY, "", _NAMED_DELAYS[match["name"]], match, folded)


def _span(match: re.Match[str]) -> Span:
    return Span(start=match.start(), end=match.end())


def _number_span(match: re.Match[str]) -> Span:
    return Span(start=match.start("number"), end=match.end("number"))


def _value(kind: ValueKind, match: re.Match[str], folded: str) -> Value | None:
    groups = match.groupdict()
    unit = (groups.get("unit") or "").strip()
    if kind is ValueKind.ARTICLE:
        number = re.sub(r"[‑–]", "-", match["number"] or match["bare"] or match["alone"])
        number = "1" if number in {"premier", "1er"} else number
        return Value(kind=kind, unit="", canonical=f"{unit}{number}".upper(), span=_span(match))
    amount = read_number(match["number"], groups.get("scale"), groups.get("half"))
    if kind is ValueKind.AMOUNT:
        unit = _currency(unit)
    elif kind is ValueKind.DELAY:
        amount *= _DAYS[unit if unit == "mois" else unit.rstrip("s")]
        unit = ""
    elif kind is ValueKind.COUNT and unit:
        if match["number"] in {"un", "une"} or unit in _NOT_COUNTED or unit.startswith(_SCALED):
            return None
        unit = unit.rstrip("sx")
    return _limited(kind, unit, amount, match, folded)


_SCALED = ("million", "milliard", "millier", "pourcent")


def _currency(unit: str) -> str:
    if unit[0] in "€e":
        return "€"
    if "cfa" in unit:
        return "franc cfa"
    return "dollar" if unit == "$" else unit.rstrip("s")


def _limited(kind: ValueKind, unit: str, amount: float, match: re.Match[str], folded: str) -> Value:
    before, after = folded[: match.start()], folded[match.end() :]
    return Value(
        kind=kind,
        unit=unit,
        canonical=f"{amount:.10g}",
        span=_span(match) if unit or kind is not ValueKind.COUNT else _number_span(match),
        bound=bound_of(before, after),
        is_rounded=is_told_rounded(before),
    )
