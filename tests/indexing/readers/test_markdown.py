"""Markdown loses its markup and keeps its structure."""

import pytest

from assistant.domain import BlockType
from assistant.errors import UnreadableFileError
from assistant.indexing.readers.markdown import read
from tests.indexing.readers.blocks import contents, outline


def test_headings_lists_and_prose_keep_role_and_level() -> None:
    source = "# Titre\n\nUn *texte* **gras**.\n\n## Suite\n\n- un\n  - un a\n- deux\n\n3. trois\n4. quatre\n"
    read_text = read(source.encode())
    assert outline(read_text) == [
        ("heading", 1, "Titre"),
        ("paragraph", 0, "Un texte gras."),
        ("heading", 2, "Suite"),
        ("list_item", 1, "un"),
        ("list_item", 2, "un a"),
        ("list_item", 1, "deux"),
        ("list_item", 1, "trois"),
        ("list_item", 1, "quatre"),
    ]
    assert read_text.text.endswith("- un\n\n  - un a\n\n- deux\n\n3. trois\n\n4. quatre")


def test_links_give_their_words_and_plain_addresses_stay() -> None:
    read_text = read(b"Voir [la fiche](https://a.fr/x), <https://b.fr> et `L. 1115-1`.")
    assert read_text.text == "Voir la fiche, https://b.fr et L. 1115-1."


def test_wrapped_lines_are_joined_and_hard_breaks_stay() -> None:
    assert read(b"un\ndeux  \ntrois").text == "un deux\ntrois"


def test_each_table_row_reads_alone() -> None:
    source = "| Pays | Taux |\n|---|---|\n| Mali | 3 % |\n| Niger |  |\n"
    read_text = read(source.encode())
    assert contents(read_text, BlockType.TABLE_ROW) == ["Pays : Mali ; Taux : 3 %", "Pays : Niger"]


def test_a_table_without_rows_shows_its_header() -> None:
    assert contents(read(b"| A | B |\n|---|---|\n")) == ["A ; B"]


def test_later_paragraphs_of_an_item_stay_in_the_list() -> None:
    read_text = read(b"- premier\n\n  suite\n\n- second\n\nfin")
    assert outline(read_text) == [
        ("list_item", 1, "premier"),
        ("list_item", 1, "suite"),
        ("list_item", 1, "second"),
        ("paragraph", 0, "fin"),
    ]


@pytest.mark.parametrize(
    "hidden",
    [
        "<!-- SECRET -->",
        "<!--\n\nSECRET\n\n-->",
        "<div>SECRET</div>",
        "<div hidden>\n\nSECRET\n\n</div>",
        '<section style="display: none">\n\n<section>\n\nx\n\n</section>\n\nSECRET\n\n</section>',
        "mot <span style='font-size:0'>SECRET</span> mot",
        "mot <script>SECRET</script> mot",
        "![SECRET](image.png)",
        "[//]: # (SECRET)",
    ],
)
def test_what_a_reader_does_not_see_is_not_indexed(hidden: str) -> None:
    read_text = read(f"Avant.\n\n{hidden}\n\nAprès.".encode())
    assert "SECRET" not in read_text.text
    assert contents(read_text)[0] == "Avant."
    assert contents(read_text)[-1] == "Après."


def test_visible_inline_html_keeps_its_text() -> None:
    assert read(b"le 1<sup>er</sup> mai<br>2007").text == "le 1er mai\n2007"


def test_invisible_characters_written_as_entities_are_dropped() -> None:
    read_text = read("con&#8203;vention &#xAD;signée".encode())
    assert read_text.text == "convention signée"


def test_code_blocks_keep_their_lines() -> None:
    assert contents(read(b"```\nun\n  deux\n```")) == ["un\ndeux"]


@pytest.mark.parametrize("source", [b"", b" \n\n ", b"<!-- rien -->", b"\xe2\x80\x8b"])
def test_a_file_without_text_is_refused(source: bytes) -> None:
    with pytest.raises(UnreadableFileError, match=r"vide|aucun texte"):
        read(source)


@pytest.mark.parametrize("source", ["> " * 10_000, "* " * 10_000, "> " * 61, "* " * 31])
def test_nesting_that_would_lose_text_is_refused(source: str) -> None:
    with pytest.raises(UnreadableFileError, match="imbriquée"):
        read(f"{source}fond\n\nsurface".encode())


@pytest.mark.parametrize("source", ["> " * 50, "* " * 25])
def test_less_nesting_keeps_every_word(source: str) -> None:
    assert [line.strip(" -") for line in contents(read(f"{source}fond\n\nsurface".encode()))] == [
        "fond",
        "surface",
    ]


def test_more_text_than_the_contract_allows_is_refused() -> None:
    with pytest.raises(UnreadableFileError, match="trop long"):
        read(b"mot " * 550_000)
