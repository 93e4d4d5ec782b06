"""A French label for every member of every closed set; a test walks the enums to prove it."""

from collections.abc import Mapping
from datetime import date
from enum import Enum

from assistant.dialogue import EngineName, RefusalReason, Role, Section, Status, Step, Support
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


VERSION_ENDED = "n’est plus en vigueur depuis le {day}"
VERSION_ENDING = "en vigueur jusqu’au {day}"
VERSION_FUTURE = "à venir : en vigueur à partir du {day}"
VERSION_IN_FORCE = "en vigueur depuis le {day}"


def label(member: Enum) -> str:
    """Return the French label of an enum's member."""
    return LABELS[member]


def french_date(day: date) -> str:
    """Write a day as a French reader does: « 1er mai 2010 », « 6 août 2021 »."""
    number = "1er" if day.day == 1 else str(day.day)
    return f"{number} {MONTHS[day.month - 1]} {day.year}"


def version_label(version: Version, *, on: date) -> str | None:
    """Say how a wording stands on a day; None for an undated document.

    Args:
        version: bounds of the wording, end excluded.
        on: the day asked about.

    Returns:
        « en vigueur depuis le … », « à venir : … » or « n’est plus en vigueur depuis le … ».
    """
    if version.in_force_to is not None and version.has_ended_by(on):
        return VERSION_ENDED.format(day=french_date(version.in_force_to))
    if version.in_force_from is None:
        end = version.in_force_to
        return None if end is None else VERSION_ENDING.format(day=french_date(end))
    if version.is_future_on(on):
        return VERSION_FUTURE.format(day=french_date(version.in_force_from))
    return VERSION_IN_FORCE.format(day=french_date(version.in_force_from))
