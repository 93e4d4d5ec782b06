import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.sentences import is_complete_sentence, opens_with_anaphora, split_sentences


def sentences(text: str) -> list[str]:
    return [text[span.start : span.end] for span in split_sentences(text)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Vu l'art. L. 1115-1 du code, le préfet répond.",
        "Les articles L. 2131-1, L. 2131-2 et R. 1115-8 s'appliquent.",
        "La loi n° 92-125 du 6 février 1992 reste citée.",
        "Voir al. 2 et p. 3 du guide.",
        "M. Dupont et Mme. Durand signent, cf. Annexe II.",
        "Les groupements (syndicats, pôles, etc.) Paris compris agissent.",
        "Le taux atteint 3.5 points.",
        "Le texte est sur https://exemple.fr/page.html et se lit.",
        "J.-P. Martin et A. Durand représentent la ville.",
        "Il écrit : « La coopération est libre. Elle est encadrée. »",
        "« Faut-il agir ? » demande le maire.",
        "Elle cite (p. 4. Voir aussi n. 2) deux cas.",
        "1. La commune délibère.",
        "1° Les actes ; 2° Les contrats ; 3° Les avis.",
        "Article L. 1115-1. - Les communes signent.",
        "Art. 3. - Les régions signent.",
        "Le J.O. du 3 mai publie la liste.",
    ],
)
def test_legal_abbreviations_numbers_and_quotes_do_not_end_a_sentence(sentence: str) -> None:
    assert sentences(sentence) == [sentence]


def test_final_marks_before_a_capital_a_digit_or_a_quotation_end_a_sentence() -> None:
    text = "Le maire signe. 3 250 villes agissent ! « Le préfet contrôle. » Faut-il voter ? Oui… Sans doute."
    assert sentences(text) == [
        "Le maire signe.",
        "3 250 villes agissent !",
        "« Le préfet contrôle. »",
        "Faut-il voter ?",
        "Oui…",
        "Sans doute.",
    ]


def test_year_or_article_number_can_close_a_sentence() -> None:
    assert sentences(
        "Elle date de 2014. Les villes signent. Voir l'article L. 1115-1. Le préfet répond."
    ) == [
        "Elle date de 2014.",
        "Les villes signent.",
        "Voir l'article L. 1115-1.",
        "Le préfet répond.",
    ]


def test_blank_lines_and_bullets_end_a_sentence() -> None:
    assert sentences("Un titre\n\nUne phrase coupée\nen deux lignes.\n- un point ;\n- un autre.") == [
        "Un titre",
        "Une phrase coupée\nen deux lignes.",
        "- un point ;",
        "- un autre.",
    ]


def test_forgotten_closing_mark_does_not_swallow_the_rest() -> None:
    text = "Il écrit « sans fermer. " + "La ville signe un accord. " * 40 + "Fin »."
    assert len(sentences(text)) > 30


@given(st.text(alphabet=' \nAaLé1.?!…«»()"“”-;:,°art', max_size=300))
def test_spans_are_stripped_ordered_and_cover_every_visible_character(text: str) -> None:
    spans = split_sentences(text)
    covered = [False] * len(text)
    end = 0
    for span in spans:
        assert end <= span.start < span.end
        assert text[span.start : span.end] == text[span.start : span.end].strip()
        covered[span.start : span.end] = [True] * (span.end - span.start)
        end = span.end
    assert all(seen or char.isspace() for seen, char in zip(covered, text, strict=True))


@pytest.mark.parametrize("hostile", ["(" * 50_000 + "»" * 50_000, "." * 100_000 + "x", "(a). " * 20_000])
def test_hostile_punctuation_is_split_in_linear_time(hostile: str) -> None:
    started = time.perf_counter()
    split_sentences(hostile)
    assert time.perf_counter() - started < 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("La convention entre en vigueur dès sa transmission.", True),
        ("3 250 collectivités sont engagées.", True),
        ("« Les élus peuvent voyager. »", True),
        ("Aucune autorisation préalable n'est requise.", True),
        ("la commune signe une convention.", False),
        ("La commune signe une convention", False),
        ("La commune signe une convention :", False),
        ("Elle signe.", False),
        ("Délai de recours de deux mois pour le préfet.", False),
        ("Loi du 6 février 1992 relative à l'administration territoriale de la République.", False),
        ("", False),
    ],
)
def test_complete_sentence_has_capital_final_mark_words_and_verb(text: str, expected: bool) -> None:
    assert is_complete_sentence(text) is expected


@pytest.mark.parametrize(
    "text",
    [
        "Cela suffit.",
        "Elle est transmise au préfet.",
        "Il est transmis au préfet de la région.",
        "Il a signé l'accord.",
        "Celles-ci sont publiées.",
        "Cette convention est facultative.",
        "« Ces actes sont exécutoires. »",
        "En effet, la loi le permet.",
        "En effet, il est possible de donner.",
        "Toutefois, le préfet peut agir.",
        "Aussi, la commune délibère.",
        "C’est le maire qui signe.",
        "Son montant est libre.",
        "À ce titre, la commune délibère.",
        "Depuis 2014, elle est facultative.",
    ],
)
def test_sentence_that_refers_to_what_precedes_opens_with_anaphora(text: str) -> None:
    assert opens_with_anaphora(text)


@pytest.mark.parametrize(
    "text",
    [
        "Il est interdit aux communes de signer.",
        "Il faut délibérer.",
        "Il s'agit d'un don.",
        "Il existe trois régimes.",
        "Il y a trois cas.",
        "Il n'y a pas de visa.",
        "Il n’existe pas de visa.",
        "Il convient de délibérer.",
        "En France, il est possible de donner.",
        "Ce qui compte est la délibération.",
        "Dans le cas où la commune signe, elle délibère.",
        "Ornement du lieu.",
        "Une part du budget est réservée.",
        "La commune délibère.",
    ],
)
def test_impersonal_and_plain_openings_are_no_anaphora(text: str) -> None:
    assert not opens_with_anaphora(text)
