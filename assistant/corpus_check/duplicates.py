"""Finds documents that say the same thing in the same words."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from assistant.corpus_check.places import line_of_text
from assistant.corpus_check.prose import Sentence, paragraphs
from assistant.corpus_check.record import Check, CheckedDocument, Problem
from assistant.mentions.dates import DATE
from assistant.texts_fr import corpus_check as texts

_SHINGLE_WORDS = 6
# Share of the shorter document's shingles from which two documents are near-duplicates.
MAX_SHARED = 0.3
# A shorter sentence may say a simple thing in the only plain way.
_MIN_SENTENCE_WORDS = 14
# A run of words in more documents than this is a formula.
_MAX_SHARERS = 30

_WORD = re.compile(r"\w+")
# Dates and references are no one's words.
_MASKED = re.compile(
    rf"{DATE}|\b(?i:articles?\s+)?[LRD]\.?\s?\*?\d{{3,4}}(?:-\d+)*(?:\s+du\s+[A-Z]{{3,}})?|\bn°\s?[\d-]+"
)
_Shingles = frozenset[tuple[str, ...]]


def find_duplicates(documents: Sequence[CheckedDocument]) -> Iterator[Problem]:
    """Yield the documents that share too many runs of words, and the long sentences that stand twice.

    Versions of one text (the same `reference`) may share what they like.
    """
    yield from _near_duplicates(documents)
    yield from _repeated_sentences(documents)


def _near_duplicates(documents: Sequence[CheckedDocument]) -> Iterator[Problem]:
    shingles = [_shingles(_MASKED.sub(" ", checked.document.text)) for checked in documents]
    holders: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for rank, own in enumerate(shingles):
        for shingle in own:
            holders[shingle].append(rank)
    shared: Counter[tuple[int, int]] = Counter()
    for ranks in holders.values():
        if 1 < len(ranks) <= _MAX_SHARERS:
            shared.update(combinations(ranks, 2))
    for (first, second), count in sorted(shared.items()):
        share = count / min(len(shingles[first]), len(shingles[second]))
        if share >= MAX_SHARED and not _are_versions(documents[first], documents[second]):
            message = texts.NEAR_DUPLICATE.format(
                percent=round(share * 100), other=documents[first].document.path
            )
            yield Problem(
                path=documents[second].document.path, line=1, check=Check.DUPLICATES, message=message
            )


def _repeated_sentences(documents: Sequence[CheckedDocument]) -> Iterator[Problem]:
    first_of: dict[tuple[str, ...], CheckedDocument] = {}
    for checked in documents:
        for sentence in _sentences(checked):
            words = _words(sentence.text)
            if len(words) < _MIN_SENTENCE_WORDS:
                continue
            other = first_of.setdefault(words, checked)
            if other is not checked and not _are_versions(other, checked):
                yield Problem(
                    path=checked.document.path,
                    line=line_of_text(checked, sentence.start, sentence.end),
                    check=Check.DUPLICATES,
                    message=texts.REPEATED_SENTENCE.format(
                        sentence=" ".join(sentence.text.split()[:8]), other=other.document.path
                    ),
                )


def _sentences(checked: CheckedDocument) -> Iterator[Sentence]:
    for paragraph in paragraphs(checked.document):
        yield from paragraph.sentences


def _are_versions(one: CheckedDocument, other: CheckedDocument) -> bool:
    return one.document.reference is not None and one.document.reference == other.document.reference


def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text.lower()))


def _shingles(text: str) -> _Shingles:
    words = _words(text)
    return frozenset(
        words[rank : rank + _SHINGLE_WORDS] for rank in range(max(len(words) - _SHINGLE_WORDS + 1, 1))
    )
