"""The sheet as an HTML page: it stands alone, every reader can use it, and no text of it lives."""

import re

import pytest
from bs4 import BeautifulSoup

from assistant.dialogue import Answer
from assistant.rendering.sheet_html import sheet_html
from tests.rendering.sheets import BUILD, disagreeing, told, viewed_html
from tests.rendering.test_sheet import ATTACKS
from tests.scripted_service import answer, cite, document, refusal, sample_answer, source, statement

ANSWERS = (sample_answer("Faut-il une convention ?"), disagreeing(), refusal("Quel temps ?"))
OUR_TAGS = {
    "html",
    *("head", "meta", "title", "style", "body", "main"),
    *("h1", "h2", "h3", "p", "strong", "code", "dl", "div", "dt", "dd", "blockquote", "ul", "li", "a"),
}
OUR_ATTRIBUTES = {"lang", "charset", "http-equiv", "content", "name", "href", "rel"}


@pytest.mark.parametrize("finished", ANSWERS)
def test_page_fetches_nothing_and_runs_nothing(finished: Answer) -> None:
    page = viewed_html(finished)
    assert not page.select("script, link, img, iframe, object, [src]")
    assert "url(" not in page.style.text
    assert "@import" not in page.style.text
    assert page.select_one("meta[http-equiv=Content-Security-Policy]")["content"].startswith(
        "default-src 'none'"
    )


@pytest.mark.parametrize("finished", ANSWERS)
def test_page_says_its_language_its_title_and_its_headings_in_order(finished: Answer) -> None:
    page = viewed_html(finished)
    assert page.html["lang"] == "fr"
    assert page.title.text.startswith("Fiche de vérification\N{NO-BREAK SPACE}: ")
    levels = [int(tag.name[1]) for tag in page.select("h1, h2, h3")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in zip(levels, levels[1:], strict=False))


def test_every_fact_has_its_name_and_the_page_prints_on_a4() -> None:
    page = viewed_html(sample_answer("?"))
    assert page.select("dl")
    assert all(
        [child.name for child in row.find_all(True, recursive=False)] == ["dt", "dd"]
        for row in page.select("dl > div")
    )
    assert "@media print" in page.style.text
    assert "size: A4" in page.style.text


def contrast(ink: str, paper: str) -> float:
    """Return the contrast of two colours such as « #1c2230 », by the formula of WCAG 2."""

    def luminance(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    darker, lighter = sorted((luminance(ink), luminance(paper)))
    return (lighter + 0.05) / (darker + 0.05)


def test_every_ink_is_readable_on_every_paper() -> None:
    style = viewed_html(sample_answer("?")).style.text
    inks = re.findall(r"[ ;{]color: (#[0-9a-f]{6})", style)
    assert len(inks) == 3
    assert all(contrast(ink, paper) >= 4.5 for ink in inks for paper in ("#ffffff", "#f4f6fa"))


@pytest.mark.parametrize(
    "attack", [*ATTACKS, "</style><script>alert(1)</script>", "<!--", "]]>", "'\"><a href=x>"]
)
def test_hostile_text_is_shown_as_text(attack: str) -> None:
    text = f"La convention {attack} est transmise."
    page = viewed_html(told(text))
    assert {tag.name for tag in page.find_all(True)} <= OUR_TAGS
    assert {name for tag in page.find_all(True) for name in tag.attrs} <= OUR_ATTRIBUTES
    assert [link["href"] for link in page.select("a")] == [document().url]
    assert " ".join(page.blockquote.text.split()) == " ".join(text.split())
    assert not page.find_all(string=lambda found: type(found).__name__ == "Comment")


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "https://a b", None]
)
def test_only_web_addresses_are_linked(url: str | None) -> None:
    cited = source(1, document(url=url))
    page = viewed_html(answer("?", statement("Oui.", cite(cited, "convention")), sources=(cited,)))
    assert page.select("a") == []
    assert "sans lien" in page.text


def test_address_cannot_leave_its_attribute() -> None:
    cited = source(1, document(url="https://exemple.fr/\"onclick='x'><svg/onload=alert(1)>"))
    page = viewed_html(answer("?", statement("Oui.", cite(cited, "convention")), sources=(cited,)))
    assert not page.select("svg, [onclick]")
    assert page.a["href"] == "https://exemple.fr/\"onclick='x'%3E%3Csvg/onload=alert(1)%3E"


def test_letters_that_no_file_can_carry_are_replaced() -> None:
    written = sheet_html(told("a\x00b\ud800c\x1bd"), BUILD, contact="").encode("utf-8")
    assert BeautifulSoup(written, "html.parser").blockquote.text == "a\ufffdb\ufffdc\ufffdd"
