"""Tells whether two values of one sort exclude one another, leaving aside roundings and ways of writing."""

from collections.abc import Callable, Mapping

from assistant.answering.disagreements.authorities import NAMED, is_same_authority
from assistant.answering.disagreements.bounds import exclude
from assistant.answering.disagreements.stances import ALLOWED, FORBIDDEN, are_opposed
from assistant.answering.disagreements.values import FIGURES, Value, ValueKind

# Share of the larger figure by which another may differ that is told rounded, or without decimals.
_TOLD_ROUNDED = 0.1
_ROUNDED = 0.05
_MILLION = 1_000_000
# First figures of the articles of the CGCT on communes, départements, régions and groupings.
_PARTS_ON_BODIES = frozenset("2345")


def differ(value: Value, counter: Value) -> bool:
    """Tell whether two values of one sort and unit cannot both be right of one thing."""
    if value.kind is not counter.kind or value.unit != counter.unit:
        return False
    if value.kind in FIGURES:
        exclusive = exclude(float(value.canonical), value.bound, float(counter.canonical), counter.bound)
        return exclusive and not _is_rounding(value, counter)
    return _ARE_OTHER.get(value.kind, _are_others)(value.canonical, counter.canonical)


def _are_others(one: str, other: str) -> bool:
    return one != other


def _are_other_authorities(one: str, other: str) -> bool:
    return not is_same_authority(one, other)


def _are_other_articles(one: str, other: str) -> bool:
    return not _is_same_article(one, other) and not _are_of_other_bodies(one, other)


def _are_other_days(one: str, other: str) -> bool:
    """Tell whether two days differ, of which one may be a year alone."""
    shorter, longer = sorted((one, other), key=len)
    return not longer.startswith(shorter)


_ARE_OTHER: Mapping[ValueKind, Callable[[str, str], bool]] = {
    ValueKind.RULE: are_opposed,
    ValueKind.AUTHORITY: _are_other_authorities,
    ValueKind.ARTICLE: _are_other_articles,
    ValueKind.ACT_DATE: _are_other_days,
}


def says_too_little(value: Value) -> bool:
    """Tell whether a value counts only where it is asked for: « peut », an authority that is only named."""
    return value.canonical in {ALLOWED, FORBIDDEN} or value.unit == NAMED


def _is_same_article(one: str, other: str) -> bool:
    """Tell whether two articles are one, its letter said or not: « L. 1115-1 », « 1115-1 »."""
    return one == other or (
        one.lstrip("LRD") == other.lstrip("LRD") and one[0].isalpha() != other[0].isalpha()
    )


def _are_of_other_bodies(article: str, other: str) -> bool:
    """Tell whether two articles stand in the parts of the CGCT on two kinds of body: L. 2… and L. 3…."""
    parts = {one[1] for one in (article, other) if one[1:2] in _PARTS_ON_BODIES}
    return len(parts) > 1


def _is_rounding(value: Value, counter: Value) -> bool:
    """Tell whether one figure may be the other, rounded: « 66 % », « 66,3 % »; « près de 200 », « 198 »."""
    one, other = float(value.canonical), float(counter.canonical)
    distance, largest = abs(one - other), max(one, other)
    if value.is_rounded or counter.is_rounded:
        return distance <= _TOLD_ROUNDED * largest
    unit = {ValueKind.PERCENT: 1, ValueKind.AMOUNT: _MILLION}.get(value.kind)
    if unit is None or largest < unit:
        return False
    return (one % unit == 0) != (other % unit == 0) and distance < unit and distance <= _ROUNDED * largest
