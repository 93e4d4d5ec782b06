import pytest

from assistant.answering.disagreements.bounds import Bound, exclude
from assistant.answering.disagreements.values import Value, ValueKind, stated_values


def values(text: str, kind: ValueKind) -> list[tuple[str, str]]:
    return [(one.unit, one.canonical) for one in stated_values(text) if one.kind is kind]


def only(text: str) -> Value:
    (value,) = stated_values(text)
    return value


@pytest.mark.parametrize(
    ("text", "euros"),
    [
        ("Elle a versé 23 000 euros.", "23000"),
        ("Elle a versé 23.000 €.", "23000"),
        ("Elle a versé 23\u202f000\u00a0€.", "23000"),
        ("Elle a versé 23 k€.", "23000"),
        ("Elle a versé vingt-trois mille euros.", "23000"),
        ("Elle a versé quatre-vingt-dix-sept mille deux cents euros.", "97200"),
        ("Elle a versé mille cinq cents euros.", "1500"),
        ("Elle a versé 1,5 M€.", "1500000"),
        ("Elle a versé 1,5 million d'euros.", "1500000"),
        ("Elle a versé un million et demi d’euros.", "1500000"),
        ("Elle a versé deux milliards d'euros.", "2000000000"),
        ("Elle a versé 3 Md€.", "3000000000"),
        ("Elle a versé deux cents euros.", "200"),
        ("Elle a versé 12,50 euros.", "12.5"),
    ],
)
def test_amount_is_read_however_it_is_written(text: str, euros: str) -> None:
    assert values(text, ValueKind.AMOUNT) == [("€", euros)]


def test_amounts_of_other_currencies_keep_theirs() -> None:
    text = "Le projet coûte 3 000 000 F CFA, soit 30 000 dirhams ou 4 000 dollars."
    assert values(text, ValueKind.AMOUNT) == [
        ("franc cfa", "3000000"),
        ("dirham", "30000"),
        ("dollar", "4000"),
    ]


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("La région paie 66,3 % du coût.", "66.3"),
        ("La région paie vingt pour cent du coût.", "20"),
        ("La région paie la moitié du coût.", "50"),
        ("La région paie un quart du coût.", "25"),
        ("La région paie les trois quarts du coût.", "75"),
        ("La région paie un tiers du coût.", "33.3"),
        ("La région paie deux tiers du coût.", "66.7"),
        ("La région paie un dixième du coût.", "10"),
        ("La région aide un projet sur deux.", "50"),
        ("La région aide trois projets sur quatre.", "75"),
        ("Le service réserve un centime par euro.", "1"),
        ("La région paie le coût en totalité.", "100"),
    ],
)
def test_share_is_read_as_percent_or_fraction(text: str, share: str) -> None:
    assert [canonical for _, canonical in values(text, ValueKind.PERCENT)] == [share]


def test_share_of_a_counted_whole_is_no_share_of_a_hundred() -> None:
    assert values("Le ministère a retenu 91 dossiers sur 158.", ValueKind.PERCENT) == []


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Il répond en deux mois.", "60"),
        ("Il répond en 2 mois.", "60"),
        ("Il répond en un trimestre.", "90"),
        ("Il répond en quinze jours.", "15"),
        ("Il répond en une quinzaine de jours.", "15"),
        ("Il répond sous huitaine.", "8"),
        ("Il répond en 48 heures.", "2"),
        ("Il répond en un an et demi.", "547.5"),
        ("Il répond en trois semaines.", "21"),
    ],
)
def test_delay_is_compared_in_days(text: str, days: str) -> None:
    assert [canonical for _, canonical in values(text, ValueKind.DELAY)] == [days]


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("Le réseau réunit treize régions.", ("region", "13")),
        ("Le fonds agit dans 34 pays.", ("pay", "34")),
        ("La ville compte deux millions d'habitants.", ("habitant", "2000000")),
        ("Les accords vivants sont au nombre de 39.", ("", "39")),
        ("La règle vaut à partir de 3 500.", ("", "3500")),
    ],
)
def test_count_carries_what_is_counted(text: str, counted: tuple[str, str]) -> None:
    assert values(text, ValueKind.COUNT) == [counted]


@pytest.mark.parametrize(
    "text", ["Il est venu trois fois.", "Une convention suffit.", "Le 3 mars a lieu la fête."]
)
def test_what_is_no_count_is_none(text: str) -> None:
    assert values(text, ValueKind.COUNT) == []


@pytest.mark.parametrize(
    ("text", "article"),
    [
        ("Voir l'article L. 1115-1 du CGCT.", "L1115-1"),
        ("Voir l'article L1115‑1 du CGCT.", "L1115-1"),
        ("Voir l'article 10-1 de la loi.", "10-1"),
        ("Voir l'article premier du décret.", "1"),
        ("Voir l'art. 9 du traité.", "9"),
        ("Voir le 1115-1 du code.", "1115-1"),
        ("Voir l'article R. 1115-8 du CGCT.", "R1115-8"),
    ],
)
def test_article_is_read_with_or_without_its_letter(text: str, article: str) -> None:
    assert [canonical for _, canonical in values(text, ValueKind.ARTICLE)] == [article]


@pytest.mark.parametrize("text", ["La loi n° 2007-147 est brève.", "Le mandat 2014-2020 est fini."])
def test_number_of_a_law_or_span_of_years_is_no_article(text: str) -> None:
    assert values(text, ValueKind.ARTICLE) == []


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Le texte est du 6 février 2007.", ""),
        ("Le texte a été voté le 25 janvier 2007.", "vote"),
        ("Le texte est paru au Journal officiel du 6 février 2007.", "publication"),
        ("Le texte est en vigueur depuis le 6 février 2007.", "effet"),
        ("La règle a valu jusqu'au 8 juillet 2014.", "fin"),
    ],
)
def test_day_carries_the_event_it_is_of(text: str, event: str) -> None:
    assert [unit for unit, _ in values(text, ValueKind.DAY)] == [event]


def test_day_that_names_a_decision_is_no_value() -> None:
    assert values("Le juge a tranché le 13 mai 2024 (n° 472155).", ValueKind.DAY) == []


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("L'aide est de 500 euros.", Bound.NONE),
        ("L'aide va jusqu'à 500 euros.", Bound.MOST),
        ("L'aide ne dépasse jamais 500 euros.", Bound.MOST),
        ("L'aide est de 500 euros au plus.", Bound.MOST),
        ("L'aide est d'au moins 500 euros.", Bound.LEAST),
        ("L'aide est de 500 euros au minimum.", Bound.LEAST),
        ("La règle joue au-delà de 500 euros.", Bound.THRESHOLD),
        ("La règle joue dès 500 euros.", Bound.THRESHOLD),
    ],
)
def test_words_around_a_figure_make_it_a_limit(text: str, bound: Bound) -> None:
    assert only(text).bound is bound


def test_figure_told_rounded_is_marked() -> None:
    assert only("Près de 200 millions d'euros ont été versés.").is_rounded
    assert not only("L'aide est de 200 millions d'euros.").is_rounded


@pytest.mark.parametrize(
    ("one", "bound", "other", "other_bound", "excluded"),
    [
        (30, Bound.MOST, 16, Bound.NONE, False),
        (30, Bound.MOST, 40, Bound.NONE, True),
        (30, Bound.LEAST, 40, Bound.NONE, False),
        (30, Bound.LEAST, 16, Bound.NONE, True),
        (30, Bound.MOST, 20, Bound.MOST, True),
        (30, Bound.MOST, 30, Bound.MOST, False),
        (30, Bound.LEAST, 20, Bound.MOST, True),
        (20, Bound.LEAST, 30, Bound.MOST, False),
        (30, Bound.THRESHOLD, 20, Bound.NONE, False),
        (30, Bound.THRESHOLD, 20, Bound.THRESHOLD, True),
    ],
)
def test_limits_exclude_what_lies_beyond_them(
    one: float, bound: Bound, other: float, other_bound: Bound, excluded: bool
) -> None:
    assert exclude(one, bound, other, other_bound) is excluded
    assert exclude(other, other_bound, one, bound) is excluded


def test_value_stands_where_its_span_says() -> None:
    text = "Dès 2023, la ville a versé vingt mille euros à l’association."
    (amount,) = [one for one in stated_values(text) if one.kind is ValueKind.AMOUNT]
    assert text[amount.span.start : amount.span.end] == "vingt mille euros"
