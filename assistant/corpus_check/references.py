"""Finds references that are malformed, that name a text which nobody knows, or give it a wrong day."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.corpus_check.known_texts import KnownTexts
from assistant.corpus_check.places import line_of_key, line_of_text
from assistant.corpus_check.record import Check, CheckedDocument, Problem
from assistant.corpus_check.reviewed_lists import KNOWN_REFERENCES_FILE
from assistant.domain import Kind, Span
from assistant.legal_references import find_references
from assistant.mentions.dates import DATE
from assistant.texts_fr import corpus_check as texts

# « (n° 472155, 474507 et 474652) », where the court is said elsewhere in the sentence.
_CASE_NUMBERS = re.compile(
    r"\bn(?:os\s|°s?\s?)(?P<numbers>(?:\d{6,7}|\d{2}[A-Z]{2}\d{5})(?:(?:,|\set)\s\d{6,7})*)(?![\w/-])"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Fault:
    """A mention in a block that does not hold."""

    # Told once a document.
    name: str
    span: Span
    message: str


def find_unknown_references(
    documents: Sequence[CheckedDocument], *, texts_known: KnownTexts
) -> Iterator[Problem]:
    """Yield what a document cites and the corpus does not know, or dates otherwise, once a document.

    Known is what has a document of its own or stands in the reviewed list. A reference of the metadata
    that no form of citation fits, such as a foreign statute's, has to stand in the list as it is written.
    """
    for checked in documents:
        yield from _of_metadata(checked, texts_known)
        yield from _of_body(checked, texts_known)


def _of_metadata(checked: CheckedDocument, texts_known: KnownTexts) -> Iterator[Problem]:
    document = checked.document
    own = document.reference
    if own is not None and document.kind is not Kind.TREATY and not find_references(own):
        yield _problem(checked, line_of_key(checked, "reference"), texts.MALFORMED.format(reference=own))
    for reference in document.references:
        if texts_known.knows_wording(reference):
            continue
        line = line_of_key(checked, "references", value=reference)
        mentions = find_references(reference)
        if not mentions:
            yield _problem(checked, line, texts.MALFORMED.format(reference=reference))
        elif not all(map(texts_known.knows, mentions)):
            yield _problem(checked, line, _unknown(reference))


def _of_body(checked: CheckedDocument, texts_known: KnownTexts) -> Iterator[Problem]:
    text = checked.document.text
    told: set[str] = set()
    # Block by block: the last word of a heading and the first of its paragraph are no mention.
    for block in checked.document.blocks:
        words = text[block.start : block.end]
        for fault in (*_unknown_mentions(words, texts_known), *_wrong_days(words, texts_known)):
            # A number that was told with its court is not told again alone.
            if not any(fault.name in other for other in told):
                told.add(fault.name)
                start, end = block.start + fault.span.start, block.start + fault.span.end
                yield _problem(checked, line_of_text(checked, start, end), fault.message)


def _unknown_mentions(words: str, texts_known: KnownTexts) -> Iterator[_Fault]:
    for mention in find_references(words):
        if not texts_known.knows(mention):
            shown = f"{_plain(words, mention.span)} ({mention.canonical})"
            yield _Fault(name=mention.canonical, span=mention.span, message=_unknown(shown))
    for found in _CASE_NUMBERS.finditer(words):
        for number in re.split(r",\s|\set\s", found["numbers"]):
            if not texts_known.knows_number(number):
                span = Span(start=found.start(), end=found.end())
                yield _Fault(name=number, span=span, message=_unknown(f"n° {number}"))


def _wrong_days(words: str, texts_known: KnownTexts) -> Iterator[_Fault]:
    for mention in find_references(words):
        day, shown = texts_known.other_day(mention), _plain(words, mention.span)
        # With two days in it, a mention may have taken the day of its neighbour.
        if day and len(re.findall(DATE, shown)) == 1:
            message = texts.OTHER_DAY.format(reference=shown, day=day.isoformat())
            yield _Fault(name=f"{mention.canonical} {mention.dated_on}", span=mention.span, message=message)


def _plain(words: str, span: Span) -> str:
    return " ".join(words[span.start : span.end].split())


def _unknown(reference: str) -> str:
    return texts.UNKNOWN_REFERENCE.format(reference=reference, file=KNOWN_REFERENCES_FILE)


def _problem(checked: CheckedDocument, line: int, message: str) -> Problem:
    return Problem(path=checked.document.path, line=line, check=Check.REFERENCES, message=message)
