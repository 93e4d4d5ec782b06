import pytest
from markdown_it import MarkdownIt

from assistant.rendering.markdown import inactive


@pytest.mark.parametrize(
    "attack",
    [
        "<img src=x onerror=alert(1)>",
        r"\<img src=x onerror=alert(1)>",
        r"\\<svg onload=alert(1)>",
        "[clic](javascript:alert(1))",
        "![x](https://ailleurs.example/x.png)",
        "[clic][1]\n\n[1]: javascript:alert(1)",
        "[1]: javascript:alert(1)\n\n[1]",
        "<javascript:alert(1)>",
    ],
)
def test_words_of_a_document_never_become_markup(attack: str) -> None:
    viewer = MarkdownIt("commonmark", {"html": True})
    viewer.validateLink = lambda _url: True
    html = viewer.render(inactive(f"Avant {attack} après"))
    assert "<img" not in html
    assert "<svg" not in html
    assert "<a" not in html
    html = viewer.render(inactive(attack))
    assert not any(tag in html for tag in ("<img", "<svg", "<a"))


def test_plain_words_stay_as_they_are() -> None:
    text = "L'article L. 1115-1 (alinéa 2) vaut [1] : c'est 1 % * 2."
    assert inactive(text) == text
