import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

from assistant.domain import Block, BlockType, Document, Kind, Version, Wording, authority_of
from assistant.indexing.chunking import MAX_TOKENS, chunk_document, count_tokens

WORDS = st.text(
    alphabet=st.characters(blacklist_categories=["Cs"]) | st.sampled_from("  \n\n.;:,()«»LR1-°é"), max_size=80
)
TEXTS = WORDS | st.builds(lambda words, times: words * times, WORDS, st.integers(1, 40))
PIECES = st.lists(
    st.tuples(st.sampled_from(BlockType), TEXTS, st.integers(1, 4), st.text(" \n-", max_size=3)), max_size=12
)


def document(
    pieces: list[tuple[BlockType, str, int, str]], kind: Kind, wording: Wording, reference: str | None
) -> Document:
    text = ""
    blocks: list[Block] = []
    for block_type, words, level, margin in pieces:
        text += margin
        blocks.append(Block(type=block_type, start=len(text), end=len(text) + len(words), level=level))
        text += words
    return Document(
        document_id="d",
        path="d.md",
        title="Titre",
        kind=kind,
        authority=authority_of(kind),
        wording=wording,
        reference=reference,
        former_numbers=(),
        references=(),
        version=Version(),
        jurisdiction=None,
        checked_on=None,
        language="fr",
        url=None,
        publisher=None,
        licence=None,
        source_urls=(),
        text=text,
        blocks=tuple(blocks),
        content_hash="0",
    )


DOCUMENTS = st.builds(
    document,
    PIECES,
    st.sampled_from([Kind.GUIDE, Kind.STATUTE]),
    st.sampled_from(Wording),
    st.sampled_from([None, "CGCT L1115-1", "loi 2007-147"]),
)


@settings(max_examples=80, deadline=None)
@given(DOCUMENTS)
def test_passages_are_ordered_verbatim_within_budget_and_distinct(made: Document) -> None:
    passages = chunk_document(made)
    end = 0
    for position, passage in enumerate(passages):
        assert passage.position == position
        assert end <= passage.start < passage.end
        end = passage.end
        assert made.text[passage.start : passage.end] == passage.text
        assert passage.text.strip() == passage.text
        assert count_tokens(passage.text) <= MAX_TOKENS or len(passage.text) == 1
    assert len({passage.passage_id for passage in passages}) == len(passages)


@settings(max_examples=80, deadline=None)
@given(DOCUMENTS)
def test_every_visible_character_below_a_heading_is_in_a_passage(made: Document) -> None:
    covered: set[int] = set()
    for passage in chunk_document(made):
        covered.update(range(passage.start, passage.end))
    for block in made.blocks:
        visible = [at for at in range(block.start, block.end) if not made.text[at].isspace()]
        if block.type is BlockType.HEADING:
            assert not covered.intersection(visible)
        else:
            assert covered.issuperset(visible)


@settings(max_examples=80, deadline=None)
@given(DOCUMENTS)
def test_quotable_spans_are_inside_the_passage_and_short(made: Document) -> None:
    for passage in chunk_document(made):
        for span in passage.quotable_spans:
            assert 0 <= span.start < span.end <= len(passage.text)
            assert span.end - span.start <= 500


@pytest.mark.parametrize(
    "hostile", ["a" * 300_000, "(" * 100_000 + ")" * 100_000, "mot " * 60_000, ". " * 60_000]
)
def test_hostile_paragraph_is_cut(hostile: str) -> None:
    made = document([(BlockType.PARAGRAPH, hostile, 1, "")], Kind.GUIDE, Wording.SUMMARY, None)
    assert all(count_tokens(passage.text) <= MAX_TOKENS for passage in chunk_document(made))
