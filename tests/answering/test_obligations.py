from datetime import date

import pytest

from assistant.answering.engines.extractive import ExtractiveEngine
from assistant.answering.guard import Verification
from assistant.answering.named_texts import NamedTexts
from assistant.answering.obligations import Obligations, needs_basis
from assistant.answering.vocabulary import Vocabulary
from assistant.dialogue import DraftStatement, EvidencePassage, Section
from assistant.domain import Kind, Library, Span, Version
from tests.records import TODAY, document, evidence, found, passage, question

RULE = "La convention précise l'objet des actions et le montant prévu des engagements."
OTHER_RULE = "La convention entre en vigueur dès sa transmission."
ARTICLE = document(
    "article", kind=Kind.CODE, reference="CGCT L1115-1", version=Version(in_force_from=date(2014, 7, 9))
)
LAW = passage(
    f"{OTHER_RULE} {RULE}",
    document_id="article",
    quotable_spans=(
        Span(start=0, end=len(OTHER_RULE)),
        Span(start=len(OTHER_RULE) + 1, end=len(OTHER_RULE) + 1 + len(RULE)),
    ),
)
BINDS = "La convention doit préciser l'objet des actions."
NAMED = "La convention doit préciser l'objet des actions, selon l'article L. 1115-1 du CGCT."


def obligations_over(*documents_passages: EvidencePassage) -> Obligations:
    documents = {one.document.document_id: one.document for one in documents_passages}
    library = Library(
        documents=documents | {"article": ARTICLE},
        passages={one.passage.passage_id: one.passage for one in documents_passages} | {LAW.passage_id: LAW},
        passages_of={one.document.document_id: (one.passage,) for one in documents_passages}
        | {"article": (LAW,)},
    )
    texts = [one.text for one in library.passages.values()]
    return Obligations(library=library, vocabulary=Vocabulary(texts), named_texts=NamedTexts(library))


def verification_of(one: EvidencePassage, *, as_of: date = TODAY) -> Verification:
    return Verification(
        evidence=evidence(one, asked=question(as_of=as_of)), obligations=obligations_over(one)
    )


def draft(text: str) -> DraftStatement:
    return DraftStatement(text=text, passage_ids=("guide.0",), section=Section.SHORT_ANSWER)


@pytest.mark.parametrize(
    "text",
    [
        "Le maire doit transmettre la convention.",
        "La convention est obligatoire.",
        "Une aide à un parti est interdite.",
        "Le comité ne peut signer seul.",
        "Il faut une délibération.",
        "Le préfet n'exige aucun visa.",
    ],
)
def test_words_that_bind_need_a_text_when_a_guide_says_them(text: str) -> None:
    assert needs_basis(text, document())
    assert not needs_basis(text, ARTICLE)


@pytest.mark.parametrize("text", ["Le maire signe la convention.", "Le comité anime les échanges."])
def test_words_that_explain_need_none(text: str) -> None:
    assert not needs_basis(text, document())


def test_the_text_that_the_sentence_names_is_cited_beside_the_guide_with_its_words() -> None:
    verification = verification_of(found(NAMED))
    statement = verification.verify(draft(NAMED))
    assert statement is not None
    assert [source.document.document_id for source in verification.sources] == ["guide", "article"]
    span = statement.citations[1].span
    assert LAW.text[span.start : span.end] == RULE


@pytest.mark.parametrize(
    "one",
    [
        found(f"{BINDS} Elle suit l'article L. 1115-1 du CGCT."),
        found(BINDS, of=document(references=("CGCT L1115-1",))),
    ],
)
def test_the_text_of_the_passage_or_of_the_document_carries_the_sentence(one: EvidencePassage) -> None:
    verification = verification_of(one)
    assert verification.verify(draft(BINDS)) is not None
    assert len(verification.sources) == 2


def test_a_guide_alone_carries_no_obligation() -> None:
    verification = verification_of(found(BINDS))
    assert verification.verify(draft(BINDS)) is None
    assert verification.rejected_count == 1


def test_a_text_of_another_day_carries_nothing_but_its_name_can_be_looked_up() -> None:
    before = date(2010, 1, 1)
    unnamed = found(BINDS, of=document(references=("CGCT L1115-1",)))
    assert verification_of(unnamed, as_of=before).verify(draft(BINDS)) is None
    named = verification_of(found(NAMED), as_of=before)
    assert named.verify(draft(NAMED)) is not None
    assert len(named.sources) == 1


def test_the_engine_does_not_propose_what_the_guard_would_reject() -> None:
    one = found(BINDS)
    obligations = obligations_over(one)
    asked = evidence(one, asked=question("Que doit préciser la convention ?"))
    engine = ExtractiveEngine(obligations.vocabulary, obligations=obligations)
    assert list(engine.write(asked)) == []
    assert list(ExtractiveEngine(obligations.vocabulary).write(asked))
