"""What surrounds the matter of a page goes; what only looks like it stays."""

import pytest

from assistant.indexing.readers.furniture import furniture_positions

PROSE = "Les collectivités territoriales peuvent mettre en œuvre ou soutenir toute action annuelle."


def dropped(*lines: str) -> list[str]:
    return [lines[position] for position in sorted(furniture_positions(lines))]


@pytest.mark.parametrize(
    "line",
    [
        "Aller au contenu | Aller au menu principal | Aller à la recherche",
        "1. SKIP_MENU",
        "Accueil  >  Tout savoir sur la commune  > La coopération",
        "Vous êtes ici : Accueil",
        "Envoyer à un ami",
        "Imprimer cette page",
        "Partager sur Facebook",
        "Lire la suite",
        "Compteur d'affichages des articles",
        "1 245 visites",
        "Tél/Fax : 03 20 85 10 96 - contact@exemple.org - www.exemple.org",
        "© 2014 Ville de Lille",
    ],
)
def test_menus_links_and_contact_lines_are_furniture_anywhere(line: str) -> None:
    assert dropped(PROSE, line, PROSE + " Suite.") == [line]


@pytest.mark.parametrize(
    "line", ["Recherche", "LIENS UTILES", "Raccourcis", "Nous contacter", "Plan du site"]
)
def test_words_that_may_be_headings_are_furniture_only_at_the_edges(line: str) -> None:
    assert dropped(line, PROSE) == [line]
    assert dropped(PROSE, line) == [line]
    assert dropped(PROSE, line, PROSE + " Suite.") == []


def test_a_contact_block_goes_with_its_names_and_what_follows_stays() -> None:
    contact = ["Contact", "Service Coopération", "Jeanne Martin", "Tél : 04 92 23 11 17", "info@exemple.fr"]
    assert dropped(PROSE, *contact, "Historique", PROSE + " Suite.") == contact


def test_a_section_about_contacts_without_details_stays() -> None:
    assert dropped(PROSE, "Contacts", "La préfecture répond aux questions des communes.", PROSE + "!") == []


def test_a_sentence_that_gives_an_address_is_matter() -> None:
    assert dropped(PROSE, "Écrivez à dctciv@exemple.fr avant le 30 mars.", PROSE + " Suite.") == []


def test_a_closing_menu_goes_with_its_title_and_its_short_lines() -> None:
    menu = ["Le Bureau Exécutif", "Nous contacter", "Carte de la Ville", "LIENS UTILES", "19272"]
    kept = ["Jean Dupont", "Séance de travail sur les axes du projet agricole."]
    assert dropped(PROSE, *kept, *menu) == menu


def test_the_last_item_of_a_list_is_no_menu_title() -> None:
    assert dropped(PROSE, "- Santé", "- Eau", "Partager") == ["Partager"]


def test_a_download_link_goes_but_a_step_that_says_download_stays() -> None:
    assert dropped(PROSE, "Télécharger le bilan de la coopération") == [
        "Télécharger le bilan de la coopération"
    ]
    assert dropped(PROSE, "1. Télécharger le formulaire", "2. Le remplir") == []
