"""What a question word makes one expect of the sentence that answers: a figure, a year, a text, a rule."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.tokens import fold

# Figures that count nothing: numbers of articles and acts, days and years.
_NO_COUNT = re.compile(
    r"\b[lrd]\.? ?\*?\d{3,4}(?:-\d+)*|\barticles? \d+(?:-\d+)*|n ?° ?[\d-]+"
    r"|\b\d{1,2}(?:er)? [a-z]+ (?:19|20)\d\d\b|\b(?:19|20)\d\d\b"
)
_COUNT = re.compile(
    r"\d|\b(?:deux|trois|quatre|cinq|six|sept|huit|neuf|dix|quinze|vingt|trente|cent|mille)\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Expectation:
    """A question word, over folded text, and what the sentence that answers it holds."""

    asked: re.Pattern[str]
    answer: re.Pattern[str]
    # Whether numbers of texts and days are left aside.
    counts: bool = False


_EXPECTATIONS = (
    Expectation(
        asked=re.compile(r"\b(combien|quel(?:le)?s? (?:montant|taux|part|plafond|seuil|duree|delai))"),
        answer=_COUNT,
        counts=True,
    ),
    Expectation(
        asked=re.compile(r"\b(quand|depuis quand|quelle date|en quelle annee|quelle annee)\b"),
        answer=re.compile(r"\b(1[89]|20)\d\d\b"),
    ),
    Expectation(
        asked=re.compile(
            r"\b(quel(?:le)?s? (?:article|texte|loi|base|circulaire|decret|reference)|base legale)"
        ),
        answer=re.compile(r"\b(article|loi|decret|circulaire|code)\b"),
    ),
    Expectation(
        asked=re.compile(r"\b(qui|quelle autorite|quel organisme|a qui|aupres de qui)\b"),
        answer=re.compile(
            r"\b(maire|president|prefet|conseil|ministere|ministre|juge|collectivite|commune|association)"
        ),
    ),
    Expectation(
        asked=re.compile(
            r"\b(peut-on|peut|doit|faut-il|doit-on|a-t-on le droit|est-ce que|obligatoire|possible)\b"
        ),
        answer=re.compile(
            r"\b(peu(?:t|vent)|doi(?:t|vent)|n'est pas|obligatoire|facultati|interdit|libre|autoris|exige)"
        ),
    ),
)


def expectations_of(question: str) -> tuple[Expectation, ...]:
    """Return what the words of a question make one expect of its answer; mostly one thing, or nothing."""
    folded = fold(question)
    return tuple(one for one in _EXPECTATIONS if one.asked.search(folded))


def share_met(expected: Sequence[Expectation], text: str) -> float:
    """Return the share, 0 to 1, of the expectations that a sentence meets; 0 where there is none."""
    folded = fold(text)
    counted = _NO_COUNT.sub(" ", folded)
    met = [one.answer.search(counted if one.counts else folded) is not None for one in expected]
    return sum(met) / len(met) if met else 0.0
