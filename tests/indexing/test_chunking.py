from dataclasses import replace

import pytest

from assistant.domain import Document, Kind, Passage, Version, Wording, authority_of
from assistant.indexing.chunking import (
    HEADINGS_TOKENS,
    MAX_TOKENS,
    TARGET_TOKENS,
    chunk_document,
    count_tokens,
    index_entry,
)
from assistant.indexing.readers import markdown

SENTENCE = "Les collectivités territoriales concluent des conventions avec des autorités locales étrangères. "
# About 110 tokens: two of them exceed the target.
PARAGRAPH = (SENTENCE * 6).strip()


def document(source: str, **changes: object) -> Document:
    read = markdown.read(source.encode())
    made = Document(
        document_id="essai",
        path="essai.md",
        title="Titre",
        kind=Kind.GUIDE,
        authority=authority_of(Kind.GUIDE),
        wording=Wording.SUMMARY,
        reference=None,
        former_numbers=(),
        references=(),
        version=Version(),
        jurisdiction="FR",
        checked_on=None,
        language="fr",
        url=None,
        publisher=None,
        licence=None,
        source_urls=(),
        text=read.text,
        blocks=read.blocks,
        content_hash="0",
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def chunk(source: str, **changes: object) -> tuple[Passage, ...]:
    return chunk_document(document(source, **changes))


def quotes(passage: Passage) -> list[str]:
    return [passage.text[span.start : span.end] for span in passage.quotable_spans]


def test_document_without_words_gives_no_passage() -> None:
    assert chunk_document(document("# Titre", text="", blocks=())) == ()
    assert chunk("# Titre\n\n## Un sous-titre seul") == ()


def test_passages_never_cross_a_heading_and_keep_headings_out_of_their_text() -> None:
    passages = chunk(
        "# Titre\n\nUn mot.\n\n## Droit\n\nUn autre.\n\n### Contrôle\n\nUn dernier.\n\n## Argent\n\nFin."
    )
    assert [(one.heading_path, one.text, one.locator) for one in passages] == [
        ((), "Un mot.", None),
        (("Droit",), "Un autre.", "Droit"),
        (("Droit", "Contrôle"), "Un dernier.", "Droit › Contrôle"),
        (("Argent",), "Fin.", "Argent"),
    ]
    assert [one.position for one in passages] == [0, 1, 2, 3]


def test_own_title_leaves_the_path_whatever_its_case_and_accents() -> None:
    (passage,) = chunk("# L’Été des jumelages\n\nUn mot.", title="l'ete DES jumelages")
    assert passage.heading_path == ()
    (other,) = chunk("# Autre titre\n\nUn mot.")
    assert other.heading_path == ("Autre titre",)


def test_short_paragraphs_merge_up_to_the_target_and_lead_stays_whole() -> None:
    lead, first, second = chunk(
        f"# Titre\n\n{PARAGRAPH}\n\n{PARAGRAPH}\n\n## A\n\nUn.\n\nDeux.\n\n{PARAGRAPH}\n\n{PARAGRAPH}"
    )
    assert TARGET_TOKENS < count_tokens(lead.text) <= MAX_TOKENS
    assert first.text.startswith("Un.\n\nDeux.")
    assert second.text == PARAGRAPH


def test_long_paragraph_is_cut_at_sentence_ends() -> None:
    passages = chunk(f"# Titre\n\n{SENTENCE * 60}")
    assert len(passages) > 2
    assert all(one.text.endswith(".") and one.text.startswith("Les") for one in passages)


def test_sentence_over_the_maximum_is_cut_at_clause_or_word_ends() -> None:
    passages = chunk(
        "# Titre\n\nLa liste compte " + "une convention de coopération, " * 150 + "et rien d'autre."
    )
    assert all(count_tokens(one.text) <= MAX_TOKENS for one in passages)
    assert all(one.text.endswith(",") for one in passages[:-1])
    assert all(count_tokens(one.text) <= MAX_TOKENS for one in chunk("# Titre\n\n" + "é" * 5000))


def test_list_stays_with_its_introduction() -> None:
    items = "\n".join(f"- le point numéro {rank} ;" for rank in range(8))
    first, second = chunk(
        f"# Titre\n\n## A\n\n{PARAGRAPH}\n\n{SENTENCE * 3}\n\nLa convention précise :\n\n{items}"
    )
    assert "La convention précise :" not in first.text
    assert second.text.startswith("La convention précise :")
    assert second.text.endswith("- le point numéro 7 ;")


def test_long_list_is_cut_between_items_and_introduction_keeps_the_first() -> None:
    items = "\n".join(f"- le point numéro {rank} : {SENTENCE}" for rank in range(30))
    passages = chunk(f"# Titre\n\nLa convention précise :\n\n{items}")
    assert len(passages) > 1
    assert "le point numéro 0" in passages[0].text
    assert all(one.text.startswith("le point numéro") for one in passages[1:])


def test_table_rows_are_grouped_and_quotable() -> None:
    rows = "\n".join(f"| Pays {rank} | {rank} % |" for rank in range(3))
    (passage,) = chunk(f"# Titre\n\n| Pays | Taux |\n| --- | --- |\n{rows}")
    assert len(quotes(passage)) == 3
    assert "Pays 1" in quotes(passage)[1]


def test_quotable_spans_are_whole_sentences_and_lists_with_their_introduction() -> None:
    (passage,) = chunk(
        "# Titre\n\nLa convention est facultative. Elle est transmise au préfet. Un titre sans verbe\n\n"
        "La convention précise :\n\n- l'objet ;\n- le montant.\n\nElle est publiée au registre."
    )
    assert quotes(passage) == [
        "La convention est facultative.",
        "La convention est facultative. Elle est transmise au préfet.",
        "La convention précise :\n\n- l'objet ;\n\n- le montant.",
    ]


def test_sentence_cut_by_the_budget_is_not_quotable() -> None:
    passages = chunk(
        "# Titre\n\nLa commune signe " + "une convention de coopération, " * 150 + "et rien de plus."
    )
    assert all(one.quotable_spans == () for one in passages)


def test_edit_of_one_paragraph_leaves_other_sections_alone() -> None:
    source = (
        f"# Titre\n\n## A\n\nUn mot.\n\n## B\n\n{PARAGRAPH}\n\n{PARAGRAPH}\n\n## C\n\nFin.\n\n## C\n\nFin."
    )
    before = chunk(source)
    after = chunk(source.replace("Un mot.", f"{PARAGRAPH}\n\n{PARAGRAPH}\n\nUn mot changé."))
    kept = {one.passage_id for one in before} & {one.passage_id for one in after}
    assert len(kept) == len(before) - 1
    assert len({one.passage_id for one in before}) == len(before)


def test_passage_id_names_document_and_content() -> None:
    first = chunk("# Titre\n\nUn mot.")[0]
    assert first.passage_id.startswith("essai.")
    assert len(first.passage_id) == len("essai.") + 12
    assert chunk("# Titre\n\nUn mot.")[0].passage_id == first.passage_id
    assert chunk("# Titre\n\nUn mot.", document_id="autre")[0].passage_id != first.passage_id


def test_special_marks_of_the_tokenizer_are_plain_text() -> None:
    (passage,) = chunk("# Titre\n\nUn texte avec <|endoftext|> dedans.")
    assert "<|endoftext|>" in passage.text


def test_index_entry_holds_title_headings_and_filters() -> None:
    made = document("# Titre\n\n## Droit\n\nUn mot.", kind=Kind.CIRCULAR)
    entry = index_entry(made, chunk_document(made)[0])
    assert (entry.headings, entry.body, entry.kind) == (("Titre", "Droit"), "Un mot.", Kind.CIRCULAR)


@pytest.mark.parametrize("title", ["Titre", "Un titre démesuré " * 200])
def test_headings_keep_to_their_budget(title: str) -> None:
    made = document(
        "# " + "Titre premier " * 90 + "\n\n## " + "Sous-titre " * 90 + "\n\n### Fin\n\nUn mot.", title=title
    )
    entry = index_entry(made, chunk_document(made)[0])
    assert sum(map(count_tokens, entry.headings)) <= HEADINGS_TOKENS
    assert entry.headings[-1] == "Fin" or title != "Titre"
