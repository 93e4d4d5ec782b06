"""Puts a question for another body, person or place: what a follow-up names replaces what stood."""

import re
from dataclasses import dataclass
from enum import StrEnum

from assistant.tokens import fold


class _Gender(StrEnum):
    FEMININE = "f"
    MASCULINE = "m"


# Bodies and persons a rule may hold for, by gender; the longest wording first.
_BODIES = {
    _Gender.FEMININE: (
        r"communauté (?:de communes|d['’]agglomération|urbaine)|commune|ville|mairie|région|métropole"
        r"|intercommunalité|agglo(?:mération)?|collectivité (?:territoriale|d['’]outre-mer)|collectivité"
        r"|association"
        r"|asso|régie|université|entreprise|chambre de commerce"
    ),
    _Gender.MASCULINE: (
        r"département|village|syndicat (?:mixte|intercommunal|d['’]eau|des eaux)|syndicat|EPCI"
        r"|comité de jumelage"
        r"|conseil (?:départemental|régional|municipal|communautaire)|groupement"
        r"|pays et territoires? d['’]outre-mer"
        r"|pôle métropolitain|hôpital|lycée|collège"
    ),
}
_PERSONS = {
    _Gender.FEMININE: (
        r"maire adjointe|adjointe|conseillère (?:départementale|régionale|municipale|communautaire)|agente"
        r"|fonctionnaire|élue|présidente"
    ),
    _Gender.MASCULINE: (
        r"adjoint|conseiller (?:départemental|régional|municipal|communautaire|délégué)|maire|agent"
        r"|fonctionnaire"
        r"|élu|président"
    ),
}
_DETERMINER = (
    r"(?P<det>d['’]une?|de la|de l['’]|du|des|aux?|à la|à l['’]|à une?|une?|la|le|les|l['’]|notre|nos|votre"
    r"|vos|mon|ma|chaque|cette?)\s*"
)
# What makes a body the other side of the cooperation: it stays as it stands.
_FOREIGN = re.compile(
    r"^\s+(?:\w+\s+)?(?:[eé]trang|partenair|jumel|du Sud|d['’]en face|voisin)", re.IGNORECASE
)
_PLACE = r"[A-ZÀ-Ý][\w’'-]+(?:[ -](?:[A-ZÀ-Ý][\w’'-]+|d['’]Ivoire|du Sud|Faso))*"
_PLACE_PHRASE = re.compile(
    rf"\b(?P<prep>au|aux|en|à|avec (?:le |la |les |l['’])?|du|de la|de l['’]|des|d['’]|pour (?:le "
    rf"|la |les |l['’])?)\s*"
    rf"(?P<place>{_PLACE})"
)
# « une province marocaine »: the country by its adjective.
_DEMONYM = re.compile(
    r"\b(?:marocain|tunisien|algérien|sénégalais|malien|burkinabè|béninois|togolais|ivoirien"
    r"|camerounais|guinéen"
    r"|malgache|mauritanien|nigérien|tchadien|congolais|vietnamien|chinois|japonais|québécois"
    r"|canadien|belge|suisse"
    r"|allemand|italien|espagnol|catalan|portugais|polonais|roumain|ukrainien|palestinien|libanais|haïtien"
    r"|arménien|turc|turque|grec|hongrois|britannique|anglais|américain|comorien|cambodgien|laotien|indien)"
    r"(?:e|ne)?s?\b",
    re.IGNORECASE,
)
# Capitals that are no place.
_NO_PLACE = frozenset(
    {"etat", "france", "europe", "union", "cgct", "apd", "epci", "gect", "glct", "spl", "ong", "ue", "ficol"}
    | {"faceco", "afd", "cncd", "rgf", "cerd", "prefet", "ministere"}
)
_ELLIPSIS = re.compile(
    r"^\s*(?:et|mais|alors|ou|donc|idem|m[eê]me (?:chose|question)|pareil)?\s*(?:si (?:c['’]est"
    r"|c['’]était)\s+)?"
    r"(?:(?:pour|chez|dans|avec|quand c['’]est|s['’]agissant d['’]"
    r"|concernant)\s+)?(?P<rest>.*?)\s*[?.!…]*\s*$",
    re.IGNORECASE | re.DOTALL,
)
_CONNECTIVES = re.compile(r"\b(?:et|mais|alors|pour|si|c['’]est|idem|m[eê]me chose)\b|\W", re.IGNORECASE)
_FORMS = {
    "indefinite": ("un", "une", "un", "une"),
    "definite": ("le", "la", "l'", "l'"),
    "of_indefinite": ("d'un", "d'une", "d'un", "d'une"),
    "of_definite": ("du", "de la", "de l'", "de l'"),
    "at_definite": ("au", "à la", "à l'", "à l'"),
    "at_indefinite": ("à un", "à une", "à un", "à une"),
    "my": ("mon", "ma", "mon", "mon"),
    "this": ("ce", "cette", "cet", "cette"),
}
_FORM_OF = {form: name for name, forms in _FORMS.items() for form in forms}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mention:
    """A body or a person that a text names."""

    start: int
    end: int
    determiner: str
    noun: str
    gender: _Gender


def carry_over(follow_up: str, before: str) -> str | None:
    """Put the question before for what an elliptic follow-up names, where it names nothing else.

    Args:
        follow_up: « Et pour un département ? », « et au Sénégal ? ».
        before: the standalone question before it.

    Returns:
        The question before with that body, person or place instead of its own; None where the follow-up says
        more, or the question before names none of the sort.
    """
    match = _ELLIPSIS.match(follow_up)
    if match is None:
        return None
    return _other_body(match["rest"], before) or _other_place(follow_up, before)


def _other_body(rest: str, before: str) -> str | None:
    for nouns in (_BODIES, _PERSONS):
        named = _mention(rest, nouns, whole=True)
        replaced = _mention(before, nouns, whole=False)
        if named is not None and replaced is not None:
            return _replace(before, replaced, named)
    return None


def _mention(text: str, nouns: dict[_Gender, str], *, whole: bool) -> _Mention | None:
    """Find the first body or person that a text names; if `whole`, the text must name nothing else."""
    found: list[_Mention] = []
    for gender, names in nouns.items():
        pattern = re.compile(rf"(?<![\w’']){_DETERMINER}(?P<noun>(?:{names}))(?!\w)", re.IGNORECASE)
        for match in [pattern.fullmatch(text)] if whole else pattern.finditer(text):
            if match is None or (not whole and _FOREIGN.match(text[match.end() :])):
                continue
            found.append(
                _Mention(
                    start=match.start(),
                    end=match.end(),
                    determiner=match["det"].lower().replace("’", "'").strip(),
                    noun=match["noun"],
                    gender=gender,
                )
            )
    return min(found, key=lambda one: (one.start, -one.end), default=None)


def _replace(before: str, old: _Mention, new: _Mention) -> str:
    form = _FORM_OF.get(old.determiner)
    determiner = old.determiner if form is None else _inflected(form, new)
    if before[old.start].isupper():
        determiner = determiner[0].upper() + determiner[1:]
    space = "" if determiner.endswith("'") else " "
    tail = before[old.end :]
    if old.gender is not new.gender:
        ending = ("elle", "il") if new.gender is _Gender.MASCULINE else ("il", "elle")
        tail = re.sub(rf"-(t-)?{ending[0]}\b", rf"-\g<1>{ending[1]}", tail, count=1)
    return f"{before[: old.start]}{determiner}{space}{new.noun}{tail}"


def _inflected(form: str, new: _Mention) -> str:
    starts_with_vowel = fold(new.noun)[0] in "aeiouh"
    return _FORMS[form][(new.gender is _Gender.FEMININE) + 2 * starts_with_vowel]


def _other_place(follow_up: str, before: str) -> str | None:
    named = _place(follow_up)
    replaced = _place(before) or _DEMONYM.search(before)
    if named is None or replaced is None:
        return None
    beside = f"{follow_up[: named.start()]} {follow_up[named.end() :]}"
    if re.sub(
        r"\b(?:et|mais|alors|pour|si|c['’]est|idem|m[eê]me chose)\b|\W", "", beside, flags=re.IGNORECASE
    ):
        return None
    return f"{before[: replaced.start()]}{' '.join(named[0].split())}{before[replaced.end() :]}"


def _place(text: str) -> re.Match[str] | None:
    return next((one for one in _PLACE_PHRASE.finditer(text) if fold(one["place"]) not in _NO_PLACE), None)
