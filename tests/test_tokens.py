import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from assistant.tokens import analyse, fold

PASSAGE = (
    "Les collectivités territoriales et leurs groupements peuvent, dans le respect des engagements "
    "internationaux de la France, mettre en œuvre toute action internationale annuelle ou pluriannuelle "
    "(art. L. 1115-1). "
)


@pytest.mark.parametrize(
    "mention",
    [
        "L. 1115-1",
        "L1115-1",
        "l'article L.1115-1",
        "art. L 1115-1",
        "l.\u00a01115\u20111",
        "ARTICLE L. 1115-1",
    ],
)
def test_article_is_one_token_whatever_its_writing(mention: str) -> None:
    assert analyse(mention) == ("l1115-1",)


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("loi n° 2007-147", ("loi", "2007-147")),
        ("loi 1992-125", ("loi", "92-125")),
        ("règlement (CE) n° 1082/2006", ("regl", "1082/2006")),
        ("3 250 communes", ("3250", "commun")),
        ("3\u202f250 communes", ("3250", "commun")),
        ("1 %", ("1%",)),
        ("1 pour cent", ("1%",)),
        ("3,5", ("3.5",)),
        ("1er juillet", ("1", "juillet")),
        ("30 000 €", ("30000", "euro")),
        ("n° 19LY04159", ("19ly04159",)),
        ("2025-2027", ("2025-2027", "2025", "2027")),
        ("sous-préfet", ("prefet",)),
        ("aujourd'hui", ()),
        ("qu'il n'y a pas d'obligation", ("oblig",)),
        ("sans convention", ("san", "convent")),
        ("le la les", ()),
        ("", ()),
    ],
)
def test_figures_and_words_become_tokens(text: str, tokens: tuple[str, ...]) -> None:
    assert analyse(text) == tokens


def test_numeric_dates_meet_dates_in_words() -> None:
    assert analyse("24/05/2018") == analyse("2018-05-24") == analyse("24 mai 2018")


@pytest.mark.parametrize(
    "forms",
    [
        ("coopération", "cooperation", "COOPERATION", "coopérations", "Coope\u0301ration"),
        ("préfet", "préfets", "prefet"),
        ("convention", "conventions"),
        ("décentralisée", "décentralisé", "decentralisees", "DÉCENTRALISATION"),
        ("étranger", "étrangère", "étrangères", "ETRANGERES"),
        ("collectivité", "collectivités", "collectivite"),
        ("régional", "régionaux", "régionales"),
        ("œuvre", "oeuvres"),
        ("loi", "lois"),
    ],
)
def test_forms_of_one_word_share_a_token(forms: tuple[str, ...]) -> None:
    assert len({analyse(form) for form in forms}) == 1


@pytest.mark.parametrize(
    ("word", "other"), [("commune", "communication"), ("Mali", "mal"), ("L1115-1", "L1115-10"), ("1%", "10%")]
)
def test_different_words_keep_different_tokens(word: str, other: str) -> None:
    assert analyse(word) != analyse(other)


def test_fold_writes_plain_lower_case() -> None:
    assert fold("L’Œuvre À l’ÉTRANGER – été") == "l'oeuvre a l'etranger - ete"


def test_twenty_threads_give_the_serial_tokens() -> None:
    texts = [f"{PASSAGE} coopérations{rank} décentralisées{rank} mot{rank}ment" for rank in range(200)]
    with ThreadPoolExecutor(20) as pool:
        threaded = list(pool.map(analyse, texts))
    assert threaded == [analyse(text) for text in texts]


def test_passage_of_300_tokens_takes_about_a_millisecond() -> None:
    passage = PASSAGE * 6
    analyse(passage)
    started = time.perf_counter()
    for _ in range(20):
        analyse(passage)
    # Ten times the aim: the machine may be busy.
    assert (time.perf_counter() - started) / 20 < 0.01
