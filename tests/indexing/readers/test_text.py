"""Plain text gets its paragraphs, lists and headings back."""

import pytest

from assistant.domain import BlockType
from assistant.errors import UnreadableFileError
from assistant.indexing.readers.text import read
from tests.indexing.readers.blocks import contents, outline

PROSE = "La convention précise les actions envisagées et le montant prévisionnel des engagements financiers."


def test_paragraphs_are_parted_by_blank_lines_and_by_line_where_nothing_is_wrapped() -> None:
    read_text = read(f"{PROSE}\n\n{PROSE * 2}\n{PROSE * 3}".encode())
    assert contents(read_text) == [PROSE, PROSE * 2, PROSE * 3]


def test_lines_broken_at_a_fixed_width_are_joined() -> None:
    source = (
        "Les collectivités territoriales peuvent conclure des conventions avec\n"
        "des autorités locales étrangères, dans le respect des engagements de\n"
        "la France. Elles les transmettent au représentant de l'État avant de\n"
        "les mettre en œuvre."
    )
    assert contents(read(source.encode())) == [source.replace("\n", " ")]


@pytest.mark.parametrize("marker", ["•", "-", "–", "*", "ü ", "➤", "✓", "\uf0b7", "1.", "b)", "2°"])
def test_each_kind_of_marker_makes_list_items_without_it(marker: str) -> None:
    read_text = read(f"Elles peuvent :\n\n{marker} aider la ville ;\n\n{marker} signer un accord.".encode())
    assert contents(read_text, BlockType.LIST_ITEM) == ["aider la ville ;", "signer un accord."]


def test_signs_within_a_sentence_stay() -> None:
    sentence = "Délibérer → signer → transmettre • puis agir."
    assert read(sentence.encode()).text == sentence
    assert contents(read(f"- {sentence}".encode())) == [sentence]
    assert contents(read(f"# {sentence}\n\n**a** **b** **c**".encode()))[0] == sentence


def test_another_marker_within_a_list_opens_a_deeper_one() -> None:
    read_text = read("- un\n- deux :\nü  a\nü  b\n- trois".encode())
    assert [block.level for block in read_text.blocks] == [1, 1, 2, 2, 1]


def test_references_and_decimals_at_the_start_of_a_line_are_no_markers() -> None:
    lines = ["L. 1115-1 du code en dispose.", "M. Dupont préside.", "1.5 million d'euros est prévu."]
    assert outline(read("\n\n".join(lines).encode())) == [("paragraph", 0, line) for line in lines]


def test_a_lone_starred_line_is_a_note_and_keeps_its_star() -> None:
    read_text = read(f"La loi*.\n\n* {PROSE}\n\nFin.".encode())
    assert outline(read_text)[1] == ("paragraph", 0, f"* {PROSE}")


def test_short_lines_before_prose_are_headings_and_others_are_not() -> None:
    source = f"Un guide\n\n{PROSE}\n\nLes étapes\n\n{PROSE}\n\nÀ savoir :\n\n{PROSE}\n\nJean Dupont\n\nLille"
    assert [(kind, text) for kind, _, text in outline(read(source.encode())) if kind == "heading"] == [
        ("heading", "Un guide"),
        ("heading", "Les étapes"),
    ]


def test_divisions_of_a_text_are_headings_by_rank() -> None:
    source = (
        f"TITRE II\n\nChapitre 1er : Conventions\n\nArticle 3 – Objet\n{PROSE}\nArticle L. 1115-1\n{PROSE}"
    )
    assert [(level, text) for kind, level, text in outline(read(source.encode())) if kind == "heading"] == [
        (2, "TITRE II"),
        (3, "Chapitre 1er : Conventions"),
        (5, "Article 3 – Objet"),
        (5, "Article L. 1115-1"),
    ]


def test_a_sentence_that_begins_like_a_division_is_prose() -> None:
    assert outline(read(f"{PROSE}\n\nArticle 3 du traité, qui nous lie.".encode()))[1][0] == "paragraph"


def test_markdown_under_another_name_is_read_as_markdown() -> None:
    read_text = read("# **Titre**\n\n- ✓ **Un atout**\n\n## ➤ Suite\n\nTexte.".encode())
    assert outline(read_text) == [
        ("heading", 1, "Titre"),
        ("list_item", 1, "Un atout"),
        ("heading", 2, "Suite"),
        ("paragraph", 0, "Texte."),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_usual_encodings_are_understood(encoding: str) -> None:
    assert read("L’été à Cœur — 3 €".encode(encoding)).text == "L’été à Cœur — 3 €"


def test_binary_bytes_are_refused() -> None:
    with pytest.raises(UnreadableFileError, match="binaires"):
        read(bytes(range(32)) * 20)


def test_a_caption_said_twice_is_kept_once_and_is_no_heading() -> None:
    source = f"Visite d'une école - Maroc\nVisite d’une école - Maroc\n\n{PROSE}"
    assert outline(read(source.encode())) == [
        ("paragraph", 0, "Visite d'une école - Maroc"),
        ("paragraph", 0, PROSE),
    ]
