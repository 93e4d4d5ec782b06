from assistant.domain import Block, BlockType, Document, Kind, Version, Wording, authority_of
from assistant.indexing.chunking import chunk_document
from assistant.indexing.readers import markdown

SENTENCE = "Les collectivités territoriales concluent des conventions avec des autorités locales étrangères. "
PARAGRAPH = (SENTENCE * 6).strip()


def legal(
    source: str,
    *,
    kind: Kind = Kind.STATUTE,
    wording: Wording = Wording.OFFICIAL,
    reference: str | None = None,
    blocks: tuple[Block, ...] | None = None,
) -> Document:
    read = markdown.read(source.encode()) if blocks is None else None
    return Document(
        document_id="loi",
        path="loi.md",
        title="Titre",
        kind=kind,
        authority=authority_of(kind),
        wording=wording,
        reference=reference,
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
        text=read.text if read else source,
        blocks=read.blocks if read else blocks or (),
        content_hash="0",
    )


def places(document: Document) -> list[tuple[str | None, str]]:
    return [(passage.locator, passage.text) for passage in chunk_document(document)]


def test_articles_of_headings_and_of_paragraphs_are_never_joined() -> None:
    source = (
        "# Titre\n\n## Article 1er\n\nUn.\n\n## Article L. 1115-2 du CGCT\n\nDeux.\n\n## Chapitre\n\n"
        "Art. 3. - Trois.\n\nART. 4 – Quatre.\n\nARTICLE PREMIER\n\nCinq."
    )
    assert places(legal(source)) == [
        ("art. 1er", "Un."),
        ("art. L1115-2", "Deux."),
        ("art. 3", "Art. 3. - Trois."),
        ("art. 4", "ART. 4 – Quatre."),
        ("art. 1er", "ARTICLE PREMIER\n\nCinq."),
    ]


def test_alineas_of_an_official_article_are_counted() -> None:
    source = f"# Titre\n\n## Article L. 1115-1\n\n{PARAGRAPH}\n\n{PARAGRAPH}\n\nUn mot.\n\n{PARAGRAPH}"
    assert [place for place, _ in places(legal(source))] == [
        "art. L1115-1, al. 1",
        "art. L1115-1, al. 2 et 3",
        "art. L1115-1, al. 4",
    ]


def test_numbered_items_of_an_article_stay_with_their_introduction() -> None:
    source = "# Titre\n\n## Article 2\n\nLe préfet contrôle :\n\n1° Les actes ;\n\n2° Les contrats."
    (passage,) = chunk_document(legal(source))
    assert passage.locator == "art. 2"
    assert [passage.text[span.start : span.end] for span in passage.quotable_spans] == [passage.text]


def test_label_of_an_article_is_not_quoted_with_its_sentence() -> None:
    (passage,) = chunk_document(legal("# Titre\n\nArt. 3. - Les régions peuvent adhérer à un organisme."))
    (span,) = passage.quotable_spans
    assert passage.text[span.start : span.end] == "Les régions peuvent adhérer à un organisme."


def test_article_of_the_reference_names_an_official_text_without_headings() -> None:
    source = f"# Titre\n\n{PARAGRAPH}\n\n{PARAGRAPH}\n\n{PARAGRAPH}"
    document = legal(source, kind=Kind.CODE, reference="CGCT L1115-1")
    assert [place for place, _ in places(document)] == [f"art. L1115-1, al. {rank}" for rank in (1, 2, 3)]


def test_summary_of_an_article_has_headings_and_no_alinea() -> None:
    source = f"# Titre\n\n{PARAGRAPH}\n\n{PARAGRAPH}\n\n{PARAGRAPH}\n\n## Portée\n\nDeux."
    document = legal(source, kind=Kind.CODE, wording=Wording.SUMMARY, reference="CGCT L1115-1")
    assert {place for place, _ in places(document)} == {"art. L1115-1", "art. L1115-1 – Portée"}


def test_heading_of_the_same_level_ends_an_article() -> None:
    source = "# Titre\n\n## Article 1\n\n### Portée\n\nUn.\n\n## Annexe\n\nDeux."
    assert places(legal(source)) == [("art. 1 – Portée", "Un."), ("Annexe", "Deux.")]


def test_sentence_that_names_an_article_opens_none() -> None:
    source = "# Titre\n\nArticle 3 de la loi du 6 février 1992 cité ici.\n\nSuite."
    assert [place for place, _ in places(legal(source))] == [None]


def test_guide_that_quotes_an_article_keeps_its_headings_as_places() -> None:
    source = "# Titre\n\n## Droit\n\nArt. 3. - Les régions signent.\n\nArt. 4. - Fin."
    assert [place for place, _ in places(legal(source, kind=Kind.GUIDE))] == ["Droit"]


def test_page_is_the_place_in_a_paged_document() -> None:
    text = "Droit\n\nUn mot.\n\nUn autre."
    blocks = (
        Block(type=BlockType.HEADING, start=0, end=5, level=2, page=3),
        Block(type=BlockType.PARAGRAPH, start=7, end=14, page=3),
        Block(type=BlockType.PARAGRAPH, start=16, end=25, page=4),
    )
    (passage,) = chunk_document(legal(text, kind=Kind.GUIDE, blocks=blocks))
    assert (passage.locator, passage.page) == ("p. 3 – Droit", 3)
