from dataclasses import replace

import pytest
from markdown_it import MarkdownIt

from assistant.dialogue import Clarification
from assistant.rendering.markdown import answer_markdown, inactive, question_parts
from tests.scripted_service import answer_in_parts, sample_answer

SIGNED, PAID, ASKED_TOO = "Qui signe ?", "Qui paie ?", "Quelle piscine [1](x) ?"


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


def test_questions_asked_at_once_head_their_statements_in_place_of_the_sections() -> None:
    finished = answer_in_parts(SIGNED, PAID)
    blocks = answer_markdown(finished).split("\n\n")
    assert [block for block in blocks if block.startswith("**")] == [f"**{SIGNED}**", f"**{PAID}**"]
    assert blocks.index(f"**{PAID}**") == 3
    assert question_parts(finished) == (SIGNED, PAID)
    assert question_parts(sample_answer("?")) == ()


def test_question_without_a_source_says_so_under_its_own_words() -> None:
    written = answer_markdown(replace(answer_in_parts(SIGNED), unanswered=(ASKED_TOO,)))
    assert written.endswith(
        "**Quelle piscine [1]\\(x) ?**\n\nAucun document indexé ne répond à cette partie de la question."
    )


def test_question_back_is_no_part_of_the_answer() -> None:
    asked_back = replace(sample_answer("?"), clarification=Clarification.BODY)
    assert answer_markdown(asked_back) == answer_markdown(sample_answer("?"))
