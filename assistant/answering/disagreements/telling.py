"""Tells disagreements as conflicts of an answer: one for each thing, its values with their sources."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from assistant.answering.disagreements.comparing import Disagreement
from assistant.answering.disagreements.deciding import about, retained_of, why_corrected, why_retained
from assistant.answering.disagreements.stated import Stated
from assistant.conflicts import Claim, Conflict
from assistant.domain import Document, Passage

# Conflicts of one answer, and values of one conflict: beyond, nobody reads them.
_MAX_CONFLICTS = 2
_MAX_CLAIMS = 4
# A sentence beyond this is cut: the source's card holds the whole.
_MAX_VALUE_CHARS = 110


@dataclass(slots=True, kw_only=True)
class _Group:
    """Disagreements about one thing."""

    about: str
    # A reviewed error: the first side corrects it.
    is_error: bool
    # What is said, shown once, with the sentence that says it.
    claims: dict[str, Stated] = field(default_factory=dict)


def tell_conflicts(
    disagreements: Iterable[Disagreement], *, number: Callable[[Document, Passage], int], room_chars: int
) -> tuple[Conflict, ...]:
    """Gather disagreements by what they are about, decide each, and number its sources.

    Args:
        disagreements: the answer's side first.
        number: gives a passage its number among the sources of the answer.
        room_chars: characters left for them all; a conflict that does not fit is left out.
    """
    groups: dict[tuple[object, str], _Group] = {}
    for one in disagreements:
        # Errors are told one by one: each is about something else.
        key = (one.kind, one.unit if one.kind is not None else one.value_of_other)
        group = groups.setdefault(key, _Group(about=about(one), is_error=one.kind is None))
        group.claims.setdefault(_shortened(one.value_of_one), one.one)
        group.claims.setdefault(_shortened(one.value_of_other), one.other)
    conflicts: list[Conflict] = []
    for group in list(groups.values())[:_MAX_CONFLICTS]:
        claims = list(group.claims.items())[:_MAX_CLAIMS]
        documents = [stated.document for _, stated in claims]
        why = why_corrected(documents[0]) if group.is_error else _why(documents)
        room_chars -= len(group.about) + len(why) + sum(len(value) + 12 for value, _ in claims)
        if room_chars < 0:
            break
        retained = documents[0] if group.is_error else _retained(documents)
        conflicts.append(_conflict(group.about, claims, retained, why=why, number=number))
    return tuple(conflicts)


def _conflict(
    what: str,
    claims: Sequence[tuple[str, Stated]],
    retained: Document | None,
    *,
    why: str,
    number: Callable[[Document, Passage], int],
) -> Conflict:
    numbered = [(number(stated.document, stated.passage), value, stated.document) for value, stated in claims]
    return Conflict(
        about=what,
        claims=tuple(Claim(value=value, source_number=source) for source, value, _ in numbered),
        retained=next((source for source, _, document in numbered if document is retained), None),
        why=why,
    )


def _retained(documents: Sequence[Document]) -> Document | None:
    """Return the document retained before all others; None where nothing decides between two of them."""
    best: Document | None = documents[0]
    for one in documents[1:]:
        if best is None:
            return None
        best = best if best is one else retained_of(best, one)
    return best


def _why(documents: Sequence[Document]) -> str:
    retained = _retained(documents)
    first = retained or documents[0]
    rival = next((one for one in documents if one is not first), first)
    return why_retained(first, rival)


def _shortened(value: str) -> str:
    if len(value) <= _MAX_VALUE_CHARS:
        return value
    return value[:_MAX_VALUE_CHARS].rsplit(" ", 1)[0].rstrip(" ,:;") + "…"
