from assistant.answering.disagreements.act_dates import ActDates
from assistant.answering.disagreements.values import Value
from assistant.domain import Kind
from tests.answering.disagreements.finders import THIOLLIERE
from tests.records import document

DATES = ActDates(
    [
        document("loi", kind=Kind.STATUTE, reference=THIOLLIERE, title="Loi n° 2007-147, dite Thiollière"),
        document("loi-eau", kind=Kind.STATUTE, reference="loi n° 2005-95 du 9 février 2005"),
    ]
)
NAME = "loi 2007-147"


def stated(text: str) -> list[tuple[str, str]]:
    return [(value.unit, value.canonical) for value in DATES.stated_in(text)]


def is_wrong(text: str) -> bool:
    return DATES.is_wrong_in([(value, None) for value in DATES.stated_in(text)])


def test_right_day_of_a_numbered_text_is_stated_and_right() -> None:
    text = "La loi n° 2007-147 du 2 février 2007 tient en un article."
    assert (NAME, "2007-02-02") in stated(text)
    assert not is_wrong(text)


def test_wrong_day_of_a_numbered_text_is_wrong() -> None:
    text = "La loi n° 2007-147 du 25 février 2007 tient en un article."
    assert (NAME, "2007-02-25") in stated(text)
    assert is_wrong(text)


def test_wrong_year_behind_a_well_known_name_is_wrong() -> None:
    assert stated("La loi Thiollière de 2008 tient en un article.") == [(NAME, "2008")]


def test_wrong_year_before_a_well_known_name_is_wrong() -> None:
    text = "Il faut attendre 2008 et la loi Thiollière pour agir librement."
    assert stated(text) == [(NAME, "2008")]
    assert is_wrong(text)


def test_right_year_before_a_name_is_no_value() -> None:
    assert stated("Il faut attendre 2007 et la loi Thiollière pour agir librement.") == []


def test_unnamed_law_of_a_known_year_on_the_subject_is_that_law() -> None:
    text = "Une loi du 25 janvier 2007 encadre l'action extérieure des collectivités."
    assert stated(text) == [(NAME, "2007-01-25")]
    assert is_wrong(text)


def test_unnamed_law_on_another_subject_is_not() -> None:
    assert stated("Une loi du 25 janvier 2007 réforme les tribunaux.") == []


def test_unnamed_law_of_a_year_without_a_known_law_is_none() -> None:
    assert stated("Une loi du 25 janvier 2003 encadre l'action extérieure des collectivités.") == []


def test_span_covers_the_words_that_date() -> None:
    text = "La loi Thiollière de 2008 tient en un article."
    (value,) = DATES.stated_in(text)
    assert isinstance(value, Value)
    assert text[value.span.start : value.span.end] == "2008"


def test_days_among_values_are_told() -> None:
    values = [(value, None) for value in DATES.stated_in("La loi n° 2007-147 du 2 février 2007 est brève.")]
    assert DATES.dates_in(values)
    assert not DATES.dates_in([])
