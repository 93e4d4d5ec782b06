"""The sheet as a PDF file: readable, linked, dated, the same each time; no text of it breaks the page."""

import io
from dataclasses import replace
from datetime import date

import pymupdf_fonts
import pytest
from fontTools.ttLib import TTFont
from pypdf import PdfReader

from assistant.dialogue import Answer
from assistant.rendering.sheet_pdf import sheet_pdf
from tests.rendering.sheets import BUILD, disagreeing, pdf_links, pdf_text, told, viewed_pdf
from tests.rendering.test_sheet import ATTACKS
from tests.scripted_service import answer, cite, document, sample_answer, source, statement

FRENCH = "« À l’œuvre », dès 2021 : 12 € – soit ≥ 3 % ; ÀÂÇÉÈÊËÎÏÔÙÛÜŸŒÆ àâçéèêëîïôùûüÿœæ — n° 5… ½ ✓ ● →"
FOREIGN = "Łódź, Diyarbakır (ş), Español ñ, Hà Nội, Ɓàmbara ɓ, Ţara, Ženeva, Москва, Αθήνα"
A4_POINTS = (595.28, 841.89)
# The size of the text, and the width that the margins leave to it.
BODY_POINTS, TEXT_POINTS = 10, 170 / 25.4 * 72


def long_answer(count: int) -> Answer:
    """Answer over a passage of several pages, statement after statement."""
    cited = source(1, document(text="\n\n".join(f"Alinéa {n} : la commune délibère." for n in range(count))))
    said = tuple(statement(f"Phrase {n}.", cite(cited, f"Alinéa {n} ")) for n in range(8))
    return answer("Que dit la loi ?", *said, sources=(cited,))


def addressed(url: str) -> Answer:
    """Answer over one document at this address."""
    cited = source(1, document(url=url))
    return answer("?", statement("Oui.", cite(cited, "convention")), sources=(cited,))


def font_names(reader: PdfReader) -> dict[str, bool]:
    """Tell for each font of the first page whether its glyphs stand in the file."""
    fonts = reader.pages[0]["/Resources"]["/Font"].values()
    descendants = [font.get_object()["/DescendantFonts"][0].get_object() for font in fonts]
    return {str(one["/BaseFont"]): "/FontFile2" in one["/FontDescriptor"] for one in descendants}


@pytest.mark.parametrize("text", [FRENCH, FOREIGN])
def test_letters_come_out_as_they_went_in(text: str) -> None:
    shown = " ".join(pdf_text(viewed_pdf(told(text))).split())
    assert shown.count(" ".join(text.split())) >= 3


def test_accent_apart_from_its_letter_joins_it() -> None:
    assert "cité déléguée" in pdf_text(viewed_pdf(told("cite\u0301 de\u0301le\u0301gue\u0301e")))


@pytest.mark.parametrize(
    "name", ["الدار البيضاء", "北京", "ירושלים", "🌍", "\U0001f468\u200d\U0001f469", "\ue000"]
)
def test_letter_without_a_glyph_is_replaced_in_sight(name: str) -> None:
    shown = pdf_text(viewed_pdf(told(f"La ville de {name} (partenaire)")))
    assert "La ville de \ufffd" in shown
    assert "(partenaire)" in shown


def test_any_text_is_set_and_links_to_nothing() -> None:
    odd = ("\ufffc", "a\x00b\ud800c", "**gras** [x](y)", "\t\tx", "\n\n", "-", *ATTACKS)
    reader = viewed_pdf(told(" fin ".join(odd)))
    assert pdf_links(reader) == [document().url]
    root = reader.trailer["/Root"]
    assert not {"/Names", "/AA", "/AcroForm"} & set(root)
    assert isinstance(root["/OpenAction"], list)


def test_braces_of_a_document_do_not_become_the_number_of_pages() -> None:
    assert "le {nb} de" in pdf_text(viewed_pdf(told("le {nb} de")))


def test_file_says_its_title_its_language_and_the_day_of_its_law() -> None:
    reader = viewed_pdf(sample_answer("Faut-il une convention ?"))
    assert reader.metadata.title == "Fiche de vérification : Faut-il une convention ?"
    assert reader.metadata.creation_date.date() == date(2026, 11, 22)
    assert reader.trailer["/Root"]["/Lang"] == "fr"
    assert reader.trailer["/Root"]["/ViewerPreferences"]["/DisplayDocTitle"].value is True


def test_same_answer_gives_the_same_bytes_and_another_day_does_not() -> None:
    finished = sample_answer("?")
    once = sheet_pdf(finished, BUILD, contact="")
    assert sheet_pdf(finished, BUILD, contact="") == once
    earlier = replace(finished, question=replace(finished.question, as_of=date(2012, 6, 30)))
    assert sheet_pdf(earlier, BUILD, contact="") != once


def test_fonts_stand_in_the_file() -> None:
    fonts = font_names(viewed_pdf(sample_answer("?")))
    assert any("FiraGO" in name for name in fonts)
    assert all(fonts.values())


def test_headings_are_bookmarks() -> None:
    title, below = viewed_pdf(disagreeing()).outline
    assert title.title == "Fiche de vérification"
    statement_mark, conflicts_mark, conflict = below
    assert statement_mark.title == "Affirmation 1 (Réponse courte)"
    assert conflicts_mark.title == "Désaccords entre les sources"
    assert [mark.title for mark in conflict] == ["Délai de transmission"]


def test_long_answer_runs_over_numbered_a4_pages_and_loses_nothing() -> None:
    reader = viewed_pdf(long_answer(120))
    count = len(reader.pages)
    assert count > 8
    for number, page in enumerate(reader.pages, start=1):
        assert page.extract_text().rstrip().endswith(f"Page {number} sur {count}")
        assert (float(page.mediabox.width), float(page.mediabox.height)) == pytest.approx(A4_POINTS, abs=0.1)
    text = " ".join(pdf_text(reader).split())
    assert text.count("Alinéa 119 : la commune délibère.") == 8


def test_long_words_break_and_stay_on_the_page() -> None:
    font = TTFont(io.BytesIO(pymupdf_fonts.myfont("figo")))
    glyphs, advances = font.getBestCmap(), font["hmtx"]
    words = ("W" * 300, "https://exemple.fr/" + "chemin/" * 40, "i" * 500)
    text = pdf_text(viewed_pdf(told(" ".join(words))))
    for line in text.splitlines():
        width = sum(advances[glyphs[ord(letter)]][0] for letter in line.strip())
        assert width / font["head"].unitsPerEm * BODY_POINTS <= TEXT_POINTS
    for word in words:
        assert "".join(text.split()).count(word) >= 3


def test_long_or_foreign_address_is_linked_whole() -> None:
    long = "https://exemple.fr/" + "chemin/" * 60
    assert pdf_links(viewed_pdf(addressed(long))) == [long]
    assert pdf_links(viewed_pdf(addressed("https://exemple.fr/été?q=(a)%20b"))) == [
        "https://exemple.fr/%C3%A9t%C3%A9?q=(a)%20b"
    ]


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///etc/passwd", "https://a b"])
def test_only_web_addresses_are_linked(url: str) -> None:
    reader = viewed_pdf(addressed(url))
    assert pdf_links(reader) == []
    assert "sans lien" in pdf_text(reader)
