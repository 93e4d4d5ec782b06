"""Writes a text with the accents that were not typed, and without capitals throughout."""

import re

from assistant.answering.corpus_words import CorpusWords
from assistant.tokens import analyse, fold

# Part of no address, file name or number.
_WORD = re.compile(r"(?<![\w@/.])[^\W\d_]+(?![\w@/]|\.\w)")
# « L. 1115-1 », « R1115-8 »: the letter of an article.
_ARTICLE = re.compile(r"\b(?:[lrda]|lo)(?=\.?\s?\*?\d{3,4}(?:-|\b))")
_COUNCIL = re.compile(r"\bconseil(?= d['’]État| constitutionnel)")
_OPENING = re.compile(r"(?:^|[.?!]\s+)[«\"(\s]*[^\W\d_]")
# Words of which most, and letters of which nearly all, are capitals where a whole text is shouted.
_MIN_SHOUTED_WORDS = 2
_SHOUTED_SHARE = 0.8
# « affirme » and « affirmé » are both right: only a noun in -té, or a participle behind « avoir », is sure.
_SILENT_ENDING = re.compile(r"e(s?)$")
_NOUN = re.compile(r"(?:[^aeiou]it|[ae]ut|i[eé]t|[bn]ert|ant|[mo]iti)es?$")
_AUXILIARY = re.compile(
    r"\b(?:a|ai|as|ont|avons|avez|avait|avaient|avions|aurait|aura|est|sont|soit|etre|ete|etait|etaient)"
    r"(?:-t-(?:il|elle|on)|-(?:il|elle|on|nous|vous|ils|elles))?"
    r"(?: (?:pas|jamais|deja|bien|aussi|toujours))?\s$",
    re.IGNORECASE,
)
_SUBJECT_OF_HAS = re.compile(r"(?:\b(?:il|elle|on|qui|y|ca|cela|ceci|ne)\s|\b[nmtly]['’])$", re.IGNORECASE)
_TO_DO = re.compile(r"(?<![\w@/.'’-])a(?= [^\W\d_]{3,}(?:er|ir)\b)", re.IGNORECASE)
# « a » is a verb or a preposition; after « jusqu' » always the latter.
_HAS_OR_TO = re.compile(r"(?<![\w@/.-])a(?: (?=(?P<next>[^\W\d_]+))|(?= \d|-dire))", re.IGNORECASE)
_SET_PHRASES = (
    (re.compile(r"\bla(?=-(?:bas|haut|dedans|dessus|dessous)\b)", re.IGNORECASE), "là"),
    (re.compile(r"\b(?<=jusqu['’])a\b", re.IGNORECASE), "à"),
    (re.compile(r"\b(?:(?<=par )|(?<=jusqu['’])|(?<=d['’]))ou\b", re.IGNORECASE), "où"),
)
# Endings that a word of the corpus may lack.
_ENDINGS = ("nes", "ne", "es", "e", "s")


class WrittenForms:
    """Writes words as one corpus does; read-only, safe under any number of threads."""

    def __init__(self, corpus: CorpusWords) -> None:
        """Prepare.

        Args:
            corpus: its words, as `count_words` gives them.
        """
        self._words = corpus.words
        self._after_to = corpus.after_to

    def quietened(self, text: str) -> str:
        """Return a text that is shouted in small letters, names with their capital; another one unchanged."""
        if not is_shouted(text):
            return text
        small = _WORD.sub(lambda match: self._inside(match[0]), text.lower())
        small = _COUNCIL.sub("Conseil", small)
        lettered = _ARTICLE.sub(lambda match: match[0].upper(), small)
        return _OPENING.sub(lambda match: match[0].upper(), lettered)

    def accented(self, text: str) -> str:
        """Return a text with the accents that its words need; a word that is right without keeps none.

        Where a text has some accents, its other words lack none but for a slip; where it has none, those of
        « à », « là-bas » and participles are found by what stands beside them.
        """
        if any(char.isalpha() and not char.isascii() for char in text):
            return self._with_accents(text, sure_endings=False)
        # « à signer »: no « a » stands before an infinitive.
        text = _TO_DO.sub(lambda match: "À" if match[0] == "A" else "à", text)
        if self._with_accents(text, sure_endings=True) == text:
            return text
        for pattern, meant in _SET_PHRASES:
            text = pattern.sub(meant, text)
        text = _HAS_OR_TO.sub(self._has_or_to, text)
        participles = _WORD.sub(lambda match: self._participle(match) or match[0], text)
        return self._with_accents(participles, sure_endings=True)

    def _with_accents(self, text: str, *, sure_endings: bool) -> str:
        return _WORD.sub(lambda match: self._accented(match, sure_endings=sure_endings), text)

    def _inside(self, word: str) -> str:
        known = self._words.get(fold(word))
        # The word's own accents stay: « marché » is not « marche ».
        if known is None or known.inside.islower() or not analyse(word):
            return word
        return known.inside if known.inside.isupper() or word == fold(word) else word[0].upper() + word[1:]

    def _accented(self, match: re.Match[str], *, sure_endings: bool) -> str:
        word = match[0]
        if not word.isascii() or (len(word) > 1 and word.isupper()):
            return word
        written = self._written(word.lower(), sure_endings=sure_endings)
        if written is None:
            return word
        return written[0].upper() + written[1:] if word[0].isupper() else written

    def _written(self, small: str, *, sure_endings: bool) -> str | None:
        known = self._words.get(small)
        if known is not None:
            return _sure(small, known.accented, is_noun=sure_endings and _NOUN.search(small) is not None)
        for ending in _ENDINGS:
            stem = self._words.get(small.removesuffix(ending)) if small.endswith(ending) else None
            if stem is not None and stem.accented is not None:
                return stem.accented + ending
        return None

    def _participle(self, match: re.Match[str]) -> str | None:
        known = self._words.get(match[0]) if _SILENT_ENDING.search(match[0]) else None
        if known is None or not _AUXILIARY.search(match.string[: match.start()]):
            return None
        return known.participle

    def _has_or_to(self, match: re.Match[str]) -> str:
        following = match["next"]
        if following is not None and not self._follows_to(following):
            return match[0]
        if _SUBJECT_OF_HAS.search(match.string[: match.start()]):
            return match[0]
        return ("À" if match[0][0] == "A" else "à") + match[0][1:]

    def _follows_to(self, word: str) -> bool:
        return fold(word) in self._after_to or word[0].isupper()


def _sure(small: str, accented: str | None, *, is_noun: bool) -> str | None:
    """Return a form with accents, but for a last one that only tells a participle from a present."""
    if accented is None or is_noun or not _SILENT_ENDING.search(small):
        return accented
    return re.sub(r"é(s?)$", r"e\1", accented)


def is_shouted(text: str) -> bool:
    """Tell whether a text is written in capitals throughout."""
    words = [word for word in _WORD.findall(text) if len(word) > 1]
    letters = "".join(words)
    # Names and acronyms are no sentence: it has words of grammar.
    has_grammar = any(word.isupper() and not analyse(word) for word in words)
    return (
        has_grammar
        and sum(word.isupper() for word in words) >= _MIN_SHOUTED_WORDS
        and sum(map(str.isupper, letters)) >= _SHOUTED_SHARE * len(letters)
    )
