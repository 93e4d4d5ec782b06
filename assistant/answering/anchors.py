"""What a question names to the letter, and the corpus does not know: an answer about it would be a guess."""

import re

from assistant.answering.vocabulary import Vocabulary
from assistant.dialogue import Evidence
from assistant.legal_references import find_references
from assistant.tokens import fold

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_LAW_OF = re.compile(r"\b(?:loi|droit|code|constitution|justice)\s+([a-zà-ÿ]{4,})", re.IGNORECASE)
# The day at the end of the canonical form of a decision or circular that has no number.
_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})$")
# A proper name: in quotes, or in capitals within a sentence.
_NAME = r"(?:«\s*(?P<quoted>[^»]{3,80}?)\s*»|(?P<name>[A-ZÀ-Ý][\w'’+-]+(?:\s[A-ZÀ-Ý][\w'’+-]+)*))"
# « le fonds Untel », « l'agrément « … » »: something that somebody has set up and named.
_NAMED_THING = re.compile(
    r"\b(?:fonds|dispositif|programme|agrément|label|prix|plan|réseau|guichet|bourse|charte|trophée|fondation"
    r"|plateforme|certificat|concours)\s+(?:national\s|régional\s|européen\s)?" + _NAME
)
# « la commune de Telle-Ville »: one, and not any.
_NAMED_PLACE = re.compile(
    r"\b[Ll]a (?:commune|ville|métropole|région|communauté|mairie|municipalité) (?:de |d['’]|du )" + _NAME
)
_FIGURE = re.compile(
    r"\b(?:combien"
    r"|quel(?:le)?s? (?:\w+ )?(?:montant|budget|plafond|somme|taux|salaire|enveloppe|prix|nombre))\b"
)
_AGENDA = re.compile(r"agenda 2030", re.IGNORECASE)
# Passages in which a day or a future year has to stand.
_PASSAGES_READ = 6


def names_the_unknown(evidence: Evidence, *, vocabulary: Vocabulary) -> bool:
    """Tell whether the question turns on a text, a decision or a year that the corpus does not know.

    Args:
        evidence: what was found for the question.
        vocabulary: the words of the whole corpus.
    """
    text = evidence.question.standalone_text
    return (
        _has_unknown_number(text, vocabulary)
        or _has_unknown_law(text, vocabulary)
        or _has_unread_day(text, evidence)
        or _has_unread_future(text, evidence)
        or _has_unread_name(text, evidence)
    )


def _has_unknown_number(text: str, vocabulary: Vocabulary) -> bool:
    """Tell whether an article or a numbered act is named that stands in no passage."""
    mentions = (
        text[found.span.start : found.span.end] if " " in found.canonical else found.canonical
        for found in find_references(text)
    )
    numbered = (term for mention in mentions for term in vocabulary.terms(mention) if "-" in term)
    return any(not vocabulary.knows(term) for term in numbered)


def _has_unknown_law(text: str, vocabulary: Vocabulary) -> bool:
    """Tell whether the law of a country is asked about that stands in no passage: « la loi roumaine »."""
    named = (vocabulary.terms(found[1]) for found in _LAW_OF.finditer(text))
    return any(terms and not any(map(vocabulary.knows, terms)) for terms in named)


def _has_unread_day(text: str, evidence: Evidence) -> bool:
    """Tell whether a text is named by its day alone, and no passage found speaks of that day."""
    days = [found[1] for one in find_references(text) if (found := _DAY.search(one.canonical))]
    if not days:
        return False
    told = fold(
        " ".join(f"{one.document.title} {one.passage.text}" for one in evidence.passages[:_PASSAGES_READ])
    )
    return not any(_is_told(day, told) for day in days)


def _is_told(day: str, folded: str) -> bool:
    year, _, number = day.split("-")
    return re.search(rf"\b{int(number)}(?:er)? \w+ {year}\b", folded) is not None


def _has_unread_future(text: str, evidence: Evidence) -> bool:
    """Tell whether a year to come is asked about that no passage found speaks of."""
    question = evidence.question
    present = max(question.as_of, question.asked_on or question.as_of).year
    years = {year for year in _YEAR.findall(_AGENDA.sub(" ", text)) if int(year) > present}
    if not years:
        return False
    read = _AGENDA.sub(" ", " ".join(one.passage.text for one in evidence.passages[:_PASSAGES_READ]))
    return not years & set(_YEAR.findall(read))


def _has_unread_name(text: str, evidence: Evidence) -> bool:
    """Tell whether something set up and named, or a town's figure, is asked about that no passage tells."""
    found = list(_NAMED_THING.finditer(text))
    if _FIGURE.search(fold(text)):
        found += _NAMED_PLACE.finditer(text)
    names = [one["quoted"] or one["name"] for one in found]
    if not names:
        return False
    read = _words(_read(evidence))
    return any(_words(name) not in read for name in names)


def _read(evidence: Evidence) -> str:
    first = evidence.passages[:_PASSAGES_READ]
    return " ".join(
        " ".join((one.document.title, *one.passage.heading_path, one.passage.text)) for one in first
    )


def _words(text: str) -> str:
    return f" {' '.join(re.findall(r'[a-z0-9]+', fold(text)))} "
