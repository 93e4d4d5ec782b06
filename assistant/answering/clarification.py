"""What an answer depends on and its question leaves open: the kind of body, the country, the day."""

import re

from assistant.answering.asked_dates import find_asked_day
from assistant.answering.slots import names_a_place
from assistant.dialogue import Clarification, Evidence
from assistant.domain import Kind
from assistant.tokens import fold

# « à l'époque », « l'ancienne loi »: a day that is not said.
_THEN = re.compile(
    r"\b(?:a l'epoque|autrefois|jadis|dans le temps|a ce moment-la|avant la reforme|les anciennes regles"
    r"|l'ancienne? (?:loi|regle|texte|version)|anciennement|avant le changement)\b"
)
# The other side of the cooperation, its country unsaid, and what depends on that country.
_PARTNER = re.compile(
    r"\b(?:partenaire|ville (?:etrangere|jumelle|jumelee|amie)|jumel\w*|la-bas|chez eux|mairie etrangere"
    r"|commune etrangere|leur (?:pays|etat|maire|prefet|gouvernement|conseil))\b"
)
_ITS_LAW = re.compile(
    r"\b(?:(?:son|leur|sa|leurs) (?:etat|gouvernement|pays|prefet|tutelle|ministere|capitale|loi)"
    r"|de leur cote|chez eux"
    r"|(?:a-t-(?:il|elle)|doit-(?:il|elle)|doivent-(?:ils|elles)|ont-ils)"
    r" (?:besoin|obtenir|demander|l'accord))\b"
)
# Who asks for himself, his kind of body unsaid.
_WE = re.compile(
    r"\b(?:nous|on|notre|nos|mon|ma|puis-je|je|pouvons-nous|a-t-on|avons-nous|peut-on|doit-on|faut-il)\b"
)
# A kind of body, with a determiner or not; « collectivité » says none, and a foreign one is not the asker's.
_BODY = re.compile(
    r"\b(?:communes?|villes?|mairies?|municipalites?|villages?|bourgs?|departements?|regions?|metropoles?"
    r"|conseils? (?:departementa(?:l|ux)|regiona(?:l|ux)|general)|intercommunalites?|intercos?|epci"
    r"|agglo(?:meration)?s?|communautes? (?:de communes|d'agglomeration|urbaines?)|syndicats?|groupements?"
    r"|poles? metropolitains?|comites? de jumelage|associations?|assos?|ong|hopita(?:l|ux)|lycees?"
    r"|colleges?|universites?|entreprises?|chambres? de \w+)\b"
    r"(?! (?:\w+ )?(?:etrang|partenair|jumel|amie|du sud|d'en face|voisin))"
)
# A name after a small word: « notre partenaire Bamako ».
_NAME = re.compile(r"(?<=[a-zà-ÿ,] )[A-ZÀ-Ý][a-zà-ÿ’'-]{2,}")
_NAMES_OF_NO_PLACE = frozenset(
    {"etat", "france", "europe", "union", "code", "prefet", "ministere", "republique", "gouvernement", "loi"}
)
# Parts 2 to 5 of the CGCT: communes, départements, régions, groupings.
_PART_ON_A_BODY = re.compile(r"CGCT [LRD]\*?([2-5])\d{3}")
# First passages that an answer rests on.
_READ = 5


def clarification_for(evidence: Evidence) -> Clarification | None:
    """Tell what to ask back, at most one thing; None where the answer does not depend on it.

    Args:
        evidence: what was found, best first.
    """
    question = evidence.question
    text = question.standalone_text
    folded = fold(text).replace("’", "'")
    if _leaves_the_day_open(folded, evidence):
        return Clarification.DATE
    if _PARTNER.search(folded) and _ITS_LAW.search(folded):
        return None if _names_a_country(evidence) else Clarification.COUNTRY
    if _WE.search(folded) and _BODY.search(folded) is None and _depends_on_the_body(evidence):
        return Clarification.BODY
    return None


def _leaves_the_day_open(folded: str, evidence: Evidence) -> bool:
    question = evidence.question
    if question.filters.on_date is not None or _THEN.search(folded) is None:
        return False
    today = question.asked_on or question.as_of
    return re.search(r"\b(?:19|20)\d\d\b", folded) is None and find_asked_day(folded, today=today) is None


def _names_a_country(evidence: Evidence) -> bool:
    is_told = any(one.document.kind is Kind.COUNTRY for one in evidence.passages[:_READ])
    text = evidence.question.standalone_text
    names = {fold(name) for name in _NAME.findall(text)} - _NAMES_OF_NO_PLACE
    return names_a_place(text) or bool(names) or is_told


def _depends_on_the_body(evidence: Evidence) -> bool:
    """Tell whether the first passages are articles of several parts of the CGCT, each on a kind of body."""
    references = (one.document.reference or "" for one in evidence.passages[:_READ])
    return len({found[1] for one in references if (found := _PART_ON_A_BODY.match(one))}) > 1
