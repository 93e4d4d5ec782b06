"""Understands everyday words, slips of the pen and English: which words of the law a question means."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from types import MappingProxyType

from assistant.answering.corpus_words import CorpusWords
from assistant.answering.glossary import Direction, Glossary, Relation
from assistant.answering.politeness import without_courtesy
from assistant.answering.question_order import asked_directly
from assistant.answering.spelling import Speller
from assistant.answering.written_forms import WrittenForms
from assistant.dialogue import Question
from assistant.question_words import Language, QuestionWords
from assistant.tokens import analyse, fold

# Words that a sentence of one language can hardly do without, and that the other does not have.
_FRENCH_WORDS = frozenset(
    re.findall(
        r"\S+",
        """
    le la les des une du est et que qui quel quelle quels quelles pour dans nous notre nos vous votre je il
    elle ils sur avec par au aux ce cette ces sans son sa ses leur peut doit faut comment combien
        """,
    )
)
_ENGLISH_WORDS = frozenset(
    re.findall(
        r"\S+",
        """
    the is are was were be been being of for and to how what which who whom whose when where why can could
    may might must shall should will would does did has have had there this that these those we our us you
    your they their it its my with from by any some not than then into about between through under much many
    roughly get gets got need needs want make makes give gives allowed hello thanks still also only very more
        """,
    )
)
# What else English grammar needs; in a French question these are French.
_SHARED_WORDS = """
    a an on as at in i me or if do most other another such each every own same just please possible
"""
# French words that make a sentence and say nothing of its subject.
_FRENCH_FILLERS = """
    quelque chose quelqu'un quelques toujours beaucoup maintenant salut y a-t-il est-ce que
"""
# French words of an English question would be read as what they are not: « for » is no « forage ».
_ENGLISH_RELATIONS = frozenset({Relation.ENGLISH, Relation.ACRONYM})
_FRENCH_RELATIONS = frozenset(Relation) - {Relation.ENGLISH}
# Share of the documents below which a term of theirs is rare.
_RARE_SHARE = 0.01
# Fewer English words than this may stand in a French question as the name of something.
_MIN_ENGLISH_WORDS = 2
# Words in a row that French hardly writes without one of its grammar: there, one English word is enough.
_MIN_WORDS_WITHOUT_FRENCH = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class UnderstoodText:
    """A question written out, and what else its words may be called."""

    corrected_text: str
    words: QuestionWords


@dataclass(frozen=True, slots=True, kw_only=True)
class _Phrase:
    """One way of an entry: a phrase of a question, and what it may mean."""

    # As `_keys` gives them.
    keys: tuple[str, ...]
    terms: frozenset[str]
    counterparts: tuple[str, ...]
    relation: Relation
    # True where the documents hardly use it: they are searched with its counterparts too.
    is_rare: bool


class LayLanguage:
    """A glossary and a speller over one corpus; read-only, safe under any number of threads."""

    def __init__(self, glossary: Glossary, *, knows: Callable[[str], bool], words: CorpusWords) -> None:
        """Prepare over the vocabulary of one open build.

        Args:
            glossary: the reviewed one.
            knows: tells whether an analysed term stands anywhere in the corpus.
            words: the words of the corpus, as `count_words` gives them.
        """
        self._phrases: dict[str, list[_Phrase]] = {}
        for phrase in _phrases(glossary, knows, _common_terms(words)):
            self._phrases.setdefault(phrase.keys[0], []).append(phrase)
        english = " ".join((*_ENGLISH_WORDS, _SHARED_WORDS))
        self._fillers = {
            Language.ENGLISH: frozenset(analyse(english)),
            Language.FRENCH: frozenset(analyse(_FRENCH_FILLERS)),
        }
        self._forms = WrittenForms(words)
        right_words = frozenset(_words_of(glossary))
        self._speller = Speller(
            words,
            shorthand=glossary.shorthand,
            is_right=lambda word: word in right_words or any(map(knows, analyse(word))),
        )

    def read(self, question: Question) -> Question:
        """Return the question with its slips mended, and with what its words may stand for."""
        understood = self.understand(question.standalone_text)
        return replace(question, standalone_text=understood.corrected_text, words=understood.words)

    def understand(self, text: str) -> UnderstoodText:
        """Return what a question means in the words of the documents.

        An English question is not spelled anew; the terms of the law in it get their French counterparts.

        Args:
            text: a question that stands alone, cleaned and bounded.
        """
        language = language_of(text)
        corrected = self._mended(text, language)
        groups: dict[str, dict[frozenset[str], None]] = {}
        expansion: dict[str, None] = {}
        for phrase in self._found(_keys(corrected), language):
            if phrase.is_rare:
                expansion.update(dict.fromkeys(phrase.counterparts))
            for term in phrase.terms:
                groups.setdefault(term, {}).update(
                    (frozenset(analyse(one)), None) for one in phrase.counterparts
                )
        words = QuestionWords(
            alternative_groups=MappingProxyType({term: tuple(found) for term, found in groups.items()}),
            expansion_text=" ".join(expansion),
            empty_terms=frozenset(analyse(corrected)) & self._fillers[language],
            language=language,
        )
        return UnderstoodText(corrected_text=corrected, words=words)

    def corrected(self, text: str) -> str:
        """Return a text with its slips mended, as it is understood."""
        return self.understand(text).corrected_text

    def stand_ins(self, text: str) -> frozenset[str]:
        """Return the terms that may stand for words of a French text of a document, as it is spelled."""
        found = self._found(_keys(text), Language.FRENCH)
        return frozenset(term for phrase in found for one in phrase.counterparts for term in analyse(one))

    def _mended(self, text: str, language: Language) -> str:
        quiet = self._forms.quietened(text)
        if language is Language.FRENCH:
            quiet = self._speller.correct(self._forms.accented(quiet))
        return asked_directly(without_courtesy(quiet))

    def _found(self, keys: tuple[str, ...], language: Language) -> Iterator[_Phrase]:
        """Yield the phrases of a text in order, none that stands within a longer one."""
        relations = _ENGLISH_RELATIONS if language is Language.ENGLISH else _FRENCH_RELATIONS
        end = 0
        for start, key in enumerate(keys):
            found = [
                phrase
                for phrase in self._phrases.get(key, ())
                if phrase.relation in relations
                and keys[start : start + len(phrase.keys)] == phrase.keys
                and start + len(phrase.keys) > end
            ]
            longest = max((len(phrase.keys) for phrase in found), default=0)
            end = max(end, start + longest)
            yield from (phrase for phrase in found if len(phrase.keys) == longest)


def language_of(text: str) -> Language:
    """Tell the language of a question by its words of grammar; French unless English ones prevail."""
    words = re.findall(r"[a-z]+", fold(text))
    english = sum(word in _ENGLISH_WORDS for word in words)
    french = sum(word in _FRENCH_WORDS for word in words)
    if english >= _MIN_ENGLISH_WORDS:
        return Language.ENGLISH if english > french else Language.FRENCH
    is_english = english and not french and len(words) >= _MIN_WORDS_WITHOUT_FRENCH
    return Language.ENGLISH if is_english else Language.FRENCH


def _keys(text: str) -> tuple[str, ...]:
    """Return a text word by word, stemmed, with its stop words: « le conseil » is not « Conseil d'État »."""
    return tuple(" ".join(analyse(word)) or word for word in re.findall(r"[a-z0-9]+|%", fold(text)))


def _common_terms(words: CorpusWords) -> frozenset[str]:
    """Return the terms that are no rarity in the documents."""
    least = _RARE_SHARE * words.texts_count
    return frozenset(
        term for word, known in words.words.items() if known.texts_count >= least for term in analyse(word)
    )


def _phrases(glossary: Glossary, knows: Callable[[str], bool], common: frozenset[str]) -> Iterator[_Phrase]:
    """Yield each way of each entry; counterparts of which the corpus lacks a word cannot be found."""
    for entry in glossary.entries:
        ways = [(entry.terms, entry.counterparts)]
        if entry.direction is Direction.BOTH:
            ways.append((entry.counterparts, entry.terms))
        for sources, targets in ways:
            known = tuple(target for target in targets if all(map(knows, analyse(target))))
            for source in sources if known else ():
                terms = frozenset(analyse(source))
                yield _Phrase(
                    keys=_keys(source),
                    terms=terms,
                    counterparts=known,
                    relation=entry.relation,
                    is_rare=not terms or not terms <= common,
                )


def _words_of(glossary: Glossary) -> Iterator[str]:
    """Yield the folded words that the glossary holds: none of them is a slip."""
    for entry in glossary.entries:
        yield from re.findall(r"[a-z]+", fold(" ".join((*entry.terms, *entry.counterparts))))
    for text in (*glossary.shorthand.values(), *glossary.kept_words):
        yield from re.findall(r"[a-z]+", fold(text))
