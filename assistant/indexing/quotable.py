"""Finds the runs of a text that may be quoted alone."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import islice, takewhile

from assistant.domain import BlockType, Span
from assistant.indexing.sections import Unit
from assistant.sentences import is_complete_sentence, opens_with_anaphora, split_sentences

_MAX_CHARS = 500
_MAX_PAIR_CHARS = 350
_MAX_LIST_CHARS = 450


def quotable_spans(text: str, units: Sequence[Unit]) -> tuple[Span, ...]:
    """Find what can be shown of a section without its neighbours.

    Complete sentences that refer to nothing before; such a sentence with the next one where that one opens
    with « Elle », « Cette … »; an introduction with its whole list; table rows.

    Args:
        text: the document's text.
        units: the units of one section.

    Returns:
        Spans of `text`, in order, of at most 500 characters; they may overlap.
    """
    found: set[tuple[int, int]] = set()
    listed_until = 0
    for rank, unit in enumerate(units):
        if unit.end <= listed_until:
            continue
        sentences = tuple(_sentences(text, unit))
        whole_list = _whole_list(text, units, rank, introduction=sentences[-1] if sentences else None)
        if whole_list:
            found.add((whole_list.start, whole_list.end))
            listed_until = whole_list.end
        found.update((span.start, span.end) for span in _quotable(text, unit, sentences))
    return tuple(Span(start=start, end=end) for start, end in sorted(found) if end - start <= _MAX_CHARS)


def spans_inside(spans: Sequence[Span], passage: Span) -> tuple[Span, ...]:
    """Return the sorted spans that lie wholly inside a passage, counted from its start."""
    first = bisect_left(spans, passage.start, key=lambda span: span.start)
    last = bisect_left(spans, passage.end, key=lambda span: span.start)
    return tuple(
        Span(start=span.start - passage.start, end=span.end - passage.start)
        for span in spans[first:last]
        if span.end <= passage.end
    )


def _sentences(text: str, unit: Unit) -> Iterator[Span]:
    """Yield the sentences of a unit; a table row is one."""
    if unit.type is BlockType.TABLE_ROW:
        yield Span(start=unit.start, end=unit.end)
        return
    for sentence in split_sentences(text[unit.words_start : unit.end]):
        yield Span(start=unit.words_start + sentence.start, end=unit.words_start + sentence.end)


def _whole_list(text: str, units: Sequence[Unit], rank: int, *, introduction: Span | None) -> Span | None:
    """Return the span of an introduction and all its items, if the unit of this rank opens a short list."""
    if introduction is None or not units[rank].is_introduction:
        return None
    words = text[introduction.start : introduction.end]
    if words[:1].islower() or opens_with_anaphora(words):
        return None
    items = takewhile(lambda unit: unit.is_enumerated, islice(units, rank + 1, None))
    end = introduction.end
    for item in items:
        end = item.end
        if end - introduction.start > _MAX_LIST_CHARS:
            return None
    return Span(start=introduction.start, end=end) if end > introduction.end else None


def _quotable(text: str, unit: Unit, sentences: Sequence[Span]) -> Iterator[Span]:
    if unit.type is BlockType.TABLE_ROW:
        yield from sentences
        return
    previous: Span | None = None
    for sentence in sentences:
        words = text[sentence.start : sentence.end]
        if not is_complete_sentence(words):
            previous = None
        elif not opens_with_anaphora(words):
            yield sentence
            previous = sentence
        elif previous and sentence.end - previous.start <= _MAX_PAIR_CHARS:
            yield Span(start=previous.start, end=sentence.end)
            previous = None
