"""Who decides, signs, receives: the authorities that a sentence names, and what it says they do."""

import re
from collections.abc import Iterator

from assistant.answering.disagreements.values import Value, ValueKind
from assistant.answering.time_expressions import plain_words
from assistant.domain import Span

# Unit of an authority that a sentence names, whatever it does.
NAMED = "named"
_COUNCIL = (
    r"(?:municipal|communal|departemental|regional|general|territorial|communautaire|metropolitain|syndical)"
)
_EXECUTIVE = (
    r"executif|conseil (?:departemental|regional|general|communautaire|metropolitain)|departement|region"
    r"|communaute|metropole|intercommunalite|epci|syndicat"
)
# The narrower name starts with the wider one: « prefet » may be that of the region.
_AUTHORITIES = {
    "prefet de region": r"prefe(?:ts?|tes?) de (?:la )?region|representants? de l'etat dans la region"
    r"|prefectures? de region",
    "prefet de departement": r"prefe(?:ts?|tes?) d(?:e|u) departement"
    r"|representants? de l'etat dans le departement",
    "prefet": r"(?:sous-)?prefe(?:ts?|tes?)|(?:sous-)?prefectures?|representants? de l'etat",
    "president de la republique": r"president de la republique|elysee|chef de l'etat",
    "premier ministre": r"premier ministre|premiere ministre|matignon",
    "ministre de l'interieur": r"(?:ministre|ministere) de l'interieur|place beauvau|dgcl",
    "ministre des affaires etrangeres": (
        r"(?:ministre|ministere) (?:des affaires etrangeres|de l'europe)|quai d'orsay|meae|daect|dctciv"
    ),
    "ministre": r"ministres?|ministeres?|gouvernement",
    "conseil d'etat": r"conseil d'etat|haute juridiction administrative",
    "conseil constitutionnel": r"conseil constitutionnel",
    "cour des comptes": r"(?:chambres?(?: regionales?)?|cour) des comptes|juridictions? financieres?",
    "executif": (
        rf"maires?|executif local|executif de la collectivite|present[e]? de l'executif"
        rf"|presidente?s? d(?:e l'|e la |u |e )(?:{_EXECUTIVE})"
    ),
    "organe deliberant": (
        rf"conseils? {_COUNCIL}|conseil de (?:la )?(?:communaute|metropole)|assemblees? (?:deliberante"
        rf"|communale"
        r"|departementale|regionale|locale)s?|organes? deliberants?"
    ),
    "commission permanente": r"commission permanente",
    "commission europeenne": r"commission europeenne|union europeenne|bruxelles",
    "commission nationale": r"commission nationale|cncd",
    "afd": r"agence francaise de developpement|afd",
    "agence de l'eau": r"agences? de l'eau",
    "tutelle": r"walis?|gouverneurs?|wilayas?",
    "parlement": r"parlement|assemblee nationale|senat|deputes|senateurs|legislateur",
    "juge judiciaire": r"juge (?:penal|judiciaire)|tribunal (?:judiciaire|correctionnel)"
    r"|procureur(?: de la republique)?|parquet",
    "juge administratif": r"juges? administratifs?|tribuna(?:l|ux) administratifs?"
    r"|cours? administratives? d'appel",
    "juge": r"juges?|tribuna(?:l|ux)",
    "comptable": r"comptable(?: public)?|tresorier(?: public)?|tresor public|dgfip",
    "ambassade": r"ambassad\w+|consulat\w*|consul general|services? culturels?",
    "haute autorite": r"haute autorite|hatvp|referent deontologue",
}
_RANKED = tuple(_AUTHORITIES)
_AUTHORITY = "|".join(rf"(?P<a{rank}>{names})" for rank, names in enumerate(_AUTHORITIES.values()))
_ANY_AUTHORITY = re.compile(rf"\b(?:{_AUTHORITY})\b(?! (?:francs|etrangers? de))")
_OPENING = re.compile(rf"\W*(?:le |la |les |l')?(?:{_AUTHORITY})\b")
_ACTIONS = {
    "autoriser": r"autoris\w+|agree\w*|agrement|permission|feu vert",
    "approuver": r"approuv\w+|approbation|valid\w+|vise(?:e?s?)?|visa|homologu\w+|enterin\w+",
    "signer": r"sign(?:e|er|ee|es|ees|ent|ature)|conclu\w*|paraph\w+",
    "annuler": r"annul\w+|suspend\w*",
}
_ACTION = "|".join(rf"(?P<{name}>{verbs})" for name, verbs in _ACTIONS.items())
_BY = re.compile(
    rf"\b(?:{_ACTION})\s+(?:\w+\s+){{0,3}}?(?:par|du|de la|de) (?:le |la |les |l')?(?:{_AUTHORITY})\b"
)
_DOES = re.compile(rf"\b(?:{_AUTHORITY})\s+(?:\w+\s+){{0,2}}?(?:{_ACTION})\b")
_NEGATED = re.compile(r"\b(?:ne|n'|ni|aucune?|sans|jamais|pas)\b")

# Bodies that every sentence may name: they count where the sentence makes them the one who acts.
_BODIES = (
    r"communes?|mairies?|villes?|departements?|regions?|intercommunalites?|epci|metropoles?|syndicats?"
    r"|etat|assemblee"
    r"|conseil|bureau|comites?|associations?|federations?|reseaux?|presidente?s?|directeurs?|direction"
    r"|secretaires?"
    r"|adjoints?|commission|agence|autorite|cour|chambre|service|office|delegation|collectivites?"
    r"|habitants|electeurs"
    r"|citoyens|population|chefferie|chefs?|roi"
)
_FALLS_TO = (
    r"revien(?:t|nent)|appartien(?:t|nent)|incomb\w+|releve(?:nt)?|depend(?:ent)?|confie\w*|adress\w+"
    r"|envoy\w+"
    r"|transmet\w*|transmi\w+|remi[st]\w*|remettre|aupres|competence|decision|soin|vote|accord|charge"
    r"|ressort|signature"
)
_ACTS = (
    re.compile(
        rf"\b(?:{_FALLS_TO})(?: [a-z]+){{0,2}}? (?:(?:à|a|de) (?:la |l')|aux? |des? |du "
        rf"|d')(?P<body>{_BODIES})\b"
    ),
    re.compile(
        rf"\b[a-z]+(?:ee?s?|ie?s?|ise?s?|te?s?) par (?:le |la |les |l'|un |une )?(?P<body>{_BODIES})\b"
    ),
    re.compile(
        rf"\b(?:le |la |l'|les |(?:premiere?|son|sa|leur|un|une) )(?P<body>{_BODIES})(?: (?:seule?s?"
        rf"|[a-z]{{5,}}))?"
        r" (?:decid|valid|sign|vot|approuv|autoris|nomm|choisi|fix|recoi|accord|arret|prononc|tranch"
        r"|design|control|verifi|delivr)"
        r"(?:e|es|ent|t|ssent|vent|voit)?\b"
    ),
    re.compile(rf"\bc'est (?:au |aux |à la |à l'|le |la |l')(?P<body>{_BODIES})\b"),
)
_SAME = {
    **dict.fromkeys(("commune", "mairie", "ville"), "commune"),
    **dict.fromkeys(("assemblee", "conseil"), "organe deliberant"),
    "president": "executif",
    "presidente": "executif",
}


def stated_authorities(text: str) -> Iterator[Value]:
    """Yield who autorises, approves, signs or annuls, as one sentence affirms it."""
    plain = plain_words(text)
    for pattern in (_BY, _DOES):
        for match in pattern.finditer(plain):
            action = next(name for name in _ACTIONS if match[name] is not None)
            if _NEGATED.search(plain[max(0, match.start() - 20) : match.end()]):
                continue
            yield _value(action, _RANKED[_rank(match)], match)


def named_authorities(text: str) -> Iterator[Value]:
    """Yield the authorities that a sentence names, whatever they do, and the bodies that it makes act."""
    plain = plain_words(text)
    known = [(match, _RANKED[_rank(match)]) for match in _ANY_AUTHORITY.finditer(plain)]
    for match, name in known:
        yield _value(NAMED, name, match)
    for pattern in _ACTS:
        for match in pattern.finditer(plain):
            if not any(one.start() <= match.start("body") < one.end() for one, _ in known):
                body = match["body"].rstrip("sx")
                yield _value(NAMED, _SAME.get(body, body), match)


def opening_authority(text: str) -> str:
    """Return the authority that opens a sentence or a clause, as who acts; empty where none does."""
    match = _OPENING.match(plain_words(text))
    return _RANKED[_rank(match)] if match else ""


def is_same_authority(one: str, other: str) -> bool:
    """Tell whether two names may be of one authority: « prefet », « prefet de region »."""
    shorter, longer = sorted((one, other), key=len)
    return shorter == longer or longer.startswith(f"{shorter} ")


def _rank(match: re.Match[str]) -> int:
    return next(rank for rank in range(len(_RANKED)) if match[f"a{rank}"] is not None)


def _value(unit: str, canonical: str, match: re.Match[str]) -> Value:
    span = Span(start=match.start(), end=match.end())
    return Value(kind=ValueKind.AUTHORITY, unit=unit, canonical=canonical, span=span)
