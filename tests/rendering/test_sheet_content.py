"""The three formats of a sheet say the same; what they say of parts, conflicts and refusals."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.dialogue import Answer, Clarification
from tests.rendering.sheets import (
    disagreeing,
    pdf_links,
    pdf_text,
    soup_words,
    to_review,
    told,
    viewed_html,
    viewed_markdown,
    viewed_pdf,
    with_see_also,
    words,
)
from tests.scripted_service import answer_in_parts, refusal, sample_answer

LIST = (
    "Sont admis :\n\n- l’eau ;\n- la formation.\n\n3. Un quart\n7. Un tiers\r\n\r\nFin\n-\nEt\n====\nvoilà."
)
FRENCH = "« À l’œuvre » : 12 € – soit ≥ 3 % ; 1 500 habitants, n° 5, ½ part, l’État d’Haïti… — été"
ANSWERS = {
    "answer": sample_answer("Faut-il une convention ?"),
    "conflict": disagreeing(),
    "undecided": disagreeing(retained=None),
    "refusal": with_see_also(refusal("Quel temps ?"), "1. Un guide", "Loi n° 92-125 [1] <b>", "# Un titre"),
    "review": to_review(),
    "parts": replace(
        answer_in_parts("Qui signe ?", "Qui *paie* ?"), unanswered=("Et [1] <b>le reste</b> ?",)
    ),
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


def test_source_to_review_says_so_after_its_day_of_checking() -> None:
    shown = " ".join(soup_words(viewed_markdown(to_review())))
    assert (
        "Vérifié le : 3 mars 2020 À revoir : Vérifié le 3 mars 2020, avant la version de l’article L. 1115-1 "
        "du CGCT en vigueur depuis le 6 août 2021."
    ) in shown
    assert "À revoir" not in " ".join(soup_words(viewed_markdown(sample_answer("?"))))


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


def test_questions_asked_at_once_head_their_statements_and_what_has_no_source_is_said() -> None:
    page = viewed_html(ANSWERS["parts"])
    assert [tag.text for tag in page.select("h2")] == [
        "Qui signe ?",
        "Qui *paie* ?",
        "Et [1] <b>le reste</b> ?",
    ]
    assert [tag.text for tag in page.select("h3")] == [
        "Affirmation 1 (Réponse courte)",
        "Affirmation 2 (Base légale)",
        "Affirmation 3 (En pratique)",
        "Affirmation 4 (Points à vérifier)",
    ]
    assert "Aucun document indexé ne répond à cette partie de la question." in page.text


def test_sheet_asks_nothing_back() -> None:
    asked_back = replace(sample_answer("?"), clarification=Clarification.DATE)
    assert soup_words(viewed_html(asked_back)) == soup_words(viewed_html(sample_answer("?")))
