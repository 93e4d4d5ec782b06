"""Asks by inversion what is asked by « est-ce que »: two ways of asking the same become one."""

import re

_CLITICS = "je|tu|il|elle|on|nous|vous|ils|elles"
_EST_CE_QUE = r"est[- ]ce\s+(?:que\s+|qu['’]\s*)"
# « est-ce qu'il faut », « qu'est-ce que nous pouvons ».
_WITH_PRONOUN = re.compile(
    rf"\b(?P<what>qu['’])?{_EST_CE_QUE}(?P<pronoun>{_CLITICS})\s+"
    r"(?P<verb>(?:(?:ne|n['’]|y|en|me|m['’]|te|t['’]|se|s['’]|lui|leur)\s*)?(?!(?:ne|me|te|se|le|la|les|lui|leur|nous|vous|y|en)\b)"
    r"[^\W\d_]+)",
    re.IGNORECASE,
)
# « est-ce que la commune peut »; « que la commune risque » would ask for something else.
_WITH_NOUN = re.compile(rf"(?<!['’])\b{_EST_CE_QUE}(?P<subject>[^?.!;]+?)(?=[?.!;]|$)", re.IGNORECASE)
_VERB = re.compile(
    r"\s(?P<verb>peut|doit|est|a|peuvent|doivent|sont|ont|pouvait|devait|était|avait|pourrait|devrait|va"
    r"|existe|suffit|reste|prévoit|dispose|couvre|finance|risque)\b(?![-'’])"
)
_RELATIVE = re.compile(r"\s(?:qui|que|qu['’]|dont|où)(?:\s|\b|$)")
_FEMININE = re.compile(r"^(?:la|une|cette|ma|sa|toute|quelle)\s", re.IGNORECASE)
_MASCULINE = re.compile(r"^(?:le|un|ce|cet|cela|ça|mon|son|tout)\s", re.IGNORECASE)
_PLURALS = frozenset({"peuvent", "doivent", "sont", "ont"})
_WHO = re.compile(r"\bqui est[- ]ce qui\b", re.IGNORECASE)
# « quelles sont les dépenses qui entrent »: « quelles dépenses entrent ».
_CLEFT = re.compile(
    r"\b(?P<which>quel(?:le)?s?) (?:est|sont) (?:la |le |les |l['’])"
    r"(?P<noun>[^\W\d_]+(?: (?:du|de|d['’])\s?[^\W\d_]+)?)"
    r" qui (?=[^\W\d_])(?!est\b|sont\b)",
    re.IGNORECASE,
)


def asked_directly(text: str) -> str:
    """Return a text without « est-ce que » where the same can be asked without it."""
    plain = _WHO.sub(lambda match: _like("qui", match[0]), text)
    plain = _CLEFT.sub(r"\g<which> \g<noun> ", plain)
    plain = _WITH_PRONOUN.sub(_inverted, plain)
    return _WITH_NOUN.sub(_with_noun, plain)


def _inverted(match: re.Match[str]) -> str:
    verb, pronoun = match["verb"], match["pronoun"].lower()
    if pronoun == "je":
        verb = "puis" if verb.lower() == "peux" else verb
    joint = "-t-" if verb[-1].lower() in "aec" and pronoun in ("il", "elle", "on") else "-"
    what = "que " if match["what"] else ""
    return _like(f"{what}{verb}{joint}{pronoun}", match[0])


def _with_noun(match: re.Match[str]) -> str:
    said = match["subject"]
    verb = _VERB.search(said)
    # « le maire qui a signé doit »: the first verb is not that of the question.
    if verb is not None and not _RELATIVE.search(said[: verb.start()]):
        pronoun = _pronoun(said, verb["verb"])
        if pronoun:
            joint = "-t-" if verb["verb"][-1] in "ae" else "-"
            said = f"{said[: verb.end()]}{joint}{pronoun}{said[verb.end() :]}"
    return _like(said, match[0])


def _pronoun(subject: str, verb: str) -> str | None:
    ending = "s" if verb in _PLURALS else ""
    if _FEMININE.match(subject):
        return f"elle{ending}"
    return f"il{ending}" if ending or _MASCULINE.match(subject) or not subject[0].islower() else None


def _like(said: str, model: str) -> str:
    return said[0].upper() + said[1:] if model[0].isupper() else said
