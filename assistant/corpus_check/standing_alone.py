"""Finds sentences that cannot be quoted alone, and sentences too short or too long to be."""

import re
from collections.abc import Iterator, Sequence

from assistant.corpus_check.places import line_of_text
from assistant.corpus_check.prose import Paragraph, Sentence, paragraphs
from assistant.corpus_check.record import Check, CheckedDocument, Problem
from assistant.domain import BlockType, Wording
from assistant.sentences import is_complete_sentence, opens_with_anaphora
from assistant.texts_fr import corpus_check as texts

MIN_WORDS = 8
MAX_WORDS = 35

# A number with its unit is one word; a lone sign is none.
_WORD = re.compile(r"\S*\w\S*")
_SPLIT_NUMBER = re.compile(r"(?<=\d)[ \u00a0\u202f](?=\d{3}\b)")
_ANSWER_WORD = re.compile(r"[«“\"(\s]*(?:oui|non)\b(?!-)", re.IGNORECASE)
_POINTER = re.compile(
    r"\bci-(?:dessus|dessous|après|avant)\b|\b(?:ce|cet|ces|cette)\s+derni(?:er|ère)s?\b(?!\s+(?:jour|mois|an|semaine))"
    r"|\b(?:voir|comme|vu|dit|cité|cités|exposé)e?s?\s+plus\s+(?:haut|bas)\b|\bsusvisée?s?\b|\bsusdite?s?\b",
    re.IGNORECASE,
)


def find_dependent_sentences(documents: Sequence[CheckedDocument]) -> Iterator[Problem]:
    """Yield the sentences that need their neighbours, that no answer would quote, or outside 8 to 35 words.

    Headings and tables are left out; so is the wording of official texts, which is not ours to change.
    An item of a list, or a sentence that introduces one, may be short.
    """
    for checked in documents:
        if checked.document.wording is Wording.OFFICIAL:
            continue
        for paragraph in paragraphs(checked.document):
            for sentence in paragraph.sentences:
                for message in _faults(sentence, paragraph):
                    line = line_of_text(checked, sentence.start, sentence.end)
                    yield Problem(path=checked.document.path, line=line, check=Check.WORDING, message=message)


def _faults(sentence: Sentence, paragraph: Paragraph) -> Iterator[str]:
    shown = " ".join(sentence.text.split()[:6])
    pointer = _POINTER.search(sentence.text)
    if _ANSWER_WORD.match(sentence.text):
        yield texts.ANSWER_WORD.format(sentence=shown)
    elif opens_with_anaphora(sentence.text):
        yield texts.ANAPHORA.format(sentence=shown)
    if pointer:
        yield texts.POINTER.format(words=pointer[0], sentence=shown)
    is_introduction = sentence.text.rstrip().endswith(":")
    if not is_introduction and not is_complete_sentence(sentence.text):
        yield texts.INCOMPLETE.format(sentence=shown)
    yield from _length_faults(sentence.text, shown, may_be_short=is_introduction or _is_item(paragraph))


def _is_item(paragraph: Paragraph) -> bool:
    return paragraph.type is BlockType.LIST_ITEM


def _length_faults(sentence: str, shown: str, *, may_be_short: bool) -> Iterator[str]:
    count = count_words(sentence)
    if count < MIN_WORDS and not may_be_short:
        yield texts.TOO_SHORT.format(sentence=shown, count=count, limit=MIN_WORDS)
    if count > MAX_WORDS:
        yield texts.TOO_LONG.format(sentence=shown, count=count, limit=MAX_WORDS)


def count_words(sentence: str) -> int:
    """Count words as a reader does: « l'article » and « 23 000 » are one, « : » and « € » none."""
    return len(_WORD.findall(_SPLIT_NUMBER.sub("", sentence)))
