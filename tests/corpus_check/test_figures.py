from pathlib import Path

import pytest

from assistant.corpus_check.figures import find_undated_figures
from tests.corpus_check.corpus_folder import SENTENCE, checked_documents, line_of, write_document


@pytest.mark.parametrize(
    "body",
    [
        SENTENCE,
        "Le ministère payait au plus 70 % du budget en 2025.",
        "Le seuil est de 23 000 €. Le décret date de 2001.",
        "La part française s'arrête à 50 % du capital, selon l'article L. 1115-4 du CGCT.",
        "Le 1 % eau se vote dans le budget du service.",
        "La région aidait à hauteur de 25 % au plus, selon une fiche non datée.",
        "Un petit don, par exemple 500 €, se déclare aussi.",
        "## Les taux de 2025\n\nLe ministère payait au plus 70 % du budget.",
        "Les taux de 2025 étaient les suivants :\n\n- Le taux est de 70 %.\n- Le taux est de 50 %.",
        "Le projet dure trois ans et réunit 12 communes.",
    ],
)
def test_dated_and_unchanging_figures_pass(body: str, tmp_path: Path) -> None:
    write_document(tmp_path, "a.md", body)
    assert list(find_undated_figures(checked_documents(tmp_path))) == []


@pytest.mark.parametrize(
    ("sentence", "figure"),
    [
        ("Le ministère paie au plus 70 % du budget.", "« 70 % »"),
        ("La FICOL verse de 200 000 à 1 500 000 €.", "« 1 500 000 € »"),
        ("Les collectivités ont apporté 18,4 millions d'euros.", "« 18,4 millions d'euros »"),
        ("Le 1 % eau s'ajoute à une aide de 3 000 euros.", "« 3 000 euros »"),
    ],
)
def test_figure_that_nothing_dates_is_found(sentence: str, figure: str, tmp_path: Path) -> None:
    path = write_document(tmp_path, "a.md", f"Un début en 2025.\n\n{sentence}")
    (problem,) = find_undated_figures(checked_documents(tmp_path))
    assert figure in problem.message
    assert problem.line == line_of(path, sentence)


def test_official_wording_is_left_alone(tmp_path: Path) -> None:
    write_document(tmp_path, "a.md", "La part ne dépasse pas 50 % du capital.", wording="official")
    assert list(find_undated_figures(checked_documents(tmp_path))) == []
