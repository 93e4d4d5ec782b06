"""Splits a question that asks two or three things at once: « qui signe, et combien cela coûte-t-il ? »."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from assistant.answering.follow_up import leans, own_words, stand_alone
from assistant.dialogue import Evidence
from assistant.sentences import split_sentences
from assistant.tokens import fold

# An answer holds eight statements: more parts would get one sentence each.
_MAX_PARTS = 3
# First passages of the evidence of questions asked together.
_FOUND_TOGETHER = 6
_QUESTION_WORD = (
    r"(?:(?:depuis|jusqu['’][àa]|[àa] partir de) quand|qui|que|qu['’]|quel(?:le)?s?|combien|quand|comment"
    r"|pourquoi|où|à qui|auprès de qui|avec qui|par qui|de qui|(?:à|dans|pour|sur) quel(?:le)?s?|faut-il"
    r"|peut-(?:on|il|elle)|doit-(?:on|il|elle)|est-(?:ce|il|elle)|a-t-(?:on|il|elle)|y a-t-il"
    r"|sommes-nous|pouvons-nous|devons-nous)"
)
# « …, et combien… ? », « … et à qui… ? », « … ; qui… ? »; after a mere comma « qui » and « quand » tell.
_JOINT = re.compile(rf"\s*(?:[,;]?\s(?:et|puis|ainsi que)|;)\s+(?={_QUESTION_WORD}\b)", re.IGNORECASE)
_ASKS = re.compile(rf"(?:^|[\s,(«]){_QUESTION_WORD}\b|-(?:il|elle|on|nous|ils|elles|je|ce)\b", re.IGNORECASE)
# « Un maire qui demande et qui refuse », « faut-il que l'un signe et que l'autre approuve »: told, not asked.
_TELLS_AGAIN = re.compile(r"(?:qui|que|qu'|quand|ou|comment)\b")
# « À qui doit-elle rendre compte ? », « qui décide de le créer ? », « qui la signe ? »: a pronoun of what the
# part before names; not « que faut-il… ».
_PRONOUN = re.compile(
    r"^(?:(?:a|de|avec|par|pour|depuis|aupres de|dans|sur) )?"
    r"(?:qu'|(?:qui|que|quand|comment|combien|pourquoi|ou) )"
    r"(?:ne |n')?(?!faut-|s'agi|existe-|convient-|suffit-)[a-z']+-(?:t-)?(?:elles?|ils?)\b"
    r"|^(?:qu'est-ce )?(?:qui (?:ne |n')?(?:les? |la |l'|lui |leur |en |y )|qu'(?:en|y) )"
    r"|\b(?:de|a) les? [a-z]{3,}(?:er|ir|re)\b"
    r"|\b(?:lui|leur) (?:est|sont)\b|\bse [a-z]+-(?:t-)?(?:elles?|ils?)\b"
)
# « À quelle date d'effet ? », « combien de fois par an ? »: after these, a verb may be missing.
_MAY_LACK_A_VERB = re.compile(r"(?:.*[:,] )?(?:(?:[a-z]+ |[a-z]+'a )?quel(?:le)?s?|combien d(?:e |'))\b")
_VERB = re.compile(
    r"-(?:t-)?(?:il|elle|on|nous|vous|je|ils|elles|ce)\b|[a-z]{2,}(?:er|ir|[dtiu]re)\b"
    r"|\b(?:est|sont|ont|peut|peuvent|doit|doivent|faut|fait|font|prevoit|permet|fixe|dit|suit|sert|vaut)\b"
    r"|\bquel(?:le)?s? [a-z-]+ [a-z]{3,}(?:e|ent|it|d) (?:(?:la|les?|une?|aux?)\b|l')"
)
# « Notre comité tient une buvette : quelle autorisation… ? »: told before the questions.
_LEAD = re.compile(rf"(?P<lead>.*\s:)\s+(?=(?:\w+\s)?{_QUESTION_WORD}\b)", re.IGNORECASE)
# Words of a part of its own: fewer ask nothing that the part before does not.
_MIN_WORDS = 3


def parts_of(text: str) -> tuple[str, ...]:
    """Return the questions that a text asks, each standing alone; the text itself where it asks one.

    A part that leans on the one before it (« et combien ? ») is put anew with it. What is told beside the
    questions goes with each of them.

    Args:
        text: a question that stands alone.
    """
    sentences = [text[span.start : span.end].strip() for span in split_sentences(text)]
    told = [one for one in sentences if not one.endswith("?")]
    asked: list[str] = []
    for one in sentences:
        lead, parts = _joint_parts(one) if one.endswith("?") else ("", ())
        told += [lead] if lead else []
        asked += parts
    if not 1 < len(asked) <= _MAX_PARTS or not all(map(_asks_something, asked)):
        return (text,)
    alone: list[str] = []
    for part in asked:
        alone.append(_standing_alone(part, alone[-1]) if alone else part)
    if told and told[-1].endswith(":"):
        alone = [f"{one[0].lower()}{one[1:]}" for one in alone]
    return tuple(" ".join((*told, one)) for one in alone)


def _joint_parts(sentence: str) -> tuple[str, tuple[str, ...]]:
    """Return what leads to the questions of a sentence, and these: a question word after « et » opens one."""
    found = _LEAD.match(sentence)
    lead = found["lead"] if found else ""
    parts = [part.strip(" ,;?") for part in _JOINT.split(sentence[len(lead) :])]
    if len(parts) < 2 or not all(_ASKS.search(part) and len(part.split()) >= _MIN_WORDS for part in parts):
        return "", (sentence,)
    if any(_lacks_a_verb(before) or _goes_on_telling(before, part) for before, part in pairwise(parts)):
        return "", (sentence,)
    return lead, tuple(_sentences(parts))


def _sentences(parts: Sequence[str]) -> Iterator[str]:
    """Yield each part as a question; one without a verb borrows that of the part before it."""
    before = ""
    for part in parts:
        question = f"{part[0].upper()}{part[1:]} ?"
        before = f"{before} {question}" if before and _lacks_a_verb(part) else question
        yield before


def _goes_on_telling(before: str, part: str) -> bool:
    """Tell whether a part opens with the word by which the part before it tells, past its own opening."""
    opening = _TELLS_AGAIN.match(_folded(part))
    return opening is not None and re.search(rf"\s{opening[0]}(?!\w)", _folded(before)) is not None


def _standing_alone(part: str, before: str) -> str:
    if part.startswith(before):
        return part
    if leans(part):
        return stand_alone(part, [before]).text
    return f"{before} {part}" if _PRONOUN.search(_folded(part)) else part


def _lacks_a_verb(part: str) -> bool:
    folded = _folded(part)
    return _MAY_LACK_A_VERB.match(folded) is not None and _VERB.search(folded) is None


def _folded(text: str) -> str:
    return fold(text).replace("’", "'")


def _asks_something(part: str) -> bool:
    return _ASKS.search(part) is not None and own_words(part) != ""


def ask_apart(whole: Evidence, parts: Sequence[Evidence]) -> bool:
    """Tell whether questions asked at once need an answer each: what answers one is not found for them all.

    Args:
        whole: what was found for the questions together.
        parts: what was found for each.
    """
    found = {one.document.document_id for one in whole.passages[:_FOUND_TOGETHER]}
    first = [one.passages[0].document.document_id for one in parts if one.passages]
    return len(parts) > 1 and not found.issuperset(first)
