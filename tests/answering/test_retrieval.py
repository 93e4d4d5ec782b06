from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from assistant.answering.evidence_order import fold_duplicates, name_first, with_referred_articles
from assistant.answering.named_texts import NamedTexts
from assistant.answering.ranking import Ranker
from assistant.answering.retrieval import (
    HybridRetriever,
    Legs,
    fuse_rankings,
    lift_documents,
    search_legs,
)
from assistant.answering.vocabulary import Vocabulary
from assistant.dialogue import Filters, Hit, Ranking, SearchQuery
from assistant.domain import Kind, Library, Version, Wording
from assistant.question_words import ScopeMargins
from tests.doubles import HashingEmbedder
from tests.records import TODAY, document, found, passage, question


class FixedIndex:
    """Finds the same hits whatever is asked, and remembers what was asked."""

    def __init__(self, *hits: tuple[str, float]) -> None:
        self.hits = tuple(Hit(passage_id=passage_id, score=score) for passage_id, score in hits)
        self.queries: list[SearchQuery] = []

    def search(self, query: SearchQuery, *, limit: int) -> Ranking:
        self.queries.append(query)
        return self.hits[:limit]


def ranking(*hits: tuple[str, float]) -> Ranking:
    return FixedIndex(*hits).hits


ARTICLE = document(
    "article", kind=Kind.CODE, reference="CGCT L1115-1", version=Version(in_force_from=date(2021, 8, 6))
)
GUIDE = document("guide")
PASSAGES = (
    passage("Toute action internationale est permise.", document_id="article", position=0),
    passage("La convention est facultative.", document_id="article", position=1),
    passage("Un jumelage se prépare longtemps.", document_id="guide", position=0),
)
LIBRARY = Library(
    documents={"article": ARTICLE, "guide": GUIDE},
    passages={one.passage_id: one for one in PASSAGES},
    passages_of={"article": PASSAGES[:2], "guide": PASSAGES[2:]},
)
VOCABULARY = Vocabulary(one.text for one in PASSAGES)
NAMED_TEXTS = NamedTexts(LIBRARY)


def legs(lexical: FixedIndex, dense: FixedIndex | None) -> Legs:
    return Legs(
        library=LIBRARY,
        vocabulary=VOCABULARY,
        named_texts=NAMED_TEXTS,
        lexical=lexical,
        dense=dense,
        embedder=HashingEmbedder(),
    )


def test_hit_of_both_legs_comes_before_hits_of_one() -> None:
    fused = fuse_rankings(
        [(ranking(("a", 9), ("b", 8), ("c", 1)), 0.6), (ranking(("b", 0.9), ("d", 0.8)), 0.4)], limit=3
    )
    assert [hit.passage_id for hit in fused] == ["b", "a", "c"]
    assert all(0 < hit.score <= 1 for hit in fused)


def test_fusion_of_nothing_is_nothing_and_a_limit_is_needed() -> None:
    assert fuse_rankings([((), 1.0)], limit=5) == ()
    with pytest.raises(ValueError, match="limit"):
        fuse_rankings([], limit=0)


def test_without_vector_the_lexical_leg_answers_alone() -> None:
    lexical, dense = FixedIndex(("guide.0", 3.0)), FixedIndex(("article.0", 0.9))
    query = SearchQuery(text="jumelage", vector=None, filters=Filters())
    assert [hit.passage_id for hit in search_legs(query, legs(lexical, dense))] == ["guide.0"]
    assert dense.queries == []


def test_both_legs_get_the_same_filters() -> None:
    lexical, dense = FixedIndex(("guide.0", 3.0)), FixedIndex(("article.0", 0.9))
    filters = Filters(jurisdiction="FR", kinds=frozenset({Kind.CODE}))
    retriever = HybridRetriever(legs=legs(lexical, dense), as_of=TODAY)
    retriever.retrieve(question("jumelage", filters=filters))
    assert lexical.queries[0].filters == dense.queries[0].filters == filters
    assert dense.queries[0].vector is not None


def test_named_text_comes_first_with_all_its_passages() -> None:
    found_passages = name_first(
        ranking(("guide.0", 1.0), ("article.1", 0.2)),
        question=question("Que dit L1115-1 ?"),
        library=LIBRARY,
        named_texts=NAMED_TEXTS,
    )
    assert [one.passage.passage_id for one in found_passages] == ["article.1", "article.0", "guide.0"]
    assert [one.is_named for one in found_passages] == [True, True, False]


def test_named_text_outside_the_filters_stays_out() -> None:
    past = question("Que dit L1115-1 ?", filters=Filters(on_date=date(2010, 1, 1)))
    assert [
        one.passage.passage_id
        for one in name_first(
            ranking(("guide.0", 1.0)), question=past, library=LIBRARY, named_texts=NAMED_TEXTS
        )
    ] == ["guide.0"]


def test_near_duplicates_are_folded_into_the_stronger_authority() -> None:
    text = "La convention entre en vigueur dès sa transmission au préfet."
    weak, strong = (
        found(text, of=document("page", kind=Kind.WEB)),
        found(text.replace(".", " !"), of=document("loi", kind=Kind.STATUTE)),
    )
    other = found("Un jumelage se prépare longtemps.")
    kept = fold_duplicates([weak, strong, other], vocabulary=VOCABULARY, limit=5)
    assert [one.document.document_id for one in kept] == ["loi", "guide"]


def test_two_wordings_of_one_article_are_not_folded() -> None:
    text = "La convention entre en vigueur dès sa transmission au préfet."
    old = found(text, of=document("ancien", version=Version(in_force_to=date(2014, 7, 9))))
    new = found(text, of=document("actuel", version=Version(in_force_from=date(2014, 7, 9))))
    assert len(fold_duplicates([old, new], vocabulary=VOCABULARY, limit=5)) == 2


def test_langchain_invoke_gives_the_same_passages() -> None:
    lexical, dense = FixedIndex(("guide.0", 3.0)), FixedIndex(("article.0", 0.9))
    retriever = HybridRetriever(legs=legs(lexical, dense), as_of=TODAY)
    documents = retriever.invoke("jumelage")
    evidence = retriever.retrieve(question("jumelage"))
    assert [one.id for one in documents] == [one.passage.passage_id for one in evidence.passages]
    assert documents[0].page_content == evidence.passages[0].passage.text


def test_a_document_that_answers_such_questions_is_lifted_by_its_best_passage_and_its_first() -> None:
    found_first = ranking(("guide.0", 0.5), ("article.1", 0.4))
    lifted = lift_documents(found_first, {"article": 0.6}, library=LIBRARY, filters=Filters())
    assert [hit.passage_id for hit in lifted] == ["article.1", "guide.0", "article.0"]
    assert lifted[0].score == pytest.approx(1)


def test_a_document_found_by_its_questions_alone_comes_with_its_first_passage() -> None:
    lifted = lift_documents(ranking(("guide.0", 0.5)), {"article": 0.6}, library=LIBRARY, filters=Filters())
    assert [hit.passage_id for hit in lifted] == ["article.0", "guide.0"]


def test_lifting_respects_the_filters_and_unknown_documents() -> None:
    past = Filters(on_date=date(2010, 1, 1))
    found_first = ranking(("guide.0", 0.5))
    assert (
        lift_documents(found_first, {"article": 0.6, "gone": 0.7}, library=LIBRARY, filters=past)
        == found_first
    )


def test_documents_that_answer_such_questions_reach_the_evidence() -> None:
    class Questions:
        def search(self, query: SearchQuery, *, limit: int) -> dict[str, float]:
            assert query.text == "une question"
            assert limit >= 1
            return {"article": 0.6}

        def margins(self, vector: Sequence[float]) -> ScopeMargins:
            assert len(vector) > 1
            return ScopeMargins(nearest=0.1, density=0.2)

    parts = replace(legs(FixedIndex(("guide.0", 3.0)), FixedIndex(("guide.0", 0.9))), questions=Questions())
    evidence = HybridRetriever(legs=parts, as_of=TODAY).retrieve(question("une question"))
    assert {one.document.document_id for one in evidence.passages} == {"guide", "article"}
    assert evidence.scope == ScopeMargins(nearest=0.1, density=0.2)


def test_articles_of_a_code_are_searched_twice_and_sheets_once() -> None:
    official = document("article", kind=Kind.CODE, wording=Wording.OFFICIAL, reference="CGCT L1115-1")
    library = replace(LIBRARY, documents={"article": official, "guide": GUIDE})
    ranker = Ranker(library, VOCABULARY, vectors=None)
    for passage_id, searches in (("article.0", 2), ("guide.0", 1)):
        lexical = FixedIndex((passage_id, 3.0))
        parts = replace(legs(lexical, None), library=library, ranker=ranker)
        search_legs(SearchQuery(text="action", vector=None, filters=Filters()), parts)
        assert len(lexical.queries) == searches


def test_the_article_that_a_guide_refers_to_comes_along_in_the_wording_of_the_day() -> None:
    guide = found("La convention suit l'article L. 1115-1 du CGCT.", score=0.8)
    for day, brought in ((TODAY, ["article"]), (date(2010, 1, 1), [])):
        passages = with_referred_articles(
            [guide],
            question=question("La convention est-elle facultative ?", as_of=day),
            library=LIBRARY,
            vocabulary=VOCABULARY,
            named_texts=NAMED_TEXTS,
        )
        assert passages[0] == guide
        assert [one.document.document_id for one in passages[1:]] == brought
        assert [one.passage.passage_id for one in passages[1:]] == ["article.1"][: len(brought)]


def test_an_article_that_was_found_is_not_brought_again() -> None:
    guide = found("La convention suit l'article L. 1115-1 du CGCT.")
    article = found("Toute action internationale est permise.", of=ARTICLE)
    passages = with_referred_articles(
        [guide, article],
        question=question("La convention ?"),
        library=LIBRARY,
        vocabulary=VOCABULARY,
        named_texts=NAMED_TEXTS,
    )
    assert passages == (guide, article)
