"""Turns French legal prose into the tokens of the lexical index and of overlap measures.

What becomes one token, whatever the way of writing:

- an article of a code: « article L. 1115-1 », « L1115-1 » → ``l1115-1``;
- a number of a statute, decree or European act: « n° 2007-147 » → ``2007-147``, « 1082/2006 »;
- a number: « 3 250 » → ``3250``, « 3,5 » → ``3.5``, « 1er » → ``1``;
- a share: « 1 % », « 1 pour cent » → ``1%``.

A numeric date gives the tokens of the same date in words (« 24/05/2018 » → ``24 mai 2018``), a span of
years gives both years beside itself. Words are folded, stripped of their elision and stemmed; hyphenated
words give their parts (« sous-préfet » is found by « préfet »). Stop words are left out, and among them
« aujourd'hui » and the negations « ne » and « pas »: tokens measure what a text is about, never whether it
affirms or denies it. « sans » and « non » stay.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

import Stemmer

_MONTHS = (
    *("janvier", "fevrier", "mars", "avril", "mai", "juin"),
    *("juillet", "aout", "septembre", "octobre", "novembre", "decembre"),
)

_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "’": "'", "ʼ": "'", "€": " euro "})
_DASHES = re.compile(r"[‐‑‒–−]")

# On folded text. A letter without full stop counts as an article's only before a number such as 1115-1.
_TOKEN = re.compile(
    r"""
      (?:\bart(?:icles?|\.)?\s*)?(?<![a-z0-9])
        (?P<article>(?:l\.?\s?o|[lrda])\.\s{0,2}\*?\s?\d{1,4}(?:-\d{1,3})*
                   |(?:lo|[lrd])\s?\*?\d{3,4}(?:-\d{1,3})+)(?![\w%])
    | (?<![\w-])(?P<iso>\d{4}-\d{2}-\d{2})(?![\w-])
    | (?<![\w/])(?P<slashed>\d{1,2}/\d{1,2}/\d{4})(?![\w/])
    | (?<![\w-])(?P<act>\d{2,4}-\d{1,5}|\d{1,4}/\d{2,4})(?![\w/-])
    | (?<![\w.,])(?P<number>\d{1,3}(?:\s\d{3})+(?!\d)(?:,\d+)?|\d+(?:[.,]\d+)?)
        (?:(?P<share>\s?%|\s+pour\s?cents?\b)|(?:er|re|e|eme|nde?)s?\b|°)?(?![\w])
    | (?P<word>aujourd'hui|[a-z0-9]+)
    """,
    re.VERBOSE,
)
_ELISION = re.compile(r"\b(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu|presqu)'")

_STOP_WORDS = frozenset(
    re.findall(
        r"\S+",
        """
        a afin ai ainsi alors apres au aucun aucune aujourd'hui aupres auquel aura aurait aussi
        autre autres aux auxquelles auxquels avait avant avec avoir avons c car ce ceci cela
        celle celles celui ces cet cette ceux chaque chez ci comme comment d dans de depuis des
        desquels dont donc du duquel elle elles en encore entre est et etaient etait etant ete
        etes etre eu eux font fut hui il ils j je jusque l la laquelle le lequel les lesquelles
        lesquels leur leurs lors lorsque lui m ma mais me meme memes mes moi mon n ne nos notre
        nous on ont or ou par parce pas pendant plus pour pourquoi puis puisque qu quand que
        quel quelle quelles quels qui quoi s sa se selon sera seront ses si soi soient soit son
        sont sous suis sur t ta te tel telle telles tels tes toi ton tous tout toute toutes tres
        tu un une vers via voici vos votre vous y
        """,
    )
)
# Words whose stem would meet another field: « communication » and « commune », « direction » and « direct ».
_KEPT_APART = frozenset({"communication", "communique", "direction", "directive", "parti", "courant"})

# Words of the corpus number some tens of thousands; one entry weighs about 200 bytes.
_STEMS_KEPT = 50_000
# Shorter words are not stemmed (« mali » would become « mal »): only their plural mark falls.
_MIN_STEMMED_CHARS = 5


def fold(text: str) -> str:
    """Write a text in lower case without accents; ligatures, dashes and apostrophes become plain ones."""
    plain = _DASHES.sub("-", text.lower().translate(_LIGATURES))
    if plain.isascii():
        return plain
    decomposed = unicodedata.normalize("NFKD", plain)
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def analyse(text: str) -> tuple[str, ...]:
    """Turn a text into its tokens, in order, repeated as often as they occur.

    Safe under any number of threads.
    """
    tokens: list[str] = []
    for match in _TOKEN.finditer(_ELISION.sub(" ", fold(text))):
        if match.lastgroup != "word":
            tokens.extend(_figure_tokens(match))
        elif match["word"] not in _STOP_WORDS:
            tokens.append(_stem(match["word"]))
    return tuple(tokens)


def _figure_tokens(match: re.Match[str]) -> Iterator[str]:
    text = match[0]
    match match.lastgroup:
        case "article":
            yield re.sub(r"[.\s*]", "", match["article"])
        case "iso":
            year, month, day = text.split("-")
            yield from _date_tokens(day, month, year)
        case "slashed":
            day, month, year = text.split("/")
            yield from _date_tokens(day, month, year)
        case "act":
            yield from _act_tokens(text)
        case _:
            number = re.sub(r"\s", "", match["number"]).replace(",", ".")
            yield f"{number}%" if match["share"] else number


def _date_tokens(day: str, month: str, year: str) -> Iterator[str]:
    yield day.lstrip("0") or "0"
    yield _stem(_MONTHS[int(month) - 1]) if 1 <= int(month) <= 12 else month
    yield year


def _act_tokens(number: str) -> Iterator[str]:
    """Yield an act's number, with two digits of year before 2000; of a span of years also both years."""
    yield re.sub(r"^19(\d\d-)", r"\1", number)
    if re.fullmatch(r"(?:19|20)\d\d-(?:19|20)\d\d", number):
        yield from number.split("-")


@lru_cache(maxsize=_STEMS_KEPT)
def _stem(word: str) -> str:
    """Reduce a folded word to its stem.

    Folding comes before stemming, so that « COOPERATION » and « coopération » meet. The stemmer knows the
    feminine endings by their accent: « -ée » and « -ère » are made masculine first.
    """
    if not word.isalpha():
        return word
    singular = word[:-1] if len(word) >= 3 and word[-1] in "sx" else word
    if len(word) < _MIN_STEMMED_CHARS or singular in _KEPT_APART:
        return singular
    masculine = re.sub(r"ees?$", "e", re.sub(r"([a-z]{3})eres?$", r"\1er", word))
    # A stemmer has a state that threads cannot share; making one takes less than a microsecond.
    return str(Stemmer.Stemmer("french", 0).stemWord(masculine))
