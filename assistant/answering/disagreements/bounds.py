"""What makes a figure a limit rather than the value itself, by the words around it."""

import re
from enum import StrEnum


class Bound(StrEnum):
    """How a figure limits."""

    NONE = "none"
    # « jusqu'à », « au plus »
    MOST = "most"
    # « au moins », « un minimum de »
    LEAST = "least"
    # « à partir de », « plus de », « entre »: what begins there, or a span.
    THRESHOLD = "threshold"


_END = r"\W+(?:\w+\W+){0,2}$"
_BEFORE = (
    (
        Bound.MOST,
        re.compile(
            r"(?:jusqu'?[aà]|au plus|pas plus d\w*|maximum|maximal\w*|plafon\w+|dans la limite d\w*"
            r"|à concurrence d\w*"
            r"|(?:ne |n'|sans (?:pouvoir )?)(?:\w+ ){0,2}?(?:depass\w+|exced\w+)|rien au-del[aà] d\w*"
            r"|pas au-del[aà] d\w*"
            rf"|limitee?s? [aà]|bornee?s? [aà]){_END}"
        ),
    ),
    (Bound.LEAST, re.compile(rf"(?:au moins|pas moins d\w*|minimum|minimal\w*|plancher){_END}")),
    (
        Bound.THRESHOLD,
        re.compile(
            r"\b(?:plus d\w*|moins d\w*|entre|[aà] partir d\w*|[aà] compter d\w*|au-del[aà] d\w*"
            r"|au-dessus d\w*|au-dessous d\w*"
            rf"|en dessous d\w*|depass\w+|exced\w+|superieur\w*|inferieur\w*|franchi\w*|sous|des"
            rf"|seuil d\w*){_END}"
        ),
    ),
)
_NEAR = r"^\W{0,2}(?:[a-z]+ ){0,3}?"
_AFTER = (
    (Bound.MOST, re.compile(rf"{_NEAR}(?:au plus|au maximum|maximum|max|pas (?:davantage|plus))\b")),
    (Bound.LEAST, re.compile(rf"{_NEAR}(?:au moins|au minimum|minimum|min)\b")),
    (Bound.THRESHOLD, re.compile(rf"{_NEAR}(?:et plus|et au-dela|ou plus|et moins|ou moins)\b")),
)
_ROUNDED = re.compile(
    r"\b(?:environ|quelque|pres d[e']|presque|autour d[e']|de l'ordre d[e']|a peu pres|approximativement"
    r"|quasi\w*"
    r"|un peu (?:plus|moins) d[e']|frol\w+|avoisin\w+|plus d[e'])\W*$"
)


def bound_of(before: str, after: str) -> Bound:
    """Tell how a figure limits, by the words of its sentence before and after it, folded."""
    for bound, pattern in _BEFORE:
        if pattern.search(before):
            return bound
    return next((bound for bound, pattern in _AFTER if pattern.search(after)), Bound.NONE)


def is_told_rounded(before: str) -> bool:
    """Tell whether the words before a figure say that it is about that much."""
    return _ROUNDED.search(before) is not None


def exclude(one: float, bound: Bound, other: float, other_bound: Bound) -> bool:
    """Tell whether two figures for one thing exclude one another, each with how it limits."""
    if bound is other_bound:
        return one != other
    if Bound.THRESHOLD in {bound, other_bound}:
        return False
    # An example below a maximum is none against it.
    if bound is Bound.MOST or other_bound is Bound.LEAST:
        return other > one
    return one > other
