"""Groups the units of a section into spans within a token budget, and cuts what is too long."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.domain import Span
from assistant.indexing.sections import Section, Unit
from assistant.sentences import split_sentences

# A shorter last span joins the one before where both fit: a stray line answers nothing.
_SHORT_TAIL_TOKENS = 60
_MAX_CHARS_OF_TOKEN = 12
_CLAUSE_END = re.compile(r"[;:,]\s+")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """How long a passage's own text may be."""

    count_tokens: Callable[[str], int]
    target_tokens: int
    max_tokens: int


class Packer:
    """Packs the sections of one text."""

    def __init__(self, text: str, budget: Budget) -> None:
        """Keep the text that spans refer to."""
        self._text = text
        self._budget = budget

    def pack(self, section: Section) -> tuple[Span, ...]:
        """Return spans in order that together hold every unit of a section, none over the maximum.

        Short neighbours merge up to the target; a list stays with the sentence that introduces it, and an
        article's label with its article; a lead that fits the maximum stays whole.
        """
        units = section.units
        whole = Span(start=units[0].start, end=units[-1].end)
        if section.is_lead and self._fits(whole, self._budget.max_tokens):
            return (whole,)
        spans: list[Span] = []
        for group in _groups(units):
            pieces = self._pieces(group)
            joined = _join(spans[-1], pieces[0]) if spans else None
            if joined and self._fits(joined, self._budget.target_tokens):
                spans[-1:] = [joined, *pieces[1:]]
            else:
                spans.extend(pieces)
        return tuple(self._without_short_tail(spans))

    def _fits(self, span: Span, tokens: int) -> bool:
        # Prose has about four characters a token: so long a text need not be counted.
        return span.end - span.start <= tokens * _MAX_CHARS_OF_TOKEN and (
            self._budget.count_tokens(self._text[span.start : span.end]) <= tokens
        )

    def _pieces(self, group: Sequence[Unit]) -> list[Span]:
        """Return a group whole where it fits, else cut between its items, else inside them."""
        whole = Span(start=group[0].start, end=group[-1].end)
        if self._fits(whole, self._budget.max_tokens):
            return [whole]
        items = [piece for item in _with_introductions(group) for piece in self.cut(item)]
        return self._merged(items, self._budget.max_tokens)

    def _merged(self, spans: Sequence[Span], tokens: int) -> list[Span]:
        merged: list[Span] = []
        for span in spans:
            joined = _join(merged[-1], span) if merged else None
            if joined and self._fits(joined, tokens):
                merged[-1] = joined
            else:
                merged.append(span)
        return merged

    def cut(self, span: Span) -> list[Span]:
        """Cut a span over the maximum at sentence ends; a longer sentence at a clause or word end."""
        if self._fits(span, self._budget.max_tokens):
            return [span]
        sentences = [
            Span(start=span.start + found.start, end=span.start + found.end)
            for found in split_sentences(self._text[span.start : span.end])
        ]
        pieces = [piece for sentence in sentences for piece in self._halved(sentence)]
        return self._merged(pieces, self._budget.target_tokens)

    def _halved(self, span: Span) -> list[Span]:
        if span.end - span.start < 2 or self._fits(span, self._budget.max_tokens):
            return [span]
        middle = self._middle(span)
        halves = (self._trimmed(span.start, middle), self._trimmed(middle, span.end))
        return [piece for half in halves if half for piece in self._halved(half)]

    def _middle(self, span: Span) -> int:
        """Return the best place for a cut in the middle half of a span."""
        quarter = (span.end - span.start) // 4
        centre = (span.start + span.end) // 2
        for pattern in (_CLAUSE_END, _SPACE):
            ends = [
                found.end()
                for found in pattern.finditer(self._text, span.start + quarter, span.end - quarter)
            ]
            if ends:
                return min(ends, key=lambda end: abs(end - centre))
        return centre

    def _trimmed(self, start: int, end: int) -> Span | None:
        words = self._text[start:end]
        if not words.strip():
            return None
        return Span(start=start + len(words) - len(words.lstrip()), end=start + len(words.rstrip()))

    def _without_short_tail(self, spans: list[Span]) -> list[Span]:
        if len(spans) < 2 or not self._fits(spans[-1], _SHORT_TAIL_TOKENS):
            return spans
        joined = _join(spans[-2], spans[-1])
        return [*spans[:-2], joined] if self._fits(joined, self._budget.max_tokens) else spans


def _join(first: Span, second: Span) -> Span:
    return Span(start=first.start, end=second.end)


def _groups(units: Sequence[Unit]) -> list[list[Unit]]:
    """Put together what must not be parted: an introduction with its list, a label with what follows."""
    groups: list[list[Unit]] = []
    has_open_list = False
    for unit in units:
        previous = groups[-1][-1] if groups else None
        depends = has_open_list and unit.is_enumerated
        if previous and (depends or previous.is_label() or (previous.is_introduction and unit.is_enumerated)):
            groups[-1].append(unit)
        else:
            groups.append([unit])
            has_open_list = False
        has_open_list = has_open_list or unit.is_introduction
    return groups


def _with_introductions(group: Sequence[Unit]) -> list[Span]:
    """Return the spans of a group's units, each introduction or label with the first unit after it."""
    spans: list[Span] = []
    is_kept = False
    for unit in group:
        span = Span(start=unit.start, end=unit.end)
        if is_kept:
            spans[-1] = _join(spans[-1], span)
        else:
            spans.append(span)
        is_kept = unit.is_introduction or unit.is_label()
    return spans
