"""French typography for the screen."""

import pytest

from assistant.texts_fr.page import counted
from assistant.texts_fr.typography import typeset


@pytest.mark.parametrize(
    ("plain", "set_text"),
    [
        ("Pourquoi ?", "Pourquoi~?"),
        ("le 1 % : « oui »", "le 1~%~: «~oui~»"),
        ("un mot, puis un autre.", "un mot, puis un autre."),
        ("https://exemple.fr/?a=1", "https://exemple.fr/?a=1"),
    ],
)
def test_double_punctuation_stays_with_its_word(plain: str, set_text: str) -> None:
    assert typeset(plain) == set_text.replace("~", "\N{NO-BREAK SPACE}")


def test_length_never_changes() -> None:
    text = "« a » : b ; c ? d ! 5 %"
    assert len(typeset(text)) == len(text)


@pytest.mark.parametrize(("count", "words"), [(0, "0 source"), (1, "1 source"), (2, "2 sources")])
def test_noun_agrees_with_its_count(count: int, words: str) -> None:
    assert counted(count, "source") == words
