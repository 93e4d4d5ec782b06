import math
from collections.abc import Sequence

import pytest

from assistant.answering.ranking import CodeSections, Ranker, RankingWeights, moved_vector
from assistant.answering.vocabulary import Vocabulary
from assistant.dialogue import Filters, Hit, Ranking, SearchQuery
from assistant.domain import Document, Kind, Library, Passage, Wording
from assistant.tokens import analyse
from tests.records import document, passage

NO_FILTERS = Filters()
LEAVE, PAY = ("Titre II : Congés",), ("Titre III : Salaire",)


def article(number: str, *, code: str = "code du travail", **fields: object) -> Document:
    reference = f"{code} {number}"
    return document(
        f"{code}-{number}".lower().replace(" ", "-"),
        **({"kind": Kind.CODE, "wording": Wording.OFFICIAL, "reference": reference} | fields),  # type: ignore[arg-type]
    )


def library_of(*pairs: tuple[Document, tuple[str, ...], str]) -> Library:
    """One passage a document: its titles and its text."""
    passages = {
        one.document_id: passage(text, document_id=one.document_id, heading_path=titles)
        for one, titles, text in pairs
    }
    return Library(
        documents={one.document_id: one for one, _, _ in pairs},
        passages={one.passage_id: one for one in passages.values()},
        passages_of={document_id: (one,) for document_id, one in passages.items()},
    )


CODE = library_of(
    (article("L3141-1"), LEAVE, "Tout salarié a droit à un repos annuel."),
    (article("L3141-2"), LEAVE, "Un retour de maternité ouvre le même droit."),
    (article("L3141-3"), LEAVE, "La durée ne dépasse pas trente jours ouvrables."),
    (article("L3241-1"), PAY, "La paie est versée par virement."),
    (document("guide"), ("Repos",), "Un guide du repos."),
)
FIRST, SECOND, THIRD = (f"code-du-travail-l3141-{number}.0" for number in (1, 2, 3))
WAGES, GUIDE = "code-du-travail-l3241-1.0", "guide.0"


def ranking(*hits: tuple[str, float]) -> Ranking:
    return tuple(Hit(passage_id=passage_id, score=score) for passage_id, score in hits)


def query(
    text: str, vector: tuple[float, ...] | None = None, *, filters: Filters = NO_FILTERS
) -> SearchQuery:
    return SearchQuery(text=text, vector=vector, filters=filters)


def ranker(
    library: Library = CODE, *, vectors: Sequence[Sequence[float]] | None = None, **weights: float
) -> Ranker:
    vocabulary = Vocabulary(_words(one) for one in library.passages.values())
    found = None if vectors is None else (lambda ids: vectors[: len(ids)])
    return Ranker(library, vocabulary, vectors=found, weights=RankingWeights(**weights))  # type: ignore[arg-type]


def _words(one: Passage) -> str:
    return "\n".join((*one.heading_path, one.text))


def ids(found: Ranking) -> list[str]:
    return [hit.passage_id for hit in found]


def test_second_query_carries_terms_of_the_first_passages_and_not_its_own() -> None:
    second = ranker().second_query(query("repos annuel"), ranking((FIRST, 1.0)))
    assert "salar" in second.related_terms
    assert not {"repos", "annuel"} & set(second.related_terms)
    assert second.text == "repos annuel"


def test_rare_terms_of_well_found_passages_are_carried_first() -> None:
    hits = ranking((WAGES, 1.0), (FIRST, 0.1))
    second = ranker(related_terms=2).second_query(query("argent"), hits)
    assert len(second.related_terms) == 2
    assert set(second.related_terms) < set(analyse("La paie est versée par virement, titre III : salaire"))


def test_terms_that_no_passage_is_searched_by_are_not_carried() -> None:
    library = library_of((document("guide", title="Dictionnaire"), ("Repos",), "Un guide du repos."))
    second = ranker(library).second_query(query("sieste"), ranking((GUIDE, 1.0)))
    assert second.related_terms == ("guid", "repos")


def test_passages_found_late_teach_nothing() -> None:
    hits = ranking((FIRST, 1.0), (SECOND, 0.9), (THIRD, 0.8), (WAGES, 0.7))
    second = ranker(related_terms=100).second_query(query("repos"), hits)
    assert "virement" not in second.related_terms


def test_second_query_is_the_same_every_time() -> None:
    hits = ranking((FIRST, 1.0), (SECOND, 1.0), (THIRD, 1.0))
    terms = {ranker(related_terms=4).second_query(query("repos"), hits).related_terms for _ in range(5)}
    assert len(terms) == 1


def test_nothing_found_first_leaves_the_query_alone() -> None:
    asked = query("repos", (1.0, 0.0))
    assert ranker(vectors=[(0.0, 1.0)]).second_query(asked, ()) == asked


def test_vector_moves_towards_the_first_passages() -> None:
    second = ranker(vectors=[(0.0, 1.0)], vector_shift=0.5).second_query(
        query("repos", (1.0, 0.0)), ranking((FIRST, 1.0))
    )
    assert second.vector == pytest.approx((math.sqrt(0.5), math.sqrt(0.5)))


def test_without_vectors_the_vector_stays() -> None:
    hits = ranking((FIRST, 1.0))
    assert ranker().second_query(query("repos", (1.0, 0.0)), hits).vector == (1.0, 0.0)
    assert ranker(vectors=[(0.0, 1.0)]).second_query(query("repos"), hits).vector is None


def test_moved_vector_is_of_unit_norm_and_survives_its_opposite() -> None:
    moved = moved_vector((1.0, 0.0), [(0.6, 0.8), (0.0, 1.0)], shift=0.4)
    assert math.hypot(*moved) == pytest.approx(1.0)
    assert moved_vector((1.0, 0.0), [(-1.0, 0.0)], shift=0.5) == (1.0, 0.0)
    assert moved_vector((1.0, 0.0), [], shift=0.5) == (1.0, 0.0)


def test_articles_found_together_pass_one_found_alone() -> None:
    hits = ranking((WAGES, 0.62), (FIRST, 0.6), (SECOND, 0.6), (THIRD, 0.6))
    lifted = ranker().lift(hits, query("maternité"))
    assert ids(lifted) == [FIRST, SECOND, THIRD, WAGES]
    assert lifted[0].score == pytest.approx(0.62)


def test_a_large_section_does_not_win_by_its_size() -> None:
    crowd = [(article(f"L3141-{number}"), LEAVE, "Le repos.") for number in range(1, 40)]
    library = library_of(*crowd, (article("L3241-1"), PAY, "La paie."))
    hits = ranking((WAGES, 0.6), (FIRST, 0.6), (SECOND, 0.6))
    assert ids(ranker(library).lift(hits, query("maternité")))[0] == WAGES


def test_named_article_brings_its_section_found_or_not() -> None:
    hits = ranking((WAGES, 1.0), (FIRST, 0.6))
    lifted = ranker().lift(hits, query("Que dit l'article L. 3141-1 du code du travail ?"))
    assert ids(lifted)[0] == FIRST
    assert {SECOND, THIRD} < set(ids(lifted))
    assert all(0 < hit.score <= 1 for hit in lifted)


def test_articles_inside_a_named_range_count_as_named() -> None:
    sections = CodeSections(CODE)
    assert WAGES in sections.named_passages("articles L3240-1 et L3241-1 à L3241-4", NO_FILTERS)
    assert set(sections.named_passages("articles L3141-2 à L3141-3", NO_FILTERS)) == {FIRST, SECOND, THIRD}


def test_same_number_in_another_code_is_not_named() -> None:
    assert not CodeSections(CODE).named_passages("article L. 3141-1 du CGCT", NO_FILTERS)


def test_named_section_stays_within_the_filters() -> None:
    decrees = Filters(kinds=frozenset({Kind.DECREE}))
    assert not CodeSections(CODE).named_passages("article L3141-1", decrees)


def test_sheets_about_articles_stand_in_no_section() -> None:
    sheet = article("L3141-1", wording=Wording.SUMMARY)
    sections = CodeSections(library_of((sheet, LEAVE, "Résumé.")))
    assert not sections.holds(f"{sheet.document_id}.0")
    assert not sections.named_passages("article L3141-1", NO_FILTERS)


def test_ranking_without_articles_of_a_code_stays_as_it_is() -> None:
    hits = ranking((GUIDE, 0.5))
    assert ranker().lift(hits, query("repos")) == hits
    assert ranker().lift((), query("repos")) == ()


def test_guides_keep_their_place_among_codes_found_alone() -> None:
    hits = ranking((GUIDE, 0.9), (WAGES, 0.5))
    assert ids(ranker().lift(hits, query("maternité"))) == [GUIDE, WAGES]


def test_a_weight_of_zero_leaves_a_feature_out() -> None:
    none = ranker(related_terms=0, vector_shift=0, section_mass=0, named_section=0)
    asked = query("salaire, article L3141-1", (1.0, 0.0))
    hits = ranking((WAGES, 0.6), (FIRST, 0.5), (SECOND, 0.5))
    assert none.second_query(asked, hits) == asked
    assert none.lift(hits, asked) == hits
