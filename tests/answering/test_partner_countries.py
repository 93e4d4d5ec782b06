import pytest

from assistant.answering.partner_countries import is_about_another_country
from assistant.domain import Kind
from tests.records import document


@pytest.mark.parametrize(
    ("title", "question"),
    [
        ("Maroc : qui doit approuver l'accord ?", "Notre partenaire marocain doit-il demander un accord ?"),
        ("Tunisie : délais", "Une commune tunisienne peut-elle signer ?"),
        ("Québec : l'autorisation", "Notre ville jumelle est québécoise."),
        ("Mali : ce qui est suspendu", "Peut-on aider une école au Mali ?"),
        ("Côte d'Ivoire : qui signe ?", "Notre partenaire ivoirien attend."),
    ],
)
def test_sheet_answers_when_its_country_is_named(title: str, question: str) -> None:
    assert not is_about_another_country(document("pays", kind=Kind.COUNTRY, title=title), question)


def test_sheet_is_left_out_when_its_country_is_not_named() -> None:
    sheet = document("maroc", kind=Kind.COUNTRY, title="Maroc : qui doit approuver l'accord ?")
    assert is_about_another_country(sheet, "Le préfet doit-il approuver notre convention ?")
    assert is_about_another_country(sheet, "Qui doit approuver l'accord au Sénégal ?")


def test_documents_of_other_kinds_are_never_left_out() -> None:
    guide = document("guide", title="Maroc et Tunisie : comparaison")
    assert not is_about_another_country(guide, "Le préfet doit-il approuver notre convention ?")
