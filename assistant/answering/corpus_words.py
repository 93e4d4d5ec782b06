"""Counts the words of a corpus: in how many texts each stands, and how it is written there."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from assistant.tokens import fold

_WORD = re.compile(r"[^\W\d_]+")
# A word after another one of its sentence: its capital, if any, makes it a name.
_INSIDE = re.compile(r"(?:(?<=[^\W\d_] )|(?<=[,»)] )|(?<=\w['’-]))[^\W\d_]+")
_HAS_OR_TO = re.compile(r"\b(?P<word>[aà]) (?P<next>[^\W\d_]+)")
_PARTICIPLE_ENDING = re.compile(r"ée?s?$")
# Share of a word's occurrences that may lack its accents by mistake, or stand for another word.
_STRAY_SHARE = 0.03


@dataclass(frozen=True, slots=True, kw_only=True)
class CorpusWord:
    """A word of the corpus as it is mostly written there, and in how many texts it stands."""

    written: str
    texts_count: int
    # As it is mostly written within a sentence: with the capital of a name.
    inside: str
    # Its most usual form with accents, in small letters; None where it is right without them too.
    accented: str | None
    # Its form in -é, -és, -ée or -ées, if there is one.
    participle: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CorpusWords:
    """The words of a corpus."""

    # By folded form.
    words: Mapping[str, CorpusWord]
    texts_count: int
    # Folded words before which « à » stands more often than « a ».
    after_to: frozenset[str] = frozenset()


def count_words(texts: Iterable[str]) -> CorpusWords:
    """Count in how many texts, one a document, each word stands."""
    counts: Counter[str] = Counter()
    forms: dict[str, Counter[str]] = {}
    inside: dict[str, Counter[str]] = {}
    after_to: Counter[str] = Counter()
    texts_count = 0
    for text in texts:
        texts_count += 1
        for match in _HAS_OR_TO.finditer(text):
            after_to[fold(match["next"])] += 1 if match["word"] == "à" else -1
        counts.update({fold(word) for word in _add_forms(forms, _WORD.findall(text))})
        _add_forms(inside, _INSIDE.findall(text))
    words = {
        folded: CorpusWord(
            written=_usual_form(forms[folded]),
            texts_count=count,
            inside=_most_frequent(inside.get(folded) or forms[folded]),
            accented=_accented_form(folded, forms[folded]),
            participle=_participle(forms[folded]),
        )
        for folded, count in counts.items()
    }
    return CorpusWords(
        words=MappingProxyType(words),
        texts_count=texts_count,
        after_to=frozenset(word for word, lead in after_to.items() if lead > 0),
    )


def _add_forms(forms: dict[str, Counter[str]], words: Iterable[str]) -> Counter[str]:
    written = Counter(words)
    for word, count in written.items():
        forms.setdefault(fold(word), Counter())[word] += count
    return written


def _usual_form(forms: Counter[str]) -> str:
    """Return the form without a sentence's capital where there is one: « Convention » is « convention »."""
    small = Counter({form: count for form, count in forms.items() if form.islower()})
    return _most_frequent(small or forms)


def _accented_form(folded: str, forms: Counter[str]) -> str | None:
    small: Counter[str] = Counter()
    for form, count in forms.items():
        small[form.lower()] += count
    if small[folded] > _STRAY_SHARE * small.total():
        return None
    del small[folded]
    return _most_frequent(small) if small else None


def _participle(forms: Counter[str]) -> str | None:
    found = Counter({form: count for form, count in forms.items() if _PARTICIPLE_ENDING.search(form)})
    return _most_frequent(found).lower() if found else None


def _most_frequent(forms: Counter[str]) -> str:
    return max(forms, key=lambda form: (forms[form], form))
