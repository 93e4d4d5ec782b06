"""Lines of pages become paragraphs again."""

import pytest

from assistant.indexing.readers.pdf_lines import page_paragraphs


def texts(*pages: str) -> list[str]:
    return [paragraph.text for paragraph in page_paragraphs(pages)]


@pytest.mark.parametrize(
    ("cut", "whole"),
    [
        ("les conven-\ntions", "les conventions"),
        ("les conven\xad\ntions", "les conventions"),
        ("le sous-\npréfet", "le sous-préfet"),
        ("pour sous-\ncrire", "pour souscrire"),
        ("le vice-\nprésident", "le vice-président"),
        ("peut-\nêtre", "peut-être"),
        ("donne-\nt-il", "donne-t-il"),
        ("à Saint-\nDenis", "à Saint-Denis"),
        ("article L. 1115-\n1 du code", "article L. 1115-1 du code"),
        ("la mise en rela-\ntion, dite mise-en-rela-\ntion", "la mise en relation, dite mise-en-relation"),
        ("le savoir-faire, ce savoir-\nfaire", "le savoir-faire, ce savoir-faire"),
        ("la ville –\nla commune", "la ville – la commune"),
    ],
)
def test_words_cut_at_a_lines_end_are_mended(cut: str, whole: str) -> None:
    assert texts(cut) == [whole]


BODY = [
    "Une première phrase assez longue pour remplir toute la largeur de la page,",
    "une deuxième ligne assez longue pour remplir toute la largeur de la page et",
    "une fin.",
]


def test_running_titles_and_page_numbers_go() -> None:
    pages = [f"Guide 2024\nRésumé\n{' '.join(BODY)}\n– {number} –" for number in (4, 5, 6)]
    assert texts(*(page.replace("Résumé", f"Partie {page[-3]}") for page in pages)) == [
        part for number in (4, 5, 6) for part in (f"Partie {number}", " ".join(BODY))
    ]


def test_numbered_divisions_on_top_of_pages_stay() -> None:
    pages = [f"Article {number} – Objet {'x' * number}\n{BODY[0]}\nfin.\n{number}" for number in (1, 2, 3)]
    assert [text for text in texts(*pages) if text.startswith("Article")] == [
        "Article 1 – Objet x", "Article 2 – Objet xx", "Article 3 – Objet xxx",
    ]  # fmt: skip


def test_a_year_at_the_foot_of_one_page_is_no_page_number() -> None:
    assert texts(f"{BODY[0]}\nFin.\n2007")[-1] == "2007"
    assert texts(f"{BODY[0]}\nFin.\n1")[-1] == f"{BODY[0]} Fin."


def test_a_paragraph_goes_on_over_the_page_and_bears_its_first_page() -> None:
    paragraphs = page_paragraphs([f"{BODY[0]}\n1", f"{BODY[1]}\n{BODY[2]}\nFin.\n2"])
    assert [(paragraph.page, paragraph.text) for paragraph in paragraphs] == [
        (1, " ".join(BODY)),
        (2, "Fin."),
    ]


def test_a_short_last_line_ends_its_paragraph() -> None:
    assert texts("\n".join([*BODY, *BODY])) == [" ".join(BODY)] * 2


def test_an_item_over_two_lines_is_one_item() -> None:
    assert texts("• un point qui va\nà la ligne\n• deux") == ["• un point qui va à la ligne", "• deux"]


def test_pages_without_lines_give_nothing() -> None:
    assert texts("", " \n ") == []
