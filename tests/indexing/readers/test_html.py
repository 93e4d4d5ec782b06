"""A web page gives its visible matter, with its structure."""

import time
from pathlib import Path

import pytest

from assistant.domain import BlockType
from assistant.errors import UnreadableFileError
from assistant.indexing.readers.html import read
from tests.indexing.readers.blocks import contents, outline

PAGE = Path(__file__).parents[2] / "data" / "reading" / "page.html"


def test_a_page_gives_its_matter_in_order_and_nothing_else() -> None:
    read_text = read(PAGE.read_bytes())
    assert outline(read_text) == [
        ("heading", 1, "Les conventions de coopération"),
        ("paragraph", 0, "Une convention lie deux autorités locales et précise\nles actions envisagées."),
        ("heading", 2, "Étapes"),
        ("list_item", 1, "Délibérer"),
        ("list_item", 2, "au conseil"),
        ("list_item", 2, "en séance publique"),
        ("list_item", 1, "Signer"),
        ("list_item", 1, "puis transmettre"),
        ("heading", 2, "Montants"),
        ("paragraph", 0, "Aides en 2024"),
        ("table_row", 0, "Pays : Mali ; Aide : 3 000 € ; Aide : directe"),
        ("table_row", 0, "Pays : Mali ; Aide : 500 € ; Aide : indirecte"),
        ("list_item", 1, "Transmission : Envoi au préfet."),
        ("list_item", 1, "Visa : N’existe pas."),
        ("paragraph", 0, "« La coopération se décide localement. »"),
    ]
    assert "SECRET" not in read_text.text
    assert read_text.title == "Les conventions | Ville de Test"
    assert "1. Délibérer\n\n  - au conseil" in read_text.text


def test_without_a_main_part_menus_are_known_by_their_links() -> None:
    menu = "<ul><li><a>Accueil</a><li><a>La ville</a><li><a>Agenda</a></ul>"
    body = "<div>Un texte de la page.</div><ul><li>un<li>deux<li>trois</ul>"
    read_text = read(f"{menu}{body}".encode())
    assert contents(read_text) == ["Un texte de la page.", "un", "deux", "trois"]


def test_a_hidden_main_part_is_not_read() -> None:
    page = "<div hidden><main>" + "SECRET " * 20 + "</main></div><p>Le texte visible.</p>"
    assert read(page.encode()).text == "Le texte visible."


def test_a_layout_table_gives_its_blocks_and_line_breaks_part_paragraphs() -> None:
    page = "<table><tr><td><h1>Titre</h1>Un.<br><br>Deux.</td><td><ul><li>x</ul></td></tr></table>"
    assert [(kind, text) for kind, _, text in outline(read(page.encode()))] == [
        ("heading", "Titre"), ("paragraph", "Un."), ("paragraph", "Deux."), ("list_item", "x"),
    ]  # fmt: skip


def test_a_form_around_the_whole_page_is_no_search_box() -> None:
    assert contents(read(b"<form><h1>Titre</h1><p>Texte.</p></form>")) == ["Titre", "Texte."]


def test_a_table_without_header_cells_gives_its_values() -> None:
    read_text = read(b"<table><tr><td>a<td>b<tr><td>c<td>d</table>")
    assert contents(read_text, BlockType.TABLE_ROW) == ["a ; b", "c ; d"]


@pytest.mark.parametrize(
    ("page", "encoding"),
    [
        ("<p>été</p>", "utf-8"),
        ("<p>été</p>", "utf-16"),
        ("<meta charset='iso-8859-1'><p>été</p>", "cp1252"),
        (
            "<meta http-equiv='Content-Type' content='text/html; charset=iso-8859-15'><p>été</p>",
            "iso-8859-15",
        ),
        ("<meta charset='macintosh'><p>été</p>", "mac-roman"),
        ("<meta charset='inconnu'><p>été</p>", "cp1252"),
        *(
            (f"<meta charset='{name}'><p>été</p>", "cp1252")
            for name in ("uu", "hex", "rot13", "idna", "punycode", "undefined", "unicode_escape")
        ),
        ("<?xml version='1.0' encoding='utf-8'?><html><p>été</p></html>", "utf-8"),
    ],
)
def test_the_encoding_is_found(page: str, encoding: str) -> None:
    assert read(page.encode(encoding)).text == "été"


@pytest.mark.parametrize(
    "page",
    ["<div>" * 100_000 + "fond", "<table><tr><td>" * 10_000 + "fond", "<ul><li>" * 2_000 + "fond"],
)
def test_hostile_nesting_is_refused_soon(page: str) -> None:
    started = time.process_time()
    with pytest.raises(UnreadableFileError, match="imbriquée"):
        read(page.encode())
    assert time.process_time() - started < 20


def test_tags_that_a_page_forgets_to_close_do_not_hide_its_text() -> None:
    assert read(("<div><font>" * 450 + "fond").encode()).text == "fond"


@pytest.mark.parametrize("page", ["", "<p></p>", "<p hidden>x</p>", "<script>x</script>"])
def test_a_page_without_visible_text_is_refused(page: str) -> None:
    with pytest.raises(UnreadableFileError, match=r"vide|aucun texte"):
        read(page.encode())


def test_an_unmatched_term_and_preformatted_lines_stay() -> None:
    read_text = read(b"<dl><dt>Terme</dt></dl><pre>un\n deux</pre>")
    assert contents(read_text) == ["Terme", "un\ndeux"]
