"""Whether a thing is asked for or free, allowed or forbidden, as a sentence says it."""

import re
from collections.abc import Iterator

from assistant.answering.disagreements.values import Value, ValueKind
from assistant.answering.time_expressions import plain_words
from assistant.domain import Span

FREE, ASKED, ALLOWED, FORBIDDEN = "free", "asked", "allowed", "forbidden"
_OPPOSED = (
    frozenset({FREE, ASKED}),
    frozenset({FREE, FORBIDDEN}),
    frozenset({ALLOWED, FORBIDDEN}),
)
_NOT = r"(?:pas|plus|nullement|en rien|aucunement|point|jamais)"
_NEEDED = (
    r"(?:obligatoires?|necessaires?|exigee?s?|requise?s?|indispensables?|subordonnee?s?|imposee?s?"
    r"|tenue?s?|soumise?s?"
    r"|contrainte?s?|conditionnee?s?|prescrite?s?|obligee?s?|un prealable|une condition|une obligation"
    r"|un passage oblige|astreinte?s?)"
)
_FREE = re.compile(
    r"\b(?:peu(?:t|vent) ne pas|facultati\w+|optionnel\w*|superflue?s?|inutiles?|volontairement"
    r"|rien d'obligatoire"
    rf"|n'(?:est|etait|y est|en est) {_NOT} {_NEEDED}|ne sont {_NOT} {_NEEDED}|n'ont {_NOT} (?:à|a|besoin)"
    rf"|n'y a {_NOT} besoin"
    rf"|n'(?:exige|impose|oblige|astreint)(?:nt)? (?:\w+ ){{0,2}}?(?:{_NOT}|aucune?|personne|rien)"
    rf"|(?:n'|ne )(?:\w+ ){{1,2}}?(?:demande|requiert|suppose|soumet|subordonne|conditionne|prescri\w+"
    rf"|commande|contraint"
    rf"|necessite|force)(?:nt)? (?:\w+ ){{0,3}}?(?:{_NOT}|aucune?)"
    rf"|ne (?:demande|requiert|suppose|soumet|subordonne|conditionne|prescri\w+|commande|contraint"
    rf"|necessite|force)(?:nt)?"
    rf" (?:\w+ ){{0,3}}?(?:{_NOT}|aucune?)"
    r"|(?:rien|aucune? (?:texte|loi|regle|article|disposition)) (?:n'(?:y )?|ne (?:l'|les? "
    r"|la )?)(?:oblige|impose|exige|contraint|prescrit|force)"
    r"|(?:aucune?|sans|ni|pas de|pas d'|dispense\w* d[e']|exonere\w* d[e']|exempt\w* d[e']) ?(?:condition"
    r"|autorisation|agrement"
    r"|visa|obligation|accord prealable|formalite|intervention|declaration|avis|convention|seuil"
    r"|deliberation|toute)s?\b"
    rf"|simple faculte|faculte laissee|rest(?:e|ent) libres?|libres? (?:de|d')|rien à faire|nullement"
    rf"|en toute liberte"
    r"|dispensee?s?|exonere\w*|exempte\w*|peu importe|n'a (?:pas|plus|nul) (?:a|à|besoin)|librement"
    r"|à son gre|au choix"
    r"|si (?:elle|il|elles|ils) le (?:souhait|veu|voul|desir)\w+|peu(?:t|vent) se passer|en l'absence meme"
    r"|pas besoin|laisse\w* (?:à|a) (?:la |l')(?:appreciation|discretion|initiative))\b"
)
# What is not done without a thing asks for it, though « sans » is there.
_NOT_WITHOUT = re.compile(
    r"\b(?:pas|point|aucune?|jamais|ne peu(?:t|vent)|impossible|irreguli\w+|nul(?:le)?s?"
    r"|illega\w+) (?:[\w']+ ){0,6}?(?:sans|tant qu)\b"
    r"|^(?:sans|faute d|à defaut d|a defaut d)\b[^,]*,.*\b(?:irreguli\w+|nul(?:le)?s?|illega\w+|annul\w+"
    r"|refus\w+|impossible|ne peu(?:t|vent)|risque\w*|tombe\w*)\b"
    r"|\bne (?:peu(?:t|vent)|se \w+|sont|est) (?:[\w']+ ){0,4}?(?:qu'avec|qu'apres|qu'à|que si|que pour"
    r"|que pendant|qu'en cas)\b"
)
_WITHOUT_IS_RIGHT = re.compile(
    r"\bsans (?:[\w']+ ){1,6}?(?:reste\w*|est|demeure\w*|sont) (?:valables?|possibles?|permis\w*|lega\w+"
    r"|reguli\w+|vala\w+)\b"
)
_ASKED = re.compile(
    r"\b(?:obligatoires?|exigee?s?|exige(?:nt)?|necessaires?|indispensables?|imposee?s?|impose(?:nt)?"
    r"|requise?s?|requier\w+"
    r"|tenue?s? d(?:e|'|u)|obligatoirement|imperati\w+|necessairement|meme avec un montant nul"
    r"|passages? obliges?"
    r"|doi(?:t|vent)|devr(?:a|ont)|il (?:faut|faudra|conviendra)|faut|subordonnee?s?|subordonne(?:nt)?"
    r"|conditionne\w*"
    r"|(?:uniquement|seulement|exclusivement) (?:si|en cas|lorsqu\w*|quand|avec|apres|pour|sur)"
    r"|à (?:la )?condition"
    r"|sous reserve|pourvu qu\w*|suppose(?:nt)?|necessite(?:nt)?|contrainte?s?|contraint|astreinte?s?"
    r"|oblige(?:nt|e|es|ees)?"
    r"|y (?:est|sont|sera|seront) (?:tenu|oblige|contraint|astreint)\w*|a l'obligation|ont l'obligation"
    r"|sous peine|à peine de|faute de quoi|soumise?s? à|reserve[es]* (?:à|aux?)"
    r"|exigibles?|prescri(?:t|te|vent)|(?:que|qu') ?(?:si|à condition|avec|apres) (?:une|un|la|le|l'|elle"
    r"|il))\b"
    r"|\bne peu(?:t|vent) (?:\w+\W+){0,6}?(?:sans|que|qu)\b|\bpas (?:\w+ ){0,3}?sans\b"
)
_FORBIDDEN = re.compile(
    r"\b(?:interdi\w+|prohib\w+|proscri\w+|illega(?:l|le|les|ux)|illicites?|defend(?:u|ue|us)?\b|irreguli\w+"
    r"|annul(?:e|ee|ees|es|ent)|censur\w+|exclu(?:e|es|s|t)?|s'oppose(?:nt)?|empeche(?:nt)?|impossible"
    r"|meconnai\w+|outrepass\w+"
    r"|hors de (?:la |sa |leur )?competences?|sort(?:ent)? d(?:u|e) (?:role|champ|domaine|competences?"
    r"|la competence)"
    r"|exced\w+ (?:la|sa|les|ses) competences?)\b"
)
# A negation is part of them.
_NOT_ALLOWED = re.compile(
    r"\bn'(?:a|ont) (?:(?:pas|nullement|plus|aucunement) )?(?:le droit|la possibilite|vocation)\b"
    r"|\b(?:nul|aucune? [a-z]+) ne (?:peut|saurait|doit)\b|\bne (?:saurai|doiv|doi)(?:t"
    r"|ent) (?:\w+ ){0,3}?(?:pas|jamais|en aucun cas)\b"
    r"|\b(?:n'est|ne sont) (?:pas|plus|jamais) (?:permis\w*|autoris\w+|possibles?|admis\w*|legale?s?"
    r"|licites?|valables?)\b"
    r"|\bne (?:peu(?:t|vent)|saurai(?:t|ent)) (?:\w+ ){0,3}?(?:pas|plus|jamais|ni|en aucun cas|rien"
    r"|aucune?)\b"
    r"|\bne saurai(?:t|ent)\b|\b(?:ne |n')(?:permet|autorise|admet|tolere|prevoi)(?:tent|ent|nt|t)? (?:pas"
    r"|plus|aucune?|nullement)\b"
)
_ALLOWED = re.compile(
    r"\b(?:permis(?:e|es)?|permet(?:tent)?|autorise(?:e|es|s|nt)?|licites?|legale?s?|legaux|reguli(?:er"
    r"|ers|ere|eres)|valables?"
    r"|a le droit|ont le droit|peu(?:t|vent)|pourr(?:a|ont)|admis(?:e|es)?|admet(?:tent)?|sans (?:crainte"
    r"|risque|danger)"
    r"|rien (?:n'(?:interdit|empeche)|ne s'(?:y )?oppose)|possibles?|habilit\w+|faculte|a la possibilite"
    r"|ont la possibilite"
    r"|(?:n'est|ne sont) (?:pas|plus|nullement) (?:interdi\w+|illega\w+|illicites?|exclu\w*|prohibe\w*))\b"
)
# What a sentence says with an exception is said for a part of the cases.
_EXCEPTION = re.compile(r"\b(?:sauf|excep\w+|hormis|à moins|derog\w+)\b")
_NEGATED = re.compile(r"(?:\bn'|\b(?:ne|ni|aucune?|sans|jamais|pas|plus|non)\b)[^,;:]*$")
_NEGATED_CHARS = 30


def stated_stances(text: str) -> Iterator[Value]:
    """Yield whether something is asked for or free, allowed or forbidden, as one sentence affirms it."""
    plain = plain_words(text)
    asked = _NOT_WITHOUT.search(plain)
    free = None if asked else _FREE.search(plain) or _WITHOUT_IS_RIGHT.search(plain)
    if free is not None:
        yield _rule(FREE, free)
        return
    asked = asked or _affirmed(_ASKED, plain)
    if asked is not None:
        yield _rule(ASKED, asked)
    if _EXCEPTION.search(plain):
        return
    forbidden = _NOT_ALLOWED.search(plain) or _affirmed(_FORBIDDEN, plain)
    allowed = _affirmed(_ALLOWED, plain) if forbidden is None else None
    if forbidden is not None:
        yield _rule(FORBIDDEN, forbidden)
    elif allowed is not None and asked is None:
        yield _rule(ALLOWED, allowed)


def are_opposed(one: str, other: str) -> bool:
    """Tell whether two stances exclude one another."""
    return frozenset({one, other}) in _OPPOSED


def _affirmed(pattern: re.Pattern[str], plain: str) -> re.Match[str] | None:
    """Return the first match that no negation precedes; a negation may be part of the match itself."""
    for match in pattern.finditer(plain):
        if not _NEGATED.search(plain[max(0, match.start() - _NEGATED_CHARS) : match.start()]):
            return match
    return None


def _rule(canonical: str, match: re.Match[str]) -> Value:
    span = Span(start=match.start(), end=match.end())
    return Value(kind=ValueKind.RULE, unit="", canonical=canonical, span=span)
