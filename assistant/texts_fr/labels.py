"""A French label for every member of every closed set; a test walks the enums to prove it."""

from collections.abc import Mapping
from datetime import date, timedelta
from enum import Enum

from assistant.answer_events import Step
from assistant.dialogue import (
    Clarification,
    EngineName,
    RefusalReason,
    Role,
    Section,
    Status,
    Support,
)
from assistant.domain import Authority, Kind, Version, Wording

LABELS: Mapping[Enum, str] = {
    Kind.CONSTITUTION: "Constitution",
    Kind.TREATY: "Traité",
    Kind.CODE: "Code",
    Kind.STATUTE: "Loi",
    Kind.DECREE: "Décret",
    Kind.ORDER: "Arrêté",
    Kind.DECISION: "Décision de justice",
    Kind.CIRCULAR: "Circulaire",
    Kind.DOCTRINE: "Doctrine officielle",
    Kind.GUIDE: "Guide",
    Kind.METHOD: "Fiche méthode",
    Kind.QUESTION: "Question d’élu",
    Kind.COUNTRY: "Fiche pays",
    Kind.TESTIMONY: "Témoignage",
    Kind.PRESS: "Presse",
    Kind.WEB: "Page web",
    Authority.CONSTITUTION_OR_TREATY: "Constitution et traités",
    Authority.STATUTE: "Code et loi",
    Authority.REGULATION: "Décret et arrêté",
    Authority.DECISION: "Décision de justice",
    Authority.DOCTRINE: "Circulaire et doctrine officielle",
    Authority.GUIDE: "Guide, sans valeur juridique propre",
    Authority.TESTIMONY: "Témoignage, presse ou page web",
    Wording.OFFICIAL: "Texte officiel",
    Wording.SUMMARY: "Résumé, le texte officiel fait foi",
    Section.SHORT_ANSWER: "Réponse courte",
    Section.LEGAL_BASIS: "Base légale",
    Section.IN_PRACTICE: "En pratique",
    Section.TO_CHECK: "Points à vérifier",
    Support.QUOTE: "Citation mot pour mot",
    Support.VERIFIED: "Vérifié dans la source",
    Status.ANSWERED: "Réponse sourcée",
    Status.PARTIAL: "Réponse partielle",
    Status.REFUSED: "Sans réponse",
    Clarification.BODY: (
        "Pour préciser : s’agit-il d’une commune, d’un département, d’une région, d’un groupement ou d’une association ?"
    ),
    Clarification.COUNTRY: "Pour préciser : dans quel pays se trouve votre partenaire ?",
    Clarification.DATE: "Pour préciser : de quelle année parlez-vous ?",
    RefusalReason.OUT_OF_SCOPE: "Hors du domaine couvert",
    RefusalReason.NO_SOURCE: "Aucune source suffisante",
    RefusalReason.INVALID_QUESTION: "Question non comprise",
    EngineName.EXTRACTIVE: "Extraits des documents",
    EngineName.LLM: "Modèle de langue, sous contrôle",
    Role.USER: "Vous",
    Role.ASSISTANT: "Assistant",
    Step.UNDERSTANDING: "Lecture de la question…",
    Step.SEARCHING: "Recherche dans les documents…",
    Step.WRITING: "Rédaction et vérification…",
}

MONTHS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)


# {day}: the first on which the wording no longer holds; of an article that is no longer in any wording, of one
# that has another since, and where neither is known.
VERSION_REPEALED = "abrogé depuis le {day}"
VERSION_REPLACED = "modifié depuis le {day}"
VERSION_ENDED = "n’est plus en vigueur depuis le {day}"
VERSION_ENDING = "n’est plus en vigueur à partir du {day}"
# {first} and {last}: days on which it holds.
VERSION_PERIOD = "en vigueur du {first} au {last}"
VERSION_UNTIL = "en vigueur jusqu’au {last}"
# After a period that is over.
SINCE_REPEALED = ", abrogé depuis"
SINCE_REPLACED = ", modifié depuis"
CHECKED_ON = "vérifié le {day}"
# A guide checked before the present version of texts that it names. {versions}: of each of them.
NEEDS_REVIEW = "à revoir"
REVIEW_SENTENCE = "Vérifié le {checked}, avant {versions}."
REVIEW_NOTE = "à revoir : vérifié le {checked}, avant {versions}"
NEWER_VERSION = "la version de {text} en vigueur depuis le {day}"
# After the first, and before the last, of several.
NEXT_NEWER_VERSION = "celle de {text} en vigueur depuis le {day}"
LISTED, LISTED_LAST = ", ", " et "
ANOTHER_NEWER_VERSION = "celle d’un autre texte"
MORE_NEWER_VERSIONS = "celles de {count} autres textes"
ARTICLE_OF_CODE = "l’article {number} du {code}"
OTHER_TEXT = "« {reference} »"
VERSION_FUTURE = "à venir : en vigueur à partir du {day}"
VERSION_IN_FORCE = "en vigueur depuis le {day}"


def label(member: Enum) -> str:
    """Return the French label of an enum's member."""
    return LABELS[member]


def french_date(day: date) -> str:
    """Write a day as a French reader does: « 1er mai 2010 », « 6 août 2021 »."""
    number = "1er" if day.day == 1 else str(day.day)
    return f"{number} {MONTHS[day.month - 1]} {day.year}"


def version_label(
    version: Version, *, on: date, is_replaced: bool | None = None, today: date | None = None
) -> str | None:
    """Say how a wording stands on a day; None for an undated document.

    A wording that holds on a past day and no longer today is never called in force without its end.

    Args:
        version: bounds of the wording, end excluded.
        on: the day asked about.
        is_replaced: whether another wording follows it; False: none does, the text is repealed; None: unknown.
        today: the day on which it is read; None: unknown, `on` counts.

    Returns:
        « en vigueur depuis le … », « en vigueur du … au …, modifié depuis », « modifié depuis le … »,
        « abrogé depuis le … », « à venir : … » or « n’est plus en vigueur depuis le … ».
    """
    end = version.in_force_to
    if end is not None and version.has_ended_by(on):
        return _ENDED[is_replaced].format(day=french_date(end))
    if version.in_force_from is not None and version.is_future_on(on):
        return VERSION_FUTURE.format(day=french_date(version.in_force_from))
    if end is not None:
        is_over = version.has_ended_by(today or on)
        return _period(version.in_force_from, end, is_over=is_over) + (_SINCE[is_replaced] if is_over else "")
    start = version.in_force_from
    return None if start is None else VERSION_IN_FORCE.format(day=french_date(start))


def checked_label(checked_on: date | None) -> str | None:
    """Write « vérifié le … »; None where no day is stated."""
    return None if checked_on is None else CHECKED_ON.format(day=french_date(checked_on))


_ENDED: Mapping[bool | None, str] = {True: VERSION_REPLACED, False: VERSION_REPEALED, None: VERSION_ENDED}
_SINCE: Mapping[bool | None, str] = {True: SINCE_REPLACED, False: SINCE_REPEALED, None: ""}


def _period(start: date | None, end: date, *, is_over: bool) -> str:
    last = french_date(end - timedelta(days=1))
    if start is not None:
        return VERSION_PERIOD.format(first=french_date(start), last=last)
    return VERSION_UNTIL.format(last=last) if is_over else VERSION_ENDING.format(day=french_date(end))
