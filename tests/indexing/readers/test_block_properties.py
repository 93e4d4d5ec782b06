"""Whatever a file holds, the blocks of a read text are ordered, inside it, and not empty."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.cleaning import clean_text
from assistant.domain import ReadText
from assistant.errors import UnreadableFileError
from assistant.indexing.readers import html, markdown, text
from assistant.indexing.readers.pdf_lines import page_paragraphs
from assistant.indexing.readers.pieces import assemble
from assistant.indexing.readers.plain_lines import pieces_of

FRAGMENTS = st.sampled_from(
    [
        "# T", "## ", "- ", "1. ", "* ", " ", "\n", "\n\n", "**g**", "|a|b|\n|-|-|\n|1|2|\n", "<div hidden>",
        "</div>", "<!-- x", "-->", "[a](b)", "`c`", "\u200b", "\u0301", "é", "Tél : 01 02 03 04 05",
        "Contact", "ü  x", "> ", "    code", "&#8203;", "Article 2 – Objet", "\xa0", "<p>", "<li>", "<br>",
        "<table><tr><td>a<td>b<tr><td>1", "mot mot mot mot mot mot mot mot mot mot mot mot mot.", "\f",
        "\x00", "conven-\n",
    ]
)  # fmt: skip
SOURCES = st.lists(FRAGMENTS | st.text(max_size=12), max_size=40).map("".join)


def read_pages(data: bytes) -> ReadText:
    return assemble(pieces_of(page_paragraphs(data.decode("utf-8", "replace").split("\f"))))


@pytest.mark.parametrize("read", [markdown.read, text.read, html.read, read_pages])
@settings(max_examples=150, deadline=None)
@given(source=SOURCES)
def test_spans_hold_for_any_source(read: Callable[[bytes], ReadText], source: str) -> None:
    try:
        read_text = read(source.encode("utf-8", "surrogatepass"))
    except UnreadableFileError:
        return
    end = 0
    assert read_text.blocks
    for block in read_text.blocks:
        assert end <= block.start < block.end <= len(read_text.text)
        content = read_text.text[block.start : block.end]
        assert content == content.strip()
        end = block.end
    assert clean_text(read_text.text, max_chars=10**6) == read_text.text
