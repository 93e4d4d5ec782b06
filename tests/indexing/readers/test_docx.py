"""Word files give what their pages show, with its structure."""

from io import BytesIO

import pytest
from docx import Document

from assistant.domain import BlockType
from assistant.indexing.readers.docx import read
from tests.indexing.readers.blocks import contents, outline
from tests.indexing.readers.docx_files import NUMBERING, docx_of, item, markup, paragraph, table

PROSE = "La convention de coopération entre en vigueur dès sa transmission au représentant de l’État."


def test_headings_come_from_styles_outline_levels_and_what_they_are_based_on() -> None:
    body = "".join(
        paragraph(text, style=style)
        for style, text in (
            ("Titre", "Guide"), ("Titre1", "Objet"), ("Clause", "Durée"), ("Plan", "Suite"), ("", PROSE),
            ("A", "En rond."),
        )
    )  # fmt: skip
    assert outline(read(docx_of(body))) == [
        ("heading", 1, "Guide"),
        ("heading", 1, "Objet"),
        ("heading", 2, "Durée"),
        ("heading", 4, "Suite"),
        ("paragraph", 0, PROSE),
        ("paragraph", 0, "En rond."),
    ]


def test_files_of_the_library_itself_keep_their_structure() -> None:
    document = Document()
    document.add_heading("La coopération", 0)
    document.add_heading("Base légale", 1)
    document.add_paragraph(PROSE)
    document.add_paragraph("un point", style="List Bullet")
    document.add_paragraph("une étape", style="List Number")
    output = BytesIO()
    document.save(output)
    read_text = read(output.getvalue())
    assert outline(read_text) == [
        ("heading", 1, "La coopération"),
        ("heading", 1, "Base légale"),
        ("paragraph", 0, PROSE),
        ("list_item", 1, "un point"),
        ("list_item", 1, "une étape"),
    ]
    assert read_text.text.endswith("- un point\n\n1. une étape")
    assert read_text.title is None


def test_lists_count_as_word_counts_them() -> None:
    body = "".join((
        item("un"), item("un a", depth=1), item("un b", depth=1), item("deux"), item("deux a", depth=1),
        item("fond", depth=2), item("puce", number_id=2), item("trois"), item("anew", number_id=4),
        paragraph("seconde puce", style="Puces2"), item("perdu", number_id=99),
    ))  # fmt: skip
    read_text = read(docx_of(body, numbering=NUMBERING))
    assert read_text.text.split("\n\n") == [
        "1. un", "  a) un a", "  b) un b", "2. deux", "  a) deux a", "    2.I fond", "- puce", "3. trois",
        "1. anew", "  - seconde puce", "- perdu",
    ]  # fmt: skip
    assert {block.type for block in read_text.blocks} == {BlockType.LIST_ITEM}


def test_numbers_that_word_writes_stand_in_headings_and_articles() -> None:
    body = (
        item("Portée", style="Titre1")
        + item("Objet", number_id=3)
        + paragraph(PROSE)
        + item("", number_id=3)
        + item("Durée", number_id=3, style="Titre2")
    )
    assert outline(read(docx_of(body, numbering=NUMBERING))) == [
        ("heading", 1, "1. Portée"),
        ("heading", 5, "Article 1 – Objet"),
        ("paragraph", 0, PROSE),
        ("heading", 5, "Article 2"),
        ("heading", 2, "Article 3 – Durée"),
    ]


def test_without_any_heading_style_short_lines_before_prose_are_headings() -> None:
    body = paragraph("Guide du jumelage") + paragraph("Base légale") + paragraph(PROSE) + paragraph("- un")
    assert [kind for kind, _, _ in outline(read(docx_of(body)))] == [
        "heading", "heading", "paragraph", "list_item",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "hidden",
    [
        paragraph("SECRET", run="<w:vanish/>"),
        paragraph("SECRET", run='<w:rStyle w:val="Cache"/>'),
        paragraph("SECRET", run='<w:color w:val="FFFFFF"/>'),
        paragraph("SECRET", run='<w:color w:val="FEFEFE"/><w:shd w:val="clear" w:fill="FFFFFF"/>'),
        paragraph("SECRET", run='<w:sz w:val="2"/>'),
        "<w:p><w:del><w:r><w:delText>SECRET</w:delText></w:r></w:del></w:p>",
        "<w:p><w:moveFrom><w:r><w:t>SECRET</w:t></w:r></w:moveFrom></w:p>",
        "<w:p><w:r><w:instrText>SECRET</w:instrText></w:r></w:p>",
        "<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>" + paragraph("SECRET") + "</w:tc></w:tr></w:tbl>",
        "<w:tbl><w:tr><w:trPr><w:hidden/></w:trPr><w:tc>" + paragraph("SECRET") + "</w:tc></w:tr></w:tbl>",
        paragraph("SECRET 3", style="TM1"),
        "<w:p><w:r><w:commentReference w:id='0'/></w:r></w:p>",
    ],
)
def test_what_a_page_does_not_show_is_not_indexed(hidden: str) -> None:
    read_text = read(docx_of(paragraph("Avant.") + hidden + paragraph("Après.")))
    assert contents(read_text) == ["Avant.", "Après."]


@pytest.mark.parametrize(
    "shown",
    [
        paragraph("VU", run='<w:vanish w:val="0"/>'),
        paragraph("VU", run='<w:color w:val="FFFFFF"/><w:highlight w:val="black"/>'),
        paragraph("VU", run='<w:color w:val="FFFFFF"/>', style="Bandeau"),
        '<w:tbl><w:tr><w:tc><w:tcPr><w:shd w:val="clear" w:fill="000080"/></w:tcPr>'
        + paragraph("VU", run='<w:color w:val="FFFFFF"/>')
        + "</w:tc></w:tr></w:tbl>",
        "<w:p><w:ins><w:r><w:t>VU</w:t></w:r></w:ins></w:p>",
        "<w:p><w:hyperlink><w:r><w:t>VU</w:t></w:r></w:hyperlink></w:p>",
        "<w:sdt><w:sdtContent>" + paragraph("VU") + "</w:sdtContent></w:sdt>",
        "<w:p><m:oMath><m:r><m:t>VU</m:t></m:r></m:oMath></w:p>",
        "<w:p><w:r><mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent>"
        + paragraph("VU", run='<w:color w:val="FFFFFF"/>')
        + "</w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>"
        + paragraph("VU")
        + "</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>",
    ],
)
def test_what_a_page_shows_is_read_once(shown: str) -> None:
    assert contents(read(docx_of(paragraph("Avant.") + shown))) == ["Avant.", "VU"]


def test_breaks_tabs_and_hyphens_become_plain_signs() -> None:
    run = "<w:t>un</w:t><w:tab/><w:t>deux</w:t><w:br/><w:t>vice</w:t><w:noBreakHyphen/><w:t>roi</w:t>"
    assert read(docx_of(f"<w:p><w:r>{run}</w:r></w:p>")).text == "un deux\nvice\u2011roi"


def cells(*words: str, run: str = "") -> list[str]:
    return [paragraph(word, run=run) for word in words]


def test_each_table_row_reads_alone() -> None:
    marked = table(cells("Pays", "Taux"), cells("Mali", "3 %"), header=True)
    bold = table(cells("Pays", "Taux", run="<w:b/>"), cells("Mali", "3 %"))
    styled = table(cells("Pays", "Taux"), cells("Mali", "3 %")).replace(
        "<w:tblPr/>", '<w:tblPr><w:tblStyle w:val="Grille"/><w:tblLook w:firstRow="1"/></w:tblPr>'
    )
    for one in (marked, bold, styled):
        assert contents(read(docx_of(one)), BlockType.TABLE_ROW) == ["Pays : Mali ; Taux : 3 %"]
    form = table(cells("Commune", "Lille"), cells("Budget", "1 000 €"))
    assert contents(read(docx_of(form)), BlockType.TABLE_ROW) == ["Commune ; Lille", "Budget ; 1 000 €"]


def test_merged_cells_read_as_in_web_pages() -> None:
    down = '<w:tcPr><w:vMerge w:val="restart"/></w:tcPr>' + paragraph("Afrique")
    goes_on = "<w:tcPr><w:vMerge/></w:tcPr><w:p/>"
    wide = '<w:tcPr><w:gridSpan w:val="2"/></w:tcPr>' + paragraph("Taux")
    rows = [down, *cells("Mali", "3 %")], [goes_on, *cells("Bénin", "4 %")]
    merged = table([paragraph("Zone"), wide], *rows, header=True)
    assert contents(read(docx_of(merged))) == [
        "Zone : Afrique ; Taux : Mali ; Taux : 3 %",
        "Zone : Afrique ; Taux : Bénin ; Taux : 4 %",
    ]


def test_a_table_that_places_things_on_the_page_is_read_as_prose() -> None:
    layout = table([paragraph("Objet", style="Titre1"), paragraph("Un texte.")], cells("Deux.", "Trois."))
    nested = table(
        [paragraph("Dehors.") + table(cells("a", "b"), cells("c", "d")), "<w:p/>"], cells("e", "f")
    )
    assert contents(read(docx_of(layout))) == ["Objet", "Un texte.", "Deux.", "Trois."]
    assert contents(read(docx_of(nested))) == ["Dehors.", "a ; b", "c ; d", "e", "f"]


def test_notes_follow_their_paragraph_and_headers_are_left_out() -> None:
    note = f'<w:footnote w:id="2"><w:p><w:r><w:footnoteRef/><w:t>{PROSE}</w:t></w:r></w:p></w:footnote>'
    cited = '<w:p><w:r><w:t>Le préfet.</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
    header = markup("hdr", paragraph("ENTETE"))
    file = docx_of(cited + paragraph("Suite."), footnotes=note, parts={"word/header1.xml": header})
    assert contents(read(file)) == ["Le préfet.", PROSE, "Suite."]


def test_the_stated_title_is_taken() -> None:
    assert read(docx_of(paragraph("x"), title="Guide de la coopération")).title == "Guide de la coopération"
