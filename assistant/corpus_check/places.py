"""Finds the line of a file on which something of its document stands."""

from assistant.corpus_check.record import CheckedDocument

# Enough to be found, short enough to stand before most markup.
_FRAGMENT_CHARS = 40
_SHORT_FRAGMENT_WORDS = 3


def line_of_text(checked: CheckedDocument, start: int, end: int) -> int:
    """Return the line, from 1, on which a run of the document's text begins.

    Markup inside the run may hide it: then its first words are looked for, else the body's first line
    is given.
    """
    text = checked.document.text
    whole = text[start : min(end, start + _FRAGMENT_CHARS)].split("\n")[0].strip()
    for fragment in (whole, " ".join(whole.split()[:_SHORT_FRAGMENT_WORDS])):
        if not fragment:
            continue
        position = _nth(
            checked.source, fragment, rank=text.count(fragment, 0, start), after=checked.body_start
        )
        if position >= 0:
            return line_at(checked.source, position)
    return line_at(checked.source, checked.body_start)


def line_of_key(checked: CheckedDocument, key: str, *, value: str = "") -> int:
    """Return the line of a metadata key, or of a value written under it; 1 where it stands elsewhere."""
    head = checked.source[: checked.body_start]
    at_key = max(head.find(f"\n{key}:"), 0)
    at_value = head.find(value, at_key) if value else at_key + 1
    return line_at(head, max(at_value, 0)) if at_key else 1


def line_at(source: str, position: int) -> int:
    """Return the line, from 1, of a position."""
    return source.count("\n", 0, position) + 1


def _nth(source: str, fragment: str, *, rank: int, after: int) -> int:
    """Return where a fragment stands for the rank-th time, from 0; the last time if it is rarer; else -1."""
    position = source.find(fragment, after)
    for _ in range(rank):
        following = source.find(fragment, position + 1)
        if position < 0 or following < 0:
            break
        position = following
    return position
