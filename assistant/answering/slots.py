"""Puts a question for another body, person, place or day: what a follow-up names replaces what stood."""

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
    | {"faceco", "afd", "cncd", "rgf", "cerd", "cerv", "erasmus", "interreg", "prefet", "ministere"}
)
# « Je voulais dire le Sénégal », « nous sommes un département »: what was meant, without asking anew.
STATED_OPENING = re.compile(
    r"^\s*(?:(?:non|oui|si|pardon|plut[oô]t|en fait|enfin|oups|d[eé]sol[eé]e?)\b[\s,.:!]*)*"
    r"(?:je (?:voulais|veux) (?:dire|parler) |je parl(?:e|ais) (?=d)|je pens(?:e|ais) (?=[aà]u?x?\b)"
    r"|il s['’]agit (?=d)|(?:c['’](?:est|était|etait)|ce (?:sera|serait)|nous sommes|on est|je suis) "
    r"(?=(?:une?|l[ae]s?|des|du|notre|nos|mon|ma|plut[oô]t|seulement|juste)\b|l['’]))",
    re.IGNORECASE,
)
# « Le Sénégal », « du Sénégal »: a place with its article and nothing else.
_BARE_PLACE = re.compile(
    rf"(?P<article>les? |(?:de )?la |(?:de )?l['’]|du |des )(?P<place>{_PLACE})\s*[.!?…]*\s*"
)
_ARTICLE_IN = {"du ": "le ", "des ": "les ", "de la ": "la ", "de l'": "l'"}
# With « de » and with « à »: « du Mali », « au Mali »; « de la Tunisie », « en Tunisie ».
_OF_PLACE = {"le ": "du ", "la ": "de la ", "l'": "de l'", "les ": "des "}
_AT_PLACE = {"le ": "au ", "la ": "en ", "l'": "en ", "les ": "aux "}
# Letters of a name that stand in its adjective: « Kazakhstan » and « kazakhe », « Tunisie » and « tunisien ».
_STEM_LETTERS = 5
_ELLIPSIS = re.compile(
    r"^\s*(?:et|mais|alors|ou|donc|idem|m[eê]me (?:chose|question)|pareil)?\s*(?:si (?:c['’]est"
    r"|c['’]était)\s+)?"
    r"(?:(?:pour|chez|dans|avec|quand c['’]est|s['’]agissant d['’]"
    r"|concernant)\s+)?(?P<rest>.*?)\s*[?.!…]*\s*$",
    re.IGNORECASE | re.DOTALL,
)
# « En 2025 », « avant 2014 », « cette année »; not « du 7 juillet 2014 », « la loi n° 2014-773 ».
_DAY = (
    r"(?:(?:en|depuis|avant|après|jusqu['’]en|à partir de|dès)\s+(?:(?:janvier|février|mars|avril|mai"
    r"|juin|juillet|août|septembre|octobre|novembre|décembre|fin|début)\s+)?(?:19|20)\d\d(?![-‐–\d])"
    r"|cette année|l['’]an(?:née)? (?:derni(?:er|ère)|prochaine?|passée?)|aujourd['’]hui|maintenant)"
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_OTHER_DAY = re.compile(
    rf"\s*(?:(?:et|mais|alors|puis)[\s,]+)*(?P<day>{_DAY})(?:[\s,]+(?:alors|combien))?\W*", re.IGNORECASE
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
    meant = STATED_OPENING.sub("", follow_up)
    match = _ELLIPSIS.match(meant)
    if match is None:
        return None
    return (
        _other_body(match["rest"], before)
        or (_place_meant(meant, before) if meant != follow_up else None)
        or _other_place(meant, before)
        or _other_day(meant, before)
    )


def names_a_place(text: str) -> bool:
    """Tell whether a text names a place, or a country by its adjective."""
    return _place(text) is not None or _DEMONYM.search(text) is not None


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
    return _with_place(before, replaced, " ".join(named[0].split()))


def _other_day(follow_up: str, before: str) -> str | None:
    """Put another day for the one that a question names, where it names one alone."""
    named = _OTHER_DAY.fullmatch(follow_up)
    stood = list(re.finditer(rf"(?<!\w){_DAY}", before, re.IGNORECASE))
    if named is None or len(stood) != 1 or len(_YEAR.findall(before)) > 1:
        return None
    day = named["day"][0].upper() + named["day"][1:] if stood[0].start() == 0 else named["day"]
    return f"{before[: stood[0].start()]}{day}{before[stood[0].end() :]}"


def _place_meant(meant: str, before: str) -> str | None:
    """Put a place that is named with its bare article, as in « je voulais dire le Sénégal »."""
    named, replaced = _BARE_PLACE.fullmatch(meant), _place(before)
    if named is None or replaced is None or fold(named["place"]) in _NO_PLACE:
        return None
    article, stood = named["article"].replace("’", "'").lower(), replaced["prep"].lower()
    article = _ARTICLE_IN.get(article, article)
    preposition = re.match(r"(?:avec|pour) ", stood)
    form = (_OF_PLACE if stood.startswith("d") else _AT_PLACE)[article]
    form = preposition[0] + article if preposition else form
    return _with_place(before, replaced, f"{form}{named['place']}")


def _with_place(before: str, replaced: re.Match[str], place: str) -> str:
    """Put a place where another stood, without the adjectives of that one further on."""
    rest = before[replaced.end() :]
    if "place" in replaced.groupdict():
        stem = fold(replaced["place"])[:_STEM_LETTERS]
        rest = re.sub(r"\s[a-zà-ÿ]+", lambda word: "" if _is_adjective_of(stem, word[0]) else word[0], rest)
    return f"{before[: replaced.start()]}{place}{rest}"


def _is_adjective_of(stem: str, word: str) -> bool:
    folded = fold(word).strip()
    return len(stem) == _STEM_LETTERS and len(folded) > _STEM_LETTERS and folded.startswith(stem)


def _place(text: str) -> re.Match[str] | None:
    return next((one for one in _PLACE_PHRASE.finditer(text) if fold(one["place"]) not in _NO_PLACE), None)
