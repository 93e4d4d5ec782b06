"""Two passages that answer one question: what each gives for what is asked, in its own words."""

import pytest

from assistant.answering.disagreements.asked_values import asked_of
from assistant.answering.disagreements.stated import scope_of
from assistant.answering.disagreements.values import ValueKind
from tests.answering.disagreements.finders import Shelf, between


@pytest.mark.parametrize(
    ("asked", "kind"),
    [
        ("Quel article fonde l'aide ?", ValueKind.ARTICLE),
        ("base légale de l'aide", ValueKind.ARTICLE),
        ("De quand date le jumelage ?", ValueKind.DAY),
        ("Combien de temps le préfet a-t-il ?", ValueKind.DELAY),
        ("âge du volontaire", ValueKind.DELAY),
        ("Quelle part l'État paie-t-il ?", ValueKind.PERCENT),
        ("Quel est le montant de l'aide ?", ValueKind.AMOUNT),
        ("cotisation d'une commune au réseau", ValueKind.AMOUNT),
        ("subvention versée au port", ValueKind.AMOUNT),
        ("À partir de quelle population ?", ValueKind.THRESHOLD),
        ("plafond de l'aide", ValueKind.THRESHOLD),
        ("Combien de régions adhèrent ?", ValueKind.COUNT),
        ("Qui signe la convention ?", ValueKind.AUTHORITY),
        ("juge compétent pour la convention", ValueKind.AUTHORITY),
        ("Une commune peut-elle aider ?", ValueKind.RULE),
        ("nécessité d'une convention", ValueKind.RULE),
    ],
)
def test_words_of_a_question_tell_what_it_asks_for(asked: str, kind: ValueKind) -> None:
    assert asked_of(asked, scope_of(asked, words=Shelf().words())).kinds[0] is kind


def test_partner_authority_is_no_question_of_who() -> None:
    asked = "convention avec une autorité locale étrangère"
    assert asked_of(asked, scope_of(asked, words=Shelf().words())).kinds == ()


REAL = [
    (
        "seuil de subvention qui impose un contrat avec l'association",
        "Au-delà de 23 000 € par an, un contrat s'impose avec l'association.",
        "À compter de trente mille euros de subvention, la mairie et l'association font un contrat.",
    ),
    (
        "population à partir de laquelle la commune publie en ligne",
        "Dès trois mille cinq cents habitants, la mise en ligne des actes s'impose.",
        "Ne publient en ligne que les communes de plus de 5 000 âmes.",
    ),
    (
        "part prise en charge par l'État",
        "L'État apporte la moitié du coût.",
        "L'État couvre 70 % des dépenses.",
    ),
    (
        "plafond du don en nature",
        "Le don en nature est limité à 10 000 €.",
        "Un don de matériel peut aller jusqu'à quinze mille euros.",
    ),
    (
        "délai pour transmettre la convention",
        "La convention part en préfecture sous quinze jours.",
        "Il faut transmettre la convention dans le délai d'un mois.",
    ),
    (
        "qui préside la Commission nationale",
        "Le Premier ministre préside la Commission nationale.",
        "La Commission nationale est présidée par le ministre de l'Intérieur.",
    ),
    (
        "qui contrôle l'usage de la subvention",
        "L'emploi de l'argent est vérifié par la chambre régionale des comptes.",
        "Seul le préfet peut vérifier l'emploi de cet argent.",
    ),
    (
        "juge compétent pour une convention de jumelage",
        "Un litige sur l'accord va devant le juge administratif.",
        "En cas de litige, seul le tribunal judiciaire est saisi.",
    ),
    (
        "instance qui choisit les lauréats",
        "Un comité réuni à Paris choisit les lauréats : le comité choisit seul.",
        "Les lauréats sont choisis par la Commission nationale.",
    ),
    (
        "une commune peut-elle payer un lieu de culte",
        "Aucune commune n'a le droit de payer un édifice du culte.",
        "La mairie peut participer aux travaux d'une église.",
    ),
    (
        "garantie d'emprunt au profit d'une ville étrangère",
        "La loi ne permet pas à la commune de garantir l'emprunt d'une ville étrangère.",
        "Garantir l'emprunt d'une ville jumelle est permis.",
    ),
    (
        "présence d'un interprète à la signature",
        "La présence d'un interprète n'est jamais imposée.",
        "Un interprète doit assister à la signature.",
    ),
    (
        "l'aide au port de Saponé",
        "En 2019, la ville avait promis au port de Saponé 120 000 €.",
        "Saponé : la ville a mis cent cinquante mille euros sur la table pour le quai.",
    ),
    (
        "article sur le mandat spécial",
        "Le mandat spécial repose sur l'article L. 2123-18 du CGCT.",
        "Relisez l'article L. 2123-20 du code sur le mandat spécial.",
    ),
    (
        "qui prononce la création du groupement",
        "Le préfet de région prononce la création du groupement.",
        "Le dossier part au préfet de département : ce préfet prononce la création du groupement.",
    ),
    (
        "nombre de pays où le fonds agit",
        "Le fonds a soutenu 63 projets dans 34 pays.",
        "Sur quatre ans, le fonds agit dans 43 pays.",
    ),
    (
        "nombre de fondateurs du réseau",
        "Le réseau a neuf fondateurs.",
        "Douze régions ont créé le réseau.",
    ),
]


@pytest.mark.parametrize(("asked", "one", "other"), REAL, ids=[asked for asked, _, _ in REAL])
def test_two_answers_to_one_question_disagree(asked: str, one: str, other: str) -> None:
    (found,) = between(one, other, asked=asked)
    assert found.one.passage.text == one
    assert found.value_of_one in one
    assert found.value_of_other in other


APPARENT = [
    (
        "nombre de projets soutenus",
        "En 2022, le fonds a soutenu 40 projets.",
        "En 2023, il a soutenu 52 projets.",
    ),
    ("montant de l'aide", "La région a donné 10 000 €.", "Le département a donné 15 000 €."),
    ("taux de l'aide", "L'aide va jusqu'à 70 % du coût.", "Le projet de Dole a obtenu 55 %."),
    (
        "taux de l'aide",
        "Le taux est de 50 % pour les pays à revenu intermédiaire.",
        "Pour les pays les moins avancés, le taux est de 70 %.",
    ),
    ("qui signe la convention", "Le maire signe.", "Le maire, autorisé par le conseil municipal, signe."),
    (
        "qui signe la convention",
        "Le président du conseil départemental signe.",
        "Pour le département, la signature revient au président.",
    ),
    (
        "autorité qui autorise l'adhésion",
        "L'adhésion est autorisée par le préfet de région.",
        "Le préfet autorise l'adhésion par arrêté.",
    ),
    (
        "article sur les conventions",
        "Les conventions relèvent de l'article L. 1115-1.",
        "Voyez l'article 1115-1 du code sur les conventions.",
    ),
    (
        "article sur le mandat spécial",
        "L'article L. 2123-18 règle le mandat spécial du conseiller municipal.",
        "L'article L. 3123-19 règle le mandat spécial du conseiller départemental.",
    ),
    ("convention obligatoire", "La convention est facultative.", "La convention n'est pas obligatoire."),
    (
        "délibération préalable",
        "Le conseil doit délibérer avant la signature.",
        "Sans délibération, la signature est irrégulière.",
    ),
    ("délai du recours", "Le recours s'exerce dans les deux mois.", "Le recours s'exerce en soixante jours."),
    ("nombre de conventions", "La ville compte 52 conventions.", "Les accords actifs sont au nombre de 39."),
    ("durée du mandat", "Le mandat dure un trimestre.", "Le mandat dure trois mois."),
    (
        "délai quand le juge est saisi",
        "Le préfet dispose de deux mois pour le saisir.",
        "Le juge répond en quarante-huit heures.",
    ),
    ("aide à un projet", "L'aide est d'au plus 50 000 €.", "Le projet de Vesoul a reçu 12 000 €."),
]


@pytest.mark.parametrize(("asked", "one", "other"), APPARENT, ids=[one for _, one, _ in APPARENT])
def test_answers_that_only_look_different_agree(asked: str, one: str, other: str) -> None:
    assert between(one, other, asked=asked) == ()
