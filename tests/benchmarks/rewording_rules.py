"""Says one question in other ways by rule: accents, capitals, a slip, courtesy, another order of words."""

import random
import re
import unicodedata
from collections.abc import Callable, Iterator
from enum import StrEnum

from assistant.answering.lay_language import language_of
from assistant.legal_references import find_references
from assistant.question_words import Language
from assistant.tokens import analyse
from tests.benchmarks.inverted_order import inverted


class Rule(StrEnum):
    """How a question is said anew."""

    ACCENTS = "accents"
    CAPITALS = "capitals"
    TYPO = "typo"
    COURTESY = "courtesy"
    ORDER = "order"


# Letters of the shortest word that takes a slip.
_MIN_SLIP_CHARS = 6
_WORD = re.compile(rf"(?<![\w.])[^\W\d_]{{{_MIN_SLIP_CHARS},}}(?![\w’'+])")
# What introduces a number: part of it.
_BEFORE_NUMBER = re.compile(r"\s+(?:n°|[LRD]\.|du \d|«|\d)")
_MONTHS = frozenset({"janvier", "février", "juillet", "septembre", "octobre", "novembre", "décembre"})
_COURTESIES = {
    Language.FRENCH: (
        (
            "Bonjour, je me permets de vous écrire au sujet de la question suivante : ",
            " Merci d'avance pour votre aide.",
        ),
        ("Bonjour Madame, bonjour Monsieur, ", " Bien cordialement."),
        ("Bonjour à tous, j'aurais besoin d'un renseignement. ", " En vous remerciant par avance."),
        ("Madame, Monsieur, je souhaiterais savoir ceci : ", " Je vous remercie de votre réponse."),
        ("Bonsoir, pourriez-vous m'aider s'il vous plaît ? ", " Merci beaucoup et bonne journée !"),
        (
            "Bonjour, excusez-moi de vous déranger, j'ai une petite question : ",
            " Dans l'attente de votre retour, je vous prie d'agréer mes salutations distinguées.",
        ),
    ),
    Language.ENGLISH: (
        ("Hello, I am writing to you about the following question: ", " Thank you in advance for your help."),
        ("Dear Sir or Madam, could you please help me? ", " Kind regards."),
    ),
}


def rewordings(question: str, *, seed: str) -> Iterator[tuple[Rule, str]]:
    """Yield a question in other words, once a rule; the same ones for the same seed.

    Args:
        question: as it was first asked.
        seed: the question's id.
    """
    rules: dict[Rule, Callable[[str, random.Random], str]] = {
        Rule.ACCENTS: lambda text, _chance: without_accents(text),
        Rule.CAPITALS: lambda text, _chance: text.upper(),
        Rule.TYPO: with_slip,
        Rule.COURTESY: with_courtesy,
        Rule.ORDER: inverted,
    }
    for rule, say in rules.items():
        yield rule, say(question, random.Random(f"{seed} {rule}"))


def without_accents(text: str) -> str:
    """Return a text as a keyboard without accents writes it."""
    decomposed = unicodedata.normalize("NFD", text.replace("œ", "oe").replace("Œ", "OE"))
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def with_slip(text: str, chance: random.Random) -> str:
    """Return a text with two letters of a word swapped, or one doubled or left out; never its first one."""
    words = list(_words_for_a_slip(text))
    if not words:
        return text
    match = chance.choice(words)
    word = match[0]
    swaps = [
        word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        for at in range(1, len(word) - 1)
        if word[at] != word[at + 1]
    ]
    at = chance.randrange(1, len(word))
    slip = chance.choice([chance.choice(swaps), word[:at] + word[at] + word[at:], word[:at] + word[at + 1 :]])
    return text[: match.start()] + slip + text[match.end() :]


def _words_for_a_slip(text: str) -> Iterator[re.Match[str]]:
    spans = [found.span for found in find_references(text)]
    for match in _WORD.finditer(text):
        is_named = any(span.start <= match.start() < span.end for span in spans)
        if not is_named and _tells_much(match[0]) and not _BEFORE_NUMBER.match(text, match.end()):
            yield match


def _tells_much(word: str) -> bool:
    return bool(analyse(word)) and word.lower() not in _MONTHS


def with_courtesy(text: str, chance: random.Random) -> str:
    """Return a text between the polite words of a letter."""
    opening, closing = chance.choice(_COURTESIES[language_of(text)])
    # An acronym keeps its capitals.
    stays = opening.rstrip()[-1] in ".!?" or text[1:2].isupper()
    said = text if stays else text[0].lower() + text[1:]
    return f"{opening}{said}{closing}"
