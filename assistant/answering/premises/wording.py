"""Tells whether a question takes something for granted: it states it, without denying it or asking for it.

A pattern is a regular expression over folded text (lower case, no accents, single spaces, « 1 % » for « un
pour cent »), matched at whole words. « … » in it stands for a few words of one clause without a negation.
"""

import re
from collections.abc import Iterable, Iterator

from assistant.answering.premises.record import ReviewedPremise
from assistant.sentences import split_sentences
from assistant.tokens import fold

# A gap stands between whole words: « … apd » is found in « d'apd ».
_GAP_MARK = re.compile(r" ?… ?")
_GAP = r"(?![a-z0-9])(?:(?!\b(?:n|ne|pas|plus|aucune?|jamais|ni|sans)\b)[^.;:?!]){0,60}?(?<![a-z0-9])"
_SHARE = re.compile(r"\b(?:1|un)\s*(?:%|pour\s?cents?\b)")
_CLAUSE_START = re.compile(r"[,;:?!()]")
_DENIED = re.compile(r"(?:\bn'|\b(?:ne|pas|plus|aucune?|jamais|ni|sans|non)\b)[^,.;:?!]{0,30}$")
_PRONOUN = r"-(?:t-)?(?:il|elle|on|ils|elles|je|nous|vous|ce)\b"
_INVERTED = re.compile(rf"([a-z]){_PRONOUN}")
_DENYING_INVERSION = re.compile(rf"\bn(?:e |')([a-z]+){_PRONOUN} (?:pas|plus)\b")
_EST_CE_QUE = re.compile(r"\best-ce qu(?:e |')")
_WHETHER = re.compile(
    r"\best-ce que?\b"
    r"|\b(?:savoir|demande|demandons|verifier|dire|sais|sait|savons|ignore)\b[^,]{0,20}\bs(?:i\b|')"
)
_ASKED_WORD = re.compile(
    r"\b(?:combien|quel(?:le)?s?|quand|comment|pourquoi|qui|laquelle|lequel|quoi|que|qu)\b|^\W*(?:d')?ou\b"
)


def compile_pattern(pattern: str) -> re.Pattern[str]:
    """Compile a reviewed pattern.

    Raises:
        ValueError: if it is no regular expression, or holds capitals or accents, which never match.
    """
    parts = _GAP_MARK.split(pattern)
    if any(fold(part) != part for part in parts):
        raise ValueError(pattern)
    try:
        return re.compile(rf"(?<![a-z0-9])(?:{_GAP.join(parts)})(?![a-z0-9])")
    except re.error as error:
        raise ValueError(pattern) from error


def folded_text(text: str) -> str:
    """Fold a text for patterns: single spaces, one way of writing a share."""
    return _SHARE.sub("1 %", " ".join(fold(text).split()))


def takes_for_granted(text: str, premise: ReviewedPremise) -> bool:
    """Tell whether a question takes a reviewed error for granted, or asks whether it is true.

    Asking counts only where the correction is the answer to that too.
    """
    whole = folded_text(text)
    if any(pattern.search(whole) for pattern in premise.unless):
        return False
    if premise.about and not any(pattern.search(whole) for pattern in premise.about):
        return False
    sentences = tuple(_folded_sentences(text))
    if any(_is_stated(sentence, premise.patterns) for sentence in sentences):
        return True
    return premise.answers_whether and any(
        not _is_denied(affirmed, match.start())
        for affirmed in map(_affirmed, sentences)
        for match in _matches(affirmed, premise.patterns)
    )


def is_stated(text: str, premise: ReviewedPremise) -> bool:
    """Tell whether a sentence of a document states a reviewed error, without denying it."""
    whole = folded_text(text)
    if any(pattern.search(whole) for pattern in premise.unless):
        return False
    if premise.about and not any(pattern.search(whole) for pattern in premise.about):
        return False
    return _is_stated(whole, premise.patterns)


def _is_stated(sentence: str, patterns: Iterable[re.Pattern[str]]) -> bool:
    return any(
        not _is_denied(sentence, match.start()) and not _is_asked(sentence, match)
        for match in _matches(sentence, patterns)
    )


def _affirmed(sentence: str) -> str:
    """Turn what a sentence asks into a statement: « n'est-elle pas due » → « est due »."""
    return _INVERTED.sub(r"\1", _DENYING_INVERSION.sub(r"\1", _EST_CE_QUE.sub("", sentence)))


def _folded_sentences(text: str) -> Iterator[str]:
    for span in split_sentences(text):
        yield folded_text(text[span.start : span.end])


def _matches(sentence: str, patterns: Iterable[re.Pattern[str]]) -> Iterator[re.Match[str]]:
    for pattern in patterns:
        yield from pattern.finditer(sentence)


def _is_denied(sentence: str, start: int) -> bool:
    return _DENIED.search(sentence[:start]) is not None


def _is_asked(sentence: str, match: re.Match[str]) -> bool:
    """Tell whether the clause asks what it says: « doit-elle »; « combien doit-elle » does not."""
    starts = [found.end() for found in _CLAUSE_START.finditer(sentence, 0, match.start())]
    clause = sentence[starts[-1] if starts else 0 : match.end()]
    whether = _WHETHER.search(clause) or _INVERTED.search(clause)
    return whether is not None and _ASKED_WORD.search(_WHETHER.sub(" ", clause)) is None
