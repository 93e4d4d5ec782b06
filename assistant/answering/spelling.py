"""Writes a question out: short forms, missing apostrophes, slips of the pen; right words stay as they are."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import cache, lru_cache
from itertools import pairwise
from types import MappingProxyType

import numpy as np

from assistant.answering.corpus_words import CorpusWords
from assistant.tokens import analyse, fold

# Letters of a word from which one slip is mended, and from which two are.
_MIN_ONE_SLIP, _MIN_TWO_SLIPS = 5, 9
# Up to this length one wrong letter often makes another right word: only the two likeliest slips are mended.
_SHORT_CHARS = 6
# Letters of a word of which a rarer word is taken to lack one; how many of its last ones have to be there.
_MIN_PLAIN_SLIP, _ENDING = 8, 3
# Letters that the finger takes for one another: neighbours on a French keyboard.
_KEYBOARD = ("azertyuiop", "qsdfghjklm", "wxcvbn")
# Letters that the ear takes for one another.
_SOUNDS = ("ae", "ei", "iy", "cs", "sz", "ck", "kq", "gj", "mn", "st")
# Endings that a word takes in a sentence; another one is no slip.
_INFLECTION = re.compile(
    r"(?:er|ir|ai?|as|ons|ez|ent|ais|ait|aient|r?ions|r?iez|e?rai|e?ras?|e?rons|e?rez|e?ront|e?rait|e?raient"
    r"|ants?|antes?|ees?|es?|s|eurs?|euses?|ables?|ages?|is|it|ient)$"
)
# How a word sounds, near enough to compare two: in this order.
_SOUND_RULES = (
    *(("ph", "f"), ("qu", "k"), ("th", "t"), ("h", ""), ("eau", "o"), ("au", "o"), ("ai", "e"), ("ei", "e")),
    *(("tion", "sion"), ("ce", "se"), ("ci", "si"), ("cy", "si"), ("c", "k"), ("y", "i"), ("z", "s")),
    *(("em", "an"), ("en", "an"), ("am", "an"), ("om", "on"), ("im", "in")),
)
# Share of the texts, and texts at least, in which a word must stand to be taken for what was meant.
_MIN_TEXTS_SHARE, _MIN_TEXTS = 0.02, 2
# How many times more often the likeliest word must stand than the next one.
_CLEAR_LEAD = 4
# Letters after a missing apostrophe, at least.
_MIN_AFTER_ELISION = 4
# Unknown words looked at in one text: each costs about half a millisecond, once.
_MOST_LOOKED_AT = 20
# Share of known words below which a text is taken to be about something else, and left alone.
_MIN_KNOWN_SHARE = 0.5
_WORDS_CACHED = 20_000

# A word that stands alone, or with its pronoun: no part of an address, a file name, a compound, a number or
# a reference.
_WORD = re.compile(
    r"(?<![\w@/.'’-])[^\W\d_]+(?:(?![\w@/'’-]|\.\w)|(?=-(?:t-)?(?:je|il|elle|on|nous|vous|ils|elles)\b))"
)
_ELIDED = re.compile(r"(?<![\w@/.-])(?:[cdjlmnst]|qu)['’](?P<rest>[^\W\d_]+)(?![\w@/'’-]|\.\w)", re.I)
# « décrivent » is no « d'écrivent ».
_MISSING_APOSTROPHE = re.compile(r"(?P<article>l|qu|d(?!e))(?P<rest>[aeiouyh][a-z]+)")
_THOUSANDS = re.compile(r"(?<![\w,.])(\d{1,4})\s?k\s?(?:€|e\b|euros?\b)", re.I)
# Not « 20e siècle »: from 100 on, a number and an e are a sum of money, unless it says which of many.
_EUROS = re.compile(
    r"(?<!\ble )(?<!\bla )(?<!\bdu )(?<!\bau )(?<![\w,.-])(\d{3,}|\d{1,3}(?:[ .]\d{3})+)\s?e(?![\w'’])"
    r"(?!\s+(?:anniv|édition|session|jour|rang))"
)


class Speller:
    """Mends texts against the words of one corpus; read-only, safe under any number of threads."""

    def __init__(
        self,
        corpus: CorpusWords,
        *,
        shorthand: Mapping[str, str] = MappingProxyType({}),
        is_right: Callable[[str], bool] = lambda _word: False,
    ) -> None:
        """Prepare.

        Args:
            corpus: its words, as `count_words` gives them.
            shorthand: short form → full form, both as written.
            is_right: tells of a folded word whether it is right although the corpus lacks it.
        """
        self._words = corpus.words
        self._is_right = is_right
        self._shorthand = {short.lower(): full for short, full in shorthand.items()}
        self._short_forms = _alternation(self._shorthand)
        least = max(_MIN_TEXTS, _MIN_TEXTS_SHARE * corpus.texts_count)
        self._usual_words = frozenset(
            word for word, known in corpus.words.items() if known.texts_count >= least
        )
        by_stem = _texts_by_stem(corpus)
        self._candidates = _Candidates(word for word in corpus.words if by_stem[analyse(word)] >= _MIN_TEXTS)
        self._mended = lru_cache(maxsize=_WORDS_CACHED)(self._mend_folded)

    def correct(self, text: str) -> str:
        """Return the text with short forms written out and slips mended; otherwise unchanged."""
        written_out = _EUROS.sub(r"\1 euros", _THOUSANDS.sub(r"\g<1>000 euros", text))
        if self._short_forms is not None:
            written_out = self._short_forms.sub(self._write_out, written_out)
        return self._correct_words(written_out)

    def _write_out(self, match: re.Match[str]) -> str:
        short = match[0]
        # « DS » is an acronym, « ds » is short for « dans ».
        if len(short) > 1 and short.isupper():
            return short
        full = self._shorthand[short.lower()]
        return full[0].upper() + full[1:] if short[0].isupper() else full

    def _correct_words(self, text: str) -> str:
        found = [*_WORD.finditer(text), *_ELIDED.finditer(text)]
        words = [match["rest"] if "rest" in match.re.groupindex else match[0] for match in found]
        unknown = [
            (match, word) for match, word in zip(found, words, strict=True) if not self._is_known(fold(word))
        ]
        strange = [word for _, word in unknown if self._parted(fold(word)) is None]
        if len(strange) > (1 - _MIN_KNOWN_SHARE) * len(words):
            return text
        mends = [
            (match.end() - len(word), match.end(), mended)
            for match, word in unknown[:_MOST_LOOKED_AT]
            if (mended := self._mend(word, text, match.start())) is not None
        ]
        for start, end, mended in sorted(mends, reverse=True):
            text = text[:start] + mended + text[end:]
        return text

    def _is_known(self, folded: str) -> bool:
        return folded in self._words or not analyse(folded) or self._is_right(folded)

    def _parted(self, folded: str) -> str | None:
        """Return a word with the apostrophe that it lacks; None if it lacks none."""
        parts = _MISSING_APOSTROPHE.fullmatch(folded)
        if parts is None or len(parts["rest"]) < _MIN_AFTER_ELISION or parts["rest"] not in self._usual_words:
            return None
        return f"{parts['article']}'{self._words[parts['rest']].written}"

    def _mend(self, word: str, text: str, start: int) -> str | None:
        before = text[:start].rstrip()
        opens = not before or before[-1] in ".!?:"
        mended = self._mended(fold(word))
        if mended is None or word == word.lower():
            return mended
        if opens and word[1:].islower():
            return mended[0].upper() + mended[1:]
        # A capital inside a sentence makes a name: only its letters in another order, or doubled, are a slip.
        return self._name(mended) if word[1:].islower() and _has_the_letters(word, mended) else None

    def _name(self, mended: str) -> str | None:
        known = self._words.get(fold(mended))
        return known.inside if known is not None and known.inside[0].isupper() else None

    def _mend_folded(self, folded: str) -> str | None:
        """Return what was meant by an unknown word, None where that is not clear."""
        if (parted := self._parted(folded)) is not None:
            return parted
        near = [
            one
            for one in self._candidates.near(folded)
            if one in self._usual_words or _is_plain_slip(folded, one)
        ]
        ranked = sorted(near, key=lambda one: (-self._words[one].texts_count, one))
        if not ranked:
            return None
        best, others = ranked[0], ranked[1:]
        stem = analyse(best)
        rivals = [self._words[one].texts_count for one in others if analyse(one) != stem]
        if rivals and self._words[best].texts_count < _CLEAR_LEAD * max(rivals):
            return None
        return self._words[best].written


def _texts_by_stem(corpus: CorpusWords) -> Counter[tuple[str, ...]]:
    """Count for each stem the texts of its words: « documents » is as usual as « document »."""
    counts: Counter[tuple[str, ...]] = Counter()
    for word, known in corpus.words.items():
        counts[analyse(word)] += known.texts_count
    return counts


class _Candidates:
    """Finds words within one or two slips, by the letters that they are made of first."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = [word for word in words if len(word) >= _MIN_ONE_SLIP - 1 and word.isascii()]
        self._letters = np.array([_letters(word) for word in self._words], dtype=np.uint64)
        self._lengths = np.array([len(word) for word in self._words], dtype=np.int64)

    def near(self, word: str) -> list[str]:
        """Return the words at the least distance that is allowed for a word of this length, in order."""
        if len(word) < _MIN_ONE_SLIP or not word.isascii() or not self._words:
            return []
        limit = 2 if len(word) >= _MIN_TWO_SLIPS else 1
        differing = np.bitwise_count(self._letters ^ np.uint64(_letters(word)))
        possible = (differing <= 2 * limit) & (np.abs(self._lengths - len(word)) <= limit)
        found = [(distance(word, self._words[row]), self._words[row]) for row in np.flatnonzero(possible)]
        allowed = [(far, other) for far, other in found if far <= limit and _is_slip(word, other, far)]
        least = min((far for far, _ in allowed), default=0)
        return [other for far, other in allowed if far == least]


def _letters(word: str) -> int:
    """Return one bit for each letter that a word holds, and one more for each held twice."""
    twice = 1 << 26
    return sum(
        (1 + twice * (count > 1)) << (ord(letter) - ord("a")) for letter, count in Counter(word).items()
    )


def _is_slip(word: str, other: str, far: int) -> bool:
    """Tell whether one may well be written for the other, `far` letters away: not just another word."""
    if word[0] != other[0] or _INFLECTION.sub("", word) == _INFLECTION.sub("", other):
        return False
    if min(len(word), len(other)) <= _SHORT_CHARS:
        return _has_the_letters(word, other)
    if far == 1:
        return _is_slip_of_one(word, other)
    swapped = (word[:i] + word[i + 1] + word[i] + word[i + 2 :] for i in range(1, len(word) - 1))
    if any(distance(one, other) == 1 and _is_slip_of_one(one, other) for one in swapped):
        return True
    sound, other_sound = _sound(word), _sound(other)
    return sound == other_sound or (distance(sound, other_sound) == 1 and _is_slip_of_one(sound, other_sound))


def _is_slip_of_one(word: str, other: str) -> bool:
    """Tell of two words one letter apart if finger or ear explains it; a letter left out always may be."""
    start = next((i for i, (a, b) in enumerate(zip(word, other, strict=False)) if a != b), None)
    if start is None or len(word) < len(other):
        return len(word) < len(other)
    if len(word) > len(other):
        beside = word[max(0, start - 1) : start] + word[start + 1 : start + 2]
        return any(letter in _mistaken()[word[start]] for letter in beside)
    is_swapped = word[start : start + 2] == other[start : start + 2][::-1]
    return is_swapped or other[start] in _mistaken()[word[start]]


@cache
def _mistaken() -> Mapping[str, str]:
    """Return for each letter those that finger or ear takes it for, itself among them."""
    near = {letter: letter for row in _KEYBOARD for letter in row}
    pairs = [*_SOUNDS, *(a + b for row in _KEYBOARD for a, b in pairwise(row))]
    for upper, lower in pairwise(_KEYBOARD):
        pairs += [a + b for shift in (0, 1) for a, b in zip(upper[shift:], lower, strict=False)]
    for pair in pairs:
        for letters in (pair, pair[::-1]):
            near[letters[0]] += letters[1]
    return near


def _is_plain_slip(word: str, other: str) -> bool:
    """Tell whether a long word lacks a letter before its ending, has one doubled or two swapped."""
    if len(word) <= _SHORT_CHARS:
        return False
    is_short_of_one = len(word) >= _MIN_PLAIN_SLIP and len(other) == len(word) + 1
    return _has_the_letters(word, other) or (is_short_of_one and word[-_ENDING:] == other[-_ENDING:])


def _has_the_letters(word: str, other: str) -> bool:
    one, another = fold(word), fold(other)
    return sorted(one) == sorted(another) or _undoubled(one) == _undoubled(another)


def _undoubled(word: str) -> str:
    return re.sub(r"(.)\1+", r"\1", word)


def _sound(word: str) -> str:
    for written, heard in _SOUND_RULES:
        word = word.replace(written, heard)
    return _undoubled(word)


def distance(one: str, other: str) -> int:
    """Return how many letters are missing, added, replaced or swapped with their neighbour."""
    before: list[int] = []
    last = list(range(len(other) + 1))
    for i, char in enumerate(one, start=1):
        row = [i]
        for j, target in enumerate(other, start=1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (char != target))
            if i > 1 and j > 1 and char == other[j - 2] and one[i - 2] == target:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        before, last = last, row
    return last[-1]


def _alternation(short_forms: Iterable[str]) -> re.Pattern[str] | None:
    """Return a pattern of the short forms, longest first, as words that stand alone; None without any."""
    ordered = sorted(short_forms, key=lambda short: (-len(short), short))
    if not ordered:
        return None
    return re.compile(rf"(?<![\w@/.'’-])(?:{'|'.join(map(re.escape, ordered))})(?![\w@/'’-]|\.\w)", re.I)
