"""The first documents of the corpus are read whole, without what surrounded them."""

from pathlib import Path

import pytest

from assistant.domain import BlockType, ReadText
from assistant.indexing.readers.text import read
from tests.indexing.readers.blocks import contents

SEEDS = Path(__file__).parents[4] / "shared" / "seeds"
FURNITURE = (
    "Aller au contenu", "Accueil", "Envoyer à un ami", "SKIP_", "LIENS UTILES", "Raccourcis",
    "Compteur", "19272", "Nous contacter", "Contactez-nous", "Mouveaux", "04 92 23 11 17", "03 20 85 10 96",
    "@", "Gosselet", "Télécharger",
)  # fmt: skip


def seed(number: str) -> ReadText:
    found = sorted(SEEDS.glob(f"{number}_*.txt"))
    if not found:
        pytest.skip("the first documents are not on this machine")
    return read(found[0].read_bytes())


@pytest.mark.parametrize("number", ["000", "001", "002", "003", "004"])
def test_no_block_shows_menus_footers_or_contact_details(number: str) -> None:
    blocks = contents(seed(number))
    assert [word for word in FURNITURE if word in "\n".join(blocks)] == []
    assert "Recherche" not in blocks


@pytest.mark.parametrize(
    ("number", "kept"),
    [
        (
            "000",
            [
                "visées par le préfet",
                "25 janvier 2007*",
                "* Le cadre juridique",
                "Agence de l’eau Loire Bretagne",
            ],
        ),
        ("001", ["Les jumelages,", "OING", "s’inscrivent dans la durée ;", "développement économique."]),
        ("002", ["Petit historique", "26 mai du 1er Ministre", "catastrophe naturelle", "Taliouine"]),
        ("003", ["3 250 collectivités françaises", "En 2009, près de 3 250", "Kawara", "hors région."]),
        ("004", ["jumelage ;", "pèche, soutien", "diaspora, église", "pays du sud.", "Suzhou"]),
    ],
)
def test_no_matter_is_lost(number: str, kept: list[str]) -> None:
    text = "\n".join(contents(seed(number))).replace("\xa0", " ")
    assert [words for words in kept if words not in text] == []


def test_lists_are_found_with_their_nesting() -> None:
    items = [block for block in seed("004").blocks if block.type is BlockType.LIST_ITEM]
    assert len(items) == 21
    assert [item.level for item in items[-3:]] == [1, 2, 2]
    assert len(contents(seed("003"), BlockType.LIST_ITEM)) == 19


def test_headings_are_found() -> None:
    headings = [text.replace("\xa0", " ") for text in contents(seed("002"), BlockType.HEADING)]
    assert headings == [
        "Qu’est-ce que la coopération ?",
        "La coopération",
        "Petit historique de la coopération internationale",
    ]
