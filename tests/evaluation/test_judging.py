import pytest

from assistant.evaluation.cases import Case, Expectation
from assistant.evaluation.judging import is_supported, judge
from assistant.rendering.answer_shapes import AnswerShape, SourceShape, StatementShape

EXCERPT = (
    "La convention est en vigueur dès sa transmission, le 6 août 2021, pour 3 250 communes (art. L. 1115-1)."
)


def source(n: int = 1, excerpt: str = EXCERPT) -> SourceShape:
    return SourceShape.model_construct(
        n=n,
        excerpt=excerpt,
        title="La convention",
        locator=None,
        reference="CGCT L1115-1",
        references=(),
        in_force_from=None,
    )


def statement(text: str, *citations: int, support: str = "quote") -> StatementShape:
    return StatementShape(
        text=text, citations=citations or (1,), spans=(), support=support, section="short_answer"
    )


def answer(
    text: str, *, status: str = "answered", sources: tuple[SourceShape, ...] = (source(),)
) -> AnswerShape:
    statements = (statement(text),) if status == "answered" else ()
    return AnswerShape.model_construct(
        status=status, answer_markdown=text, statements=statements, sources=sources
    )


def case(expect: Expectation = Expectation.ANSWER, **fields: object) -> Case:
    return Case.model_validate({"id": "q", "question": "?", "expect": expect, **fields})


@pytest.mark.parametrize(
    ("text", "supported"),
    [
        ("La convention est en vigueur dès sa transmission", True),
        ("la convention EST en vigueur, dès sa transmission", True),
        ("La convention entre en vigueur après sa transmission", False),
    ],
)
def test_quote_is_supported_when_its_words_stand_in_a_cited_excerpt(text: str, supported: bool) -> None:
    assert is_supported(statement(text), [source()]) is supported


@pytest.mark.parametrize(
    ("text", "supported"),
    [
        ("Le texte vaut depuis le 6 août 2021 pour 3250 communes selon L1115-1.", True),
        ("Le texte vaut depuis le 7 août 2021.", False),
        ("Le texte vaut pour 3 251 communes.", False),
        ("Le texte est l'article L. 1115-2.", False),
        ("Le texte vaut pour 250 communes.", False),
    ],
)
def test_facts_of_a_statement_stand_in_its_sources_as_whole_tokens(text: str, supported: bool) -> None:
    assert is_supported(statement(text, support="verified"), [source()]) is supported


def test_statement_that_cites_nothing_or_elsewhere_is_unsupported() -> None:
    assert not is_supported(statement("La convention", 2), [source()])
    lone = StatementShape(
        text="La convention", citations=(), spans=(), support="quote", section="short_answer"
    )
    assert not is_supported(lone, [source()])


def test_right_answer_holds_what_is_asked_and_cites_it() -> None:
    wanted = case(must_include=["6 ao[uû]t 2021"], must_cite=["1115-1"], must_not_include=["visée"])
    assert judge(wanted, answer("La convention entre en vigueur le 6 août 2021.")).is_right


@pytest.mark.parametrize(
    ("text", "fields", "why"),
    [
        ("La convention.", {"must_include": ["2021"]}, "miss"),
        ("La convention est visée.", {"must_not_include": ["visée"]}, "wrong"),
        ("La convention.", {"must_cite": ["1115-2"]}, "uncited"),
        ("mot " * 500, {}, "too_long"),
    ],
)
def test_wrong_answer_says_why(text: str, fields: dict[str, list[str]], why: str) -> None:
    verdict = judge(case(**fields), answer(text))
    assert not verdict.is_right
    assert why in verdict.why


def test_refusal_is_right_only_where_it_is_expected() -> None:
    refusal = answer("Aucun document.", status="refused", sources=())
    assert judge(case(Expectation.REFUSE), refusal).is_right
    assert not judge(case(Expectation.ANSWER), refusal).is_right
    assert not judge(case(Expectation.REFUSE), answer("La convention.")).is_right


def test_caveat_is_as_good_as_a_refusal_where_either_is_expected() -> None:
    caveat = answer("Le taux de 2026 n’est pas confirmé.")
    assert judge(case(Expectation.REFUSE_OR_CAVEAT), caveat).is_right
    assert not judge(case(Expectation.REFUSE_OR_CAVEAT), answer("Le taux est de 50 %.")).is_right


def test_typography_does_not_count() -> None:
    assert judge(case(must_include=["l'article 1 %"]), answer("l’article 1\u202f%")).is_right
