from datetime import date
from pathlib import Path

import pytest

from assistant.answering.named_texts import NamedTexts
from assistant.domain import Document, FormerNumber, Kind, Library, Version
from assistant.indexing.corpus import find_files, load_documents
from assistant.indexing.reading_cache import ReadingCache
from assistant.indexing.sandbox import ReadingSandbox
from tests.records import TODAY, document, passage, question

CORPUS = Path(__file__).parents[2] / "corpus"
EARLY = date(2000, 1, 1)
FORMER = (
    FormerNumber(number="L1112-1", from_on=date(1996, 2, 24)),
    FormerNumber(number="L1114-1", to_on=date(2004, 7, 30)),
)


def article(
    document_id: str, reference: str, *, start: date | None = None, end: date | None = None, **fields: object
) -> Document:
    version = Version(in_force_from=start, in_force_to=end)
    return document(document_id, kind=Kind.CODE, reference=reference, version=version, **fields)


def texts(*documents: Document) -> NamedTexts:
    by_id = {one.document_id: one for one in documents}
    return NamedTexts(Library(documents=by_id, passages={}, passages_of={}))


def named(index: NamedTexts, text: str, *, as_of: date = TODAY) -> list[str]:
    return [one.document_id for one in index.named_in(question(text, as_of=as_of))]


OLD = article("old", "CGCT L1115-1", start=date(1996, 2, 24), end=date(2004, 7, 30), former_numbers=FORMER)
MIDDLE = article(
    "middle", "CGCT L1115-1", start=date(2004, 7, 30), end=date(2021, 8, 6), former_numbers=FORMER
)
PRESENT = article("present", "CGCT L1115-1", start=date(2021, 8, 6), former_numbers=FORMER)
WORDINGS = texts(OLD, MIDDLE, PRESENT)
ACTS = texts(
    document("loi-92", kind=Kind.STATUTE, reference="loi 92-125"),
    document("article-10", kind=Kind.STATUTE, reference="loi 2000-321 du 12 avril 2000, art. 10"),
    document("circulaire", kind=Kind.CIRCULAR, reference="circulaire du 24 mai 2018, NOR INTB1809792C"),
    document("lyon", kind=Kind.DECISION, reference="CAA Lyon, 24 juin 2021, n° 19LY04159"),
    document("paris", kind=Kind.DECISION, reference="CE, 13 mai 2024, n° 472155"),
    document("montpellier", kind=Kind.DECISION, reference="CE, 13 mai 2024, n° 474652"),
    document("madrid", kind=Kind.TREATY, reference="convention-cadre de Madrid du 21 mai 1980"),
    document("guide", references=("loi 92-125 du 6 février 1992", "loi 95-115 du 4 février 1995")),
)


def test_article_comes_in_all_its_wordings_the_one_of_the_day_first() -> None:
    assert named(WORDINGS, "Que dit l'article L. 1115-1 du CGCT ?") == ["present", "middle", "old"]
    assert named(WORDINGS, "article L1115-1", as_of=EARLY) == ["old", "present", "middle"]


@pytest.mark.parametrize("number", ["L. 1112-1", "L. 1114-1"])
def test_former_number_names_the_wording_that_had_it_then_the_last_one(number: str) -> None:
    assert named(WORDINGS, f"article {number} du CGCT") == ["old", "present"]
    assert named(WORDINGS, f"article {number} du CGCT", as_of=EARLY) == ["old", "present"]


def test_former_number_that_no_wording_had_names_the_one_that_took_over() -> None:
    assert named(texts(MIDDLE, PRESENT), "L. 1114-1") == ["middle", "present"]


def test_former_number_of_undated_article_names_it_once() -> None:
    only = article("only", "CGCT L1115-1", former_numbers=(FormerNumber(number="L1112-1"),))
    assert named(texts(only), "L1112-1 et L1115-1") == ["only"]


def test_article_of_another_code_is_not_named() -> None:
    assert named(WORDINGS, "article L. 1115-1 du code du travail") == []


def test_article_of_two_codes_is_named_only_with_its_code() -> None:
    index = texts(article("cgct", "CGCT L2131-1"), article("travail", "code du travail L2131-1"))
    assert named(index, "article L. 2131-1") == []
    assert named(index, "article L. 2131-1 du code du travail") == ["travail"]
    assert named(index, "CGCT, art. L. 2131-1") == ["cgct"]


CHAPTER = texts(
    *(
        article(number.lower(), f"CGCT {number}")
        for number in ("L1115-5", "L1115-1-1", "L1115-10", "L1115-2")
    ),
    article("before", "CGCT L1115-6", end=date(2014, 7, 9)),
    article("since", "CGCT L1115-6", start=date(2014, 7, 9)),
    article("elsewhere", "CGCT L1116-1"),
    article("decree", "CGCT R1115-3"),
)


def test_range_names_each_article_in_between_once() -> None:
    assert named(CHAPTER, "L. 1115-1 à L. 1115-6") == ["l1115-1-1", "l1115-2", "l1115-5", "since"]
    early = named(CHAPTER, "L. 1115-5 à L. 1115-7", as_of=EARLY)
    assert early == ["l1115-5", "before"]


def test_following_articles_stay_in_their_chapter() -> None:
    assert named(CHAPTER, "articles L. 1115-5 et suivants") == ["l1115-5", "since", "l1115-10"]


def test_range_over_chapters_names_its_ends() -> None:
    assert named(CHAPTER, "L. 1115-5 à L. 1116-1") == ["l1115-5", "elsewhere"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("loi n° 92-125", ["loi-92"]),
        ("loi Joxe", ["loi-92"]),
        # Another document that cites the act states its day.
        ("la loi du 6 février 1992", ["loi-92"]),
        ("article 131 de la loi du 6 février 1992", ["loi-92"]),
        # Known by its day, but no document.
        ("la loi du 4 février 1995", []),
        ("loi du 2 février 2007", []),
        ("article 10 de la loi n° 2000-321", ["article-10"]),
        ("article 10 de la loi du 12 avril 2000", ["article-10"]),
        ("loi n° 2000-321", ["article-10"]),
        # What the corpus has of this act is about another article.
        ("article 9-1 de la loi n° 2000-321", []),
        ("circulaire du 24 mai 2018", ["circulaire"]),
        ("NOR : INTB1809792C", ["circulaire"]),
        ("CAA Lyon, 24 juin 2021", ["lyon"]),
        ("CAA Paris, 24 juin 2021", []),
        ("CE, 13 mai 2024, n° 472155", ["paris"]),
        ("la convention-cadre de Madrid", ["madrid"]),
        ("article 4 de la convention-cadre de Madrid", ["madrid"]),
        ("bonjour", []),
    ],
)
def test_act_or_decision_is_named_by_number_name_or_day(text: str, expected: list[str]) -> None:
    assert named(ACTS, text) == expected


def test_day_with_two_decisions_names_neither() -> None:
    assert named(ACTS, "CE, 13 mai 2024") == []


def test_passage_refers_to_other_articles_in_the_wording_of_the_day() -> None:
    own = article("own", "CGCT L1115-6")
    index = texts(own, OLD, MIDDLE, PRESENT, article("prefet", "CGCT L2131-2"))
    told = passage(
        "La convention de l'article L. 1115-1 suit les articles L. 2131-2 et L. 1115-6.", document_id="own"
    )
    assert [one.document_id for one in index.referred_in(told, as_of=TODAY)] == ["present", "prefet"]
    assert [one.document_id for one in index.referred_in(told, as_of=EARLY)] == ["old", "prefet"]


def test_passage_never_refers_to_a_wording_of_its_own_text() -> None:
    told = passage("L'article L. 1115-1 a remplacé l'article L. 1112-1.", document_id="middle")
    assert WORDINGS.referred_in(told, as_of=TODAY) == ()


def test_passage_does_not_refer_to_a_wording_that_has_ended() -> None:
    told = passage("selon l'article L. 1115-1", document_id="guide")
    assert texts(OLD).referred_in(told, as_of=TODAY) == ()


def test_passage_refers_to_three_articles_at_most() -> None:
    told = passage("articles L. 1115-1-1, L. 1115-2, L. 1115-5, L. 1116-1", document_id="guide")
    assert len(CHAPTER.referred_in(told, as_of=TODAY)) == 3


@pytest.fixture(scope="module")
def bundled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Document, ...]:
    with ReadingSandbox() as sandbox, ReadingCache(tmp_path_factory.mktemp("cache") / "read.sqlite") as cache:
        return load_documents(find_files((CORPUS,)), sandbox=sandbox, cache=cache).documents


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Que dit l'article L. 1112-1 du CGCT ?", ["cgct-l1115-1-1996-2004", "cgct-l1115-1"]),
        ("loi du 6 février 1992", ["loi-92-125"]),
        ("la loi Oudin", ["loi-2005-95-oudin-santini"]),
        ("article 6 de la loi 2021-1031", ["loi-2021-1031-article-6"]),
        ("articles R. 1115-15 et R. 1115-8", ["cgct-r1115-8-cncd"]),
    ],
)
def test_bundled_corpus_resolves_what_people_name(
    bundled: tuple[Document, ...], text: str, expected: list[str]
) -> None:
    assert named(texts(*bundled), text) == expected


def test_each_text_of_the_bundled_corpus_are_named_by_their_reference(bundled: tuple[Document, ...]) -> None:
    index = texts(*bundled)
    referenced = [one for one in bundled if one.reference]
    unnamed = [
        one.document_id for one in referenced if one.document_id not in named(index, one.reference or "")
    ]
    assert len(referenced) > 80
    assert unnamed == []
