"""Makes a follow-up stand alone: « et pour un département ? » becomes the question before it, put anew.

A follow-up is taken to lean on the question before it when it opens like one, points back (« ce délai »), or
holds no word of its own beside those of any question (« combien ? »). Whatever else is said is a new subject.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering.slots import STATED_OPENING, carry_over
from assistant.texts_fr.answers import NEXT_STEPS
from assistant.tokens import fold

# Thanks and agreement before the question itself.
_COURTESY = re.compile(
    r"^(?:\s*(?:merci(?:\s+(?:beaucoup|bien|pour \w+(?: \w+)?))?|ok|okay|d['’]accord|tr[eè]s bien"
    r"|parfait|super|bien"
    r"|entendu|compris|je vois|bon|ah(?:\s+(?:bon|oui))?|oh|euh|hum|(?:ah\s+)?au fait"
    r"|c['’]est (?:tr[eè]s |bien |plus )?(?:clair|not[eé]|compris|parfait|gentil))"
    r"\s*(?:[,.!;:…]+|(?=\bet\b)))+\s*",
    re.IGNORECASE,
)
# A new subject that says so.
_NEW_SUBJECT = re.compile(
    r"^\s*(?:(?:une? |sur une? )?(?:autre|nouvelle) (?:chose|question|sujet|point)|rien [àa] voir"
    r"|(?:changeons|je change|on change) de sujet|pour parler d['’]autre chose)\b[^\w]*(?:mais\b[^\w]*)?",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"^\s*(?:et|mais|alors|donc|ou|c['’]est-à-dire|idem|m[eê]me (?:chose|question|r[eè]gle)|pareil"
    r"|comment [çc]a"
    r"|[àa] savoir|dans ce cas|en ce cas|du coup)\b",
    re.IGNORECASE,
)
_POINTS_BACK = re.compile(
    r"\b(?:ca|cela|ceci|ce(?:lui|lle|ux|lles)-(?:ci|la)|la-bas|la-dedans|la-dessus|l'inverse|le contraire"
    r"|l'un ou l'autre|l'autre|les deux|l'annee (?:d'avant|d'apres|precedente|suivante)"
    r"|(?:ce|cet|cette|ces) (?:meme )?(?:article|texte|loi|decret|regle|delai|montant|seuil|taux"
    r"|plafond|somme"
    r"|aide|fonds|convention|accord|decision|arret|obligation|condition|exception|procedure|document|pays"
    r"|dispositif|mecanisme|controle|sanction|etape|cas|situation|organisme|subvention|interdiction|exigence"
    r"|mention|limite|date|version|reponse|autorite|signature|deliberation|mandat)s?)\b"
)
# The pronouns of somebody named before, in a question too short to name them itself.
_PRONOUN = re.compile(
    r"(?<!-)\b(?:elles?|ils)\b|^(?:[a-z]+ )?[a-z]+-(?:t-)?(?:elles?|ils)\b|\bleur [a-z]+(?:er|ir|re)\b"
    r"|\b(?:peut|doit|faut|comment|puis|pouvons|nous|on|il|elle) (?:l'|le |la |les )[a-z]{3,}(?:er|ir|re)\b"
    # « y verser », « on y gagne », « s'en retirer », « peut-on en créer »; not « il y a », « d'en face ».
    r"|(?<![a-z-])y (?!a\b|av|aur|ait\b|eut\b|compris)[a-z]{3,}|\b[dsnm]'en (?!face|bas|haut)[a-z]{3,}"
    r"|\b(?:peut-on|puis-je|faut-il|doit-on|on peut|on doit|pouvons-nous) en [a-z]+(?:er|ir|re)\b"
)
_PRONOUN_WORDS = 8
_SHORT_WORDS = 4
# « C'est pour une commune », « c'est fait pour nous ? »: what was asked about goes without saying.
_COMPLETES = re.compile(
    r"^\s*(?:c'est|c'etait|ce sera|ce serait) (?!(?:quoi|qui|combien|comment|quand|ou)\b)"
    r"(?:[a-z]+ )?(?:pour|avec|chez|entre|dans)\b"
)
_COMPLETING_WORDS = 2
_COMPLEMENT = re.compile(
    r"^(?:c['’]est|c['’]était|ce sera|ce serait) (?=(?:pour|avec|chez|entre|dans)\b)", re.IGNORECASE
)
_QUESTION_WORD = re.compile(
    r"\?|\b(?:qui|que|quoi|quel(?:le)?s?|combien|comment|quand|pourquoi|est-ce)\b|\bqu'"
    r"|[a-z]-(?:t-)?(?:on|il|elle|ce|nous|je)\b"
)
# « Il faut combien de participants ? »: a number required of what was asked about.
_REQUIRED_NUMBER = re.compile(r"(?=.*\b(?:il faut|faut-il|doit-on|on doit)\b).*\bcombien d(?:e |')")
# « Et la suite ? », « et après ? », « on fait quoi ensuite ? »
_WHAT_NEXT = re.compile(
    r"^(?:(?:et|bon|alors|puis|mais)[ ,]+)*(?:(?:on fait quoi|que fait-on|que faire|il se passe quoi"
    r"|que se passe-t-il|qu'est-ce qui (?:suit|vient))?[ ,]*(?:la suite|apres(?: (?:ca|cela))?|ensuite))\W*$"
)
_GENERIC_WORDS = 9
# « Et quel restaurant réserver pour le dîner ? » asks in full: a question word, and words of its own.
_ASKS_IN_FULL = re.compile(
    r"^\s*(?:et|mais|alors|donc|du coup)[ ,]+(?:qui|qu'|que|quel|quelles?|quels|comment|combien"
    r"|quand|ou|pourquoi|faut-il"
    r"|peut-on|doit-on|est-ce|a-t-on)\b"
)
_OWN_WORDS = 3
# Words that any question may hold: alone they ask nothing.
_GENERIC_LIST = """
    article articles a ai as au aussi autre autres aux avant apres avec base besoin bien c ca car cas
    ce cela ces cet cette chiffre chiffres cher code combien comment concretement condition conditions
    d dans date
    de decret delai depuis dernier des detail details dans deux doit doivent donc du duree elle
    elles en encore es est et etait etape etapes eux exactement exception exceptions exemple
    exemples explique expliquer expliquez faire fait faut fin fondement gratuit ici il ils interdit
    j je jusqu justement l la le legal legale les leur loi long lors lui m maintenant mais maximum
    meme mieux moins pire minimum moi montant montants n ne non note nous obligatoire ou oui par
    parle parlez pas peu peut peut-on peuvent peux plafond plus point possible pour pourquoi pouvez
    pouvons preciser precisement precisez precision precisions premier preuve prevu procedure puis
    quand que quel quelle quelles quels qui quoi raison reellement reference references refus regle
    regles reponse reste risque risques s sanction sanctions sans savoir se sera serait seuil si
    signe signer somme sont source sources suite sur taux te texte textes toujours tous tout trop tu
    un une va vaut verse veut vous vrai vraiment y annee annees decide decider paie paye payer
    verifier ordre court cours redire repete repeter redis dire dit dites ensuite peux-tu pouvez-vous
    pourrais-tu pourriez-vous precise developpe developper developpez detaille detailler detaillez
"""
_GENERIC = frozenset(re.split(r"\s+", _GENERIC_LIST.strip()))
_WORD = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_ORDINALS = {
    **{"premier": 1, "premiere": 1, "1er": 1, "1re": 1, "1ere": 1, "second": 2, "seconde": 2, "deuxieme": 2},
    **{"troisieme": 3, "quatrieme": 4, "cinquieme": 5, "sixieme": 6, "septieme": 7, "huitieme": 8},
    **{"dernier": -1, "derniere": -1},
}
_POINT_NOUN = r"(?:points?|phrases?|elements?|lignes?|tirets?|affirmations?|paragraphes?|remarques?)"
_POINT = re.compile(
    rf"\b(?:(?P<ordinal>{'|'.join(_ORDINALS)}|(?P<rank>\d)e(?:me)?) {_POINT_NOUN}"
    rf"|{_POINT_NOUN} (?:n°? ?|numero )?(?P<number>\d)\b)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standalone:
    """A question that can be understood without those before it."""

    text: str
    # Whether it was put anew with what was asked or told before.
    leans: bool = False
    # Whether it takes up one statement of the last answer.
    names_a_point: bool = False


# Sentences of a standalone question: what was asked, and at most two follow-ups of it.
_MAX_SENTENCES = 3


def stand_alone(text: str, asked: Sequence[str], *, told: Sequence[str] = ()) -> Standalone:
    """Make a question independent of those before it.

    Args:
        text: what was typed, cleaned.
        asked: the questions before it, oldest first.
        told: the statements of the last answer, in reading order, for « le deuxième point ».

    Returns:
        The text itself when it opens a subject; else the question it leans on, put anew.
    """
    before = ""
    for question in asked:
        asks_no_more = _is_courtesy(question) or (before and _POINT.search(fold(question)))
        before = before if asks_no_more else _after(question, before).text
    if not before:
        return Standalone(text=_NEW_SUBJECT.sub("", text) or text)
    point = _point_named(text, told)
    if point is not None:
        return Standalone(text=point, leans=True, names_a_point=True)
    return _after(text, before)


def _is_courtesy(text: str) -> bool:
    return not _COURTESY.sub("", f"{text}.").strip(" .!")


def _after(text: str, before: str) -> Standalone:
    said = _COURTESY.sub("", text).strip()
    if _NEW_SUBJECT.match(said):
        return Standalone(text=_NEW_SUBJECT.sub("", said) or text)
    if not before or not said or not leans(said):
        return Standalone(text=said or text)
    return Standalone(text=carry_over(said, before) or _put_after(before, said), leans=True)


def leans(text: str) -> bool:
    """Tell whether a question says too little, or points back too much, to be understood alone."""
    folded = fold(text).replace("’", "'")
    words = _WORD.findall(folded)
    if _POINTS_BACK.search(folded) or _POINT.search(folded) or len(words) <= _SHORT_WORDS:
        return True
    own_count = len(set(words) - _GENERIC)
    if _OPENING.match(text):
        return not (_ASKS_IN_FULL.match(folded) and own_count >= _OWN_WORDS)
    if len(words) <= _GENERIC_WORDS and own_count == 0:
        return True
    return _completes(folded, own_count) or (len(words) <= _PRONOUN_WORDS and bool(_PRONOUN.search(folded)))


def _completes(folded: str, own_count: int) -> bool:
    """Tell whether a text says only what was missing in the question before it."""
    if not _QUESTION_WORD.search(folded) and (_COMPLETES.match(folded) or STATED_OPENING.match(folded)):
        return True
    if _COMPLETES.match(folded):
        return own_count <= _COMPLETING_WORDS
    return own_count <= 1 and _REQUIRED_NUMBER.match(folded) is not None


def own_words(text: str) -> str:
    """Return the words of a question that not any question may hold, folded."""
    asked = _POINT.sub(" ", fold(_COURTESY.sub("", text)))
    return " ".join(word for word in _WORD.findall(asked) if word not in _GENERIC)


def _put_after(before: str, said: str) -> str:
    """Say both: as one sentence where the second ends the first, as two where it goes on from it."""
    complement = _COMPLEMENT.sub("", said).rstrip(" .!…")
    if complement != said.rstrip(" .!…") and not _QUESTION_WORD.search(fold(said)) and before.endswith("?"):
        return f"{before[:-1].rstrip()} {complement} ?"
    return _joined(before, NEXT_STEPS if _WHAT_NEXT.match(fold(said)) else said)


def _joined(before: str, said: str) -> str:
    sentences = [one for one in re.split(r"(?<=[?!.])\s+", before) if one]
    if len(sentences) >= _MAX_SENTENCES:
        sentences = [sentences[0], sentences[-1]]
    return f"{' '.join(sentences)} {said[0].upper()}{said[1:]}"


def _point_named(text: str, told: Sequence[str]) -> str | None:
    found = _POINT.search(fold(text))
    if found is None:
        return None
    said = found.groupdict()
    rank = int(said["number"] or said["rank"] or _ORDINALS.get(said["ordinal"] or "", 0))
    place = rank - 1 if rank > 0 else len(told) + rank
    return told[place] if rank and 0 <= place < len(told) else None
