"""Turns a French question round by rule: « est-ce que » for an inversion, another order of its clauses."""

import random
import re
from collections.abc import Callable

from assistant.sentences import split_sentences

_CLITIC = r"(?:je|tu|il|elle|on|nous|vous|ils|elles)"
_INVERSION = re.compile(rf"\b(?P<verb>[^\W\d_]+)-(?:t-)?(?P<clitic>{_CLITIC})\b", re.IGNORECASE)
_FIRST_PERSON = {"puis": "peux"}
_IS_IT = re.compile(r"\bEst-ce (?!qu)", re.IGNORECASE)
# The words that ask, up to where the subject may begin.
_ASKING = re.compile(
    r"(?:(?:depuis|jusqu'à|jusqu’à|de|à|par|pour|vers|dans|en|sur|avec) )?"
    r"(?:quel(?:le)?s? [\w-]+|combien(?: de \w+)?|comment|où|pourquoi|quand|qui|que|quoi)\b",
    re.IGNORECASE,
)
_DETERMINER = re.compile(
    r"(?<![\w’'])(?:l['’]|(?:le|la|les|un|une|des|notre|nos|votre|ce|cet|cette|son|sa|cela|chaque)\b)",
    re.IGNORECASE,
)
_PREPOSITION = re.compile(r"(?:avant|après|de|dans|avec|pour|sur|chez|à|par|entre|sans)\s*$", re.IGNORECASE)
_CONJUNCTION = re.compile(r"^(?:mais|et|ou|alors)\s+", re.IGNORECASE)
_WHAT = re.compile(
    r"^Que (?P<verb>\w+(?: \w+(?:er|ir|re))?) (?P<subject>(?:le |la |les |l['’]|notre |un |une ).+?)"
    r"(?=(?: et | aux | à | le \d|, |\s*\?))(?P<rest>.*)$"
)
_WHO = re.compile(r"^(?P<before>(?:.*, )?)qui (?P<rest>(?!est-ce)\w.*)$", re.IGNORECASE)
_WHICH_DOES = re.compile(
    r"^Quel(?P<feminine>le)?(?P<plural>s)? (?P<noun>.+?) "
    r"(?P<verb>fonde|fixe|prévoit|impose|entrent|a étendu)\b"
)
_WHICH_IS = re.compile(
    r"^(?P<which>Quel(?:le)?s?) (?P<be>est|sont|étaient|ont été) (?P<what>.+?)"
    r"(?P<rest>,? et (?:en|dans) quel.*)?\?$"
)
_COMPLEMENT = (
    r"pour|depuis|en|sans|si|quand|lors de|puisque|dans|entre|maintenant que|alors que|avant de|avant que"
)
_FRONT = re.compile(rf"^(?P<front>(?:{_COMPLEMENT})\b[^,?]+), (?P<rest>[^?]+?)\s*\?$", re.IGNORECASE)
_BACK = re.compile(
    r"^(?P<rest>[^?,]{8,}?) (?P<back>entre [^?]+?"
    r"|(?:(?:maintenant que|alors que|quand|si|depuis|avant que)\b|avant (?:de\b|d['’]))[^?,]+?)"
    r"(?P<more>, et [^?]*?)?(?P<end>\s*\?|\.)$",
    re.IGNORECASE,
)
_ELLIPSIS = re.compile(r"^Et (?P<rest>[^,?]+?)\s*\?$")
_ENGLISH = re.compile(r"^(?P<first>(?:Is|Are|Does|Do) .+), and (?P<second>.+)\?$")
_STATED_THEN_ASKED = re.compile(r"^(?P<stated>[^,?]+), (?P<asked>[^?]+\?)$")


def inverted(text: str, chance: random.Random) -> str:
    """Return a question with its interrogative turned or its clauses in another order.

    What is said before the question stays before it; only a question that cannot be turned comes first.
    """
    sentences = [text[span.start : span.end] for span in split_sentences(text)]
    for at in reversed(range(len(sentences))):
        ways = [turned for turn in (_turned, _reordered) if (turned := turn(sentences[at])) is not None]
        if ways:
            return " ".join([*sentences[:at], chance.choice(ways), *sentences[at + 1 :]])
    if len(sentences) > 1:
        return " ".join([*sentences[1:], sentences[0]])
    for turn in (_moved, _swapped):
        if (turned := turn(text)) is not None:
            return turned
    return text


def _turned(sentence: str) -> str | None:
    turns: tuple[Callable[[str], str | None], ...] = (_with_est_ce_que, _is_it, _what, _who, _which_does)
    return next((turned for turn in turns if (turned := turn(sentence)) is not None), None)


def _with_est_ce_que(sentence: str) -> str | None:
    found = _INVERSION.search(sentence)
    if found is None or _WHICH_IS.match(sentence):
        return None
    clause = max(sentence.rfind(mark, 0, found.start()) + len(mark) for mark in (", ", " : "))
    clause = clause if clause > 2 else 0
    head = sentence[clause : found.start()]
    joint = re.search(r"\bet (?=que $)", head)
    kept = _CONJUNCTION.match(head)
    cut = joint.end() if joint else kept.end() if kept else 0
    before, head = sentence[:clause] + head[:cut], head[cut:]
    asking, subject = _parted(head)
    verb, clitic = found["verb"], found["clitic"].lower()
    verb = _FIRST_PERSON.get(verb.lower(), verb)
    said = _small(subject).strip() or clitic
    said = f"{said} {verb if subject.strip() else verb.lower()}{sentence[found.end() :]}"
    if asking.lower() == "que":
        return before + _like("qu'" + _joined("est-ce que", said), asking)
    if asking:
        return f"{before}{asking} {_joined('est-ce que', said)}"
    opening = _joined("est-ce que", said)
    return before + (opening if before else opening[0].upper() + opening[1:])


def _parted(head: str) -> tuple[str, str]:
    """Return the words that ask and the subject, of what stands before the verb."""
    asking = _ASKING.match(head)
    if asking is None:
        return "", head
    for found in _DETERMINER.finditer(head, asking.end()):
        if not _PREPOSITION.search(head[: found.start()]):
            return head[: found.start()].strip(), head[found.start() :]
    return head.strip(), ""


def _is_it(sentence: str) -> str | None:
    turned, count = _IS_IT.subn("c'est ", sentence, count=1)
    return turned[0].upper() + turned[1:] if count else None


def _what(sentence: str) -> str | None:
    found = _WHAT.match(sentence)
    if found is None:
        return None
    return f"Qu'{_joined('est-ce que', found['subject'])} {found['verb']}{found['rest']}"


def _who(sentence: str) -> str | None:
    found = _WHO.match(sentence)
    if found is None or not sentence.endswith("?"):
        return None
    who = "qui est-ce qui" if found["before"] else "Qui est-ce qui"
    return f"{found['before']}{who} {found['rest']}"


def _which_does(sentence: str) -> str | None:
    found = _WHICH_DOES.match(sentence)
    if found is None:
        return None
    be, article = ("sont", "les ") if found["plural"] else ("est", "la " if found["feminine"] else "le ")
    article = "l'" if not found["plural"] and _is_vowel(found["noun"]) else article
    which = f"Quel{found['feminine'] or ''}{found['plural'] or ''}"
    return f"{which} {be} {article}{found['noun']} qui {found['verb']}{sentence[found.end() :]}"


def _reordered(sentence: str) -> str | None:
    if found := _FRONT.match(sentence):
        return f"{_great(found['rest'])} {_small(found['front'])} ?"
    if found := _BACK.match(sentence):
        return f"{_great(found['back'])}, {_small(found['rest'])}{found['more'] or ''}{found['end']}"
    return None


def _moved(sentence: str) -> str | None:
    if found := _ELLIPSIS.match(sentence):
        return f"{_great(found['rest'])}, alors ?"
    if found := _WHICH_IS.match(sentence):
        return _dislocated(found)
    return None


def _dislocated(found: re.Match[str]) -> str:
    which, be = found["which"].lower(), found["be"]
    pronoun = ("elle" if "lle" in which else "il") + ("s" if which.endswith("s") else "")
    auxiliary, _, participle = be.partition(" ")
    asked = f"{which} {auxiliary}-{pronoun}{' ' + participle if participle else ''}"
    return f"{_great(found['what'].rstrip())}, {asked}{found['rest'] or ' '}?"


def _swapped(sentence: str) -> str | None:
    if found := _ENGLISH.match(sentence):
        return f"{_great(found['second'])}, and {found['first'][0].lower()}{found['first'][1:]}?"
    if found := _STATED_THEN_ASKED.match(sentence):
        return f"{found['asked']} {found['stated']}."
    return None


def _joined(opening: str, said: str) -> str:
    return f"{opening[:-1]}'{said}" if opening.endswith("que") and _is_vowel(said) else f"{opening} {said}"


def _is_vowel(word: str) -> bool:
    return word[:1].lower() in "aeiouéèêàâîôy"


def _like(said: str, model: str) -> str:
    return said[0].upper() + said[1:] if model[:1].isupper() else said


def _great(text: str) -> str:
    return text[0].upper() + text[1:]


def _small(text: str) -> str:
    """Return a text that no longer opens a sentence; a name or an acronym keeps its capital."""
    first = re.match(r"[^\W\d_]+['’]?", text)
    is_plain = first is not None and first[0].lower() in _PLAIN
    return text[0].lower() + text[1:] if is_plain else text


_PLAIN = frozenset(
    re.findall(
        r"\S+",
        """
        le la les l' l’ un une des notre nos votre ce cet cette son sa cela chaque pour depuis en sans si
        quand lors puisque dans entre maintenant alors avant quel quelle quels quelles comment combien
        où qui que peut peux faut retracez jusqu' jusqu’ on de à par
        """,
    )
)
