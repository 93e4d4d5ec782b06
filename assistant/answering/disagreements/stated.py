"""A sentence as a witness: what it is about, what it states, and what limits that to a year or a body."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from assistant.answering.disagreements.act_dates import ActDates
from assistant.answering.disagreements.authorities import (
    named_authorities,
    opening_authority,
    stated_authorities,
)
from assistant.answering.disagreements.stances import stated_stances
from assistant.answering.disagreements.values import Value, stated_values
from assistant.answering.time_expressions import plain_words
from assistant.domain import Document, Passage, Span
from assistant.legal_references import find_references
from assistant.mentions.dates import DATE

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
# Kinds of body that a rule or a figure is of; the words that name one.
_BODIES = {
    "commune": re.compile(
        r"\b(?:communes?|mairies?|villes? francaises?|villages?|maires?|conseil municipal)\b"
    ),
    "departement": re.compile(
        r"(?<!prefet de )(?<!prefet du )\b(?:departements?|departementa(?:l|le|les|ux))\b"
    ),
    "region": re.compile(r"(?<!prefet de )(?<!etat dans la )\b(?:regions?|regiona(?:l|le|les|ux))\b"),
    "epci": re.compile(
        r"\b(?:epci|intercommuna\w+|communautes? (?:de|d'|urbaine)|agglo\w*|metropoles?|syndicats?)\b"
    ),
    "association": re.compile(r"\b(?:associations?|comites? de jumelage|ong)\b"),
    "agent": re.compile(r"\b(?<!temps d')(?:agents?|fonctionnaires?)\b"),
}
_LEVELS = frozenset({"commune", "departement", "region", "epci"})
_PRONOUN = re.compile(r"(?:Elles?|Ils?)\b")
_SUBJECT = re.compile(r"(?:Les|Le|La) [^\W\d_]+|L['’][^\W\d_]+")
_CLAUSE_END = re.compile(r"[,;:()](?!\d)")
# Words of a value itself, which tell nothing of its subject.
_UNITS = frozenset(
    {"moi", "an", "anne", "jour", "euro", "euros", "million", "milliard", "deu", "troi", "quatr"}
)
# Times that a value is not of: those of texts and of decisions, and the birth of something.
_OTHER_YEARS = re.compile(
    rf"\b(?:lois?|ordonnances?|decrets?|arretes?|circulaires?|instructions?|directives?|reglements?"
    rf"|arrets?|jugements?"
    rf"|conseil d'etat|tribuna\w+ [^.;:]{{3,40}}?|cours? [^.;:]{{3,40}}?|codes?"
    rf"|loi \w+)(?: [\w-]+){{0,2}}?,? (?:du |de |le )?(?:{DATE}|(?:19|20)\d\d)"
    r"|\b(?:nee?s?|creee?s?|fondee?s?|institue\w*|ouverte?s?|lancee?s?"
    r"|apparue?s?) (?:\w+ )?en (?:\w+ )?(?:19|20)\d\d"
)
# What makes a figure that of a part, or of all.
_SCOPES = {
    "without": re.compile(
        r"\b(?:hors(?! (?:d[eu]s?|de|nos|les|frontieres?)\b| d')|sans compter|sans l'"
        r"|non compris\w*)(?![a-z])"
    ),
    "with": re.compile(
        r"(?<!non )\b(?:compris(?:es?)?(?! (?:entre|que|dans))|inclus\w*|au total|tout confondu\w*)(?![a-z])"
    ),
    "mean": re.compile(r"\b(?:en moyenne|moyen(?:ne)?s?|median\w*)\b"),
    "sum": re.compile(
        r"\b(?:cumul\w*|sur (?:deux|trois|quatre|cinq|six|dix) ans|pluriannuel\w*|triennal\w*"
        r"|depuis l'origine)\b"
    ),
    "living": re.compile(r"\b(?:actifs?|encore (?:vivant|valable)e?s?|en cours(?: de validite)?)\b"),
    "poor": re.compile(r"\b(?:pays (?:les )?(?:moins avances?|plus pauvres?)|pma)\b"),
    "middling": re.compile(r"\brevenus? intermediaires?\b"),
    "each": re.compile(
        r"\bpar (?:projet|dossier|habitant|personne|eleve|participant|agent|elu|foyer|mois|jour|membre)s?\b"
    ),
}
# « c'est une erreur », « et non », « a remplacé »: a value named to be put aside.
_PUT_ASIDE = re.compile(
    r"\b(?:erreurs?|errone\w*|a tort|inexact\w*|faux|fausse\w*|et non|perime\w*|remplacee?s? par|corrig\w+"
    r"|contrairement"
    r"|amendements?|jamais appliqu\w+|dispens\w+|n'existait|avant (?:19|20)\d\d|(?:en"
    r"|du \d+ \w+) (?:19[0-8]\d)"
    r"|se trompe\w*|ce qu'on lit|on lit|qui ecri\w+|encore affichee?s?|(?:lui "
    r"|leur )?attribu\w+ (?:souvent |parfois )?à tort|qu'on (?:lui )?attribue|idees? recues?|rumeurs?"
    r"|croi(?:t|s|re|ent|yons|yait)|cru"
    r"|ancien(?:ne)?s?|auparavant|autrefois|n'est plus|n'etait|avant le \d+ \w+ (?:19|20)\d\d)\b"
)
# The rule of somewhere else than where the reader stands: compared with nothing at home.
_AT_HOME = frozenset({None, "FR", "EU", "INT"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What reads the words of a sentence, over one open build."""

    # Analysed terms of a text.
    terms: Callable[[str], frozenset[str]]
    # Terms that may stand for words of a text.
    stand_ins: Callable[[str], frozenset[str]]
    # How telling a term is.
    weight: Callable[[str], float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What limits a sentence, or one clause of it, to a year, a body, a part."""

    # Analysed words that tell what it is about.
    terms: frozenset[str]
    # What may stand for them.
    stand_ins: frozenset[str]
    years: frozenset[str]
    bodies: frozenset[str]
    # Words that make a figure that of a part or of all.
    parts: frozenset[str]
    # The authority that opens it, who acts; empty: none.
    actor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """One quotable sentence with what it states; compares with another."""

    document: Document
    passage: Passage
    span: Span
    text: str
    # Each value with the scope of the clause that states it.
    values: tuple[tuple[Value, Scope], ...]
    scope: Scope
    # Its words, those of the title and of the headings above, and what may stand for them.
    context: frozenset[str]
    # Years of the title and of the whole passage: those of a value whose clause names none.
    years_around: frozenset[str]
    # Canonical forms of the texts that the sentence names, and that its document is about.
    named: frozenset[str]
    is_about_an_error: bool


def state(span: Span, passage: Passage, document: Document, *, words: Words, act_dates: ActDates) -> Stated:
    """Read one sentence of a passage.

    Args:
        span: one of the passage's quotable spans.
        passage: where it stands.
        document: the passage's.
        words: analyses them, and knows what may stand for them.
        act_dates: the days of known texts.
    """
    text = passage.text[span.start : span.end]
    found = (
        *stated_values(text),
        *stated_stances(text),
        *stated_authorities(text),
        *named_authorities(text),
        *act_dates.stated_in(text),
    )
    return Stated(
        document=document,
        passage=passage,
        span=span,
        text=" ".join(text.split()),
        values=tuple((value, _scope(_clause(text, value.span), words)) for value in found),
        scope=_scope(text, words),
        years_around=_years(f"{document.title} ; {passage.text}"),
        context=_context(" ".join((document.title, *passage.heading_path, text)), words),
        named=frozenset(one.canonical for one in find_references(f"{document.reference or ''} {text}")),
        is_about_an_error=_PUT_ASIDE.search(plain_words(text)) is not None,
    )


def _context(text: str, words: Words) -> frozenset[str]:
    return words.terms(text) | words.stand_ins(text)


def scope_of(text: str, *, words: Words) -> Scope:
    """Read what limits a text, such as the question that two sentences answer."""
    return _scope(text, words)


def _scope(text: str, words: Words) -> Scope:
    plain = plain_words(text)
    return Scope(
        terms=frozenset(term for term in words.terms(text) if term.isalpha() and term not in _UNITS),
        stand_ins=words.stand_ins(text),
        years=_years(text),
        bodies=frozenset(name for name, pattern in _BODIES.items() if pattern.search(plain)),
        parts=frozenset(name for name, pattern in _SCOPES.items() if pattern.search(plain)),
        actor=opening_authority(text),
    )


def _years(text: str) -> frozenset[str]:
    """Return the years that limit what a text says."""
    if not _YEAR.search(text):
        return frozenset()
    for reference in reversed(find_references(text)):
        text = text[: reference.span.start] + "·" + text[reference.span.end :]
    return frozenset(_YEAR.findall(_OTHER_YEARS.sub("·", plain_words(text))))


def _clause(text: str, span: Span) -> str:
    """Return the clause of a sentence that holds a value."""
    start = max((one.end() for one in _CLAUSE_END.finditer(text, 0, span.start)), default=0)
    end = _CLAUSE_END.search(text, span.end)
    return text[start : end.start() if end else len(text)]


def may_be_compared(one: Stated, other: Stated) -> bool:
    """Tell whether two sentences may speak of the same thing: same law of a place, wordings of one time."""
    places = {one.document.jurisdiction, other.document.jurisdiction}
    if not places <= _AT_HOME and len(places) > 1:
        return False
    first, second = one.document.version, other.document.version
    if _were_checked_together(one.document, other.document):
        return False
    return not _is_over_before(first.in_force_to, second.in_force_from) and not _is_over_before(
        second.in_force_to, first.in_force_from
    )


def are_apart(some: frozenset[str], others: frozenset[str]) -> bool:
    """Tell whether two limits, of years or of bodies, exclude one another."""
    return bool(some) and bool(others) and not some & others


def are_of_other_bodies(some: frozenset[str], others: frozenset[str]) -> bool:
    """Tell whether two sentences speak of two levels; a commune and the association it helps are none."""
    return are_apart(some & _LEVELS, others & _LEVELS)


def with_subject(text: str, previous: str) -> str:
    """Return a sentence that opens with a pronoun, with the subject of the sentence before it instead.

    « Les conventions fixent… Elles sont visées… »: « Les conventions sont visées… »
    """
    pronoun, subject = _PRONOUN.match(text), _SUBJECT.match(previous)
    if pronoun is None or subject is None or pronoun[0].endswith("s") != subject[0].startswith("Les"):
        return text
    return subject[0] + text[pronoun.end() :]


def _were_checked_together(one: Document, other: Document) -> bool:
    """Tell whether two documents were checked on one day: what reads differently there was seen together."""
    return one.checked_on is not None and one.checked_on == other.checked_on


def _is_over_before(end: date | None, start: date | None) -> bool:
    return end is not None and start is not None and end <= start
