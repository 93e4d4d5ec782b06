"""The value that a passage gives to a question: the amount for « quel montant », the body for « qui »."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.answering.disagreements.authorities import named_authorities
from assistant.answering.disagreements.stated import Scope, Stated, Words, are_apart
from assistant.answering.disagreements.values import FIGURES, Value, ValueKind
from assistant.answering.time_expressions import plain_words

# What the words of a question ask for; the one that comes first counts.
_ASKED = (
    (ValueKind.ARTICLE, r"\b(?:quel(?:le)?s? |numero d'|l'|d')?articles?\b|\bbase (?:legale|juridique)\b"),
    (ValueKind.DAY, r"\b(?:dates?|quand|quel jour|(?:en )?quelle annee|depuis quand)\b"),
    (
        ValueKind.DELAY,
        r"\b(?:delais?|combien de (?:temps|jours|mois|semaines|ans|annees)|durees?|age|silence"
        r"|dans quel temps)\b",
    ),
    (
        ValueKind.PERCENT,
        r"\b(?:taux|pourcentages?|proportions?|part(?! (?:a|à|de l'etat dans la decision))|apports?"
        r"|quotite|fraction)\b"
        r"|(?<!1 )%",
    ),
    (
        ValueKind.AMOUNT,
        r"\b(?:montants?|sommes?|budgets?|enveloppes?|prix|couts?|cotisations?|dotations?|credits?"
        r"|forfaits?|indemnites?"
        r"|amendes?|tarifs?|depenses? (?:de|d')"
        r"|(?:aides?|subventions?|dons?|contributions?) (?:verse|accorde|donne|attribue|obtenu|recu"
        r"|europeenne|vote"
        r"|de l'|de la|de \w+ (?:à|pour)|du)\w*"
        r"|combien (?:verse\w*|donne\w*|coute\w*|paie\w*|recoi\w*|touche\w*|d'euros?|d'argent|a \w+"
        r"|ont \w+))\b",
    ),
    (
        ValueKind.THRESHOLD,
        r"\b(?:seuils?|plafonds?|planchers?|limites?|(?:à|a) (?:partir|compter) de (?:combien|laquelle"
        r"|quel(?:le)?)"
        r"|au-dela de (?:combien|quel(?:le)?)|des (?:combien|quel(?:le)?s?)|valeur|combien d'habitants"
        r"|nombre d'habitants|population)\b",
    ),
    (ValueKind.COUNT, r"\b(?:nombre|combien d(?:e\b|')|effectif)"),
    (
        ValueKind.AUTHORITY,
        r"(?:^|[,;:.?!] ?|\b(?:à|a|par|de|savoir|dire|sait|chez|aupres de) )qui\b"
        r"|\b(?:autorites?(?! (?:locale|etrangere|territoriale|partenaire|decentralisee)s?)|organes?"
        r"|instances?|signataires?"
        r"|destinataires?|quel(?:le)?s? (?:organisme|service|administration|ministere|juridiction|juge"
        r"|tribunal|institution"
        r"|echelon|collectivite|elu)s?|competence (?:pour|de signer|d'autoriser)"
        r"|competente?s?)\b",
    ),
    (
        ValueKind.RULE,
        r"\b(?:obligat\w+|oblige\w*|faut-il|faut il|necess\w+|doit-(?:on|il|elle)|doivent-(?:ils|elles)"
        r"|doi(?:t|vent)"
        r"|exige\w*|facultati\w+|conditions?|peu(?:t|vent)-(?:on|il|elle|ils|elles)|peu(?:t|vent)"
        r"|a-t-on le droit"
        r"|possib\w+|interdi\w+|droit de|droit d'|permis\w*|permission|besoin|requi\w+|liberte|regle"
        r"|autorise\w*"
        r"|prealable|legal\w*|faculte)\b",
    ),
)
_KINDS = tuple((kind, re.compile(pattern)) for kind, pattern in _ASKED)
# What a question may ask for that names none of them: « signer une charte avec… », « l'aide au port de… ».
UNNAMED = (ValueKind.RULE, ValueKind.AMOUNT, ValueKind.PERCENT, ValueKind.DELAY)
# Asked for by a figure.
ASKED_FIGURES = FIGURES | {ValueKind.THRESHOLD}
# Asked for by a value, to which no rule is an answer.
VALUES_ASKED = ASKED_FIGURES | {ValueKind.DAY, ValueKind.ARTICLE}
_SORTS = {
    ValueKind.THRESHOLD: frozenset({ValueKind.AMOUNT, ValueKind.PERCENT, ValueKind.COUNT}),
    ValueKind.PERCENT: frozenset({ValueKind.PERCENT, ValueKind.AMOUNT}),
    ValueKind.DELAY: frozenset({ValueKind.DELAY}),
}
# Weighted share of the question's words that a passage holds, with its title: it answers the question.
_ANSWERS = 0.6
_LIMIT = re.compile(r"\b(?:max\w+|min\w+|seuil|plafond|limite|à partir|au plus|au moins)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question, and the kinds of value that it may ask for."""

    scope: Scope
    # The likeliest first; empty: nothing is asked for by name.
    kinds: tuple[ValueKind, ...]
    # Whether it asks for a limit: a bound is then the value itself.
    is_for_a_limit: bool
    # The authorities that it names, which are no answer to it.
    authorities: frozenset[str]


def asked_of(text: str, scope: Scope) -> Asked:
    """Tell what kinds of value a question may ask for."""
    plain = plain_words(text)
    found = sorted(
        (match.start(), rank) for rank, (_, one) in enumerate(_KINDS) if (match := one.search(plain))
    )
    kinds = [_KINDS[rank][0] for _, rank in found]
    # Who acts is named everywhere: only where it is asked first.
    later = [kind for kind in kinds[1:] if kind is not ValueKind.AUTHORITY]
    return Asked(
        scope=scope,
        kinds=tuple(dict.fromkeys((*kinds[:1], *later))),
        is_for_a_limit=_LIMIT.search(plain) is not None,
        authorities=frozenset(one.canonical for one in named_authorities(text)),
    )


def answers_of(
    asked: Asked, kind: ValueKind, sentences: Sequence[Stated], words: Words
) -> tuple[tuple[Stated, Value, Scope], ...]:
    """Return the values of a passage that answer a question, in its best sentence; none where it does not.

    Args:
        asked: the question.
        kind: one of the kinds that it may ask for.
        sentences: all of one passage.
        words: weighs terms.
    """
    sorts = _SORTS.get(kind, frozenset({kind}))
    found = [
        (sentence, value, scope)
        for sentence in sentences
        if not sentence.is_about_an_error
        for value, scope in sentence.values
        if value.kind in sorts
        and not are_apart(asked.scope.years, scope.years)
        and not _is_asked_about(value, asked)
    ]
    counted = [
        one
        for one in found
        if one[1].kind is ValueKind.COUNT and words.terms(one[1].unit) & asked.scope.terms
    ]
    found = counted or found
    best = max((_share(asked.scope.terms, one[0].scope, words) for one in found), default=0.0)
    answers = tuple(one for one in found if _share(asked.scope.terms, one[0].scope, words) == best)
    return tuple(one for one in answers if not _is_named_narrower(one[1], answers))


def _is_named_narrower(value: Value, answers: Iterable[tuple[Stated, Value, Scope]]) -> bool:
    """Tell whether an authority is named again more narrowly: « le préfet », « le préfet de région »."""
    return value.kind is ValueKind.AUTHORITY and any(
        one.canonical.startswith(f"{value.canonical} ") for _, one, _ in answers
    )


def _is_asked_about(value: Value, asked: Asked) -> bool:
    return value.kind is ValueKind.AUTHORITY and value.canonical in asked.authorities


def bears_on(asked: Asked, sentences: Iterable[Stated], words: Words) -> bool:
    """Tell whether a passage, with its title, holds enough of the question's words to answer it."""
    return _held(asked, sentences, words) >= _ANSWERS


def _held(asked: Asked, sentences: Iterable[Stated], words: Words) -> float:
    held = frozenset(term for one in sentences for term in one.context)
    total = sum(map(words.weight, asked.scope.terms))
    return sum(map(words.weight, asked.scope.terms & held)) / total if total else 0.0


def _share(terms: frozenset[str], scope: Scope, words: Words) -> float:
    return sum(map(words.weight, terms & (scope.terms | scope.stand_ins)))
