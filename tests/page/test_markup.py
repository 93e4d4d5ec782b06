"""Escaping, at the one place where text becomes markup."""

import pytest

from assistant.page.markup import element, joined, link, void_element, web_address


def test_text_and_attribute_values_are_escaped() -> None:
    made = element("p", {"title": '"><script>'}, "<b>&amp;</b> 'x'")
    assert made.html == ('<p title="&quot;&gt;&lt;script&gt;">&lt;b&gt;&amp;amp;&lt;/b&gt; &#x27;x&#x27;</p>')


def test_element_without_an_end_is_escaped_too() -> None:
    assert void_element("meta", {"name": "a", "content": '"<b>'}).html == (
        '<meta name="a" content="&quot;&lt;b&gt;">'
    )


def test_pieces_already_made_are_kept_and_plain_text_between_them_is_escaped() -> None:
    assert joined((element("b", None, "1"), " < ", element("i", None, "2"))).html == "<b>1</b> &lt; <i>2</i>"


def test_absent_attribute_is_left_out_and_bare_attribute_has_no_value() -> None:
    assert element("p", {"hidden": "", "id": None}).html == "<p hidden></p>"


def test_what_utf8_cannot_carry_is_replaced_one_for_one() -> None:
    made = element("p", None, "a\x00b\ud800c").html
    assert made == "<p>a�b�c</p>"
    assert made.encode("utf-8")


def test_carriage_return_survives_the_parser_so_that_spans_hold() -> None:
    assert element("p", None, "a\r\nb").html == "<p>a&#13;\nb</p>"


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:x",
        "file:///etc/passwd",
        "//host/path",
        "/local",
        "https://",
        "http://[::1",
        "https://host\x00/",
        "",
        None,
    ],
)
def test_only_addresses_of_the_web_become_links(url: str | None) -> None:
    assert web_address(url) is None
    assert link(url or "", "texte").html == "texte"


def test_a_link_opens_apart_and_gives_nothing_away() -> None:
    made = link("https://www.legifrance.gouv.fr/?a=1&b=2", "texte").html
    assert made == (
        '<a href="https://www.legifrance.gouv.fr/?a=1&amp;b=2" target="_blank" '
        'rel="noopener noreferrer">texte</a>'
    )
