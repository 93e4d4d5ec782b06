"""The three formats of a sheet say the same; what they say of conflicts and refusals."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.dialogue import Answer
from tests.rendering.sheets import (
    disagreeing,
    pdf_links,
    pdf_text,
    soup_words,
    told,
    viewed_html,
    viewed_markdown,
    viewed_pdf,
    with_see_also,
    words,
)
from tests.scripted_service import refusal, sample_answer

LIST = (
    "Sont admis :\n\n- l’eau ;\n- la formation.\n\n3. Un quart\n7. Un tiers\r\n\r\nFin\n-\nEt\n====\nvoilà."
)
FRENCH = "« À l’œuvre » : 12 € – soit ≥ 3 % ; 1 500 habitants, n° 5, ½ part, l’État d’Haïti… — été"
ANSWERS = {
    "answer": sample_answer("Faut-il une convention ?"),
    "conflict": disagreeing(),
    "undecided": disagreeing(retained=None),
    "refusal": with_see_also(refusal("Quel temps ?"), "1. Un guide", "Loi n° 92-125 [1] <b>", "# Un titre"),
    "list": told(LIST),
    "french": told(FRENCH),
    "markup": told("*a* _b_ `c` <i>d</i> [e](https://f.example) ![g](h) &amp; <!-- i --> {nb} \\j | k ~~l~~"),
}


@pytest.mark.parametrize("finished", ANSWERS.values(), ids=ANSWERS)
def test_three_formats_show_the_same_words_numbers_and_links_in_order(finished: Answer) -> None:
    markdown, html, pdf = viewed_markdown(finished), viewed_html(finished), viewed_pdf(finished)
    expected = soup_words(markdown)
    assert len(expected) > 30
    assert soup_words(html) == expected
    # Lines of a page may break inside a long word; its fonts have no globe.
    assert "".join(words(pdf_text(pdf))) == "".join(expected).replace("🌍", "\N{REPLACEMENT CHARACTER}")
    links = [link["href"] for link in markdown.select("a")]
    assert [link["href"] for link in html.select("a")] == links
    assert pdf_links(pdf) == [link for at, link in enumerate(links) if links[at - 1 : at] != [link]]


ANY_LETTER = st.characters(codec="utf-8")
MARKS = st.sampled_from("*_`<>[]()#-+=&;:~\\!|'\"\n\t 1.a/{}")


@settings(max_examples=100, deadline=None)
@given(st.text(st.one_of(ANY_LETTER, MARKS), min_size=1).map(lambda text: f"a{text}z"))
def test_any_text_is_the_same_in_markdown_and_html(text: str) -> None:
    assert soup_words(viewed_markdown(told(text))) == soup_words(viewed_html(told(text)))


def test_conflict_says_what_each_source_holds_which_is_retained_and_why() -> None:
    shown = " ".join(soup_words(viewed_html(disagreeing())))
    assert "Désaccords entre les sources Délai de transmission" in shown
    assert "« trois mois » [1]" in shown
    assert "« deux mois » [2]" in shown
    assert "Retenu : [1] Motif : Le code prime sur un guide." in shown


def test_conflict_that_nothing_decides_says_so() -> None:
    shown = " ".join(soup_words(viewed_html(disagreeing(retained=None))))
    assert "Retenu : rien ne départage ces sources" in shown
    assert "Motif" not in shown


def test_source_of_a_conflict_that_no_statement_cites_is_shown_once_with_its_passage() -> None:
    page = viewed_html(disagreeing())
    assert [quote.text for quote in page.select("blockquote")][-1] == "Le délai est de deux mois."
    assert page.text.count("Un vieux guide") == 1


def test_refusal_lists_the_nearest_documents_and_whom_to_ask() -> None:
    shown = viewed_html(with_see_also(refusal("Quel temps ?"), "Un guide", "Une fiche"))
    assert [item.text for item in shown.select("ul > li")] == ["Un guide", "Une fiche"]
    assert "sans interprétation" in shown.text
    assert "la mairie" in shown.text


def test_answer_without_conflict_or_neighbour_has_no_empty_part() -> None:
    page = viewed_html(sample_answer("?"))
    assert "Désaccords" not in page.text
    assert "plus proches" not in page.text
